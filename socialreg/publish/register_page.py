"""What the register's page says, in one language: the values that ``register.html.j2`` shows."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from socialreg.i18n import N_
from socialreg.model import Account, Status
from socialreg.publish.groups import Group, Listing, by_platform, by_status
from socialreg.publish.markup import short_url
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice


@dataclass(frozen=True, slots=True)
class View:
    """One way to group the register, the *name* of its page, and *by* what it groups."""

    name: str
    title: str
    by: str
    groups: Callable[[Listing, Voice], tuple[Group, ...]]


VIEWS = (
    View("index.html", N_("Our accounts in social media"), "unit", lambda shelf, _: shelf.by_unit),
    View(
        "plattformar.html",
        N_("Our accounts in social media, by platform"),
        "platform",
        by_platform,
    ),
    View("status.html", N_("Our accounts in social media, by status"), "status", by_status),
)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register in *groups*, grouped *by* unit, platform or status.

    *counts* says in a sentence how many accounts there are; *example* is the address of one of
    them, as people write it.
    """

    title: str
    by: str
    groups: tuple[Group, ...]
    closed: tuple[Account, ...]
    listing: Listing
    counts: str
    example: str | None
    updated: date | None


def register_page(view: View, public: PublicRegister, voice: Voice) -> RegisterPage:
    """The page of the *view*, as the *voice* tells it."""
    shelf = public.listing
    return RegisterPage(
        title=voice.text(view.title),
        by=view.by,
        groups=view.groups(shelf, voice),
        closed=shelf.closed,
        listing=shelf,
        counts=counts_text(shelf, voice),
        example=_example(shelf),
        updated=public.updated,
    )


def counts_text(shelf: Listing, voice: Voice) -> str:
    """For example: 41 accounts are in use, 3 are resting and 12 are closed."""
    n = shelf.count(Status.ACTIVE)
    parts = [voice.ngettext("{n} account is in use", "{n} accounts are in use", n)]
    if n := shelf.count(Status.DORMANT):
        parts.append(voice.ngettext("{n} is resting", "{n} are resting", n))
    if n := shelf.count(Status.CLOSED):
        parts.append(voice.ngettext("{n} is closed", "{n} are closed", n))
    return f"{voice.listed(parts)}."


def _example(shelf: Listing) -> str | None:
    """The shortest address on our most used platform: one that people know, and that a phone fits.

    None when no account in use has an address to be trusted.
    """
    linked = [
        (account.platform, short_url(url))
        for account in shelf.accounts.values()
        if account.status is Status.ACTIVE and (url := shelf.links[account.id])
    ]
    used = Counter(platform for platform, _url in linked)
    found = min(linked, key=lambda it: (-used[it[0]], it[0], len(it[1]), it[1]), default=None)
    return found[1] if found else None
