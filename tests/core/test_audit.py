import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import transaction

from ecotone.core.audit import acts_of, forget_name, history_of, record
from ecotone.core.models import AuditEntry, AuditIsAppendOnly
from tests.factories import make_network, make_user

pytestmark = pytest.mark.django_db


def test_entry_says_who_what_to_what_and_how_it_was() -> None:
    person, network = make_user("Ada"), make_network("Kempen")
    entry = record(
        action="network.renamed",
        subject=network,
        by=person,
        before={"name": "Kempen"},
        after={"name": "Zuiderkempen"},
        network=network,
    )
    entry.refresh_from_db()
    assert (entry.action, entry.subject_kind, entry.subject_id, entry.subject_label) == (
        "network.renamed",
        "networks.network",
        str(network.pk),
        "Kempen",
    )
    assert (entry.actor_id, entry.actor_label, entry.network_id) == (
        str(person.pk),
        "Ada",
        network.pk,
    )
    assert (entry.before, entry.after) == ({"name": "Kempen"}, {"name": "Zuiderkempen"})


def test_system_acts_without_a_name() -> None:
    entry = record(action="wave.sent", subject=make_network(), by=None)
    assert (entry.actor_id, entry.actor_label) == ("", "")


def test_days_and_identifiers_can_be_kept() -> None:
    identifier = uuid.uuid4()
    entry = record(
        action="visit.moved",
        subject=make_network(),
        by=None,
        after={"on": dt.date(2027, 3, 4), "id": identifier},
    )
    entry.refresh_from_db()
    assert entry.after == {"on": "2027-03-04", "id": str(identifier)}


def test_history_is_of_one_thing_and_newest_first() -> None:
    network, other = make_network(), make_network()
    first = record(action="network.made", subject=network, by=None)
    record(action="network.made", subject=other, by=None)
    second = record(action="network.renamed", subject=network, by=None)
    assert list(history_of(network)) == [second, first]


def test_history_outlives_its_subject() -> None:
    person = make_user("Ada")
    entry = record(action="person.joined", subject=person, by=person)
    person.delete()
    assert AuditEntry.objects.get(pk=entry.pk).actor_label == "Ada"


def test_entry_of_a_change_that_failed_is_not_written() -> None:
    network = make_network()

    @transaction.atomic
    def rename() -> None:
        record(action="network.renamed", subject=network, by=None)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        rename()
    assert not history_of(network).exists()


REWRITES: dict[str, Callable[[AuditEntry], object]] = {
    "save": lambda entry: entry.save(),
    "delete": lambda entry: entry.delete(),
    "update many": lambda entry: AuditEntry.objects.update(action="x"),
    "delete many": lambda entry: AuditEntry.objects.all().delete(),
    "update some": lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(action="x"),
    "bulk update": lambda entry: AuditEntry.objects.bulk_update([entry], ["action"]),
    "update or create": lambda entry: AuditEntry.objects.update_or_create(pk=entry.pk),
    "through its subject": lambda entry: history_of(make_network()).delete(),
}


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES.keys())
def test_past_cannot_be_rewritten(rewrite: Callable[[AuditEntry], object]) -> None:
    entry = record(action="network.made", subject=make_network(), by=None)
    with pytest.raises(AuditIsAppendOnly):
        rewrite(entry)
    assert AuditEntry.objects.get(pk=entry.pk).action == "network.made"


def test_erased_person_is_a_number_in_the_log_and_others_keep_their_names() -> None:
    ada, ben, network = make_user("Ada"), make_user("Ben"), make_network()
    record(action="network.renamed", subject=network, by=ada)
    record(action="network.renamed", subject=network, by=ben)
    record(action="person.joined", subject=ada, by=ada)
    assert forget_name(ada) == 3
    assert [entry.actor_label for entry in history_of(network)] == ["Ben", "erased"]
    [joined] = history_of(ada)
    assert (joined.subject_label, joined.subject_id) == ("erased", str(ada.pk))


def test_person_can_be_told_what_they_did() -> None:
    ada, ben, network = make_user("Ada"), make_user("Ben"), make_network()
    entry = record(action="network.renamed", subject=network, by=ada)
    record(action="network.renamed", subject=network, by=ben)
    assert list(acts_of(ada)) == [entry]
