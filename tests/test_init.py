"""``socialreg init``: a new register, or nothing at all."""

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from socialreg import identifiers
from tests.desk import Desk, environment
from tests.terminal import talk

GIVEN = (
    *("--name", "Sjöhamns kommun", "--contact", "Kommunikationsavdelningen"),
    *("--email", "kommunikation@sjohamn.example", "--lang", "en"),
)
FILES = [
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".taplo.toml",
    "README.md",
    "data/accounts/.gitkeep",
    "data/guidelines.toml",
    "data/register.toml",
    "schemas/account.schema.json",
    "schemas/guidelines.schema.json",
    "schemas/impostor.schema.json",
    "schemas/register.schema.json",
]


@pytest.fixture
def office(tmp_path: Path) -> Desk:
    """An empty desk, and a person with an identity."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return Desk(folder, environment(tmp_path))


def _in(desk: Desk, folder: str) -> Desk:
    return Desk(desk.root / folder, desk.environ)


def _names(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.root.iterdir())


def _clone(office: Desk, files: Mapping[str, str], branch: str = "main") -> Desk:
    """A clone, with one commit, of a repository that somebody has made on a forge."""
    clone = _in(office, "clone")
    office.git("init", "--quiet", f"--initial-branch={branch}", "clone")
    for path, content in files.items():
        (clone.root / path).write_text(content, "utf-8")
    clone.git("add", "--all")
    clone.git("commit", "--quiet", "--message", "Initial commit")
    return clone


def test_a_new_register_is_one_commit_by_its_maker_and_ready_for_the_first_account(
    office: Desk,
) -> None:
    said = office.do("init", "konton", *GIVEN)

    register = _in(office, "konton")
    assert register.git("log", "--format=%an|%s|%(trailers:only,unfold)").strip() == (
        "Maria Berg|Begin the register of Sjöhamns kommun|Action: init"
    )
    assert register.git("status", "--porcelain") == ""
    assert register.git("branch", "--show-current") == "main\n"
    assert register.git("ls-files").splitlines() == FILES
    assert "socialreg add URL" in said.err
    register.do(
        *("add", "https://www.facebook.com/sjohamn", "--name", "Sjöhamn"),
        *("--unit", "Kommunikation"),
    )
    found = json.loads(register.do("validate", "--format", "json").out)["findings"]
    assert sorted(finding["code"] for finding in found) == ["APP006", "APP008"]


def test_every_option_finds_its_place(office: Desk) -> None:
    office.do(
        *("init", "konton", *GIVEN, "--language", "sv", "--forge", "gitlab"),
        *("--code", "0126", "--number", "16 2120001165", "--website", "www.sjohamn.example/om"),
        *("--color", "#0B5A6B", "--edition", "2018-11", "--edition-from", "2018-11-01"),
    )

    data = office.root / "konton/data"
    assert tomllib.loads((data / "register.toml").read_text("utf-8")) == {
        "language": "sv",
        "organisation": {
            "name": "Sjöhamns kommun",
            "code": "0126",
            "number": "212000-1165",
            "website": "https://www.sjohamn.example/om",
        },
        "contact": {
            "name": "Kommunikationsavdelningen",
            "email": "kommunikation@sjohamn.example",
        },
        "site": {"color": "#0b5a6b"},
    }
    (edition,) = tomllib.loads((data / "guidelines.toml").read_text("utf-8"))["editions"]
    assert (edition["id"], edition["from"].isoformat()) == ("2018-11", "2018-11-01")
    assert (office.root / "konton/.gitlab-ci.yml").is_file()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--number", "212000-1166"),  # the check digit
        ("--number", "900101-2386"),  # a person's
        ("--number", "212000116"),
        ("--code", "128"),
        ("--code", "12x4"),
        ("--email", "kommunikation"),
        ("--email", "a@b.example, c@d.example"),
        ("--website", "https://user@sjohamn.example/"),
        ("--website", "http://127.0.0.1/"),
        ("--color", "blue"),
        ("--name", "Sjöhamn\x1b[31m"),
        ("--forge", "sourceforge"),
        ("--language", "de"),
        ("--edition-from", "2018-11"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_option_and_leaves_nothing(
    office: Desk, option: str, value: str
) -> None:
    result = office.run("init", "konton", *GIVEN, option, value)

    assert (result.status, option in result.err, "\x1b[31m" in result.err) == (2, True, False), (
        result
    )
    assert _names(office) == []


@pytest.mark.parametrize("left_out", ["--name", "--contact", "--email"])
def test_without_a_terminal_what_is_missing_is_an_error_that_names_the_option(
    office: Desk, left_out: str
) -> None:
    place = GIVEN.index(left_out)
    result = office.run("init", "konton", *GIVEN[:place], *GIVEN[place + 2 :])

    assert (result.status, f"{left_out} is missing." in result.err) == (2, True)
    assert _names(office) == []


def test_without_an_identity_nothing_is_left_behind(office: Desk) -> None:
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(office.root.parent / "nobody")}
    result = office.run("init", "a/b/konton", *GIVEN, **nobody)

    assert (result.status, "git config --global user.name" in result.err) == (2, True)
    assert _names(office) == []


def test_a_folder_with_anything_in_it_is_refused_and_stays_as_it_was(office: Desk) -> None:
    (office.root / "konton").mkdir()
    (office.root / "konton/budget.xlsx").write_bytes(b"x")
    result = office.run("init", "konton", *GIVEN)

    assert (result.status, "it holds budget.xlsx" in result.err) == (2, True)
    assert _names(_in(office, "konton")) == ["budget.xlsx"]


def test_an_empty_folder_stays_when_the_register_could_not_be_made(office: Desk) -> None:
    (office.root / "konton").mkdir()
    office.run("init", "konton")

    assert (_names(office), _names(_in(office, "konton"))) == (["konton"], [])


def test_a_clone_of_a_new_repository_becomes_a_register_and_keeps_what_the_forge_made(
    office: Desk,
) -> None:
    clone = _clone(office, {"README.md": "# Konton\n", "LICENSE": "CC0\n"})
    said = clone.do("init", ".", *GIVEN, "--forge", "forgejo")

    assert clone.git("log", "--format=%s").splitlines() == [
        "Begin the register of Sjöhamns kommun",
        "Initial commit",
    ]
    assert (clone.root / "README.md").read_text("utf-8") == "# Konton\n"
    assert "Left as it was: LICENSE, README.md." in said.err
    assert clone.git("status", "--porcelain") == ""


def test_ci_watches_the_branch_that_the_repository_has(office: Desk) -> None:
    clone = _clone(office, {"README.md": "# Konton\n"}, branch="trunk")
    clone.do("init", ".", *GIVEN, "--forge", "github")

    workflow = (clone.root / ".github/workflows/register.yml").read_text("utf-8")
    assert ('branches: ["trunk"]' in workflow, "main" in workflow) == (True, False)


def test_a_repository_in_the_middle_of_something_is_left_as_it_was(office: Desk) -> None:
    clone = _clone(office, {"README.md": "# Konton\n"})
    clone.git("switch", "--quiet", "--detach")
    before = clone.state()
    result = clone.run("init", ".", *GIVEN)

    assert (result.status, "No branch is checked out" in result.err) == (2, True)
    assert clone.state() == before


def test_a_folder_inside_another_repository_is_refused(office: Desk) -> None:
    _clone(office, {"README.md": "# Intranät\n"})
    result = office.run("init", "clone/konton", *GIVEN)

    assert (result.status, "is inside the git repository" in result.err) == (2, True)
    assert not (office.root / "clone/konton").exists()


def test_a_hook_that_refuses_leaves_the_clone_as_it_was(office: Desk) -> None:
    clone = _clone(office, {"README.md": "# Konton\n"})
    hook = clone.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today; exit 1\n")
    hook.chmod(0o755)
    before = clone.state()
    result = clone.run("init", ".", *GIVEN)

    assert (result.status, "not today" in result.err) == (2, True)
    assert clone.state() == before


def test_in_a_terminal_it_asks_for_what_is_missing_until_it_can_be_used(office: Desk) -> None:
    answers = ["Sjöhamns kommun", "", "Kommunikation", "kommunikation", "k@sjohamn.example"]
    status, shown = talk(office, ["init", "konton", "--lang", "en"], answers)

    assert (status, "is not an e-mail address" in shown) == (0, True), shown
    table = tomllib.loads((office.root / "konton/data/register.toml").read_text("utf-8"))
    assert (table["organisation"], table["contact"]) == (
        {"name": "Sjöhamns kommun"},
        {"name": "Kommunikation", "email": "k@sjohamn.example"},
    )


def test_ctrl_c_at_a_question_leaves_nothing_and_shows_how_to_go_on(office: Desk) -> None:
    status, shown = talk(office, ["init", "konton", "--lang", "en"], ["Sjöhamns kommun", "\x03"])

    assert (status, "init konton --lang en --name 'Sjöhamns kommun'" in shown) == (130, True), shown
    assert _names(office) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("212000-1165", "212000-1165"),
        ("2120001165", "212000-1165"),
        ("162120001165", "212000-1165"),
        ("16212000-1165", "212000-1165"),
        ("212000 1165", "212000-1165"),
        ("212000-1156", None),
        ("172120001165", None),
        ("211000-1165", None),
        ("8112289874", None),  # passes the check digit, but is a person's
        ("\uff12\uff11\uff12\uff10\uff10\uff10-1165", None),
        ("", None),
    ],
)
def test_an_organisation_number_is_read_as_it_may_be_written(text: str, number: str | None) -> None:
    assert identifiers.organisation_number(text) == number
