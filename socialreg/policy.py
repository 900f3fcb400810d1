"""Which numbers of the guidelines hold for an account on a day: pure look-ups."""

import calendar
import dataclasses
import datetime as dt
import functools

from socialreg.model import Account, Edition, Guidelines, Kind, Level, Limits, Status

_NUMBERS = tuple(
    field.name for field in dataclasses.fields(Limits) if field.name not in ("platforms", "kinds")
)


@functools.lru_cache(maxsize=4096)
def edition_on(guidelines: Guidelines, day: dt.date) -> Edition | None:
    """The edition in force on *day*, or None before the first."""
    return guidelines.on(day)


def limits(guidelines: Guidelines, day: dt.date, account: Account) -> Limits:
    """The numbers in force on *day* for the account, by its platform and kind."""
    return limits_of(edition_on(guidelines, day), account.platform, account.kind)


@functools.lru_cache(maxsize=4096)
def limits_of(edition: Edition | None, platform: str, kind: Kind) -> Limits:
    """The numbers that *edition* gives for the accounts of that *kind* on that *platform*."""
    found: dict[str, object] = {}
    for entry in edition.limits if edition else ():
        if entry.platforms and platform not in entry.platforms:
            continue
        if entry.kinds and kind not in entry.kinds:
            continue
        given = {name: getattr(entry, name) for name in _NUMBERS}
        found |= {name: number for name, number in given.items() if number is not None}
    return Limits(**found)  # type: ignore[arg-type]  # its own fields


def opening_day(account: Account, today: dt.date) -> dt.date | None:
    """The day whose edition judges how the account came to be; None where nobody knows.

    That is when it was opened, else when the application came in. What is not yet opened can
    only be opened from *today* on, but was applied for by the rules of its day.
    """
    if account.opened:
        return account.opened
    if account.application:
        return account.application.received
    return today if account.status in (Status.APPLIED, Status.APPROVED) else None


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day *months* later, or that month's last: a month after 31 January is 28 February.

    The last day that there is, where that would be beyond it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


@functools.lru_cache(maxsize=256)
def oldest_within(today: dt.date, months: int) -> dt.date:
    """The first day since which no more than *months* have passed *today*.

    What happened on that day is exactly as old as it may be; the day before is too long ago.
    """
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < dt.MINYEAR:
        return dt.date.min
    last = calendar.monthrange(year, month + 1)[1]
    found = dt.date(year, month + 1, min(today.day, last))
    while months_after(found, months) < today:
        found += dt.timedelta(days=1)
    return found


def level_of(edition: Edition | None, code: str) -> Level | None:
    """The level that *edition* gives the rule *code*: its own, else its family's, else None."""
    levels = edition.rules if edition else {}
    return levels.get(code) or levels.get(code[:3])


def is_paused(edition: Edition | None, first: dt.date, last: dt.date) -> bool:
    """Whether the days from *first* to *last* touch a pause of *edition*'s."""
    pauses = edition.pauses if edition else ()
    return any(pause.from_ <= last and first <= pause.to for pause in pauses)
