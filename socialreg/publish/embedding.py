"""Each unit's accounts for its own page on another website: fragments of HTML, and JSON.

``badda-in/<name>.html`` and ``.json`` hold the accounts of a unit or a department, and
``badda-in/alla`` all of them. A name is made of what the unit is called and of nothing else, so
it stays the same whatever else comes into the register, also when the unit's last account is
closed. Units that differ only in capitals, accents or punctuation are taken for one.
"""

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable

from socialreg.filenames import is_valid_id, slug
from socialreg.model import Account, Status
from socialreg.publish.addresses import shown_handle, site_address
from socialreg.publish.frame import FOLDERS
from socialreg.publish.order import alphabetical, reading_order
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice
from socialreg.text import as_json
from socialreg.values import dataclass

SCHEMA = 1
FOLDER = "badda-in"
ALL = "alla"
_LONG = 60  # letters; from here on ``slug`` may have cut something off


@dataclass(frozen=True, slots=True)
class Shelf:
    """The open *accounts* that one fragment shows; *unit* is None where they are everybody's."""

    name: str
    unit: str | None
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the template of a fragment shows; *register* is the whole register's address."""

    shelf: Shelf
    register: str | None


def shelves(public: PublicRegister) -> tuple[Shelf, ...]:
    """What there is to embed: the whole register, then units and departments by their names."""
    members: defaultdict[str, list[Account]] = defaultdict(list)
    called: dict[str, str] = {}
    published = sorted(public.listing.accounts.values(), key=reading_order)
    for account in published:
        units = filter(None, (account.department, account.unit))
        for name, unit in {name_of(unit): unit for unit in units}.items():
            members[name].append(account)
            called[name] = min(unit, called.get(name, unit))
    names = sorted(members, key=lambda name: (alphabetical(called[name]), name))
    found = (Shelf(name, called[name], _open(members[name])) for name in names)
    return (Shelf(ALL, None, _open(published)), *found)


def embedded(shelf: Shelf, public: PublicRegister, voice: Voice) -> Embedded:
    """The fragment of the *shelf* in the *voice*'s language."""
    base = site_address(public.settings.site)
    return Embedded(shelf, f"{base}{FOLDERS[voice.language]}index.html" if base else None)


def embedded_json(shelf: Shelf, public: PublicRegister, voice: Voice) -> bytes:
    """The same as JSON."""
    base = site_address(public.settings.site)
    home = f"{base}{FOLDERS[voice.language]}" if base else None
    head = {
        "schema": SCHEMA,
        "language": voice.language,
        "unit": shelf.unit,
        "register": f"{home}index.html" if home else None,
        "updated": public.updated,
    }
    links = public.listing.links
    rows = (_row(account, links[account.id], home, voice) for account in shelf.accounts)
    lines = ",\n".join(rows)
    return f'{as_json(head)[:-1]}, "accounts": [\n{lines}\n]}}\n'.encode()


# An account stands in the files of its unit, of its department and of all.
@functools.lru_cache(maxsize=65536)
def _row(account: Account, url: str | None, home: str | None, voice: Voice) -> str:
    row = {
        "id": account.id,
        "name": account.name,
        "platform": account.platform,
        "platform_name": voice.platform(account.platform),
        "handle": shown_handle(account),
        "url": url,
        "status": account.status,
        "unit": account.unit,
        "department": account.department,
        "page": f"{home}konto/{account.id}.html" if home else None,
    }
    return as_json(row)


def _open(accounts: Iterable[Account]) -> tuple[Account, ...]:
    return tuple(account for account in accounts if account.status is not Status.CLOSED)


@functools.lru_cache(maxsize=65536)
def name_of(unit: str) -> str:
    """The name of the files about *unit*, which every system can store."""
    name = slug(unit)
    if is_valid_id(name) and name != ALL and len(name) < _LONG:
        return name
    # Nothing of it may be lost, or two units could be taken for one.
    mark = hashlib.sha256(unit.casefold().encode(errors="replace")).hexdigest()[:8]
    return f"{name[:_LONG].strip('-') or 'enhet'}-{mark}"
