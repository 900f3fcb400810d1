"""The register on disk: from files to the model, and why a file could not be read.

Reading never follows a link, never reads more than a file may hold and never stops at the first
bad file: what cannot be read is recorded beside the rest as a ``Fault``.
"""

import datetime as dt
import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from socialreg import schema
from socialreg.assembly import Files, assemble, read_as, readable_ids
from socialreg.assets import MAX_BYTES as MAX_ASSET_BYTES
from socialreg.assets import TEMPLATES_DIR, Absent, Asset
from socialreg.errors import RegisterError, reason
from socialreg.filenames import MAX_BYTES, is_valid_id, linked, oversized, what_an_id_is
from socialreg.i18n import _
from socialreg.model import Account, Fault, Guidelines, Register, Settings
from socialreg.ordinary import read_ordinary
from socialreg.parsing import parse_account
from socialreg.paths import ACCOUNTS_DIR, DATA_DIR, GUIDELINES_PATH, SETTINGS_PATH
from socialreg.text import brief, clean, nearest
from socialreg.values import dataclass

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
            "Go to the register’s folder, name it with --register DIR, "
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
        _("Name a register’s own folder, or make one: socialreg init DIR."),
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

    def paths(self) -> Iterator[str]:
        """Every file under data/, in any folder and of any kind, hidden ones and links, too.

        RegisterError when the system refuses. What a git of its own keeps there is left alone: no
        commit can hold it.
        """
        _refuse_link(self.root, DATA_DIR)
        for folder, folders, files in os.walk(self.root / DATA_DIR, onerror=self._refuse):
            folders[:] = sorted(name for name in folders if name != ".git")
            within = Path(folder).relative_to(self.root).as_posix()
            links = (name for name in folders if Path(folder, name).is_symlink())
            yield from (f"{within}/{name}" for name in sorted((*files, *links)))

    def _refuse(self, error: OSError) -> None:
        place = Path(error.filename)
        inside = place.is_relative_to(self.root)
        raise _refused((place.relative_to(self.root) if inside else place).as_posix(), error)

    def whole(self, path: str, limit: int) -> bytes | None:
        """All of the file at *path*, or where a link leads; None with more than *limit* bytes.

        Nothing of what is no file, such as a pipe. RegisterError when the system refuses.
        """
        place = self.root / path
        try:
            if place.is_symlink():
                return os.fsencode(place.readlink())
            content = read_ordinary(place, limit) if place.is_file() else b""
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise _refused(path, error) from error
        return None if content is not None and len(content) > limit else content or b""

    def asset(self, path: str) -> Asset:
        """The bytes of a file anywhere in the register, such as the logo, or why there are none.

        Raises RegisterError when the system refuses.
        """
        place = self.root / path
        try:
            if any(part.is_symlink() for part in (place, *place.parents[: path.count("/")])):
                return Absent.LINKED
            content = read_ordinary(place, MAX_ASSET_BYTES)
        except (FileNotFoundError, NotADirectoryError):
            return Absent.MISSING
        except OSError as error:
            raise _refused(path, error) from error
        if content is None:
            return Absent.LINKED
        return content if len(content) <= MAX_ASSET_BYTES else Absent.OVERSIZED

    def templates(self) -> Iterator[tuple[str, Asset]]:
        """The register's own templates, in order: their paths, and what ``asset`` says of each.

        Hidden files are left alone: an editor's, a file manager's.
        """
        top = self.root / TEMPLATES_DIR
        if top.is_symlink() or (top.exists() and not top.is_dir()):
            yield TEMPLATES_DIR, Absent.LINKED
            return
        for folder, folders, files in os.walk(top):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            links = (name for name in folders if Path(folder, name).is_symlink())
            for name in sorted((*files, *links)):
                if not name.startswith("."):
                    path = Path(folder, name).relative_to(self.root).as_posix()
                    yield path, self.asset(path)


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
            _("“{id}” cannot be an account’s id.").format(id=brief(account_id)), what_an_id_is()
        )
    if not (root / ACCOUNTS_DIR / f"{account_id}.toml").exists():
        raise unknown(root, account_id)
    found = read_account(root, account_id)
    if isinstance(found, tuple):
        raise unusable(found)
    return found


def unknown(root: Path, account_id: str) -> RegisterError:
    """That there is no account with that id, and which one is probably meant."""
    near = nearest(account_id, account_ids(root))
    return RegisterError(
        _("There is no account “{id}”.").format(id=brief(account_id)),
        _("Did you mean “{word}”?").format(word=near)
        if near
        else _("“socialreg list” shows the accounts that exist."),
    )


def unusable(faults: Sequence[Fault]) -> RegisterError:
    """That a file cannot be used: the first of its *faults*, which are not none, and its place."""
    first = faults[0]
    return RegisterError(f"{place_of(first)}: {first.message}", first.hint)


def place_of(fault: Fault) -> str:
    """Path, line and column of *fault*, as far as they are known, made harmless."""
    path = clean(fault.path)
    return f"{path}:{fault.line}:{fault.column}" if fault.line else path


def read_bytes(root: Path, path: str) -> bytes | Fault:
    """The bytes of the file at *path* (relative to *root*), unless it is a link or too large.

    Raises RegisterError when there is no such file or the system refuses.
    """
    try:
        content = read_ordinary(f"{root}/{path}", MAX_BYTES)
    except FileNotFoundError:
        raise RegisterError(
            _("There is no file {path}.").format(path=clean(path)),
            _how_to_make(path),
        ) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            return linked(path)
        raise _refused(path, error) from error
    if content is None:
        return linked(path)
    return content if len(content) <= MAX_BYTES else oversized(path)


def _how_to_make(path: str) -> str:
    if path == GUIDELINES_PATH:
        return _(
            "If it was deleted, take it back: git restore {path}. Otherwise make it, "
            "with these lines for your first edition:\n{lines}"
        ).format(path=path, lines='[[editions]]\nid = "2018-11"\nfrom = 2018-11-01')
    return _("“socialreg list” shows the accounts that exist; “socialreg init” makes a register.")


def _refused(path: str, error: OSError) -> RegisterError:
    return RegisterError(
        _("{path} cannot be read: {reason}.").format(path=clean(path), reason=reason(error)),
        _("See to it that you may read the file, then run the command again."),
    )


class Spot(NamedTuple):
    """A field of the file at *path*, or a character *within* its value: see ``Problem``."""

    path: str
    field: str
    within: int | None = None


def fields_at(files: Files, wanted: Iterable[Spot]) -> dict[Spot, tuple[int, int]]:
    """Line and column (from 1) of each of *wanted*; each file is read once.

    A file that is gone or cannot be read has no places.
    """
    from socialreg.positions import Positions  # imported late: only findings need it

    spots: dict[str, list[Spot]] = {}
    for spot in wanted:
        spots.setdefault(spot.path, []).append(spot)
    places = {}
    for path, found in spots.items():
        try:
            content = files.read(path)
        except RegisterError:
            continue
        if isinstance(content, bytes):
            positions = Positions(content)
            places.update({spot: positions.find(spot.field, within=spot.within) for spot in found})
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
            raise unusable([linked(place.relative_to(root).as_posix())])


def _required(root: Path, path: str, convert: "schema.Convert[T]") -> T:
    found = read_as(Folder(root), path, convert)
    if isinstance(found, tuple):
        raise unusable(found)
    return found
