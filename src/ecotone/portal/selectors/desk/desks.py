"""The desk of one person: the parts of all that they are, put together."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ecotone.accounts.api import Permission, User
from ecotone.accounts.enums import AffiliationKind, Role
from ecotone.portal.selectors.desk.coordinator import CoordinatorPart, coordinator_part
from ecotone.portal.selectors.desk.head import HeadPart, head_part
from ecotone.portal.selectors.desk.lead import LeadPart, lead_part
from ecotone.portal.selectors.desk.parts import (
    Coming,
    Deed,
    Part,
    Task,
    most_pressing,
    soonest,
)
from ecotone.portal.selectors.desk.professional import ProfessionalPart, professional_part
from ecotone.portal.selectors.desk.teacher import TeacherPart, teacher_part
from ecotone.portal.selectors.standing import Standing, standing_of


@dataclass(frozen=True)
class Desk:
    """Everything a desk shows. A part is None for those who are not that."""

    standing: Standing
    tasks: list[Task]
    coming: list[Coming]
    deeds: list[Deed]
    teacher: TeacherPart | None
    professional: ProfessionalPart | None
    coordinator: CoordinatorPart | None
    head: HeadPart | None
    lead: LeadPart | None

    @property
    def first_deeds(self) -> list[Deed]:
        """The one act of each role that deserves a button."""
        return [deed for deed in self.deeds if deed.is_first]

    @property
    def more_deeds(self) -> list[Deed]:
        return [deed for deed in self.deeds if not deed.is_first]


def desk_of(person: User, *, now: dt.datetime) -> Desk:
    """A fixed number of queries for what the person is, whatever waits for them."""
    today = timezone.localdate(now)
    standing = standing_of(person, today=today)
    teacher = (
        teacher_part(person, standing.schools, now=now, today=today) if _teaches(standing) else None
    )
    professional = (
        professional_part(person, now=now, today=today) if standing.is_professional else None
    )
    brokered = standing.networks_where(Permission.SEE_QUEUE)
    coordinator = coordinator_part(brokered, now=now, today=today) if brokered else None
    led = standing.led_schools
    head = head_part(led, now=now, today=today) if led else None
    watched = standing.networks_as(Role.LEAD, Role.EVALUATOR)
    lead = lead_part(watched, today=today) if watched else None
    parts: list[Part] = [
        part for part in (teacher, professional, coordinator, head, lead) if part is not None
    ]
    return Desk(
        standing=standing,
        tasks=most_pressing(task for part in parts for task in part.tasks),
        coming=soonest(row for part in parts for row in part.coming),
        deeds=[
            *([deed for part in parts for deed in part.deeds] or _first_deeds(standing)),
            *_demo_deeds(person),
        ],
        teacher=teacher,
        professional=professional,
        coordinator=coordinator,
        head=head,
        lead=lead,
    )


def _teaches(standing: Standing) -> bool:
    """Heads may ask as well, but only whoever teaches has needs of their own."""
    kinds = {AffiliationKind.TEACHER, AffiliationKind.SCHOOL_CONTACT}
    return any(row.kind in kinds for row in standing.affiliations)


def _first_deeds(standing: Standing) -> list[Deed]:
    """For somebody who is nothing yet: say where you work, or look around."""
    if not standing.is_nobody_yet:
        return []
    return [
        Deed(
            _("Find your school or organisation"),
            reverse("networks:organisations"),
            _("Open its page and say that you work there."),
            is_first=True,
        ),
        Deed(_("Say what you offer to schools"), reverse("matching:new-offer")),
    ]


def _demo_deeds(person: User) -> list[Deed]:
    """In a demo no mail arrives, so the desk leads to where it can be read."""
    if not settings.DEMO:
        return []
    address = reverse("portal:mails", query={"q": person.email})
    return [Deed(_("Read the mails to me"), address, _("Nothing leaves this demonstration."))]
