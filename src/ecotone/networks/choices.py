"""Countries, grades and languages as choices of a form, in the page's language."""

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

from ecotone.core.api import code_label
from ecotone.networks.countries import country_codes, find_country_pack
from ecotone.networks.models import Organisation
from ecotone.networks.selectors.grades import grades_of_school

ISCED_OF_SCHOOLS = ("02", "1", "2", "3", "4", "5")


def country_choices() -> list[tuple[str, str]]:
    """Every country with a pack, by its name in the page's language."""
    return sorted(
        ((code, country_label(code)) for code in country_codes()), key=lambda choice: choice[1]
    )


def country_label(code: str) -> str:
    """The country's name in the page's language, else in English, else its code."""
    pack = find_country_pack(code)
    if pack is None:
        return code
    return pack.names.get(get_language() or "en") or pack.names.get("en") or code


def grade_choices(school: Organisation) -> list[tuple[str, str]]:
    """The grades of the school by their local names."""
    language = get_language() or "en"
    return [(grade.code, grade.label_in(language)) for grade in grades_of_school(school)]


def language_choices() -> list[tuple[str, str]]:
    """The languages of the pages and those of the countries we know, once each."""
    own = dict(settings.LANGUAGES)
    known = {
        language: own.get(language) or language_name(language)
        for code in country_codes()
        for language in _pack_languages(code)
    }
    return [*own.items(), *sorted((c, n) for c, n in known.items() if c not in own)]


def language_name(code: str) -> str:
    """What the language calls itself, or its code."""
    try:
        return str(Locale.parse(code).get_language_name(code) or code).capitalize()
    except (UnknownLocaleError, ValueError):
        return code


def _pack_languages(code: str) -> tuple[str, ...]:
    pack = find_country_pack(code)
    return pack.languages if pack else ()


def isced_choices() -> list[tuple[str, str]]:
    """The levels that schools teach."""
    return [(level, code_label("isced_level", level)) for level in ISCED_OF_SCHOOLS]
