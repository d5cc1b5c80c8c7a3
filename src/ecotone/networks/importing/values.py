"""Reads the values of one row: numbers, places, addresses, languages."""

import re
from urllib.parse import urlsplit

from babel import Locale

from ecotone.networks.importing.countries import NUMBER_FIRST, lies_in, spellings_of
from ecotone.networks.importing.fields import LONGEST_ADDRESS, Field
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.row_cells import RowCells

MOST_PUPILS = 50_000
_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0)?")  # "150.0" is how some programs write 150
_NEGATIVE = re.compile(r"-\s*\d+(?:[.,]\d+)?")
_DEGREES = re.compile(r"[+\-]?\d{1,12}(?:[.,]\d{1,20})?")
_LANGUAGES = frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


def pupils_of(row: RowCells, mapping: SchoolMapping) -> int | None:
    """The number of pupils; None when the cell is empty or says that it is not known."""
    text = row.text(Field.PUPILS)
    if not text or text in mapping.missing:
        return None
    if _NEGATIVE.fullmatch(text):
        row.note("negative", Field.PUPILS, value=text)
        return None
    found = _WHOLE.fullmatch(text)
    if not found:
        row.note("not_a_number", Field.PUPILS, value=text)
        return None
    if int(found[1]) > MOST_PUPILS:
        row.note("too_many_pupils", Field.PUPILS, value=text)
        return None
    return int(found[1])


def place_of(row: RowCells, country: str) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, or twice None when the row has no place."""
    given = [field for field in (Field.LATITUDE, Field.LONGITUDE) if row.text(field)]
    if len(given) == 1:
        missing = Field.LATITUDE if Field.LONGITUDE in given else Field.LONGITUDE
        if not row.has_problem_in(missing):
            row.note("half_a_place", missing)
    latitude, longitude = _degrees(row, Field.LATITUDE), _degrees(row, Field.LONGITUDE)
    if latitude is None or longitude is None:
        return (None, None)
    if not lies_in(country, latitude, longitude):
        _note_stray(row, country, latitude, longitude)
    elif not (abs(latitude) <= 90 and abs(longitude) <= 180):
        row.note("off_the_globe", Field.LATITUDE, value=str(latitude), limit="90")
    return (latitude, longitude)


def _note_stray(row: RowCells, country: str, latitude: float, longitude: float) -> None:
    if lies_in(country, longitude, latitude):
        row.note("swapped", Field.LATITUDE, country=country)
    elif abs(latitude) > 90:
        row.note("off_the_globe", Field.LATITUDE, value=str(latitude), limit="90")
    elif abs(longitude) > 180:
        row.note("off_the_globe", Field.LONGITUDE, value=str(longitude), limit="180")
    else:
        row.note("elsewhere", Field.LATITUDE, value=f"{latitude}, {longitude}", country=country)


def _degrees(row: RowCells, field: Field) -> float | None:
    text = row.text(field)
    if not text:
        return None
    if not _DEGREES.fullmatch(text):
        row.note("not_a_coordinate", field, value=text)
        return None
    return float(text.replace(",", "."))


def check_country(row: RowCells, country: str) -> None:
    """Note a problem when the row says that the school is in another country."""
    text = row.text(Field.COUNTRY)
    if text and text.casefold() not in spellings_of(country):
        row.note("wrong_country", Field.COUNTRY, value=text, country=country)


def address_of(row: RowCells, country: str) -> str:
    """The address on one line, with the house number where the country writes it."""
    if whole := row.text(Field.ADDRESS):
        return whole
    street = [row.text(Field.STREET), row.text(Field.HOUSE_NUMBER)]
    if country in NUMBER_FIRST:
        street.reverse()
    town = [row.text(Field.POSTCODE), row.text(Field.PLACE)]
    halves = [" ".join(filter(None, half)) for half in (street, town)]
    address = ", ".join(filter(None, halves))
    if len(address) > LONGEST_ADDRESS:
        limit = str(LONGEST_ADDRESS)
        row.note("too_long", Field.STREET, length=str(len(address)), limit=limit)
    return address


def website_of(row: RowCells) -> str:
    """The website with its scheme; one written without a scheme gets https."""
    text = row.text(Field.WEBSITE)
    if not text:
        return ""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        is_fine = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        is_fine = False
    if not is_fine or " " in address or len(address) > 200:
        row.note("not_an_address", Field.WEBSITE, value=text)
        return ""
    return address


def languages_of(row: RowCells) -> tuple[str, ...]:
    """The two-letter codes of the languages of teaching, in the order of the file."""
    words = re.split(r"[\s,;/|]+", row.text(Field.LANGUAGES).lower())
    codes = tuple(dict.fromkeys(filter(None, words)))
    for code in codes:
        if code not in _LANGUAGES:
            row.note("not_a_language", Field.LANGUAGES, value=code)
            return ()
    return codes
