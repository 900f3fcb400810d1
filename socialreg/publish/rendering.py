"""Rendering a register into a folder: by several processes when there are many pages."""

from functools import partial
from pathlib import Path

from socialreg.processes import process_count, work
from socialreg.publish.output import replace_folder, write_files
from socialreg.publish.publication import Publication
from socialreg.publish.site import makers
from socialreg.values import dataclass

# Accounts. With fewer, starting another process takes longer than it saves.
_MANY = 1000


def render_site(publication: Publication, out: Path, register: Path) -> int:
    """Make the folder *out* hold the site of the *publication*; the number of its files.

    *register* is the register's root. Raises OutputError when *out* cannot be used, and
    RegisterError when one of the register's own templates does not work; *out* is then as before.
    """
    processes = process_count(len(publication.register.accounts), enough=_MANY)
    return replace_folder(out, register, partial(_fill, publication, processes))


def _fill(publication: Publication, processes: int, folder: Path) -> list[str]:
    """Write the site into the *folder*; the paths."""
    shares = [_Share(publication, folder, number, processes) for number in range(processes)]
    return [path for written in work(_write_share, shares) for path in written]


@dataclass(frozen=True, slots=True)
class _Share:
    """The files whose place in the order leaves the rest *number* when divided by *shares*."""

    publication: Publication
    folder: Path
    number: int
    shares: int


def _write_share(share: _Share) -> list[str]:
    files = makers(share.publication)[share.number :: share.shares]
    return write_files(share.folder, ((path, make()) for path, make in files))
