"""``socialreg activity``: posts from tables into the register, and shown week by week."""

import datetime as dt
import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import evidence, periods
from socialreg.errors import UsageError
from socialreg.intake import posts
from socialreg.intake.plans import Export, export_plan
from tests.desk import ACCOUNT, GUIDELINES, Desk

EXPORTS = Path(__file__).parent / "fixtures/exports"
TODAY = dt.date(2026, 11, 22)
ACTIVITY = f"data/activity/{ACCOUNT}.csv"

LIMITS = """
[[editions.limits]]
posts = { minimum = 2, recommended = [3, 4] }
"""


def counted(name: str, export: Export) -> dict[str, int]:
    """The posts in a sample of an export, by the name of the week."""
    scope = posts.Scope(account=ACCOUNT, ids={ACCOUNT}, today=TODAY)
    found, errors = posts.posts_from((EXPORTS / name).read_bytes(), export_plan(export, {}), scope)
    assert errors == []
    return {periods.week_name(week): number for week, number in sorted(found[ACCOUNT].items())}


@pytest.mark.parametrize(
    ("name", "export", "expected"),
    [
        # Sunday 16:30 in California is Monday in Sweden; the same post twice is one.
        ("meta-facebook.csv", Export.META, {"2026-W44": 2, "2026-W45": 1}),
        ("meta-facebook-sv.csv", Export.META, {"2026-W45": 1}),
        ("meta-instagram.csv", Export.META, {"2026-W44": 2}),
        # Sunday 23:30 UTC is Monday in Sweden; what begins with @ is an answer.
        ("x.csv", Export.X, {"2026-W44": 1, "2026-W45": 2}),
        ("youtube.csv", Export.YOUTUBE, {"2026-W44": 1, "2026-W45": 1}),
        ("youtube-sv.csv", Export.YOUTUBE, {"2026-W44": 1}),
        ("linkedin.csv", Export.LINKEDIN, {"2026-W44": 1, "2026-W45": 1}),
        ("tiktok.csv", Export.TIKTOK, {"2026-W44": 1, "2026-W45": 1}),
    ],
)
def test_the_samples_of_all_exports_are_counted_by_swedish_weeks(
    name: str, export: Export, expected: dict[str, int]
) -> None:
    assert counted(name, export) == expected


def test_every_export_has_a_mapping_and_a_sample() -> None:
    names = {path.stem.partition("-")[0] for path in EXPORTS.iterdir()}

    assert names | {"csv"} == {export.value for export in Export}
    assert all(export_plan(export, {}).columns for export in Export)


mondays = st.dates(dt.date(2020, 1, 6), dt.date(2026, 11, 2)).map(periods.monday)
weeks = st.dictionaries(mondays, st.integers(0, 50), max_size=12)


@given(weeks, weeks)
def test_importing_twice_is_importing_once_and_the_order_does_not_matter(
    before: posts.Weeks, now: posts.Weeks
) -> None:
    once = posts.merged(before, now)

    assert posts.merged(once, now) == once
    assert posts.merged(now, before) == once
    assert all(once[week] >= number for week, number in now.items())


@given(weeks)
def test_a_file_of_the_register_is_a_table_that_can_be_imported(found: posts.Weeks) -> None:
    scope = posts.Scope(account=ACCOUNT, ids={ACCOUNT}, today=TODAY)
    plan = export_plan(Export.CSV, {})

    assert posts.posts_from(evidence.posts_file(found), plan, scope) == ({ACCOUNT: found}, [])


@given(st.binary(max_size=300))
def test_no_bytes_make_the_import_fail_in_another_way_than_it_should(content: bytes) -> None:
    scope = posts.Scope(account=ACCOUNT, ids={ACCOUNT}, today=TODAY)
    names = b"Date,week,posts,Video publish time,Created date,Publish time,Post time\n"
    for export in Export:
        with suppress(UsageError):
            posts.posts_from(names + content, export_plan(export, {}), scope)


@pytest.mark.parametrize(
    "header",
    [
        "Date",
        "DATUM",
        " Publicerad ",
        "\ufeffdate",
        '"\ufeffDate"',
        "\ufeff\ufeff date\u00a0",
        "Namn,Tid",
    ],
)
def test_a_columns_name_is_known_in_capitals_and_with_what_stands_unseen_around_it(
    header: str,
) -> None:
    row = "x,2026-11-02" if "," in header else "2026-11-02"
    scope = posts.Scope(account=ACCOUNT, ids={ACCOUNT}, today=TODAY)

    found = posts.posts_from(f"{header}\n{row}\n".encode(), export_plan(Export.CSV, {}), scope)

    assert found == ({ACCOUNT: {dt.date(2026, 11, 2): 1}}, [])


def test_a_column_that_is_spelled_as_in_the_mapping_goes_first() -> None:
    scope = posts.Scope(account=ACCOUNT, ids={ACCOUNT}, today=TODAY)
    plan = export_plan(Export.CSV, {"columns": {"time": "Datum"}})

    found = posts.posts_from(b"DATUM,Datum\n2026-10-05,2026-11-02\n", plan, scope)

    assert found == ({ACCOUNT: {dt.date(2026, 11, 2): 1}}, [])


def test_rows_that_are_no_posts_are_known_by_a_column_in_capitals() -> None:
    scope = posts.Scope(account=ACCOUNT, ids={ACCOUNT}, today=TODAY)
    plan = export_plan(Export.CSV, {"skip": {"text": ["@"]}})

    found = posts.posts_from(b"Date,TEXT\n2026-11-02,@a Hej\n2026-11-03,Hej\n", plan, scope)

    assert found == ({ACCOUNT: {dt.date(2026, 11, 2): 1}}, [])


@pytest.mark.parametrize(
    ("opened", "weeks"),
    [
        ("2026-10-25", ["W42", "W43", "W44", "W45"]),  # a Sunday: its week is known as a whole
        ("2026-10-26", ["W42", "W44", "W45"]),
        ("2026-10-12", ["W42", "W43", "W44", "W45"]),
        ("2027-01-01", ["W42", "W45"]),
    ],
)
def test_no_week_before_the_opening_counts_as_one_without_posts(
    opened: str, weeks: list[str]
) -> None:
    scope = posts.Scope(
        account=ACCOUNT,
        ids={ACCOUNT},
        today=TODAY,
        first=dt.date(2026, 10, 1),
        last=dt.date(2026, 11, 8),
        opened={ACCOUNT: dt.date.fromisoformat(opened)},
    )
    table = b"date\n2026-10-13\n2026-11-02\n"

    found, _errors = posts.posts_from(table, export_plan(Export.CSV, {}), scope)

    if opened == "2026-10-12":  # the export's days begin before it
        assert min(found[ACCOUNT]) == dt.date(2026, 10, 12)
    assert [f"W{week.isocalendar().week}" for week in sorted(found[ACCOUNT])] == weeks


def test_a_table_of_weeks_says_itself_what_was_before_the_opening() -> None:
    scope = posts.Scope(
        account=ACCOUNT, ids={ACCOUNT}, today=TODAY, opened={ACCOUNT: dt.date(2026, 11, 2)}
    )
    table = b"week,posts\n2026-W40,0\n2026-W41,2\n"

    found, _errors = posts.posts_from(table, export_plan(Export.CSV, {}), scope)

    assert found == {ACCOUNT: {dt.date(2026, 9, 28): 0, dt.date(2026, 10, 5): 2}}


def test_posts_from_before_the_opening_are_recorded_as_they_are_and_told_of(
    library: Desk,
) -> None:
    table = bring(library, "date\n2026-01-07\n2026-01-08\n2026-02-18\n")

    told = library.do("activity", "import", table, "--id", ACCOUNT).err

    assert (
        "2 posts are from before biblioteket-facebook was opened, 2026-02-01; "
        "they are recorded as they are." in told.splitlines()
    )
    assert (library.root / ACTIVITY).read_text("utf-8") == (
        "week,posts\n2026-W02,2\n2026-W05,0\n2026-W06,0\n2026-W07,0\n2026-W08,1\n"
    )


def bring(desk: Desk, text: str, name: str = "posts.csv") -> str:
    """Put a table beside the register; how it is called from there."""
    (desk.root.parent / name).write_text(text, "utf-8")
    return f"../{name}"


def test_posts_are_recorded_by_one_commit_and_a_second_time_changes_nothing(library: Desk) -> None:
    table = bring(library, "date\n2026-10-20\n2026-10-21T23:30\n2026-11-02\n")
    arguments = ("activity", "import", table, "--id", ACCOUNT)

    first = library.do(*arguments)
    state = library.state()
    second = library.do(*arguments)

    assert (library.root / ACTIVITY).read_text("utf-8") == (
        "week,posts\n2026-W43,2\n2026-W44,0\n2026-W45,1\n"
    )
    assert library.git("log", "-1", "--format=%B").strip() == (
        f"Record the posts of {ACCOUNT}\n\nAccount: {ACCOUNT}\nAction: activity\nSource: csv"
    )
    assert "The posts of 1 account are recorded: 3 in this table." in first.err
    assert "All of it is recorded already: nothing is changed." in second.err
    assert library.state() == state
    assert library.git("status", "--porcelain") == ""


def test_a_week_keeps_the_larger_number_and_the_days_of_the_export_count_as_known(
    library: Desk,
) -> None:
    long, short = (
        bring(library, "date\n2026-10-20\n2026-10-21\n2026-10-22\n", "long.csv"),
        bring(library, "date\n2026-10-22\n", "short.csv"),
    )

    library.do("activity", "import", long, "--id", ACCOUNT)
    library.do(
        *("activity", "import", short, "--id", ACCOUNT),
        *("--first-day", "2026-10-14", "--last-day", "2026-11-08"),
    )

    assert (library.root / ACTIVITY).read_text("utf-8") == (
        "week,posts\n2026-W43,3\n2026-W44,0\n2026-W45,0\n"
    )


def test_an_export_without_posts_says_that_there_were_none(library: Desk) -> None:
    table = bring(library, "date\n")

    refused = library.run("activity", "import", table, "--id", ACCOUNT)
    library.do(
        *("activity", "import", table, "--id", ACCOUNT),
        *("--first-day", "2026-10-26", "--last-day", "2026-11-01"),
    )

    assert (refused.status, "The table has no posts." in refused.err) == (2, True)
    assert (library.root / ACTIVITY).read_text("utf-8") == "week,posts\n2026-W44,0\n"


def test_a_column_says_whose_posts_they_are_in_its_own_words(library: Desk) -> None:
    shutil.copy(EXPORTS / "meta-facebook.csv", library.root.parent)
    mapping = bring(library, f'[accounts]\n"Sjöhamns bibliotek" = "{ACCOUNT}"\n', "mapping.toml")

    library.do(
        *("activity", "import", "../meta-facebook.csv", "--from", "meta", "--mapping", mapping)
    )

    assert (library.root / ACTIVITY).read_text("utf-8") == "week,posts\n2026-W44,2\n2026-W45,1\n"


def test_one_bad_row_stops_all_and_every_bad_row_is_told(library: Desk) -> None:
    table = bring(
        library,
        "account;date\n"
        f"{ACCOUNT};2026-11-02\n"
        "biblioteket-facebok;2026-11-02\n"
        f"{ACCOUNT};2 november\n"
        f"{ACCOUNT};2096-11-02\n",
    )
    before = library.state()

    result = library.run("activity", "import", table)

    assert result.status == 1
    assert result.err.splitlines()[:3] == [
        f"../posts.csv:3: There is no account “biblioteket-facebok”. Did you mean “{ACCOUNT}”?",
        (
            "../posts.csv:4: “2 november” is not a time. "
            "Is it the right export? Its time is written as: 2026-11-06T15:00"
        ),
        "../posts.csv:5: The post is of 2096-11-02, which is to come.",
    ]
    assert "3 rows cannot be imported, so nothing was." in result.err
    assert library.state() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--id", "biblioteket"), "There is no account “biblioteket”."),
        ((), "The table does not say whose posts they are."),
        (("--id", ACCOUNT, "--from", "meta"), "The table has no column “Publish time"),
        (("--id", ACCOUNT, "--first-day", "2026-10-01"), "first and last day belong together."),
        (
            ("--id", ACCOUNT, "--first-day", "2026-10-01", "--last-day", "2096-10-01"),
            "is not a time that has passed.",
        ),
        (("--id", ACCOUNT, "--from", "myspace"), "--from must be one of: csv, meta, x,"),
    ],
)
def test_what_cannot_be_imported_says_why(
    library: Desk, arguments: tuple[str, ...], message: str
) -> None:
    table = bring(library, "date\n2026-11-02\n")
    result = library.run("activity", "import", table, *arguments)

    assert (result.status, message in result.err) == (2, True), result.err


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("[colums]\n", "unknown word “colums”"),
        ('[columns]\ntyme = "Date"\n', "unknown word “tyme”"),
        ("[columns]\ntime = 3\n", "“time” in the mapping is not of the right kind."),
        ('[time]\nzone = "Europe/Sjöhamn"\n', "There is no time zone “Europe/Sjöhamn”."),
        ('[time]\nzone = "../../etc/passwd"\n', "There is no time zone"),
        ('[number]\nshift = "22"\n', "“shift” in the mapping is not of the right kind."),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(library: Desk, mapping: str, message: str) -> None:
    table = bring(library, "date\n2026-11-02\n")
    mapped = bring(library, mapping, "mapping.toml")
    result = library.run("activity", "import", table, "--id", ACCOUNT, "--mapping", mapped)

    assert (result.status, message in result.err) == (2, True), result.err


def test_a_broken_file_is_not_written_over(library: Desk) -> None:
    library.do("activity", "import", bring(library, "date\n2026-11-02\n"), "--id", ACCOUNT)
    (library.root / ACTIVITY).write_text("week,posts\n2026-W45,many\n", "utf-8")

    result = library.run(
        "activity", "import", bring(library, "date\n2026-11-10\n"), "--id", ACCOUNT
    )

    assert (result.status, f"{ACTIVITY}:2:10: “many”" in result.err) == (2, True), result.err
    assert "many" in (library.root / ACTIVITY).read_text("utf-8")


def weeks_ago(number: int) -> str:
    """The week so many weeks before the one that the program takes for this week."""
    today = dt.date.today()  # noqa: DTZ011 - as the program does
    return periods.week_name(periods.monday(today) - number * periods.WEEK)


def posted(desk: Desk) -> None:
    """Some weeks of posts, and guidelines that want two a week."""
    (desk.root / "data/guidelines.toml").write_text(GUIDELINES + LIMITS, "utf-8")
    counts = ((4, 3), (3, 2), (2, 0), (1, 5))
    rows = "".join(f"{weeks_ago(ago)},{number}\n" for ago, number in counts)
    desk.do("activity", "import", bring(desk, f"week,posts\n{rows}"), "--id", ACCOUNT)


def test_weeks_are_shown_against_the_minimum_and_the_recommendation(library: Desk) -> None:
    posted(library)

    shown = library.do("activity", "show", ACCOUNT, "--weeks", "6")
    lines = [line[10:].strip() for line in shown.out.splitlines()]

    assert lines == [
        "–         not recorded",
        "3  ███",
        "2  ██░    below the recommendation",
        "0  ▒▒░    below the minimum",
        "5  █████",
        "–         not over yet",
    ]
    assert shown.err == "█ posts; ▒ to the minimum, 2; ░ to what is recommended, 3–4\n"


def test_weeks_at_rest_are_marked_and_ask_for_nothing(library: Desk) -> None:
    posted(library)
    monday = periods.monday(dt.date.today())  # noqa: DTZ011 - as the program does
    days = [(monday - ago * periods.WEEK).isoformat() for ago in (3, 2)]
    library.do("pause", ACCOUNT, "--date", days[0])
    library.do("resume", ACCOUNT, "--date", days[1])

    shown = library.do("activity", "show", ACCOUNT, "--weeks", "5").out
    document = library.do("activity", "show", ACCOUNT, "--weeks", "5", "--format", "json").out

    assert [line[10:].strip() for line in shown.splitlines()] == [
        "3  ███",
        "2  ██     at rest",
        "0         at rest",
        "5  █████",
        "–         not over yet",
    ]
    minimums = [week["minimum"] for week in json.loads(document)["weeks"]]
    assert minimums == [2, None, None, 2, 2]


def test_a_terminal_without_blocks_gets_plain_characters(library: Desk) -> None:
    posted(library)

    for variables in ({"LC_ALL": "sv_SE.ISO-8859-1"}, {"TERM": "dumb"}):
        shown = library.run("activity", "show", ACCOUNT, "--weeks", "3", **variables)
        assert [line[10:].split()[1] for line in shown.out.splitlines()[:2]] == ["--.", "#####"]


def test_what_is_shown_as_json_and_csv_is_for_programs(library: Desk) -> None:
    posted(library)

    document = json.loads(library.do("activity", "show", ACCOUNT, "--format", "json").out)
    table = library.do("activity", "show", ACCOUNT, "--weeks", "2", "--format", "csv").out

    assert (document["schema"], document["account"], len(document["weeks"])) == (1, ACCOUNT, 13)
    last = document["weeks"][-2]
    assert last == {"week": last["week"], "posts": 5, "minimum": 2, "recommended": [3, 4]}
    assert document["weeks"][-1]["posts"] is None
    assert table.splitlines()[0] == "week,posts,minimum,recommended"
    assert table.splitlines()[1].endswith(",5,2,3-4")


def test_many_posts_are_shown_in_few_characters(library: Desk) -> None:
    posted(library)
    table = bring(library, f"week,posts\n{weeks_ago(1)},900\n")
    library.do("activity", "import", table, "--id", ACCOUNT)

    shown = library.do("activity", "show", ACCOUNT)

    assert max(map(len, shown.out.splitlines())) < 80
    assert "each mark is 30 posts" in shown.err


def test_months_are_shown_where_the_guidelines_count_in_months(library: Desk) -> None:
    limits = '[[editions.limits]]\nposts = { minimum = 1, per = "month" }\n'
    (library.root / "data/guidelines.toml").write_text(f"{GUIDELINES}{limits}", "utf-8")

    shown = library.do("activity", "show", ACCOUNT, "--weeks", "1").out

    assert shown.splitlines()[1].endswith(": 0 recorded, at least 1 demanded")


@pytest.mark.parametrize("number", ["0", "-1", "521"])
def test_only_so_many_weeks_can_be_shown(library: Desk, number: str) -> None:
    result = library.run("activity", "show", ACCOUNT, "--weeks", number)

    assert (result.status, "Choose a number from 1 to 520." in result.err) == (2, True)


def test_a_misspelled_second_word_names_the_nearest(library: Desk) -> None:
    result = library.run("activity", "shwo", ACCOUNT)

    assert (result.status, result.err.splitlines()) == (
        2,
        ["Error: There is no command “activity shwo”.", "Did you mean “show”?"],
    )


def test_a_check_of_one_account_tells_of_its_recorded_posts_too(library: Desk) -> None:
    posted(library)

    found = json.loads(library.run("validate", ACCOUNT, "--select", "ACT", "--format", "json").out)

    assert [(finding["code"], finding["path"]) for finding in found["findings"]] == [
        ("ACT001", ACTIVITY)
    ]
