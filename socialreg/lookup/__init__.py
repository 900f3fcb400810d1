"""Is this account ours? One answer of five to an address, a handle or a name.

This is the door: commands and pages import from here. An ``Index`` is made once of a register;
``answer`` asks it. Everything is pure, and the browser's search does the same with the same data.
"""

from socialreg.lookup.answers import answer
from socialreg.lookup.index import Index, Known, Standing, index_of
from socialreg.lookup.likeness import Likeness
from socialreg.lookup.verdict import Answer, Lookalike, Verdict, Why

__all__ = [
    "Answer",
    "Index",
    "Known",
    "Likeness",
    "Lookalike",
    "Standing",
    "Verdict",
    "Why",
    "answer",
    "index_of",
]
