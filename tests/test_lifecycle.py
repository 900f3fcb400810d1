"""The moves of an account's life: what they change, and what they refuse and say instead."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from socialreg import editing, lifecycle
from socialreg.approvals import counting, decisions, missing_approvals
from socialreg.lifecycle import Forbidden, Outcome
from socialreg.model import (
    Account,
    Approval,
    Closing,
    Duty,
    Part,
    Reply,
    Rest,
    Review,
    Status,
)
from tests.accounts import TODAY, account, closed

BOTH = (Part.MANAGER, Part.COMMUNICATIONS)
MANAGER = Approval(as_=Part.MANAGER, role="Förvaltningschef", date=TODAY, reference="KFN 2026/1")
COMMUNICATIONS = Approval(as_=Part.COMMUNICATIONS, role="Kommunikatör", date=TODAY)
CLOSING = Closing(date=TODAY, reason="Slogs ihop", archive="KFN 2026/88")
CHECK = Review(date=TODAY, role="Kommunikatör", answers={Duty.REPLIES_SIGNED: Reply.YES})

applied = account(status=Status.APPLIED, approvals=(), opened=None, confirmed=None)


def test_one_approval_is_recorded_and_the_other_is_still_missing() -> None:
    after = lifecycle.approve(applied, MANAGER, BOTH)

    assert after == replace(applied, approvals=(MANAGER,))
    assert missing_approvals(replace(applied, approvals=(MANAGER,)), BOTH) == (Part.COMMUNICATIONS,)


def test_the_last_approval_approves_the_account() -> None:
    half = replace(applied, approvals=(MANAGER,))

    assert lifecycle.approve(half, COMMUNICATIONS, BOTH) == replace(
        applied, approvals=(MANAGER, COMMUNICATIONS), status=Status.APPROVED
    )


def test_the_same_part_does_not_approve_twice() -> None:
    half = replace(applied, approvals=(MANAGER,))

    assert lifecycle.approve(half, MANAGER, BOTH) == Forbidden(
        "biblioteket-facebook was already approved as manager on 2026-11-14.",
        "Is that recorded wrongly, or decided anew: "
        "socialreg approve biblioteket-facebook --as manager --again",
    )


def test_an_approval_given_again_counts_and_the_earlier_one_stays() -> None:
    other = replace(MANAGER, role="Kommundirektör")
    half = replace(applied, approvals=(MANAGER,))

    after = lifecycle.approve(half, other, BOTH, again=True)

    assert after == replace(applied, approvals=(MANAGER, other))
    assert counting(replace(applied, approvals=(MANAGER, COMMUNICATIONS, other))) == (
        (1, COMMUNICATIONS),
        (2, other),
    )


def test_what_only_lacks_its_reference_is_filled_in() -> None:
    bare = replace(MANAGER, reference=None)

    after = lifecycle.approve(account(approvals=(bare, COMMUNICATIONS)), MANAGER, BOTH, again=True)

    assert after == account(approvals=(MANAGER, COMMUNICATIONS))


def test_what_was_never_approved_cannot_be_approved_again() -> None:
    assert lifecycle.approve(applied, MANAGER, BOTH, again=True) == Forbidden(
        "biblioteket-facebook was never approved as manager, so there is nothing to record again.",
        "Record it for the first time: socialreg approve biblioteket-facebook --as manager",
    )


def test_an_approval_for_the_reopening_can_be_given_again_but_is_not_given_twice() -> None:
    once = lifecycle.approve(closed(), MANAGER, BOTH)
    assert isinstance(once, Account)
    other = replace(MANAGER, role="Kommundirektör")

    assert isinstance(lifecycle.approve(once, other, BOTH), Forbidden)
    assert lifecycle.approve(once, other, BOTH, again=True) == closed(
        approvals=(*closed().approvals, MANAGER, other)
    )


def test_a_correction_of_what_was_approved_before_the_closing_reopens_nothing() -> None:
    (manager, communications) = closed().approvals
    corrected = replace(manager, role="Kommundirektör")

    after = lifecycle.approve(closed(), corrected, BOTH, again=True)

    assert after == closed(approvals=(manager, communications, corrected))
    assert isinstance(lifecycle.reopen(closed(approvals=(MANAGER, corrected)), BOTH), Forbidden)


def test_what_was_corrected_is_no_decision_and_what_was_decided_anew_is_one() -> None:
    manager, communications = account().approvals
    corrected = replace(manager, role="Kommundirektör")

    def told(*approvals: Approval) -> list[int]:
        return [index for index, _given in decisions(account(approvals=approvals))]

    assert told(manager, communications, corrected) == [1, 2]
    assert told(manager, communications, MANAGER) == [0, 1, 2]
    assert told(MANAGER, communications, manager) == [1, 2]


def test_nothing_was_checked_before_the_account_was_opened() -> None:
    early = replace(CHECK, date=dt.date(2019, 2, 28))

    assert lifecycle.review(account(confirmed=None, reviews=()), early) == Forbidden(
        "biblioteket-facebook was opened on 2019-03-01: before that there was nothing to check.",
        "Give a later date with --date.",
    )


def test_a_missing_approval_of_an_open_account_can_be_recorded_afterwards() -> None:
    old = account(approvals=())

    assert lifecycle.approve(old, MANAGER, BOTH) == account(approvals=(MANAGER,))


def test_declining_keeps_who_when_and_why_in_the_note() -> None:
    after = lifecycle.decline(applied, on=TODAY, role="Kommunikationschef", reason="Ingen svarar")

    assert after == replace(
        applied,
        status=Status.DECLINED,
        note="Declined 2026-11-14 by Kommunikationschef: Ingen svarar",
    )


def test_an_approved_account_opens_on_a_day() -> None:
    approved = replace(applied, status=Status.APPROVED)

    assert lifecycle.open_account(approved, on=TODAY) == replace(
        applied, status=Status.ACTIVE, opened=TODAY
    )


def test_a_rest_begins_on_a_day_with_a_reason_and_ends_on_the_day_of_resuming() -> None:
    resting = lifecycle.pause(account(), on=dt.date(2026, 9, 7), reason="Mellan två festivaler")

    begun = Rest(from_=dt.date(2026, 9, 7), reason="Mellan två festivaler")
    assert resting == account(status=Status.DORMANT, rests=(begun,))
    assert isinstance(resting, Account)
    assert lifecycle.resume(resting, on=TODAY) == account(rests=(replace(begun, until=TODAY),))


def test_a_rest_may_end_and_another_begin_on_the_same_day() -> None:
    day = Rest(from_=TODAY, until=TODAY)

    again = lifecycle.pause(account(rests=(day,)), on=TODAY)

    assert again == account(status=Status.DORMANT, rests=(day, Rest(from_=TODAY)))


def test_an_account_that_rests_since_nobody_knows_when_is_resumed_without_a_rest() -> None:
    assert lifecycle.resume(account(status=Status.DORMANT), on=TODAY) == account()


def test_a_rest_does_not_begin_before_the_opening_or_in_another_rest() -> None:
    early = dt.date(2019, 2, 28)
    rested = account(rests=(Rest(from_=dt.date(2025, 9, 1), until=dt.date(2026, 5, 4)),))

    assert lifecycle.pause(account(), on=early) == Forbidden(
        "biblioteket-facebook was opened on 2019-03-01, so it cannot rest before.",
        "Give a later date with --date.",
    )
    assert lifecycle.pause(rested, on=dt.date(2026, 5, 3)) == Forbidden(
        "biblioteket-facebook has rested until 2026-05-04, so its next rest cannot begin before.",
        "Give a later date with --date.",
    )


def test_a_rest_does_not_begin_while_another_is_said_to_go_on() -> None:
    contradicting = account(rests=(Rest(from_=dt.date(2026, 9, 7)),))

    assert lifecycle.pause(contradicting, on=TODAY) == Forbidden(
        "biblioteket-facebook is in use, but its file says that it rests since 2026-09-07.",
        "Write in data/accounts/biblioteket-facebook.toml on which day it ended: "
        "until = YYYY-MM-DD",
    )


def test_a_rest_does_not_end_before_it_began() -> None:
    resting = account(status=Status.DORMANT, rests=(Rest(from_=dt.date(2026, 9, 7)),))

    assert lifecycle.resume(resting, on=dt.date(2026, 9, 6)) == Forbidden(
        "biblioteket-facebook rests since 2026-09-07, so that cannot have ended before.",
        "Give a later date with --date.",
    )


def test_closing_ends_a_rest_on_its_day_and_not_before_it_began() -> None:
    begun = Rest(from_=dt.date(2026, 9, 7))
    resting = account(status=Status.DORMANT, rests=(begun,))

    assert lifecycle.close(resting, CLOSING) == account(
        status=Status.CLOSED, closing=CLOSING, rests=(replace(begun, until=TODAY),)
    )
    assert lifecycle.close(resting, replace(CLOSING, date=dt.date(2026, 9, 6))) == Forbidden(
        "biblioteket-facebook rested on 2026-09-07, so it cannot have been closed before.",
        "Give a later date.",
    )


def test_a_corrected_closing_moves_the_end_of_the_rest_that_it_ended() -> None:
    begun = Rest(from_=dt.date(2026, 9, 7))
    resting = account(status=Status.DORMANT, rests=(begun,))
    gone = lifecycle.close(resting, CLOSING)
    assert isinstance(gone, Account)

    after = editing.edit(gone, {"closing.date": "2026-11-02"}, on=TODAY, today=TODAY)

    assert after == replace(
        gone,
        closing=replace(CLOSING, date=dt.date(2026, 11, 2)),
        rests=(replace(begun, until=dt.date(2026, 11, 2)),),
    )


def test_reopening_ends_a_rest_that_the_closing_should_have_ended() -> None:
    began = Rest(from_=dt.date(2025, 3, 1))

    assert lifecycle.reopen(closed(rests=(began,)), ()) == closed(
        status=Status.ACTIVE,
        closing=None,
        rests=(replace(began, until=dt.date(2025, 6, 1)),),
    )


def test_closing_keeps_the_account_and_records_the_closing() -> None:
    assert lifecycle.close(account(), CLOSING) == account(status=Status.CLOSED, closing=CLOSING)


def test_an_account_is_not_its_own_successor() -> None:
    outcome = lifecycle.close(account(), replace(CLOSING, successor="biblioteket-facebook"))

    assert outcome == Forbidden(
        "biblioteket-facebook cannot be its own successor.",
        "Name another account, or leave it out.",
    )


def test_reopening_needs_approvals_given_after_the_account_was_closed() -> None:
    assert lifecycle.reopen(closed(), BOTH) == Forbidden(
        "simhallen-instagram needs approvals given after it was closed: manager, communications.",
        "Record each: socialreg approve simhallen-instagram --as manager",
    )


def test_approvals_of_the_day_of_the_closing_do_not_reopen_an_account() -> None:
    same_day = closed(
        approvals=tuple(
            replace(given, date=dt.date(2025, 6, 1)) for given in (MANAGER, COMMUNICATIONS)
        )
    )

    assert isinstance(lifecycle.reopen(same_day, BOTH), Forbidden)


def test_an_approval_of_the_day_of_the_closing_is_refused_for_a_closed_account() -> None:
    same_day = replace(MANAGER, date=dt.date(2025, 6, 1))

    assert lifecycle.approve(closed(), same_day, BOTH) == Forbidden(
        "simhallen-instagram was closed on 2025-06-01; "
        "to reopen it takes approvals of a later day.",
        "Give a later date with --date.",
    )


def test_an_account_is_not_closed_before_it_was_opened() -> None:
    early = replace(CLOSING, date=dt.date(2001, 1, 1))

    assert lifecycle.close(account(), early) == Forbidden(
        "biblioteket-facebook was opened on 2019-03-01, so it cannot be closed before.",
        "Give a later date.",
    )


def test_a_closed_account_with_new_approvals_is_active_again_without_its_closing() -> None:
    anew = closed()
    for approval in (MANAGER, COMMUNICATIONS):
        outcome = lifecycle.approve(anew, approval, BOTH)
        assert isinstance(outcome, Account)
        anew = outcome

    assert anew.status is Status.CLOSED
    assert lifecycle.reopen(anew, BOTH) == replace(anew, status=Status.ACTIVE, closing=None)


def test_a_self_check_confirms_the_account_on_its_day() -> None:
    before = account()

    assert lifecycle.review(before, CHECK) == account(
        reviews=(*before.reviews, CHECK), confirmed=TODAY
    )


def test_an_archive_copy_is_recorded_with_its_day() -> None:
    after = editing.edit(account(), {"archived": "2026-11-01"}, on=TODAY, today=TODAY)

    assert after == account(archived=dt.date(2026, 11, 1))


def test_a_self_check_does_not_move_the_confirmation_backwards() -> None:
    earlier = replace(CHECK, date=dt.date(2020, 1, 1))

    assert lifecycle.review(account(), earlier) == Forbidden(
        "biblioteket-facebook was already confirmed on 2026-09-15.",
        "Give a later date with --date.",
    )


MOVES: dict[str, Callable[[Account], Outcome]] = {
    "approve": lambda found: lifecycle.approve(found, MANAGER, BOTH),
    "decline": lambda found: lifecycle.decline(found, on=TODAY, role="Chef", reason="Nej"),
    "open": lambda found: lifecycle.open_account(found, on=TODAY),
    "pause": lambda found: lifecycle.pause(found, on=TODAY),
    "resume": lambda found: lifecycle.resume(found, on=TODAY),
    "close": lambda found: lifecycle.close(found, CLOSING),
    "reopen": lambda found: lifecycle.reopen(found, ()),
}


@given(status=st.sampled_from(Status), command=st.sampled_from(sorted(MOVES)))
def test_a_move_is_possible_exactly_when_the_table_of_moves_offers_it(
    status: Status, command: str
) -> None:
    before = account(status=status, approvals=())

    outcome = MOVES[command](before)

    offered = command in lifecycle.MOVES[status]
    # an approval may be recorded in any state but a declined one
    assert isinstance(outcome, Account) == (
        offered or (command == "approve" and status is not Status.DECLINED)
    )


def test_a_forbidden_move_says_which_moves_are_possible_and_their_commands() -> None:
    assert lifecycle.open_account(account(), on=TODAY) == Forbidden(
        "biblioteket-facebook is active, so “open” is not possible.",
        "Possible now: socialreg pause biblioteket-facebook, socialreg close biblioteket-facebook",
    )
