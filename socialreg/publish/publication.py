"""What is published of a register: the values that the site and the exports are made from."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from socialreg.model import Guidelines, Impostor, Register, Settings
from socialreg.publish.chronicle import Chronicle, chronicle
from socialreg.publish.groups import Listing, listing
from socialreg.publish.visible import harmless, public_accounts, public_impostors
from socialreg.standing import Stand
from socialreg.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A *register* to publish, and what is said about it.

    *updated* is the day of the last commit that changed data, *commit* its full id, *trusted*
    that of the commit whose policy and templates are used, where it is another one. *logo* is
    the content of the register's logo file, *templates* that of its own templates by name. *stands*
    is how each account stands by the guidelines, by id.
    """

    register: Register
    updated: date | None = None
    commit: str | None = None
    trusted: str | None = None
    logo: bytes | None = None
    templates: Mapping[str, bytes] = field(default_factory=dict)
    stands: Mapping[str, tuple[Stand, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublicRegister:
    """A register with only what may be published in it, as harmless text, in its groups.

    *as_of* is the day whose edition of the *guidelines* is the one in force; *history* is what
    happened to its accounts.
    """

    settings: Settings
    guidelines: Guidelines
    as_of: date
    listing: Listing
    history: Chronicle
    stands: Mapping[str, tuple[Stand, ...]]
    updated: date | None
    commit: str | None
    impostors: tuple[Impostor, ...] = ()


def public_register(publication: Publication) -> PublicRegister:
    """What may be published of the *publication*'s register."""
    register = publication.register
    settings = harmless(register.settings)
    accounts = public_accounts(register)
    return PublicRegister(
        settings=settings,
        guidelines=harmless(register.guidelines),
        as_of=register.as_of,
        listing=listing(accounts, settings.site.own_domains),
        history=chronicle(accounts),
        stands={name: _plain(stands) for name, stands in publication.stands.items()},
        updated=publication.updated,
        commit=publication.commit,
        impostors=public_impostors(register),
    )


def _plain(stands: tuple[Stand, ...]) -> tuple[Stand, ...]:
    """*stands* as harmless text: of the register's own words there are only roles in them."""
    if all(stand.role is None or stand.role.isprintable() for stand in stands):
        return stands
    return tuple(map(harmless, stands))
