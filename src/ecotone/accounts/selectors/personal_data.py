"""Everything that is kept of one person, from all rooms, for the person to read and take away.

Found by the relations of the database rather than by a list, so that no room can be forgotten: a
row is *about* a person when its relation to them has a reverse name. Relations without one (who
noted it, who imported it) are acts; of these the log tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignKey, ManyToOneRel, Model, OneToOneRel
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from ecotone.accounts.models import User
from ecotone.core.api import OutgoingMail, acts_of

# Keys and technical marks: they say nothing about the person, and would open doors if they leaked.
_SECRETS = frozenset({"password", "token", "data", "secret", "form_key", "meaning", "vector"})


@dataclass(frozen=True)
class Section:
    """The rows of one kind; each row is label and value in the order of the fields."""

    kind: str
    title: str
    rows: list[dict[str, Any]]


_TITLES = {
    "accounts.user": _("My account"),
    "accounts.affiliation": _("Where I belong"),
    "accounts.rolegrant": _("My roles in networks"),
    "accounts.clearance": _("What was noted about papers I showed"),
    "accounts.consent": _("What I agreed to"),
    "account.emailaddress": _("My e-mail addresses"),
    "mfa.authenticator": _("My passkeys"),
    "activities.contribution": _("Visits I took part in"),
    "activities.report": _("What I reported after visits"),
    "matching.offer": _("My offers"),
    "matching.need": _("My requests"),
    "matching.invitation": _("Invitations to me"),
    "core.outgoingmail": _("Mails to me"),
    "core.auditentry": _("What I did here"),
}


def personal_data_of(person: User) -> list[Section]:
    """Every section that holds something, the account itself first."""
    sections = [Section("accounts.user", str(_TITLES["accounts.user"]), [_row(person)])]
    sections += [_related(person, relation) for relation in _relations()]
    sections += [_mails(person), _acts(person)]
    return [section for section in sections if section.rows]


def _relations() -> Iterator[ManyToOneRel]:
    found = [
        relation
        for relation in User._meta.related_objects
        if isinstance(relation, (ManyToOneRel, OneToOneRel))
    ]
    yield from sorted(found, key=lambda relation: relation.related_model._meta.label_lower)


def _related(person: User, relation: ManyToOneRel) -> Section:
    model: type[Model] = relation.related_model
    name = relation.field.name
    meta = model._meta
    others = [field.name for field in meta.concrete_fields if isinstance(field, ForeignKey)]
    rows = model._default_manager.filter(**{name: person}).select_related(*others).order_by("pk")
    return Section(
        meta.label_lower,
        str(_TITLES.get(meta.label_lower, meta.verbose_name_plural)),
        [_row(row, without=name) for row in rows],
    )


def _row(row: Model, without: str = "") -> dict[str, Any]:
    return {
        force_str(field.verbose_name): _value(row, field)
        for field in row._meta.concrete_fields
        if field.name != without and not _is_secret(field)
    }


def _is_secret(field: "Field[Any, Any]") -> bool:
    return field.name in _SECRETS or field.name.endswith(("_token", "_hash"))


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    if isinstance(field, ForeignKey):
        other = getattr(row, field.name)
        return None if other is None else str(other)
    value = getattr(row, field.attname)
    if isinstance(value, bytes | memoryview):
        return None
    return value


def _mails(person: User) -> Section:
    rows = OutgoingMail.objects.filter(to__iexact=person.email).order_by("queued_at", "id")
    return Section(
        "core.outgoingmail",
        str(_TITLES["core.outgoingmail"]),
        [{"subject": mail.subject, "text": mail.text, "sent": mail.sent_at} for mail in rows],
    )


def _acts(person: User) -> Section:
    rows: list[dict[str, Any]] = [
        {"what": entry.action, "when": entry.happened_at} for entry in acts_of(person)
    ]
    return Section("core.auditentry", str(_TITLES["core.auditentry"]), rows)
