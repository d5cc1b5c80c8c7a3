"""What a visitor must show for a contact, by the country's pack and by how sure we are of it.

A pack is a draft until somebody in the network confirms it. Until then the strictest known rule
holds: the stricter of what the pack says for the contact class in any role and the general rule
in ``data/strictest.toml``, unless the country's law forbids asking for that much.
"""

from collections.abc import Iterable

from ecotone.networks.countries.packs import (
    TO_CONFIRM,
    ClearanceRule,
    CountryPack,
    Paper,
    Requirement,
    RequirementKind,
    StrictRule,
    VisitorRole,
)
from ecotone.networks.countries.reading import read_strictest


def requirement_for(
    pack: CountryPack, contact_class: str, role: VisitorRole, *, confirmed: bool
) -> Requirement:
    """What a visitor in the role must show for the contact class.

    ``confirmed``: somebody in the network confirmed the country's rules. Where the pack says
    nothing of a class, the general strict rule holds in both cases.
    """
    general = pack.strictest[contact_class]
    of_class = [rule for rule in pack.rules if rule.contact_class == contact_class]
    own = next((rule for rule in of_class if role in rule.roles), None)
    if confirmed and own is not None:
        return _requirement(pack, general, role, own.kind, own.paper, own.source, confirmed)
    known = [rule.kind for rule in of_class]
    kind = max([general.kind, *known], key=lambda one: one.strictness)
    limits = [rule.at_most for rule in of_class if rule.at_most is not None]
    kind = min([kind, *limits], key=lambda one: one.strictness)
    paper = _paper_for(pack, kind, of_class)
    return _requirement(pack, general, role, kind, paper, TO_CONFIRM, confirmed)


def requirement_without_pack(country: str, contact_class: str, role: VisitorRole) -> Requirement:
    """The general strict rule, for a country that has no pack."""
    general = read_strictest()[contact_class]
    return Requirement(
        country=country,
        contact_class=contact_class,
        role=role,
        kind=general.kind,
        paper=None,
        max_age_months=general.max_age_months,
        lead_days=general.lead_days,
        accepted=(),
        is_draft=True,
        source=TO_CONFIRM,
    )


def _paper_for(
    pack: CountryPack, kind: RequirementKind, rules: Iterable[ClearanceRule]
) -> Paper | None:
    """The paper of the class's own rules, else the country's first of that kind or stricter."""
    named = [rule.paper for rule in rules if rule.paper is not None]
    strong = [paper for paper in (*named, *pack.papers) if paper.kind.strictness >= kind.strictness]
    needs_paper = kind in {RequirementKind.CERTIFICATE, RequirementKind.REGISTER_CHECK}
    return strong[0] if needs_paper and strong else None


def _requirement(
    pack: CountryPack,
    general: StrictRule,
    role: VisitorRole,
    kind: RequirementKind,
    paper: Paper | None,
    source: str,
    confirmed: bool,
) -> Requirement:
    age = (paper.max_age_months if paper else None) or general.max_age_months
    if not confirmed:
        age = min(age, general.max_age_months)
    lead = paper.lead_days if paper and paper.lead_days is not None else general.lead_days
    is_nothing = kind in {RequirementKind.NOT_REQUIRED, RequirementKind.FORBIDDEN}
    return Requirement(
        country=pack.code,
        contact_class=general.contact_class,
        role=role,
        kind=kind,
        paper=paper,
        max_age_months=None if is_nothing else age,
        lead_days=0 if is_nothing else lead,
        accepted=_accepted(pack, kind),
        is_draft=not confirmed,
        source=source,
    )


def _accepted(pack: CountryPack, kind: RequirementKind) -> tuple[str, ...]:
    return tuple(p.code for p in pack.papers if p.kind.strictness >= kind.strictness)
