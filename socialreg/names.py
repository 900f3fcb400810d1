"""Every name by which an account is, or once was, known on its platform."""

from collections.abc import Collection

from socialreg.model import Account, Impostor, Register, Status
from socialreg.platforms import Inspection, inspect, keys


def names(account: Account, own_domains: Collection[str] = ()) -> list[tuple[str, str]]:
    """The normalised keys of *account*, each with the field that it comes from.

    Earlier handles count as long as the register lives: strangers can have taken them over.
    """
    field = "handle" if account.handle else "url"
    present = (account.platform, account.handle, account.url, account.platform_id)
    found = [(key, field) for key in keys(*present, own_domains=own_domains)]
    for index, earlier in enumerate(account.previous):
        past = (account.platform, earlier.handle, earlier.url, None)
        found += [(key, f"previous[{index}]") for key in keys(*past, own_domains=own_domains)]
    return found


def inspected_impostor(impostor: Impostor, own_domains: Collection[str] = ()) -> Inspection:
    """What the handle, address and id of a known fake say together."""
    return inspect(
        impostor.platform,
        impostor.handle,
        impostor.url,
        impostor.platform_id,
        own_domains=own_domains,
    )


def impostor_keys(impostor: Impostor, own_domains: Collection[str] = ()) -> frozenset[str]:
    """The normalised keys of a known fake, such as ``facebook:sjohamnsbib1iotek``."""
    return inspected_impostor(impostor, own_domains).keys


def owners(register: Register) -> dict[str, str]:
    """The id of the account that has, or once had, each name in *register*; see ``owner``."""
    domains = register.settings.site.own_domains
    return {
        key: account.id
        for account in register
        if account.status is not Status.DECLINED
        for key, _field in names(account, domains)
    }


def owner(keys: Collection[str], register: Register, *, besides: str = "") -> Account | None:
    """The account in *register* that has, or once had, one of the names *keys*.

    Not the one with the id *besides*, and no declined one: it never became ours, and may be
    applied for again.
    """
    domains = register.settings.site.own_domains
    return next(
        (
            account
            for account in register
            if account.id != besides
            and account.status is not Status.DECLINED
            and any(key in keys for key, _field in names(account, domains))
        ),
        None,
    )


def is_id(key: str) -> bool:
    """Whether *key* is that of a platform's own id, not of a handle or an address."""
    return key.partition(":")[2].startswith("id:")
