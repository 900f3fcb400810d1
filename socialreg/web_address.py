"""The one parser of web addresses: strict, so that what is shown is where it leads.

What a browser would quietly repair (backslashes, tabs, ``https:host``) is refused, because
two programs that repair differently disagree about the host. Nothing here knows platforms.
"""

import functools
import re
import unicodedata
from collections.abc import Collection

from socialreg.refusals import Refusal, RefusalReason
from socialreg.values import dataclass

MAX_LENGTH = 2048

# Compiled when first used: most accounts are judged without taking their address apart.
_compiled = functools.cache(re.compile)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"(?=.{{1,253}}\Z)(?:{_LABEL}\.)+(?=[a-z]){_LABEL}"
_NUMBER_LAST = r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)"
_WITH_SCHEME = r"(?ai:https?)://(?=[^/?#])"
_SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*):"
_HOST_AND_PORT = r"[^/?#:@]*\.[^/?#:@]*:[0-9]*(?![^/?#])"
# A path in which there is nothing to drop, to unescape or to escape, as in most addresses.
_NOTHING_TO_DO = r"(?:/(?!\.)[A-Za-z0-9._~!$&'()*+,;=:@-]*)*"
_ESCAPES = r"(?:%[0-9A-Fa-f]{2})+"
_BAD_ESCAPE = r"%(?![0-9A-Fa-f]{2})"
_HIDDEN_ESCAPE = r"%(?:[01][0-9A-Fa-f]|7[Ff])"
# Characters that no address holds as they are: a browser escapes them, and so do we.
_TO_ESCAPE = r'[ "<>^`{|}]'
# What senders of links add to see who came from where; it never changes what is shown.
_TRACKERS = r"(?:utm_[^=]*|fbclid|gclid|igsh|igshid|mc_[ce]id|mibextid|si)(?:=.*)?"

# What may be made a link: deliberately narrower than what a browser takes. No user names, ports,
# quotes, backslashes or white space, and no parameters for a mail program.
_LINK_HOST = r"[\w-]+(?:\.[\w-]+)+"
_LINK = (
    rf"https://{_LINK_HOST}(?:/[^\s\\<>\"'`{{}}|^]*)?|"
    rf"mailto:[\w.+-]+@{_LINK_HOST}|tel:\+?[0-9-]+"
)

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DELIMITERS = frozenset("!$&'()*+,;=:@")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an https address in normal form.

    *host* is lower-case ASCII without a trailing dot; *path* begins with ``/`` and is
    unescaped as far as that is safe, in NFC; *query* is as given, without the ``?``.
    """

    host: str
    path: str
    query: str


def split(text: str, own_domains: Collection[str] = ()) -> Address | Refusal:
    """The parts of the address *text*, with or without its scheme; never raises.

    A host name with other letters than a–z (or its xn-- form) is accepted only if it is one
    of *own_domains* or below one.
    """
    text = text.strip(" ")
    unreadable = _unreadable(text)
    if unreadable:
        return Refusal(unreadable, text)
    rest = _after_scheme(text)
    if isinstance(rest, RefusalReason):
        return Refusal(rest, text)
    end = min(place for place in (*map(rest.find, "/?#"), len(rest)) if place >= 0)
    host = _host(rest[:end], own_domains)
    if isinstance(host, RefusalReason):
        return Refusal(host, text if host is RefusalReason.NOT_AN_ADDRESS else rest[:end])
    return _with_path(text, host, rest[end:])


@functools.lru_cache(maxsize=65536)
def is_linkable(url: str | None) -> bool:
    """Whether *url* may be made a link: an https, mailto or tel address without tricks in it."""
    return url is not None and _compiled(_LINK).fullmatch(url) is not None


def unescape(path: str) -> str:
    """*path* (of an Address) with the delimiters ``!$&'()*+,;=:@`` unescaped as well.

    They may stand in a handle, where they mean the same in either spelling.
    """
    return _unescape(path, _UNRESERVED | _DELIMITERS) if "%" in path else path


def untracked(query: str) -> str:
    """*query* without the parameters that only say where a visitor came from."""
    return "&".join(
        part for part in query.split("&") if part and not _compiled(_TRACKERS).fullmatch(part)
    )


def _unreadable(text: str) -> RefusalReason | None:
    if not text.isprintable():  # control, format, unassigned … and spaces other than " "
        return RefusalReason.HIDDEN_CHARACTER
    if "\\" in text:
        return RefusalReason.BACKSLASH
    if not text or " " in text or len(text) > MAX_LENGTH:
        return RefusalReason.NOT_AN_ADDRESS
    return None


def _after_scheme(text: str) -> str | RefusalReason:
    """What follows ``https://``, or *text* itself if it has no scheme."""
    with_scheme = _compiled(_WITH_SCHEME).match(text)
    if with_scheme:
        return text[with_scheme.end() :]
    if _compiled(_HOST_AND_PORT).match(text):
        return RefusalReason.PORT
    scheme = _compiled(_SCHEME).match(text)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        return RefusalReason.NOT_HTTPS
    if scheme or text.startswith(("/", "@")):
        return RefusalReason.NOT_AN_ADDRESS
    return text


def _host(authority: str, own_domains: Collection[str]) -> str | RefusalReason:
    if "@" in authority:
        return RefusalReason.USERINFO
    if "[" in authority:
        return RefusalReason.IP_HOST
    if ":" in authority:
        return RefusalReason.PORT
    host = authority.removesuffix(".")
    if not host.isascii():
        return _international(host, own_domains)
    host = host.lower()
    if _compiled(_NUMBER_LAST).fullmatch(host):
        return RefusalReason.IP_HOST
    if "." not in host:
        return RefusalReason.NOT_AN_ADDRESS
    if not _compiled(_HOST).fullmatch(host):
        return RefusalReason.BAD_HOST
    return _international(host, own_domains) if "xn--" in host else host


def _international(host: str, own_domains: Collection[str]) -> str | RefusalReason:
    """The xn-- form of *host* if it is the organisation's own and has only one reading."""
    encoded = in_ascii(host)
    if encoded is None or not _compiled(_HOST).fullmatch(encoded):
        return RefusalReason.BAD_HOST
    for domain in own_domains:
        own = in_ascii(domain)
        if own and (encoded == own or encoded.endswith(f".{own}")):
            return encoded
    return RefusalReason.IDN_HOST


def in_ascii(host: str) -> str | None:
    """*host* in ASCII (its xn-- form), or None if decoding that does not give the same host again.

    So compatibility characters (ⓕ, full-width letters) and other folding are refused: they
    look like one host and lead to another.
    """
    lowered = unicodedata.normalize("NFC", host.lower())
    if lowered.isascii() and not host.isascii():
        return None
    try:
        encoded = lowered.encode("idna").decode("ascii")
        decoded = encoded.encode("ascii").decode("idna")
    except UnicodeError:
        return None
    return encoded if lowered in (decoded, encoded) else None


def _with_path(text: str, host: str, rest: str) -> Address | Refusal:
    if _compiled(_NOTHING_TO_DO).fullmatch(rest):
        return Address(host, rest or "/", "")
    rest, _hash, fragment = rest.partition("#")
    raw, _mark, query = rest.partition("?")
    if fragment.startswith("!/") and not raw.strip("/"):
        raw = fragment[1:]  # twitter.com/#!/name and facebook.com/#!/name, in old lists
    path = _unescape(raw or "/", _UNRESERVED)
    if not path.isprintable() or not _unescape(query, _UNRESERVED).isprintable():
        return Refusal(RefusalReason.HIDDEN_CHARACTER, text)
    if _has_hidden_escape(path) or _has_hidden_escape(query):
        return Refusal(RefusalReason.HIDDEN_CHARACTER, text)
    ambiguous = _compiled(_BAD_ESCAPE).search(path) or _unescape(path, _UNRESERVED) != path
    if ambiguous or any(part in {".", ".."} for part in path.split("/")):
        return Refusal(RefusalReason.NOT_AN_ADDRESS, text)
    return Address(host, path, _compiled(_TO_ESCAPE).sub(_escape, query))


def _has_hidden_escape(text: str) -> bool:
    return bool(_compiled(_HIDDEN_ESCAPE).search(text))


def _unescape(text: str, safe: frozenset[str]) -> str:
    """*text* with what need not be escaped unescaped, and what must be, escaped; NFC."""

    def plain(run: re.Match[str]) -> str:
        decoded = bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "surrogateescape")
        return "".join(
            char if char in safe or (not char.isascii() and not _is_stray(char)) else _percent(char)
            for char in decoded
        )

    if text.isascii() and "%" not in text and not _compiled(_TO_ESCAPE).search(text):
        return text
    unescaped = unicodedata.normalize("NFC", _compiled(_ESCAPES).sub(plain, text))
    return _compiled(_TO_ESCAPE).sub(_escape, unescaped)


def _is_stray(char: str) -> bool:
    """Whether *char* stands for a byte that is not UTF-8."""
    return "\udc80" <= char <= "\udcff"


def _escape(found: re.Match[str]) -> str:
    return _percent(found[0])


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape"))
