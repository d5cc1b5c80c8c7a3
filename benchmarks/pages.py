"""Server time and queries of the pages a coordinator opens, in a large installation.

Run it on a home that was built large: ``ecotone demo --home var/large --no-serve --scale 20``, then
``ECOTONE_HOME=var/large python benchmarks/pages.py``. Prints the median and the 95th percentile of
the time inside Django (no network) and the number of queries, for each page.
"""

import os
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecotone.config.settings")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ecotone.accounts.enums import Role
from ecotone.accounts.models import RoleGrant, User
from ecotone.matching.models import Need, Offer
from ecotone.networks.models import Network, Organisation

ROUNDS = 40
LIMIT_MS = 100.0


def busiest_network() -> Network:
    """The network with most needs that wait."""
    counts: dict[int, int] = {}
    for network_id in Need.objects.waiting().values_list("network_id", flat=True):
        counts[network_id] = counts.get(network_id, 0) + 1
    return Network.objects.get(pk=max(counts, key=lambda key: counts[key]))


def coordinator_of(network: Network) -> User:
    return RoleGrant.objects.filter(network=network, role=Role.COORDINATOR)[0].user


def measure(client: Client, url: str) -> tuple[float, float, int]:
    """Median and 95th percentile in ms, and queries of one request."""
    client.get(url)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        response = client.get(url)
        times.append((time.perf_counter() - started) * 1000)
        if response.status_code != 200:
            return float("nan"), float("nan"), response.status_code
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return statistics.median(times), statistics.quantiles(times, n=20)[18], len(queries)


def main() -> int:
    network = busiest_network()
    person = coordinator_of(network)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    need = Need.objects.waiting().filter(network=network).order_by("pk")[0]
    waiting = Need.objects.waiting().count()
    print(
        f"{Organisation.objects.count():,} organisations, {Offer.objects.count():,} offers, "
        f"{waiting:,} open needs, {Need.objects.filter(network=network).count():,} in {network}"
    )
    pages = {
        "queue": f"/networks/{network.slug}/queue/",
        "candidates of one need": f"/networks/{network.slug}/queue/{need.pk}/",
        "directory": "/organisations/",
        "desk": "/desk/",
        "figures": f"/networks/{network.slug}/figures/",
    }
    print(f"{'page':<26}{'median ms':>11}{'p95 ms':>9}{'queries':>9}")
    slow = 0
    for name, url in pages.items():
        median, high, queries = measure(client, url)
        slow += high > LIMIT_MS
        print(f"{name:<26}{median:>11.1f}{high:>9.1f}{queries:>9}")
    print(f"{slow} of {len(pages)} pages over {LIMIT_MS:.0f} ms at the 95th percentile")
    return 0


if __name__ == "__main__":
    sys.exit(main())
