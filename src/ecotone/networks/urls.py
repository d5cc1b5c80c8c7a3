from django.urls import include, path

from ecotone.networks import urls_importing
from ecotone.networks.views import (
    belonging,
    clearances,
    memberships,
    networks,
    organisation_people,
    organisations,
    people,
    schools,
)

app_name = "networks"

_network = [
    path("", networks.network, name="network"),
    path("settings/", networks.settings, name="settings"),
    path("settings/country/", networks.country_pack, name="country-pack"),
    path("settings/parents/", networks.parents, name="parents"),
    path("people/", people.network_people, name="people"),
    path("people/new/", people.new_role, name="new-role"),
    path("people/<int:grant_id>/end/", people.close_role, name="end-role"),
    path("clearances/", clearances.clearances, name="clearances"),
    path(
        "clearances/<int:clearance_id>/withdraw/",
        clearances.withdraw,
        name="withdraw-clearance",
    ),
    path("clearances/<int:person_id>/suspend/", clearances.suspend, name="suspend"),
    path(
        "clearances/<int:person_id>/<slug:country>/",
        clearances.note,
        name="note-clearance",
    ),
]

_organisation = [
    path("", organisations.organisation, name="organisation"),
    path("edit/", organisations.edit_organisation, name="edit-organisation"),
    path("confirm/", organisations.confirm, name="confirm-organisation"),
    path("two-adults/", organisations.two_adults, name="two-adults"),
    path("join/", memberships.join, name="join-network"),
    path("leave/<int:membership_id>/", memberships.leave, name="end-membership"),
    path("i-work-here/", belonging.i_work_here, name="i-work-here"),
    path("people/", organisation_people.organisation_people, name="organisation-people"),
    path("people/new/", organisation_people.new_affiliation, name="new-affiliation"),
    path(
        "people/<int:affiliation_id>/end/",
        organisation_people.close_affiliation,
        name="end-affiliation",
    ),
    path("classes/", schools.classes, name="classes"),
    path("classes/new/", schools.new_class, name="new-class"),
    path("classes/copy/", schools.copy_classes, name="copy-classes"),
    path("classes/<int:class_id>/", schools.edit_class, name="edit-class"),
    path("classes/<int:class_id>/remove/", schools.remove_class, name="remove-class"),
    path("enrolment/", schools.enrolment, name="enrolment"),
]

urlpatterns = [
    path("networks/", networks.network_list, name="networks"),
    path("networks/new/", networks.new_network, name="new-network"),
    path("networks/<slug:slug>/", include(_network)),
    path("organisations/", organisations.directory, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="new-organisation"),
    path("organisations/<uuid:public_id>/", include(_organisation)),
    *urls_importing.urlpatterns,
    path("me/clearances/", clearances.own, name="own-clearances"),
]
