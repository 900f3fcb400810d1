"""Text from outside: made harmless before it is shown, and compared with the words we know."""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable

# Control, format (bidi, zero-width), surrogate, private-use and unassigned characters and the
# two Unicode line breaks: a terminal, a CI log or a reader may act on them or be misled by them.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


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
