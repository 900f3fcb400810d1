"""How like one name is another: what a person would mistake for it, and nothing else.

Pure functions of two texts, simple enough to be the same in the browser. Ordinary names that
differ, such as those of two schools or of two numbered ones, are not like each other.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from socialreg.lookup.confusables import skeleton, table, without_marks

# Shorter names have to be the same to be alike: there are too few of them.
_SHORT = 4
_BASE = 5  # letters that have to be left when a word or digits are taken away
_ONE_SLIP, _TWO_SLIPS = 7, 14  # letters in which one, or two, may differ
_SHORT_WORD = 3  # letters of an added word that needs a sign before or behind it

_SIGNS = re.compile(r"[@._\-·]+")
_DIGITS = re.compile(r"[0-9]+")
_ENDS = re.compile(r"[0-9]+$")


class Likeness(StrEnum):
    """In what one name differs from another that it is like."""

    SAME = "same"
    LETTERS = "letters"
    SIGNS = "signs"
    CHARACTER = "character"
    CHARACTERS = "characters"
    WORD = "word"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class Difference:
    """How two names differ: *theirs* stands where *ours* should, or either is empty.

    With LETTERS and CHARACTER, letters; with WORD, the word; with DIGITS, the digits. Both are
    empty where there is no one place.
    """

    kind: Likeness
    theirs: str = ""
    ours: str = ""


def difference(theirs: str, ours: str) -> Difference | None:
    """In what the name *theirs* differs from *ours*, if it can be mistaken for it; None if not.

    Upper and lower case are the same.
    """
    theirs, ours = theirs.lower(), ours.lower()
    if theirs == ours:
        return Difference(Likeness.SAME)
    bare_theirs, bare_ours = _SIGNS.sub("", theirs), _SIGNS.sub("", ours)
    if min(len(bare_theirs), len(bare_ours)) < _SHORT:
        return None
    if bare_theirs == bare_ours:
        return Difference(Likeness.SIGNS)
    if skeleton(bare_theirs) == skeleton(bare_ours):
        return Difference(Likeness.LETTERS, *_place(bare_theirs, bare_ours))
    theirs, ours = without_marks(theirs), without_marks(ours)
    return (
        _by_digits(_SIGNS.sub("", theirs), _SIGNS.sub("", ours))
        or _by_word(theirs, ours)
        or _by_slips(theirs, ours)
    )


def _by_digits(theirs: str, ours: str) -> Difference | None:
    """That digits were added behind the name, or left out; other numbers are other names."""
    added, left_out = _ENDS.search(theirs), _ENDS.search(ours)
    if (added is None) == (left_out is None):
        return None
    shorter, longer = (ours, theirs) if added else (theirs, ours)
    base = _ENDS.sub("", longer)
    if len(base) < _BASE or skeleton(base) != skeleton(shorter):
        return None
    return Difference(Likeness.DIGITS, added[0] if added else "", left_out[0] if left_out else "")


def _by_word(theirs: str, ours: str) -> Difference | None:
    """That a word such as “official” was put before or behind the name, or left out."""
    for longer, shorter, added in ((theirs, ours, True), (ours, theirs, False)):
        wanted = skeleton(_SIGNS.sub("", shorter))
        if len(wanted) < _BASE:
            continue
        for word, base in _without_affix(longer):
            if skeleton(_SIGNS.sub("", base)) == wanted:
                return Difference(Likeness.WORD, *((word, "") if added else ("", word)))
    return None


def _without_affix(name: str) -> list[tuple[str, str]]:
    """The words that *name* begins or ends with, each with what is left without it."""
    found = []
    for word in sorted(table().affixes):
        for base, sign in (
            (name.removeprefix(word), _starts_with_sign(name.removeprefix(word))),
            (name.removesuffix(word), _ends_with_sign(name.removesuffix(word))),
        ):
            if base != name and (sign or len(word) > _SHORT_WORD):
                # Swedish joins words with an s: hoganasofficiell, hoganaskommun.
                found += [(word, base), (word, base.removesuffix("s"))]
    return found


def _starts_with_sign(text: str) -> bool:
    return _SIGNS.match(text) is not None


def _ends_with_sign(text: str) -> bool:
    return _SIGNS.fullmatch(text[-1:]) is not None


def _by_slips(theirs: str, ours: str) -> Difference | None:
    """That one character differs, or two in a long name: in the part of it that differs."""
    if _DIGITS.findall(theirs) != _DIGITS.findall(ours):
        return None
    pair = _differing_parts(theirs, ours)
    if pair is None or skeleton(pair[0][:1]) != skeleton(pair[1][:1]):
        return None  # names that begin with another letter are read as other names
    length = min(map(len, pair))
    allowed = (length >= _ONE_SLIP) + (length >= _TWO_SLIPS)
    slips = _distance(*pair, allowed) if allowed else 1
    if not allowed or slips > allowed:
        return None
    if slips == 1:
        return Difference(Likeness.CHARACTER, *_place(*pair))
    return Difference(Likeness.CHARACTERS)


def _differing_parts(theirs: str, ours: str) -> tuple[str, str] | None:
    """The one word in which two names of several words differ, else the names without signs.

    None where more than one word differs. Without the words that anybody's name can have.
    """
    split_theirs, split_ours = (_SIGNS.split(name) for name in (theirs, ours))
    if len(split_theirs) == len(split_ours) > 1:
        pairs = zip(split_theirs, split_ours, strict=True)
        differing = [pair for pair in pairs if len(set(pair)) > 1]
        if len(differing) != 1:
            return None
        return _without_common(*differing[0])
    return _without_common("".join(split_theirs), "".join(split_ours))


def _without_common(theirs: str, ours: str) -> tuple[str, str]:
    """Both names without a word such as “biblioteket” that both end or begin with."""
    for word in table().common:
        if theirs.endswith(word) and ours.endswith(word):
            theirs, ours = theirs.removesuffix(word), ours.removesuffix(word)
        if theirs.startswith(word) and ours.startswith(word):
            theirs, ours = theirs.removeprefix(word), ours.removeprefix(word)
    return theirs, ours


def _distance(theirs: str, ours: str, most: int) -> int:
    """How many characters have to be changed, added, left out or swapped with the next one.

    Counted no further than one above *most*.
    """
    if abs(len(theirs) - len(ours)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(ours) + 1))
    for row, char in enumerate(theirs, start=1):
        current = [row]
        for column, other in enumerate(ours, start=1):
            cost = min(
                above[column] + 1,
                current[column - 1] + 1,
                above[column - 1] + (char != other),
            )
            swapped = row > 1 and column > 1 and theirs[row - 2 : row] == other + ours[column - 2]
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, above = above, current
    return min(above[-1], most + 1)


def _place(theirs: str, ours: str) -> tuple[str, str]:
    """What stands where the two differ, if that is one place of at most two characters."""
    start = 0
    while start < min(len(theirs), len(ours)) and theirs[start] == ours[start]:
        start += 1
    end = 0
    while end < min(len(theirs), len(ours)) - start and theirs[-1 - end] == ours[-1 - end]:
        end += 1
    there, here = theirs[start : len(theirs) - end], ours[start : len(ours) - end]
    return (there, here) if max(len(there), len(here)) <= 2 else ("", "")  # noqa: PLR2004 - as said
