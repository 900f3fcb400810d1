"""Files of what is recorded: read back as they were written, and every mistake in its place."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import evidence, periods
from socialreg.model import Answer, Fault
from socialreg.workdays import STOCKHOLM

PATH = "data/activity/biblioteket-facebook.csv"

mondays = st.dates(dt.date(1990, 1, 15), dt.date(2199, 12, 20)).map(periods.monday)
counts = st.dictionaries(mondays, st.integers(0, 999_999), max_size=30)
moments = st.datetimes(
    dt.datetime(1990, 1, 2),  # noqa: DTZ001 - it gets its zone below
    dt.datetime(2199, 12, 30),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
).map(lambda moment: moment.replace(microsecond=0))
answers = st.lists(
    st.builds(
        lambda one, other: Answer(received=min(one, other), answered=max(one, other)),
        moments,
        moments,
    )
    | st.builds(Answer, received=moments),
    max_size=10,
).map(tuple)


def places(found: object) -> list[tuple[int, int]]:
    """Line and column of each fault."""
    assert isinstance(found, list)
    assert all(isinstance(fault, Fault) for fault in found)
    return [(fault.line, fault.column) for fault in found]


def answers_file(found: tuple[Answer, ...]) -> bytes:
    """The file that holds the answers *found*, by the clock in Sweden."""

    def written(moment: dt.datetime | None) -> str:
        return moment.astimezone(STOCKHOLM).isoformat(timespec="seconds") if moment else ""

    rows = (f"{written(each.received)},{written(each.answered)}\n" for each in found)
    return "".join((f"{evidence.ANSWERS_HEADER}\n", *rows)).encode()


@given(counts)
def test_posts_that_are_written_read_back_equal_and_in_order(posts: dict[dt.date, int]) -> None:
    content = evidence.posts_file(posts)
    found = evidence.parse_posts(PATH, content)

    assert found == posts
    assert list(found) == sorted(posts)
    assert content.endswith(b"\n")
    assert b"\r" not in content


@given(answers)
def test_answers_that_are_written_read_back_equal(found: tuple[Answer, ...]) -> None:
    assert evidence.parse_answers(PATH, answers_file(found)) == found


@given(counts)
def test_a_byte_order_mark_and_windows_line_ends_are_read(posts: dict[dt.date, int]) -> None:
    windows = b"\xef\xbb\xbf" + evidence.posts_file(posts).replace(b"\n", b"\r\n")

    assert evidence.parse_posts(PATH, windows) == posts


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_fail(content: bytes) -> None:
    evidence.parse_posts(PATH, content)
    evidence.parse_posts(PATH, b"week,posts\n" + content)
    evidence.parse_answers(PATH, b"received,answered\n" + content)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("vecka,antal\n", (1, 1)),
        ("week;posts\n2026-W45;3\n", (1, 1)),
        ("", (1, 1)),
        ("week,posts\n2026-W45\n", (2, 1)),
        ("week,posts\n2026-W45,3,4\n", (2, 1)),
        ("week,posts\n2026-W45,3\n\n", (3, 1)),
        ("week,posts\n2025-W53,3\n", (2, 1)),
        ("week,posts\n2026-W45,3\n2026-W45,3\n", (3, 1)),
        ("week,posts\n2026-W45,3\n2026-W44,3\n", (3, 1)),
        ("week,posts\n2026-W45,three\n", (2, 10)),
        ("week,posts\n2026-W45,-1\n", (2, 10)),
        ("week,posts\n2026-W45,٣\n", (2, 10)),
    ],
)
def test_what_is_wrong_with_posts_is_found_where_it_stands(
    text: str, place: tuple[int, int]
) -> None:
    assert places(evidence.parse_posts(PATH, text.encode())) == [place]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("2026-11-06,2026-11-07T10:00", (2, 1)),
        ("2026-02-30T10:00,", (2, 1)),
        ("2026-11-06T15:00,soon", (2, 18)),
        ("2026-11-06T15:00,2026-11-06T14:59", (2, 18)),
        ("9999-12-31T23:59-10:00,", (2, 1)),
    ],
)
def test_what_is_wrong_with_answers_is_found_where_it_stands(
    row: str, place: tuple[int, int]
) -> None:
    found = evidence.parse_answers(PATH, f"received,answered\n{row}\n".encode())

    assert places(found) == [place]


def test_a_file_that_is_no_text_says_on_which_line() -> None:
    assert places(evidence.parse_posts(PATH, b"week,posts\n2026-W45,\xff\n")) == [(2, 1)]


def test_a_time_without_an_offset_is_by_the_clock_in_sweden() -> None:
    content = b"received,answered\n2026-07-01T12:00,2026-12-01 12:00\n2026-07-01T10:00Z,\n"

    assert evidence.parse_answers(PATH, content) == (
        Answer(
            received=dt.datetime(2026, 7, 1, 10, tzinfo=dt.UTC),
            answered=dt.datetime(2026, 12, 1, 11, tzinfo=dt.UTC),
        ),
        Answer(received=dt.datetime(2026, 7, 1, 10, tzinfo=dt.UTC)),
    )


def test_no_more_faults_are_told_than_anybody_reads() -> None:
    assert len(places(evidence.parse_posts(PATH, b"week,posts\n" + b"x,y\n" * 1000))) == 20
