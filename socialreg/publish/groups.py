"""The register in groups: what stands under which heading, and where a link can point."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from socialreg.filenames import slug
from socialreg.i18n import N_
from socialreg.model import Account, Status
from socialreg.publish.addresses import link
from socialreg.publish.order import alphabetical, reading_order
from socialreg.publish.voice import Voice
from socialreg.values import dataclass

# Anchors that the page has already; a group of that name gets a number after it.
_TAKEN = frozenset(
    {
        *(
            "innehall",
            "avslutade",
            "svar",
            "sok",
            "fraga",
            "tips",
            "besked",
            "filter",
            "val",
            "antal",
        ),
        *("kontakt", "kontakt-rubrik", "om-rubrik", "oppna-data", "oppna-data-rubrik"),
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts under one *heading*; *anchor* is the group's place in the page's address."""

    heading: str
    anchor: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The published *accounts* by id, and the groups in which readers find them.

    *links* are the addresses by account id, None where there is none to be trusted.
    """

    accounts: Mapping[str, Account]
    links: Mapping[str, str | None]
    by_unit: tuple[Group, ...]
    closed: tuple[Account, ...]
    unit_groups: Mapping[str, Group]

    def group(self, account: Account) -> Group | None:
        """The group by unit in which an open *account* stands."""
        return self.unit_groups.get(department(account))

    def successor(self, account: Account) -> Account | None:
        """The published account that followers of a closed *account* should go to, or None."""
        closing = account.closing
        return self.accounts.get(closing.successor) if closing and closing.successor else None

    def count(self, status: Status) -> int:
        """How many of the accounts have that *status*."""
        return len(_with_status(self, status))


def listing(accounts: Collection[Account], own_domains: tuple[str, ...]) -> Listing:
    """The *accounts*, already fit to publish, sorted into groups."""
    by_unit = _grouped(accounts, department)
    return Listing(
        accounts={account.id: account for account in accounts},
        links={account.id: link(account, own_domains) for account in accounts},
        by_unit=by_unit,
        closed=_closed(accounts),
        unit_groups={group.heading: group for group in by_unit},
    )


def department(account: Account) -> str:
    """The heading of an account in the register by unit: its department, else its unit."""
    return account.department or account.unit


def by_platform(shelf: Listing, voice: Voice) -> tuple[Group, ...]:
    """The open accounts in groups by platform, under the names of the *voice*'s language."""
    return _grouped(shelf.accounts.values(), lambda account: voice.platform(account.platform))


def by_status(shelf: Listing, voice: Voice) -> tuple[Group, ...]:
    """The open accounts in two groups: those in use, and those that rest, if there are any."""
    groups = (
        Group(voice.text(heading), anchor, tuple(sorted(members, key=reading_order)))
        for heading, anchor, members in (
            (N_("In use"), "i-bruk", _with_status(shelf, Status.ACTIVE)),
            (N_("Resting accounts"), "vilande", _with_status(shelf, Status.DORMANT)),
        )
    )
    return tuple(group for group in groups if group.accounts)


def _with_status(shelf: Listing, status: Status) -> list[Account]:
    return [account for account in shelf.accounts.values() if account.status is status]


def _grouped(accounts: Iterable[Account], heading: Callable[[Account], str]) -> tuple[Group, ...]:
    """The open accounts in groups by *heading*, groups and accounts in reading order."""
    members = defaultdict(list)
    for account in accounts:
        if account.status is not Status.CLOSED:
            members[heading(account)].append(account)
    headings = sorted(members, key=lambda text: (alphabetical(text), text))
    return tuple(
        Group(text, anchor, tuple(sorted(members[text], key=reading_order)))
        for text, anchor in zip(headings, _anchors(headings), strict=True)
    )


def _closed(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """The closed accounts, last closed first; those without a date at the end."""
    chosen = sorted((a for a in accounts if a.status is Status.CLOSED), key=reading_order)
    return tuple(sorted(chosen, key=_closing_day, reverse=True))


def _closing_day(account: Account) -> str:
    day = account.closing.date if account.closing else None
    return day.isoformat() if day else ""


def _anchors(headings: Iterable[str]) -> list[str]:
    used = set(_TAKEN)
    anchors = []
    for heading in headings:
        name = slug(heading) or "grupp"
        anchor, n = name, 1
        while anchor in used:
            n += 1
            anchor = f"{name}-{n}"
        used.add(anchor)
        anchors.append(anchor)
    return anchors
