"""The accounts of ours that a stranger's name could be mistaken for."""

from collections.abc import Iterator
from typing import NamedTuple

from socialreg.lookup.confusables import table
from socialreg.lookup.index import Index, Known, Standing
from socialreg.lookup.likeness import Difference, Likeness, difference
from socialreg.lookup.verdict import Lookalike
from socialreg.platforms import platforms

_MOST = 5
_SHORTEST = 3
# The nearer the likeness, the earlier it is told.
_ORDER = tuple(Likeness)


class Asked(NamedTuple):
    """A name that was asked about, and the *platform* that it was said to be on, if any."""

    name: str
    platform: str | None = None


def lookalikes(index: Index, *asked: Asked) -> tuple[Lookalike, ...]:
    """What any of the names *asked* about could be mistaken for, the nearest first."""
    best: dict[str, Lookalike] = {}
    for known in index.accounts.values():
        for name in asked:
            for found in _compared(name, known):
                if known.id not in best or _rank(found) < _rank(best[known.id]):
                    best[known.id] = found
    return tuple(sorted(best.values(), key=_rank)[:_MOST])


def short_name(platform: str, handle: str) -> str:
    """What people see as the name in *handle*: without a path, a server or a domain's end."""
    name = handle.removeprefix("@")
    if platform in platforms() and platforms()[platform].own_domain:
        return name.partition("@")[0]
    if platform == "bluesky":
        site = name.lower().removesuffix(".bsky.social")
        return site.rpartition(".")[0] or site
    return name.rpartition("/")[2]


def _compared(asked: Asked, known: Known) -> Iterator[Lookalike]:
    if not known.handle:
        return
    there = asked.platform in {None, known.platform}
    short = asked.platform or known.platform
    theirs, ours = short_name(short, asked.name), short_name(known.platform, known.handle)
    whole = difference(asked.name, known.handle)
    if whole and whole.kind is not Likeness.SAME:
        yield _lookalike(known, whole, there=there)
    found = difference(theirs, ours)
    if found and not _is_chance(found, asked, known, ours):
        yield _lookalike(known, found, there=there)


def _is_chance(found: Difference, asked: Asked, known: Known, ours: str) -> bool:
    """Whether such a likeness says nothing: everybody's name, or one on another server."""
    if len(ours) < _SHORTEST:
        return True
    words = {*table().affixes, *table().common}
    if ours.lower() in words:
        return True
    # kultur@one.example is no kulturen@another.example: only the very same name is told of.
    elsewhere = "@" in asked.name.removeprefix("@") and asked.platform == known.platform
    return elsewhere and found.kind is not Likeness.SAME


def _lookalike(known: Known, found: Difference, *, there: bool) -> Lookalike:
    return Lookalike(known, found.kind, found.theirs, found.ours, there)


def _rank(found: Lookalike) -> tuple[bool, bool, int, str]:
    in_use = found.known.standing is Standing.OFFICIAL
    return (not in_use, not found.there, _ORDER.index(found.kind), found.known.id)
