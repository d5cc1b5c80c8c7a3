"""The grades of a school, from the country's pack."""

from ecotone.networks.countries import Grade, find_country_pack
from ecotone.networks.models import Organisation


def grades_of_school(school: Organisation) -> list[Grade]:
    """The grades that the school teaches, in order; empty for a country without a pack.

    Narrowed by the languages and the ISCED levels of the school where they are known.
    """
    pack = find_country_pack(school.country)
    if pack is None:
        return []
    grades = pack.grades_for(school.languages)
    profile = getattr(school, "school", None)
    levels = set(profile.isced_levels) if profile else set()
    return [grade for grade in grades if _fits(grade.isced_level, levels)] or list(grades)


def grade_name(school: Organisation, code: str, language: str) -> str:
    """The grade's local name, or its code where the pack does not know it."""
    pack = find_country_pack(school.country)
    known = {grade.code: grade for grade in pack.grades} if pack else {}
    return known[code].label_in(language) if code in known else code


def _fits(level: str, levels: set[str]) -> bool:
    """Whether a grade's level is among a school's; pre-primary, "02", lies within "0"."""
    return not levels or level in levels or (level == "02" and "0" in levels)
