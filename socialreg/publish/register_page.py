"""What the register's page says, in one language: the values that ``register.html.j2`` shows."""

from collections.abc import Callable
from datetime import date

from socialreg.i18n import N_
from socialreg.model import Account, Status
from socialreg.publish.groups import Group, Listing, by_platform
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice
from socialreg.values import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One way to group the register, and the *name* of its page."""

    name: str
    title: str
    groups: Callable[[Listing, Voice], tuple[Group, ...]]
    by_unit: bool


VIEWS = (
    View("index.html", N_("Our accounts in social media"), lambda shelf, _: shelf.by_unit, True),
    View(
        "plattformar.html",
        N_("Our accounts in social media, by platform"),
        by_platform,
        False,
    ),
)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register in *groups*; *counts* says in a sentence how many accounts there are."""

    title: str
    by_unit: bool
    groups: tuple[Group, ...]
    closed: tuple[Account, ...]
    listing: Listing
    counts: str
    updated: date | None


def register_page(view: View, public: PublicRegister, voice: Voice) -> RegisterPage:
    """The page of the *view*, as the *voice* tells it."""
    shelf = public.listing
    return RegisterPage(
        title=voice.text(view.title),
        by_unit=view.by_unit,
        groups=view.groups(shelf, voice),
        closed=shelf.closed,
        listing=shelf,
        counts=_counts(shelf, voice),
        updated=public.updated,
    )


def _counts(shelf: Listing, voice: Voice) -> str:
    """For example: 41 accounts are in use, 3 are resting and 12 are closed."""
    n = shelf.count(Status.ACTIVE)
    parts = [voice.ngettext("{n} account is in use", "{n} accounts are in use", n)]
    if n := shelf.count(Status.DORMANT):
        parts.append(voice.ngettext("{n} is resting", "{n} are resting", n))
    if n := shelf.count(Status.CLOSED):
        parts.append(voice.ngettext("{n} is closed", "{n} are closed", n))
    if len(parts) == 1:
        return f"{parts[0]}."
    *first, last = parts
    return voice.text(N_("{first} and {last}.")).format(first=", ".join(first), last=last)
