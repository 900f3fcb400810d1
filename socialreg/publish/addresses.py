"""Where an account is: the address to link to, and its handle as people meet it."""

import string
from urllib.parse import quote

from socialreg.model import Account, Previous, Site
from socialreg.platforms import inspect, platforms
from socialreg.publish.markup import short_url
from socialreg.web_address import is_linkable


def link(account: Account, own_domains: tuple[str, ...]) -> str | None:
    """The account's address in its platform's one spelling, or None if it cannot be trusted.

    Only what the platform's own rules understand is ever linked: an address that they refuse,
    or that means another account than the handle, is shown as text for people to judge.
    """
    return _trusted(account.platform, account.handle, account.url, account.platform_id, own_domains)


def earlier_link(account: Account, previous: Previous, own_domains: tuple[str, ...]) -> str | None:
    """The address that an *account* had with its *previous* handle, as ``link`` gives today's."""
    return _trusted(account.platform, previous.handle, previous.url, None, own_domains)


def _trusted(
    platform: str,
    handle: str | None,
    url: str,
    platform_id: str | None,
    own_domains: tuple[str, ...],
) -> str | None:
    found = inspect(platform, handle, url, platform_id, own_domains=own_domains)
    if found.profile is None or found.url or not found.agrees:
        return None
    return found.profile.url if is_linkable(found.profile.url) else None


def as_uri(url: str) -> str:
    """*url* in ASCII, for programs that know no other letters in an address: å as ``%C3%A5``."""
    return url if url.isascii() else quote(url, safe=string.printable)


def site_address(site: Site) -> str | None:
    """Where the *site* is published, with a slash at its end; None where that is not known."""
    if site.url is None or not is_linkable(site.url) or not site.url.startswith("https:"):
        return None
    return site.url.rstrip("/") + "/"


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
