"""Personal data in a register's files is found, wherever it stands, and said without itself."""

from pathlib import Path

import pytest

from socialreg.checking import check_files
from socialreg.document import new_file
from socialreg.rules import Finding
from socialreg.store import Folder
from tests.accounts import TODAY, account
from tests.desk import ACCOUNT as LIBRARY
from tests.desk import GUIDELINES, SETTINGS, Desk, Result, new_desk, open_library

NUMBER = "811228-9874"
ACCOUNT = account()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with one account."""
    (tmp_path / "data/accounts").mkdir(parents=True)
    (tmp_path / "data/register.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "data/guidelines.toml").write_text(GUIDELINES, "utf-8")
    (tmp_path / ACCOUNT.path).write_bytes(new_file(ACCOUNT))
    return tmp_path


def found(root: Path, family: str = "GDP") -> list[Finding]:
    """The findings about personal data in the register at *root*."""
    findings = check_files(Folder(root), TODAY)
    assert NUMBER not in repr(findings)
    return [finding for finding in findings if finding.code.startswith(family)]


def add_text(root: Path, path: str, text: str) -> int:
    """Add *text* to the file at *path*; the number of its first line."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_bytes() if file.exists() else b""
    file.write_bytes(before + text.encode())
    return before.count(b"\n") + 1


@pytest.mark.parametrize(
    "path",
    [
        ACCOUNT.path,
        "data/guidelines.toml",
        "data/register.toml",
        "data/impostors/falskt-bibliotek.toml",
        "data/anteckningar.txt",
    ],
)
def test_it_is_found_in_any_file_even_in_a_comment(root: Path, path: str) -> None:
    line = add_text(root, path, f"# Ring {NUMBER}\n")

    (finding,) = found(root)

    account_id = ACCOUNT.id if path == ACCOUNT.path else ""
    assert (finding.code, finding.path, finding.line, finding.column, finding.account) == (
        *("GDP004", path, line, 8),
        account_id,
    )


def test_each_kind_is_a_finding_of_its_own(root: Path) -> None:
    add_text(root, ACCOUNT.path, f"# {NUMBER}, 070-174 06 05, kim@gmail.com\n")

    assert [finding.code for finding in found(root)] == ["GDP004", "GDP005", "GDP006"]


def test_an_unreadable_file_gives_its_own_finding_only(root: Path) -> None:
    add_text(root, ACCOUNT.path, f"# {NUMBER}\nname\n")

    assert [finding.code for finding in found(root, "")] == ["REG001"]


def test_a_waiver_in_the_accounts_file_accepts_it(root: Path) -> None:
    waiver = (
        '[[waivers]]\nrule = "GDP004"\nreason = "Ett exempel"\n'
        'approved_by = "Dataskyddsombud"\nuntil = 2999-01-01\n'
    )
    add_text(root, ACCOUNT.path, f"# {NUMBER}\n{waiver}")

    assert [(finding.code, finding.waived) for finding in found(root)] == [("GDP004", True)]


def test_the_policy_can_turn_it_off(root: Path) -> None:
    add_text(root, "data/guidelines.toml", '[editions.rules]\nGDP = "off"\n')
    add_text(root, ACCOUNT.path, f"# {NUMBER}\n")

    assert found(root) == []


def test_a_picture_is_no_text(root: Path) -> None:
    (root / "data/logo.png").write_bytes(b"\x89PNG\0 " + NUMBER.encode())

    assert found(root) == []


# --- On the way in ---


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("edit", "biblioteket-facebook", f"note=Fråga {NUMBER}"), "identity number"),
        (("edit", "biblioteket-facebook", "contact.email=kim@gmail.com"), "private mail service"),
        (("close", "biblioteket-facebook", "--reason", "Ring 070-174 06 05"), "mobile number"),
        (
            ("edit", "biblioteket-facebook", "name=Bibblan", "--reference", NUMBER),
            "identity number",
        ),
    ],
)
def test_a_command_refuses_it_and_changes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], what: str
) -> None:
    desk = new_desk(tmp_path / "register", tmp_path)
    open_library(desk)
    before = desk.state()

    if arguments[0] == "close":
        arguments += ("--archive", "KFN 2026/1", "--handle", "kept")
    result = desk.run(*arguments)

    assert (result.status, desk.state()) == (2, before)
    assert what in result.err
    assert NUMBER not in result.err


def test_what_was_there_before_does_not_stop_another_change(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "register", tmp_path)
    open_library(desk)
    file = desk.file()
    file.write_bytes(file.read_bytes() + f"# {NUMBER}\n".encode())
    desk.git("commit", "--all", "--quiet", "--message", "Note")

    assert desk.run("edit", ACCOUNT.id, "name=Bibblan").status == 0


def test_ten_digits_can_be_a_handle_as_an_option_too(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "register", tmp_path)

    desk.do(
        *("add", "--platform", "x", "--handle", "8112289874", "--id", "siffror-x"),
        *("--name", "Siffror", "--unit", "Biblioteket", "--received", "2026-09-01"),
    )

    assert 'handle = "8112289874"' in desk.file("siffror-x").read_text("utf-8")
    refused = desk.run("add", "--platform", "x", "--handle", NUMBER)
    assert (refused.status, "That would be a personal identity number" in refused.err) == (2, True)


def test_as_any_other_option_ten_digits_are_somebody(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "register", tmp_path)

    result = desk.run("add", "https://x.com/sjohamn", "--name", "8112289874")

    assert result.status == 2
    assert "--name: That would be a personal identity number" in result.err


def published(desk: Desk, *arguments: str) -> Result:
    """What a command that publishes says of what is committed."""
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--allow-empty", "--message", "A change")
    return desk.run(*arguments)


@pytest.mark.parametrize("command", [("render",), ("export", "json"), ("export", "csv")])
@pytest.mark.parametrize(
    "path",
    [
        f"data/accounts/{LIBRARY}.toml",
        f"data/activity/{LIBRARY}.csv",
        "data/guidelines.toml",
        "data/register.toml",
    ],
)
def test_nothing_is_published_while_a_file_that_is_read_holds_it(
    library: Desk, path: str, command: tuple[str, ...]
) -> None:
    library.do("render")
    before = {file: file.read_bytes() for file in library.root.glob("public/*.*")}
    if path.endswith(".csv"):
        add_text(library.root, path, "week,posts\n2026-W45,3\n")
        text = f"{NUMBER},1\n"
    else:
        text = f"# Ring {NUMBER}\n"
    line = add_text(library.root, path, text)

    result = published(library, *command)

    column = 1 if path.endswith(".csv") else 8
    assert (result.status, result.out) == (1, "")
    assert result.err == (
        f"Error: {path}:{line}:{column}: There is a personal identity number here. "
        "Nothing is published.\n"
        "Remove it. If it has been committed, it is in the history too: ask who looks after it.\n"
        "See them all: socialreg validate --select GDP\n"
    )
    assert {file: file.read_bytes() for file in library.root.glob("public/*.*")} == before


def test_the_number_of_further_places_is_told(library: Desk) -> None:
    add_text(library.root, "data/register.toml", f"# {NUMBER}\n# 070-174 06 05\n# kim@gmail.com\n")

    assert "There are 2 more such places." in published(library, "render").err


def test_what_a_waiver_accepts_is_published_and_what_the_policy_turns_off(library: Desk) -> None:
    path = f"data/accounts/{LIBRARY}.toml"
    waiver = (
        '[[waivers]]\nrule = "GDP004"\nreason = "Ett exempel"\n'
        'approved_by = "Kommunikationschef"\nuntil = 2099-12-31\n'
    )
    add_text(library.root, path, f"# {NUMBER}\n{waiver}")
    assert published(library, "render").status == 0

    add_text(library.root, "data/guidelines.toml", f"# {NUMBER}\n")
    assert published(library, "render").status == 1

    add_text(library.root, "data/guidelines.toml", '[editions.rules]\nGDP004 = "warning"\n')
    assert published(library, "render").status == 0
