"""Personal data in a file, seen in its very bytes: comments, lists of answers and all.

A register is public and its history is for ever, so what tells of a private person is looked
for before anything is understood. The data itself is never handed on, only its place.
"""

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from socialreg.identifiers import has_check_digit
from socialreg.model import Personal, Sighting

_BOM = b"\xef\xbb\xbf"

# A first glance, at ten thousand files in a moment: every number that is looked for has at least
# ten digits when what may stand between them is left out. (The last bytes are parts of the
# narrow and unbreakable spaces and of the dashes.)
_ZEROS = bytes(ord("0") if chr(byte) in "0123456789" else byte for byte in range(256))
_BETWEEN_BYTES = b" \t-+()./" + b"\xc2\xa0\xe2" + bytes(range(0x80, 0x96)) + b"\xaf"
_TEN = b"0" * 10

# Compiled when the first suspect is met: three milliseconds that most commands never need.
_compiled = functools.cache(re.compile)

_SPACE, _DASH = r"[ \t\u00a0\u202f]", r"[-\u2010-\u2015]"
_CENTURY = "(?P<{}>18|19|20)?"
# 811228-9874, 19811228-9874, 811228+9874, 811228 9874, 8112289874; 81-12-28-9874, 81 12 28-9874.
_IDENTITY = functools.partial(
    _compiled,
    rf"(?<!\d)(?:{_CENTURY.format('c')}(?P<d>\d{{6}}){_SPACE}?(?:{_DASH}|\+)?{_SPACE}?"
    rf"|{_CENTURY.format('e')}(?P<y>\d\d)(?P<s>{_SPACE}|{_DASH})(?P<m>\d\d)(?P=s)(?P<a>\d\d)"
    rf"(?:{_DASH}|\+))(?P<n>\d{{4}})(?!\d|{_DASH}\d)",
    re.ASCII,
)
# 070-174 06 05, 0701740605, +46 70 174 06 05, 0046 (0)70-174 06 05.
_MOBILE = functools.partial(
    _compiled,
    rf"(?<!\d)(?:(?:\+|00){_SPACE}?46{_SPACE}?(?:\(0\)|{_DASH})?{_SPACE}?|0)"
    rf"7[02369](?:(?:{_SPACE}|{_DASH}|[./]){{0,2}}\d){{7}}(?!\d)",
    re.ASCII,
)
_SERVICES = (
    "aol|bredband2?|comhem|fastmail|glocalnet|gmail|gmx|googlemail|home|hotmail|icloud|live|mac|"
    "mail|me|msn|outlook|passagen|pm|proton|protonmail|rocketmail|spray|swipnet|tele2|telia|"
    "tutanota|yahoo|yandex|ymail"
)
_MAIL = (
    rf"@(?i:(?:[a-z0-9-]+\.)*(?:{_SERVICES})\.(?:com|net|org|(?:com?\.)?[a-z][a-z]))"
    r"(?![a-z0-9-]|\.[a-z0-9])"
)
_PRIVATE_MAIL = functools.partial(_compiled, _MAIL)
_PRIVATE_LABELS = frozenset(_SERVICES.replace("2?", "|bredband2").encode().split(b"|"))
_DOMAIN = re.compile(rb"[A-Za-z0-9.-]{1,255}")
_LOCAL_PART_BACKWARDS = re.compile(r"[\w.+%-]+")

# An id that the platform gave may look like anything; it stands in a value of its own, or in an
# address. A hyphen or a space tells that it is no such id.
_ID_KEYS = ("platform_id", "handle", "url")
# The usual line of that kind, which most files with ten digits in a row have and nothing else.
_ID_KEY, _PLAIN_ID = b"platform_id", re.compile(rb'^platform_id *= *"\d+"[ \t\r]*$', re.MULTILINE)
_LONGEST_ADDRESS = 500  # characters, so that no line can take long
_ESCAPE = re.compile(
    r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})|(?P<join>[ \t]*\r?\n\s*)|.)"
)
# A file with more is no slip of the pen: telling of each would only take time.
_MOST = 20
_COORDINATION = 60  # added to the day in a samordningsnummer


def sightings(path: str, content: bytes) -> tuple[Sighting, ...]:
    """What *content*, the file at *path*, holds of personal data, in its order; never raises.

    Personal identity and coordination numbers, Swedish mobile numbers, addresses at private
    mail services; also where TOML's escapes hide them.
    """
    if b"\\" in content:
        text = _decoded(content)
        shown, places = _unescaped(text)
        found = itertools.islice(((places[at], kind) for at, kind in _found(shown)), _MOST)
        return tuple(_sighting(kind, path, text, at) for at, kind in sorted(found))
    suspects = _suspect_lines(content)
    if not suspects:
        return ()
    lines = content.removeprefix(_BOM).split(b"\n")
    seen = (
        Sighting(kind=kind, path=path, line=index + 1, column=at + 1)
        for index in sorted(suspects)
        for at, kind in sorted(_found(_decoded(lines[index])))
    )
    return tuple(itertools.islice(seen, _MOST))


def _suspect_lines(content: bytes) -> set[int]:
    """The lines, counted from 0, that are worth a closer look: hardly ever one, and in no time."""
    found = {content.count(b"\n", 0, at) for at in _suspect_mail(content)}
    digits = content.translate(_ZEROS, _BETWEEN_BYTES)
    at = digits.find(_TEN)
    while at >= 0:
        line_start = digits.rfind(b"\n", 0, at) + 1
        if not (digits.startswith(_ID_KEY, line_start) and _PLAIN_ID.search(content)):
            found.add(digits.count(b"\n", 0, at))
        line_end = digits.find(b"\n", at)
        at = digits.find(_TEN, line_end) if line_end >= 0 else -1
    return found


def _suspect_mail(content: bytes) -> Iterator[int]:
    at = content.find(b"@")
    while at >= 0:
        if (domain := _DOMAIN.match(content, at + 1)) and _is_suspect(domain[0]):
            yield at
        at = content.find(b"@", at + 1)


@functools.lru_cache(maxsize=1024)
def _is_suspect(domain: bytes) -> bool:
    return not _PRIVATE_LABELS.isdisjoint(domain.lower().split(b"."))


def _decoded(content: bytes) -> str:
    return content.removeprefix(_BOM).decode("utf-8", "replace")


def _found(text: str) -> Iterator[tuple[int, Personal]]:
    """Where in *text* personal data begins. A number is one or the other, not both."""
    taken = []
    for match in _IDENTITY().finditer(text):
        if _is_identity(match) and not _is_platforms_id(text, match):
            taken.append(match.span())
            yield match.start(), Personal.IDENTITY_NUMBER
    for match in _MOBILE().finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.start(), Personal.MOBILE_NUMBER
    for match in _PRIVATE_MAIL().finditer(text):
        before = _line_before(text, match.start())
        if local := _LOCAL_PART_BACKWARDS.match(before[::-1]):
            yield match.start() - len(local[0]), Personal.PRIVATE_MAIL


def _is_identity(match: re.Match[str]) -> bool:
    """Whether the digits are somebody's: a date of birth and the right check digit."""
    day = match["d"] or match["y"] + match["m"] + match["a"]
    century = match["c"] or match["e"]
    return has_check_digit(day + match["n"]) and any(
        _is_date(f"{first}{day}") for first in ([century] if century else ("19", "20"))
    )


def _is_date(digits: str) -> bool:
    """Whether *digits*, eight of them, are a day, as in a samordningsnummer or not."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    with suppress(ValueError):
        return bool(dt.date(year, month, day - _COORDINATION if day > _COORDINATION else day))
    return False


def _is_platforms_id(text: str, match: re.Match[str]) -> bool:
    if not match[0].isdigit():
        return False
    before = _line_before(text, match.start())[-_LONGEST_ADDRESS:]
    opening = max(before.rfind('"'), before.rfind("'"))
    key = before[: max(opening, 0)].rstrip()
    if key.endswith("=") and key.rstrip("= \t\"'").endswith(_ID_KEYS):
        return True
    return "://" in before[max(map(before.rfind, " \t\"'<>")) + 1 :]


def _line_before(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at]


def _unescaped(text: str) -> tuple[str, Sequence[int]]:
    """*text* with the characters that TOML's escapes mean, and where each of them stands."""
    shown: list[str] = []
    places: list[int] = []
    end = 0
    for match in _ESCAPE.finditer(text):
        shown.append(text[end : match.start()])
        places.extend(range(end, match.start()))
        if match["join"] is None:
            code = int(match["four"] or match["eight"] or "fffd", 16)
            shown.append(chr(code) if code <= 0x10FFFF else "\ufffd")  # noqa: PLR2004 - the last
            places.append(match.start())
        end = match.end()
    shown.append(text[end:])
    places.extend(range(end, len(text)))
    return "".join(shown), places


def _sighting(kind: Personal, path: str, text: str, at: int) -> Sighting:
    line_start = text.rfind("\n", 0, at) + 1
    return Sighting(
        kind=kind, path=path, line=text.count("\n", 0, at) + 1, column=at - line_start + 1
    )
