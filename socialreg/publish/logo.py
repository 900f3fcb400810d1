"""The organisation's logo in the site, or a neutral mark in its colour when there is none."""

from socialreg.model import Site
from socialreg.pictures import is_png
from socialreg.publish.look import DEFAULT_COLOUR, colour_text, ink_on, parse_colour

# A speech bubble with a tick: somebody speaks, and it is really them.
_MARK = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="{brand}"/>
<g fill="none" stroke="{ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
<path d="M16 6.5c-5.8 0-10 3.7-10 8.5 0 2.7 1.3 5 3.4 6.5L8.6 26l4.7-2.8c.9.2 1.8.3 \
2.7.3 5.8 0 10-3.7 10-8.5s-4.200-8.5-10-8.5z"/>
<path d="m11.8 15.2 3 3 5.6-5.8"/>
</g>
</svg>
"""


def logo_file(logo: bytes | None, site: Site) -> tuple[str, bytes]:
    """The name and content of the logo's file; *logo* is one that ``pictures`` lets pass."""
    if logo is None:
        return "logo.svg", _mark(site).encode()
    return ("logo.png" if is_png(logo) else "logo.svg"), logo


def _mark(site: Site) -> str:
    brand = parse_colour(site.color or DEFAULT_COLOUR)
    return _MARK.format(brand=colour_text(brand), ink=colour_text(ink_on(brand)))
