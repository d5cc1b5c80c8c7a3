"""The cells of the CSV file."""

import pytest

from ecotone.evaluation.exports import safe_cell


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=cmd()", "'=cmd()"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+32 14 00", "'+32 14 00"),
        ("-school", "'-school"),
        ("\tx", "'\tx"),
        ("-0.5", "-0.5"),
        ("Sint-Jan", "Sint-Jan"),
        ("", ""),
    ],
)
def test_no_cell_is_run_as_a_formula(text: str, written: str) -> None:
    assert safe_cell(text) == written
