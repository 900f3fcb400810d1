"""The organisation's logo in the site, or a neutral mark in its colour when there is none.

A logo is only ever shown with ``<img>``, where no script in it can run. But its address can be
opened by itself, and then it would be a page of the site: so a drawing with anything in it
that acts is refused.
"""

from xml.etree import ElementTree as ET

from socialreg.errors import RegisterError
from socialreg.i18n import _
from socialreg.model import Site
from socialreg.publish.look import DEFAULT_COLOUR, colour_text, ink_on, parse_colour

_PNG = b"\x89PNG\r\n\x1a\n"
_ACTING = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})
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
    """The name and content of the logo's file. Raises RegisterError for an unusable *logo*."""
    if logo is None:
        return "logo.svg", _mark(site).encode()
    if logo.startswith(_PNG):
        return "logo.png", logo
    _check_drawing(logo)
    return "logo.svg", logo


def _mark(site: Site) -> str:
    brand = parse_colour(site.color or DEFAULT_COLOUR, "site.color")
    return _MARK.format(brand=colour_text(brand), ink=colour_text(ink_on(brand)))


def _check_drawing(logo: bytes) -> None:
    """Raise RegisterError unless *logo* is an SVG drawing in which nothing acts."""
    try:
        text = logo.decode("utf-8-sig")
        # Entities can grow without bound, and a style sheet of the XML kind can be a program.
        for word in ("<!ENTITY", "<?xml-stylesheet", "\0"):
            if word in text:
                raise _unusable(_("it holds {what}").format(what=ascii(word)))
        root = ET.fromstring(text.encode())  # noqa: S314 - no entities, loads no files
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _unusable(_("it is neither a PNG picture nor an SVG drawing")) from error
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise _unusable(_("it is neither a PNG picture nor an SVG drawing"))
    for element in root.iter():
        _check_element(element)


def _check_element(element: ET.Element) -> None:
    tag = _local(str(element.tag))
    if tag in _ACTING:
        raise _unusable(_("it holds {what}").format(what=ascii(tag)))
    for name, value in element.attrib.items():
        attribute = _local(name)
        acts = attribute.startswith("on")
        leads_out = attribute == "href" and not value.strip().startswith(("#", "data:image/"))
        moves_link = attribute == "attributename" and value.strip().endswith("href")
        if acts or leads_out or moves_link:
            raise _unusable(_("it holds {what}").format(what=ascii(attribute)))


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _unusable(why: str) -> RegisterError:
    return RegisterError(
        _("The logo cannot be published: {why}.").format(why=why),
        _("Save it as a plain SVG drawing or a PNG picture, and name it under site.logo."),
    )
