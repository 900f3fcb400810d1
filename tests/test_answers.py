"""Recorded answers against the time that the guidelines allow."""

import datetime as dt

from socialreg import evidence, rules
from socialreg.model import Edition, Evidence, Guidelines, Limits, Status
from socialreg.rules.base import Finding
from tests.accounts import GUIDELINES, TODAY, account, register

ID = "biblioteket-facebook"


def found(
    *rows: str,
    guidelines: Guidelines = GUIDELINES,
    as_of: dt.date = TODAY,
    status: Status = Status.ACTIVE,
) -> list[Finding]:
    """What is found about answers in a register with these *rows* in the account's file."""
    content = "".join(f"{row}\n" for row in ("received,answered", *rows)).encode()
    answers = evidence.parse_answers("data/answers/x.csv", content)
    assert isinstance(answers, tuple), answers
    checked = register(account(status=status), guidelines=guidelines, as_of=as_of)
    recorded = Evidence(posts=checked.evidence.posts, answers={ID: answers})
    return [
        finding
        for finding in rules.check(
            register(*checked, guidelines=guidelines, as_of=as_of, evidence=recorded)
        )
        if finding.code == "ANS007"
    ]


def test_exactly_24_hours_are_in_time_and_a_second_more_is_not() -> None:
    assert found("2026-11-10T10:00,2026-11-11T10:00:00") == []
    (late,) = found("2026-11-10T10:00,2026-11-11T10:00:01")
    assert late.message == (
        f"{ID}: 1 comment was not answered in time. "
        "What came in 2026-11-10 10:00 was to be answered by 2026-11-11 10:00."
    )


def test_the_finding_counts_all_and_stands_where_the_first_one_is() -> None:
    (late,) = found(
        "2026-11-10T10:00,2026-11-10T11:00",
        "2026-11-10T12:00,2026-11-12T12:00",
        "2026-11-10T13:00,2026-11-12T12:00",
    )

    assert (late.path, late.line, late.account) == (f"data/answers/{ID}.csv", 3, ID)
    assert "2 comments were not answered in time." in late.message


def test_offsets_are_looked_at() -> None:
    assert found("2026-11-10T10:00+01:00,2026-11-11T09:00Z") == []
    assert len(found("2026-11-10T10:00+01:00,2026-11-11T09:01Z")) == 1


def test_what_waits_for_an_answer_is_late_from_the_day_after_it_was_due() -> None:
    """How late it was today nobody can tell: the register knows days only."""
    waiting = "2026-11-12T10:00,"

    assert found(waiting, as_of=dt.date(2026, 11, 13)) == []
    assert len(found(waiting, as_of=dt.date(2026, 11, 14))) == 1
    assert len(found(waiting, as_of=dt.date(2028, 1, 1))) == 1


def test_what_was_late_long_ago_is_not_told_any_more() -> None:
    late = "2026-11-10T10:00,2026-11-12T10:00"

    assert len(found(late, as_of=dt.date(2026, 12, 9))) == 1
    assert found(late, as_of=dt.date(2026, 12, 10)) == []


def test_what_came_in_after_the_day_is_not_judged() -> None:
    assert found("2026-11-10T10:00,2026-11-12T10:00", as_of=dt.date(2026, 11, 9)) == []


def test_the_edition_of_the_day_says_how_many_hours_there_are() -> None:
    guidelines = Guidelines(
        editions=(
            Edition(id="a", from_=dt.date(2018, 1, 1), limits=(Limits(answer_within_hours=48),)),
            Edition(id="b", from_=dt.date(2026, 11, 11), limits=(Limits(answer_within_hours=24),)),
        )
    )

    assert found("2026-11-10T23:59,2026-11-12T12:00", guidelines=guidelines) == []
    assert len(found("2026-11-11T00:00,2026-11-12T12:00", guidelines=guidelines)) == 1


def test_a_closed_account_answers_nobody() -> None:
    assert found("2026-11-10T10:00,2026-11-12T10:00", status=Status.CLOSED) == []
    assert len(found("2026-11-10T10:00,2026-11-12T10:00", status=Status.DORMANT)) == 1
