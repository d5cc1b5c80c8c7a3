from pathlib import Path

import pytest

from ecotone.networks.importing.problems import FileRefused
from ecotone.networks.importing.reading.encodings import detect_encoding

TEXT = "code;naam\r\n1;École Sainte-Thérèse\r\n2;Großschule\r\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_encoding_is_found(tmp_path: Path, written: str, found: str) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(TEXT.encode(written))
    assert detect_encoding(path) == found
    assert path.read_bytes().decode(found) == TEXT


def test_bytes_that_windows_lacks_are_read_as_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(b"code;naam\n1;\xc9cole \x81\n")
    assert detect_encoding(path) == "latin-1"


def test_a_letter_cut_in_two_by_the_chunks_is_still_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(b"x" * (2**16 - 1) + "é".encode())
    assert detect_encoding(path) == "utf-8"


def test_a_file_that_ends_inside_a_utf_16_letter_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(TEXT.encode("utf-16")[:-1])
    with pytest.raises(FileRefused) as refused:
        detect_encoding(path)
    assert refused.value.problem.code == "damaged"


def test_binary_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(b"a;b\n" + bytes(4) + b"\n")
    with pytest.raises(FileRefused) as refused:
        detect_encoding(path)
    assert refused.value.problem.code == "not_a_table"
