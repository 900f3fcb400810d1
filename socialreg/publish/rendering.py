"""Rendering a register into a folder: by several processes when there are many pages."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from socialreg.errors import OutputError, SocialregError
from socialreg.i18n import _, language, use
from socialreg.publish.output import replace_folder, write_files
from socialreg.publish.publication import Publication
from socialreg.publish.site import makers

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

# Accounts. With fewer, starting another process takes longer than it saves.
_MANY = 1000
_MOST_PROCESSES = 4


def render_site(publication: Publication, out: Path, register: Path) -> int:
    """Make the folder *out* hold the site of the *publication*; the number of its files.

    *register* is the register's root. Raises OutputError when *out* cannot be used, and
    RegisterError when one of the register's own templates does not work; *out* is then as before.
    """
    processes = process_count(len(publication.register.accounts))
    return replace_folder(out, register, partial(_fill, publication, processes))


def process_count(accounts: int) -> int:
    """How many processes to render so many *accounts* with."""
    if accounts < _MANY:
        return 1
    return min(os.cpu_count() or 1, _MOST_PROCESSES)


def _fill(publication: Publication, processes: int, folder: Path) -> list[str]:
    """Write the site into the *folder*, one share of it in this process; the paths."""
    shares = [
        _Share(publication, folder, number, processes, language()) for number in range(processes)
    ]
    with _started(shares[1:]) as results:
        written = _write_share(shares[0])
        for result in results:
            written += _received(result)
    return written


@dataclass(frozen=True, slots=True)
class _Share:
    """The files whose place in the order leaves the rest *number* when divided by *shares*."""

    publication: Publication
    folder: Path
    number: int
    shares: int
    language: str


def _write_share(share: _Share) -> list[str]:
    files = makers(share.publication)[share.number :: share.shares]
    return write_files(share.folder, ((path, make()) for path, make in files))


@contextmanager
def _started(shares: Iterable[_Share]) -> Iterator[list[Connection]]:
    """A process for each of the *shares*: the pipes that its result comes from.

    No process outlives the block.
    """
    context = _process_kind()
    running, results = [], []
    try:
        for share in shares:
            result, answer = context.Pipe(duplex=False)
            process = context.Process(target=_answer, args=(share, answer), daemon=True)
            process.start()
            answer.close()
            running.append(process)
            results.append(result)
        yield results
    finally:
        for process in running:
            process.terminate()
            process.join()


def _process_kind() -> "SpawnContext | ForkContext":
    # A fork starts at once with everything in memory, but must not copy running threads.
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _answer(share: _Share, answer: Connection) -> None:
    """In another process: write the *share*, and send its paths, or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process to act on
    use(share.language)
    try:
        answer.send(_write_share(share))
    except (SocialregError, OSError) as error:
        answer.send(error)


def _received(result: Connection) -> list[str]:
    """The paths that another process wrote. Raises what stopped it."""
    try:
        answer: list[str] | SocialregError | OSError = result.recv()
    except EOFError:
        raise OutputError(
            _("A process that wrote pages was stopped from outside."),
            _("Try again; perhaps the memory did not suffice."),
        ) from None
    if isinstance(answer, list):
        return answer
    raise answer
