"""Country packs as they ship, and what happens to a broken one."""

import copy
import datetime as dt
import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.networks.countries import (
    UnknownCountry,
    UnknownGrade,
    country_codes,
    find_country_pack,
    get_country_pack,
    holiday_on,
    public_holidays,
)
from ecotone.networks.countries.holidays import date_of, is_rule, orthodox_easter, western_easter
from ecotone.networks.countries.packs import CONTACT_CLASSES
from ecotone.networks.countries.reading import (
    DATA,
    InvalidCountryPacks,
    pack_from,
    parse_pack,
    read_feasts,
    read_strictest,
)

DEMO_COUNTRIES = {
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "ES", "FR", "GB", "GR"),
    *("HR", "IE", "IT", "LT", "MT", "NL", "NO", "PT", "SK", "TR"),
}


def test_every_country_of_the_demo_networks_has_a_pack() -> None:
    assert set(country_codes()) == DEMO_COUNTRIES


def test_pack_is_found_by_its_code_in_any_case_and_read_once() -> None:
    assert get_country_pack("be") is get_country_pack("BE")


def test_unknown_country_is_told_with_the_known_ones() -> None:
    assert find_country_pack("XX") is None
    with pytest.raises(UnknownCountry) as error:
        get_country_pack("XX")
    assert str(error.value) == (
        "There is no country pack 'XX'; there are AT, BE, BG, CH, CY, CZ, DE, ES, FR, GB, GR, HR, "
        "IE, IT, LT, MT, NL, NO, PT, SK, TR."
    )


@pytest.mark.parametrize("code", sorted(DEMO_COUNTRIES))
def test_shipped_pack_is_a_draft_with_every_rule_marked(code: str) -> None:
    pack = get_country_pack(code)
    assert not pack.reviewed
    assert pack.emergency_number == "112"
    assert all("confirmed locally" in rule.source for rule in pack.rules)
    assert all("confirmed locally" in paper.source for paper in pack.papers[1:])
    assert {"en", "nl", "de", "fr", "es", "pt", *pack.languages} <= pack.names.keys()


@pytest.mark.parametrize("code", sorted(DEMO_COUNTRIES))
def test_grades_of_a_system_rise_in_age_and_level(code: str) -> None:
    for system in get_country_pack(code).systems:
        levels = {grade.isced_level for grade in system.grades}
        assert {"1", "2", "3"} <= levels
        primary = [grade.age for grade in system.grades if grade.isced_level == "1"]
        assert primary == list(range(primary[0], primary[0] + len(primary)))
        oldest = {
            level: max(grade.age for grade in system.grades if grade.isced_level == level)
            for level in sorted(levels)
        }
        assert list(oldest.values()) == sorted(oldest.values())


@pytest.mark.parametrize(
    ("country", "grade", "level", "label"),
    [
        ("BE", "L5", "1", "5de leerjaar (lager)"),
        ("BE", "S2", "2", "2de jaar secundair (1ste graad)"),
        ("BE", "S3", "3", "3de jaar secundair (2de graad)"),
        ("BE", "FS1", "2", "1re secondaire"),
        ("NL", "G2", "02", "Groep 2"),
        ("NL", "G8", "1", "Groep 8"),
        ("NL", "HV4", "3", "Havo/vwo leerjaar 4"),
        ("DE", "4", "1", "Klasse 4"),
        ("DE", "11", "3", "Klasse 11"),
        ("AT", "BHS4", "5", "BHS, 4. Jahrgang"),
        ("PT", "7", "2", "7.º ano"),
        ("FR", "CM2", "1", "CM2"),
        ("ES", "ESO4", "2", "4.º de ESO"),
        ("HR", "5", "2", "5. razred osnovne škole"),
        ("TR", "9", "3", "9. sınıf"),
        ("IE", "TY", "3", "Transition year"),
    ],
)
def test_grade_maps_to_its_isced_level(country: str, grade: str, level: str, label: str) -> None:
    found = get_country_pack(country).grade(grade)
    assert (found.isced_level, found.label_in("xx")) == (level, label)


def test_unknown_grade_is_told() -> None:
    with pytest.raises(UnknownGrade, match="BE has no grade 'Z9'"):
        get_country_pack("BE").grade("Z9")


def test_grades_can_be_had_for_the_languages_of_a_school() -> None:
    belgium = get_country_pack("BE")
    assert {grade.system for grade in belgium.grades_for(["nl"])} == {"BE-VLG"}
    assert {grade.system for grade in belgium.grades_for(["fr"])} == {"BE-FWB"}
    assert belgium.grades_for(["ar"]) == belgium.grades


def test_grade_of_a_country_with_several_languages_speaks_them() -> None:
    grade = get_country_pack("CH").grade("H5")
    assert [grade.label_in(language) for language in ("de", "fr", "it", "en")] == [
        "5. Schuljahr (HarmoS)",
        "5H",
        "5° anno HarmoS",
        "5. Schuljahr (HarmoS)",
    ]


def test_stem_is_called_as_in_the_country() -> None:
    assert get_country_pack("DE").stem_label("de") == "MINT"
    assert get_country_pack("NL").stem_label("nl") == "bèta/techniek"
    assert get_country_pack("FR").stem_label("xx") == "STIM, sciences et techniques"


def test_digital_consent_age_is_dated() -> None:
    belgium = get_country_pack("BE")
    known = belgium.digital_consent_age(dt.date(2026, 11, 22))
    assert known is not None
    assert known.age == 13
    assert belgium.digital_consent_age(dt.date(2019, 1, 1)) is None
    assert get_country_pack("TR").digital_consent_age(dt.date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("country", "scheme", "value"),
    [("NL", "BRIN", "32DD"), ("NL", "NL-vestiging", "32DD00"), ("FR", "UAI", "0750001A")],
)
def test_school_identifier_fits_its_pattern(country: str, scheme: str, value: str) -> None:
    schemes = {one.scheme: one for one in get_country_pack(country).identifiers}
    assert re.fullmatch(schemes[scheme].pattern, value)


# Easter and the holidays


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (1954, dt.date(1954, 4, 18), dt.date(1954, 4, 25)),
        (2008, dt.date(2008, 3, 23), dt.date(2008, 4, 27)),
        (2025, dt.date(2025, 4, 20), dt.date(2025, 4, 20)),
        (2026, dt.date(2026, 4, 5), dt.date(2026, 4, 12)),
        (2027, dt.date(2027, 3, 28), dt.date(2027, 5, 2)),
        (2038, dt.date(2038, 4, 25), dt.date(2038, 4, 25)),
    ],
)
def test_easter_falls_on_its_known_day(year: int, western: dt.date, orthodox: dt.date) -> None:
    assert (western_easter(year), orthodox_easter(year)) == (western, orthodox)


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_and_the_orthodox_one_never_earlier(year: int) -> None:
    western, orthodox = western_easter(year), orthodox_easter(year)
    assert western.weekday() == orthodox.weekday() == 6
    assert dt.date(year, 3, 22) <= western <= dt.date(year, 4, 25)
    assert orthodox >= western


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2026, dt.date(2026, 12, 25)),
        ("easter+39", 2027, dt.date(2027, 5, 6)),
        ("orthodox_easter-2", 2027, dt.date(2027, 4, 30)),
        ("monday 1 of 05", 2027, dt.date(2027, 5, 3)),
        ("monday -1 of 08", 2027, dt.date(2027, 8, 30)),
        ("04-26 if saturday else 04-27", 2025, dt.date(2025, 4, 26)),
        ("04-26 if saturday else 04-27", 2026, dt.date(2026, 4, 27)),
        ("02-01 if friday else monday 1 of 02", 2030, dt.date(2030, 2, 1)),
        ("02-01 if friday else monday 1 of 02", 2027, dt.date(2027, 2, 1)),
    ],
)
def test_holiday_rule_gives_its_day(rule: str, year: int, day: dt.date) -> None:
    assert date_of(rule, year) == day


@pytest.mark.parametrize(
    "rule", ["", "13-01", "02-30", "02-29", "easter+", "noday 1 of 05", "monday 6 of 05", "soon"]
)
def test_what_is_no_rule_is_refused(rule: str) -> None:
    assert not is_rule(rule)


@given(st.text(max_size=30))
def test_any_text_is_a_rule_or_refused(rule: str) -> None:
    assert is_rule(rule) in {True, False}


def test_every_shared_holiday_is_a_rule_with_names_in_six_languages() -> None:
    for feast in read_feasts().values():
        assert is_rule(feast["rule"])
        assert feast["names"].keys() == {"en", "nl", "de", "fr", "es", "pt"}


def test_holidays_of_flanders_in_the_school_year() -> None:
    found = public_holidays(get_country_pack("BE"), dt.date(2026, 9, 1), dt.date(2027, 8, 31))
    assert [(one.on.isoformat(), one.name_in("nl")) for one in found] == [
        ("2026-11-01", "Allerheiligen"),
        ("2026-11-11", "Wapenstilstand"),
        ("2026-12-25", "Kerstmis"),
        ("2027-01-01", "Nieuwjaar"),
        ("2027-03-28", "Pasen"),
        ("2027-03-29", "Paasmaandag"),
        ("2027-05-01", "Dag van de Arbeid"),
        ("2027-05-06", "Hemelvaartsdag"),
        ("2027-05-16", "Pinksteren"),
        ("2027-05-17", "Pinkstermaandag"),
        ("2027-07-21", "Nationale feestdag"),
        ("2027-08-15", "Maria-Tenhemelopneming"),
    ]


def test_holiday_on_a_weekend_moves_where_the_country_moves_it() -> None:
    britain = get_country_pack("GB")
    found = public_holidays(britain, dt.date(2027, 12, 20), dt.date(2027, 12, 31))
    assert [(one.on.isoformat(), one.key) for one in found] == [
        ("2027-12-27", "christmas"),
        ("2027-12-28", "boxing_day"),
    ]


def test_a_single_day_is_a_holiday_or_not() -> None:
    portugal = get_country_pack("PT")
    found = holiday_on(portugal, dt.date(2027, 4, 25))
    assert found is not None
    assert [found.name_in(one) for one in ("pt", "hr")] == ["Dia da Liberdade", "Freedom Day"]
    assert holiday_on(portugal, dt.date(2027, 4, 26)) is None


# Broken packs


def read_text(code: str) -> str:
    return (DATA / f"{code}.toml").read_text(encoding="utf-8")


def problems_of(text: str, file_name: str = "nl.toml") -> list[str]:
    with pytest.raises(InvalidCountryPacks) as error:
        parse_pack(text, file_name, read_feasts(), read_strictest())
    return error.value.problems


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('code = "NL"\n', 'code = "NL\n', "nl.toml: not valid TOML: "),
        ('code = "NL"\n', "", "nl.toml: 'code' is missing."),
        (
            'code = "NL"\n',
            'code = "BE"\n',
            "nl.toml: code 'BE' must be the name of the file in capitals.",
        ),
        (
            '"Europe/Amsterdam"',
            '"Europe/Utrecht"',
            "nl.toml: time_zone 'Europe/Utrecht' is not an IANA time zone.",
        ),
        ("reviewed = false", "reviewed = 0", "nl.toml: reviewed: must be true or false."),
        (
            'starts = "08-01"',
            'starts = "1 August"',
            'nl.toml: school_year: starts \'1 August\' must be "month-day", such as "09-01".',
        ),
        (
            '"new_year"',
            '"carnival"',
            "nl.toml: holidays: 'carnival' is not a shared holiday; add it to holidays.toml or "
            "under own.",
        ),
        (
            'rule = "05-05"',
            'rule = "some day"',
            "nl.toml: holidays, own 'liberation_day': 'some day' is not a rule.",
        ),
        (
            'code = "G8"',
            'code = "G7"',
            "nl.toml: grade 'G7' stands 2 times; a grade's code is unique in its country.",
        ),
        (
            'label = "Groep 8", isced = "1"',
            'label = "Groep 8", isced = "7"',
            "nl.toml: system NL, grade 'G8': isced must be one of 01, 02, 1, 2, 3, 4, 5.",
        ),
        (
            'contact_class = "A"',
            'contact_class = "Z"',
            "nl.toml: rule for contact class Z: there are A, B, C, D, E, F.",
        ),
        (
            'contact_class = "A"',
            'contact_class = "C"',
            "nl.toml: rule for contact class C and role volunteer stands 2 times.",
        ),
        (
            'paper = "vog"',
            'paper = "vgo"',
            "nl.toml: rule for contact class B: paper 'vgo' is not described under [[papers]].",
        ),
        (
            'kind = "not_required"',
            'kind = "nothing"',
            "nl.toml: rule for contact class A: kind must be one of not_required, "
            "self_declaration, certificate, register_check, forbidden.",
        ),
        (
            "max_age_months = 36",
            'max_age_months = "36"',
            "nl.toml: papers: 1: max_age_months: must be a whole number.",
        ),
        (
            "age = 16\nas_of",
            'age = "16"\nas_of',
            "nl.toml: digital_consent: 1: age: must be a whole number.",
        ),
        (
            'scheme = "BRIN"',
            'schema = "BRIN"',
            "nl.toml: identifiers: 1: unknown key 'schema'; known are scheme, name, source, "
            "pattern.",
        ),
    ],
)
def test_mistake_in_a_pack_is_told_exactly(old: str, new: str, problem: str) -> None:
    text = read_text("nl")
    assert old in text
    found = problems_of(text.replace(old, new, 1))
    assert any(one.startswith(problem) for one in found), found


def test_all_mistakes_of_a_section_are_told_at_once() -> None:
    text = read_text("nl").replace('kind = "not_required"', 'kind = "nothing"')
    text = text.replace('"Europe/Amsterdam"', '"Europe/Utrecht"')
    assert [one.split(":")[1] for one in problems_of(text)] == [
        " time_zone 'Europe/Utrecht' is not an IANA time zone.",
        " rule for contact class A",
        " rule for contact class C",
    ]


def test_strictest_rules_name_every_contact_class() -> None:
    assert tuple(read_strictest()) == CONTACT_CLASSES


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(node, dict):
        inner = [place for key, value in node.items() for place in places(value, (*path, key))]
    elif isinstance(node, list):
        inner = [place for key, value in enumerate(node) for place in places(value, (*path, key))]
    else:
        inner = []
    return [path, *inner] if path else inner


NETHERLANDS = tomllib.loads(read_text("nl"))


@given(
    st.sampled_from(places(NETHERLANDS)),
    st.sampled_from(["", "x", 7, True, None, [], ["x"], [7], {}, {"x": 1}, dt.date(2026, 1, 1)]),
)
def test_a_pack_with_anything_anywhere_is_read_or_refused_in_words(
    path: tuple[Any, ...], value: Any
) -> None:
    document = copy.deepcopy(NETHERLANDS)
    node: Any = document
    for key in path[:-1]:
        node = node[key]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    problems: list[str] = []
    try:
        pack_from(document, "nl.toml", read_feasts(), read_strictest())
    except InvalidCountryPacks as error:
        problems = error.problems
    assert all(problem.startswith("nl.toml: ") for problem in problems)
