"""The organisation's colours in the site, made readable where they are not.

The brand colour itself is only an ornament and the ground of the mark. What is read in it
(links) is moved towards black or white until it can be read on every ground of the style sheet.
Contrast is WCAG 2.2's ratio, from 1 to 21.
"""

from collections.abc import Iterable

from socialreg.model import Site
from socialreg.text import Colour, as_colour

DEFAULT_COLOUR = "#0b5a6b"
READABLE = 4.5
# The grounds of templates/stil.css: page, card, and the three kinds of notice.
LIGHT_GROUNDS = ("#fbfaf7", "#ffffff", "#e7f4ec", "#fdf1dc", "#fbe9ea")
DARK_GROUNDS = ("#12171d", "#1a2129", "#16301f", "#35290f", "#3a1a1e")

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_STYLE = """\
:root {{ --brand: {brand}; --brand-ink: {ink}; --link: {link}; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --brand: {brand_dark}; --brand-ink: {ink_dark}; --link: {link_dark}; }}
}}
"""


def colour_sheet(site: Site) -> str:
    """The style sheet that gives the page the *site*'s colours, for light and dark screens."""
    light = parse_colour(site.color or DEFAULT_COLOUR)
    link_dark = readable_on(DARK_GROUNDS, light)
    dark = parse_colour(site.color_dark) if site.color_dark else link_dark
    return _STYLE.format(
        brand=colour_text(light),
        ink=colour_text(ink_on(light)),
        link=colour_text(readable_on(LIGHT_GROUNDS, light)),
        brand_dark=colour_text(dark),
        ink_dark=colour_text(ink_on(dark)),
        link_dark=colour_text(readable_on(DARK_GROUNDS, dark)),
    )


def parse_colour(text: str) -> Colour:
    """The colour written ``#rrggbb``, which is known to be one."""
    found = as_colour(text)
    if found is None:
        raise ValueError(f"not a colour: {text!r}")
    return found


def ink_on(ground: Colour) -> Colour:
    """Black or white: the one that is read more easily on *ground*, always at least 4.5."""
    return max(_WHITE, _BLACK, key=lambda ink: contrast(ink, ground))


def readable_on(grounds: Iterable[str], colour: Colour) -> Colour:
    """*colour*, or the nearest to it towards black or white that can be read on all *grounds*."""
    surfaces = [parse_colour(ground) for ground in grounds]
    goal = ink_on(surfaces[0])
    for step in range(101):
        mixed = _mix(colour, goal, step / 100)
        if all(contrast(mixed, surface) >= READABLE for surface in surfaces):
            return mixed
    return goal


def contrast(one: Colour, other: Colour) -> float:
    """How far apart two colours are in brightness, from 1 (same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # The constants of sRGB, as WCAG 2.2 defines "relative luminance".
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def colour_text(colour: Colour) -> str:
    """*colour* as a style sheet writes it: ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
