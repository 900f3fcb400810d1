"""``seeds.csv`` and ``seeds.txt``: every address that an account has or has had, for web archives.

A line per address, closed accounts and earlier names included: what was public once is what an
archive looks for. An address that the platform's own rules do not understand is left out.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from socialreg.model import Account
from socialreg.publish.addresses import as_uri, earlier_link, site_address
from socialreg.publish.exports.cells import as_csv
from socialreg.publish.publication import PublicRegister


class Seed(NamedTuple):
    """The address *url* of an account, its own from *first* until *last*, as far as is known."""

    url: str
    id: str
    name: str
    platform: str
    status: str
    opened: date | None
    closed: date | None
    first: date | None
    last: date | None
    page: str | None


COLUMNS = (
    "url",
    "id",
    "name",
    "platform",
    "status",
    "opened",
    "closed",
    "used_from",
    "used_until",
    "page",
)


def seeds_csv(public: PublicRegister) -> bytes:
    """The content of ``seeds.csv``."""
    return as_csv(COLUMNS, seeds(public)).encode()


def seeds_txt(public: PublicRegister) -> bytes:
    """The content of ``seeds.txt``: each address once, on a line of its own."""
    urls = dict.fromkeys(as_uri(seed.url) for seed in seeds(public))
    return "".join(f"{url}\n" for url in urls).encode()


def seeds(public: PublicRegister) -> Iterator[Seed]:
    """The addresses of all accounts, in order of id, for each today's first and then the last."""
    own, base = public.settings.site.own_domains, site_address(public.settings.site)
    for account in public.listing.accounts.values():
        closed = account.closing.date if account.closing else None
        addresses = _addresses(account, public.listing.links[account.id], closed, own)
        for url, first, last in addresses:
            yield Seed(
                url=url,
                id=account.id,
                name=account.name,
                platform=account.platform,
                status=account.status,
                opened=account.opened,
                closed=closed,
                first=first,
                last=last,
                page=f"{base}konto/{account.id}.html" if base else None,
            )


def _addresses(
    account: Account, link: str | None, closed: date | None, own_domains: tuple[str, ...]
) -> Iterator[tuple[str, date | None, date | None]]:
    """Each address of *account* with its first and last day, the newest first."""
    earlier = sorted(account.previous, key=lambda previous: previous.until)
    starts = [account.opened, *(previous.until for previous in earlier)]
    if link:
        yield link, starts[-1], closed
    for previous, first in reversed(list(zip(earlier, starts, strict=False))):
        url = earlier_link(account, previous, own_domains)
        if url:
            yield url, first, previous.until
