"""Writing the site into a folder: all of it or nothing, and never into anybody else's folder.

The new site is built in a hidden folder beside the old one and then takes its place. Linux and
macOS exchange two folders in one step; elsewhere the old one is moved aside first, and moved
back by the next run if this one is interrupted in between. A file whose content stays the same is
the same file in both, so that it keeps the day on which it was last changed. A marker file in the
folder lists what was written there (``inventory``), so that nothing that somebody else put there
is ever removed.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from socialreg.errors import OutputError, reason
from socialreg.i18n import _
from socialreg.paths import SETTINGS_PATH
from socialreg.publish.exchange import exchange
from socialreg.publish.inventory import (
    LITTER,
    MARKER,
    Written,
    content_of,
    files_in,
    marker,
    marker_lines,
    paths_in,
)
from socialreg.text import clean

_KEPT_FOR_THE_REGISTER = ("data", "templates", ".git")
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Filled(NamedTuple):
    """What became of a folder: its number of *files*, and how many of them are new or *changed*."""

    files: int
    changed: int


def replace_folder(
    out: Path,
    register: Path,
    fill: Callable[[Path, Path], Iterable[Written]],
    fingerprint: str | None = None,
) -> Filled:
    """Make *fill* write a new site, and put it in the place of the folder *out*.

    *fill* is given a new folder and the one to be replaced, and returns what it wrote; see
    ``write_files``. *register* is the register's root, *fingerprint* what the site is made from;
    see ``intact``. Raises OutputError, and leaves *out* as it was, when that is not a folder made
    here or an empty one, or cannot be written.
    """
    # Not Path.resolve: that would follow a link at the end, which is to be refused.
    out = Path(os.path.abspath(out))  # noqa: PTH100
    with _only_writer(out), _system_errors_told(out):
        refuse_unusable(out, register)
        new, old = (out.with_name(f".{out.name}.socialreg-{word}.tmp") for word in ("new", "old"))
        _sweep(out, new, old)
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            new.mkdir()
            written = sorted(fill(new, out))
            write_files(new, [(MARKER, marker(written, fingerprint))], out)
            _put_in_place(out, new, old)
        finally:
            _remove(new)
            _remove(old)
        return Filled(len(written), sum(not file.kept for file in written))


def write_files(
    folder: Path, files: Iterable[tuple[str, bytes]], before: Path | None = None
) -> list[Written]:
    """Write *files*, path (with ``/``) and content, into the *folder*; what was written.

    What has the same content in the folder *before* is taken from there, with its times.
    """
    base, written, made = f"{folder}{os.sep}", [], {""}
    earlier = f"{before}{os.sep}" if before and before.is_dir() else None
    for path, content in files:
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        kept = earlier is not None and _keep(earlier + path, base + path, content)
        if not kept:
            _write(base + path, content)
        written.append(Written(path, hashlib.sha256(content).hexdigest(), kept))
    return written


def _keep(old: str, new: str, content: bytes) -> bool:
    """Make the file *old* that at *new* as well, if it holds just that *content*."""
    try:
        found = content_of(old, len(content))
    except OSError:
        return False
    if found is None or found[0] != content:
        return False
    try:
        os.link(old, new)
    except OSError:  # a file system without such links, or a file of somebody else's
        _write(new, content)
        os.utime(new, ns=(found[1].st_atime_ns, found[1].st_mtime_ns))
    return True


def refuse_unusable(out: Path, register: Path) -> None:
    """Raise OutputError unless a site may be written into *out*; for asking before the work."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise _refusal(out, _("{path} is not a folder."))
    place, root = out.resolve(), register.resolve()
    if place == root or place in root.parents:
        raise _refusal(out, _("{path} holds the register itself."))
    kept = (place.is_relative_to(root / name) for name in _KEPT_FOR_THE_REGISTER)
    if any(kept) or any(_is_kept(place, folder) for folder in (place, *place.parents)):
        raise _refusal(out, _("{path} is part of the register."))
    _refuse_foreign_files(out)


def _is_kept(place: Path, folder: Path) -> bool:
    """Whether *folder*, where *place* is, is git's or a register that keeps *place* for itself."""
    if (folder / SETTINGS_PATH).is_file():
        return any(place.is_relative_to(folder / name) for name in _KEPT_FOR_THE_REGISTER)
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


def _refuse_foreign_files(out: Path) -> None:
    """Raise OutputError if there is a file in the folder *out* that a site did not bring."""
    found = set(files_in(out))
    if MARKER not in found and found:
        raise _refusal(out, _("{path} is not empty, and socialreg did not make it."))
    if found:
        lines = marker_lines(out)
        if lines is None:
            message = _("{path} is not a list of files that socialreg wrote.")
            raise _refusal(out / MARKER, message)
        found -= {MARKER, *paths_in(lines)}
    foreign = sorted(path for path in found if path.rpartition("/")[2] not in LITTER)
    if foreign:
        raise OutputError(
            _("{path} is not from socialreg, and would be lost.").format(
                path=clean(f"{out}/{foreign[0]}")
            ),
            _("Move it to another place, or write the site into another folder with --out."),
        )


def _refusal(out: Path, message: str) -> OutputError:
    return OutputError(
        message.format(path=clean(str(out))),
        _("Name a new or an empty folder with --out."),
    )


def _write(path: str, content: bytes) -> None:
    # Pages are many and small: this takes half the time of Path.write_bytes.
    descriptor = os.open(path, _CREATE, 0o666)
    try:
        while content:
            content = content[os.write(descriptor, content) :]
    finally:
        os.close(descriptor)


def _put_in_place(out: Path, new: Path, old: Path) -> None:
    """Let the folder *new* take the place of *out*; what was there is then at *new* or *old*."""
    if not out.exists():
        new.rename(out)
    elif not exchange(new, out):
        out.rename(old)
        try:
            new.rename(out)
        except OSError:
            old.rename(out)
            raise


def _sweep(out: Path, new: Path, old: Path) -> None:
    """Remove what an interrupted run left; bring back the site if it was just being exchanged."""
    if old.is_dir() and not out.exists():
        old.rename(out)
    _remove(new)
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)


@contextmanager
def _only_writer(out: Path) -> Iterator[None]:
    """Nobody else writes a site into *out* meanwhile; raises OutputError if somebody does."""
    import hashlib
    import tempfile

    import filelock

    user = getattr(os, "getuid", int)()
    name = hashlib.sha256(os.fsencode(out)).hexdigest()[:16]
    # Not beside the site: the lock file stays, and that folder may be published or in git.
    lock = filelock.FileLock(Path(tempfile.gettempdir(), f"socialreg-{user}-{name}.lock"))
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise OutputError(
            _("Another run is writing {path} just now.").format(path=clean(str(out))),
            _("Wait until it is done, and try again."),
        ) from None
    with lock:
        lock.release()
        yield


@contextmanager
def _system_errors_told(out: Path) -> Iterator[None]:
    """What the system refuses while *out* is written becomes an OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            _("{path} cannot be written: {why}").format(
                path=clean(str(error.filename or out)), why=reason(error)
            ),
            _("The site is as it was before. Make room or get the right to write there."),
        ) from error
