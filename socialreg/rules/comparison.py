"""What a change does to the register: the two registers, and what git knows about the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from socialreg.model import Account, Register


class FileAct(StrEnum):
    """What became of a file between two commits."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file that differs: its *path* now, and before if it was *renamed*; repository paths."""

    act: FileAct
    path: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One commit of the change, oldest first: who made it and which paths it touched.

    *person* is the author's mail address in lower case as the commit states it: a claim.
    *action* is its ``Action:`` trailer, empty if it has none.
    """

    commit: str
    person: str
    paths: frozenset[str]
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The register *before* (at the base) and *after* (the change), and what differs.

    *accounts* are the accounts whose files differ, by id: as they were and as they are; None
    where there is none or it cannot be read. *gone_before* are ids that once were used and
    were no longer there at the base.
    """

    before: Register
    after: Register
    accounts: Mapping[str, tuple[Account | None, Account | None]]
    files: tuple[FileChange, ...] = ()
    steps: tuple[Step, ...] = ()
    gone_before: frozenset[str] = field(default_factory=frozenset)

    def both(self) -> Iterator[tuple[Account, Account]]:
        """The accounts that were there and still are, as they were and as they are."""
        for before, after in self.accounts.values():
            if before and after:
                yield before, after
