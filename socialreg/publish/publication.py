"""What is published of a register: the values that the site and the exports are made from."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from socialreg.model import Guidelines, Impostor, Register, Settings
from socialreg.publish.chronicle import Chronicle, chronicle
from socialreg.publish.groups import Listing, listing
from socialreg.publish.visible import harmless, public_accounts, public_impostors
from socialreg.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A *register* to publish, and what is said about it.

    *updated* is the day of the last commit that changed data, *commit* its full id. *logo* is
    the content of the register's logo file, *templates* that of its own templates by name.
    """

    register: Register
    updated: date | None = None
    commit: str | None = None
    logo: bytes | None = None
    templates: Mapping[str, bytes] = field(default_factory=dict)


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
        updated=publication.updated,
        commit=publication.commit,
        impostors=public_impostors(register),
    )
