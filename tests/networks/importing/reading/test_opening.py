from pathlib import Path

import pytest

from ecotone.networks.importing.problems import FileRefused
from ecotone.networks.importing.reading import Limits, open_table
from tests.networks.importing.samples import write_xlsx


def test_what_the_file_holds_decides_and_not_its_name(tmp_path: Path) -> None:
    workbook = write_xlsx(tmp_path / "schools.xlsx", [["a", "b"], ["1", "2"]])
    misnamed = workbook.rename(tmp_path / "schools.csv")
    assert open_table(misnamed).reading == "XLSX Sheet"
    text = tmp_path / "schools.txt"
    text.write_text("a\tb\n1\t2\n")
    assert open_table(text).reading == "CSV tab utf-8"
    points = tmp_path / "schools.csv.json"
    points.write_text('\ufeff {"features": [{"geometry": null, "properties": {"a": 1}}]}')
    assert open_table(points).reading == "GeoJSON"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked_workbook"),
        (b"%PDF-1.7\n", "not_a_table"),
        (b"<!DOCTYPE html><p>Sign in</p>", "not_a_table"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "not_a_table"),
        (b"a;b\n" + b"1;2\n" * 300_000, "too_large"),
        (b"\n\n\n", "one_column"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        open_table(path, limits=Limits(megabytes=1))
    assert refused.value.problem.code == code
    assert refused.value.problem.what
    assert refused.value.problem.mend
