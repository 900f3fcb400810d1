"""The register as a commit has it, read from git's objects: the working tree plays no part."""

import datetime as dt
import functools
from collections.abc import Iterator, Sequence

from socialreg.assembly import assemble
from socialreg.assets import MAX_BYTES as MAX_ASSET_BYTES
from socialreg.assets import TEMPLATES_DIR, Absent, Asset
from socialreg.errors import RegisterError
from socialreg.filenames import MAX_BYTES, linked, oversized
from socialreg.git import reading
from socialreg.git.repository import Repository
from socialreg.i18n import _
from socialreg.model import Fault, Register
from socialreg.paths import GUIDELINES_PATH, SETTINGS_PATH
from socialreg.text import clean
from socialreg.values import dataclass

# Ten thousand accounts of the usual 2 KiB are less than a tenth of it. All of a commit is in memory
# at once, and CI judges commits of strangers: a larger one is refused before it is read.
_MOST_BYTES = 256 * 1024 * 1024
_SUBMODULE = "160000"


@dataclass(frozen=True)
class Snapshot:
    """What *commit* (a full id) of *repository* holds *under* some paths."""

    repository: Repository
    commit: str
    under: tuple[str, ...] = ("data/",)

    @functools.cached_property
    def _entries(self) -> dict[str, reading.Entry]:
        entries = list(reading.tree(self.repository, self.commit, *self.under))
        found = {entry.path: entry for entry in entries}
        for entry in entries:
            if found[entry.path] is not entry:
                raise _twice(self.commit, entry.path)
        return found

    @functools.cached_property
    def _contents(self) -> dict[str, bytes | None]:
        """The files, from one stream of git's; None where one is too large."""
        files = [entry for entry in self._entries.values() if entry.mode in reading.REGULAR]
        _refuse_too_much(files)
        blobs = reading.read_blobs(self.repository, (entry.id for entry in files))
        return {entry.path: blob for entry, blob in zip(files, blobs, strict=True)}

    def entries(self, folder: str) -> Iterator[tuple[str, bool]]:
        """What lies in *folder*: names, sorted, and whether each is an ordinary file."""
        if not folder:
            yield from reading.top(self.repository, self.commit)
            return
        if folder in self._entries:  # a link or a file in the place of the folder
            fault = linked(folder)
            raise RegisterError(f"{fault.path}: {fault.message}", fault.hint)
        ordinary: dict[str, bool] = {}
        for path, entry in self._entries.items():
            name, slash, _rest = path.removeprefix(f"{folder}/").partition("/")
            if path.startswith(f"{folder}/"):
                ordinary[name] = not slash and entry.mode in reading.REGULAR
        yield from sorted(ordinary.items())

    def read(self, path: str) -> bytes | Fault:
        """The bytes of the file at *path*, or its fault; RegisterError when it is missing."""
        if path not in self._entries:
            raise RegisterError(
                _("There is no file {path} in the commit {commit}.").format(
                    path=clean(path), commit=self.commit[:10]
                ),
                _("Commit it first, or look at what is not committed with --working-tree."),
            )
        if path not in self._contents:
            return linked(path)
        content = self._contents[path]
        return oversized(path) if content is None else content

    def paths(self) -> Iterator[str]:
        """Every file under data/, in any folder and of any kind, hidden ones and links, too."""
        yield from self._entries

    def whole(self, path: str, limit: int) -> bytes | None:
        """All of the file at *path*, or where a link leads; None with more than *limit* bytes."""
        entry = self._entries[path]
        if entry.mode == _SUBMODULE:  # another repository's commit
            return b""
        if entry.size is None or entry.size > limit:
            return None
        if (content := self._contents.get(path)) is not None:
            return content
        return next(reading.read_blobs(self.repository, [entry.id], limit=limit))

    def register(self, as_of: dt.date) -> Register:
        """The register in the commit, as of the day *as_of*."""
        return assemble(self, as_of)

    def asset(self, path: str) -> Asset:
        """The bytes of a file anywhere in the commit, such as the logo, or why there are none."""
        found = list(self._assets(path))
        if not found:
            return Absent.MISSING
        entry_path, asset = found[0]
        return asset if entry_path == path else Absent.LINKED  # it is a folder

    def templates(self) -> Iterator[tuple[str, Asset]]:
        """The commit's own templates, in order: their paths, and what ``asset`` says of each.

        Hidden files are left alone: an editor's, a file manager's.
        """
        for path, asset in self._assets(TEMPLATES_DIR):
            if path == TEMPLATES_DIR:  # a file or a link in the place of the folder
                yield path, Absent.LINKED
            elif "/." not in path:
                yield path, asset

    def _assets(self, under: str) -> Iterator[tuple[str, Asset]]:
        """The files in the commit at *under* or, where that is a folder, below it."""
        entries = list(reading.tree(self.repository, self.commit, under))
        files = [entry.id for entry in entries if entry.mode in reading.REGULAR]
        blobs = reading.read_blobs(self.repository, files, limit=MAX_ASSET_BYTES)
        for entry in entries:
            if entry.mode not in reading.REGULAR:
                yield entry.path, Absent.LINKED
            elif (content := next(blobs)) is None:
                yield entry.path, Absent.OVERSIZED
            else:
                yield entry.path, content


def _twice(commit: str, path: str) -> RegisterError:
    """That the *commit* has two files at one *path*: one would be looked at, the other used."""
    return RegisterError(
        _("The commit {commit} holds {path} twice.").format(commit=commit[:10], path=clean(path)),
        _("Git makes no such commit: do not take it over, and ask where it comes from."),
    )


@dataclass(frozen=True)
class Trusting:
    """The accounts of one commit, under the policy and with the looks of another, *trusted* one.

    Of *accounts* neither ``register.toml`` nor ``guidelines.toml``, no logo and no template is
    read: who writes those decides what is published, and what runs while it is.
    """

    accounts: Snapshot
    trusted: Snapshot

    def entries(self, folder: str) -> Iterator[tuple[str, bool]]:
        """What lies in *folder* beside the accounts; see ``Snapshot``."""
        return self.accounts.entries(folder)

    def read(self, path: str) -> bytes | Fault:
        """The bytes of the file at *path*, of the commit that decides about it."""
        decided = path in {SETTINGS_PATH, GUIDELINES_PATH}
        return (self.trusted if decided else self.accounts).read(path)

    def paths(self) -> Iterator[str]:
        """Every path under data/; see ``Snapshot``."""
        return self.accounts.paths()

    def whole(self, path: str, limit: int) -> bytes | None:
        """All bytes of the file at *path*; see ``Snapshot``."""
        return self.accounts.whole(path, limit)

    def asset(self, path: str) -> Asset:
        """The logo of the trusted commit."""
        return self.trusted.asset(path)

    def templates(self) -> Iterator[tuple[str, Asset]]:
        """The templates of the trusted commit."""
        return self.trusted.templates()


def _refuse_too_much(files: Sequence[reading.Entry]) -> None:
    """Raise RegisterError where *files* hold more than any register: git's packs can hide that."""
    size = sum(min(entry.size or 0, MAX_BYTES) for entry in files)
    if size > _MOST_BYTES:
        raise RegisterError(
            _("The folder data/ of the commit holds {n} MiB in {files} files.").format(
                n=size >> 20, files=len(files)
            ),
            _("No register needs that much: look at what was added there."),
        )


def head(repository: Repository) -> Snapshot:
    """What is committed; RegisterError before the first commit."""
    commit = reading.head(repository)
    if commit is None:
        raise RegisterError(
            _("Nothing is committed yet."),
            _("Commit the register first, or look at the files with --working-tree."),
        )
    return Snapshot(repository, commit)


def at(repository: Repository, revision: str) -> Snapshot:
    """What the commit that *revision* names holds; GitError if it names none."""
    return Snapshot(repository, reading.resolve(repository, revision))


def days(snapshot: Snapshot) -> tuple[dt.date, dt.date]:
    """The commit's own day, and the day of the last commit before it that changed data/."""
    own = snapshot.commit, reading.commit_date(snapshot.repository, snapshot.commit)
    changed = reading.last_change(snapshot.repository, snapshot.commit, "data")
    return _day(*own), _day(*(changed or own))


def _day(commit: str, date: str) -> dt.date:
    """The day of a *commit* with that *date*, where its committer was; RegisterError if none."""
    if not date:
        raise RegisterError(
            _("The commit {commit} states a date that cannot be.").format(commit=commit[:10]),
            _("Make the last change to data/ again, with the computer’s clock set right."),
        )
    return dt.datetime.fromisoformat(date).date()
