"""When an account was at rest: pure look-ups in its ``rests``, both ends of each included.

A rest that ends before it begins holds no day, and one that has not ended goes on for ever.
"""

import datetime as dt

from socialreg.model import Account, Rest


def open_rest(account: Account) -> tuple[int, Rest] | None:
    """The rest of *account* that has not ended, and its place in the file: the newest of several.

    None when there is none.
    """
    going_on = [found for found in enumerate(account.rests) if found[1].until is None]
    return max(going_on, key=lambda found: found[1].from_, default=None)


def rests_in(account: Account, first: dt.date, last: dt.date) -> bool:
    """Whether *account* was at rest on any day from *first* to *last*."""
    for rest in account.rests:  # asked for week after week: no generator
        end = rest.until or dt.date.max
        if rest.from_ <= last and first <= end and rest.from_ <= end:
            return True
    return False


def last_day(account: Account) -> dt.date | None:
    """The latest day that any of *account*'s rests names; None where it has none."""
    ends = (max(rest.from_, rest.until or rest.from_) for rest in account.rests)
    return max(ends, default=None)
