"""What a site's folder holds: the marker file that says so, and whether it is still true.

The marker lists each file with its SHA-256, in the form of ``sha256sum``, and what the site was
made from. Times and sizes would say less: they do not survive a copy, a cache or a backup.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from socialreg.ordinary import read_ordinary
from socialreg.processes import process_count, work

MARKER = ".socialreg-site"
# What file managers leave behind everywhere; it may go with the folder.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_NOTE = "# Written by socialreg, which replaces this folder as a whole. These files are its own:\n"
_MADE_FROM = "# Made from: "
_LISTED = re.compile(r"(?:(?P<digest>[0-9a-f]{64})  )?(?P<path>[^#].*)")
_LARGEST_MARKER = 64 * 1024 * 1024  # bytes; a site of 100,000 accounts lists 25 million
_MANY = 4000  # files; with fewer, starting another process takes longer than it saves
_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class Written(NamedTuple):
    """A file of the site: its *path*, the SHA-256 of its content, and whether it was *kept*."""

    path: str
    digest: str
    kept: bool


def marker(written: Iterable[Written], fingerprint: str | None) -> bytes:
    """The content of the marker file of a site that was made from *fingerprint*."""
    made_from = f"{_MADE_FROM}{fingerprint}\n" if fingerprint else ""
    lines = "".join(f"{file.digest}  {file.path}\n" for file in written)
    return f"{_NOTE}{made_from}{lines}".encode()


def marker_lines(out: Path) -> list[str] | None:
    """The lines of the marker file in *out*; None when there is none that we could have written."""
    try:
        content = read_ordinary(out / MARKER, _LARGEST_MARKER)
        if content is not None and len(content) <= _LARGEST_MARKER:
            return content.decode().splitlines()
    except (OSError, UnicodeDecodeError):
        pass
    return None


def paths_in(lines: Iterable[str]) -> Iterator[str]:
    """The paths in the *lines* of a marker file; an older program wrote nothing else there."""
    return (found["path"] for found in map(_LISTED.fullmatch, lines) if found)


def files_in(folder: Path, prefix: str = "") -> Iterator[str]:
    """The path of everything in *folder* that is not a real folder, relative to it, with ``/``."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_in(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def intact(out: Path, fingerprint: str) -> int | None:
    """The number of files in *out*, if it is, byte for byte, what was made from *fingerprint*."""
    if out.is_symlink():
        return None
    lines = marker_lines(out) or []
    if f"{_MADE_FROM}{fingerprint}" not in lines[:2]:
        return None
    listed = [(found["path"], found["digest"]) for found in map(_LISTED.fullmatch, lines) if found]
    try:
        found = {path for path in files_in(out) if path.rpartition("/")[2] not in LITTER}
        if found != {MARKER, *(path for path, _digest in listed)}:
            return None
        count = process_count(len(listed), enough=_MANY)
        shares = [_Listed(out, listed[number::count]) for number in range(count)]
        return len(listed) if all(work(_is_as_listed, shares)) else None
    except OSError:
        return None  # the render that follows tells what is wrong with the folder


class _Listed(NamedTuple):
    """Files in the folder *out*: paths, and the SHA-256 that each was written with."""

    out: Path
    files: Sequence[tuple[str, str | None]]


def _is_as_listed(listed: _Listed) -> bool:
    base = f"{listed.out}{os.sep}"
    for path, digest in listed.files:
        found = content_of(base + path)
        if found is None or hashlib.sha256(found[0]).hexdigest() != digest:
            return False
    return True


def content_of(path: str, size: int | None = None) -> tuple[bytes, os.stat_result] | None:
    """The content of an ordinary file, and what the system says of it; None for anything else.

    Also where it has another *size* than is asked for. Raises OSError when it cannot be read.
    """
    descriptor = os.open(path, _READ)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or size not in {None, status.st_size}:
            return None
        parts = []
        while part := os.read(descriptor, status.st_size + 1):
            parts.append(part)
        return b"".join(parts), status
    finally:
        os.close(descriptor)
