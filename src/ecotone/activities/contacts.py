"""What this room tells the rooms below it, which cannot ask: coming contacts, and farewells."""

import datetime as dt
from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ecotone.accounts.api import User
from ecotone.activities.enums import ActivityStatus
from ecotone.activities.models import Contribution, Report
from ecotone.networks.api import UpcomingContact

AGREED = [ActivityStatus.OPEN, ActivityStatus.CONFIRMED]


def coming_contacts(network_ids: Collection[int], today: dt.date) -> list[UpcomingContact]:
    """Who meets pupils in these networks from the day on."""
    rows = (
        Contribution.objects.filter(
            withdrawn_at=None,
            activity__status__in=AGREED,
            activity__starts_at__date__gte=today,
            activity__networks__in=network_ids,
        )
        .select_related("person", "activity__host")
        .values_list("pk", "activity__activitynetwork__network_id")
    )
    pairs = [(pk, network_id) for pk, network_id in rows if network_id in set(network_ids)]
    people = Contribution.objects.select_related("person", "activity__host").in_bulk(
        [pk for pk, _network in pairs]
    )
    return [_contact(people[pk], network_id) for pk, network_id in pairs]


def _contact(row: Contribution, network_id: int) -> UpcomingContact:
    activity = row.activity
    return UpcomingContact(
        person=row.person,
        network_id=network_id,
        country=activity.host.country,
        contact_class=activity.contact_class,
        on_date=activity.starts_at.date(),
        title=f"{activity.title}, {activity.host.name}",
        url=activity.get_absolute_url(),
    )


def visits_in_the_way(person: User, now: dt.datetime) -> list[str]:
    """The visits that a person who wants to leave must cancel first."""
    rows = Contribution.objects.filter(
        person=person,
        withdrawn_at=None,
        activity__status__in=AGREED,
        activity__starts_at__gte=now,
    ).select_related("activity__host")
    return [
        _("You visit %(school)s on %(day)s: cancel it first from its page.")
        % {"school": row.activity.host.name, "day": date_format(row.activity.starts_at, "LONG_DAY")}
        for row in rows
    ]


def forget_words(person: User, now: dt.datetime) -> None:
    """Empty what the person wrote about visits; the counts stay."""
    Report.objects.filter(by=person).exclude(note="").update(note="")
