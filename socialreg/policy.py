"""Which numbers of the guidelines hold for an account on a day: pure look-ups."""

import dataclasses
import datetime as dt
import functools

from socialreg.model import Account, Edition, Guidelines, Kind, Level, Limits

_NUMBERS = tuple(
    field.name for field in dataclasses.fields(Limits) if field.name not in ("platforms", "kinds")
)


@functools.lru_cache(maxsize=4096)
def edition_on(guidelines: Guidelines, day: dt.date) -> Edition | None:
    """The edition in force on *day*, or None before the first."""
    return guidelines.on(day)


def limits(guidelines: Guidelines, day: dt.date, account: Account) -> Limits:
    """The numbers in force on *day* for the account, by its platform and kind."""
    return _limits(edition_on(guidelines, day), account.platform, account.kind)


@functools.lru_cache(maxsize=4096)
def _limits(edition: Edition | None, platform: str, kind: Kind) -> Limits:
    found: dict[str, object] = {}
    for entry in edition.limits if edition else ():
        if entry.platforms and platform not in entry.platforms:
            continue
        if entry.kinds and kind not in entry.kinds:
            continue
        given = {name: getattr(entry, name) for name in _NUMBERS}
        found |= {name: number for name, number in given.items() if number is not None}
    return Limits(**found)  # type: ignore[arg-type]  # its own fields


def level_of(edition: Edition | None, code: str) -> Level | None:
    """The level that *edition* gives the rule *code*: its own, else its family's, else None."""
    levels = edition.rules if edition else {}
    return levels.get(code) or levels.get(code[:3])


def is_paused(edition: Edition | None, first: dt.date, last: dt.date) -> bool:
    """Whether the days from *first* to *last* touch a pause of *edition*'s."""
    pauses = edition.pauses if edition else ()
    return any(pause.from_ <= last and first <= pause.to for pause in pauses)
