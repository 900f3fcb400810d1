"""Text as a reader means it: other alphabets' digits, dashes and blanks in their plain form.

A number is the same number in full-width digits, with a minus sign for the hyphen, or with a
character between its digits that nobody sees.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# What TOML escapes, and how ``text.clean`` shows what cannot be seen. Another backslash is one.
_ESCAPE = re.compile(
    r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})|u\{(?P<shown>[0-9a-f]{1,6})\}"
    r"|(?P<join>[ \t]*\r?\n\s*)|[btnfre\"\\])"
)
_LAST_CHARACTER = 0x10FFFF
_UNKNOWN = "\ufffd"
# Bytes that are no UTF-8, as ``surrogateescape`` leaves them.
_FIRST_ODD_BYTE, _LAST_ODD_BYTE = 0xDC80, 0xDCFF
_DASHES = "\u02d7\u2043\u2212\u2796\u30fc\uff70"
_DOTS = "\u00b7\u2022\u2219\u22c5"
_SLASHES = "\u2044\u2215"
_BLANKS = "\u115f\u1160\u3164\uffa0\0"  # letters that show nothing, and the half of a UTF-16 one


class Plain(NamedTuple):
    """A *text* in its plain form, and in which place of the original each character stands.

    One place more tells where the original ends.
    """

    text: str
    places: Sequence[int]


class _Forms(dict[int, str]):
    """The plain form of each character that was met, as ``str.translate`` asks for it."""

    def __missing__(self, code: int) -> str:
        self[code] = form = _form(chr(code))
        return form


def _form(char: str) -> str:
    """*char* in its plain form: one character, or none where it shows nothing."""
    if _FIRST_ODD_BYTE <= ord(char) <= _LAST_ODD_BYTE:
        char = bytes([ord(char) - _FIRST_ODD_BYTE + 0x80]).decode("cp1252", "replace")
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me"} or char in _BLANKS:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in {"Zs", "Zl", "Zp"}:
        return " "
    for others, plain in ((_DASHES, "-"), (_DOTS, "."), (_SLASHES, "/"), ("\u2795", "+")):
        if char in others:
            return plain
    same = unicodedata.normalize("NFKC", char)
    if len(same) != 1:
        return char
    return "-" if unicodedata.category(same) == "Pd" else same


_FORMS = _Forms()


def in_plain_form(text: str) -> str:
    """*text* in its plain form, without the places."""
    return text if text.isascii() and "\0" not in text else text.translate(_FORMS)


def plain(text: str) -> Plain:
    """*text* in its plain form."""
    shown = in_plain_form(text)
    if len(shown) == len(text):
        return Plain(shown, range(len(text) + 1))
    places = [place for place, char in enumerate(text) if _FORMS[ord(char)]]
    return Plain(shown, [*places, len(text)])


def unescaped(text: str) -> Plain:
    """*text* in its plain form, with the characters that TOML's escapes in it mean."""
    shown: list[str] = []
    places: list[int] = []
    end = 0
    for match in _ESCAPE.finditer(text):
        shown.append(text[end : match.start()])
        places.extend(range(end, match.start()))
        if match["join"] is None:
            code = int(match["four"] or match["eight"] or match["shown"] or "fffd", 16)
            shown.append(chr(code) if code <= _LAST_CHARACTER else _UNKNOWN)
            places.append(match.start())
        end = match.end()
    shown.append(text[end:])
    places.extend(range(end, len(text) + 1))
    found = plain("".join(shown))
    return Plain(found.text, [places[place] for place in found.places])
