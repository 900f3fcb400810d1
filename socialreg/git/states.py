"""Whether the repository is in a state in which a change may be recorded."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from socialreg.errors import GitError
from socialreg.git.refusal import refusal
from socialreg.git.repository import Repository, finish, run, start
from socialreg.git.surroundings import WRITE
from socialreg.i18n import N_, _
from socialreg.shell import command_line
from socialreg.text import clean

# More paths than this are asked for by their folders: a command line has its limits.
MAX_NAMED = 50

# (file or folder of git's, what is going on, how to finish it, how to give it up)
_UNDER_WAY = (
    ("rebase-merge", N_("A rebase"), "git rebase --continue", "git rebase --abort"),
    ("rebase-apply/applying", N_("A series of patches"), "git am --continue", "git am --abort"),
    ("rebase-apply", N_("A rebase"), "git rebase --continue", "git rebase --abort"),
    ("MERGE_HEAD", N_("A merge"), "git merge --continue", "git merge --abort"),
    (
        "CHERRY_PICK_HEAD",
        N_("A cherry-pick"),
        "git cherry-pick --continue",
        "git cherry-pick --abort",
    ),
    ("REVERT_HEAD", N_("A revert"), "git revert --continue", "git revert --abort"),
    (
        "sequencer",
        N_("A cherry-pick or revert"),
        "git cherry-pick --continue",
        "git cherry-pick --quit",
    ),
    ("BISECT_LOG", N_("A bisect"), "git bisect reset", "git bisect reset"),
)


class State(NamedTuple):
    """A state in which a change may be recorded.

    *head* is the commit that the change is based on, None before the first; *branch* is the
    branch's name; *others_staged* tells whether the index holds changes of the user's own.
    """

    head: str | None
    branch: str
    others_staged: bool


def check(
    repository: Repository, paths: Collection[str], *, extra: Mapping[str, str] | None = None
) -> State:
    """The state of the repository; GitError when a change to *paths* may not be recorded now.

    *extra* are environment variables for git, to look at another index.
    """
    _check_nothing_under_way(repository.git_dir)
    named = pathspecs(paths)
    calls = (
        ["status", *_STATUS_OPTIONS, "--", *named],
        ["diff", "--cached", *_DIFF_OPTIONS],
        [*_KNOWN, *named],
        ["var", "GIT_COMMITTER_IDENT"],
    )
    environment = {"GIT_OPTIONAL_LOCKS": "0", **(extra or {})}
    # All at the same time: in a register of 10,000 files each takes as long as starting it.
    processes = [start(repository, WRITE, call, extra=environment) for call in calls]
    answers = [finish(process, None, WRITE.timeout) for process in processes]
    for answer in answers:
        if answer.status:
            raise refusal(answer.words)
    status, staged, known, _identity = ([*os.fsdecode(a.output).split("\0")] for a in answers)
    others = _check_conflicts(staged)
    head, branch = _check_status(status, paths)
    _check_known(repository.root, known, paths)
    return State(head, branch, others)


_STATUS_OPTIONS = (
    *("--porcelain=v2", "--branch", "-z", "--untracked-files=no"),
    *("--ignore-submodules=all", "--no-renames", "--no-ahead-behind"),
)
_KNOWN = ("ls-files", "-v", "-z", "--")
_DIFF_OPTIONS = (
    *("--name-status", "-z", "--no-ext-diff", "--no-textconv"),
    *("--no-renames", "--ignore-submodules=all"),
)


# How many fields stand before the path in an entry of ``git status --porcelain=v2``.
_PATH_FIELD = {"1 ": 8, "u ": 10}


def literal(path: str) -> str:
    """The pathspec that matches *path* and nothing else, whatever characters it has."""
    return f":(top,literal){path}"


def pathspecs(paths: Collection[str]) -> list[str]:
    """The pathspecs for *paths*, or for their folders when there are many."""
    if len(paths) > MAX_NAMED:
        paths = {os.path.dirname(path) or "." for path in paths}  # noqa: PTH120 - a path of git's
    return [literal(path) for path in paths]


def _check_nothing_under_way(git_dir: Path) -> None:
    for name, what, finish_by, give_up_by in _UNDER_WAY:
        if (git_dir / name).exists():
            raise GitError(
                _("{what} is under way in this repository.").format(what=_(what)),
                _("Finish it ({finish}) or give it up ({give_up}), then run this again.").format(
                    finish=finish_by, give_up=give_up_by
                ),
            )


def _check_status(entries: list[str], paths: Collection[str]) -> tuple[str | None, str]:
    """Head and branch out of ``git status --porcelain=v2 --branch -z``."""
    wanted = frozenset(paths)
    head, branch = "", ""
    for entry in entries:
        if entry.startswith("# branch.oid "):
            head = entry.removeprefix("# branch.oid ")
        elif entry.startswith("# branch.head "):
            branch = entry.removeprefix("# branch.head ")
        elif entry[:2] in _PATH_FIELD:
            path = entry.split(" ", _PATH_FIELD[entry[:2]])[-1]
            if path in wanted:
                raise _unrecorded(path)
    if branch == "(detached)":
        raise GitError(
            _("No branch is checked out here, so a change would be lost sooner or later."),
            _("Switch to the branch to work on (git switch main), then run this again."),
        )
    return (None if head == "(initial)" else head), branch


def _unrecorded(path: str) -> GitError:
    return GitError(
        _("{path} has changes that are not recorded in git.").format(path=clean(path)),
        _(
            "Look at them (git diff HEAD -- {path}), then record them "
            "(git commit -m MESSAGE -- {path}) or drop them "
            "(git restore --staged --worktree -- {path}), and run this again."
        ).format(path=command_line(path)),
    )


def _check_conflicts(fields: list[str]) -> bool:
    """Whether anything is staged, out of ``git diff --cached --name-status -z``."""
    staged = [*zip(fields[::2], fields[1::2], strict=False)]
    for letter, path in staged:
        if letter == "U":
            raise GitError(
                _("{path} is in conflict: git could not merge it.").format(path=clean(path)),
                _("Solve it in the file, say so (git add {path}), then run this again.").format(
                    path=command_line(path)
                ),
            )
    return bool(staged)


def check_there(repository: Repository, paths: Collection[str]) -> None:
    """GitError when git knows a file at one of *paths* that is not in the folder.

    It would be overwritten unseen: in a sparse checkout not every account is there.
    """
    listed = run(repository, WRITE, *_KNOWN, *pathspecs(paths))
    marks = _marks(os.fsdecode(listed).split("\0"))
    for path in paths:
        if path in marks and not os.path.lexists(repository.root / path):
            raise _not_there(path)


def _marks(entries: list[str]) -> dict[str, str]:
    """The letter for each path out of ``git ls-files -v``: S or lower case is not looked at."""
    return {entry[2:]: entry[0] for entry in entries if entry}


def _check_known(root: Path, entries: list[str], paths: Collection[str]) -> None:
    """That git knows just the files at *paths* that are there, and looks at them."""
    marks = _marks(entries)
    for path in paths:
        mark, there = marks.get(path), os.path.lexists(root / path)
        if mark is None and there:
            raise _never_recorded(path)
        if mark is not None and not there:
            raise _not_there(path)
        if mark is not None and (mark in "Ss" or mark.islower()):
            raise _not_looked_at(path, mark)


def _never_recorded(path: str) -> GitError:
    path = clean(path)
    return GitError(
        _("{path} has never been recorded in git.").format(path=path),
        _(
            "Record it (git add {path}, then git commit) or move it away, then run this again."
        ).format(path=path),
    )


def _not_there(path: str) -> GitError:
    path = clean(path)
    return GitError(
        _("{path} is recorded in git, but is not in your folder.").format(path=path),
        _(
            "Get it first: git sparse-checkout disable, if the folder holds only a part, "
            "or git restore -- {path}. An account’s id is never used again."
        ).format(path=path),
    )


def _not_looked_at(path: str, mark: str) -> GitError:
    path = clean(path)
    flags = (("--no-skip-worktree", mark in "Ss"), ("--no-assume-unchanged", mark.islower()))
    commands = (f"git update-index {flag} {path}" for flag, wanted in flags if wanted)
    return GitError(
        _("Git has been told not to look at changes of {path}.").format(path=path),
        _("Take that back ({commands}), then run this again.").format(commands=", ".join(commands)),
    )
