"""Where an account is: the address to link to, and its handle as people meet it."""

from socialreg.model import Account
from socialreg.platforms import inspect, platforms
from socialreg.publish.markup import short_url
from socialreg.web_address import is_linkable


def link(account: Account, own_domains: tuple[str, ...]) -> str | None:
    """The account's address in its platform's one spelling, or None if it cannot be trusted.

    Only what the platform's own rules understand is ever linked: an address that they refuse,
    or that means another account than the handle, is shown as text for people to judge.
    """
    found = inspect(
        account.platform,
        account.handle,
        account.url,
        account.platform_id,
        own_domains=own_domains,
    )
    if found.profile is None or found.url or not found.agrees:
        return None
    return found.profile.url if is_linkable(found.profile.url) else None


def platform_message(key: str) -> str:
    """The platform's name, for example ``YouTube``, as a message that can be translated."""
    known = platforms().get(key)
    return known.name if known else key


def shown_handle(account: Account) -> str:
    """The account's handle as its platform shows it, or its address when it has none."""
    if not account.handle:
        return short_url(account.url)
    bare = account.handle.removeprefix("@")
    known = platforms().get(account.platform)
    # A name from before the handles, such as user/hoganas, is part of an address there, too.
    return f"@{bare}" if known and known.with_at and "/" not in bare else bare
