"""XML documents. Names are written with their prefixes, which the root declares itself.

The text in them has been made harmless before (``visible``): no character is left that XML
does not know.
"""

import xml.etree.ElementTree as ET

XML_LANG = "xml:lang"


def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """A new last child of *parent*, with that *text*."""
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def document(root: ET.Element) -> bytes:
    """The document below *root*, indented, UTF-8, with a line break at the end."""
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"
