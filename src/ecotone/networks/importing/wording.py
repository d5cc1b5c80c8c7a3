"""The words of all problems of an import: what is wrong and how to mend it."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Words(NamedTuple):
    what: "StrOrPromise"
    mend: "StrOrPromise"


_SAVE_AS_CSV = _("Open it in a spreadsheet program and save it as CSV (UTF-8) or XLSX.")
_MAPPING = _("Mend the mapping, or choose another one.")

FILE_WORDING: dict[str, Words] = {
    "too_large": Words(
        _("The file is %(size)s MB; at most %(limit)s MB can be read."),
        _("Leave out columns that are not needed, or split the file by region."),
    ),
    "too_many_rows": Words(
        _("The file has more than %(limit)s rows."), _("Split the file, for example by region.")
    ),
    "too_many_columns": Words(
        _("The file has %(count)s columns; at most %(limit)s can be read."),
        _("Leave out the columns that are not needed."),
    ),
    "empty_file": Words(_("There is nothing in the file."), _("Choose the file with the schools.")),
    "no_rows": Words(
        _("The file has a line of column names, but no school below it."),
        _("Check that the file was saved whole."),
    ),
    "not_a_table": Words(
        _("The file is neither CSV, nor XLSX, nor GeoJSON: it looks like %(kind)s."), _SAVE_AS_CSV
    ),
    "one_column": Words(
        _("Only one column was found. No separator (; , | or tab) splits the lines."),
        _("Save the file again as CSV with a semicolon between the columns."),
    ),
    "damaged": Words(
        _("The file is damaged or was not saved whole."), _("Fetch or save it again.")
    ),
    "locked_workbook": Words(
        _("The workbook is protected by a password, or in the old XLS format."), _SAVE_AS_CSV
    ),
    "formula_in_header": Words(
        _("The column name “%(value)s” is a formula."), _("Write a plain name instead.")
    ),
    "not_a_collection": Words(
        _("The GeoJSON file is not a collection of features."),
        _("Export it as a FeatureCollection of points."),
    ),
    "other_coordinates": Words(
        _("The GeoJSON file uses the coordinates “%(value)s”, not longitude and latitude."),
        _("Export it again in WGS 84 (EPSG:4326)."),
    ),
    "column_missing": Words(
        _("The file has no column “%(missing)s”, which the mapping reads. It has: %(present)s."),
        _("Choose the mapping that belongs to this file, or choose the columns yourself."),
    ),
    "mapping_broken": Words(_("The mapping cannot be used: %(reason)s."), _MAPPING),
    "other_country": Words(
        _("The mapping is for schools in %(mapping)s, but the import is for %(country)s."),
        _("Choose the country of the mapping, or another mapping."),
    ),
    "no_date": Words(
        _("The file has pupil numbers, but it is not said on which day they were counted."),
        _("Give the day of the count."),
    ),
    "database_refused": Words(
        _("The database refused one of the rows, so nothing was written."),
        _("Check the file again. If it happens twice, tell the host of this site."),
    ),
    "file_gone": Words(
        _("The file is no longer kept here; a file waits at most 24 hours."), _("Send it again.")
    ),
}

ROW_WORDING: dict[str, Words] = {
    "wrong_width": Words(
        _("The row has %(found)s cells, but there are %(expected)s column names."),
        _("Look for a separator or a quotation mark inside a text, and put the text in quotes."),
    ),
    "broken_quote": Words(
        _("A quotation mark in this row is not closed, or stands inside a text."),
        _("Double the quotation marks inside the text, or remove them."),
    ),
    "too_long": Words(
        _("The text has %(length)s characters; %(limit)s is the most."), _("Shorten the text.")
    ),
    "formula": Words(
        _("“%(value)s” is a formula, or looks like one."),
        _("Write the value itself; no text may start with = + - or @."),
    ),
    "spreadsheet_error": Words(
        _("The cell holds the spreadsheet error “%(value)s”."), _("Write the value itself.")
    ),
    "unreadable": Words(
        _("“%(value)s” holds characters that got lost when the file was saved."),
        _("Save the file again as UTF-8."),
    ),
    "missing": Words(_("The cell is empty, but each school needs this."), _("Fill in the cell.")),
    "identifier_shape": Words(
        _("“%(value)s” does not have the shape of an identifier in this register."),
        _("Write it as the register does. A spreadsheet may have dropped zeros at its start."),
    ),
    "identifier_twice": Words(
        _("The identifier “%(value)s” stands in row %(other)s already."),
        _("Remove one of the two rows."),
    ),
    "identifier_contradicts": Words(
        _("Row %(other)s has the same identifier “%(value)s” but says otherwise here."),
        _("Make both rows say the same, or correct the identifier."),
    ),
    "unknown_type": Words(
        _("The mapping does not know the type of school “%(value)s”."),
        _("Correct the cell, or add the type to the mapping."),
    ),
    "not_a_number": Words(
        _("“%(value)s” is not a number of pupils."),
        _("Write a whole number without dots, or leave it empty when it is not known."),
    ),
    "negative": Words(
        _("“%(value)s” pupils is less than none."), _("Leave it empty when it is not known.")
    ),
    "too_many_pupils": Words(
        _("“%(value)s” pupils is more than a school can have."), _("Correct the number.")
    ),
    "not_a_coordinate": Words(
        _("“%(value)s” is not a coordinate."), _("Write degrees, for example 52.0669.")
    ),
    "half_a_place": Words(
        _("One of latitude and longitude is missing."), _("Fill in both, or leave both empty.")
    ),
    "off_the_globe": Words(
        _("“%(value)s” lies beyond the %(limit)s degrees that exist."),
        _("Write degrees with a decimal point, for example 52.0669."),
    ),
    "swapped": Words(
        _("Latitude and longitude are swapped: as they stand, the place is not in %(country)s."),
        _("Swap the two cells; when all rows are swapped, swap the columns in the mapping."),
    ),
    "elsewhere": Words(
        _("The place %(value)s does not lie in %(country)s."), _("Correct the coordinates.")
    ),
    "wrong_country": Words(
        _("The school is in “%(value)s”, but the import is for %(country)s."),
        _("Remove the row, or import it with the schools of its own country."),
    ),
    "not_an_address": Words(
        _("“%(value)s” is not the address of a website."), _("Write it as https://example.org.")
    ),
    "not_a_language": Words(
        _("“%(value)s” is not the code of a language."),
        _("Write two-letter codes, for example nl, fr."),
    ),
    "not_a_point": Words(
        _("The feature is not a point."), _("Give each school one point as its place.")
    ),
}

WORDING = FILE_WORDING | ROW_WORDING
