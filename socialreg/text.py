"""Text from outside: made harmless before it is shown, and compared with the words we know."""

import datetime as dt
import difflib
import functools
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]

# Control, format (bidi, zero-width), surrogate, private-use and unassigned characters and the
# two Unicode line breaks: a terminal, a CI log or a reader may act on them or be misled by them.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOT_PLAIN = re.compile(r"[^\n -~]")
_BRIEF = 80


def clean(text: str, *, keep: str = "") -> str:
    """*text* with every character that could act instead of show written as ``\\u{1b}``.

    Characters in *keep* (such as ``"\\n"``) are left as they are. Printable text,
    å ä ö and emoji included, comes back unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"\\u{{{ord(char):x}}}"
        if unicodedata.category(char) in _UNSAFE and char not in keep
        else char
        for char in text
    )


def brief(text: str) -> str:
    """*text* made harmless, and cut where it is too long to be repeated in a message."""
    shown = clean(text)
    return shown if len(shown) <= _BRIEF else f"{shown[: _BRIEF - 1]}…"


def as_json(value: object, *, indent: int | None = None, compact: bool = False) -> str:
    """*value* as JSON, dates as text, what ``clean`` would rewrite written as ``\\u009b``.

    It reads back as it was. *compact* leaves out the blanks.
    """
    separators = (",", ":") if compact else None
    written = json.dumps(
        value, ensure_ascii=False, indent=indent, separators=separators, default=str
    )
    if written.isprintable():
        return written
    return _NOT_PLAIN.sub(lambda found: _json_char(found[0]), written)


@functools.lru_cache(maxsize=4096)
def _json_char(char: str) -> str:
    return char if clean(char) == char else json.dumps(char)[1:-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word of *known* that *word* is most likely a slip for, or None if none is near."""
    matches = difflib.get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def as_date(text: str) -> dt.date | None:
    """The day that *text* means, written as ``2026-11-14``, or None."""
    try:
        # fromisoformat alone would also take weeks (2026-W46-6) and days without hyphens
        return dt.date.fromisoformat(text.strip()) if _DAY.fullmatch(text.strip()) else None
    except ValueError:
        return None


def as_colour(text: str) -> Colour | None:
    """Red, green and blue, each 0 to 255, of the colour written ``#rrggbb``, or None."""
    if not _COLOUR.fullmatch(text):
        return None
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def as_line(text: str) -> str | None:
    """*text* without blanks around it, or None when it is empty or cannot be read on one line.

    Nor is it a line when only the dots of an example are left of it.
    """
    line = text.strip()
    return line if line.strip(".…") and clean(line) == line else None


def as_email(text: str) -> str | None:
    """The e-mail address in *text*, or None; whether there is such a mailbox a letter can tell."""
    line = as_line(text)
    return line if line and _EMAIL.fullmatch(line) else None


def as_language(text: str) -> str | None:
    """The language tag in *text*, such as ``sv`` or ``sr-Latn`` (BCP 47), or None."""
    return text.strip() if _LANGUAGE.fullmatch(text.strip()) else None
