"""The pages of an import: send a file, say what it holds, see what would change, write it."""

import csv
from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ecotone.accounts.api import Permission, User
from ecotone.core.access import permitted
from ecotone.core.states import NotAllowedNow
from ecotone.networks.countries import find_country_pack
from ecotone.networks.enums import ImportStatus
from ecotone.networks.forms_importing import ColumnsForm, FileForm
from ecotone.networks.importing.check_runs import check_run
from ecotone.networks.importing.formulas import is_formula
from ecotone.networks.importing.kept_mappings import find_definition, keep_mapping
from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.report import report_of, steps_at
from ecotone.networks.importing.runs import (
    get_run,
    keep_wishes,
    latest_runs,
    open_run,
    receive_file,
)
from ecotone.networks.importing.screen import (
    TypeInFile,
    definition_from,
    first_values,
    initial_choices,
    types_in,
)
from ecotone.networks.importing.write_runs import confirm_run
from ecotone.networks.models import ImportRun, Network
from ecotone.networks.selectors.access import get_network_for

IMPORT = Permission.IMPORT_SCHOOLS


def _network(request: HttpRequest, slug: str) -> Network:
    return get_network_for(_person(request), slug, IMPORT, today=timezone.localdate())


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("The page is only for signed-in people.")
    return request.user


@permitted("import_schools")
@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a file; below the form are the imports of before."""
    network = _network(request, slug)
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        network=network,
        initial={"country": network.country, "joins_network": True},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_receive(request, network, form.cleaned_data))
        except FileRefused as refused:
            form.add_error("file", f"{refused.problem.what} {refused.problem.mend}")
    context = {
        "network": network,
        "form": form,
        "runs": latest_runs(network),
        "steps": steps_at("file"),
    }
    return render(request, "networks/import_start.html", context)


def _receive(request: HttpRequest, network: Network, wish: dict[str, Any]) -> str:
    """Keep the file, check it when the source is known; answers the page to go to next."""
    person, now = _person(request), timezone.now()
    definition = find_definition(wish["mapping"], network)
    # A source knows its country; a country that was left at its first value is no mistake.
    country = definition["country"].upper() if definition else wish["country"]
    run = receive_file(network=network, file=wish["file"], country=country, by=person, now=now)
    if definition is None:
        keep_wishes(run=run, observed_on=wish["observed_on"], joins_network=wish["joins_network"])
        return reverse("networks:import_columns", args=[network.slug, run.pk])
    run = check_run(
        run=run,
        definition=definition,
        observed_on=wish["observed_on"],
        joins_network=wish["joins_network"],
        by=person,
        today=timezone.localdate(),
    )
    return _waiting_page(run)


@permitted("import_schools")
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what each column means. The button "types" only shows the types of another column."""
    network = _network(request, slug)
    run = get_run(network, pk)
    try:
        form = _columns_form(request, run)
        shows_only = request.method != "POST" or "types" in request.POST
        if not shows_only and form.is_valid():
            return redirect(_waiting_page(_check(request, run, form)))
    except FileRefused as refused:
        messages.error(request, f"{refused.problem.what} {refused.problem.mend}")
        return redirect("networks:import_start", slug)
    except NotAllowedNow:
        messages.info(request, _("This file was imported already."))
        return redirect(run)
    context = {"network": network, "run": run, "form": form, "steps": steps_at("columns")}
    return render(request, "networks/import_columns.html", context)


def _columns_form(request: HttpRequest, run: ImportRun) -> ColumnsForm:
    table = open_run(run)
    initial = initial_choices(run, table.header, _usual_scheme(run.country))
    data = request.POST if request.method == "POST" else None
    column = (data or initial).get("column_school_type", "")
    types = types_in(run, column) if column else []
    examples = first_values(table)
    if data is not None and "types" in data:
        # What was typed stays, without complaints about what is not filled in yet.
        typed = _with_guesses(data.dict(), types)
        return ColumnsForm(initial=typed, examples=examples, types=types)
    if data is None:
        return ColumnsForm(initial=initial, examples=examples, types=types)
    return ColumnsForm(
        _with_guesses(data.dict(), types),
        examples=examples,
        types=types,
        has_unseen_types=any(each.key not in data for each in types or []),
    )


def _with_guesses(data: dict[str, Any], types: list[TypeInFile] | None) -> dict[str, Any]:
    """What was typed; types that the page did not show before are given their guess."""
    return {each.key: each.kind for each in types or []} | data


def _usual_scheme(country: str) -> str:
    pack = find_country_pack(country)
    return pack.identifiers[-1].scheme if pack and pack.identifiers else ""


def _check(request: HttpRequest, run: ImportRun, form: ColumnsForm) -> ImportRun:
    cleaned, person = form.cleaned_data, _person(request)
    definition = definition_from(run, cleaned, form.types)
    if cleaned["keep_as"] and run.network:
        keep_mapping(network=run.network, definition=definition, by=person)
    return check_run(
        run=run,
        definition=definition,
        observed_on=cleaned["observed_on"],
        joins_network=cleaned["joins_network"],
        by=person,
        today=timezone.localdate(),
    )


@permitted("import_schools")
@require_GET
def import_run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the check found, or what was written."""
    network = _network(request, slug)
    run = get_run(network, pk)
    if run.status == ImportStatus.UPLOADED:
        return redirect("networks:import_columns", slug, pk)
    context = {"network": network, "run": run, "report": report_of(run)}
    return render(request, "networks/import_run.html", context)


@permitted("import_schools")
@require_POST
def import_confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write what was checked. Pressing twice writes once."""
    network = _network(request, slug)
    run = get_run(network, pk)
    try:
        run = confirm_run(run=run, by=_person(request), today=timezone.localdate())
    except NotAllowedNow:
        messages.error(request, _("The file must be checked again before it can be imported."))
    except OperationalError:
        messages.error(request, _("The database is busy. Nothing was written; please try again."))
    return redirect(_waiting_page(run))


def _waiting_page(run: ImportRun) -> str:
    """The page of a run, or that of its progress while it goes on in the background."""
    goes_on = run.status in (ImportStatus.CHECKING, ImportStatus.RUNNING)
    if goes_on and run.progress_token:
        return reverse("core:task", args=[run.progress_token])
    return run.get_absolute_url()


@permitted("import_schools")
@require_GET
def import_problems(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What is wrong, as a CSV file to work through in a spreadsheet."""
    run = get_run(_network(request, slug), pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}-problems.csv"'
    response.write("\ufeff")  # or Excel takes it for Windows-1252
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Row"), _("Column"), _("What is wrong"), _("How to mend it")])
    for kept in run.problems:
        problem = Problem.from_json(kept)
        cells = [str(problem.row), problem.column, problem.what, problem.mend]
        writer.writerow([f"'{cell}" if is_formula(cell) else cell for cell in cells])
    return response
