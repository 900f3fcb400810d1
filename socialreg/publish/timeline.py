"""An account as it was on a day, from what its own file says with dates."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from socialreg.model import Account, Status


class Moment(NamedTuple):
    """From *day* on (from ever, if None) the account has that *status*, *handle* and *url*."""

    day: date | None
    status: Status
    handle: str | None
    url: str


def timeline(account: Account, as_of: date) -> tuple[Moment, ...]:
    """How the published *account* was, from when to when: one entry per change, the oldest first.

    Where nobody knows when it was opened, it has been there for ever. Where nobody knows when it
    was closed, it is closed on every day. Where nobody knows since when it rests, it rests from
    *as_of* on. The day until which it had a name is the first of the next one, and the last day of
    a rest belongs to the rest.
    """
    if account.status is Status.CLOSED and not (account.closing and account.closing.date):
        return (_moment(account, account.opened, Status.CLOSED),)
    moments = [_moment(account, account.opened, _status(account, account.opened, as_of))]
    for day in sorted(set(_days(account, as_of))):
        if account.opened is None or day > account.opened:
            moment = _moment(account, day, _status(account, day, as_of))
            if moment[1:] != moments[-1][1:]:
                moments.append(moment)
    return tuple(moments)


def state_on(moments: tuple[Moment, ...], day: date) -> Moment | None:
    """The entry of a ``timeline`` that held on *day*; None before the account was opened."""
    passed = [moment for moment in moments if moment.day is None or moment.day <= day]
    return passed[-1] if passed else None


def _days(account: Account, as_of: date) -> Iterator[date]:
    """The days from which something may have been different."""
    for rest in account.rests:
        yield rest.from_
        if rest.until and rest.until < date.max:
            yield rest.until + timedelta(days=1)
    for earlier in account.previous:
        yield earlier.until
    if account.closing and account.closing.date:
        yield account.closing.date
    yield as_of


def _moment(account: Account, day: date | None, status: Status) -> Moment:
    """The *account* with the name that it had on *day*: with the first that is known for None."""
    earlier = sorted(account.previous, key=lambda previous: previous.until)
    name = next((each for each in earlier if day is None or day < each.until), account)
    return Moment(day, status, name.handle, name.url)


def _status(account: Account, day: date | None, as_of: date) -> Status:
    if day is None:
        return Status.ACTIVE
    if account.closing and account.closing.date and day >= account.closing.date:
        return Status.CLOSED
    if any(rest.from_ <= day <= (rest.until or date.max) for rest in account.rests):
        return Status.DORMANT
    since_when = account.status is Status.DORMANT and not account.rests
    return Status.DORMANT if since_when and day >= as_of else Status.ACTIVE
