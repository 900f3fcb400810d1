"""Text on its way into a page: escaped, made to break well, and linked only where that is safe."""

import re
from urllib.parse import unquote

from markupsafe import Markup, escape

from socialreg.errors import OutputError
from socialreg.i18n import _
from socialreg.text import clean
from socialreg.web_address import is_linkable

_to_escape = re.compile(r"[&<>\"']").search
_BREAK_BEFORE = ("@", ".", "/")


def escaped(value: object) -> str:
    """*value* as HTML, as ``markupsafe.escape`` gives it, at a fifth of the time."""
    if type(value) is Markup:
        return value
    if type(value) is str and _to_escape(value) is None:
        return value
    return escape(value)


def safe_url(url: str | None) -> str:
    """*url*, if it may be made a link; raises OutputError (templates ask ``is linkable`` first)."""
    if url is None or not is_linkable(url):
        raise OutputError(
            _("A template links to an address that is not safe: {url}").format(url=ascii(url)),
            _("Let it ask “is linkable” first, and otherwise show the address as text."),
        )
    return url


def mail_url(address: str | None) -> str | None:
    """The link that writes to *address*, or None when there is none or it is not plain."""
    url = f"mailto:{address}"
    return url if address and is_linkable(url) else None


def phone_url(number: str | None) -> str | None:
    """The link that calls *number*, written for people (``042-33 71 00``), or None."""
    url = "tel:" + re.sub(r"[\s()–]", "", number or "")
    return url if number and is_linkable(url) else None


def short_url(url: str) -> str:
    """*url* as people write it: no scheme, no ``www.``, no closing slash, å for ``%C3%A5``."""
    # Decoding may bring back what was cleaned away, so it is cleaned again.
    plain = clean(unquote(url)) if "%" in url else url
    return plain.removeprefix("https://").removeprefix("www.").removesuffix("/")


def breakable(text: str) -> Markup:
    """*text*, escaped, with leave to break the line before each ``@``, dot and slash."""
    html = escaped(text)
    for mark in _BREAK_BEFORE:
        html = html.replace(mark, f"<wbr>{mark}")
    return Markup(html.replace("<wbr>/<wbr>/", "//").removeprefix("<wbr>"))  # noqa: S704 - escaped above
