import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecotone.core
from ecotone.core.colour import (
    DARK_GROUNDS,
    DEFAULT_ACCENT,
    LIGHT_GROUNDS,
    NotAColour,
    Shades,
    accent_stylesheet,
    contrast,
    dark_shades,
    light_shades,
    mix,
    parse_colour,
    readable_on,
)

STYLES = Path(ecotone.core.__file__).parent / "static" / "core"
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def tokens_of(scheme: str) -> dict[str, str]:
    """The hexadecimal tokens of one scheme: the first blocks are light, the nested ones dark."""
    text = (STYLES / "tokens.css").read_text(encoding="utf-8")
    dark_blocks = re.findall(r"@media[^{]*dark\)\s*\{\s*:root\s*\{([^}]*)\}", text)
    light = text
    for block in dark_blocks:
        light = light.replace(block, "")
    source = light if scheme == "light" else "".join(dark_blocks)
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", source))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#ffffff", "#ffffff") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_colour_is_parsed_with_and_without_its_sign() -> None:
    assert parse_colour("#1f6f5c") == parse_colour("1F6F5C") == (31, 111, 92)


@pytest.mark.parametrize("text", ["", "#fff", "green", "#12345g", "#1f6f5c;}", "#1f6f5c\n"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(NotAColour):
        accent_stylesheet(text)


def test_mix_takes_its_share() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


def test_colour_that_reads_stays_as_it_is() -> None:
    assert readable_on("#1f6f5c", LIGHT_GROUNDS, lighter=False) == "#1f6f5c"


def test_colour_that_cannot_read_ends_in_black_or_white() -> None:
    both = ("#000000", "#ffffff")
    assert readable_on("#888888", both, lighter=False, minimum=9) == "#000000"
    assert readable_on("#888888", both, lighter=True, minimum=9) == "#ffffff"


@given(colours)
def test_any_accent_reads_on_every_ground(accent: str) -> None:
    for shades, grounds in (
        (light_shades(accent), LIGHT_GROUNDS),
        (dark_shades(accent), DARK_GROUNDS),
    ):
        worst = min(contrast(shades.accent, ground) for ground in (*grounds, shades.tint))
        assert worst >= 4.5
        assert contrast(shades.on_accent, shades.accent) >= 4.5
        assert contrast(shades.on_accent, shades.strong) >= 4.5
        assert contrast(shades.strong, shades.tint) >= 4.5


def test_stylesheet_holds_both_schemes() -> None:
    light, dark = light_shades("#ffd400"), dark_shades("#ffd400")
    assert accent_stylesheet("#ffd400") == (
        "@layer accent{"
        f":root{{--accent:{light.accent};--accent-strong:{light.strong};"
        f"--accent-tint:{light.tint};--on-accent:#ffffff}}"
        "@media screen and (prefers-color-scheme:dark){"
        f":root{{--accent:{dark.accent};--accent-strong:{dark.strong};"
        f"--accent-tint:{dark.tint};--on-accent:#101917}}}}}}\n"
    )


@pytest.mark.parametrize(
    ("scheme", "grounds", "shades"),
    [
        ("light", LIGHT_GROUNDS, light_shades(DEFAULT_ACCENT)),
        ("dark", DARK_GROUNDS, dark_shades(DEFAULT_ACCENT)),
    ],
)
def test_tokens_are_what_the_functions_compute(
    scheme: str, grounds: tuple[str, ...], shades: Shades
) -> None:
    tokens = tokens_of(scheme)
    assert (tokens["ground"], tokens["surface"], tokens["sunken"]) == grounds
    assert shades == Shades(
        tokens["accent"], tokens["accent-strong"], tokens["accent-tint"], tokens["on-accent"]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "minimum"),
    [
        ("ink", 7),
        ("muted", 4.5),
        ("info", 4.5),
        ("success", 4.5),
        ("waiting", 4.5),
        ("warning", 4.5),
        ("error", 4.5),
        ("edge", 3),
    ],
)
def test_ink_reads_on_every_ground(scheme: str, name: str, minimum: float) -> None:
    tokens = tokens_of(scheme)
    grounds = [tokens["ground"], tokens["surface"], tokens["sunken"]]
    tint = mix(tokens["surface"], tokens[name], 0.09)
    assert min(contrast(tokens[name], ground) for ground in [*grounds, tint]) >= minimum


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_footer_reads_on_the_forest(scheme: str) -> None:
    tokens = tokens_of(scheme)
    assert contrast(tokens["on-deep"], tokens["deep"]) >= 7
    assert contrast(tokens["on-deep-muted"], tokens["deep"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_parts_of_a_chart_stand_out_from_the_ground(scheme: str) -> None:
    tokens = tokens_of(scheme)
    for number in range(1, 6):
        assert (number, contrast(tokens[f"chart-{number}"], tokens["ground"]) >= 2.5) == (
            number,
            True,
        )
