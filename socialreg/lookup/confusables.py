"""Which names can be taken for each other: what is left of them when likeness is all that counts.

The table is ``confusables.toml``; the browser's search has the same one.
"""

import functools
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import rtoml

TABLE_PATH = Path(__file__).with_name("confusables.toml")


@dataclass(frozen=True, slots=True)
class Table:
    """*letters* and *sequences* and the plain letter that each passes for; *affixes* are words.

    The sequences are replaced after the letters, in their order. *common* are words that stand
    in the names of many accounts, the longest first.
    """

    letters: Mapping[str, str]
    sequences: Mapping[str, str]
    affixes: frozenset[str]
    common: tuple[str, ...]


@functools.cache
def table() -> Table:
    """What ``confusables.toml`` says."""
    found = rtoml.loads(TABLE_PATH.read_text("utf-8"))
    letters = {_plain(char): letter for letter, chars in found["letters"].items() for char in chars}
    return Table(
        letters=MappingProxyType({char: letter for char, letter in letters.items() if char}),
        sequences=MappingProxyType(found["sequences"]),
        affixes=frozenset(found["words"]["affixes"]),
        common=tuple(sorted(found["words"]["common"], key=lambda word: (-len(word), word))),
    )


@functools.lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """What *text* looks like: the same for texts that can be taken for each other."""
    known = table()
    shown = "".join(known.letters.get(char, char) for char in _plain(text))
    for sequence, letter in known.sequences.items():
        shown = shown.replace(sequence, letter)
    return shown


def without_marks(text: str) -> str:
    """*text* in lower case and without marks, in NFKD: ``Höganäs`` becomes ``hoganas``."""
    return _plain(text)


def has_stand_ins(text: str) -> bool:
    """Whether *text* has a character that normalising would turn into quite another one.

    The sign of the kelvin becomes a K and that of the ångström an Å; to a platform, and to whoever
    looks closely, they are not the same.
    """
    return not text.isascii() and any(
        char > "\x7f" and unicodedata.normalize("NFC", char) != char for char in text
    )


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
