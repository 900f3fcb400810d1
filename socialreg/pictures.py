"""Which pictures can be published: PNG, and SVG drawings in which nothing acts.

A logo is only ever shown with ``<img>``, where no script in it can run. But its address can be
opened by itself, and then it would be a page of the site.
"""

from typing import TYPE_CHECKING

from socialreg.i18n import _

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_PNG = b"\x89PNG\r\n\x1a\n"
_ACTING = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})


def is_png(content: bytes) -> bool:
    """Whether *content* is a PNG picture."""
    return content.startswith(_PNG)


def unpublishable(content: bytes) -> str:
    """Why *content* cannot be published as a picture, in words; nothing when it can."""
    return "" if is_png(content) else _wrong_in_drawing(content)


def _wrong_in_drawing(content: bytes) -> str:
    from xml.etree import ElementTree as ET  # imported late: only a register with a logo needs it

    try:
        text = content.decode("utf-8-sig")
        # Entities can grow without bound, and a style sheet of the XML kind can be a program.
        for word in ("<!ENTITY", "<?xml-stylesheet", "\0"):
            if word in text:
                return _holds(word)
        root = ET.fromstring(text.encode())  # noqa: S314 - no entities, loads no files
    except (ET.ParseError, ValueError, LookupError):
        return _("it is neither a PNG picture nor an SVG drawing")
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return _("it is neither a PNG picture nor an SVG drawing")
    return next(filter(None, map(_wrong_in_element, root.iter())), "")


def _wrong_in_element(element: "ET.Element") -> str:
    tag = _local(str(element.tag))
    if tag in _ACTING:
        return _holds(tag)
    for name, value in element.attrib.items():
        attribute = _local(name)
        acts = attribute.startswith("on")
        leads_out = attribute == "href" and not value.strip().startswith(("#", "data:image/"))
        moves_link = attribute == "attributename" and value.strip().endswith("href")
        if acts or leads_out or moves_link:
            return _holds(attribute)
    return ""


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _holds(what: str) -> str:
    return _("it holds {what}").format(what=ascii(what))
