"""A rule's clause in its parts: who demands it, in which words."""

import re
from typing import NamedTuple

# One quotation after one source; anything else is shown as it stands.
_QUOTED = re.compile(r"(?P<source>[^”.]+): ”(?P<words>[^”]+)”(?: (?P<more>[^”]+))?")


class Clause(NamedTuple):
    """*words* that the *source* says, and what the rule adds (*more*); any of them may be empty."""

    words: str
    source: str
    more: str


def clause(text: str) -> Clause:
    """The parts of a rule's clause; one that quotes nobody is all *more*."""
    found = _QUOTED.fullmatch(text)
    if found is None:
        return Clause("", "", text)
    return Clause(found["words"], found["source"], found["more"] or "")
