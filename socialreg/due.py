"""Which accounts have to be looked through again: never, too long ago, or soon too long ago."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from socialreg.lifecycle import REVIEWABLE
from socialreg.model import Account, Guidelines
from socialreg.policy import limits, months_after

# Whoever has to do it wants to know a month before.
_SOON = dt.timedelta(days=30)


class Standing(StrEnum):
    """How it stands with an account's self-check; the worst first."""

    NEVER = "never"
    OVERDUE = "overdue"
    SOON = "soon"


class Due(NamedTuple):
    """An account whose self-check is due; *by* is the last day, None where there never was one."""

    account: Account
    standing: Standing
    by: dt.date | None

    @property
    def role(self) -> str:
        """Who answers for it; empty where nobody is named."""
        return self.account.contact.role if self.account.contact else ""


def due_reviews(
    accounts: Iterable[Account], guidelines: Guidelines, today: dt.date
) -> tuple[Due, ...]:
    """The accounts in use or at rest that are due *today* or within 30 days.

    They stand by the role that answers for them, the worst first, and so do the roles. Where the
    guidelines give no interval, only who was never confirmed is due.
    """
    found = [due for account in accounts if (due := _due(account, guidelines, today))]
    found.sort(key=_urgency)
    roles = list(dict.fromkeys(due.role for due in found))
    return tuple(sorted(found, key=lambda due: roles.index(due.role)))


def _due(account: Account, guidelines: Guidelines, today: dt.date) -> Due | None:
    if account.status not in REVIEWABLE:
        return None
    if account.confirmed is None:
        return Due(account, Standing.NEVER, None)
    months = limits(guidelines, today, account).review_every_months
    if months is None:
        return None
    by = months_after(account.confirmed, months)
    if by < today:
        return Due(account, Standing.OVERDUE, by)
    return Due(account, Standing.SOON, by) if by - today <= _SOON else None


def _urgency(due: Due) -> tuple[bool, dt.date, str]:
    return due.by is not None, due.by or dt.date.min, due.account.id
