"""Where the bars of a chart stand, so that a template has only to draw them.

Lengths along the page are per cent of the chart's width, and heights are in ``em``: a chart is
as wide as the screen, its text as large as all other text, and nothing is scaled.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from socialreg.publish.statistics import Count, Year

# Of the width; what is left is for the number at the end of the longest bar.
_LONGEST = 88.0
_ROW = 3.1  # em from one bar to the next, its heading between them
_LONGEST_HEADING = 32  # characters; what a phone has room for
_TALLEST = 9.0  # em
_MOST_LABELS = 6
_FILLED = 0.7  # of a year's width; the rest is air
_ABOVE = 1.4  # em for the number over the tallest bar


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: what is counted in it (*kind*), and where it stands."""

    kind: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart, *top* em down the chart."""

    heading: str
    total: int
    top: str
    segments: tuple[Segment, ...]
    end: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars that lie on top of each other, *height* em altogether."""

    bars: tuple[Bar, ...]
    height: str


@dataclass(frozen=True, slots=True)
class Column:
    """A year: its bar upwards (opened) and downwards (closed), with a label under some of them."""

    opened: int
    closed: int
    start: str
    middle: str
    top: str
    rise: str
    fall: str
    bottom: str
    label: str


@dataclass(frozen=True, slots=True)
class YearChart:
    """Columns beside each other, all *width* wide, that stand on a line *base* em down."""

    columns: tuple[Column, ...]
    width: str
    base: str
    foot: str
    height: str


def bar_chart(rows: Sequence[Count]) -> BarChart:
    """The chart of *rows*, one bar each, the whole of the longest as wide as there is room."""
    most = max((row.total for row in rows), default=1)
    bars = tuple(_bar(row, index * _ROW, _LONGEST / most) for index, row in enumerate(rows))
    return BarChart(bars, _number(len(rows) * _ROW))


def _bar(row: Count, top: float, scale: float) -> Bar:
    segments, start = [], 0.0
    for kind in ("active", "resting", "closed"):
        if width := getattr(row, kind) * scale:
            segments.append(Segment(kind, _number(start), _number(width)))
            start += width
    return Bar(_short(row.heading), row.total, _number(top), tuple(segments), _number(start + 1.5))


def year_chart(rows: Sequence[Year]) -> YearChart:
    """The chart of *rows*, one column each: what was opened upwards, what was closed downwards."""
    up = max((row.opened for row in rows), default=0)
    down = max((row.closed for row in rows), default=0)
    scale = _TALLEST / max(up + down, 1)
    base, step = _ABOVE + up * scale, 100 / max(len(rows), 1)
    foot = base + down * scale + _ABOVE + 1
    every = -(-len(rows) // _MOST_LABELS)
    columns = []
    for index, row in enumerate(rows):
        rise, fall = row.opened * scale, row.closed * scale
        is_labelled = (len(rows) - 1 - index) % every == 0  # the last year has a label
        columns.append(
            Column(
                opened=row.opened,
                closed=row.closed,
                start=_number((index + (1 - _FILLED) / 2) * step),
                middle=_number((index + 0.5) * step),
                top=_number(base - rise),
                rise=_number(rise),
                fall=_number(fall),
                bottom=_number(base + fall + 1),
                label=str(row.year) if is_labelled else "",
            )
        )
    return YearChart(
        columns=tuple(columns),
        width=_number(step * _FILLED),
        base=_number(base),
        foot=_number(foot),
        height=_number(foot + 0.6),
    )


def _short(heading: str) -> str:
    """*heading* as long as there is room for; the table beside the chart has the whole of it."""
    if len(heading) <= _LONGEST_HEADING:
        return heading
    return heading[: _LONGEST_HEADING - 1].rstrip() + "…"


def _number(value: float) -> str:
    """*value* with two decimals at most: no more can be seen, and every machine writes the same."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
