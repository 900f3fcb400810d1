"""Rendering a register into a folder: by several processes when there are many pages."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

from socialreg.processes import process_count, work
from socialreg.publish.inventory import Written
from socialreg.publish.output import Filled, replace_folder, write_files
from socialreg.publish.program import fingerprint
from socialreg.publish.publication import Publication
from socialreg.publish.site import makers
from socialreg.values import dataclass

# Told how many of how many parts of the work are done.
Progress: TypeAlias = Callable[[int, int], None]

# Accounts. With fewer, starting another process takes longer than it saves.
_MANY = 1000


def render_site(
    publication: Publication, out: Path, register: Path, progress: Progress | None = None
) -> Filled:
    """Make the folder *out* hold the site of the *publication*; what became of it.

    *register* is the register's root. Raises OutputError when *out* cannot be used, and
    RegisterError when one of the register's own templates does not work; *out* is then as before.
    """
    processes = process_count(len(publication.register.accounts), enough=_MANY)
    made_from = fingerprint(publication.commit, publication.trusted)
    fill = partial(_fill, publication, processes, progress)
    return replace_folder(out, register, fill, made_from)


def _fill(
    publication: Publication,
    processes: int,
    progress: Progress | None,
    folder: Path,
    before: Path,
) -> list[Written]:
    """Write the site into the *folder*, with what stays the same from the one *before*."""
    shares = [
        _Share(publication, folder, before, number, processes, None if number else progress)
        for number in range(processes)
    ]
    return [file for written in work(_write_share, shares) for file in written]


@dataclass(frozen=True, slots=True)
class _Share:
    """The files whose place in the order leaves the rest *number* when divided by *shares*.

    The first one tells its *progress*: the others are about as far.
    """

    publication: Publication
    folder: Path
    before: Path
    number: int
    shares: int
    progress: Progress | None


def _write_share(share: _Share) -> list[Written]:
    with _register_kept():
        return write_files(share.folder, _made(share), share.before)


@contextmanager
def _register_kept() -> Iterator[None]:
    """Everything that is in memory now stays there, and is not looked through for garbage.

    With many accounts that would take a third of the time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _made(share: _Share) -> Iterator[tuple[str, bytes]]:
    # The few pages about all accounts take long: each process gets as many of them.
    files = sorted(makers(share.publication), key=lambda file: "konto/" in file[0])
    files = files[share.number :: share.shares]
    for done, (path, make) in enumerate(files):
        if share.progress:
            share.progress(done, len(files))
        yield path, make()
