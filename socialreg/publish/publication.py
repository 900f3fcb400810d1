"""What is published of a register: the values that the site and the exports are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from socialreg.model import Guidelines, Impostor, Register, Settings
from socialreg.publish.groups import Listing, listing
from socialreg.publish.visible import harmless, public_accounts, public_impostors


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

    *as_of* is the day whose edition of the *guidelines* is the one in force.
    """

    settings: Settings
    guidelines: Guidelines
    as_of: date
    listing: Listing
    updated: date | None
    commit: str | None
    impostors: tuple[Impostor, ...] = ()


def public_register(publication: Publication) -> PublicRegister:
    """What may be published of the *publication*'s register."""
    register = publication.register
    settings = harmless(register.settings)
    return PublicRegister(
        settings=settings,
        guidelines=harmless(register.guidelines),
        as_of=register.as_of,
        listing=listing(public_accounts(register), settings.site.own_domains),
        updated=publication.updated,
        commit=publication.commit,
        impostors=public_impostors(register),
    )
