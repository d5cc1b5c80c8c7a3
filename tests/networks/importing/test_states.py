import itertools

from ecotone.networks.enums import ImportStatus as S
from ecotone.networks.importing.states import IMPORT, ImportEvent


def test_only_a_checked_file_is_written() -> None:
    assert IMPORT.states_before(ImportEvent.CONFIRM) == {S.CHECKED}
    assert IMPORT.states_before(ImportEvent.FINISH) == {S.RUNNING}


def test_what_is_written_or_expired_stays_so() -> None:
    for state, event in itertools.product((S.DONE, S.EXPIRED), ImportEvent):
        assert not IMPORT.allows(state, event)
