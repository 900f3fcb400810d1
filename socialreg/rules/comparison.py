"""What a change does to the register: the accounts before and after, and the way there."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from socialreg.model import Account, Answer, Context, Settings
from socialreg.names import names
from socialreg.values import dataclass

Posts: TypeAlias = Mapping[dt.date, int]
Answers: TypeAlias = tuple[Answer, ...]


class FileAct(StrEnum):
    """What became of a file between two commits."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RENAMED = "renamed"


class FileKind(StrEnum):
    """What git keeps under a path."""

    PLAIN = "plain"
    EXECUTABLE = "executable"
    LINK = "link"
    SUBMODULE = "submodule"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file that differs: its *path* now, and before if it was *renamed*; repository paths.

    *kind* is what it is now, *kind_before* what it was, None where there is or was nothing.
    """

    act: FileAct
    path: str
    before: str = ""
    kind: FileKind | None = FileKind.PLAIN
    kind_before: FileKind | None = FileKind.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One commit of the change: who made it, and what it made of the accounts that it touched.

    *person* is the author's mail address in lower case, as the commit states it: a claim.
    *accounts* are only those that the change gives approvals, as the commit left them.
    """

    commit: str
    person: str
    accounts: Mapping[str, Account]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A file, at *path*, that the merge *commit* made what it was on none of its sides."""

    commit: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between *base* (a commit's id) and the change, and what it is judged by.

    *context* is the organisation and the policy as they stand where the change is to go, and
    the day. *accounts* are the accounts whose files differ, by id: as they were and as they
    are; None where there is none or it cannot be read. *steps* begin with the oldest;
    *applicants* are who committed the file, by id, for accounts that were there before.
    *gone_before* are the ids of those that once were used and gone at the base: what they were
    then stands for what they were before. The counts are of the accounts' files.

    *posts* and *answers* are what was recorded beside accounts and differs, by the file's path,
    as it was and as it is (nothing, where the file is gone); *settings* are the organisation's,
    before and after, if both can be read and differ. *logos* are the paths of the logo.
    """

    base: str
    context: Context
    accounts: Mapping[str, tuple[Account | None, Account | None]]
    files: tuple[FileChange, ...] = ()
    steps: tuple[Step, ...] = ()
    applicants: Mapping[str, str] = field(default_factory=dict)
    gone_before: frozenset[str] = frozenset()
    posts: Mapping[str, tuple[Posts, Posts]] = field(default_factory=dict)
    answers: Mapping[str, tuple[Answers, Answers]] = field(default_factory=dict)
    settings: tuple[Settings, Settings] | None = None
    logos: frozenset[str] = frozenset()
    merges: tuple[Merge, ...] = ()
    count_before: int = 0
    count_after: int = 0

    def kept(self) -> Iterator[tuple[Account, Account]]:
        """The accounts that were there and still are, as they were and as they are."""
        for account_id, (before, after) in self.accounts.items():
            if before and after and not self.is_another(account_id):
                yield before, after

    def now(self) -> Iterator[tuple[Account | None, Account]]:
        """The accounts that are there now: as they were, if they were there, and as they are."""
        for before, after in self.accounts.values():
            if after:
                yield before, after

    def present(self) -> Iterator[str]:
        """The paths of the files that differ and are there now."""
        return (change.path for change in self.files if change.act is not FileAct.REMOVED)

    def is_another(self, account_id: str) -> bool:
        """Whether the id stands for another account now than it once did."""
        before, after = self.accounts[account_id]
        returned = account_id in self.gone_before
        if after is None or before is None:
            return after is not None and returned
        return before.platform != after.platform or (
            returned and not self.keys(before) & self.keys(after)
        )

    def keys(self, account: Account) -> frozenset[str]:
        """The normalised keys of every name by which *account* is or was known."""
        found = names(account, self.context.settings.site.own_domains)
        return frozenset(key for key, _field in found)
