"""What the terminal gets: results on stdout, talk on stderr, colours that switch off.

Everything that comes from data must have passed ``text.clean`` on its way here.
"""

import functools
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from socialreg.i18n import _
from socialreg.text import clean

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 200  # what is not for a terminal is not squeezed into 80 columns
_MOST_FITTED = 1000  # rows; fitting ten thousand to the terminal takes as many milliseconds


def prepare() -> None:
    """Write UTF-8 wherever the output goes; on Windows a pipe would otherwise lose å ä ö.

    A stream that was closed from the start (``2>&-``) leads nowhere from here on.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def result(text: str) -> None:
    """Print a result on stdout, as it is."""
    sys.stdout.write(f"{text}\n")


def raw(content: bytes) -> None:
    """Write *content* to stdout byte for byte (CSV and JSON must not change on their way)."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def say(text: str, *, style: str | None = None) -> None:
    """Tell the user something on stderr; *style* is a colour's name."""
    shown = clean(text, keep="\n")  # the last resort: what acts on a terminal never gets there
    if style and "NO_COLOR" not in os.environ and sys.stderr.isatty():
        shown = typer.style(shown, fg=style)
    typer.echo(shown, err=True, color=None)


def done(text: str, next_step: str = "") -> None:
    """Tell that something succeeded, and what comes next."""
    say(f"{_mark('✓', 'ok')} {text}", style="green")
    if next_step:
        say(next_step)


def warn(text: str) -> None:
    """Tell of something that went on but needs the user's eye."""
    say(text, style="yellow")


def complain(message: str, next_step: str = "") -> None:
    """Tell why the command could not run, and what to do.

    What was given is often repeated, and the log of a job is read by others: nobody is told by it.
    """
    from socialreg.traces import masked  # imported late: only an error needs it

    say(masked(_("Error: {message}").format(message=message)), style="red")
    if next_step:
        say(masked(next_step))


def styled(text: str, style: str) -> str:
    """*text* for stdout in a colour, when stdout shows colours."""
    return typer.style(text, fg=style) if is_coloured() else text


def is_coloured() -> bool:
    """Whether stdout shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on stdout; cells are plain text, never Rich markup.

    In a terminal it is fitted to the width. Elsewhere each row is one line, for other programs.
    """
    body = list(rows)
    if sys.stdout.isatty() and len(body) <= _MOST_FITTED:
        _print_fitted(headers, body)
    else:
        _print_aligned([headers, *body])


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write CSV (RFC 4180: UTF-8, comma, CRLF) to stdout; what is None is an empty cell.

    Cells hold any text from data: it is cleaned here, and none acts as a formula.
    """
    # Imported late: only this format needs them.
    import csv
    import io

    from socialreg.publish.exports.cells import cell

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow("" if value is None else cell(clean(str(value))) for value in row)
    raw(text.getvalue().encode())


def _print_fitted(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for header in headers:
        drawn.add_column(Text(header), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    out().print(drawn)


def _print_aligned(rows: Sequence[Sequence[str]]) -> None:
    lines = [[cell.replace("\n", " ") for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        result("  ".join(cells).rstrip())


@functools.cache
def out() -> "Console":
    """The Rich console for stdout."""
    return _console(sys.stdout)


@functools.cache
def err() -> "Console":
    """The Rich console for stderr: prompts and progress."""
    return _console(sys.stderr)


def shows_blocks() -> bool:
    """Whether stdout can be trusted with █: by the kind of terminal and the locale's letters."""
    if os.name == "nt":
        return True
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    letters = next((name for name in names if name), "")
    return os.environ.get("TERM") != "dumb" and "utf" in letters.lower()


def is_interactive() -> bool:
    """Whether a person can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _console(stream: TextIO) -> "Console":
    from rich.console import Console

    width = None if stream.isatty() else _PIPED_WIDTH
    return Console(file=stream, highlight=False, width=width, markup=False, emoji=False)


def _mark(symbol: str, fallback: str) -> str:
    encoding = (sys.stderr.encoding or "").lower()
    return symbol if "utf" in encoding else fallback
