"""Which of an account's recorded approvals count, which are missing, and which are corrected.

An approval is a decision that somebody answers for, so that none is ever removed or rewritten.
Where one was recorded wrongly, or was given anew, a newer one of the same part stands behind it:
the last one of each part counts, in the order of the file.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from socialreg.model import Account, Approval, Part, Status

_NOT_YET_OPENED = (Status.APPLIED, Status.APPROVED)


def counting(account: Account) -> tuple[tuple[int, Approval], ...]:
    """The approvals that count, the last one of each part, each with its place in the file."""
    last = {given.as_: index for index, given in enumerate(account.approvals)}
    return tuple((index, account.approvals[index]) for index in sorted(last.values()))


def counted_as(account: Account, part: Part) -> Approval | None:
    """The approval as *part* that counts, or None where nobody has approved so."""
    return next((given for _index, given in counting(account) if given.as_ is part), None)


def with_approval(account: Account, approval: Approval) -> tuple[Approval, ...]:
    """The approvals of *account* with that one, which is the one of its part that counts then.

    Where the one before it says the same and only lacks the reference, it is filled in.
    """
    earlier = counted_as(account, approval.as_)
    if earlier and not earlier.reference and replace(approval, reference=None) == earlier:
        return tuple(approval if given is earlier else given for given in account.approvals)
    return (*account.approvals, approval)


def missing_approvals(
    account: Account, required: Collection[Part], *, after: dt.date | None = None
) -> tuple[Part, ...]:
    """The *required* parts that have not approved *account*, or not later than the day *after*."""
    given = {
        approval.as_
        for _index, approval in counting(account)
        if after is None or approval.date > after
    }
    return tuple(part for part in required if part not in given)


def decisions(account: Account) -> tuple[tuple[int, Approval], ...]:
    """What was decided, decision by decision, each with its place in the file.

    That is every approval but those that the next one of their part corrects. One of a later day
    than the opening corrects nothing: it is a new decision, for example for a reopening.
    """
    if len(account.approvals) <= len(Part) and len(counting(account)) == len(account.approvals):
        return tuple(enumerate(account.approvals))  # as nearly always
    opening = dt.date.max if account.status in _NOT_YET_OPENED else account.opened
    following: dict[Part, dt.date] = {}
    found = []
    for index, given in reversed(tuple(enumerate(account.approvals))):
        newer = following.get(given.as_)
        if newer is None or not (newer <= given.date or (opening and newer <= opening)):
            found.append((index, given))
        following[given.as_] = given.date
    return tuple(reversed(found))
