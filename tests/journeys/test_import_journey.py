"""A coordinator brings in the schools of a register: with errors first, then mended, then whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ecotone.accounts.models import User
from ecotone.networks.models import Organisation
from tests.factories import Cast
from tests.networks.importing.samples import register, school, write_csv

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BAD = [school("99AA00"), school("99AA01", leerlingen="-3"), school("99AA02", naam="=cmd()")]
MENDED = [school("99AA00"), school("99AA01", leerlingen=""), school("99AA02")]
FRENCH = (
    "numéro;nom;genre;commune;élèves;lat;lon\n"
    "0750001A;Collège du Test;Collège;Paris;420;48.85;2.35\n"
    "0750002B;École du Test;École primaire;Paris;;48.86;2.36\n"
)


def dutch_schools() -> int:
    return Organisation.objects.filter(country="NL").count()


def send(page: Page, path: Path, *, country: str, source: str) -> None:
    page.get_by_label("File", exact=False).first.set_input_files(path)
    page.get_by_label("Country of the schools").select_option(country)
    page.get_by_label("Where the file comes from").select_option(source)
    page.get_by_role("button", name="Send and check").click()


def test_a_register_with_errors_is_mended_and_imported(
    page: Page,
    site: str,
    cast: Cast,
    sign_in: Callable[[User], None],
    look: Callable[[str], None],
    tmp_path: Path,
) -> None:
    sign_in(cast.coordinator)
    page.goto(f"{site}/networks/{cast.network.slug}/import/")
    look("start")

    send(page, write_csv(tmp_path / "bad.csv", BAD), country="NL", source="nl-register")
    expect(page.get_by_role("alert").or_(page.get_by_text("cannot be imported"))).to_be_visible()
    expect(page.get_by_text("“-3” pupils is less than none.")).to_be_visible()
    expect(page.get_by_text("“=cmd()” is a formula, or looks like one.")).to_be_visible()
    look("refused")
    assert dutch_schools() == 0

    page.get_by_role("link", name="Send the mended file").click()
    send(page, write_csv(tmp_path / "mended.csv", MENDED), country="NL", source="nl-register")
    expect(page.get_by_text("The file is fine. Nothing is written yet.")).to_be_visible()
    look("checked")
    assert dutch_schools() == 0

    page.get_by_role("button", name="Import these schools").click()
    expect(page.get_by_text("The schools are imported.")).to_be_visible()
    look("done")
    assert dutch_schools() == 3

    page.go_back()
    page.reload()
    expect(page.get_by_text("The schools are imported.")).to_be_visible()

    page.goto(f"{site}/networks/{cast.network.slug}/import/")
    changed = [*register(2), school("99AA00", naam="De Nieuwe Naam"), *MENDED[1:]]
    send(page, write_csv(tmp_path / "next.csv", changed), country="NL", source="nl-register")
    expect(page.get_by_role("cell", name="De Nieuwe Naam")).to_be_visible()
    look("changes")
    page.get_by_role("button", name="Import these schools").click()
    expect(page.get_by_text("The schools are imported.")).to_be_visible()
    assert dutch_schools() == 5


def test_a_list_of_ones_own_is_explained_column_by_column(
    page: Page,
    site: str,
    cast: Cast,
    sign_in: Callable[[User], None],
    look: Callable[[str], None],
    tmp_path: Path,
) -> None:
    sign_in(cast.coordinator)
    page.goto(f"{site}/networks/{cast.network.slug}/import/")
    path = tmp_path / "écoles.csv"
    path.write_text(FRENCH, encoding="cp1252")
    send(page, path, country="FR", source="")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the file holds")
    look("columns")

    page.get_by_label("Identifier", exact=False).first.select_option("numéro")
    page.get_by_label("Type of school").select_option("genre")
    page.get_by_role("button", name="Show the types of the chosen column").click()
    expect(page.get_by_label("Collège (1)")).to_have_value("sec-low")
    expect(page.get_by_label("Identifier", exact=False).first).to_have_value("numéro")

    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("Say when the pupils were counted.").first).to_be_visible()
    look("columns with errors")

    page.get_by_label("Source, as it should be cited").fill("Annuaire")
    page.get_by_label("Day on which the pupils were counted").fill("2025-10-01")
    page.get_by_label("Keep these choices").fill("Écoles de Paris")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("The file is fine. Nothing is written yet.")).to_be_visible()
    page.get_by_role("button", name="Import these schools").click()
    expect(page.get_by_text("The schools are imported.")).to_be_visible()
    assert Organisation.objects.filter(country="FR").count() == 2
