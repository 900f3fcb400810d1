"""Comparing two commits of a register, as a pull request does: from git's objects alone.

The change is what HEAD has and the place where it left the base's branch had not. It is judged
by the organisation and the guidelines as they stand in the base now. Only files that differ are
read twice, and only what the rules on change ask of the past is looked for in the history.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from socialreg import besides
from socialreg.assembly import frame
from socialreg.errors import GitError, RegisterError
from socialreg.filenames import account_id
from socialreg.git import reading, revisions
from socialreg.git.repository import Repository
from socialreg.i18n import _
from socialreg.model import Account, Context, Fault
from socialreg.parsing import parse_account
from socialreg.paths import ACCOUNTS_DIR, GUIDELINES_PATH, SETTINGS_PATH
from socialreg.rules.comparison import Comparison, FileAct, FileChange, FileKind, Step
from socialreg.snapshot import Snapshot
from socialreg.text import clean

_ACTS: Mapping[str, FileAct] = {
    "A": FileAct.ADDED,
    "D": FileAct.REMOVED,
    "R": FileAct.RENAMED,
}
_KINDS: Mapping[str, FileKind] = {
    "100644": FileKind.PLAIN,
    "100755": FileKind.EXECUTABLE,
    "120000": FileKind.LINK,
    "160000": FileKind.SUBMODULE,
}
# Files that git is asked about by name; with more, it is asked about the whole folder.
_BY_NAME = 200

# An account's id, and the id of an object of git's that holds its file.
_Version: TypeAlias = tuple[str, str]


def compare(repository: Repository, revision: str, now: Snapshot, as_of: dt.date) -> Comparison:
    """What the change that led to *now* does to the register in *revision*, as of a day.

    GitError when *revision* is unknown or means several, has no history in common with *now* or
    parts from it in several places, or where the history's beginning is missing; RegisterError
    when there is no policy in it to judge by.
    """
    target = revisions.resolve(repository, revision)
    base = _base(repository, revision, target, now.commit)
    policy = Snapshot(repository, target, (SETTINGS_PATH, GUIDELINES_PATH))
    context = _policy(policy, as_of)
    differences = reading.differences(repository, base, now.commit)
    accounts = _accounts(repository, differences)
    added = (account_id(change.path) for change in differences if _is_new(change))
    gone = _gone(repository, target, frozenset(filter(None, added)))
    accounts |= {name: (before, accounts[name][1]) for name, before in gone.items()}
    approved = frozenset(name for name, pair in accounts.items() if _has_new_approvals(*pair))
    fall = sum(_count(change) for change in differences)
    names = (name for name, _ordinary in now.entries(ACCOUNTS_DIR))
    count = sum(account_id(f"{ACCOUNTS_DIR}/{name}") != "" for name in names)
    return Comparison(
        base=base,
        context=context,
        accounts=accounts,
        files=tuple(_file_change(change) for change in differences),
        steps=tuple(_steps(repository, base, now.commit, approved)),
        applicants=_applicants(repository, base, approved),
        gone_before=frozenset(gone),
        posts=besides.posts(repository, differences),
        answers=besides.answers(repository, differences),
        settings=besides.settings(repository, differences),
        logos=besides.logos(policy, now),
        merges=tuple(besides.merges(repository, base, now.commit)),
        count_before=count - fall,
        count_after=count,
    )


def _base(repository: Repository, revision: str, target: str, commit: str) -> str:
    """Where *commit* parts from *target*, which *revision* named.

    From several places a merge could take back what the comparison with one of them hides.
    """
    bases = revisions.merge_bases(repository, target, commit)
    if not bases:
        raise GitError(
            _("“{name}” has no history in common with what is checked out.").format(
                name=clean(revision)
            ),
            _("Name the branch that the change is for, for example: --base origin/main"),
        )
    if len(bases) > 1:
        raise GitError(
            _("What is checked out parts from “{name}” in several places: {commits}.").format(
                name=clean(revision), commits=", ".join(sorted(base[:10] for base in bases))
            ),
            _(
                "Merge {name} into the change, or rebase the change onto it, and check again."
            ).format(name=clean(revision)),
        )
    return bases[0]


def _policy(files: Snapshot, as_of: dt.date) -> Context:
    faults: list[Fault] = []
    context = frame(files, as_of, faults)
    for fault in faults:
        raise RegisterError(
            _("{path} in the commit {commit} cannot be used to judge by: {message}").format(
                path=fault.path, commit=files.commit[:10], message=fault.message
            ),
            _("Mend it there first, in a change that is looked at without --base."),
        )
    return context


def _accounts(
    repository: Repository, differences: Iterable[reading.FileChange]
) -> dict[str, tuple[Account | None, Account | None]]:
    """The accounts whose files differ, by id, as they were and as they are."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for change in differences:
        if change.old_mode in reading.REGULAR and (
            old := account_id(change.old_path or change.path)
        ):
            before[old] = change.old_id
        if change.new_mode in reading.REGULAR and (new := account_id(change.path)):
            after[new] = change.new_id
            if _is_renamed_account(change):  # still the same account
                before[new] = change.old_id
    found = _parsed(repository, [*before.items(), *after.items()])
    return {
        name: (found.get((name, before.get(name, ""))), found.get((name, after.get(name, ""))))
        for name in sorted({*before, *after})
    }


def _is_renamed_account(change: reading.FileChange) -> bool:
    """Whether an account's file was renamed, not some other file made one."""
    return change.status == "R" and account_id(change.old_path or "") != ""


def _is_new(change: reading.FileChange) -> bool:
    return change.status == "A" or (change.status == "R" and not _is_renamed_account(change))


def _parsed(repository: Repository, versions: Iterable[_Version]) -> dict[_Version, Account | None]:
    """The account in each of *versions*, None where it cannot be read."""
    wanted = dict.fromkeys(versions)
    blobs = reading.read_blobs(repository, (blob_id for _name, blob_id in wanted))
    found: dict[_Version, Account | None] = {}
    for version, content in zip(wanted, blobs, strict=True) if wanted else ():
        account = parse_account(version[0], content) if content is not None else None
        found[version] = account if isinstance(account, Account) else None
    return found


def _gone(repository: Repository, target: str, ids: Collection[str]) -> dict[str, Account | None]:
    """Which of *ids*, new in the change, had been removed up to *target*, and what they were."""
    latest: dict[str, str] = {}
    for commit in reading.deletions(repository, target, *_paths(ids)) if ids else ():
        for change in commit.changes:
            if (name := account_id(change.path)) in ids:
                latest.setdefault(name, change.old_id)
    found = _parsed(repository, latest.items())
    return {name: found[name, blob_id] for name, blob_id in latest.items()}


def _applicants(repository: Repository, base: str, ids: Collection[str]) -> dict[str, str]:
    """Who added the files of *ids* that were there before the change, as the commits state."""
    latest: dict[str, str] = {}
    for commit in reading.additions(repository, base, *_paths(ids)) if ids else ():
        for change in commit.changes:
            if (name := account_id(change.path)) in ids:
                latest.setdefault(name, commit.email.lower())
    return latest


def _steps(repository: Repository, base: str, head: str, ids: Collection[str]) -> Iterator[Step]:
    """The commits of the change that touch the accounts with these *ids*."""
    if not ids:
        return
    commits = list(reading.commits_between(repository, base, head))
    versions = [
        [
            (name, change.new_id)
            for change in commit.changes
            if change.new_mode in reading.REGULAR and (name := account_id(change.path)) in ids
        ]
        for commit in commits
    ]
    parsed = _parsed(repository, (version for found in versions for version in found))
    for commit, found in zip(commits, versions, strict=True):
        accounts = {version[0]: account for version in found if (account := parsed[version])}
        if accounts:
            yield Step(commit=commit.id, person=commit.email.lower(), accounts=accounts)


def _has_new_approvals(before: Account | None, after: Account | None) -> bool:
    known = before.approvals if before else ()
    return after is not None and any(approval not in known for approval in after.approvals)


def _file_change(change: reading.FileChange) -> FileChange:
    act = _ACTS.get(change.status, FileAct.CHANGED)
    return FileChange(
        act=act,
        path=change.path,
        before=change.old_path,
        kind=_KINDS.get(change.new_mode),
        kind_before=_KINDS.get(change.old_mode),
    )


def _count(change: reading.FileChange) -> int:
    """How many accounts' files *change* adds; less than nothing if it takes one away."""
    was = change.status != "A" and account_id(change.old_path or change.path) != ""
    return (change.status != "D" and account_id(change.path) != "") - was


def _paths(ids: Collection[str]) -> list[str]:
    if len(ids) > _BY_NAME:
        return [ACCOUNTS_DIR]
    return [f"{ACCOUNTS_DIR}/{name}.toml" for name in sorted(ids)]
