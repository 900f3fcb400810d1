"""What is recorded beside the accounts, as a check of the whole register reads it."""

import os
from pathlib import Path

import pytest

from socialreg import checking, document, founding, snapshot
from socialreg.git.repository import open_repository
from socialreg.paths import GUIDELINES_PATH, SETTINGS_PATH
from socialreg.rules import Finding
from socialreg.store import Folder
from tests.accounts import GUIDELINES, SETTINGS, TODAY, account
from tests.builders import RepositoryBuilder

ID = "biblioteket-facebook"
ACTIVITY, ANSWERS = f"data/activity/{ID}.csv", f"data/answers/{ID}.csv"
SOUND = "week,posts\n2026-W42,3\n2026-W43,3\n2026-W44,3\n2026-W45,3\n"


def register_at(root: Path, files: dict[str, str], accounts: int = 1) -> Folder:
    """A register in the folder *root* with sound accounts and these *files* beside them."""
    ids = [ID, *(f"{ID}-{number}" for number in range(2, accounts + 1))]
    contents = {
        SETTINGS_PATH: founding.settings_file(SETTINGS).encode(),
        GUIDELINES_PATH: founding.guidelines_file(GUIDELINES, "sv").encode(),
        **{path: text.encode() for path, text in files.items()},
    }
    for number, account_id in enumerate(ids):
        handle = f"sjohamnsbibliotek{number}"
        url = f"https://www.facebook.com/{handle}"
        made = account(account_id, handle=handle, url=url)
        contents[made.path] = document.new_file(made)
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return Folder(root)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, int]]:
    """Code, path and line of each."""
    return [(found.code, found.path, found.line) for found in findings]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({ACTIVITY: SOUND}, []),
        ({}, [("ACT003", f"data/accounts/{ID}.toml", 0)]),
        ({ACTIVITY: SOUND.replace("W44,3", "W44,1")}, [("ACT001", ACTIVITY, 4)]),
        ({ACTIVITY: SOUND.replace("W44,3", "W44,x")}, [("REG002", ACTIVITY, 4)]),
        ({ACTIVITY: "nothing\n"}, [("REG001", ACTIVITY, 1)]),
        ({ACTIVITY: SOUND * 2000}, [("REG008", ACTIVITY, 0)]),
        ({ACTIVITY: SOUND, ANSWERS: "received\n"}, [("REG001", ANSWERS, 1)]),
        (
            {ACTIVITY: SOUND, ANSWERS: "received,answered\n2026-11-10T10:00,\n"},
            [("ANS007", ANSWERS, 2)],
        ),
        (
            {ACTIVITY: SOUND, "data/activity/simhallen-x.csv": SOUND},
            [("REG014", "data/activity/simhallen-x.csv", 0)],
        ),
        (
            {ACTIVITY: SOUND, f"data/answers/{ID}.txt": ""},
            [("REG014", f"data/answers/{ID}.txt", 0)],
        ),
        ({ACTIVITY: SOUND, "data/activity/.gitkeep": ""}, []),
    ],
)
def test_a_folder_and_a_commit_of_it_are_judged_alike(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, str, int]]
) -> None:
    folder = register_at(tmp_path, files)
    repository = RepositoryBuilder(tmp_path)
    repository.git("init", "--quiet")
    repository.git("add", "--all")
    repository.commit("Begin", {})

    assert told(checking.check_files(folder, TODAY)) == expected
    with open_repository(tmp_path) as opened:
        assert told(checking.check_files(snapshot.head(opened), TODAY)) == expected


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    folder = register_at(tmp_path, {})
    (tmp_path / "elsewhere.csv").write_text(SOUND)
    (tmp_path / "data/activity").mkdir()
    (tmp_path / ACTIVITY).symlink_to(tmp_path / "elsewhere.csv")

    assert ("REG007", ACTIVITY, 0) in told(checking.check_files(folder, TODAY))


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = register_at(tmp_path, {})
    (tmp_path / "data/activity").mkdir()
    os.mkfifo(tmp_path / ACTIVITY)

    assert ("REG007", ACTIVITY, 0) in told(checking.check_files(folder, TODAY))


def test_more_accounts_than_are_read_at_a_time_keep_their_own_posts(tmp_path: Path) -> None:
    count = 1100
    few = {2, 600, 1100}
    files = {
        f"data/activity/{ID}-{number}.csv": SOUND.replace("W45,3", "W45,1")
        if number in few
        else SOUND
        for number in range(2, count + 1)
    } | {ACTIVITY: SOUND}

    found = checking.check_files(register_at(tmp_path, files, count), TODAY)

    assert {(finding.code, finding.account) for finding in found} == {
        ("ACT001", f"{ID}-{number}") for number in few
    }


def test_posts_of_an_account_that_cannot_be_read_are_not_told_of_as_well(tmp_path: Path) -> None:
    folder = register_at(tmp_path, {ACTIVITY: SOUND.replace(",3", ",0")})
    (tmp_path / f"data/accounts/{ID}.toml").write_text("name =\n")

    assert {finding.code for finding in checking.check_files(folder, TODAY)} == {"REG001"}
