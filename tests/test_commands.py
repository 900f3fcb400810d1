"""The commands as a person runs them: what they write, record and say."""

import csv
import datetime as dt
import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.desk import ACCOUNT, Desk, add_library

CLOSE = ("--reason", "Slogs ihop", "--archive", "KFN 2026/88", "--handle", "kept")


def test_an_address_fills_in_platform_handle_and_canonical_address(desk: Desk) -> None:
    desk.do(
        *("add", "m.facebook.com/SjohamnsBibliotek/about?fbclid=1"),
        *("--name", "Sjöhamns bibliotek", "--unit", "Biblioteket"),
    )

    table = tomllib.loads(desk.file("sjohamns-bibliotek-facebook").read_text("utf-8"))
    assert (table["platform"], table["handle"], table["url"], table["status"]) == (
        "facebook",
        "SjohamnsBibliotek",
        "https://www.facebook.com/SjohamnsBibliotek",
        "applied",
    )


def test_every_command_makes_one_commit_of_the_users_own_with_trailers(library: Desk) -> None:
    library.do("close", ACCOUNT, *CLOSE, "--date", "2026-10-01", "--reference", "KFN 2026/88")

    assert library.git("log", "-1", "--format=%an <%ae>|%s%n%b", "--stat=200").splitlines() == [
        "Maria Berg <maria.berg@sjohamn.example>|Close biblioteket-facebook: Sjöhamns bibliotek",
        "Slogs ihop",
        "",
        "Account: biblioteket-facebook",
        "Action: close",
        "Reference: KFN 2026/88",
        "",
        "",
        " data/accounts/biblioteket-facebook.toml | 8 +++++++-",
        " 1 file changed, 7 insertions(+), 1 deletion(-)",
    ]
    assert library.git("status", "--porcelain") == ""


def test_a_whole_life_is_one_commit_per_act_and_validates(library: Desk) -> None:
    library.do("review", ACCOUNT, "--role", "Kommunikatör", "--all-yes", "--date", "2026-03-01")
    library.do("pause", ACCOUNT, "--date", "2026-03-09", "--reason", "Ombyggnad")
    library.do("resume", ACCOUNT, "--date", "2026-03-20")
    library.do("edit", ACCOUNT, "handle=sjohamnbib", "--date", "2026-04-01")
    library.do("close", ACCOUNT, *CLOSE, "--date", "2026-05-01")
    for part, role in (("manager", "Förvaltningschef"), ("communications", "Kommunikatör")):
        given = ("--role", role, "--date", "2026-06-01", "--reference", "KFN 2026/9")
        library.do("approve", ACCOUNT, "--as", part, *given)
    library.do("reopen", ACCOUNT)

    acts = library.git("log", "--reverse", "--format=%(trailers:key=Action,valueonly)").split()
    assert acts == [
        *("add", "approve", "approve", "open", "review", "pause", "resume", "edit", "close"),
        *("approve", "approve", "reopen"),
    ]
    assert library.do("validate").out == "Nothing to remark on.\n"


def test_a_rest_is_written_with_its_days_and_told_field_by_field(library: Desk) -> None:
    library.do("pause", ACCOUNT, "--date", "2026-03-09", "--reason", " Ombyggnad ")
    begun = library.file().read_text("utf-8")
    library.do("resume", ACCOUNT, "--date", "2026-03-20")

    table = tomllib.loads(library.file().read_text("utf-8"))
    days = {"from": dt.date(2026, 3, 9), "until": dt.date(2026, 3, 20)}
    assert table["rests"] == [days | {"reason": "Ombyggnad"}]
    assert begun.endswith('\n\n[[rests]]\nfrom = 2026-03-09\nreason = "Ombyggnad"\n')
    told = json.loads(library.do("history", ACCOUNT, "--format", "json").out)["events"]
    assert [(event["act"], event["changes"]) for event in told[-2:]] == [
        (
            "pause",
            [
                {"field": "status", "before": "active", "after": "dormant"},
                {"field": "rests[0].from", "before": None, "after": "2026-03-09"},
                {"field": "rests[0].reason", "before": None, "after": "Ombyggnad"},
            ],
        ),
        (
            "resume",
            [
                {"field": "status", "before": "dormant", "after": "active"},
                {"field": "rests[0].until", "before": None, "after": "2026-03-20"},
            ],
        ),
    ]


def test_without_a_date_a_rest_begins_and_ends_today(library: Desk) -> None:
    library.do("pause", ACCOUNT)
    library.do("resume", ACCOUNT)

    (rest,) = tomllib.loads(library.file().read_text("utf-8"))["rests"]
    today = dt.date.today()  # noqa: DTZ011 - as the program does
    assert rest == {"from": today, "until": today}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--date", "2096-01-01"), "2096-01-01 has not come yet."),
        (("--date", "2026-01-31"), "was opened on 2026-02-01, so it cannot rest before."),
        (("--reason", "rad 1\nrad 2"), "Write something that can be read, on one line."),
        (("--reason", " "), "Write something that can be read, on one line."),
        (("--reason", "Ring 070-123 45 67"), "a mobile number"),
    ],
)
def test_a_rest_that_cannot_begin_so_says_why(
    library: Desk, arguments: tuple[str, ...], message: str
) -> None:
    state = library.state()

    result = library.run("pause", ACCOUNT, *arguments)

    assert (result.status, message in result.err) == (2, True), result.err
    assert library.state() == state


def test_declining_keeps_the_file(desk: Desk) -> None:
    add_library(desk)

    desk.do("decline", ACCOUNT, "--role", "Kommunikationschef", "--reason", "Ingen kan svara")

    table = tomllib.loads(desk.file().read_text("utf-8"))
    assert table["status"] == "declined"
    assert "Ingen kan svara" in table["note"]


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("add",), "URL"),
        (("add", "https://x.com/sjohamn"), "--name"),
        (("add", "https://x.com/sjohamn", "--name", "x"), "--unit"),
        (("approve", ACCOUNT, "--role", "Chef"), "--as"),
        (("decline", "museet"), "--role"),
        (("close", ACCOUNT), "--reason"),
        (("close", ACCOUNT, "--reason", "x"), "--archive"),
        (("close", ACCOUNT, "--reason", "x", "--archive", "y"), "--handle"),
        (("review", ACCOUNT), "--role"),
    ],
)
def test_without_a_terminal_a_missing_value_is_an_error_that_names_its_option(
    library: Desk, arguments: tuple[str, ...], option: str
) -> None:
    add_library(library, "museet", "sjohamnsmuseum")
    before = library.state()

    result = library.run(*arguments)

    assert (result.status, result.err.splitlines()[0]) == (2, f"Error: {option} is missing.")
    assert library.state() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("open", ACCOUNT), "biblioteket-facebook is active, so “open” is not possible."),
        (("pause", "okant-konto"), "There is no account “okant-konto”."),
        (("pause", "../etc"), "“../etc” cannot be an account’s id."),
        (("edit", ACCOUNT, "status=closed"), "“status” is not changed with edit."),
        (("edit", ACCOUNT, "note"), "“note” is not KEY=VALUE."),
        (
            ("close", ACCOUNT, *CLOSE, "--successor", "finns-inte"),
            "There is no account “finns-inte”.",
        ),
        (
            ("add", "https://facebook.com/Sjohamns.Bibliotek", "--name", "x", "--unit", "y"),
            (
                "https://www.facebook.com/Sjohamns.Bibliotek is already in the register: "
                "biblioteket-facebook, active."
            ),
        ),
        (
            ("edit", ACCOUNT, "unit=Sjöhamns bibliotek"),
            "biblioteket-facebook already is so: there is nothing to change.",
        ),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    library: Desk, arguments: tuple[str, ...], message: str
) -> None:
    before = library.state()

    result = library.run(*arguments)

    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[0] == f"Error: {message}"
    assert len(result.err.splitlines()) > 1  # the next step
    assert library.state() == before


def test_a_closed_account_blocks_its_address_for_ever(library: Desk) -> None:
    library.do("close", ACCOUNT, *CLOSE)

    result = library.run(
        "add", "https://www.facebook.com/sjohamnsbibliotek", "--name", "x", "--unit", "y"
    )

    assert result.status == 2
    assert "biblioteket-facebook, closed" in result.err


def test_no_commit_only_writes_and_gives_the_message(library: Desk) -> None:
    head = library.git("rev-parse", "HEAD")

    result = library.do("pause", ACCOUNT, "--no-commit")

    assert library.git("rev-parse", "HEAD") == head
    assert library.git("status", "--porcelain") == f" M data/accounts/{ACCOUNT}.toml\n"
    assert "Action: pause" in result.err


def test_what_else_is_staged_or_changed_stays_as_it_was(library: Desk) -> None:
    (library.root / "note.txt").write_text("mine")
    library.git("add", "note.txt")
    settings = library.root / "data/register.toml"
    settings.write_text(f"{settings.read_text('utf-8')}# half done\n", "utf-8")

    library.do("pause", ACCOUNT)

    assert library.git("status", "--porcelain") == " M data/register.toml\nA  note.txt\n"
    assert library.git("show", "--name-only", "--format=").split() == [
        f"data/accounts/{ACCOUNT}.toml"
    ]


def test_list_filters_by_status_platform_and_unit(library: Desk) -> None:
    library.do("add", "https://x.com/sjohamn", "--name", "Sjöhamn", "--unit", "Kansliet")

    def ids(*arguments: str) -> list[str]:
        rows = json.loads(library.do("list", "--format", "json", *arguments).out)["accounts"]
        return [row["id"] for row in rows]

    assert ids() == [ACCOUNT, "sjohamn-x"]
    assert ids("--status", "applied") == ["sjohamn-x"]
    assert ids("--platform", "facebook") == [ACCOUNT]
    assert ids("--unit", "kansli") == ["sjohamn-x"]
    assert ids("--unit", "kansli", "--platform", "facebook") == []


def test_show_gives_the_account_as_in_its_file_plus_its_id(library: Desk) -> None:
    shown = json.loads(library.do("show", ACCOUNT, "--format", "json").out)

    table = tomllib.loads(library.file().read_text("utf-8"))
    expected = json.loads(json.dumps(table, default=str))
    assert shown == {"schema": 1, "accounts": [{"id": ACCOUNT, **expected}]}


def test_list_as_csv_is_a_table_with_one_row_per_account(library: Desk) -> None:
    assert library.do("list", "--format", "csv").out.splitlines() == [
        "id,name,platform,handle,url,unit,department,status,opened,confirmed",
        (
            "biblioteket-facebook,Sjöhamns bibliotek,facebook,sjohamnsbibliotek,"
            "https://www.facebook.com/sjohamnsbibliotek,Sjöhamns bibliotek,,active,2026-02-01,"
        ),
    ]


def test_findings_have_place_code_hint_and_exit_status(library: Desk) -> None:
    text = library.file().read_text("utf-8")
    line = text.splitlines().index('status = "active"') + 1
    library.file().write_text(text.replace('"active"', '"aktiv"'), "utf-8")

    result = library.run("validate", "--format", "concise")

    assert (result.status, result.out.splitlines()) == (
        1,
        [
            (
                f"data/accounts/{ACCOUNT}.toml:{line}:10: error REG002 "
                f"{ACCOUNT}: “aktiv” is not a known value for “status”."
            ),
            "1 error, 0 warnings.",
        ],
    )
    (finding,) = json.loads(library.run("validate", "--format", "json").out)["findings"]
    assert set(finding) == {
        *("code", "name", "severity", "account", "path", "line", "column", "field"),
        *("message", "hint", "clause", "waived"),
    }


def test_validate_can_look_at_one_account_or_one_rule(library: Desk) -> None:
    library.file("dubbel-facebook").write_bytes(library.file().read_bytes())
    library.file("trasig").write_text("name = ")

    assert library.run("validate").status == 1
    assert library.run("validate", ACCOUNT).status == 0
    assert library.run("validate", "data/accounts/trasig.toml").status == 1
    assert library.run("validate", "--select", "APP").status == 0
    assert library.run("validate", "--ignore", "REG").status == 0
    assert library.run("validate", "finns-inte").status == 2


@pytest.mark.parametrize(
    "arguments",
    [("--select", "reg,APP"), ("--select", "REG001"), ("--select", "idn", "--select", "reg001")],
)
def test_rules_are_chosen_by_codes_in_any_letters_one_by_one_or_with_commas(
    library: Desk, arguments: tuple[str, ...]
) -> None:
    library.file("trasig").write_text("name = ")
    turned = tuple("--ignore" if word == "--select" else word for word in arguments)

    assert "trasig.toml" in library.run("validate", *arguments).out
    assert "trasig.toml" not in library.run("validate", *turned).out


@pytest.mark.parametrize("place", ["data/accounts", "data", "."])
def test_a_folder_means_all_that_lies_in_it(library: Desk, place: str) -> None:
    library.file("trasig").write_text("name = ")

    assert library.run("validate", place).status == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("/etc/passwd",),
        ("--select", "XYZ"),
        ("--select", "APP,XYZ"),
        ("--select", "APP,"),
        ("--ignore", "X"),
        ("--select", ""),
    ],
)
def test_what_cannot_be_checked_is_not_called_clean(
    library: Desk, arguments: tuple[str, ...]
) -> None:
    assert library.run("validate", *arguments).status == 2


def test_a_declined_application_can_be_made_again(desk: Desk) -> None:
    add_library(desk)
    desk.do("decline", ACCOUNT, "--role", "Kommunikationschef", "--reason", "Ingen kan svara")

    add_library(desk, "biblioteket-facebook-2")

    assert desk.file("biblioteket-facebook-2").exists()


def test_an_empty_register_is_bad_not_clean(desk: Desk) -> None:
    result = desk.run("validate", "--format", "concise")

    assert (result.status, result.out.splitlines()[0]) == (
        1,
        "data/accounts: error REG009 There is no account in the register.",
    )


def test_a_warning_fails_only_when_asked_to(library: Desk) -> None:
    text = library.file().read_text("utf-8")
    library.file().write_text(
        text.replace("https://www.facebook.com/s", "http://facebook.com/s"), "utf-8"
    )

    assert library.run("validate").status == 0
    assert library.run("validate", "--fail-on", "warning").status == 1


def test_the_language_is_the_users_choice_then_the_locale_then_the_registers(desk: Desk) -> None:
    english, swedish = "There is no account in the register.", "Det finns inget konto i registret."

    assert english in desk.run("validate").out
    assert swedish in desk.run("validate", LANG="sv_SE.UTF-8").out
    assert english in desk.run("validate", "--lang", "en", LANG="sv_SE.UTF-8").out
    assert swedish in desk.run("--lang", "sv", "validate").out


def test_the_register_is_named_by_option_or_variable_or_found_above(desk: Desk) -> None:
    root = str(desk.root)
    elsewhere = Desk(desk.root.parent, desk.environ)

    assert elsewhere.run("list").status == 2
    assert elsewhere.run("list", "--register", root).status == 0
    assert elsewhere.run("list", SOCIALREG_REGISTER=root).status == 0
    assert Desk(desk.root / "data/accounts", desk.environ).run("list").status == 0


def test_commit_subjects_are_in_the_registers_language_not_the_users(library: Desk) -> None:
    library.do("pause", ACCOUNT, "--lang", "sv")

    assert library.git("log", "-1", "--format=%s") == (
        "Let biblioteket-facebook rest: Sjöhamns bibliotek\n"
    )


def test_colours_are_off_where_there_is_no_terminal(library: Desk) -> None:
    result = library.do("pause", ACCOUNT)

    assert "\x1b" not in result.err + result.out


def test_text_of_an_account_cannot_act_on_the_terminal(library: Desk) -> None:
    text = library.file().read_text("utf-8")
    evil = r"\u001b]0;owned\u0007\u202e[bold]x[/oops]"
    library.file().write_text(text.replace("Sjöhamns bibliotek", evil, 1), "utf-8")
    library.git("commit", "--all", "--quiet", "--message", "evil")

    for arguments in (("list",), ("show", ACCOUNT), ("validate",), ("pause", ACCOUNT)):
        result = library.run(*arguments)
        assert result.status == (1 if arguments == ("validate",) else 0), result
        assert not any(char in result.out + result.err for char in "\x1b\x07\u202e")
    assert "\x1b" not in library.git("log", "-1", "--format=%B")


def test_a_full_disk_behind_the_output_is_an_error_not_a_crash(library: Desk) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            library.command("list", "--format", "json"),
            cwd=library.root,
            env=dict(library.environ),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)
    assert done.stderr.startswith(b"Error: The system refused:")


def test_a_language_that_the_tool_does_not_speak_is_a_finding(library: Desk) -> None:
    settings = library.root / "data/register.toml"
    settings.write_text(settings.read_text("utf-8").replace('"en"', '"de"'), "utf-8")

    result = library.run("validate", "--format", "concise", "--lang", "en")

    assert (result.status, result.out.splitlines()[0]) == (
        1,
        ("data/register.toml:1:12: error REG002 “de” is not a known value for “language”."),
    )


ADD = ("add", "x.com/sjohamn", "--name", "Sjöhamn", "--unit", "Kansliet")


@pytest.mark.parametrize(
    "arguments",
    [
        ("approve", ACCOUNT, "--as", "manager", "--role", "Chef", "--date", "2099-01-01"),
        ("review", ACCOUNT, "--role", "Chef", "--all-yes", "--date", "2099-01-01"),
        ("open", ACCOUNT, "--date", "2099-01-01"),
        ("close", ACCOUNT, *CLOSE, "--date", "2099-01-01"),
        ("edit", ACCOUNT, "opened=2099-01-01"),
        ("edit", ACCOUNT, "note=x", "--date", "2099-01-01"),
        (*ADD, "--received", "2099-01-01"),
        (*ADD, "--opened", "2099-01-01"),
    ],
)
def test_nothing_has_happened_on_a_day_that_has_not_come_yet(
    library: Desk, arguments: tuple[str, ...]
) -> None:
    before = library.state()

    result = library.run(*arguments)

    assert (result.status, "2099-01-01 has not come yet." in result.err) == (2, True), result
    assert library.state() == before


def test_edit_refuses_a_name_that_another_account_has_or_had(library: Desk) -> None:
    add_library(library, "museet", "sjohamnsmuseum")
    library.do("edit", "museet", "handle=sjohamnmuseum")

    for change in ("handle=Sjohamns.Museum", "url=facebook.com/sjohamnmuseum"):
        before = library.state()
        result = library.run("edit", ACCOUNT, change)

        assert result.status == 2
        assert "is already in the register: museet, applied for." in result.err
        assert library.state() == before
    library.do("edit", "museet", "handle=sjohamnsmuseum")  # back to its own earlier one


@pytest.mark.parametrize(
    ("successor", "message"),
    [
        ("bibliotekt-x", "There is no account “bibliotekt-x”.\nDid you mean “biblioteket-x”?"),
        (ACCOUNT, f"{ACCOUNT} cannot be its own successor."),
        ("biblioteket-x", "biblioteket-x is applied for, so it cannot be a successor."),
    ],
)
def test_a_successor_is_a_known_account_that_followers_can_go_to(
    library: Desk, successor: str, message: str
) -> None:
    library.do("add", "x.com/sjohamnbib", "--id", "biblioteket-x", "--name", "B", "--unit", "B")

    closed = library.run("close", ACCOUNT, *CLOSE, "--successor", successor)
    library.do("close", ACCOUNT, *CLOSE)
    edited = library.run("edit", ACCOUNT, f"closing.successor={successor}")

    for result in (closed, edited):
        assert (result.status, result.err.startswith(f"Error: {message}")) == (2, True), result


def test_an_account_in_use_keeps_what_is_told_of_its_application(desk: Desk) -> None:
    desk.do(*ADD, "--opened", "2019-03-01", "--case", "open-eplatform:6850")
    desk.do("add", "x.com/sjohamn2", "--name", "B", "--unit", "B", "--opened", "2019-03-01")

    told = tomllib.loads(desk.file("sjohamn-x").read_text("utf-8"))
    assert told["application"]["source"] == {"system": "open-eplatform", "id": "6850"}
    assert "application" not in tomllib.loads(desk.file("b-x").read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*ADD, "--handle", "nagonannan"), "The handle and the address do not belong together."),
        ((*ADD, "--handle", "a b"), "“a b” cannot be a handle on X."),
        ((*ADD, "--platform", "facebook"), "“x.com” is not an address on Facebook."),
        ((*ADD, "--no-commit", "--propose"), "--no-commit and --propose cannot both be given."),
        ((*ADD, "--id", ""), "“” cannot be an account’s id."),
        ((*ADD, "--id", "Bad/../x"), "“Bad/../x” cannot be an account’s id."),
        ((*ADD, "--platform", "facebok"), "There is no platform “facebok”."),
        ((*ADD, "--platform", "\x1b[31m"), "There is no platform “\\u{1b}[31m”."),
        ((*ADD, "--language", ""), "--language: “” is not a language. Write its code, such as"),
        ((*ADD, "--language", "svenska"), "--language: “svenska” is not a language."),
        ((*ADD, "--contact-email", "x"), "--contact-email: “x” is not an e-mail address."),
        ((*ADD, "--department", " "), "--department: Write something that can be read"),
        ((*ADD, "--purpose", "a\x1b[2Jb"), "--purpose: Write something that can be read"),
        ((*ADD, "--contact-role", "\u202eChef"), "--contact-role: Write something that"),
        (("add", "--handle", "sjohamn"), "--platform is missing."),
        (("close", ACCOUNT, "--reason", "a\nb"), "--reason: Write something that can be read"),
        (("close", ACCOUNT, "--archive", "\t"), "--archive: Write something that can be read"),
        (("approve", ACCOUNT, "--role", "\x07"), "--role: Write something that can be read"),
        (("edit", ACCOUNT, "note=a", "note=b"), "“note” is given twice."),
        (("edit", ACCOUNT, "name= "), "“ ” cannot be the value of “name”."),
        (("edit", ACCOUNT, "contact.email=x"), "“x” is not an e-mail address."),
        (("show", "bibliotekt-facebook"), "There is no account “bibliotekt-facebook”.\nDid you me"),
        (("pause", "Bad/../x"), "“Bad/../x” cannot be an account’s id.\nAn id is 2–64 lower-case"),
    ],
)
def test_what_cannot_be_used_is_refused_and_named(
    library: Desk, arguments: tuple[str, ...], message: str
) -> None:
    before = library.state()

    result = library.run(*arguments)

    assert (result.status, result.err[: len(message) + 7]) == (2, f"Error: {message}")
    assert library.state() == before


def test_a_long_address_is_not_repeated_in_full(library: Desk) -> None:
    result = library.run("add", f"https://example.org/{'a' * 5000}")

    assert result.status == 2
    assert max(map(len, result.err.splitlines())) < 200


def test_the_history_of_one_account_does_not_repeat_whose_it_is(library: Desk) -> None:
    headers = [
        library.do("history", *arguments).out.splitlines()[0].split()
        for arguments in ((), (ACCOUNT,))
    ]

    assert headers == [
        ["Date", "Who", "What", "Account", "Changed", "Commit"],
        ["Date", "Who", "What", "Changed", "Commit"],
    ]


@pytest.mark.parametrize("arguments", [("pause", ACCOUNT), ("history",), ("render",), ("add",)])
def test_a_register_in_a_part_of_a_repository_is_read_but_not_recorded(
    library: Desk, arguments: tuple[str, ...]
) -> None:
    shutil.rmtree(library.root / ".git")
    Desk(library.root.parent, library.environ).git("init", "--quiet")

    assert library.do("list", "--format", "json").out
    assert library.do("validate").out == "Nothing to remark on.\n"
    refused = library.run(*arguments, *(("x.com/a", *ADD[2:]) if arguments == ("add",) else ()))

    assert refused.status == 2
    assert "is a part of the git repository" in refused.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "--platform", "Twitter"), "There is no platform “Twitter”.\nDid you mean “x”?"),
        (
            ("list", "--platform", "google+"),
            "There is no platform “google+”.\nDid you mean “google-plus”?",
        ),
        (
            ("validate", "--select", "app01"),
            "There is no rule or family “app01”.\nDid you mean “APP001”?",
        ),
        (("list", "--platform", "facebok"), "There is no platform “facebok”.\nDid you mean “face"),
        (("list", "--status", "activ"), "--status must be one of: applied, declined, approved,"),
        (
            ("list", "--unit", "bibliotket"),
            "No account has “bibliotket” in its unit or department.\nDid you mean “bibliotek”?",
        ),
        (("export", "jsn"), "There is no export “jsn”.\nDid you mean “json”?"),
        (("export", "json", "extra"), "This is too much: extra\nOnly “schema” has a kind"),
        (("history", "bibliotekt-facebook"), "There is no account “bibliotekt-facebook”.\nDid you"),
        (("history", "Bad/../x"), "“Bad/../x” cannot be an account’s id.\nAn id is 2–64 lower"),
        (("list", "--\x1b[31m"), "There is no option --\\u{1b}[31m."),
        (("\x1b[31m",), "There is no command “\\u{1b}[31m”."),
        (("export", "csv", "\x1b[31m"), "This is too much: \\u{1b}[31m"),
    ],
)
def test_a_slip_is_answered_with_what_was_probably_meant(
    library: Desk, arguments: tuple[str, ...], message: str
) -> None:
    result = library.run(*arguments)

    assert (result.status, result.err[: len(message) + 7]) == (2, f"Error: {message}")
    assert "\x1b" not in result.err


def test_a_choice_that_is_nearly_one_is_named(library: Desk) -> None:
    assert "Did you mean “active”?" in library.run("list", "--status", "activ").err


def test_list_is_ordered_by_id(library: Desk) -> None:
    library.do("add", "x.com/a", "--id", "biblioteket", "--name", "B", "--unit", "B")

    rows = json.loads(library.do("list", "--format", "json").out)["accounts"]

    assert [row["id"] for row in rows] == ["biblioteket", ACCOUNT]


def test_a_lost_edition_is_taken_back_or_made(library: Desk) -> None:
    (library.root / "data/guidelines.toml").unlink()

    result = library.run("approve", ACCOUNT, "--as", "manager", "--role", "Chef")

    assert result.status == 2
    assert "git restore data/guidelines.toml" in result.err
    assert "[[editions]]" in result.err


def test_list_tells_which_of_the_settings_has_faults(library: Desk) -> None:
    (library.root / "data/register.toml").write_text("language = ", "utf-8")

    result = library.do("list", "--lang", "en")

    assert ACCOUNT in result.out
    assert "data/register.toml has faults: see “socialreg validate”." in result.err
    assert "not in the list" not in result.err


def test_a_table_of_accounts_holds_no_formula(library: Desk) -> None:
    library.do("edit", ACCOUNT, 'name==HYPERLINK("x")')

    for command in (("list",), ("show", ACCOUNT)):
        (_header, row) = csv.reader(library.do(*command, "--format", "csv").out.splitlines())
        assert row[1] == '\'=HYPERLINK("x")'


def test_json_holds_nothing_that_acts_on_a_terminal(library: Desk) -> None:
    text = library.file().read_text("utf-8")
    library.file().write_text(text.replace("Boktips", r"a\u009b31m\u202eb"), "utf-8")
    library.git("commit", "--all", "--quiet", "--message", "evil")

    for command in (
        ("list", "--format", "json"),
        ("show", ACCOUNT, "--format", "json"),
        ("history", "--format", "json"),
        ("export", "json"),
    ):
        out = library.do(*command).out
        assert not {"\x9b", "\u202e"} & set(out)
    shown = json.loads(library.do("show", ACCOUNT, "--format", "json").out)
    assert shown["accounts"][0]["purpose"] == "a\x9b31m\u202eb"


@pytest.mark.parametrize("arguments", [("list",), ("--version",), ("pause", ACCOUNT), ("--help",)])
def test_a_closed_output_is_an_error_not_a_crash(library: Desk, arguments: tuple[str, ...]) -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", *library.command(*arguments)]
    before = library.state()

    done = subprocess.run(
        command, cwd=library.root, env=dict(library.environ), stderr=subprocess.PIPE, check=False
    )

    assert (done.returncode, done.stderr.decode().splitlines()[0]) == (
        2,
        "Error: There is nowhere to write to: the standard output is closed.",
    )
    assert library.state() == before


NEXT_YEAR = (dt.date.today() + dt.timedelta(days=300)).isoformat()  # noqa: DTZ011 - the user's day
STOPPED = '[[editions.closed_platforms]]\nplatform = "facebook"\nsince = 2026-02-02\n'


def with_policy(desk: Desk, text: str) -> Desk:
    """*desk* with *text* added to the only edition of its guidelines, committed."""
    path = desk.root / "data/guidelines.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    desk.git("commit", "--all", "--quiet", "--message", "Policy")
    return desk


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        (STOPPED, "new accounts on Facebook are stopped since 2026-02-02"),
        ('allowed_platforms = ["x"]\n', "the guidelines 2018-11 do not allow Facebook"),
    ],
)
def test_no_account_is_added_where_the_guidelines_want_no_new_ones(
    desk: Desk, policy: str, why: str
) -> None:
    before = with_policy(desk, policy).state()

    result = desk.run("add", "facebook.com/sjohamn", "--name", "Sjöhamn", "--unit", "Kansliet")

    assert (result.status, result.err.splitlines()) == (
        2,
        [
            f"Error: No account can be added here: {why}.",
            (
                "Choose another platform. Is the account in use since before: "
                "socialreg add URL --opened YYYY-MM-DD"
            ),
        ],
    )
    assert desk.state() == before


@pytest.mark.parametrize(("opened", "status"), [("2026-02-01", 0), ("2026-02-02", 2)])
def test_an_account_from_before_the_platform_was_closed_is_registered(
    desk: Desk, opened: str, status: int
) -> None:
    given = ("--name", "Sjöhamn", "--unit", "Kansliet", "--opened", opened)

    result = with_policy(desk, STOPPED).run("add", "facebook.com/sjohamn", *given)

    assert result.status == status, result


def test_an_application_on_a_closed_platform_goes_on_only_as_an_exception(desk: Desk) -> None:
    add_library(desk)
    with_policy(desk, STOPPED)
    manager = ("approve", ACCOUNT, "--as", "manager", "--role", "Förvaltningschef")
    advice = ("approve", ACCOUNT, "--as", "communications", "--role", "Kommunikatör")

    refused = desk.run(*manager)
    given = ("--reason", "Prov", "--until", NEXT_YEAR, "--approved-by", "Kommunikationschef")
    desk.do("waive", ACCOUNT, "IDN008", *given)
    for command in (manager, advice, ("open", ACCOUNT)):
        desk.do(*command)

    assert (refused.status, refused.err.splitlines()) == (
        2,
        [
            f"Error: {ACCOUNT}: new accounts on Facebook are stopped since 2026-02-02.",
            f"Is it to be an exception: socialreg waive {ACCOUNT} IDN008",
        ],
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("approve", ACCOUNT, "--as", "manager", "--again", "--role", "Anna Andersson"),
        ("review", ACCOUNT, "--all-yes", "--role", "Anna Andersson"),
        ("edit", ACCOUNT, "contact.deputy=Anna Andersson"),
        ("add", "x.com/a", "--name", "A", "--unit", "A", "--contact-role", "Anna Andersson"),
    ],
)
def test_a_persons_name_for_a_role_is_warned_of_and_not_refused(
    library: Desk, arguments: tuple[str, ...]
) -> None:
    warned = library.do(*arguments).err
    quiet = library.do("edit", ACCOUNT, "note=Ingenting").err

    assert "“Anna Andersson” seems to be a person’s name. Give a role:" in warned
    assert "a person’s name" not in quiet


def test_a_self_check_is_of_the_time_after_the_opening(library: Desk) -> None:
    result = library.run("review", ACCOUNT, "--role", "K", "--all-yes", "--date", "2026-01-31")

    assert (result.status, result.err.splitlines()[0]) == (
        2,
        (f"Error: {ACCOUNT} was opened on 2026-02-01: before that there was nothing to check."),
    )


def test_each_answer_may_have_a_note_and_a_note_needs_an_answer(library: Desk) -> None:
    check = ("review", ACCOUNT, "--role", "K", "--all-yes", "--date", "2026-03-01")
    notes = ("replies_signed=Sedan maj", "consents_signed=Inga personer")
    answers = ("--answer", "consents_signed=not-applicable")

    library.do(*check, *answers, *(word for note in notes for word in ("--note", note)))
    refused = library.run(*check, "--note", "official_role_stated=Ja")

    (review,) = tomllib.loads(library.file().read_text("utf-8"))["reviews"]
    assert review["notes"] == {
        "replies_signed": "Sedan maj",
        "consents_signed": "Inga personer",
    }
    assert (refused.status, refused.err.splitlines()[0]) == (
        2,
        ("Error: A note belongs to an answer, and there is none about official_role_stated."),
    )


def test_show_tells_which_approval_counts_no_more(library: Desk) -> None:
    again = ("--role", "Kommundirektör", "--date", "2026-01-12", "--reference", "KFN 2026/3")
    library.do("approve", ACCOUNT, "--as", "manager", "--again", *again)

    said = library.do("show", ACCOUNT).err

    assert "approvals[0] does not count any more: another as manager was recorded later." in said
    assert library.do("validate").out == "Nothing to remark on.\n"


def test_the_same_approval_again_changes_nothing(library: Desk) -> None:
    same = ("--role", "Förvaltningschef", "--date", "2026-01-12", "--reference", "KFN 2026/3")

    result = library.run("approve", ACCOUNT, "--as", "manager", "--again", *same)

    assert (result.status, result.err.splitlines()[0]) == (
        2,
        f"Error: {ACCOUNT} already is so: there is nothing to change.",
    )
