import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.networks.importing.formulas import is_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://example.org";"x")',
        "@SUM(A1)",
        "+A1",
        "-A1*2",
        "-2+3+cmd|' /C calc'!A0",
        "+cmd()",
        "＝1+1",
        "－A1",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_a_formula(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "-5", "+5", "-5.25", "-5,25", "-1e-5", "+31 (0)70 123-45 67", "a=b", "5", "’t Hof"],
)
def test_numbers_dashes_and_plain_text_are_none(text: str) -> None:
    assert not is_formula(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_number_is_a_formula(number: float) -> None:
    assert not is_formula(str(number))
    assert not is_formula(f"{number:+}")


@given(st.text())
def test_whatever_follows_an_equals_sign_is_a_formula(text: str) -> None:
    assert is_formula("=" + text)
