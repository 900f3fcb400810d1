"""Whether a site's name is made to look like a platform's."""

import re
from collections.abc import Iterator

from socialreg.lookup.confusables import skeleton
from socialreg.lookup.likeness import difference
from socialreg.platforms import platforms
from socialreg.web_address import Address, split

_BRAND = 6  # letters of a platform's name that no other site has by chance
_PARTS = re.compile(r"[.-]")


def like_host(text: str) -> str | None:
    """The platform's host name that the host in the address *text* pretends to be, if any."""
    address = split(text)
    if not isinstance(address, Address):
        return None
    host = address.host.removeprefix("www.").removeprefix("m.")
    return next((known for known in _hosts() if _pretends(host, known)), None)


def _hosts() -> Iterator[str]:
    for there in platforms().values():
        yield from there.hosts


def _pretends(host: str, known: str) -> bool:
    if host == known or host.endswith(f".{known}"):
        return False  # a part of the platform's own site
    if f".{host}.".find(f".{known}.") >= 0 or skeleton(host) == skeleton(known):
        return True
    brand, _dot, end = known.partition(".")
    if len(brand) < _BRAND:
        return False
    label, _dot, rest = host.partition(".")
    return brand in _PARTS.split(host) or (rest == end and difference(label, brand) is not None)
