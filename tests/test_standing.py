"""How an account stands by the guidelines: what is counted, attested, unknown and broken."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from socialreg import evidence, rules
from socialreg.checking import survey
from socialreg.document import new_file
from socialreg.model import (
    Account,
    Duty,
    Edition,
    Evidence,
    Guidelines,
    Level,
    Limits,
    Posts,
    Reply,
    Review,
    Status,
)
from socialreg.publish.standings import checks, table
from socialreg.publish.voice import Voice
from socialreg.standing import Because, Count, Stand, Standing, stands
from socialreg.store import Folder
from tests.accounts import TODAY, account, register, waiver
from tests.desk import GUIDELINES as GUIDELINES_FILE
from tests.desk import SETTINGS
from tests.samples import posts

ID = account().id
MINIMUM = Posts(minimum=2, recommended=(3, 4))


def guidelines(**changes: Any) -> Guidelines:
    """Guidelines that ask for posts and answers, and for a self-check every year."""
    limits = Limits(
        posts=MINIMUM, answer_within_hours=24, monitor_times_a_day=1, review_every_months=12
    )
    given = {"limits": (limits,)} | changes
    return Guidelines(editions=(Edition(id="1", from_=dt.date(2010, 1, 1), **given),))


def recorded(*counts: int, answers: tuple[str, ...] = ()) -> Evidence:
    """So many posts in the last weeks, and these rows of answers."""
    content = "".join(f"{row}\n" for row in ("received,answered", *answers)).encode()
    parsed = evidence.parse_answers("data/answers/x.csv", content)
    assert isinstance(parsed, tuple), parsed
    return Evidence(
        posts={ID: posts(*counts)} if counts else {}, answers={ID: parsed} if answers else {}
    )


def stand(duty: str, found: Account, policy: Guidelines | None = None, **evidence: Any) -> Stand:
    """How the account stands by one duty."""
    context = register(
        found, guidelines=policy or guidelines(), evidence=recorded(**evidence), as_of=TODAY
    )
    return {one.duty: one for one in stands(found, context)}[duty]


def by_posts(*counts: int, found: Account | None = None, **changes: Any) -> Stand:
    found = found or account()
    context = register(found, guidelines=guidelines(**changes), evidence=recorded(*counts))
    return stands(found, context)[0]


def test_what_has_been_counted_is_fulfilled() -> None:
    assert by_posts(3, 3, 4, 2) == Stand(
        duty="posts",
        standing=Standing.FULFILLED,
        because=Because.POSTED,
        wanted=MINIMUM,
        count=Count(posts=12, periods=4, short=0),
    )


def test_fewer_posts_than_the_minimum_are_a_deviation_since_the_first_such_week() -> None:
    assert by_posts(3, 1, 4, 0) == Stand(
        duty="posts",
        standing=Standing.DEVIATION,
        because=Because.FEW_POSTS,
        date=dt.date(2026, 10, 19),
        wanted=MINIMUM,
        count=Count(posts=8, periods=4, short=2),
    )


def test_an_accepted_deviation_says_until_when_and_not_why() -> None:
    found = by_posts(3, 1, 4, 0, found=account(waivers=(waiver("ACT001"),)))
    assert found.standing is Standing.DEVIATION
    assert found.accepted_until == dt.date(2027, 1, 1)
    assert "reason" not in table((found,))[0]


def test_a_waiver_that_is_over_accepts_nothing() -> None:
    over = waiver("ACT001", until=TODAY - dt.timedelta(days=1))
    assert by_posts(3, 1, 4, 0, found=account(waivers=(over,))).accepted_until is None


def test_an_account_that_is_to_be_closed_says_since_when_nothing_is_posted() -> None:
    limits = Limits(posts=MINIMUM, close_after_idle_weeks=12)
    found = by_posts(2, *(0,) * 13, limits=(limits,))
    assert (found.standing, found.because, found.date) == (
        *(Standing.DEVIATION, Because.NO_POSTS),
        dt.date(2026, 11, 9) - dt.timedelta(weeks=13),
    )


def test_what_nobody_has_recorded_is_unknown() -> None:
    assert by_posts().because is Because.NOT_RECORDED
    assert by_posts(3, 3).standing is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "policy", "because"),
    [
        ({"status": Status.DORMANT}, {}, Because.RESTING),
        ({"opened": TODAY}, {}, Because.NOTHING_TO_JUDGE),
        (
            {"platform": "facebook"},
            {"limits": (Limits(platforms=("instagram",), posts=MINIMUM),)},
            Because.NOT_DEMANDED,
        ),
    ],
)
def test_no_posts_are_wanted_of_an_account_at_rest_new_or_elsewhere(
    changes: dict[str, Any], policy: dict[str, Any], because: Because
) -> None:
    found = by_posts(3, 3, 3, 3, found=account(**changes), **policy)
    assert (found.duty, found.standing, found.because) == (
        *("posts", Standing.NOT_APPLICABLE),
        because,
    )


def test_guidelines_that_count_no_posts_say_nothing_of_them() -> None:
    assert by_posts(limits=(Limits(answer_within_hours=24),)).duty != "posts"
    assert by_posts(0, 0, 0, 0, rules={"ACT001": Level.OFF}).duty != "posts"


def test_what_people_attest_is_attested_and_never_fulfilled() -> None:
    found = stands(account(), register(account(), guidelines=guidelines()))[1:]
    assert {one.standing for one in found} == {Standing.ATTESTED}
    assert {(one.date, one.role) for one in found} == {
        (review.date, review.role) for review in account().reviews
    }


def test_without_a_self_check_everything_is_unknown() -> None:
    found = account(reviews=(), confirmed=None)
    rest = stands(found, register(found, guidelines=guidelines()))[1:]
    assert {one.because for one in rest} == {Because.NOT_ATTESTED}


def test_a_no_is_a_deviation_since_the_day_it_was_said() -> None:
    answers = dict(account().reviews[0].answers) | {Duty.REPLIES_SIGNED: Reply.NO}
    review = Review(date=dt.date(2026, 9, 15), role="Kommunikatör", answers=answers)
    assert stand("replies_signed", account(reviews=(review,))) == Stand(
        duty="replies_signed",
        standing=Standing.DEVIATION,
        because=Because.DENIED,
        date=dt.date(2026, 9, 15),
        role="Kommunikatör",
    )


def test_an_attestation_that_is_too_old_says_nothing_of_today() -> None:
    old = Review(
        date=dt.date(2025, 11, 13), role="Kommunikatör", answers=account().reviews[0].answers
    )
    found = stand("replies_signed", account(reviews=(old,)))
    assert (found.standing, found.because) == (Standing.UNKNOWN, Because.ATTESTED_LONG_AGO)


def test_recorded_answers_count_for_more_than_what_is_attested() -> None:
    in_time = ("2026-11-10T10:00,2026-11-10T11:00", "2026-11-11T10:00,2026-11-11T12:00")
    found = stand("replies_within_24h", account(), answers=in_time)
    assert (found.standing, found.because, found.answers) == (
        *(Standing.FULFILLED, Because.ANSWERED),
        2,
    )
    late = ("2026-11-10T10:00,2026-11-12T11:00", *in_time[1:])
    found = stand("replies_within_24h", account(), answers=late)
    assert (found.standing, found.because, found.answers, found.date) == (
        *(Standing.DEVIATION, Because.ANSWERED_LATE, 1),
        dt.date(2026, 11, 11),
    )


def test_answers_of_long_ago_leave_what_is_attested() -> None:
    found = stand("replies_within_24h", account(), answers=("2026-01-12T10:00,2026-01-12T11:00",))
    assert found.standing is Standing.ATTESTED


def test_a_closed_account_has_no_duties() -> None:
    found = account(status=Status.CLOSED)
    assert stands(found, register(found, guidelines=guidelines())) == ()


def test_a_rule_that_is_off_is_a_duty_that_nobody_has() -> None:
    off = guidelines(rules={"PRO": Level.OFF})
    assert [one.duty for one in stands(account(), register(account(), guidelines=off))] == [
        *("posts", "replies_within_24h", "replies_signed", "monitored_daily"),
        *("no_advertising", "consents_signed"),
    ]


@pytest.mark.parametrize("counts", [(), (3, 3, 3, 3), (3, 1, 3, 3), (0,) * 20, (3, 3)])
def test_a_deviation_is_what_the_rules_find_and_nothing_else(counts: tuple[int, ...]) -> None:
    no = dict(account().reviews[0].answers) | {Duty.REPLIES_SIGNED: Reply.NO}
    for answers in (account().reviews[0].answers, no):
        review = Review(date=dt.date(2026, 9, 15), role="Kommunikatör", answers=answers)
        found = account(reviews=(review,))
        context = register(found, guidelines=guidelines(), evidence=recorded(*counts))
        codes = {finding.code for finding in rules.check(context)}
        broken = codes & {"ACT001", "ACT004", "ANS005", "ANS007"}
        deviations = [one for one in stands(found, context) if one.standing is Standing.DEVIATION]
        assert len(deviations) == len(broken), (codes, deviations)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((3, 3, 4, 3), "3.2 posts a week in the last 4 weeks"),
        (
            (3, 1, 4, 0),
            (
                "2 posts a week in the last 4 weeks. "
                "Too few in 2 of them; the first of these began on 19 October 2026"
            ),
        ),
        ((), "The posts are not recorded"),
    ],
)
def test_it_is_told_in_plain_words(counts: tuple[int, ...], sentence: str) -> None:
    (check,) = checks((by_posts(*counts),), Voice("en", "sv"))
    assert (check.statement, str(check.detail)) == ("make at least 2 posts a week", sentence)


def test_a_number_is_written_as_the_language_writes_it() -> None:
    (check,) = checks((by_posts(3, 3, 4, 3),), Voice("sv", "sv"))
    assert check.detail.startswith("3,2 ")


def test_what_is_published_stands_as_it_is_recorded(tmp_path: Path) -> None:
    files = {
        "data/register.toml": SETTINGS.encode(),
        "data/guidelines.toml": GUIDELINES_FILE.encode(),
        account().path: new_file(account()),
        f"data/activity/{ID}.csv": evidence.posts_file(posts(3, 1, 3, 3)),
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)

    found = survey(Folder(tmp_path), TODAY)

    context = register(
        account(), guidelines=found.register.guidelines, evidence=recorded(3, 1, 3, 3)
    )
    assert found.register.accounts == (account(),)
    assert found.stands == {ID: stands(account(), context)}
    assert (found.register.faults, found.personal) == ((), ())
