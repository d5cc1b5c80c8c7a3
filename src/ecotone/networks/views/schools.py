"""A school's class groups, year by year, and how many pupils it has."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ecotone.accounts.api import SignedInRequest
from ecotone.core.access import permitted
from ecotone.networks.forms.schools import ClassGroupForm, EnrolmentForm
from ecotone.networks.models import ClassGroup, Organisation
from ecotone.networks.school_years import NotASchoolYear, SchoolYear, school_years_around
from ecotone.networks.selectors.organisation_access import get_organisation_for
from ecotone.networks.selectors.organisation_page import latest_enrolments
from ecotone.networks.selectors.school_years import class_year_page
from ecotone.networks.services.class_groups import (
    ClassIsUsed,
    LabelIsTaken,
    YearHasClasses,
    add_class_group,
    change_class_group,
    copy_class_groups,
    remove_class_group,
)
from ecotone.networks.services.enrolments import note_enrolment


@permitted("edit_classes")
def classes(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The class groups of one school year."""
    school = _school(request, public_id)
    year = _year(request, school)
    page = class_year_page(school, year, today=timezone.localdate())
    return render(request, "networks/classes.html", {"organisation": school, "page": page})


@permitted("edit_classes")
@require_http_methods(["GET", "POST"])
def new_class(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a class group to the year in the address."""
    school = _school(request, public_id)
    year = _year(request, school)
    form = ClassGroupForm(request.POST or None, school=school)
    if request.method == "POST" and form.is_valid():
        try:
            group = add_class_group(
                school=school, school_year=year.label, facts=form.facts(), by=request.user
            )
            messages.success(request, _("Class %(label)s is there.") % {"label": group.label})
            return _to_year(school, year)
        except LabelIsTaken:
            form.add_error("label", _taken(year))
    return render(
        request,
        "networks/class_form.html",
        {"organisation": school, "form": form, "year": year, "class_group": None},
    )


@permitted("edit_classes")
@require_http_methods(["GET", "POST"])
def edit_class(request: SignedInRequest, public_id: uuid.UUID, class_id: int) -> HttpResponse:
    """Correct a class group."""
    school = _school(request, public_id)
    group = _class_group(school, class_id)
    year = SchoolYear.parse(group.school_year)
    form = ClassGroupForm(
        request.POST or None, school=school, initial=ClassGroupForm.initial_of(group)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_class_group(class_group=group, facts=form.facts(), by=request.user)
            messages.success(request, _("Saved."))
            return _to_year(school, year)
        except LabelIsTaken:
            form.add_error("label", _taken(year))
    return render(
        request,
        "networks/class_form.html",
        {"organisation": school, "form": form, "year": year, "class_group": group},
    )


@permitted("edit_classes")
@require_POST
def remove_class(request: SignedInRequest, public_id: uuid.UUID, class_id: int) -> HttpResponse:
    """Take away a class group that nothing speaks of."""
    school = _school(request, public_id)
    group = _class_group(school, class_id)
    year = SchoolYear.parse(group.school_year)
    try:
        remove_class_group(class_group=group, by=request.user)
        messages.success(request, _("Class %(label)s is gone.") % {"label": group.label})
    except ClassIsUsed:
        messages.error(
            request,
            _("Class %(label)s has asked for a visit or had one, so it stays.")
            % {"label": group.label},
        )
    return _to_year(school, year)


@permitted("edit_classes")
@require_POST
def copy_classes(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Last year's class groups, a grade higher."""
    school = _school(request, public_id)
    year = _year(request, school)
    try:
        made = copy_class_groups(school=school, to_year=year, by=request.user)
    except YearHasClasses:
        messages.info(request, _("%(year)s has class groups already.") % {"year": year})
        return _to_year(school, year)
    messages.success(
        request,
        ngettext(
            "%(count)d class group is there, a grade higher. Check its number of pupils.",
            "%(count)d class groups are there, a grade higher. Check their numbers of pupils.",
            len(made),
        )
        % {"count": len(made)},
    )
    return _to_year(school, year)


@permitted("edit_classes")
@require_http_methods(["GET", "POST"])
def enrolment(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """How many pupils there are, by grade, with the source of the numbers."""
    school = _school(request, public_id)
    year = _year(request, school)
    known = latest_enrolments(school, year.label)
    form = EnrolmentForm(request.POST or None, school=school, known=known)
    if request.method == "POST" and form.is_valid():
        note_enrolment(
            school=school,
            school_year=year.label,
            pupils=form.pupils(),
            levels=form.levels(),
            source=form.cleaned_data["source"],
            today=timezone.localdate(),
            by=request.user,
        )
        messages.success(request, _("The numbers of %(year)s are kept.") % {"year": year})
        return redirect(school)
    return render(
        request,
        "networks/enrolment.html",
        {
            "organisation": school,
            "form": form,
            "rows": form.rows(),
            "year": year,
            "years": school_years_around(timezone.localdate(), school.country),
        },
    )


def _school(request: SignedInRequest, public_id: uuid.UUID) -> Organisation:
    today = timezone.localdate()
    school, _rights = get_organisation_for(request.user, public_id, "edit_classes", today=today)
    if not school.is_school:
        raise Http404
    return school


def _class_group(school: Organisation, class_id: int) -> ClassGroup:
    found = ClassGroup.objects.filter(school=school, pk=class_id).first()
    if found is None:
        raise Http404
    return found


def _year(request: SignedInRequest, school: Organisation) -> SchoolYear:
    """The school year in the address or the form, else today's."""
    known = school_years_around(timezone.localdate(), school.country, before=3)
    try:
        asked = SchoolYear.parse(request.POST.get("year") or request.GET.get("year", ""))
    except NotASchoolYear:
        asked = None
    return asked if asked in known else known[1]


def _to_year(school: Organisation, year: SchoolYear) -> HttpResponse:
    response = redirect("networks:classes", school.public_id)
    response["Location"] += f"?year={year.label}"
    return response


def _taken(year: SchoolYear) -> str:
    return _("There is a class of this name in %(year)s already.") % {"year": year}
