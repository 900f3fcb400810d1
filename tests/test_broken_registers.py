"""A corpus of broken registers: each has one fault, and one finding tells of it in its place.

A case is a file in fixtures/broken, which says at its top what it is laid over in the sound
register beside it; see fixtures/README.md. What cannot be such a file is made here.
"""

import json
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from socialreg import cli, rules
from socialreg.filenames import MAX_BYTES
from tests.accounts import FIXTURES, TODAY

SOUND = FIXTURES / "sound"
CASES = sorted((FIXTURES / "broken").iterdir())
ACCOUNT = "data/accounts/biblioteket-facebook.toml"
NEW_ACCOUNT = "data/accounts/ungdom-facebook.toml"
POSTS = "data/activity/biblioteket-facebook.csv"
# A wide b: on every system the two files can lie side by side until somebody copies them.
WIDE = "data/accounts/\uff42iblioteket-facebook.toml"

_FACT = re.compile(r"^# (?P<key>lay over|expect|says|written): (?P<value>.+)$", re.MULTILINE)
_EXPECTED = re.compile(r"(?P<code>\w+) (?P<path>[^:]+)(:(?P<line>\d+):(?P<column>\d+))?")
_TOP = re.compile(r"(?:#.*\n)+")


class Found(NamedTuple):
    """What a finding is and where: *line* and *column* are 0 where the whole file is meant."""

    code: str
    path: str
    line: int = 0
    column: int = 0


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound register, to be broken."""
    monkeypatch.setenv("LANGUAGE", "en")  # the program sets it; so it is put back
    return Path(shutil.copytree(SOUND, tmp_path / "register"))


def validate(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[list[Found], str]:
    """What the command finds in the register at *root*, and the words that it says it with."""
    where = ("--register", str(root), "--lang", "en")
    status = cli.run(["validate", *where, "--format", "json", "--as-of", TODAY.isoformat()])
    rows = json.loads(capsys.readouterr().out)["findings"]
    findings = [row for row in rows if not row["waived"]]
    assert status == any(finding["severity"] == "error" for finding in findings)
    said = "\n".join(f"{finding['message']}\n{finding['hint']}" for finding in findings)
    return [Found(*(finding[name] for name in Found._fields)) for finding in findings], said


def lay_over(root: Path, case: Path) -> tuple[Found, str]:
    """Break the register at *root* by *case*; what is to be found, and what is to be said of it."""
    text = case.read_text("utf-8")
    facts = {found["key"]: found["value"] for found in _FACT.finditer(text)}
    path = facts["lay over"]
    if not path.endswith(".toml"):
        text = _TOP.sub("", text, count=1)  # only TOML has comments
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(_written(text, facts.get("written", "")))
    expected = _EXPECTED.fullmatch(facts["expect"])
    assert expected
    line, column = int(expected["line"] or 0), int(expected["column"] or 0)
    return Found(expected["code"], expected["path"], line, column), facts.get("says", "")


def _written(text: str, how: str) -> bytes:
    """The bytes of a file with *text* as other programs write it: git keeps only one way."""
    if how == "BOM, CRLF":
        return text.replace("\n", "\r\n").encode("utf-8-sig")
    return text.encode(how or "utf-8")


def _empty(root: Path) -> None:
    for folder in ("accounts", "activity", "answers", "impostors"):
        shutil.rmtree(root / "data" / folder)


def _link(root: Path) -> None:
    (root / NEW_ACCOUNT).symlink_to(root / ACCOUNT)


def _link_of_posts(root: Path) -> None:
    (root / POSTS).rename(root / "posts.csv")
    (root / POSTS).symlink_to(root / "posts.csv")


def _folder(root: Path) -> None:
    (root / NEW_ACCOUNT).mkdir()


def _large_account(root: Path) -> None:
    (root / ACCOUNT).write_bytes((root / ACCOUNT).read_bytes().ljust(MAX_BYTES + 1, b"\n"))


def _large_posts(root: Path) -> None:
    (root / POSTS).write_bytes((root / POSTS).read_bytes().ljust(MAX_BYTES + 1, b"\n"))


def _wide_letter(root: Path) -> None:
    shutil.copy(root / ACCOUNT, root / WIDE)


MADE: Sequence[tuple[Callable[[Path], None], Found]] = (
    (_wide_letter, Found("REG006", WIDE)),
    (_link, Found("REG007", NEW_ACCOUNT)),
    (_folder, Found("REG007", NEW_ACCOUNT)),
    (_link_of_posts, Found("REG007", POSTS)),
    (_large_account, Found("REG008", ACCOUNT)),
    (_large_posts, Found("REG008", POSTS)),
    (_empty, Found("REG009", "data/accounts")),
)


def test_without_a_case_nothing_is_found(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(root, capsys) == ([], "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_register_gives_one_finding_in_its_place(
    root: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected, words = lay_over(root, case)

    found, said = validate(root, capsys)

    assert found == [expected]
    assert words in said


@pytest.mark.parametrize(
    ("break_it", "expected"), [pytest.param(*made, id=made[0].__name__[1:]) for made in MADE]
)
def test_what_is_no_text_file_gives_one_finding_in_its_place(
    root: Path,
    break_it: Callable[[Path], None],
    expected: Found,
    capsys: pytest.CaptureFixture[str],
) -> None:
    break_it(root)

    assert validate(root, capsys)[0] == [expected]


def test_there_is_a_case_for_every_rule_but_those_on_change() -> None:
    """And the case's name says which."""
    shown = {case.name[:6] for case in CASES} | {expected.code for _break, expected in MADE}

    assert shown == {rule.code for rule in rules.RULES if not rule.change_check}
    assert len(CASES) >= 60
