"""What tells of a private person in a text: which numbers and addresses, and where they stand.

How a number is spelled does not matter (see ``plain``). What only looks like one is left alone:
a platform's numeric id, a book's number, the time of a file, an organisation's number.
"""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from socialreg.glance import SERVICES, is_suspect
from socialreg.identifiers import has_check_digit
from socialreg.model import Personal
from socialreg.plain import Plain, in_plain_form, plain, unescaped

_JOIN = r"[ \t]{0,2}[-+.]?[ \t]{0,2}"
# 811228-9874, 19811228-9874, 811228+9874, 811228 9874, 811228.9874, 8112289874; and with the date
# as 81-12-28, 1981 12 28, 1981.12.28.
_IDENTITY = re.compile(
    rf"(?<![0-9])(?:(?P<c>18|19|20)?(?P<d>[0-9]{{6}}){_JOIN}"
    r"|(?P<e>18|19|20)?(?P<y>[0-9]{2})(?P<s>[-. /])(?P<m>[0-9]{2})(?P=s)(?P<a>[0-9]{2})"
    r" ?[-+. ] ?)(?P<n>[0-9]{4})(?![0-9]|-[0-9])"
)
# 070-174 06 05, 0701740605, +46 70 174 06 05, 0046 (0)70-174 06 05, 46701740605.
_MOBILE = re.compile(
    r"(?<![0-9])(?:(?:(?:\+|00) ?46|(?<![0-9][ ,.;:/-])(?P<bare>46))\)?[-. ]?(?:\(0\)|0)?[-. ]{0,2}"
    r"|0)7[02369](?:[-. /)]{0,2}[0-9]){7}(?![0-9])"
)
# What can end a file's name behind an address.
_SUFFIXES = "csv|docx?|eml|html?|jpe?g|json|md|msg|pdf|png|toml|txt|xlsx?|xml|zip"
_MAIL = re.compile(
    rf"(?:@|%40)(?i:(?:[a-z0-9-]+\.)*(?:{SERVICES})\.(?:com|net|org|(?:com?\.)?[a-z][a-z]))"
    rf"(?![a-z0-9-]|\.(?!(?:{_SUFFIXES})(?![a-z0-9-]))[a-z0-9])"
)
_LOCAL_PART_BACKWARDS = re.compile(r"[\w.+%-]+")

_COORDINATION = 60  # added to the day in a samordningsnummer
# Who was born since then has hardly anything to do with an official account, but files, cases
# and counts have such dates: 2019-02-14-1234, 20260105 1234.
_OF_THINGS = 2010
_THINGS_YEARS = range(10, 30)

# Characters before a number that can say what it is; a longer address is none.
_LONGEST_ADDRESS = 500
# An id that the platform gave may look like anything; it stands in a value of its own, or in an
# address. A hyphen or a space tells that it is no such id.
_ID_KEY = re.compile(r"(?:platform_id|handle|url)[\"']? *= *[\"']?$")
_ID_LABEL = re.compile(
    r"\b(?:(?:account|channel|chat|group|grupp|kanal|konto|page|platform|sid|user)[ _-]?id"
    r"|isbn(?:-?1[03])?|issn|ean(?:-?13)?|gtin)\b[\"' :=]{0,4}$",
    re.IGNORECASE,
)
_PHONE_LABEL = re.compile(
    r"\b(?:phone|tel|telefon|telefax|fax|tfn|växel|växeln|telephone)\b[\"' .:=]{0,5}$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"://|(?:^|[^\w.@-])(?:[\w-]+\.)+[a-z]{2,}/")
# Addresses that are made of a telephone number.
_DIALLED = re.compile(r"wa\.me/|whatsapp|phone=|tel[:=]|sms:", re.IGNORECASE)

# Where a value was cut, what is left of its last number.
_CUT = re.compile(r"[0-9](?:[-+. /]{0,2}[0-9]){5,}(?=…)")
_HIDDEN = "*"


class Trace(NamedTuple):
    """Where personal data begins, before which place it ends, and which kind it is."""

    start: int
    end: int
    kind: Personal


def traces(text: str) -> list[Trace]:
    """The personal data in *text*, in order. A number is one kind or the other, not both."""
    return sorted(
        {
            Trace(reading.places[found.start], reading.places[found.end], found.kind)
            for reading in _readings(text)
            for found in _found(reading.text)
        }
    )


def masked(text: str) -> str:
    """*text* with what tells of a person starred out; as long as before.

    The date of birth, the operator's digits and the mail service stay, so that one can see what
    is meant.
    """
    readings = _readings(text)
    if not readings:
        return text
    chars = list(text)
    for reading in readings:
        for start, end in _telling(reading):
            for place in range(reading.places[start], reading.places[end]):
                if chars[place].isalnum():
                    chars[place] = _HIDDEN
    return "".join(chars)


def _readings(text: str) -> list[Plain]:
    """*text* as it stands, and as its escapes mean it, if either is worth a closer look."""
    found = [plain(text)] if _is_suspect(in_plain_form(text)) else []
    if "\\" in text and _is_suspect((other := unescaped(text)).text):
        found.append(other)
    return found


def _is_suspect(shown: str) -> bool:
    return is_suspect(shown) or ("…" in shown and _CUT.search(shown) is not None)


def _telling(reading: Plain) -> Iterator[tuple[int, int]]:
    """From which place until before which one may not be shown."""
    for found in _found(reading.text):
        if found.kind is Personal.PRIVATE_MAIL:
            at = max(reading.text.find(sign, found.start, found.end) for sign in ("@", "%40"))
            yield found.start, at
            continue
        digits = [at for at in range(found.start, found.end) if reading.text[at].isdecimal()]
        yield digits[-4 if found.kind is Personal.IDENTITY_NUMBER else -7], found.end
    for match in _CUT.finditer(reading.text):
        yield match.start(), match.end()


def _found(text: str) -> Iterator[Trace]:
    taken: list[tuple[int, int]] = []
    for match in _IDENTITY.finditer(text):
        if _is_identity(match) and not _is_of_a_thing(text, match):
            taken.append(match.span())
            yield Trace(*match.span(), Personal.IDENTITY_NUMBER)
    at = 0
    for match in _MOBILE.finditer(text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        overlaps = at < len(taken) and taken[at][0] < match.end()
        if not overlaps and not (match["bare"] and _is_platforms_id(text, match)):
            yield Trace(*match.span(), Personal.MOBILE_NUMBER)
    for match in _MAIL.finditer(text):
        before = _line_before(text, match.start())
        if local := _LOCAL_PART_BACKWARDS.match(before[::-1]):
            start = match.start() - len(local[0])
            yield Trace(start, match.end(), Personal.PRIVATE_MAIL)


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


def _is_of_a_thing(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like somebody's number is the number or the time of something else."""
    if match[0].isdecimal():
        return _is_platforms_id(text, match) or _is_phone(text, match)
    century, year = match["c"] or match["e"], match["d"] or match["y"]
    is_dated = match["y"] is not None or not {"-", "+"} & set(match[0])
    if century:
        return is_dated and int(century + year[:2]) >= _OF_THINGS
    is_blank = match[0][match.start("n") - match.start() - 1].isspace()
    return is_blank and int(year[:2]) in _THINGS_YEARS and _is_time(match["n"])


def _is_time(digits: str) -> bool:
    return int(digits[:2]) < 24 and int(digits[2:]) < 60  # noqa: PLR2004 - hours and minutes


def _is_platforms_id(text: str, match: re.Match[str]) -> bool:
    if not match[0].isdecimal():
        return False
    before = _line_before(text, match.start())[-_LONGEST_ADDRESS:]
    if _ID_KEY.search(before) or _ID_LABEL.search(before):
        return True
    word = before[max(map(before.rfind, " \t\"'<>")) + 1 :]
    return bool(_ADDRESS.search(word)) and not _DIALLED.search(word)


def _is_phone(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are said to be a telephone's, as of 08 or 010: no date of birth."""
    before = _line_before(text, match.start())[-_LONGEST_ADDRESS:]
    return match[0].startswith("0") and bool(_PHONE_LABEL.search(before))


def _line_before(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at]
