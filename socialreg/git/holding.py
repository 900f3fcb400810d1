"""Whether a commit holds what it was made for: a hook may have put something else into it."""

import hashlib
import os
from collections.abc import Callable, Sequence

from socialreg import files
from socialreg.git.change import Contents
from socialreg.git.reading import Commit
from socialreg.git.repository import Repository, ask
from socialreg.git.surroundings import WRITE

_SHA1_DIGITS = 40


def holder(
    repository: Repository,
    contents: Contents,
    made: Sequence[Commit],
    still_right: Callable[[], bool],
) -> str | None:
    """The id of the first of the commits *made* that has *contents*, None if there is none.

    It may also have what the files hold now, after a hook has formatted them, if *still_right*.
    """
    if not made:
        return None
    plain = {path: _blob_id(data, len(made[0].id)) for path, data in contents.items()}
    for commit in made:  # asks no git: nearly always this is it
        new = {change.path: change for change in commit.changes}
        if all(
            path in new and blob == (None if new[path].status == "D" else new[path].new_id)
            for path, blob in plain.items()
        ):
            return commit.id
    if not still_right():
        return None
    now = {path: files.content(repository.root / path) for path in contents}
    plain = {path: _blob_id(data, len(made[0].id)) for path, data in now.items()}
    converted = _converted(repository, contents)
    for commit in made:
        tree = _tree(repository, commit.id)
        if all(tree.get(path) in {plain[path], converted.get(path)} for path in contents):
            return commit.id
    return None


def _blob_id(data: bytes | None, digits: int) -> str | None:
    """The id that git gives to a file with just these bytes."""
    if data is None:
        return None
    kind = "sha1" if digits == _SHA1_DIGITS else "sha256"
    return hashlib.new(kind, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _converted(repository: Repository, contents: Contents) -> dict[str, str]:
    """The ids that the files get by git's own conversions, such as of line endings."""
    paths = [path for path, data in contents.items() if data is not None]
    given = b"".join(os.fsencode(path) + b"\n" for path in paths)
    answer = ask(repository, WRITE, "hash-object", "--stdin-paths", given=given)
    return dict(zip(paths, answer.output.decode().split(), strict=False))


def _tree(repository: Repository, commit: str) -> dict[str, str]:
    """The id of each file in *commit*."""
    answer = ask(repository, WRITE, "ls-tree", "-r", "-z", "--full-tree", commit)
    entries = (entry.partition("\t") for entry in os.fsdecode(answer.output).split("\0"))
    return {path: facts.split()[2] for facts, tab, path in entries if tab}
