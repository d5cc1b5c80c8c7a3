"""What a file can tell about a school, and what it must."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Field(StrEnum):
    IDENTIFIER = "identifier"
    NAME = "name"
    SCHOOL_TYPE = "school_type"
    INSTITUTION = "institution"
    MUNICIPALITY = "municipality"
    MUNICIPALITY_CODE = "municipality_code"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    PUPILS = "pupils"
    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    POSTCODE = "postcode"
    PLACE = "place"
    WEBSITE = "website"
    LANGUAGES = "languages"
    COUNTRY = "country"


REQUIRED = (Field.IDENTIFIER, Field.NAME)
ADDRESS_PARTS = (
    Field.ADDRESS,
    Field.STREET,
    Field.HOUSE_NUMBER,
    Field.POSTCODE,
    Field.PLACE,
)
# As long as the columns of the database.
LONGEST = {
    Field.IDENTIFIER: 80,
    Field.NAME: 200,
    Field.INSTITUTION: 80,
    Field.SCHOOL_TYPE: 120,
    Field.MUNICIPALITY: 120,
    Field.MUNICIPALITY_CODE: 12,
    Field.WEBSITE: 200,
}
LONGEST_ADDRESS = 200
LONGEST_OTHER = 200


class Described(NamedTuple):
    label: "StrOrPromise"
    hint: "StrOrPromise" = ""


FIELDS: dict[Field, Described] = {
    Field.IDENTIFIER: Described(
        _("Identifier"), _("The number of the school in the register; it never changes.")
    ),
    Field.NAME: Described(_("Name of the school")),
    Field.SCHOOL_TYPE: Described(
        _("Type of school"), _("What each type means is chosen further down.")
    ),
    Field.INSTITUTION: Described(
        _("Institution"), _("A number that several sites of one institution share.")
    ),
    Field.MUNICIPALITY: Described(_("Municipality")),
    Field.MUNICIPALITY_CODE: Described(_("Code of the municipality")),
    Field.LATITUDE: Described(_("Latitude"), _("Degrees north, for example 52.0669.")),
    Field.LONGITUDE: Described(_("Longitude"), _("Degrees east, for example 4.3322.")),
    Field.PUPILS: Described(_("Pupils"), _("Of the whole school. An empty cell means: not known.")),
    Field.ADDRESS: Described(_("Address"), _("When it stands in one column.")),
    Field.STREET: Described(_("Street")),
    Field.HOUSE_NUMBER: Described(_("House number")),
    Field.POSTCODE: Described(_("Postcode")),
    Field.PLACE: Described(_("Town or village")),
    Field.WEBSITE: Described(_("Website")),
    Field.LANGUAGES: Described(_("Languages of teaching"), _("Two-letter codes: nl, fr.")),
    Field.COUNTRY: Described(_("Country"), _("Only to check that each school is in it.")),
}
