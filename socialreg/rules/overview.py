"""What the rules over the whole register see: of each account only what it is known by.

Accounts are judged one by one and not kept, so that ten thousand of them fit in little memory
and several processes can share the work.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from socialreg.model import Account, Context, Impostor, Status
from socialreg.names import is_id, names
from socialreg.paths import ACCOUNTS_DIR


class Entry(NamedTuple):
    """An account as the rules over the whole register see it.

    *names* are its normalised keys, each with its field (see ``names.names``); a tuple because
    one is made for every account.
    """

    id: str
    status: Status
    names: list[tuple[str, str]]
    successor: str | None

    @property
    def path(self) -> str:
        """The account's file, relative to the register's root."""
        return f"{ACCOUNTS_DIR}/{self.id}.toml"


class Double(NamedTuple):
    """*entry* has a name that *owner*, which was there first, has too.

    *field* is where the name stands; *by_id* says that it is only the platform's own id.
    """

    entry: Entry
    owner: Entry
    field: str
    by_id: bool


@dataclass(frozen=True)
class Overview:
    """All accounts that could be read, in their *context*.

    *faulty* are the paths of the files with a fault of their own, *codes* those of all rules,
    *impostors* the known fakes.
    """

    context: Context
    entries: tuple[Entry, ...]
    faulty: frozenset[str] = frozenset()
    codes: frozenset[str] = field(default_factory=frozenset)
    impostors: tuple[Impostor, ...] = ()

    @property
    def own_domains(self) -> Collection[str]:
        """The host names that the organisation itself answers for."""
        return self.context.settings.site.own_domains

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def doubles(self) -> tuple[Double, ...]:
        """The accounts that share a name with another, each such pair once.

        A declined application takes no name: it never became ours, and may be made again.
        """
        owners: dict[str, Entry] = {}
        found: dict[tuple[str, str], Double] = {}
        for entry in self.entries:
            if entry.status is Status.DECLINED:
                continue
            for key, place in entry.names:
                owner = owners.setdefault(key, entry)
                if owner is not entry:
                    double = Double(entry, owner, place, is_id(key))
                    known = found.setdefault((entry.id, owner.id), double)
                    if known.by_id and not double.by_id:
                        found[entry.id, owner.id] = double
        return tuple(found.values())

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def entry_of(account: Account, context: Context) -> Entry:
    """What the rules over the whole register see of *account*."""
    successor = account.closing.successor if account.closing else None
    own_domains = context.settings.site.own_domains
    return Entry(account.id, account.status, names(account, own_domains), successor)
