"""Sends the waves that are due, and stops still after a number of mails, to be killed there.

Run as a process of its own: ``python -m tests.matching.worker_that_stops 2``. It says "asked" at
each mail; after the given number it waits for a line that never comes.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotone.config.settings")


def main(stop_after: int) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from ecotone.core.models import OutgoingMail
    from ecotone.matching.services import clock

    mails = 0
    write = OutgoingMail.save_base

    def write_and_stop(mail: OutgoingMail, **how: object) -> None:
        nonlocal mails
        write(mail, **how)  # type: ignore[arg-type]
        mails += 1
        print("asked", flush=True)  # noqa: T201
        if mails == stop_after:
            sys.stdin.readline()

    OutgoingMail.save_base = write_and_stop  # type: ignore[assignment]
    clock.send_due_waves(now=timezone.now())
    print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
