"""A line of a file as it is shown, with a mark under the column that is meant."""

import unicodedata
from collections.abc import Sequence

from socialreg.publish import harmless

_MARK = "^"
_CUT = "…"
_LEAST = 20  # columns: with fewer, nothing could be recognised


def marked(text: str, line: int, column: int, width: int) -> tuple[str, str]:
    """Two lines no wider than *width*: the source line, and the mark under *column* (from 1).

    What could act on a terminal is shown as ``\\u{1b}``; a tab takes one column. A long line is
    cut around the mark.
    """
    gutter = f"  {line} | "
    cells = harmless.cells(text.rstrip("\r\n").replace("\t", " "))
    centre = min(max(column - 1, 0), len(cells))
    start, end = _window(cells, centre, max(width - len(gutter), _LEAST))
    before, after = _CUT if start else "", _CUT if end < len(cells) else ""
    space = " " * (len(before) + _columns(cells[start:centre]))
    shown = f"{gutter}{before}{''.join(cells[start:end])}{after}"
    return shown.rstrip(), f"{' ' * (len(gutter) - 2)}| {space}{_MARK}"


def _window(cells: Sequence[str], centre: int, room: int) -> tuple[int, int]:
    """Which of *cells* are shown: as many as there is *room* for, a third before *centre*."""
    if _columns(cells) <= room:
        return 0, len(cells)
    room -= 2 * len(_CUT)
    start = centre
    while start > 0 and _columns(cells[start - 1 : centre]) <= room // 3:
        start -= 1
    end = start
    while end < len(cells) and _columns(cells[start : end + 1]) <= room:
        end += 1
    while end == len(cells) and start > 0 and _columns(cells[start - 1 : end]) <= room:
        start -= 1
    return start, end


def _columns(cells: Sequence[str]) -> int:
    """How many columns of a terminal *cells* take."""
    text = "".join(cells)
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
