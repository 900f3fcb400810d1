"""What the rules over the whole register see: of each account only what it is known by.

Accounts are judged one by one and not kept, so that ten thousand of them fit in little memory
and several processes can share the work.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from socialreg.model import Account, Context, Status
from socialreg.names import names


class Entry(NamedTuple):
    """An account as the rules over the whole register see it.

    *names* are its normalised keys, each with its field (see ``names.names``); a tuple because
    one is made for every account.
    """

    id: str
    path: str
    status: Status
    names: tuple[tuple[str, str], ...]
    platform_id: tuple[str, str] | None
    successor: str | None


@dataclass(frozen=True)
class Overview:
    """All accounts that could be read, by id, in their *context*; *faulty* if some could not."""

    context: Context
    entries: tuple[Entry, ...]
    faulty: bool = False

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def entry_of(account: Account, context: Context) -> Entry:
    """What the rules over the whole register see of *account*."""
    return Entry(
        id=account.id,
        path=account.path,
        status=account.status,
        names=tuple(names(account, context.settings.site.own_domains)),
        platform_id=(account.platform, account.platform_id) if account.platform_id else None,
        successor=account.closing.successor if account.closing else None,
    )
