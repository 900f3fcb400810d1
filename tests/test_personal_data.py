"""Personal data in a register's files is found, wherever it stands, and said without itself."""

import json
import os
from pathlib import Path

import pytest

from socialreg.checking import check_files
from socialreg.document import new_file
from socialreg.filenames import MAX_BYTES
from socialreg.publish.findings import FindingFormat
from socialreg.rules import Finding
from socialreg.sightings import MAX_SEARCHED
from socialreg.store import Folder
from tests.accounts import TODAY, account, impostor
from tests.desk import ACCOUNT as LIBRARY
from tests.desk import GUIDELINES, SETTINGS, Desk, Result, new_desk, open_library

NUMBER = "811228-9874"
ACCOUNT = account()
FAKE = impostor()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with one account and one known fake."""
    (tmp_path / "data/accounts").mkdir(parents=True)
    (tmp_path / "data/impostors").mkdir()
    (tmp_path / "data/register.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "data/guidelines.toml").write_text(GUIDELINES, "utf-8")
    (tmp_path / ACCOUNT.path).write_bytes(new_file(ACCOUNT))
    (tmp_path / FAKE.path).write_bytes(new_file(FAKE))
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
        FAKE.path,
        "data/anteckningar.txt",
        "data/.dolt",
        "data/underlag/2026/möte.md",
        "data/accounts/.biblioteket-facebook.toml.swp",
        "data/answers/.gitkeep",
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
    named = f"{account_id}: " if account_id else ""
    assert finding.message == f"{named}There is a personal identity number here."


def test_a_file_whose_name_is_personal_data_is_not_named_in_the_message(root: Path) -> None:
    add_text(root, f"data/{NUMBER}.txt", f"# Ring {NUMBER}\n")

    messages = {
        finding.message for finding in check_files(Folder(root), TODAY) if finding.code == "GDP004"
    }

    assert messages == {
        "There is a personal identity number in the file’s name.",
        "There is a personal identity number here.",
    }


def test_each_kind_is_a_finding_of_its_own(root: Path) -> None:
    add_text(root, ACCOUNT.path, f"# {NUMBER}, 070-174 06 05, kim@gmail.com\n")

    assert [finding.code for finding in found(root)] == ["GDP004", "GDP005", "GDP006"]


def test_it_is_found_in_a_file_that_cannot_be_read_as_what_it_should_be(root: Path) -> None:
    add_text(root, ACCOUNT.path, f"# {NUMBER}\nname\n")

    assert [finding.code for finding in found(root, "")] == ["GDP004", "REG001"]


def test_it_is_found_in_an_accounts_file_that_is_too_large(root: Path) -> None:
    add_text(root, ACCOUNT.path, "#\n" * MAX_BYTES + f"# {NUMBER}\n")

    assert [finding.code for finding in found(root, "") if finding.path == ACCOUNT.path] == [
        "REG008",
        "GDP004",
    ]


def test_a_file_that_is_too_large_to_be_searched_is_told_of(root: Path) -> None:
    with (root / "data/arkiv.zip").open("wb") as file:
        file.truncate(MAX_SEARCHED + 1)

    assert [(finding.code, finding.path, finding.message) for finding in found(root)] == [
        (
            "GDP008",
            "data/arkiv.zip",
            "The file is larger than 8 MiB and was not searched for personal data.",
        )
    ]


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


def test_what_a_picture_says_of_itself_is_read(root: Path) -> None:
    (root / "data/logo.png").write_bytes(b"\x89PNG\0tEXt\0 " + NUMBER.encode() + b"\xff\0")

    assert [(finding.code, finding.path) for finding in found(root)] == [
        ("GDP004", "data/logo.png")
    ]


def test_where_a_link_leads_is_read_and_not_followed(root: Path) -> None:
    (root / "data/underlag").mkdir()
    (root / "data/underlag/brev").symlink_to(f"/home/{NUMBER}")
    (root / "data/slinga").symlink_to(root / "data")

    assert [(finding.code, finding.path) for finding in found(root)] == [
        ("GDP004", "data/underlag/brev")
    ]


def test_a_pipe_is_no_file(root: Path) -> None:
    os.mkfifo(root / "data/pipe")

    assert found(root) == []


def test_a_commit_is_searched_like_a_folder(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "register", tmp_path)
    open_library(desk)
    for path, content in {
        "data/.dolt": f"{NUMBER}\n".encode(),
        "data/underlag/brev.doc": f"Brev\n{NUMBER}".encode("utf-16-le"),
        "data/underlag/logg.txt": b"x\n" * MAX_BYTES + b"070-174 06 05",
        "data/underlag/kim@gmail.com.txt": b"",
    }.items():
        (desk.root / path).parent.mkdir(exist_ok=True)
        (desk.root / path).write_bytes(content)
    (desk.root / "data/brev").symlink_to(f"underlag/{NUMBER}")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "Add what does not belong here")

    told = [
        json.loads(desk.run("validate", "--format", "json", "--select", "GDP", *where).out)
        for where in ((), ("--base", "HEAD"))
    ]

    assert told[0] == told[1]
    assert {
        (row["code"], row["path"], row["line"], row["column"])
        for row in told[0]["findings"]
        if row["severity"] == "error"
    } == {
        ("GDP004", "data/.dolt", 1, 1),
        ("GDP004", "data/brev", 1, 10),
        ("GDP004", "data/underlag/brev.doc", 2, 1),
        ("GDP005", "data/underlag/logg.txt", MAX_BYTES + 1, 1),
        ("GDP006", "data/underlag/***@gmail.com.txt", 0, 0),
    }


# --- In a log ---


@pytest.mark.parametrize("name", list(FindingFormat))
def test_no_format_tells_it_though_another_rule_quotes_it(tmp_path: Path, name: str) -> None:
    desk = new_desk(tmp_path / "register", tmp_path)
    open_library(desk)
    file = desk.file()
    text = file.read_text("utf-8")
    file.write_text(
        text.replace('status = "active"', f'status = "{NUMBER}"')
        + f'"070-174 06 05" = 1\nlanguages = ["kim@gmail.com"] # {NUMBER}\n',
        "utf-8",
    )
    (desk.root / f"data/accounts/{NUMBER}.toml").write_text(f'name = "{NUMBER}"\n', "utf-8")

    for arguments in ((), ("--ignore", "GDP"), ("--select", "REG")):
        said = desk.run("validate", "--format", name, *arguments)
        for secret in ("9874", "174 06 05", "kim@"):
            assert secret not in said.out + said.err


def test_its_beginning_is_told_so_that_one_knows_what_is_meant(root: Path) -> None:
    text = (root / ACCOUNT.path).read_text("utf-8")
    (root / ACCOUNT.path).write_text(text.replace('"active"', f'"{NUMBER}"'), "utf-8")

    assert "811228-****" in "".join(finding.message for finding in found(root, "REG"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("edit", ACCOUNT.id, f"opened={NUMBER}"),
        ("edit", ACCOUNT.id, f"{NUMBER}=x"),
        ("edit", ACCOUNT.id, NUMBER),
        ("edit", NUMBER, "name=x"),
        ("add", f"https://{NUMBER}/"),
        ("add", NUMBER, "--platform", "facebook"),
        ("add", "https://www.facebook.com/b", "--platform", NUMBER),
        ("add", "https://www.facebook.com/b", "--id", NUMBER),
        ("add", "https://www.facebook.com/b", "--source", NUMBER),
        ("show", NUMBER),
        ("list", "--unit", NUMBER),
        ("validate", "--select", NUMBER),
        (NUMBER,),
    ],
)
def test_an_error_does_not_repeat_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    desk = new_desk(tmp_path / "register", tmp_path)

    result = desk.run(*arguments)

    assert result.status == 2
    assert "9874" not in result.out + result.err


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
    before = site_of(library)
    if path.endswith(".csv"):
        add_text(library.root, path, "week,posts\n2026-W45,3\n")
        text = f"{NUMBER},1\n"
    else:
        text = f"# Ring {NUMBER}\n"
    line = add_text(library.root, path, text)

    result = published(library, *command)

    column = 1 if path.endswith(".csv") else 8
    named = f"{LIBRARY}: " if LIBRARY in path else ""
    assert (result.status, result.out) == (1, "")
    assert result.err == (
        f"Error: {path}:{line}:{column}: {named}There is a personal identity number here. "
        "Nothing is published.\n"
        "Remove it. If it has been committed, it is in the history too: ask who looks after it.\n"
        "See them all: socialreg validate --select GDP\n"
    )
    assert site_of(library) == before


def site_of(library: Desk) -> dict[Path, bytes]:
    files = (library.root / "public").rglob("*")
    return {file: file.read_bytes() for file in files if file.is_file()}


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
