"""Whatever the commands do to an account, in whatever order, its file is sound afterwards."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from socialreg import document, editing, lifecycle, rules
from socialreg.lifecycle import Outcome
from socialreg.model import (
    Account,
    Approval,
    Closing,
    Duty,
    HandleFate,
    Part,
    Reply,
    Review,
    Status,
    Waiver,
)
from socialreg.parsing import parse_account
from tests.accounts import TODAY, account, closed, register, texts

# What no command may write: a file that cannot be read, and rests that contradict each other.
BROKEN = {rule.code for rule in rules.RULES if rule.fault} | {
    "REG016",
    "REG017",
    "REG018",
    "REG019",
}
BOTH = (Part.MANAGER, Part.COMMUNICATIONS)
Move = Callable[[Account], Outcome]

days = st.dates(dt.date(2019, 1, 1), dt.date(2026, 11, 14))
handles = st.from_regex(r"[a-z][a-z0-9.]{4,20}[a-z0-9]", fullmatch=True)
approvals = st.builds(
    Approval, as_=st.sampled_from(Part), role=texts, date=days, reference=st.none() | texts
)
closings = st.builds(
    Closing, date=days, reason=texts, archive=texts, handle=st.sampled_from(HandleFate)
)
checks = st.builds(
    Review,
    date=days,
    role=texts,
    answers=st.dictionaries(st.sampled_from(Duty), st.sampled_from(Reply)),
    notes=st.dictionaries(st.sampled_from(Duty), texts),
)
waivers = st.builds(
    Waiver,
    rule=st.sampled_from(["ACT001", "IDN004", "REV001"]),
    reason=texts,
    approved_by=texts,
    until=days,
)


def _move(draw: st.DrawFn) -> Move:
    """One act of a person: any command, with any values that its options take."""
    approval, closing, check = draw(approvals), draw(closings), draw(checks)
    day, handle, text = draw(days), draw(handles), draw(texts)
    waiver, reason = draw(waivers), draw(st.none() | texts)
    field = draw(st.sampled_from(["name", "unit", "purpose", "note", "audience", "contact.role"]))
    dated = draw(st.sampled_from(["opened", "closing.date"]))
    moves: list[Move] = [
        lambda found: lifecycle.approve(found, approval, BOTH),
        lambda found: lifecycle.decline(found, on=day, role=text, reason=text),
        lambda found: lifecycle.open_account(found, on=day),
        lambda found: lifecycle.pause(found, on=day, reason=reason),
        lambda found: lifecycle.resume(found, on=day),
        lambda found: lifecycle.close(found, closing),
        lambda found: lifecycle.reopen(found, BOTH),
        lambda found: lifecycle.review(found, check),
        lambda found: lifecycle.waive(found, waiver, today=day),
        lambda found: editing.edit(found, {"handle": handle}, on=day, today=TODAY),
        lambda found: editing.edit(found, {field: text}, on=day, today=TODAY),
        lambda found: editing.edit(found, {dated: day.isoformat()}, on=day, today=TODAY),
    ]
    return draw(st.sampled_from(moves))


@st.composite
def _rest(draw: st.DrawFn) -> Move:
    """A move between in use, at rest and closed: lives in which many rests follow each other."""
    closing, day = draw(closings), draw(days)
    anew = tuple(Approval(as_=part, role="Chef", date=TODAY) for part in BOTH)
    moves: list[Move] = [
        lambda found: lifecycle.pause(found, on=day),
        lambda found: lifecycle.resume(found, on=day),
        lambda found: lifecycle.close(found, closing),
        lambda found: lifecycle.reopen(replace(found, approvals=anew), BOTH),
        lambda found: editing.edit(found, {"closing.date": f"{day}"}, on=day, today=TODAY),
    ]
    return draw(st.sampled_from(moves))


lives = st.lists(st.composite(_move)(), min_size=1, max_size=12) | st.lists(
    _rest(), min_size=1, max_size=20
)
applied = account(status=Status.APPLIED, approvals=(), opened=None, confirmed=None)


beginnings = st.sampled_from([applied, account(), closed()])


@settings(deadline=None)
@given(beginnings, lives)
def test_every_file_that_a_command_writes_reads_back_equal_and_can_be_judged(
    found: Account, life: list[Move]
) -> None:
    content = document.new_file(found)
    for move in life:
        after = move(found)
        if not isinstance(after, Account) or after == found:
            continue
        content = document.changed_file(content, after)
        found = after

        assert parse_account(found.id, content) == found
        assert {finding.code for finding in rules.check(register(found))} & BROKEN == set()
