import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from ecotone.networks.importing.problems import FileRefused
from ecotone.networks.importing.reading import Limits
from ecotone.networks.importing.uploads import (
    FOLDER,
    drop_file,
    keep_file,
    path_of_file,
    sha256_of,
    shown_name,
)


def test_a_file_is_kept_under_a_name_that_nobody_guesses() -> None:
    first, second = keep_file([b"a;b\n", b"1;2\n"]), keep_file([b"a;b\n1;2\n"])
    assert first.stored_as != second.stored_as
    assert first.sha256 == second.sha256 == hashlib.sha256(b"a;b\n1;2\n").hexdigest()
    path = path_of_file(first.stored_as)
    assert path.read_bytes() == b"a;b\n1;2\n"
    assert sha256_of(path) == first.sha256


def test_a_dropped_file_is_gone_and_dropping_it_again_is_no_fault() -> None:
    kept = keep_file([b"a;b"])
    drop_file(kept.stored_as)
    drop_file(kept.stored_as)
    with pytest.raises(FileRefused) as refused:
        path_of_file(kept.stored_as)
    assert refused.value.problem.code == "file_gone"


@pytest.mark.parametrize(
    ("chunks", "code"),
    [([], "empty_file"), ([b""], "empty_file"), ([b"x" * 600_000] * 2, "too_large")],
)
def test_a_refused_file_leaves_nothing_behind(chunks: list[bytes], code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        keep_file(chunks, limits=Limits(megabytes=1))
    assert refused.value.problem.code == code
    assert list(Path(default_storage.path(FOLDER)).iterdir()) == []


def test_folders_are_cut_from_the_name() -> None:
    assert shown_name("C:\\Users\\An\\schools.csv") == "schools.csv"
    assert shown_name("../../schools.csv") == "schools.csv"
    assert len(shown_name("x" * 300 + ".csv")) == 200
