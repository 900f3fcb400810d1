"""Text from data for logs and reports: nothing in it acts, whoever reads it.

A runner of CI jobs looks in everything that is printed for commands: ``::name::`` at the
beginning of a line (GitHub) and ``##[name]`` or ``##vso[name]`` anywhere (GitHub, Azure, TeamCity).
"""

import re
from typing import Any

from socialreg import text
from socialreg.text import clean

_BEGINNING = re.compile(r"^(\s*):(?=:)")
_ANYWHERE = re.compile(r"#(?=#+\w*\[)")


def line(words: str) -> str:
    """*words* as one line that no terminal and no CI runner acts on."""
    return _BEGINNING.sub(r"\1\\u{3a}", part(words))


def part(words: str) -> str:
    """*words* as a part of a line that begins with something else: nothing in it acts."""
    return _ANYWHERE.sub(r"\\u{23}", clean(words))


def cells(words: str) -> list[str]:
    """*words* as it is shown, character by character: each as itself or as ``\\u{1b}``."""
    if "#" not in words and clean(words) == words:
        return list(words)
    acting = {found.start() for found in _ANYWHERE.finditer(words)}
    return [r"\u{23}" if place in acting else clean(char) for place, char in enumerate(words)]


def as_json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """*value* as JSON, with what a terminal or a CI runner would act on written as ``\\u001b``.

    It reads back as it was: only its writing is other.
    """
    return _ANYWHERE.sub(r"\\u0023", text.as_json(value, indent=2))


def xml(words: str) -> str:
    """*words* as an XML document may hold it, in an attribute or between tags."""
    shown = clean(words)
    for char, entity in _ENTITIES.items():
        shown = shown.replace(char, entity)
    return _ANYWHERE.sub("&#35;", shown)


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
