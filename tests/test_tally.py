"""Posts against what the guidelines want: which weeks are judged, by which edition, and when."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from socialreg import rules
from socialreg.model import (
    Account,
    Edition,
    Evidence,
    Guidelines,
    Limits,
    Pause,
    Period,
    Posts,
    Rest,
    Status,
)
from socialreg.periods import WEEK, parse_week
from tests.accounts import GUIDELINES, TODAY, account, register, waiver

ID = "biblioteket-facebook"


def week(name: str) -> dt.date:
    """The Monday of the week with that name."""
    found = parse_week(name)
    assert found is not None
    return found


def recorded(*counts: int | None, last: str = "2026-W45") -> dict[dt.date, int]:
    """So many posts in the weeks up to *last*; None is a week that nobody has recorded."""
    first = week(last) - (len(counts) - 1) * WEEK
    weeks = {first + number * WEEK: count for number, count in enumerate(counts)}
    return {monday: count for monday, count in weeks.items() if count is not None}


def found(
    posts: dict[dt.date, int],
    checked: Account | None = None,
    guidelines: Guidelines = GUIDELINES,
    as_of: dt.date = TODAY,
) -> dict[str, str]:
    """The message of each finding about posts, by code."""
    evidence = Evidence(posts={ID: posts})
    judged = register(checked or account(), guidelines=guidelines, evidence=evidence, as_of=as_of)
    return {
        finding.code: finding.message
        for finding in rules.check(judged)
        if finding.code.startswith("ACT")
    }


def editions(*given: tuple[dt.date, dict[str, Any]]) -> Guidelines:
    """Guidelines with an edition from each day, for all platforms and kinds."""
    return Guidelines(
        editions=tuple(
            Edition(
                id=f"{day:%Y-%m}",
                from_=day,
                limits=(
                    Limits(**{key: value for key, value in numbers.items() if key != "pauses"}),
                ),
                pauses=numbers.get("pauses", ()),
            )
            for day, numbers in given
        )
    )


TWO_A_WEEK = {"posts": Posts(minimum=2)}
BEGIN = dt.date(2018, 11, 1)


def test_exactly_the_minimum_is_enough_and_one_less_is_not() -> None:
    enough = editions((BEGIN, TWO_A_WEEK))

    assert found(recorded(2, 2, 2, 2), guidelines=enough) == {}
    assert found(recorded(2, 2, 1, 2), guidelines=enough) == {
        "ACT001": f"{ID} has posted less than the minimum: 2026-W44 1 of 2."
    }


def test_exactly_the_lower_end_of_the_range_is_as_recommended() -> None:
    assert found(recorded(3, 3, 3, 3)) == {}
    assert found(recorded(3, 2, 3, 9)) == {
        "ACT002": f"{ID} has posted less than is recommended: 2026-W43 2 of 3."
    }


def test_a_finding_stands_on_the_line_of_the_first_week_that_it_is_about() -> None:
    posts = recorded(9, 9, 3, 3, 1, 3)
    (finding,) = rules.check(register(account(), evidence=Evidence(posts={ID: posts})))

    assert (finding.path, finding.line) == (f"data/activity/{ID}.csv", 6)
    assert finding.account == ID


def test_this_week_and_the_time_before_the_last_four_are_not_judged() -> None:
    assert found(recorded(0, 3, 3, 3, 3)) == {}
    assert found(recorded(3, 3, 3, 3, 0, last="2026-W46")) == {}


def test_what_is_not_recorded_is_unknown_and_no_posts_are_few() -> None:
    assert found({}) == {
        "ACT003": f"Whether {ID} posts enough is not known: nothing is recorded for "
        "2026-W42, 2026-W43, 2026-W44, 2026-W45."
    }
    assert found(recorded(3, None, None, 3))["ACT003"].endswith("2026-W43, 2026-W44.")
    assert list(found(recorded(0, 3, 3, 3))) == ["ACT001"]


def test_a_month_in_which_enough_is_recorded_already_is_not_unknown() -> None:
    monthly = editions((BEGIN, {"posts": Posts(minimum=1, per=Period.MONTH)}))

    assert found({week("2026-W36"): 1, week("2026-W40"): 1}, guidelines=monthly) == {}
    assert found({week("2026-W36"): 1, week("2026-W45"): 1}, guidelines=monthly) == {
        "ACT003": f"Whether {ID} posts enough is not known: nothing is recorded for 2026-10."
    }


def test_weeks_before_the_account_was_opened_are_not_judged() -> None:
    new = account(opened=week("2026-W45"))
    midweek = account(opened=week("2026-W45") + dt.timedelta(days=1))

    assert found(recorded(0, 0, 0, 3), new) == {}
    assert list(found(recorded(0, 0, 0, 0), new)) == ["ACT001"]
    assert found(recorded(0, 0, 0, 0), midweek) == {}


@pytest.mark.parametrize("status", [Status.DORMANT, Status.CLOSED, Status.APPLIED])
def test_an_account_that_is_not_in_use_need_not_post(status: Status) -> None:
    rests = (Rest(from_=week("2026-W40")),) if status is Status.DORMANT else ()

    assert found(recorded(*[0] * 20), account(status=status, rests=rests)) == {}


def test_a_week_is_judged_by_the_edition_of_its_first_day() -> None:
    change = week("2026-W44")
    stricter = editions((BEGIN, TWO_A_WEEK), (change, {"posts": Posts(minimum=3)}))
    a_day_later = editions(
        (BEGIN, TWO_A_WEEK), (change + dt.timedelta(days=1), {"posts": Posts(minimum=3)})
    )

    assert found(recorded(2, 2, 2, 3), guidelines=stricter) == {
        "ACT001": f"{ID} has posted less than the minimum: 2026-W44 2 of 3."
    }
    assert found(recorded(2, 2, 2, 3), guidelines=a_day_later) == {}


def test_when_an_edition_counts_in_months_the_weeks_before_it_are_still_weeks() -> None:
    monthly = editions(
        (BEGIN, TWO_A_WEEK), (week("2026-W45"), {"posts": Posts(minimum=1, per=Period.MONTH)})
    )

    assert found(recorded(2, 1, 2, 0), guidelines=monthly) == {
        "ACT001": f"{ID} has posted less than the minimum: 2026-W43 1 of 2."
    }


def test_a_half_year_is_judged_when_its_last_week_is_over() -> None:
    half_yearly = editions((BEGIN, {"posts": Posts(minimum=1, per=Period.HALF_YEAR)}))
    silent = recorded(*[0] * 60, last="2026-W53")
    video = account(platform="youtube")

    assert list(found(silent, video, half_yearly, dt.date(2027, 1, 4))) == ["ACT001"]
    assert "2026-H2" in found(silent, video, half_yearly, dt.date(2027, 1, 4))["ACT001"]
    assert "2026-H1" in found(silent, video, half_yearly, dt.date(2027, 1, 3))["ACT001"]


def test_week_53_is_a_week_like_others() -> None:
    posts = recorded(3, 3, 1, 3, last="2027-W01")
    late = found(posts, as_of=dt.date(2027, 1, 11))

    assert late == {"ACT001": f"{ID} has posted less than the minimum: 2026-W53 1 of 2."}


def test_a_pause_that_touches_a_week_exempts_it() -> None:
    sunday = week("2026-W43") + dt.timedelta(days=6)
    paused = editions((BEGIN, TWO_A_WEEK | {"pauses": (Pause(from_=sunday, to=sunday),)}))

    assert found(recorded(2, 0, 2, 2), guidelines=paused) == {}
    assert list(found(recorded(2, 2, 0, 2), guidelines=paused)) == ["ACT001"]


IDLE = TWO_A_WEEK | {"close_after_idle_weeks": 6}


def test_as_many_weeks_without_posts_as_are_allowed_are_too_many() -> None:
    guidelines = editions((BEGIN, IDLE))

    assert found(recorded(1, *[0] * 6), guidelines=guidelines) == {
        "ACT004": f"{ID} has had no posts since 2026-09-28 and is to be closed since 2026-11-09."
    }
    before = found(recorded(1, *[0] * 5), guidelines=guidelines)
    assert list(before) == ["ACT001"]
    assert before["ACT001"].endswith("If nothing is posted, it is to be closed on 2026-11-16.")


def test_a_pause_does_not_count_as_weeks_without_posts() -> None:
    pause = Pause(from_=week("2026-W43"), to=week("2026-W44") + dt.timedelta(days=6))
    guidelines = editions((BEGIN, IDLE | {"pauses": (pause,)}))

    assert list(found(recorded(1, *[0] * 7), guidelines=guidelines)) == ["ACT001"]
    assert list(found(recorded(1, *[0] * 8), guidelines=guidelines)) == ["ACT004"]


def test_a_week_that_nobody_recorded_ends_what_is_known_of_the_silence() -> None:
    guidelines = editions((BEGIN, IDLE))

    assert "ACT004" not in found(recorded(0, 0, 0, None, 0, 0, 0, 0), guidelines=guidelines)
    assert list(found(recorded(*[0] * 20, last="2026-W30"), guidelines=guidelines)) == ["ACT003"]


def rested(first: dt.date, last: dt.date | None) -> Account:
    """An account in use that has rested, or rests if it has no *last* day."""
    return account(rests=(Rest(from_=first, until=last),))


DAY = dt.timedelta(days=1)
PER_WEEK = editions((BEGIN, TWO_A_WEEK))


@pytest.mark.parametrize(
    ("first", "last", "exempt"),
    [
        (week("2026-W44"), week("2026-W44"), True),  # a Monday
        (week("2026-W45") - DAY, week("2026-W45") - DAY, True),  # the Sunday
        (week("2026-W44") - DAY, week("2026-W44") - DAY, False),  # the Sunday before
        (week("2026-W45"), week("2026-W45"), False),  # the Monday after
        (week("2026-W40"), week("2026-W44"), True),  # taken into use again on its Monday
        (week("2026-W40"), week("2026-W44") - DAY, False),
        (week("2026-W45") - DAY, TODAY, True),  # let to rest on its Sunday
        (week("2026-W46"), week("2026-W40"), False),  # backwards: never
    ],
)
def test_a_week_that_a_rest_touches_is_exempt_when_the_account_is_in_use_again(
    first: dt.date, last: dt.date, *, exempt: bool
) -> None:
    week_44 = f"{ID} has posted less than the minimum: 2026-W44 0 of 2."

    judged = found(recorded(2, 2, 0, 2), rested(first, last), PER_WEEK)

    assert judged == ({} if exempt else {"ACT001": week_44})


def test_a_rest_in_week_53_exempts_it_and_no_other() -> None:
    new_year = rested(dt.date(2027, 1, 1), dt.date(2027, 1, 3))
    as_of = dt.date(2027, 1, 11)

    assert found(recorded(2, 2, 0, 2, last="2027-W01"), new_year, PER_WEEK, as_of) == {}
    assert found(recorded(2, 2, 2, 0, last="2027-W01"), new_year, PER_WEEK, as_of) == {
        "ACT001": f"{ID} has posted less than the minimum: 2027-W01 0 of 2."
    }
    assert found(recorded(2, 0, 2, 2, last="2027-W01"), new_year, PER_WEEK, as_of) == {
        "ACT001": f"{ID} has posted less than the minimum: 2026-W52 0 of 2."
    }


def test_a_month_that_a_rest_touches_is_exempt_as_a_whole() -> None:
    monthly = editions((BEGIN, {"posts": Posts(minimum=1, per=Period.MONTH)}))
    last_day = week("2026-W44") + 6 * DAY  # of October, as weeks make it
    silent = recorded(1, *[0] * 6)

    assert "2026-10" in found(silent, account(), monthly)["ACT001"]
    assert found(silent, rested(last_day, last_day), monthly) == {}
    assert "2026-10" in found(silent, rested(last_day + DAY, last_day + DAY), monthly)["ACT001"]


def test_weeks_at_rest_are_not_unknown_and_ask_for_no_recommended_posts() -> None:
    month = rested(week("2026-W42"), week("2026-W44") + 6 * DAY)

    assert found(recorded(None, None, None, 3), month) == {}
    assert found(recorded(2, 2, 2, 3), month) == {}
    assert found(recorded(None, None, None, None), month) == {
        "ACT003": f"Whether {ID} posts enough is not known: nothing is recorded for 2026-W45."
    }


def test_a_rest_does_not_count_as_weeks_without_posts() -> None:
    guidelines = editions((BEGIN, IDLE))
    summer = rested(week("2026-W30"), week("2026-W41") + 6 * DAY)

    # Four weeks since the rest, and one before it: five of the six that are allowed.
    few = found(recorded(1, 0, *[None] * 12, *[0] * 4), summer, guidelines)
    assert list(few) == ["ACT001"]
    assert few["ACT001"].endswith("If nothing is posted, it is to be closed on 2026-11-16.")
    many = found(recorded(1, 0, 0, *[0] * 12, *[0] * 4), summer, guidelines)
    assert list(many) == ["ACT004"]


def test_a_resting_account_is_old_by_the_day_on_which_its_rest_began() -> None:
    rests = (Rest(from_=dt.date(2020, 1, 1), until=dt.date(2020, 5, 1)), Rest(from_=TODAY))
    resting = account(status=Status.DORMANT, rests=rests)
    limit = dt.date(2028, 11, 14)

    assert found({week("2020-W01"): 1}, resting, as_of=limit) == {}
    assert found({week("2028-W40"): 1}, resting, as_of=limit + DAY) == {
        "ACT005": f"{ID} rests since 2026-11-14, longer than the guidelines allow."
    }


def test_a_resting_account_is_old_by_its_last_recorded_post() -> None:
    """Two years and a day after the Sunday of that week."""
    resting = account(status=Status.DORMANT)
    last = week("2024-W45")
    limit = last.replace(year=2026) + dt.timedelta(days=6)

    assert found({last: 1}, resting, as_of=limit) == {}
    assert list(found({last: 1}, resting, as_of=limit + dt.timedelta(days=1))) == ["ACT005"]
    for nothing in ({last: 0}, {}):
        assert found(nothing, resting) == {"ACT006": f"{ID} rests, but since when is not known."}
    assert found({}, resting, editions((BEGIN, TWO_A_WEEK))) == {}


@pytest.mark.parametrize("as_of", [dt.date.min, dt.date(1, 2, 1), dt.date.max])
@pytest.mark.parametrize("number", [0, 10**30])
def test_numbers_and_days_beyond_all_measure_find_nothing(as_of: dt.date, number: int) -> None:
    numbers = {"close_after_idle_weeks": number, "rest_at_most_months": number}
    guidelines = editions((dt.date.min, numbers | {"posts": Posts(minimum=number)}))

    for status in (Status.ACTIVE, Status.DORMANT):
        found(recorded(*[0] * 200), account(status=status), guidelines, as_of)


def test_a_waiver_accepts_what_is_found_in_the_recorded_posts() -> None:
    accepted = replace(account(), waivers=(waiver("ACT001"),))
    evidence = Evidence(posts={ID: recorded(3, 3, 3, 1)})

    (finding,) = rules.check(register(accepted, evidence=evidence))

    assert (finding.code, finding.waived) == ("ACT001", True)
