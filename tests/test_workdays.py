"""Until when an answer is due: Swedish working days, by the clock in Sweden."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg.workdays import STOCKHOLM, due, is_working_day

moments = st.datetimes(dt.datetime(2005, 1, 1), dt.datetime(2060, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=dt.UTC)
)


def clock(text: str) -> dt.datetime:
    """A time by the clock in Sweden."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("received", "answer_by"),
    [
        ("2026-11-10T10:00", "2026-11-11T10:00"),  # a Tuesday
        ("2026-11-06T15:00", "2026-11-09T15:00"),  # a Friday
        ("2026-11-06T00:00", "2026-11-07T00:00"),  # all of a Friday is enough
        ("2026-11-06T23:59", "2026-11-09T23:59"),
        ("2026-11-07T00:00", "2026-11-10T00:00"),  # a Saturday: by the end of Monday
        ("2026-11-08T23:59", "2026-11-10T00:00"),  # a Sunday
        ("2026-03-27T15:00", "2026-03-30T15:00"),  # the clocks go forward in between
        ("2026-10-23T15:00", "2026-10-26T15:00"),  # and back
        ("2026-04-02T12:00", "2026-04-07T12:00"),  # Maundy Thursday: Easter lasts four days
        ("2026-04-03T12:00", "2026-04-08T00:00"),  # Good Friday
        ("2026-04-30T12:00", "2026-05-04T12:00"),  # before the first of May, a Friday
        ("2026-05-13T12:00", "2026-05-15T12:00"),  # before Ascension Day, a Thursday
        ("2026-06-18T16:00", "2026-06-22T16:00"),  # before Midsummer Eve
        ("2026-06-19T08:00", "2026-06-23T00:00"),  # on it
        ("2026-12-23T12:00", "2026-12-28T12:00"),  # before Christmas Eve
        ("2026-12-24T12:00", "2026-12-29T00:00"),  # on it
        ("2026-12-30T12:00", "2027-01-04T12:00"),  # New Year; week 53 ends on a Sunday
        ("2027-01-05T12:00", "2027-01-07T12:00"),  # before Epiphany
        ("2028-06-05T12:00", "2028-06-07T12:00"),  # before the National Day
    ],
)
def test_an_answer_is_due_after_24_hours_of_working_days(received: str, answer_by: str) -> None:
    assert due(clock(received), 24) == clock(answer_by)


def test_more_hours_than_a_day_last_for_several_days() -> None:
    assert due(clock("2026-11-05T15:00"), 48) == clock("2026-11-09T15:00")


def test_no_limit_is_no_hours_and_a_limit_of_years_is_none() -> None:
    assert due(clock("2026-11-10T10:00"), 0) == clock("2026-11-10T10:00")
    assert due(clock("2026-11-10T10:00"), 10**9) is None


@given(moments, st.integers(0, 100))
def test_an_answer_is_never_due_on_a_day_off(received: dt.datetime, hours: int) -> None:
    """But for its first moment, which is the end of the day before."""
    found = due(received, hours)

    assert found is not None
    assert found >= received
    assert is_working_day((found - dt.timedelta(seconds=1)).astimezone(STOCKHOLM).date()) or (
        found == received
    )


@given(moments, moments)
def test_what_comes_in_later_is_due_later(one: dt.datetime, other: dt.datetime) -> None:
    first, second = due(min(one, other), 24), due(max(one, other), 24)

    assert first is not None
    assert second is not None
    assert first <= second
