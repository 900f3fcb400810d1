"""Personal data in a file, seen in its very bytes: comments, lists of answers and all.

A register is public and its history is for ever, so what tells of a private person is looked
for before anything is understood, in a file of any kind. The data itself is never handed on,
only its place.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from socialreg.glance import is_suspect, suspect_lines
from socialreg.model import Personal, Sighting
from socialreg.traces import Trace, traces

# Larger files are not searched, and said not to be.
MAX_SEARCHED: Final = 8 * 1024 * 1024
# A file with more is no slip of the pen: telling of each would only take time.
_MOST = 20

_BOM = b"\xef\xbb\xbf"
_WIDE = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"))
_TWO_BYTES = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Of the bytes that would be the empty halves of UTF-16, these many are.
_HALF_EMPTY = 0.4
# Characters searched at a time, and those searched again where a line goes on behind them.
_BLOCK, _OVERLAP, _EDGE = 64 * 1024, 1200, 600


def sightings(path: str, content: bytes) -> tuple[Sighting, ...]:
    """What *content*, the file at *path*, holds of personal data, in its order; never raises.

    Personal identity and coordination numbers, Swedish mobile numbers, addresses at private
    mail services; in UTF-8, UTF-16 or Latin-1, also where TOML's escapes hide them.
    """
    suspects = suspect_lines(content) if len(content) <= _BLOCK else None
    if suspects is None:
        return tuple(_seen(path, _decoded(content)))
    if not suspects:
        return ()
    lines = content.removeprefix(_BOM).split(b"\n")
    seen = (
        Sighting(kind=trace.kind, path=path, line=index + 1, column=trace.start + 1)
        for index in sorted(suspects)
        for trace in traces(_decoded(lines[index]))
    )
    return tuple(itertools.islice(seen, _MOST))


def not_searched(path: str) -> Sighting:
    """That the file at *path* is too large to be searched."""
    return Sighting(kind=Personal.NOT_SEARCHED, path=path, line=0, column=0)


def in_names(paths: Sequence[str]) -> Iterator[Sighting]:
    """What the names of files, their *paths*, tell of a person, each kind once."""
    if not is_suspect("\n".join(paths)) and "".join(paths).isascii():
        return
    for path in paths:
        for kind in dict.fromkeys(trace.kind for trace in traces(path)):
            yield Sighting(kind=kind, path=path, line=0, column=0)


def _decoded(content: bytes) -> str:
    """The text in *content*; bytes that are no UTF-8 are left for ``plain`` to read as Latin-1."""
    for mark, encoding in (*_WIDE, *_TWO_BYTES):
        if content.startswith(mark):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    if b"\0" in content:
        for start, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
            half = content[start::2]
            if half.count(b"\0") > _HALF_EMPTY * len(half) and half.count(b"\0") * 2 > (
                content.count(b"\0") + half.count(b"\0") - 1
            ):
                return content.decode(encoding, "replace")
    return content.removeprefix(_BOM).decode("utf-8", "surrogateescape")


def _seen(path: str, text: str) -> list[Sighting]:
    """What is seen in *text*, block by block, as many as are told."""
    found: dict[Trace, Sighting] = {}
    line, counted = 1, 0
    for trace in _traces_in(text):
        line += text.count("\n", counted, trace.start)
        counted = max(counted, trace.start)
        column = trace.start - text.rfind("\n", 0, trace.start)
        found[trace] = Sighting(kind=trace.kind, path=path, line=line, column=column)
        if len(found) == _MOST:
            break
    return list(found.values())


def _traces_in(text: str) -> Iterator[Trace]:
    """The traces in *text*, in order; where a line is longer than a block, some come twice."""
    start, edge = 0, 0
    while start < len(text):
        end, following = _block_end(text, start)
        block = text[start:end]
        for trace in traces(block):
            if trace.start >= edge and (following == end or trace.end < len(block)):
                yield Trace(start + trace.start, start + trace.end, trace.kind)
        edge = 0 if following == end else _EDGE
        start = following


def _block_end(text: str, start: int) -> tuple[int, int]:
    """Where the block from *start* on ends, and where the next one begins: behind a line."""
    end = start + _BLOCK
    if end >= len(text):
        return len(text), len(text)
    line_end = text.rfind("\n", start, end) + 1
    return (line_end, line_end) if line_end > start else (end, end - _OVERLAP)
