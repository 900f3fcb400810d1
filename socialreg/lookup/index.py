"""What a register knows names by: every account that residents can meet, and every known fake."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from socialreg.lifecycle import PUBLIC_STATUSES
from socialreg.model import Account, Impostor, Register, Status
from socialreg.names import inspected_impostor
from socialreg.platforms import inspect


class Standing(StrEnum):
    """What a name is to us today."""

    OFFICIAL = "official"
    FORMER = "formerly-official"
    IMPOSTOR = "impostor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One name by which something is known: an account of ours, an earlier name of it, or a fake.

    *id* is the account's, or the fake's. *keys* are the normalised keys that mean it, none where
    its handle and address contradict each other, so that nobody can tell which is right. *until*
    is the day until which the name was ours, *instead* the id of the account in use to go to.
    *renamed* says that it is an earlier name; *imitates* is the id of the account that a fake is
    like. *name*, *unit* and *department* are words to search in.
    """

    standing: Standing
    id: str
    platform: str
    handle: str | None
    url: str
    keys: tuple[str, ...]
    name: str | None = None
    unit: str | None = None
    department: str | None = None
    resting: bool = False
    renamed: bool = False
    until: dt.date | None = None
    instead: str | None = None
    imitates: str | None = None


# Where one key is known in several ways: what it is today counts, and a warning before a memory.
_RANK = {Standing.OFFICIAL: 0, Standing.IMPOSTOR: 1, Standing.FORMER: 2}


@dataclass(frozen=True)
class Index:
    """All that is *known*, in order; *own_domains* are the organisation's own host names."""

    known: tuple[Known, ...]
    own_domains: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Known]:
        """What each normalised key means today."""
        found: dict[str, Known] = {}
        for known in sorted(self.known, key=lambda known: _RANK[known.standing]):
            for key in known.keys:
                found.setdefault(key, known)
        return found

    @cached_property
    def accounts(self) -> Mapping[str, Known]:
        """The accounts by id, each as it is known today."""
        return {
            known.id: known
            for known in self.known
            if known.standing is not Standing.IMPOSTOR and not known.renamed
        }


def index_of(register: Register) -> Index:
    """The index of the *register*: its published accounts and its known fakes, by id."""
    published = {account.id: account for account in register if account.status in PUBLIC_STATUSES}
    domains = register.settings.site.own_domains
    known = [
        entry
        for _id, account in sorted(published.items())
        for entry in _of_account(account, published, domains)
    ]
    fakes = sorted(register.impostors, key=lambda impostor: impostor.id)
    known.extend(_of_impostor(impostor, domains) for impostor in fakes)
    return Index(tuple(known), domains)


def _of_account(
    account: Account, published: Mapping[str, Account], domains: tuple[str, ...]
) -> Iterator[Known]:
    seen = inspect(
        account.platform, account.handle, account.url, account.platform_id, own_domains=domains
    )
    profile = seen.profile
    sound = profile is not None and seen.agrees and seen.refusal is None
    is_closed = account.status is Status.CLOSED
    closing = account.closing
    instead = _in_use(account, published)
    yield Known(
        standing=Standing.FORMER if is_closed else Standing.OFFICIAL,
        id=account.id,
        platform=account.platform,
        handle=account.handle,
        url=profile.url if profile else account.url,
        # To warn of what was ours, any name of it will do; to vouch for it, all have to agree.
        keys=tuple(sorted(seen.keys)) if sound or is_closed else (),
        name=account.name,
        unit=account.unit,
        department=account.department,
        resting=account.status is Status.DORMANT,
        until=closing.date if is_closed and closing else None,
        instead=instead if is_closed else None,
    )
    for earlier in account.previous:
        past = inspect(account.platform, earlier.handle, earlier.url, own_domains=domains)
        yield Known(
            standing=Standing.FORMER,
            id=account.id,
            platform=account.platform,
            handle=earlier.handle,
            url=past.profile.url if past.profile else earlier.url,
            keys=tuple(sorted(past.keys)),
            name=account.name,
            renamed=True,
            until=earlier.until,
            instead=instead,
        )


def _of_impostor(impostor: Impostor, domains: tuple[str, ...]) -> Known:
    seen = inspected_impostor(impostor, domains)
    return Known(
        standing=Standing.IMPOSTOR,
        id=impostor.id,
        platform=impostor.platform,
        handle=impostor.handle or (seen.profile.handle if seen.profile else None),
        url=seen.profile.url if seen.profile else impostor.url,
        keys=tuple(sorted(seen.keys)),
        name=impostor.name,
        imitates=impostor.imitates,
    )


def _in_use(account: Account, published: Mapping[str, Account]) -> str | None:
    """The id of the account that whoever followed *account* should go to: itself, or a successor.

    None where the line of successors ends with a closed account, or goes in a circle.
    """
    passed: set[str] = set()
    current: Account | None = account
    while current and current.status is Status.CLOSED:
        passed.add(current.id)
        successor = current.closing.successor if current.closing else None
        current = published.get(successor) if successor and successor not in passed else None
    return current.id if current else None
