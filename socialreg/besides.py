"""What a change does besides accounts: to what is recorded of them, to the settings, in merges."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from socialreg import schema
from socialreg.evidence import parse_answers, parse_posts
from socialreg.filenames import account_id, is_valid_id
from socialreg.git import reading
from socialreg.git.repository import Repository
from socialreg.model import Fault, Settings
from socialreg.parsing import parse_as
from socialreg.paths import ACTIVITY_DIR, ANSWERS_DIR, SETTINGS_PATH
from socialreg.rules.comparison import Answers, Merge, Posts
from socialreg.significant import is_in_data, is_protected
from socialreg.snapshot import Snapshot

T = TypeVar("T")


class _Pair(NamedTuple):
    """A file of evidence: the ids of its contents, as it was and as it is; *after* may be empty."""

    path: str
    before: str
    after: str


def posts(
    repository: Repository, differences: Sequence[reading.FileChange]
) -> dict[str, tuple[Posts, Posts]]:
    """Posts that were recorded and differ, as they were and as they are, by the file's path.

    Not where one of the two cannot be read: that is a fault of its own, now or then.
    """
    return _read(repository, _pairs(differences, ACTIVITY_DIR), parse_posts, {})


def answers(
    repository: Repository, differences: Sequence[reading.FileChange]
) -> dict[str, tuple[Answers, Answers]]:
    """Answers that were recorded and differ; see ``posts``."""
    return _read(repository, _pairs(differences, ANSWERS_DIR), parse_answers, ())


def settings(
    repository: Repository, differences: Iterable[reading.FileChange]
) -> tuple[Settings, Settings] | None:
    """The organisation's settings before and after, if they differ and both can be read."""
    for change in differences:
        if change.path == SETTINGS_PATH and change.status == "M":
            contents = reading.read_blobs(repository, (change.old_id, change.new_id))
            before, after = map(_settings, contents)
            return (before, after) if before and after else None
    return None


def logos(*snapshots: Snapshot) -> frozenset[str]:
    """The paths of the logo in each of *snapshots*, where their settings can be read."""
    contents = (files.read(SETTINGS_PATH) for files in snapshots)
    read = (None if isinstance(content, Fault) else _settings(content) for content in contents)
    return frozenset(found.site.logo for found in read if found and found.site.logo)


def merges(repository: Repository, base: str, head: str) -> Iterator[Merge]:
    """The files that a merge of the change made what no side of it can account for.

    What git merges by itself has each line from one of the sides, and each that all of them have.
    """
    found = [
        (commit.id, change)
        for commit in reading.merges_between(repository, base, head)
        for change in commit.changes
        if is_in_data(change.path) or is_protected(change.path)
    ]
    wanted = [
        blob_id
        for _commit, change in found
        for blob_id in (change.new_id, change.old_id, *change.other_ids)
    ]
    contents = reading.read_blobs(repository, wanted) if wanted else iter(())
    for commit, change in found:
        result = _lines(next(contents))
        sides = [_lines(next(contents)) for _side in (change.old_id, *change.other_ids)]
        if not set.intersection(*sides) <= result <= set.union(*sides):
            yield Merge(commit=commit, path=change.path)


def _lines(content: bytes | None) -> set[bytes]:
    return set((content or b"").splitlines())


def _settings(content: bytes | None) -> Settings | None:
    found = parse_as(SETTINGS_PATH, content or b"", schema.to_settings)
    return found if isinstance(found, Settings) else None


def _pairs(differences: Sequence[reading.FileChange], folder: str) -> Iterator[_Pair]:
    """The files in *folder* that were there before, with what they were and are.

    Evidence goes with its account when that is renamed; else a file with another name is
    another's, however much the two look alike.
    """
    accounts = {
        (account_id(change.old_path), account_id(change.path))
        for change in differences
        if change.status == "R"
    }
    after = {
        change.path: change.new_id
        for change in differences
        if change.status != "D" and change.new_mode in reading.REGULAR
    }
    linked = {change.path for change in differences} - after.keys()
    for change in differences:
        old_path = change.old_path or change.path
        old, new = _recorded_of(old_path, folder), _recorded_of(change.path, folder)
        path = change.path if (old, new) in accounts else old_path
        is_fault = path in linked and change.status != "D"
        if old and change.old_mode in reading.REGULAR and not is_fault:
            yield _Pair(path, change.old_id, after.get(path, ""))


def _recorded_of(path: str, folder: str) -> str:
    """The id of the account whose evidence in *folder* is at *path*; empty for any other file."""
    where, _slash, name = path.rpartition("/")
    stem = name.removesuffix(".csv")
    return stem if where == folder and stem != name and is_valid_id(stem) else ""


def _read(
    repository: Repository,
    pairs: Iterable[_Pair],
    parse: Callable[[str, bytes], T | list[Fault]],
    nothing: T,
) -> dict[str, tuple[T, T]]:
    """What *parse* makes of both contents of *pairs*, *nothing* where there is none."""
    wanted = list(pairs)
    ids = [blob_id for pair in wanted for blob_id in (pair.before, pair.after) if blob_id]
    contents = reading.read_blobs(repository, ids) if ids else iter(())
    found: dict[str, tuple[T, T]] = {}
    for pair in wanted:
        before = _parsed(parse, pair.path, next(contents))
        after = _parsed(parse, pair.path, next(contents)) if pair.after else nothing
        if before is not None and after is not None:
            found[pair.path] = before, after
    return found


def _parsed(
    parse: Callable[[str, bytes], T | list[Fault]], path: str, content: bytes | None
) -> T | None:
    found = None if content is None else parse(path, content)
    return None if isinstance(found, list) else found
