"""The pages of an import: what they show, what they keep, and who may open them."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ecotone.networks.enums import ImportStatus
from ecotone.networks.importing import write_runs
from ecotone.networks.importing.screen import TypeInFile
from ecotone.networks.models import Enrolment, ImportRun, Membership, Organisation
from tests.factories import Cast
from tests.networks.importing.samples import register, school, write_csv

CSV = (
    "numéro;nom;genre;commune;élèves;lat;lon\n"
    "0750001A;Collège du Test;Collège;Paris;420;48.85;2.35\n"
    "0750002B;École du Test;École primaire;Paris;;48.86;2.36\n"
)


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def start_url(cast: Cast) -> str:
    return reverse("networks:import_start", args=[cast.network.slug])


def dutch_file(tmp_path: Path, *rows: dict[str, str]) -> SimpleUploadedFile:
    content = write_csv(tmp_path / "sent.csv", rows).read_bytes()
    return SimpleUploadedFile("schools.csv", content)


def send_dutch(client: Client, cast: Cast, tmp_path: Path, *rows: dict[str, str]) -> ImportRun:
    response = client.post(
        start_url(cast),
        {
            "file": dutch_file(tmp_path, *rows),
            "country": "BE",  # as it stood when the page opened; the source knows better
            "mapping": "nl-register",
            "joins_network": "on",
        },
    )
    run = ImportRun.objects.get()
    assert (response.status_code, response["Location"]) == (302, run.get_absolute_url())
    return run


def send_french(client: Client, cast: Cast, **more: str) -> str:
    """Send a file of an unknown source; answers the address of the page of its columns."""
    file = SimpleUploadedFile("écoles.csv", CSV.encode())
    response = client.post(start_url(cast), {"file": file, "country": "FR", **more})
    assert response.status_code == 302
    return str(response["Location"])


def kind(value: str) -> str:
    return TypeInFile(value, 1, "").key


def french_choices(**changed: str) -> dict[str, str]:
    return {
        "column_identifier": "numéro",
        "column_name": "nom",
        "column_school_type": "genre",
        "column_municipality": "commune",
        "column_pupils": "élèves",
        "column_latitude": "lat",
        "column_longitude": "lon",
        "scheme": "UAI",
        "source": "Annuaire",
        "languages": "fr",
        "observed_on": "2025-10-01",
        kind("Collège"): "sec-low",
        kind("École primaire"): "pri",
        **changed,
    }


def test_a_register_is_sent_checked_and_imported(
    coordinator: Client, cast: Cast, tmp_path: Path
) -> None:
    run = send_dutch(coordinator, cast, tmp_path, *register(3))
    page = coordinator.get(run.get_absolute_url()).content.decode()
    assert "The file is fine. Nothing is written yet." in page
    assert "The schools become members of Hub." in page
    confirm = reverse("networks:import_confirm", args=[cast.network.slug, run.pk])
    assert confirm in page
    response = coordinator.post(confirm)
    assert (response.status_code, response["Location"]) == (302, run.get_absolute_url())
    page = coordinator.get(run.get_absolute_url()).content.decode()
    assert "The schools are imported." in page
    assert confirm not in page
    assert Membership.objects.filter(network=cast.network, organisation__country="NL").count() == 3
    assert coordinator.post(confirm).status_code == 302
    assert Organisation.objects.filter(country="NL").count() == 3


def test_a_large_file_shows_its_progress_while_it_is_written(
    coordinator: Client, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_runs, "WRITTEN_AT_ONCE", 1)
    run = send_dutch(coordinator, cast, tmp_path, *register(3))
    confirm = reverse("networks:import_confirm", args=[cast.network.slug, run.pk])
    response = coordinator.post(confirm)
    run.refresh_from_db()
    assert run.status == ImportStatus.RUNNING
    assert response["Location"] == reverse("core:task", args=[run.progress_token])
    page = coordinator.get(run.get_absolute_url()).content.decode()
    assert "This goes on by itself; you may leave the page." in page
    assert response["Location"] in page


def test_bad_rows_are_listed_and_nothing_can_be_written(
    coordinator: Client, cast: Cast, tmp_path: Path
) -> None:
    run = send_dutch(coordinator, cast, tmp_path, school("99AA00"), school("99AA01", naam="=cmd()"))
    page = coordinator.get(run.get_absolute_url()).content.decode()
    assert "The file cannot be imported as it is. Nothing was written." in page
    assert "“=cmd()” is a formula, or looks like one." in page
    confirm = reverse("networks:import_confirm", args=[cast.network.slug, run.pk])
    assert confirm not in page
    coordinator.post(confirm)
    run.refresh_from_db()
    assert (run.status, Organisation.objects.filter(country="NL").count()) == (
        ImportStatus.REFUSED,
        0,
    )


def test_problems_come_as_a_spreadsheet_without_formulas(
    coordinator: Client, cast: Cast, tmp_path: Path
) -> None:
    run = send_dutch(coordinator, cast, tmp_path, school("99AA01", leerlingen="=1+1"))
    url = reverse("networks:import_problems", args=[cast.network.slug, run.pk])
    text = coordinator.get(url).content.decode("utf-8-sig")
    assert list(csv.reader(text.splitlines(), delimiter=";")) == [
        ["Row", "Column", "What is wrong", "How to mend it"],
        [
            "2",
            "leerlingen",
            "“=1+1” is a formula, or looks like one.",
            "Write the value itself; no text may start with = + - or @.",
        ],
    ]


def test_what_was_typed_stays_when_the_file_is_refused(coordinator: Client, cast: Cast) -> None:
    response = coordinator.post(
        start_url(cast),
        {
            "file": SimpleUploadedFile("schools.csv", b""),
            "country": "NL",
            "mapping": "nl-register",
            "observed_on": "2025-10-01",
        },
    )
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == ["file"]
    assert (form["country"].value(), form["observed_on"].value()) == ("NL", "2025-10-01")
    assert ImportRun.objects.count() == 0


def test_columns_of_an_unknown_source_are_guessed(coordinator: Client, cast: Cast) -> None:
    response = coordinator.get(send_french(coordinator, cast))
    form = response.context["form"]
    guessed = {name: form[name].value() for name in form.fields if name.startswith("column_")}
    assert {name: value for name, value in guessed.items() if value} == {
        "column_name": "nom",
        "column_municipality": "commune",
        "column_pupils": "élèves",
        "column_latitude": "lat",
        "column_longitude": "lon",
    }
    assert form["scheme"].value() == "UAI"
    choices = dict(form.fields["column_name"].choices)
    assert choices["nom"] == "nom (for example Collège du Test)"


def test_types_of_a_chosen_column_are_shown_with_a_guess(coordinator: Client, cast: Cast) -> None:
    url = send_french(coordinator, cast)
    typed = {"column_school_type": "genre", "source": "Typed already", "types": "show"}
    form = coordinator.post(url, typed).context["form"]
    assert form.errors == {}
    assert form["source"].value() == "Typed already"
    assert [(field.label, field.value()) for field in form.kind_fields] == [
        ("Collège (1)", "sec-low"),
        ("École primaire (1)", "pri"),
    ]


def test_types_that_were_not_shown_must_be_looked_at(coordinator: Client, cast: Cast) -> None:
    url = send_french(coordinator, cast)
    choices = {name: v for name, v in french_choices().items() if not name.startswith("kind_")}
    form = coordinator.post(url, choices).context["form"]
    assert form.errors == {
        "column_school_type": ["Look at what its types mean, further down, and check again."]
    }
    assert [field.value() for field in form.kind_fields] == ["sec-low", "pri"]


def test_chosen_columns_are_checked_imported_and_kept(coordinator: Client, cast: Cast) -> None:
    url = send_french(coordinator, cast)
    response = coordinator.post(url, french_choices(keep_as="Écoles de Paris"))
    run = ImportRun.objects.get()
    assert response["Location"] == run.get_absolute_url()
    assert (run.status, run.counts["new"]) == (ImportStatus.CHECKED, 2)
    coordinator.post(reverse("networks:import_confirm", args=[cast.network.slug, run.pk]))
    college = Organisation.objects.get(identifiers__scheme="UAI", identifiers__value="0750001A")
    assert (college.name, college.sector, college.languages) == (
        "Collège du Test",
        "SCH-SEC",
        ["fr"],
    )
    counts = Enrolment.objects.values_list("pupils", "observed_on", "school_year", "source")
    assert list(counts) == [(420, dt.date(2025, 10, 1), "2025/26", "Annuaire")]
    kept = cast.network.import_mappings.get()
    assert (kept.name, kept.definition["title"]) == ("ecoles-de-paris", "Écoles de Paris")
    start = coordinator.get(start_url(cast)).context["form"]
    assert ("ecoles-de-paris", "Écoles de Paris") in start.fields["mapping"].choices


def test_a_kept_mapping_reads_the_next_file_at_once(coordinator: Client, cast: Cast) -> None:
    url = send_french(coordinator, cast)
    coordinator.post(url, french_choices(keep_as="Paris"))
    file = SimpleUploadedFile("next.csv", CSV.replace("420", "430").encode())
    wish = {"file": file, "country": "FR", "mapping": "paris", "observed_on": "2026-10-01"}
    coordinator.post(start_url(cast), wish)
    run = ImportRun.objects.get(file_name="next.csv")
    assert (run.status, run.counts["pupils"]) == (ImportStatus.CHECKED, 430)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"column_identifier": ""}, "column_identifier"),
        ({"column_longitude": ""}, "column_longitude"),
        ({"observed_on": ""}, "observed_on"),
        ({"observed_on": "soon"}, "observed_on"),
        ({"source": ""}, "source"),
        ({"column_school_type": ""}, "one_kind"),
        ({kind("Collège"): ""}, kind("Collège")),
        ({"keep_as": "NL register"}, "keep_as"),
        ({"keep_as": "!!!"}, "keep_as"),
        ({"column_name": "absent"}, "column_name"),
    ],
)
def test_a_wrong_choice_is_named_at_its_field_and_the_rest_stays(
    coordinator: Client, cast: Cast, changed: dict[str, str], field: str
) -> None:
    url = send_french(coordinator, cast)
    response = coordinator.post(url, french_choices(**changed))
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["languages"].value() == "fr"
    assert ImportRun.objects.get().status == ImportStatus.UPLOADED


def test_columns_of_a_shipped_mapping_can_be_changed_without_losing_the_rest(
    coordinator: Client, cast: Cast, tmp_path: Path
) -> None:
    run = send_dutch(coordinator, cast, tmp_path, school(gemeente="S GRAVENHAGE", type="SBAO"))
    url = reverse("networks:import_columns", args=[cast.network.slug, run.pk])
    form = coordinator.get(url).context["form"]
    assert [field.value() for field in form.kind_fields] == ["keep"]
    choices = {name: form[name].value() or "" for name in form.fields}
    coordinator.post(url, choices | {"column_place": "", "repeated_rows": "on"})
    run.refresh_from_db()
    assert run.status == ImportStatus.CHECKED
    coordinator.post(reverse("networks:import_confirm", args=[cast.network.slug, run.pk]))
    saved = Organisation.objects.get(identifiers__value="99AA00")
    assert (saved.municipality_name, saved.address, saved.sector) == (
        "'s-Gravenhage",
        "Bedachtelaan 1, 1234AB",
        "SCH-SPE",
    )


def test_a_column_of_many_values_is_not_a_column_of_types(
    coordinator: Client, cast: Cast, tmp_path: Path
) -> None:
    run = send_dutch(coordinator, cast, tmp_path, *register(70))
    url = reverse("networks:import_columns", args=[cast.network.slug, run.pk])
    form = coordinator.get(url).context["form"]
    choices = {name: form[name].value() or "" for name in form.fields}
    again = coordinator.post(url, choices | {"column_school_type": "naam"}).context["form"]
    assert again.errors == {
        "column_school_type": [
            "This column has more than 60 different values. Is it the right one?"
        ]
    }


def test_a_file_that_went_leads_back_to_the_start(
    coordinator: Client, cast: Cast, tmp_path: Path
) -> None:
    url = send_french(coordinator, cast)
    ImportRun.objects.update(stored_as="")
    response = coordinator.get(url, follow=True)
    assert response.redirect_chain == [(start_url(cast), 302)]
    assert "The file is no longer kept here" in response.content.decode()


def test_a_file_with_a_day_and_membership_keeps_them_for_the_next_page(
    coordinator: Client, cast: Cast
) -> None:
    url = send_french(coordinator, cast, observed_on="2025-10-01", joins_network="on")
    form = coordinator.get(url).context["form"]
    assert (form["observed_on"].value(), form["joins_network"].value()) == (
        dt.date(2025, 10, 1),
        True,
    )


def test_every_page_answers_alike_to_those_who_may_not(
    client: Client, cast: Cast, tmp_path: Path
) -> None:
    client.force_login(cast.coordinator)
    run = send_dutch(client, cast, tmp_path, school())
    slug = cast.network.slug
    pages = [
        reverse("networks:import_start", args=[slug]),
        reverse("networks:import_run", args=[slug, run.pk]),
        reverse("networks:import_columns", args=[slug, run.pk]),
        reverse("networks:import_problems", args=[slug, run.pk]),
    ]
    confirm = reverse("networks:import_confirm", args=[slug, run.pk])
    answers = {}
    for name, person in cast.people().items():
        client.force_login(person)
        answers[name] = {client.get(page).status_code for page in pages}
        if answers[name] != {200}:
            assert client.post(confirm).status_code == 404
    assert {name for name, seen in answers.items() if seen == {200}} == {"lead", "coordinator"}
    assert all(seen in ({200}, {404}) for seen in answers.values())
    client.logout()
    assert {client.get(page).status_code for page in pages} == {302}


def test_the_list_of_imports_asks_the_same_number_of_queries_at_any_length(
    coordinator: Client, cast: Cast
) -> None:
    asked = []
    for number in range(3):
        ImportRun.objects.create(
            network=cast.network, by=cast.lead, file_name=f"{number}.csv", country="NL"
        )
        with CaptureQueriesContext(connection) as queries:
            page = coordinator.get(start_url(cast)).content.decode()
        asked.append(len(queries))
        assert f"{number}.csv" in page
    assert asked[2] == asked[1]
