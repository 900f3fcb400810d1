"""``trust.txt``: whose the accounts are, for programs (JournalList's specification).

A line per account in use. One that is closed or at rest is nothing to trust today. Programs look
for it at a host's top and in ``.well-known``; where the register has no host of its own, the
organisation's website can serve a copy.
"""

from collections.abc import Iterator

from socialreg.model import Status
from socialreg.publish.addresses import as_uri
from socialreg.publish.markup import mail_url
from socialreg.publish.publication import PublicRegister
from socialreg.web_address import Address, is_linkable, split


def trust_txt(public: PublicRegister) -> bytes:
    """The content of ``trust.txt``."""
    return "".join(f"{line}\n" for line in _lines(public)).encode()


def active_links(public: PublicRegister) -> Iterator[str]:
    """The addresses of the accounts in use, as far as they can be trusted."""
    listing = public.listing
    for account in listing.accounts.values():
        url = listing.links[account.id]
        if url and account.status is Status.ACTIVE:
            yield url


def _lines(public: PublicRegister) -> Iterator[str]:
    settings = public.settings
    yield f"# {settings.organisation.name}"
    website = settings.organisation.website
    if website and is_linkable(website) and _host(website) != _host(settings.site.url):
        yield f"controlledby={website}"
    for url in active_links(public):
        yield f"social={as_uri(url)}"
    contact = mail_url(settings.contact.email)
    if contact:
        yield f"contact={contact}"


def _host(address: str | None) -> str | None:
    """The host of *address*, or None where there is none to be read."""
    found = split(address) if address else None
    return found.host if isinstance(found, Address) else None
