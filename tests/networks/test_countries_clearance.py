"""What a visitor must show by country pack, and whether it was seen (HC-1, HT-3, RM-2)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ecotone.networks.countries import (
    CONTACT_CLASSES,
    ClearanceReason,
    Requirement,
    RequirementKind,
    VisitorRole,
    country_codes,
    get_country_pack,
    is_met,
    requirement_for,
    requirement_without_pack,
)
from ecotone.networks.countries.clearance import add_months
from ecotone.networks.countries.wording import (
    answer_words,
    draft_banner,
    paper_name,
    requirement_words,
)

VISIT = dt.date(2026, 12, 10)
VOLUNTEER = VisitorRole.VOLUNTEER


@dataclass(frozen=True)
class Seen:
    """A clearance without a database."""

    country: str = "BE"
    type: str = "be-596-2"
    contact_classes: list[str] = field(default_factory=lambda: ["A", "B"])
    outcome: str = "ok"
    seen_on: dt.date | None = dt.date(2026, 11, 2)
    valid_until: dt.date | None = None


def asked(
    country: str = "BE",
    contact_class: str = "B",
    *,
    confirmed: bool = True,
    role: VisitorRole = VOLUNTEER,
) -> Requirement:
    return requirement_for(get_country_pack(country), contact_class, role, confirmed=confirmed)


def reason(*papers: Seen, requirement: Requirement | None = None) -> ClearanceReason:
    return is_met(requirement or asked(), papers, VISIT).reason


# What must be shown


def test_confirmed_pack_asks_nothing_of_an_accompanied_single_visit() -> None:
    requirement = asked(contact_class="A")
    assert requirement.kind is RequirementKind.NOT_REQUIRED
    assert not requirement.is_draft
    assert is_met(requirement, [], VISIT).is_met


def test_unconfirmed_pack_asks_the_strictest_and_says_it_is_a_draft() -> None:
    requirement = asked(contact_class="A", confirmed=False)
    assert requirement.kind is RequirementKind.SELF_DECLARATION
    assert requirement.is_draft
    assert not is_met(requirement, [], VISIT).is_met


@pytest.mark.parametrize("country", country_codes())
@pytest.mark.parametrize("contact_class", CONTACT_CLASSES)
@pytest.mark.parametrize("role", VisitorRole)
def test_unconfirmed_pack_never_asks_less(
    country: str, contact_class: str, role: VisitorRole
) -> None:
    confirmed = asked(country, contact_class, confirmed=True, role=role)
    draft = asked(country, contact_class, confirmed=False, role=role)
    assert draft.kind.strictness >= confirmed.kind.strictness
    if confirmed.max_age_months is not None and draft.max_age_months is not None:
        assert draft.max_age_months <= confirmed.max_age_months


def test_class_that_the_pack_does_not_know_asks_the_strictest_even_when_confirmed() -> None:
    assert asked("BE", "F").kind is RequirementKind.FORBIDDEN
    assert asked("AT", "A").kind is RequirementKind.SELF_DECLARATION


def test_school_in_england_may_not_ask_an_accompanied_visitor_for_a_check() -> None:
    for contact_class in ("A", "B"):
        draft = asked("GB", contact_class, confirmed=False)
        assert draft.kind is RequirementKind.SELF_DECLARATION


def test_portugal_asks_for_a_fresh_certificate_every_year() -> None:
    requirement = asked("PT", "B")
    assert (requirement.kind, requirement.max_age_months) == (RequirementKind.CERTIFICATE, 12)
    assert paper_name(requirement.paper) == (
        "Certificado de registo criminal (trabalho com menores)"
    )


def test_paper_of_unknown_age_counts_as_short_as_the_strictest() -> None:
    requirement = asked("AT", "E")
    assert requirement.paper is not None
    assert requirement.paper.max_age_months is None
    assert requirement.max_age_months == 12


def test_country_without_a_pack_takes_any_paper_but_a_self_declaration() -> None:
    requirement = requirement_without_pack("SE", "B", VOLUNTEER)
    assert requirement.is_draft
    real = Seen(country="SE", type="registerutdrag")
    declared = Seen(country="SE", type="self_declaration")
    assert reason(real, requirement=requirement) is ClearanceReason.SEEN
    assert reason(declared, requirement=requirement) is ClearanceReason.OTHER_PAPER
    mild = requirement_without_pack("SE", "A", VOLUNTEER)
    assert reason(declared, requirement=mild) is ClearanceReason.SEEN


# Whether it was seen


def test_paper_in_order_meets_the_rule_until_it_is_too_old() -> None:
    answer = is_met(asked(), [Seen()], VISIT)
    assert (answer.is_met, answer.until) == (True, dt.date(2027, 2, 2))


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Seen(outcome="pending", seen_on=None), ClearanceReason.PENDING),
        (Seen(outcome="not_ok"), ClearanceReason.NOT_IN_ORDER),
        (Seen(country="NL", type="vog"), ClearanceReason.OTHER_COUNTRY),
        (Seen(type="self_declaration"), ClearanceReason.OTHER_PAPER),
        (Seen(contact_classes=["A"]), ClearanceReason.OTHER_CONTACT),
        (Seen(contact_classes=[]), ClearanceReason.OTHER_CONTACT),
        (Seen(seen_on=dt.date(2026, 9, 9)), ClearanceReason.TOO_OLD),
        (Seen(seen_on=dt.date(2026, 9, 10)), ClearanceReason.SEEN),
        (Seen(valid_until=dt.date(2026, 12, 9)), ClearanceReason.EXPIRED),
        (Seen(valid_until=VISIT), ClearanceReason.SEEN),
        (Seen(seen_on=dt.date(2026, 12, 11)), ClearanceReason.NOTHING_SEEN),
    ],
)
def test_one_paper_is_met_or_not_for_one_reason(paper: Seen, expected: ClearanceReason) -> None:
    assert reason(paper) is expected


def test_nothing_seen_is_not_met() -> None:
    assert reason() is ClearanceReason.NOTHING_SEEN


def test_stronger_paper_answers_for_a_self_declaration() -> None:
    draft = asked(contact_class="A", confirmed=False)
    assert reason(Seen(), requirement=draft) is ClearanceReason.SEEN
    assert reason(Seen(type="self_declaration"), requirement=draft) is ClearanceReason.SEEN


def test_forbidden_contact_is_not_met_by_any_paper() -> None:
    forbidden = asked(contact_class="F")
    everything = Seen(contact_classes=list(CONTACT_CLASSES))
    assert reason(everything, requirement=forbidden) is ClearanceReason.FORBIDDEN


def test_newer_paper_not_in_order_blocks_even_where_nothing_is_required() -> None:
    older = Seen(seen_on=dt.date(2026, 10, 1))
    newer = Seen(seen_on=dt.date(2026, 11, 1), outcome="not_ok")
    assert reason(older, newer, requirement=asked(contact_class="A")) is (
        ClearanceReason.NOT_IN_ORDER
    )


def test_newer_paper_in_order_lifts_the_block() -> None:
    older = Seen(seen_on=dt.date(2026, 10, 1), outcome="not_ok")
    assert reason(older, Seen()) is ClearanceReason.SEEN


def test_paper_not_in_order_abroad_blocks_too() -> None:
    abroad = Seen(country="NL", type="vog", outcome="not_ok", seen_on=dt.date(2025, 1, 1))
    assert reason(Seen(), abroad) is ClearanceReason.NOT_IN_ORDER


def test_nearest_miss_is_told_when_several_papers_fail() -> None:
    expired = Seen(valid_until=dt.date(2026, 12, 1))
    assert reason(Seen(country="NL"), expired, Seen(type="vog")) is ClearanceReason.EXPIRED


papers = st.builds(
    Seen,
    country=st.sampled_from(["BE", "NL"]),
    type=st.sampled_from(["be-596-2", "self_declaration", "vog"]),
    contact_classes=st.lists(st.sampled_from(CONTACT_CLASSES), max_size=3),
    outcome=st.sampled_from(["ok", "not_ok", "pending"]),
    seen_on=st.none() | st.dates(dt.date(2026, 6, 1), dt.date(2027, 1, 31)),
    valid_until=st.none() | st.dates(dt.date(2026, 6, 1), dt.date(2028, 1, 31)),
)


@given(st.lists(papers, max_size=4), st.sampled_from(CONTACT_CLASSES), st.booleans())
def test_order_of_papers_does_not_matter_and_every_answer_has_words(
    seen: list[Seen], contact_class: str, confirmed: bool
) -> None:
    requirement = asked("BE", contact_class, confirmed=confirmed)
    answer = is_met(requirement, seen, VISIT)
    assert is_met(requirement, reversed(seen), VISIT) == answer
    assert answer_words(answer).strip() == answer_words(answer) != ""


@given(st.lists(papers, max_size=4), papers)
def test_one_more_paper_not_in_order_never_helps(seen: list[Seen], paper: Seen) -> None:
    refused = replace(paper, outcome="not_ok", seen_on=VISIT)
    assert not is_met(asked(), [*seen, refused], VISIT).is_met


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2027, 11, 30), 3, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 31), 12, dt.date(2027, 12, 31)),
        (dt.date(2026, 1, 15), 36, dt.date(2029, 1, 15)),
    ],
)
def test_months_are_added_to_the_end_of_shorter_months(
    day: dt.date, months: int, later: dt.date
) -> None:
    assert add_months(day, months) == later


# In words


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_requirement_says_paper_age_and_how_early_to_ask() -> None:
    assert requirement_words(asked("PT", "B")) == (
        "Needed: Certificado de registo criminal (trabalho com menores). "
        "It counts for 12 months after it was seen. Ask early: it takes about 28 days."
    )
    assert requirement_words(asked(contact_class="A")) == (
        "Nothing has to be shown for this kind of visit."
    )
    assert requirement_words(asked(contact_class="F")) == (
        "This kind of contact is not allowed through the network."
    )


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (
            [],
            "Not seen yet: VOG (Verklaring Omtrent het Gedrag). Ask early: it takes about 28 days.",
        ),
        (
            [Seen(country="NL", type="vog", valid_until=dt.date(2027, 6, 1))],
            "Seen and in order until June 1, 2027: VOG (Verklaring Omtrent het Gedrag).",
        ),
        (
            [Seen(country="NL", type="vog", valid_until=dt.date(2026, 12, 1))],
            "VOG (Verklaring Omtrent het Gedrag) counted until Dec. 1, 2026; "
            "a new one has to be shown.",
        ),
        (
            [Seen(country="NL", type="vog", outcome="pending", seen_on=None)],
            "Asked for, not seen yet: VOG (Verklaring Omtrent het Gedrag).",
        ),
        (
            [Seen(country="NL", type="vog", outcome="not_ok")],
            "The last paper that was seen is not in order. Ask your coordinator.",
        ),
    ],
)
def test_answer_says_what_is_missing(seen: list[Seen], words: str) -> None:
    assert answer_words(is_met(asked("NL", "B"), seen, VISIT)) == words


def test_answer_about_a_self_declaration_names_it() -> None:
    answer = is_met(asked(contact_class="A", confirmed=False), [], VISIT)
    assert answer_words(answer) == "Not seen yet: self-declaration."


def test_banner_names_the_country() -> None:
    assert draft_banner("Belgium") == (
        "The rules for visitors in Belgium are a draft that nobody here has confirmed yet. "
        "Until then the strictest known rule holds."
    )
