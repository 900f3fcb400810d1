"""The folder that a register is made in: checked first, and as before when something fails."""

import shutil
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from socialreg.errors import OutputError, reason
from socialreg.i18n import _
from socialreg.text import clean

_ENOUGH = 3  # names, for the user to see which folder it is


@contextmanager
def taken(folder: Path, *, beside: Collection[str] = ()) -> Iterator[tuple[str, ...]]:
    """Make *folder*, and remove what is new in it again when the ``with`` block fails.

    Gives the names that were there already. Raises OutputError when it cannot be made, or
    holds anything but the names in *beside*.
    """
    first_missing = _first_missing(folder)
    before = _entries(folder)
    if others := [name for name in before if name not in beside]:
        shown = ", ".join(clean(name) for name in others[:_ENOUGH])
        raise OutputError(
            _("{folder} is not empty: it holds {names}.").format(
                folder=clean(str(folder)), names=f"{shown} …" if others[_ENOUGH:] else shown
            ),
            _("Name a new or an empty folder."),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield before
    except OSError as error:
        _restore(folder, before, first_missing)
        raise OutputError(
            _("{folder} cannot be written: {reason}.").format(
                folder=clean(str(folder)), reason=reason(error)
            ),
            _("See to it that you may write there, or name another folder."),
        ) from error
    except BaseException:
        _restore(folder, before, first_missing)
        raise


def _entries(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name for entry in folder.iterdir()))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise OutputError(
            _("{folder} cannot be used: {reason}.").format(
                folder=clean(str(folder)), reason=reason(error)
            ),
            _("Name a new or an empty folder."),
        ) from error


def _first_missing(folder: Path) -> Path | None:
    """The highest folder on the way to *folder*, itself included, that does not exist yet."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    return missing[-1] if missing else None


def _restore(folder: Path, before: Collection[str], first_missing: Path | None) -> None:
    if first_missing is not None:
        _remove(first_missing)
        return
    for entry in list(folder.iterdir()):
        if entry.name not in before:
            _remove(entry)


def _remove(path: Path) -> None:
    """Remove a file or a whole folder; git writes its objects read-only, which Windows minds."""
    if path.is_dir() and not path.is_symlink():
        for inner in path.rglob("*"):
            with suppress(OSError):
                inner.chmod(inner.lstat().st_mode | stat.S_IWUSR)
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
