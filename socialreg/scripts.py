"""Text that deceives the eye: what cannot be seen, and letters that pass for others.

Pure, and without a table of all of Unicode: which alphabet a letter is of stands in its name.
Honest text in any language, and emoji, deceive nobody.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

# What nearly all text here is made of, as bytes: tabs and line breaks, printable ASCII, and the
# letters of Western Europe, À to ÿ. Removing them all is the fastest way to see that.
_USUAL = bytes((9, 10, 13, *range(0x20, 0x7F), 0xC3, *range(0x80, 0xC0)))
# What else is harmless: Latin-1 but for the soft hyphen, further Latin letters, typography.
_is_odd = re.compile("[^\t\n\r -~\xa0-\xac\xae-\u024f\u1e00-\u1eff–—\u2018’“”„•…]").search
_word = re.compile(r"[^\W\d_]+")
_chunk = re.compile("[^ \t\n\r]{0,24}")

# Alphabets with letters that pass for those of another one. Those of Arabic, Chinese or Thai do
# not, so a word may mix them with Latin as it likes.
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE", "LISU"})
LATIN_TWINS = {
    "CYRILLIC": frozenset("асеорхуіјѕһԁԛԝѵӏАВЕЅІЈКМНОРСТХУԚԜӀ"),
    "GREEK": frozenset("αικνορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
    "ARMENIAN": frozenset("օսոհ"),  # noqa: RUF001 - that they look alike is why they are here
}
_OF_UNITS = frozenset("μΩ")  # as in μg and kΩ
# Letters that are made to look like plain Latin ones: bold, wide or small for their own sake.
_STYLED = (
    "MATHEMATICAL ",
    "FULLWIDTH LATIN ",
    "LATIN LETTER SMALL CAPITAL ",
    "LATIN SMALL LETTER ALPHA",
    "LATIN SMALL LETTER SCRIPT G",
)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
# Letters and marks that show nothing: fillers of Hangul, a joiner, a blank of Braille.
_BLANKS = frozenset("\u034f\u115f\u1160\u3164\uffa0\u2800")
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
_NON_JOINER, _JOINER = "\u200c", "\u200d"
_BLACK_FLAG, _FLAG_LETTERS = "\U0001f3f4", "".join(map(chr, range(0xE0020, 0xE0080)))
_EMOJI_PARTS = frozenset({"So", "Sk", "Sm", "Cn"})  # Cn: newer than this Python's Unicode


class Trick(StrEnum):
    """How a text deceives the eye."""

    INVISIBLE = "invisible"
    MIXED = "mixed"
    LOOKALIKE = "lookalike"
    STYLED = "styled"


class Deception(NamedTuple):
    """A *word*, and the *letter* in it that is not what it seems.

    *alphabet* is the letter's, as Unicode calls it (``CYRILLIC``); empty where that is not it.
    """

    trick: Trick
    word: str
    letter: str
    alphabet: str = ""


def may_deceive(text: str) -> bool:
    """Whether *text* has anything but Latin letters and common signs: a fast first look."""
    unusual = text.encode(errors="replace").translate(None, _USUAL)
    return bool(unusual) and _is_odd(text) is not None


def deceptions(text: str) -> Iterator[Deception]:
    """What in *text* deceives the eye; nothing for honest text."""
    if not may_deceive(text):
        return
    for index, char in enumerate(text):
        if _shows_nothing(char) and not _is_needed(text, index):
            yield Deception(Trick.INVISIBLE, _around(text, index), char)
    text = unicodedata.normalize("NFC", text)
    written = _honestly_written(text)
    for word in _word.findall(text):
        if found := _disguise(word, written):
            yield found


def _shows_nothing(char: str) -> bool:
    if char in _BLANKS or _is_selector(char):
        return True
    return unicodedata.category(char) in _UNSEEN and char not in "\t\n\r"


def _is_selector(char: str) -> bool:
    """Whether *char* chooses a form of the character before it, as of an emoji."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _is_needed(text: str, index: int) -> bool:
    """Whether what cannot be seen at *index* is how an emoji or another script is written."""
    char = text[index]
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if _is_selector(char):
        return bool(before) and _alphabet(before) is None
    if char == _JOINER and _is_emoji_part(before) and _is_emoji_part(after):
        return True
    if char in {_NON_JOINER, _JOINER}:
        return unicodedata.category(before or " ")[0] in "LM" and _alphabet(before) is None
    if char in _DIRECTION_MARKS:
        return any(map(_is_from_the_right, text))
    if char in _FLAG_LETTERS:
        return text[:index].rstrip(_FLAG_LETTERS).endswith(_BLACK_FLAG)
    return unicodedata.bidirectional(char) in {"AN", "AL"}  # signs of Arabic numbers


def _is_from_the_right(char: str) -> bool:
    """Whether *char* is a letter of a script that is written from right to left."""
    return unicodedata.bidirectional(char) in {"R", "AL"} and char not in _DIRECTION_MARKS


def _is_emoji_part(char: str) -> bool:
    return bool(char) and (_is_selector(char) or unicodedata.category(char) in _EMOJI_PARTS)


def _around(text: str, index: int) -> str:
    """The word of *text* that *index* is in, or as much of it as one can read."""
    before = _chunk.match(text[:index][::-1])
    after = _chunk.match(text, index)
    return (before[0][::-1] if before else "") + (after[0] if after else "")


def _honestly_written(text: str) -> frozenset[str]:
    """The alphabets that *text* is plainly written in: it has letters that only they have."""
    return frozenset(
        alphabet
        for char in text
        if (alphabet := _alphabet(char)) and char not in LATIN_TWINS.get(alphabet, ())
    )


def _disguise(word: str, written: frozenset[str]) -> Deception | None:
    """How *word* of a text that is *written* in those alphabets deceives, if it does."""
    for letter in word:
        if letter > "\xff" and unicodedata.name(letter, "").startswith(_STYLED):
            return Deception(Trick.STYLED, word, letter)
    alphabets = {alphabet for letter in word if (alphabet := _alphabet(letter))}
    if len(alphabets) > 1:
        letter = next(letter for letter in word if _alphabet(letter) not in {None, "LATIN"})
        return Deception(Trick.MIXED, word, letter, _alphabet(letter) or "")
    for alphabet in alphabets - written:
        if len(word) > 1:  # a single one is a sign, as in mathematics
            return Deception(Trick.LOOKALIKE, word, word[0], alphabet)
    return None


@functools.lru_cache(maxsize=4096)
def _alphabet(char: str) -> str | None:
    """The alphabet of a letter, if its letters can pass for another's; None for all else."""
    if not char or char in _OF_UNITS or not char.isalpha():
        return None
    name = unicodedata.name(char, "").partition(" ")[0]
    return name if name in _ALPHABETS else None
