"""The verbs of which the living part of the demo is told: each is one service, at a moment."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ecotone.accounts.api import User
from ecotone.activities.api import Side, Statement
from ecotone.activities.enums import ActivityFormat, CancelReason
from ecotone.demo.builders.moments import at
from ecotone.demo.calendar import lesson, school_day_from, school_day_until
from ecotone.demo.reading import NeedWords, words
from ecotone.demo.world import SchoolInWorld, World, fits_level
from ecotone.matching.api import (
    Choice,
    DeclineReason,
    Invitation,
    Need,
    NeedWish,
    accept_invitation,
    cancel_by_school,
    cancel_by_visitor,
    choices_for,
    decline_invitation,
    propose_other_date,
    report_need,
    send_need,
    send_wave,
)
from ecotone.networks.api import ClassGroup

MINUTES = {ActivityFormat.FIELD_TRIP: 120, ActivityFormat.WORKSHOP: 100}
EVERYBODY = 50


@dataclass
class Story:
    """Tells of this term in one network; moments are days (and hours) before now."""

    world: World
    slug: str

    def __post_init__(self) -> None:
        self.network = self.world.networks[self.slug]
        self.schools = self.world.schools_of(self.slug)
        self.coordinator = self.world.coordinators[self.slug]
        self._used: set[int] = set()

    def ago(self, days: float, *, hours: float = 0) -> dt.datetime:
        """So long before now; whole days fall into office hours."""
        moment = self.world.now - dt.timedelta(days=days, hours=hours)
        return moment if days < 1 else moment.replace(hour=9, minute=20 + int(days) % 30)

    def words(self, part_of_theme: str) -> NeedWords:
        """The words of the need whose theme contains the part."""
        found = words(self.world.offers_language(self.slug)).needs
        return next(row for row in found if part_of_theme in row.theme)

    def ask(
        self,
        school: SchoolInWorld,
        wish: NeedWords,
        *,
        sent: float,
        days: Sequence[int],
        teacher: User | None = None,
        label: str = "",
    ) -> Need:
        """A teacher asks, so many days ago, for a visit in so many days (negative: it is past)."""
        group = self._class(school, wish, label)
        moment = self.ago(sent)
        with at(moment, now=self.world.now):
            return send_need(
                network=self.network,
                class_group=group,
                wish=self._wish(school, wish, days),
                form_key=f"demo-{group.pk}-{len(self._used)}",
                now=moment,
                by=teacher or school.teachers[0],
                is_synthetic=True,
            )

    def _wish(self, school: SchoolInWorld, wish: NeedWords, days: Sequence[int]) -> NeedWish:
        minutes = MINUTES.get(ActivityFormat(wish.format), 50)
        first = len(self._used) % 3
        slots = [
            lesson(self._day(day), school.zone, period=first + number, minutes=minutes)
            for number, day in enumerate(days)
        ]
        return NeedWish(
            format=wish.format,
            theme=wish.theme,
            topics=wish.topics,
            already_done=wish.done,
            language=school.area.language,
            mode="ONLINE" if wish.format == ActivityFormat.WEBINAR else "HYBRID",
            wish=wish.wish,
            room=str(self.world.rng.randint(1, 30)),
            slots=list(dict.fromkeys(slots)),
        )

    def _day(self, days: int) -> dt.date:
        """A school day in so many days; one that is past stays past."""
        day = self.world.today + dt.timedelta(days=days)
        return school_day_from(day) if days > 0 else school_day_until(day)

    def _class(self, school: SchoolInWorld, wish: NeedWords, label: str) -> ClassGroup:
        """A class of the right level that tells no other story yet."""
        groups = school.classes[self.world.this_year.label]
        fitting = [
            group
            for group in groups
            if group.pk not in self._used
            and (group.label == label if label else fits_level(wish, group))
        ]
        chosen = (fitting or groups)[0]
        self._used.add(chosen.pk)
        return chosen

    def invite(self, need: Need, *keys: str, days: float, more: int = 0, arm: bool = True) -> Need:
        """The coordinator asks these people, and as many more of the best as is said."""
        moment = self.ago(days)
        with at(moment, now=self.world.now):
            need.refresh_from_db()
            send_wave(
                need=need,
                choices=self._choices(need, keys, more, moment),
                subject="",
                message="",
                arm_next=arm,
                now=moment,
                by=self.coordinator,
            )
        return need

    def _choices(
        self, need: Need, keys: Sequence[str], more: int, moment: dt.datetime
    ) -> list[Choice]:
        """The people named, with the reasons of the ranking where it has them, then the best."""
        ranked = choices_for(need, size=EVERYBODY, now=moment)
        offers = [self.world.offer_of(key) for key in keys]
        named = [next((c for c in ranked if c.offer_id == o.pk), None) for o in offers]
        first_slot = need.slots.order_by("rank").values_list("pk", flat=True)[0]
        chosen = [
            choice or Choice(offer_id=offer.pk, slot_id=first_slot, rank=rank)
            for rank, (offer, choice) in enumerate(zip(offers, named, strict=True), start=1)
        ]
        known = {choice.offer_id for choice in chosen}
        return chosen + [choice for choice in ranked if choice.offer_id not in known][:more]

    def invitation(self, need: Need, key: str) -> Invitation:
        return Invitation.objects.get(need=need, round=need.round, person=self.world.people[key])

    def accept(self, need: Need, key: str, *, days: float) -> Need:
        """The person says yes to the first time; the second yes becomes the reserve."""
        invitation, moment = self.invitation(need, key), self.ago(days)
        slot = need.slots.order_by("rank")[0]
        with at(moment, now=self.world.now):
            accept_invitation(invitation=invitation, slot=slot, now=moment, by=invitation.person)
        need.refresh_from_db()
        return need

    def decline(self, need: Need, key: str, *, days: float, reason: DeclineReason) -> None:
        invitation, moment = self.invitation(need, key), self.ago(days)
        with at(moment, now=self.world.now):
            decline_invitation(
                invitation=invitation, reason=reason, note="", now=moment, by=invitation.person
            )

    def propose(self, need: Need, key: str, *, days: float, in_days: int, note: str) -> None:
        """Not on that day, but on another one."""
        invitation, moment = self.invitation(need, key), self.ago(days)
        school = next(row for row in self.schools if row.organisation == need.school)
        starts_at, ends_at = lesson(self._day(in_days), school.zone, period=2)
        with at(moment, now=self.world.now):
            propose_other_date(
                invitation=invitation,
                starts_at=starts_at,
                ends_at=ends_at,
                note=note,
                now=moment,
                by=invitation.person,
            )

    def step_back(self, need: Need, key: str, *, hours: float, reason: CancelReason) -> None:
        """The visitor cannot come after all."""
        invitation, moment = self.invitation(need, key), self.ago(0, hours=hours)
        with at(moment, now=self.world.now):
            cancel_by_visitor(
                invitation=invitation, reason=reason, note="", now=moment, by=invitation.person
            )

    def call_off(self, need: Need, *, days: float, reason: CancelReason) -> None:
        moment = self.ago(days)
        with at(moment, now=self.world.now):
            cancel_by_school(need=need, reason=reason, now=moment, by=need.teacher)

    def report(self, need: Need, *, days: float, present: int) -> None:
        """Both sides say that the visit was held."""
        moment = self.ago(days)
        visitor = Invitation.objects.get(need=need, state="accepted").person
        with at(moment, now=self.world.now):
            school_says = Statement(held=True, present=present, pupils_asked="yes", again=5)
            report_need(
                need=need, side=Side.SCHOOL, statement=school_says, now=moment, by=need.teacher
            )
            visitor_says = Statement(held=True, pupils_asked="yes", again=4)
            report_need(
                need=need, side=Side.VISITOR, statement=visitor_says, now=moment, by=visitor
            )

    def agreed(
        self, school: SchoolInWorld, wish: NeedWords, key: str, *, in_days: int, label: str = ""
    ) -> Need:
        """A visit that was asked for, offered and accepted some weeks ago, in so many days."""
        lead = 24 if in_days >= 0 else (self.world.today - self._day(in_days)).days + 24
        need = self.ask(school, wish, sent=lead, days=[in_days], label=label)
        self.invite(need, key, days=lead - 3)
        return self.accept(need, key, days=lead - 4)
