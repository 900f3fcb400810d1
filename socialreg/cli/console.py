"""What the terminal gets: results on stdout, talk on stderr, colours that switch off.

Everything that comes from data must have passed ``text.clean`` on its way here.
"""

import functools
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

import typer

from socialreg.i18n import _

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 200  # a table in a file or a pipe is not squeezed into 80 columns


def prepare() -> None:
    """Write UTF-8 wherever the output goes; on Windows a pipe would otherwise lose å ä ö."""
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
    typer.echo(_styled(text, style, sys.stderr), err=True, color=None)


def done(text: str, next_step: str = "") -> None:
    """Tell that something succeeded, and what comes next."""
    say(f"{_mark('✓', 'ok')} {text}", style="green")
    if next_step:
        say(next_step)


def warn(text: str) -> None:
    """Tell of something that went on but needs the user's eye."""
    say(text, style="yellow")


def complain(message: str, next_step: str = "") -> None:
    """Tell why the command could not run, and what to do."""
    say(_("Error: {message}").format(message=message), style="red")
    if next_step:
        say(next_step)


def styled(text: str, style: str) -> str:
    """*text* for stdout in a colour, when stdout shows colours."""
    return _styled(text, style, sys.stdout)


def is_coloured() -> bool:
    """Whether stdout shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on stdout; cells are plain text, never Rich markup."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for header in headers:
        drawn.add_column(Text(header), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    out().print(drawn)


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


def _styled(text: str, style: str | None, stream: TextIO) -> str:
    if style is None or "NO_COLOR" in os.environ or not stream.isatty():
        return text
    return typer.style(text, fg=style)


def _mark(symbol: str, fallback: str) -> str:
    encoding = (sys.stderr.encoding or "").lower()
    return symbol if "utf" in encoding else fallback
