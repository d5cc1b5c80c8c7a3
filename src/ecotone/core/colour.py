"""A network's accent colour, made readable on light and on dark grounds. Pure functions.

Contrast is that of WCAG 2.2 (success criteria 1.4.3 and 1.4.11): relative luminance of sRGB,
``(lighter + 0.05) / (darker + 0.05)``.
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

type Rgb = tuple[int, int, int]

# The grounds on which an accent stands as text; the same values as in ``tokens.css``.
LIGHT_GROUNDS = ("#fbf8f2", "#fffdf9", "#f2ede3")
DARK_GROUNDS = ("#101917", "#172320", "#0b1311")
DEFAULT_ACCENT = "#1f6f5c"
TEXT_CONTRAST = 4.5
DARK_TEXT_CONTRAST = 5.5  # thin light strokes on a dark ground want a little more
_STEPS = 100
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")


class NotAColour(ValueError):
    """The text is not six hexadecimal digits."""


@dataclass(frozen=True)
class Shades:
    """What one scheme, light or dark, needs of an accent; all as ``#rrggbb``."""

    accent: str
    strong: str
    tint: str
    on_accent: str


def parse_colour(text: str) -> Rgb:
    """Red, green, blue (0 to 255) of ``#rrggbb`` or ``rrggbb``. Raises NotAColour."""
    found = _HEX.fullmatch(text)
    if found is None:
        raise NotAColour(text)
    digits = found[1]
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21; the order does not matter."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0 to 1) of ``other`` in it."""
    pairs = zip(parse_colour(colour), parse_colour(other), strict=True)
    red, green, blue = ((a + (b - a) * share) / 255 for a, b in pairs)
    return _write((red, green, blue))


def readable_on(
    colour: str, grounds: tuple[str, ...], *, lighter: bool, minimum: float = TEXT_CONTRAST
) -> str:
    """The nearest colour of the same hue that reads on all grounds, lighter or darker.

    Unchanged when it reads already; white or black when nothing before them does.
    """
    red, green, blue = (part / 255 for part in parse_colour(colour))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    goal = 1.0 if lighter else 0.0
    for step in range(_STEPS):
        here = lightness + (goal - lightness) * step / _STEPS
        candidate = _write(hls_to_rgb(hue, here, saturation))
        if all(contrast(candidate, ground) >= minimum for ground in grounds):
            return candidate
    return "#ffffff" if lighter else "#000000"


def light_shades(accent: str) -> Shades:
    """The accent darkened until it reads as text, and the shades that go with it."""
    tint = mix(LIGHT_GROUNDS[1], accent, 0.1)
    shade = readable_on(accent, (*LIGHT_GROUNDS, tint), lighter=False)
    return Shades(shade, mix(shade, "#000000", 0.25), tint, "#ffffff")


def dark_shades(accent: str) -> Shades:
    """The accent lightened until it reads on dark grounds, and the shades that go with it."""
    tint = mix(DARK_GROUNDS[1], accent, 0.25)
    shade = readable_on(accent, (*DARK_GROUNDS, tint), lighter=True, minimum=DARK_TEXT_CONTRAST)
    return Shades(shade, mix(shade, "#ffffff", 0.35), tint, DARK_GROUNDS[0])


def accent_stylesheet(accent: str) -> str:
    """The custom properties of one accent as CSS, for both schemes. Raises NotAColour."""
    light, dark = _properties(light_shades(accent)), _properties(dark_shades(accent))
    return (
        f"@layer accent{{:root{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}}}\n"
    )


def _properties(shades: Shades) -> str:
    return (
        f"--accent:{shades.accent};--accent-strong:{shades.strong};"
        f"--accent-tint:{shades.tint};--on-accent:{shades.on_accent}"
    )


def _write(parts: tuple[float, float, float]) -> str:
    red, green, blue = (round(part * 255) for part in parts)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in parse_colour(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
