"""The commands as a person runs them: what they write, record and say."""

import json
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
    library.do("pause", ACCOUNT)
    library.do("resume", ACCOUNT)
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
        (("approve", ACCOUNT, "--as", "manager"), "--role"),
        (("close", ACCOUNT), "--reason"),
        (("close", ACCOUNT, "--reason", "x"), "--archive"),
        (("close", ACCOUNT, "--reason", "x", "--archive", "y"), "--handle"),
        (("review", ACCOUNT), "--role"),
    ],
)
def test_without_a_terminal_a_missing_value_is_an_error_that_names_its_option(
    library: Desk, arguments: tuple[str, ...], option: str
) -> None:
    before = library.state()

    result = library.run(*arguments)

    assert (result.status, result.err.splitlines()[0]) == (2, f"Error: {option} is missing.")
    assert library.state() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("open", ACCOUNT), "biblioteket-facebook is active, so “open” is not possible."),
        (("pause", "okant-konto"), "There is no file data/accounts/okant-konto.toml."),
        (("pause", "../etc"), "“../etc” cannot be an account's id."),
        (("edit", ACCOUNT, "status=closed"), "“status” is not changed with edit."),
        (("edit", ACCOUNT, "note"), "“note” is not KEY=VALUE."),
        (
            ("close", ACCOUNT, *CLOSE, "--successor", "finns-inte"),
            "There is no account “finns-inte” to be the successor.",
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
                "“aktiv” is not a known value for “status”."
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


@pytest.mark.parametrize("place", ["data/accounts", "data", "."])
def test_a_folder_means_all_that_lies_in_it(library: Desk, place: str) -> None:
    library.file("trasig").write_text("name = ")

    assert library.run("validate", place).status == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("/etc/passwd",),
        ("--select", "XYZ"),
        ("--select", "app"),
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
        "data/register.toml:1:12: error REG002 “de” is not a known value for “language”.",
    )
