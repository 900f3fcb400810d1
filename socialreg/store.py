"""The register on disk: from files to the model, and why a file could not be read.

Reading never follows a link, never reads more than a file may hold and never stops at the first
bad file: what cannot be read is recorded beside the rest as a ``Fault``.
"""

import datetime as dt
import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from socialreg import schema
from socialreg.assembly import Files, assemble, read_as, readable_ids
from socialreg.errors import RegisterError, reason
from socialreg.filenames import MAX_BYTES, is_valid_id, linked, oversized
from socialreg.i18n import _
from socialreg.model import Account, Fault, Guidelines, Register, Settings
from socialreg.parsing import parse_account
from socialreg.paths import ACCOUNTS_DIR, GUIDELINES_PATH, SETTINGS_PATH
from socialreg.text import clean

# Flags that only some systems have: do not follow a link, do not wait for a pipe, and do not
# let Windows change line endings.
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)

T = TypeVar("T")


def find_root(start: Path) -> Path:
    """The nearest folder at or above *start* that holds a register.

    Raises RegisterError when there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_PATH).is_file():
            return folder
    raise RegisterError(
        _("There is no register in {folder} or above it.").format(folder=clean(str(start))),
        _(
            "Go to the register's folder, name it with --register DIR, "
            "or make one: socialreg init DIR."
        ),
    )


def root_at(folder: Path) -> Path:
    """*folder* itself, resolved, when it holds a register; raises RegisterError otherwise."""
    folder = folder.resolve()
    if (folder / SETTINGS_PATH).is_file():
        return folder
    raise RegisterError(
        _("There is no register in {folder}: it holds no {file}.").format(
            folder=clean(str(folder)), file=SETTINGS_PATH
        ),
        _("Name a register's own folder, or make one: socialreg init DIR."),
    )


def load(root: Path, as_of: dt.date) -> Register:
    """The whole register at *root* as of the day *as_of*; what cannot be read becomes its faults.

    Where ``register.toml`` or ``guidelines.toml`` has faults, an empty one stands in its place:
    enough to judge the accounts, never to publish (see ``load_settings``).
    """
    return assemble(Folder(root), as_of)


def load_settings(root: Path) -> Settings:
    """``data/register.toml``; raises RegisterError when it is missing or not as it should be."""
    return _required(root, SETTINGS_PATH, schema.to_settings)


def load_guidelines(root: Path) -> Guidelines:
    """``data/guidelines.toml``; raises RegisterError when it is missing or not as it should be."""
    return _required(root, GUIDELINES_PATH, schema.to_guidelines)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of the register that lies at *root*, as they are now."""

    root: Path

    def entries(self, folder: str) -> list[tuple[str, bool]]:
        """What lies in *folder*: names, sorted, and whether each is an ordinary file."""
        _refuse_link(self.root, folder)
        try:
            with os.scandir(self.root / folder) as entries:
                return sorted(
                    (entry.name, entry.is_file(follow_symlinks=False)) for entry in entries
                )
        except FileNotFoundError:
            return []
        except OSError as error:
            raise RegisterError(
                _("{path} cannot be read: {reason}.").format(path=folder, reason=reason(error)),
                _("See to it that you may read the folder, then run the command again."),
            ) from error

    def read(self, path: str) -> bytes | Fault:
        """The bytes of the file at *path*; see ``read_bytes``."""
        return read_bytes(self.root, path)


def read_account(root: Path, account_id: str) -> Account | tuple[Fault, ...]:
    """The account with that id, or the faults of its file. Raises RegisterError without a file."""
    path = f"{ACCOUNTS_DIR}/{account_id}.toml"
    content = read_bytes(root, path)
    if isinstance(content, Fault):
        return (content,)
    return parse_account(account_id, content)


def load_account(root: Path, account_id: str) -> Account:
    """The account with that id; raises RegisterError when there is none or it has faults."""
    if not is_valid_id(account_id):
        raise RegisterError(
            _("“{id}” cannot be an account's id.").format(id=clean(account_id)),
            _("“socialreg list” shows the accounts that exist."),
        )
    found = read_account(root, account_id)
    if isinstance(found, tuple):
        raise _unusable(found)
    return found


def read_bytes(root: Path, path: str) -> bytes | Fault:
    """The bytes of the file at *path* (relative to *root*), unless it is a link or too large.

    Raises RegisterError when there is no such file or the system refuses.
    """
    try:
        content = _read_regular(f"{root}/{path}")
    except FileNotFoundError:
        raise RegisterError(
            _("There is no file {path}.").format(path=clean(path)),
            _("“socialreg list” shows the accounts that exist; “socialreg init” makes a register."),
        ) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return linked(path)
        raise RegisterError(
            _("{path} cannot be read: {reason}.").format(path=clean(path), reason=reason(error)),
            _("See to it that you may read the file, then run the command again."),
        ) from error
    if content is None:
        return linked(path)
    return content if len(content) <= MAX_BYTES else oversized(path)


def _read_regular(file: str) -> bytes | None:
    """What is in *file*, at most one byte more than allowed; None when it is no ordinary file."""
    if not _NO_FOLLOW and not stat.S_ISREG(os.lstat(file).st_mode):
        return None  # where links cannot be refused while opening, look before
    handle = os.open(file, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _BINARY)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return os.read(handle, MAX_BYTES + 1)
    finally:
        os.close(handle)


def read_asset(root: Path, path: str) -> bytes | None:
    """A file of the register such as its logo; None when it is missing or not inside *root*."""
    file = (root / path).resolve()
    if not file.is_relative_to(root.resolve()) or not file.is_file():
        return None
    return file.read_bytes()


def fields_at(
    files: Files, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Line and column (from 1) of each (path, field) in *wanted*; each file is read once.

    A file that is gone or cannot be read has no places.
    """
    from socialreg.positions import Positions  # imported late: only findings need it

    fields: dict[str, list[str]] = {}
    for path, field in wanted:
        fields.setdefault(path, []).append(field)
    places = {}
    for path, names in fields.items():
        try:
            content = files.read(path)
        except RegisterError:
            continue
        if isinstance(content, bytes):
            positions = Positions(content)
            places.update({(path, name): positions.find(name) for name in names})
    return places


def lines_at(files: Files, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The text of each (path, line) in *wanted*, where there is one; each file is read once."""
    numbers: dict[str, set[int]] = {}
    for path, line in wanted:
        numbers.setdefault(path, set()).add(line)
    found = {}
    for path, chosen in numbers.items():
        try:
            content = files.read(path)
        except RegisterError:
            continue
        if isinstance(content, bytes):
            lines = content.decode("utf-8-sig", "replace").split("\n")
            found.update({(path, n): lines[n - 1] for n in chosen if 0 < n <= len(lines)})
    return found


def account_ids(root: Path) -> Iterator[str]:
    """The ids of all account files with a good name, in order, without reading the files."""
    yield from readable_ids(Folder(root), [])


def _refuse_link(root: Path, folder: str) -> None:
    """Raise RegisterError when *folder* is a link: it could lead anywhere."""
    target = root / folder
    for place in (target.parent, target):
        if place.is_symlink():
            fault = linked(place.relative_to(root).as_posix())
            raise RegisterError(f"{fault.path}: {fault.message}", fault.hint)


def _required(root: Path, path: str, convert: "schema.Convert[T]") -> T:
    found = read_as(Folder(root), path, convert)
    if isinstance(found, tuple):
        raise _unusable(found)
    return found


def _unusable(faults: Sequence[Fault]) -> RegisterError:
    first = faults[0]
    where = f"{clean(first.path)}:{first.line}:{first.column}" if first.line else clean(first.path)
    return RegisterError(f"{where}: {first.message}", first.hint)
