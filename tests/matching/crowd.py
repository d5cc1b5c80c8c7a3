"""Several people at the same moment: each act in a thread and a connection of its own."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections
from django.utils import timezone

from ecotone.matching.models import Invitation, Need, Offer
from ecotone.matching.selectors.candidates import Choice
from ecotone.matching.services.answers import accept_invitation
from ecotone.matching.services.seats import Outcome
from ecotone.matching.services.waves import send_wave
from tests.core.installations import Installation, shared_installation
from tests.factories import Cast

type Act = Callable[[], object]

PATIENCE = 60


@contextmanager
def on_disk(home: Path) -> Iterator[Installation]:
    """The test's database where other connections reach it as they do in service.

    SQLite in memory shares one cache between threads and locks tables instead of waiting, so the
    tests of simultaneity work on a file; PostgreSQL is as it is.
    """
    with shared_installation(home) as made:
        yield made


def at_once(*acts: Act) -> list[object]:
    """What each act answered or raised, in order; all start at one barrier."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)
    name = connection.settings_dict["NAME"]

    def run(number: int, act: Act) -> None:
        own = connections.create_connection("default")
        own.settings_dict = {**own.settings_dict, "NAME": name}
        connections["default"] = own
        try:
            own.ensure_connection()
            barrier.wait(PATIENCE)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            own.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return results


def kinds(results: Sequence[object]) -> list[str]:
    """The outcomes by name, sorted: who was first is nobody's business."""
    return sorted(type(one).__name__ if isinstance(one, Exception) else str(one) for one in results)


def choices(need: Need, offers: Sequence[Offer]) -> list[Choice]:
    slot = need.slots.all()[0]
    return [Choice(offer.pk, slot.pk, rank) for rank, offer in enumerate(offers, start=1)]


def invite(need: Need, offers: Sequence[Offer], cast: Cast) -> list[Invitation]:
    """Ask these people for the need, now; the invitations in their order."""
    send_wave(
        need=need,
        choices=choices(need, offers),
        subject="",
        message="",
        arm_next=True,
        now=timezone.now(),
        by=cast.coordinator,
    )
    asked = need.invitations.filter(offer__in=offers).select_related("person", "need")
    return list(asked.order_by("rank"))


def accept(invitation: Invitation) -> Outcome:
    slot = invitation.need.slots.all()[0]
    return accept_invitation(
        invitation=invitation, slot=slot, now=timezone.now(), by=invitation.person
    )
