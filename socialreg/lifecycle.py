"""The moves of an account's life: pure functions from an account to the account after the move.

This is the only place that knows which moves there are. A move that is not allowed gives a
``Forbidden`` value that says why and what can be done instead.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from socialreg.i18n import N_, _
from socialreg.model import (
    Account,
    Approval,
    Closing,
    Part,
    Rest,
    Review,
    Status,
    Waiver,
)
from socialreg.policy import months_after
from socialreg.rests import last_day, open_rest


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Why a move cannot be made, and what to do instead."""

    message: str
    hint: str = ""


Outcome: TypeAlias = Account | Forbidden

# Status -> the commands that leave it, in the order in which they are offered.
MOVES: Mapping[Status, tuple[str, ...]] = {
    Status.APPLIED: ("approve", "decline"),
    Status.DECLINED: (),
    Status.APPROVED: ("open",),
    Status.ACTIVE: ("pause", "close"),
    Status.DORMANT: ("resume", "close"),
    Status.CLOSED: ("reopen",),
}

# Command -> the status it leads to.
_LEADS_TO: Mapping[str, Status] = {
    "approve": Status.APPROVED,
    "decline": Status.DECLINED,
    "open": Status.ACTIVE,
    "pause": Status.DORMANT,
    "resume": Status.ACTIVE,
    "close": Status.CLOSED,
    "reopen": Status.ACTIVE,
}

# What residents can meet. An account that was applied for, declined or approved is not there yet.
PUBLIC_STATUSES = frozenset({Status.ACTIVE, Status.DORMANT, Status.CLOSED})

# Months for which a finding can be accepted at most.
_LONGEST_WAIVER = 24

# A self-check is no move: it leaves the status as it is.
REVIEWABLE = (Status.ACTIVE, Status.DORMANT)

STATUS_WORDS: Mapping[Status, str] = {
    Status.APPLIED: N_("applied for"),
    Status.DECLINED: N_("declined"),
    Status.APPROVED: N_("approved"),
    Status.ACTIVE: N_("active"),
    Status.DORMANT: N_("resting"),
    Status.CLOSED: N_("closed"),
}


def is_way(before: Status, after: Status) -> bool:
    """Whether moves, any number of them, lead from *before* to *after*."""
    reached = {before}
    while ahead := {_LEADS_TO[move] for status in reached for move in MOVES[status]} - reached:
        reached |= ahead
    return after in reached


def approve(account: Account, approval: Approval, required: Collection[Part]) -> Outcome:
    """*account* with the approval recorded; approved once every *required* part has approved.

    Approvals of an account that is already open, or closed and about to be reopened, are
    recorded without a change of status. Clause: "Du ska alltid ha din chefs godkännande för att
    starta ett konto i sociala medier. Rådgör även med kommunikationsavdelningen."
    """
    if refused := refused_part(account, approval.as_):
        return refused
    closed_on = account.closing.date if account.closing else None
    if account.status is Status.CLOSED and closed_on and approval.date <= closed_on:
        return Forbidden(
            _("{id} was closed on {date}; to reopen it takes approvals of a later day.").format(
                id=account.id, date=closed_on
            ),
            _("Give a later date with --date."),
        )
    after = replace(account, approvals=(*account.approvals, approval))
    if account.status is Status.APPLIED and not missing_approvals(after, required):
        return replace(after, status=Status.APPROVED)
    return after


def refused_part(account: Account, part: Part) -> Forbidden | None:
    """Why nobody can approve *account* as *part* now, if so."""
    if account.status is Status.DECLINED:
        return not_allowed(account, "approve")
    earlier = next((given for given in account.approvals if given.as_ is part), None)
    if earlier is None or account.status is Status.CLOSED:
        return None
    return Forbidden(
        _("{id} was already approved as {part} on {date}.").format(
            id=account.id, part=part, date=earlier.date
        ),
        _("“socialreg show {id}” shows what is still missing.").format(id=account.id),
    )


def missing_approvals(
    account: Account, required: Collection[Part], *, after: dt.date | None = None
) -> tuple[Part, ...]:
    """The *required* parts that have not approved *account*, or not later than the day *after*."""
    given = {
        approval.as_ for approval in account.approvals if after is None or approval.date > after
    }
    return tuple(part for part in required if part not in given)


def decline(account: Account, *, on: dt.date, role: str, reason: str) -> Outcome:
    """*account* declined; who, when and why is kept in the internal note."""
    if account.status is not Status.APPLIED:
        return not_allowed(account, "decline")
    decision = _("Declined {date} by {role}: {reason}").format(date=on, role=role, reason=reason)
    note = f"{account.note}\n{decision}" if account.note else decision
    return replace(account, status=Status.DECLINED, note=note)


def open_account(account: Account, *, on: dt.date) -> Outcome:
    """The approved *account* in use since the day *on*."""
    if account.status is not Status.APPROVED:
        return not_allowed(account, "open")
    return replace(account, status=Status.ACTIVE, opened=on)


def pause(account: Account, *, on: dt.date, reason: str | None = None) -> Outcome:
    """The active *account* at rest (vilande) from the day *on*, for example between two events."""
    if account.status is not Status.ACTIVE:
        return not_allowed(account, "pause")
    if refused := _refused_rest(account, on):
        return refused
    rest = Rest(from_=on, reason=reason)
    return replace(account, status=Status.DORMANT, rests=(*account.rests, rest))


def resume(account: Account, *, on: dt.date) -> Outcome:
    """The resting *account* in use again: the day *on* is the last of its rest.

    Where its file does not say since when it rests, there is no rest to end.
    """
    if account.status is not Status.DORMANT:
        return not_allowed(account, "resume")
    found = open_rest(account)
    if found and on < found[1].from_:
        return Forbidden(
            _("{id} rests since {date}, so that cannot have ended before.").format(
                id=account.id, date=found[1].from_
            ),
            _("Give a later date with --date."),
        )
    return replace(account, status=Status.ACTIVE, rests=_ended(account, on))


def _refused_rest(account: Account, on: dt.date) -> Forbidden | None:
    """Why *account* cannot have begun to rest on the day *on*, if so."""
    last = last_day(account)
    if found := open_rest(account):
        return Forbidden(
            _("{id} is in use, but its file says that it rests since {date}.").format(
                id=account.id, date=found[1].from_
            ),
            _("Write in {path} on which day it ended: until = YYYY-MM-DD").format(
                path=account.path
            ),
        )
    if account.opened and on < account.opened:
        message = _("{id} was opened on {date}, so it cannot rest before.")
        return Forbidden(
            message.format(id=account.id, date=account.opened), _("Give a later date with --date.")
        )
    if last and on < last:
        message = _("{id} has rested until {date}, so its next rest cannot begin before.")
        return Forbidden(
            message.format(id=account.id, date=last), _("Give a later date with --date.")
        )
    return None


def _ended(account: Account, on: dt.date | None) -> tuple[Rest, ...]:
    """The rests of *account*, none of which goes on after the day *on*."""
    return tuple(replace(rest, until=on) if rest.until is None else rest for rest in account.rests)


def close(account: Account, closing: Closing) -> Outcome:
    """*account* closed, as *closing* says. Its file and its handle's record stay for ever.

    If it rests, that ends on the day of the closing.
    """
    if account.status not in (Status.ACTIVE, Status.DORMANT):
        return not_allowed(account, "close")
    rests = _ended(account, closing.date)
    after = replace(account, status=Status.CLOSED, closing=closing, rests=rests)
    return refused_closing(after) or after


def refused_closing(account: Account) -> Forbidden | None:
    """Why the *account*'s closing cannot be as it is, if so."""
    closing = account.closing
    if closing and closing.date and account.opened and closing.date < account.opened:
        return Forbidden(
            _("{id} was opened on {date}, so it cannot be closed before.").format(
                id=account.id, date=account.opened
            ),
            _("Give a later date."),
        )
    last = last_day(account)
    if closing and closing.date and last and closing.date < last:
        return Forbidden(
            _("{id} rested on {date}, so it cannot have been closed before.").format(
                id=account.id, date=last
            ),
            _("Give a later date."),
        )
    return _itself(account.id) if closing and closing.successor == account.id else None


def refused_opening(account: Account) -> Forbidden | None:
    """Why the *account* cannot have been opened on its day, if so."""
    first = min((rest.from_ for rest in account.rests), default=None)
    if not account.opened or not first or account.opened <= first:
        return None
    return Forbidden(
        _("{id} rested on {date}, so it cannot have been opened after.").format(
            id=account.id, date=first
        ),
        _("Give an earlier date."),
    )


def closed_anew(before: Account, after: Account) -> Account:
    """*after*, in which the rest that *before*'s closing ended ends on the closing's new day."""
    old = before.closing.date if before.closing else None
    new = after.closing.date if after.closing else None
    if new is None or new == old:
        return after
    return replace(
        after,
        rests=tuple(
            replace(rest, until=new) if rest.until == old else rest for rest in after.rests
        ),
    )


def refused_successor(account_id: str, successor: Account) -> Forbidden | None:
    """Why the followers of the account *account_id* cannot be sent to *successor*, if so."""
    if successor.id == account_id:
        return _itself(account_id)
    if successor.status not in (Status.APPLIED, Status.DECLINED):
        return None
    return Forbidden(
        _("{id} is {status}, so it cannot be a successor.").format(
            id=successor.id, status=_(STATUS_WORDS[successor.status])
        ),
        _("Name another account, or leave it out."),
    )


def _itself(account_id: str) -> Forbidden:
    return Forbidden(
        _("{id} cannot be its own successor.").format(id=account_id),
        _("Name another account, or leave it out."),
    )


def not_yet(day: dt.date, today: dt.date) -> Forbidden | None:
    """Why nothing can have happened on *day*, when it comes after *today*."""
    if day <= today:
        return None
    return Forbidden(
        _("{date} has not come yet.").format(date=day),
        _("Give today’s date, {today}, or an earlier one.").format(today=today),
    )


def reopen(account: Account, required: Collection[Part]) -> Outcome:
    """The closed *account* in use again, once it has been approved anew after its closing.

    An approval of the very day of the closing does not count: it may be from before it. A rest
    that somehow goes on ended when the account was closed.
    """
    if account.status is not Status.CLOSED:
        return not_allowed(account, "reopen")
    closed_on = account.closing.date if account.closing else None
    if missing := missing_approvals(account, required, after=closed_on):
        return Forbidden(
            _("{id} needs approvals given after it was closed: {parts}.").format(
                id=account.id, parts=", ".join(missing)
            ),
            _("Record each: socialreg approve {id} --as {part}").format(
                id=account.id, part=missing[0]
            ),
        )
    rests = _ended(account, closed_on)
    return replace(account, status=Status.ACTIVE, closing=None, rests=rests)


def review(account: Account, check: Review) -> Outcome:
    """*account* with the self-check recorded and confirmed as ours and in use on its date."""
    if account.status not in REVIEWABLE:
        return not_allowed(account, "review")
    if account.confirmed and check.date < account.confirmed:
        return Forbidden(
            _("{id} was already confirmed on {date}.").format(
                id=account.id, date=account.confirmed
            ),
            _("Give a later date with --date."),
        )
    return replace(account, reviews=(*account.reviews, check), confirmed=check.date)


def waive(account: Account, waiver: Waiver, *, today: dt.date) -> Outcome:
    """*account* with a finding accepted as *waiver* says; an earlier one of the rule is replaced.

    It holds from *today* for at most two years: then somebody has to decide anew.
    """
    latest = months_after(today, _LONGEST_WAIVER)
    if not today <= waiver.until <= latest:
        return Forbidden(
            _("A waiver cannot hold until {date}.").format(date=waiver.until),
            _("Give a day from {first} to {last}.").format(first=today, last=latest),
        )
    others = tuple(old for old in account.waivers if old.rule != waiver.rule)
    place = next(
        (index for index, old in enumerate(account.waivers) if old.rule == waiver.rule),
        len(others),
    )
    return replace(account, waivers=(*others[:place], waiver, *others[place:]))


def not_allowed(account: Account, command: str) -> Forbidden:
    """Why *command* is not possible for *account* as it is, and what is."""
    status = _(STATUS_WORDS[account.status])
    message = _("{id} is {status}, so “{command}” is not possible.").format(
        id=account.id, status=status, command=command
    )
    allowed = MOVES[account.status]
    if not allowed:
        hint = _("A declined application is final: apply again with “socialreg add”.")
    else:
        commands = ", ".join(f"socialreg {move} {account.id}" for move in allowed)
        hint = _("Possible now: {commands}").format(commands=commands)
    return Forbidden(message, hint)
