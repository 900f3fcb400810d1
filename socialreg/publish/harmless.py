"""Text from data for logs and reports: nothing in it acts, whoever reads it.

A runner of CI jobs looks in everything that is printed for commands: ``::name::`` at the
beginning of a line (GitHub) and ``##[name]`` or ``##vso[name]`` anywhere (GitHub, Azure, TeamCity).
"""

import functools
import json
import re
from typing import Any

from socialreg.text import clean

_BEGINNING = re.compile(r"^(\s*):(?=:)")
_ANYWHERE = re.compile(r"#(?=#+\w*\[)")
_NOT_PLAIN = re.compile(r"[^\n -~]")


def line(text: str) -> str:
    """*text* as one line that no terminal and no CI runner acts on."""
    return _BEGINNING.sub(r"\1\\u{3a}", part(text))


def part(text: str) -> str:
    """*text* as a part of a line that begins with something else: nothing in it acts."""
    return _ANYWHERE.sub(r"\\u{23}", clean(text))


def cells(text: str) -> list[str]:
    """*text* as it is shown, character by character: each as itself or as ``\\u{1b}``."""
    if "#" not in text and clean(text) == text:
        return list(text)
    acting = {found.start() for found in _ANYWHERE.finditer(text)}
    return [r"\u{23}" if place in acting else clean(char) for place, char in enumerate(text)]


def as_json(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """*value* as JSON, with what a terminal or a CI runner would act on written as ``\\u001b``.

    It reads back as it was: only its writing is other.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _ANYWHERE.sub(r"\\u0023", _NOT_PLAIN.sub(_escaped, text))


def xml(text: str) -> str:
    """*text* as an XML document may hold it, in an attribute or between tags."""
    shown = clean(text)
    for char, entity in _ENTITIES.items():
        shown = shown.replace(char, entity)
    return _ANYWHERE.sub("&#35;", shown)


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def _escaped(found: re.Match[str]) -> str:
    return _json_char(found[0])


@functools.lru_cache(maxsize=4096)
def _json_char(char: str) -> str:
    return char if clean(char) == char else json.dumps(char)[1:-1]
