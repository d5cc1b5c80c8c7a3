import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecotone.networks.importing.places import PlaceRule, tidy_place
from tests.networks.importing.samples import nl_register


@pytest.mark.parametrize(
    ("register", "people"),
    [
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("S HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("ALPHEN AAN DEN RIJN", "Alphen aan den Rijn"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("IJSSELSTEIN", "IJsselstein"),
        ("DE BILT", "De Bilt"),
        ("DEN HELDER", "Den Helder"),
        ("REUSEL-DE MIERDEN", "Reusel-De Mierden"),
        ("HENDRIK-IDO-AMBACHT", "Hendrik-Ido-Ambacht"),
        ("BERGEN NH", "Bergen (NH)"),
        ("SUDWEST-FRYSLAN", "Súdwest-Fryslân"),
        ("UTRECHT", "Utrecht"),
    ],
)
def test_dutch_capitals_become_the_names_people_write(register: str, people: str) -> None:
    assert tidy_place(register, nl_register().places) == people


def test_a_name_that_is_not_in_capitals_stays() -> None:
    assert tidy_place("Bergen aan Zee", nl_register().places) == "Bergen aan Zee"


@given(st.text())
def test_without_a_rule_nothing_is_mended(name: str) -> None:
    assert tidy_place(name, PlaceRule()) == name


@given(st.text(alphabet=st.characters(codec="latin-1")))
def test_tidying_twice_is_tidying_once(name: str) -> None:
    rule = nl_register().places
    assert tidy_place(tidy_place(name, rule), rule) == tidy_place(name, rule)
