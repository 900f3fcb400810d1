"""What a finding tells to do can be done, makes it go, and breaks no rule on change."""

import datetime as dt
import json
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.desk import ACCOUNT, Desk, environment

NEXT_YEAR = (dt.date.today() + dt.timedelta(days=300)).isoformat()  # noqa: DTZ011 - the user's day
ACCEPTED = ("--reason", "Beslutat", "--until", NEXT_YEAR, "--approved-by", "Kommunikationschef")
# The answers to what a command asks for in a terminal.
QUESTIONS = {"review": ("--all-yes",), "waive": ACCEPTED}


@dataclass(frozen=True)
class Case:
    """A slip in the library's account (*old* becomes *new*), or in the guidelines (*policy*).

    *values* are what a person writes for the words that stand for something in the hint, and
    *command* is the one of the hint's commands that is tried, without the program's name.
    """

    code: str
    command: str
    old: str = ""
    new: str = ""
    policy: str = ""
    values: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    # What a reviewer is shown of the mending itself.
    shown: tuple[str, ...] = ()


APPROVERS = "approvers = { manager = ['Förvaltningschef'], communications = ['Kommunikatör'] }"
STOP = '[[editions.closed_platforms]]\nplatform = "facebook"\nsince = 2026-01-20\n'
MANAGER = 'role = "Förvaltningschef"'
ROLE = {"ROLE": "Förvaltningschef"}
CASES = (
    Case("APP003", "approve", MANAGER, 'role = "Kommunikatör"', values=ROLE),
    Case("APP003", "waive", MANAGER, 'role = "Kommunikatör"'),
    Case("APP004", "approve", 'reference = "KFN 2026/3"\n', "", values={"NUMBER": "KFN 2026/3"}),
    Case("APP005", "approve", "2026-01-12", "2026-02-12", values={"YYYY-MM-DD": "2026-01-12"}),
    Case("APP005", "approve", "2026-01-12", "2025-01-12", values={"YYYY-MM-DD": "2026-01-12"}),
    Case(
        *("APP005", "edit", "2026-02-01", "2025-02-01"),
        values={"YYYY-MM-DD": "2026-02-01"},
        shown=("CHG021",),
    ),
    Case("APP005", "waive", "2026-01-12", "2026-02-12"),
    Case("APP009", "approve", MANAGER, 'role = "Vikarie"', APPROVERS, values=ROLE),
    Case("GDP007", "approve", MANAGER, 'role = "Anna Andersson"', values=ROLE),
    Case("GDP007", "edit", '"Bibliotekschef"', '"Anna Andersson"', values=ROLE),
    Case("GDP007", "review", values=ROLE, before=("review", ACCOUNT, "--role", "Anna Berg")),
    Case("IDN008", "waive", "opened = 2026-02-01", "opened = 2026-02-02", STOP),
)


def tell(desk: Desk, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        desk.run("validate", ACCOUNT, "--format", "json", *arguments).out
    )["findings"]
    return [finding for finding in found if not finding["waived"]]


def follow(desk: Desk, hint: str, name: str, values: dict[str, str]) -> None:
    """Run the command with that *name* as it stands in the *hint*, with values filled in.

    Another person does it than who applied for the account.
    """
    colleague = Desk(desk.root, environment(desk.root.parent, "Karin Ek"))
    (told,) = re.findall(rf"socialreg ({name} .*?)(?=, or:|, or app|\. |$)", hint)
    words = [values.get(word, word) for word in shlex.split(told)]
    words = [re.sub("ROLE|YYYY-MM-DD", lambda found: values[found[0]], word) for word in words]
    given = QUESTIONS.get(name, ())
    colleague.do(*words, *given)


def commit(desk: Desk, path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--allow-empty", "--message", "Slip")
    return desk.git("rev-parse", "HEAD").strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.command} {case.new}")
def test_what_the_hint_says_mends_it(library: Desk, case: Case) -> None:
    policy = library.root / "data/guidelines.toml"
    commit(library, policy, policy.read_text("utf-8") + case.policy)
    text = library.file().read_text("utf-8")
    base = commit(library, library.file(), text.replace(case.old, case.new))
    if case.before:
        library.do(*case.before, "--all-yes")
        base = library.git("rev-parse", "HEAD").strip()

    while found := tell(library, "--select", case.code):
        follow(library, found[0]["hint"], case.command, case.values)
        assert tell(library, "--select", case.code) != found  # at most, the next one is told

    changes = tell(library, "--base", base, "--select", "CHG")
    assert tuple(finding["code"] for finding in changes) == case.shown


def test_who_may_approve_approves_again_what_the_change_brought_in(library: Desk) -> None:
    policy = library.root / "data/guidelines.toml"
    text = library.file().read_text("utf-8")
    commit(library, library.file(), text.partition("[[approvals]]")[0])
    base = commit(library, policy, policy.read_text("utf-8") + APPROVERS)
    given = ("--date", "2026-01-12", "--reference", "KFN 2026/3")
    library.do("approve", ACCOUNT, "--as", "manager", "--role", "Vikarie", *given)

    (finding,) = tell(library, "--base", base, "--select", "CHG010")
    follow(library, finding["hint"], "approve", ROLE)

    assert tell(library, "--base", base, "--select", "CHG010", "--select", "CHG005") == []
