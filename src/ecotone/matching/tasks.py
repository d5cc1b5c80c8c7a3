"""Background work of the brokerage: thin, and safe to run twice."""

from django.tasks import task
from django.utils import timezone

from ecotone.matching.services import clock, meaning, reminders, suspensions


@task()
def advance_waves() -> dict[str, int]:
    """Let invitations run out, send the waves that are due, tell schools that wait."""
    now = timezone.now()
    return {
        "stopped": suspensions.stop_suspended(now=now),
        "expired": clock.expire_invitations(now=now),
        "waves": clock.send_due_waves(now=now),
        "told": clock.tell_schools(now=now),
        "ended": clock.expire_needs(now=now),
        "freed": clock.release_late_reserves(now=now),
    }


@task()
def send_reminders() -> dict[str, int]:
    """Remind of answers and visits, ask what happened, close old files."""
    now = timezone.now()
    return {
        "answers": reminders.remind_to_answer(now=now),
        "promises": reminders.keep_promises(now=now),
        "visits": reminders.remind_of_visits(now=now),
        "afterwards": reminders.ask_what_happened(now=now),
        "closed": reminders.close_old_needs(now=now),
    }


@task()
def understand_words() -> int:
    """Make the vectors of meaning of new and changed words; returns how many."""
    return meaning.understand_new_words()
