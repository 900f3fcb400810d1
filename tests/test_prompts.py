"""Questions in a terminal: only what is missing, with defaults, and Ctrl-C leaves nothing."""

import datetime as dt
import shlex
import tomllib

import pytest

from tests.desk import ACCOUNT, Desk, add_library
from tests.terminal import talk

CTRL_C = "\x03"
NOTE = "replies_signed=Vikarier glömmer"


def test_add_asks_only_for_what_the_address_and_the_options_leave_open(desk: Desk) -> None:
    answers = [
        "",  # the name: the handle is proposed
        "Biblioteket",
        "",  # the id that is proposed
        "Kultur och fritid",
        "Boktips",
        "Bibliotekschef",
        "",  # no mailbox
        "2026-01-05",
        "",  # the edition in force
    ]

    status, shown = talk(desk, ["add", "facebook.com/sjohamnsbibliotek"], answers)

    assert status == 0, shown
    table = tomllib.loads(desk.file("sjohamnsbibliotek-facebook").read_text("utf-8"))
    assert (table["name"], table["unit"], table["department"], table["purpose"]) == (
        "sjohamnsbibliotek",
        "Biblioteket",
        "Kultur och fritid",
        "Boktips",
    )
    assert table["application"]["guidelines"] == "2018-11"
    assert table["contact"] == {"role": "Bibliotekschef"}


def test_close_says_why_to_keep_the_handle_and_takes_the_default(library: Desk) -> None:
    answers = ["Slogs ihop", "KFN 2026/88", "", "", "2026-10-01"]

    status, shown = talk(library, ["close", ACCOUNT], answers)

    assert status == 0, shown
    assert "strangers can take it" in shown
    table = tomllib.loads(library.file().read_text("utf-8"))
    assert table["closing"]["handle"] == "kept"


def test_a_wrong_answer_is_asked_again(library: Desk) -> None:
    answers = ["Slogs ihop", "KFN 2026/88", "9", "kept", "", "1 oktober", "2026-10-01"]

    status, shown = talk(library, ["close", ACCOUNT], answers)

    assert status == 0, shown
    assert "Please write one of the numbers or words above." in shown
    assert "Write year, month and day: 2026-11-14." in shown


def test_ctrl_c_leaves_nothing_and_shows_how_to_go_on(library: Desk) -> None:
    before = library.state()

    status, shown = talk(library, ["close", ACCOUNT], ["Slogs ihop", CTRL_C])

    assert status == 130
    assert "Nothing was changed." in shown
    said = " ".join(shown.split())
    assert f"socialreg close {ACCOUNT} --reason 'Slogs ihop'" in said
    assert library.state() == before


def test_the_way_to_go_on_is_a_command_that_works(desk: Desk) -> None:
    _status, shown = talk(desk, ["add"], ["facebook.com/sjohamnbib", "Biblioteket", CTRL_C])

    said = " ".join(shown.split())
    assert "socialreg add facebook.com/sjohamnbib --name Biblioteket" in said


def test_the_way_to_go_on_with_a_self_check_repeats_its_answers(library: Desk) -> None:
    _status, shown = talk(library, ["review", ACCOUNT], ["K", "2026-09-15", "yes", CTRL_C])

    assert "--answer replies_within_24h=yes" in " ".join(shown.split())


def test_a_move_that_is_not_possible_is_refused_before_any_question(desk: Desk) -> None:
    status, shown = talk(desk, ["close", "finns-inte"], [])

    assert status == 2
    assert "There is no account “finns-inte”." in shown


def test_review_asks_one_question_per_duty(library: Desk) -> None:
    replies = ["yes", "no", "Vikarier glömmer", "not-applicable", *["1"] * 5]
    notes = ["consents=Alla", "consents_signed=Alla har skrivit på", ""]
    answers = ["Kommunikatör", "2026-09-15", *replies, *notes]

    status, shown = talk(library, ["review", ACCOUNT], answers)

    assert status == 0, shown
    table = tomllib.loads(library.file().read_text("utf-8"))
    assert table["reviews"][0]["answers"] == {
        "replies_within_24h": "yes",
        "replies_signed": "no",
        "monitored_daily": "not-applicable",
        "logo_in_picture": "yes",
        "cover_related": "yes",
        "copyright_respected": "yes",
        "no_advertising": "yes",
        "consents_signed": "yes",
    }
    assert "Did you mean “consents_signed”?" in " ".join(shown.split())
    assert table["reviews"][0]["notes"] == {
        "replies_signed": "Vikarier glömmer",
        "consents_signed": "Alla har skrivit på",
    }
    assert str(table["confirmed"]) == "2026-09-15"


@pytest.mark.parametrize(
    ("hours", "times", "language", "questions"),
    [
        (
            *(4, 3, "en"),
            (
                "Are comments and questions answered within 4 hours, except at weekends?",
                "Is the account monitored at least 3 times a day on weekdays?",
            ),
        ),
        (
            *(1, 1, "sv"),
            (
                "Besvaras kommentarer och frågor inom 1 timme, utom på helger?",
                "Bevakas kontot minst en gång om dagen på vardagar?",
            ),
        ),
        (
            *(48, 2, "sv"),
            (
                "Besvaras kommentarer och frågor inom 48 timmar, utom på helger?",
                "Bevakas kontot minst 2 gånger om dagen på vardagar?",
            ),
        ),
    ],
)
def test_the_questions_name_the_numbers_of_the_guidelines_for_the_account(
    library: Desk, hours: int, times: int, language: str, questions: tuple[str, str]
) -> None:
    path = library.root / "data/guidelines.toml"
    limits = (
        "[[editions.limits]]\nanswer_within_hours = 24\nmonitor_times_a_day = 7\n"
        f'[[editions.limits]]\nplatforms = ["facebook"]\nanswer_within_hours = {hours}\n'
        f'[[editions.limits]]\nkinds = ["unit"]\nmonitor_times_a_day = {times}\n'
        '[[editions]]\nid = "2026-10"\nfrom = 2026-10-01\n'
    )
    path.write_text(path.read_text("utf-8") + limits, "utf-8")
    asked = ["--lang", language, "review", ACCOUNT, "--role", "K", "--date", "2026-09-15"]

    status, shown = talk(library, asked, [*["1"] * 8, ""])

    assert status == 0, shown
    said = " ".join(shown.split())
    assert [question for question in questions if question not in said] == []


@pytest.mark.parametrize("word", ["nej", "Nej", "no", "2"])
def test_a_reply_may_be_the_number_the_word_that_is_stored_or_the_word_that_is_shown(
    library: Desk, word: str
) -> None:
    speaker = Desk(library.root, {**library.environ, "LANG": "sv_SE.UTF-8"})
    answers = ["Kommunikatör", "2026-09-15", word, "", *["ja"] * 6, "gäller inte", ""]

    status, shown = talk(speaker, ["review", ACCOUNT], answers)

    assert status == 0, shown
    found = tomllib.loads(library.file().read_text("utf-8"))["reviews"][0]["answers"]
    assert (found["replies_within_24h"], found["consents_signed"]) == ("no", "not-applicable")


def test_wrong_answers_to_add_are_told_at_once_and_asked_again(library: Desk) -> None:
    answers = [
        "https://x.com/sjohamn/status/1",
        "facebook.com/SjohamnsBibliotek",  # is there already
        "x.com/sjohamn",
        "Sjöhamn",
        "Kansliet",
        "../etc",
        ACCOUNT,
        "",
        "",
        "",
        "Kanslichef",
        "kansliet",
        "",
        "2099-01-01",
        "2026-01-05",
        "-",
    ]

    status, shown = talk(library, ["add"], answers)

    assert status == 0, shown
    said = " ".join(shown.split())
    for told in (
        "“sjohamn/status/1” leads to something in an account",
        "is already in the register: biblioteket-facebook, active.",
        "“../etc” cannot be an account’s id. An id is 2–64 lower-case letters",
        f"There is already an account “{ACCOUNT}”.",
        "“kansliet” is not an e-mail address.",
        "2099-01-01 has not come yet.",
    ):
        assert told in said
    assert tomllib.loads(library.file("sjohamn-x").read_text("utf-8"))["application"] == {
        "received": dt.date(2026, 1, 5)
    }


def test_a_wrong_successor_is_told_at_once_and_asked_again(library: Desk) -> None:
    library.do("add", "x.com/sjohamn", "--name", "Sjöhamn", "--unit", "Kansliet")
    answers = ["Slogs ihop", "KFN 2026/88", "1", "bibliotekt-facebook", ACCOUNT, "sjohamn-x"]

    status, shown = talk(library, ["close", ACCOUNT], [*answers, "", "2026-10-01"])

    assert status == 0, shown
    said = " ".join(shown.split())
    for told in (
        f"There is no account “bibliotekt-facebook”. Did you mean “{ACCOUNT}”?",
        f"{ACCOUNT} cannot be its own successor.",
        "sjohamn-x is applied for, so it cannot be a successor.",
    ):
        assert told in said


def test_a_part_that_has_approved_already_is_not_asked_for(desk: Desk) -> None:
    add_library(desk)
    desk.do("approve", ACCOUNT, "--as", "manager", "--role", "Chef")

    _status, shown = talk(desk, ["approve", ACCOUNT], ["1", "Kommunikatör", "", ""])
    status, again = talk(desk, ["approve", ACCOUNT], [])

    assert "1  manager" not in shown
    assert "1  communications" in shown
    assert (status, "was already approved as manager" in again) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["add"],
        ["approve", ACCOUNT],
        ["close", ACCOUNT],
        ["review", ACCOUNT],
    ],
)
def test_a_repository_that_is_not_ready_is_told_before_any_question(
    library: Desk, arguments: list[str]
) -> None:
    library.git("checkout", "--quiet", "--detach")

    status, shown = talk(library, arguments, [])

    assert (status, "No branch is checked out here" in shown) == (2, True), shown


def test_no_question_ends_with_a_question_mark_and_a_colon(library: Desk) -> None:
    answers = ["Slogs ihop", "KFN 2026/88", "", "", ""]

    _status, shown = talk(library, ["close", ACCOUNT], answers)

    assert "Why is the account closed? " in shown
    assert "?:" not in shown


def test_an_interrupted_review_goes_on_with_every_answer_and_note(library: Desk) -> None:
    first = ["Kommunikatör", "2026-09-15", "no", "Det tar två dygn", "yes", CTRL_C]
    _status, shown = talk(library, ["review", ACCOUNT], first)
    told = " ".join(shown.split()).partition("To go on with the same answers: socialreg ")[2]

    status, shown = talk(library, shlex.split(told), [*["1"] * 6, ""])

    assert status == 0, shown
    (check,) = tomllib.loads(library.file().read_text("utf-8"))["reviews"]
    assert (check["role"], check["notes"]) == (
        "Kommunikatör",
        {"replies_within_24h": "Det tar två dygn"},
    )
    assert list(check["answers"].values()) == ["no", *["yes"] * 7]


def test_the_answers_of_last_time_are_proposed(library: Desk) -> None:
    first = ("--role", "Chef", "--date", "2026-09-15", "--all-yes")
    library.do("review", ACCOUNT, *first, "--answer", "replies_signed=no", "--note", NOTE)

    status, shown = talk(library, ["review", ACCOUNT, *first[:3], "2026-09-20"], [""] * 10)

    assert status == 0, shown
    before, after = tomllib.loads(library.file().read_text("utf-8"))["reviews"]
    assert (after["answers"], after["notes"]) == (before["answers"], before["notes"])


def test_colours_are_there_in_a_terminal_and_gone_with_no_color(library: Desk) -> None:
    _status, coloured = talk(library, ["pause", ACCOUNT], [])
    plain_desk = Desk(library.root, {**library.environ, "NO_COLOR": "1"})
    _status, plain = talk(plain_desk, ["resume", ACCOUNT], [])

    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
