"""A register on main and a branch for a change, and what is found in it as a pull request."""

import dataclasses
from typing import Any

from socialreg.checking import check_files
from socialreg.comparing import compare
from socialreg.document import new_file
from socialreg.git.repository import open_repository
from socialreg.model import Account, Status
from socialreg.rules import Finding
from socialreg.snapshot import head
from tests.accounts import TODAY, account, closed
from tests.builders import RepositoryBuilder
from tests.desk import SETTINGS

GUIDELINES = """\
[[editions]]
id = "2018-11"
from = 2018-11-01
fall_percent = 10

[editions.approvers]
manager = ["Förvaltningschef"]
communications = ["Kommunikatör"]
"""
LIBRARY = account()
POOL = closed()
APPLICATION = account(
    "museet-facebook",
    handle="sjohamnsmuseum",
    url="https://www.facebook.com/sjohamnsmuseum",
    status=Status.APPLIED,
    approvals=(),
    reviews=(),
    opened=None,
    confirmed=None,
)
MANAGER, COMMUNICATIONS = LIBRARY.approvals


def who(name: str) -> dict[str, str]:
    """The environment in which a commit says that it is by *name*."""
    return {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", name), ("EMAIL", f"{name}@sjohamn.example"))
    }


def files(*accounts: Account) -> dict[str, str | bytes | None]:
    """The files of *accounts*, by path."""
    return {found.path: new_file(found) for found in accounts}


def begin(repo: RepositoryBuilder) -> RepositoryBuilder:
    """A register with two accounts on main, and a branch for a change checked out."""
    repo.commit(
        "Begin",
        {"data/register.toml": SETTINGS, "data/guidelines.toml": GUIDELINES} | files(LIBRARY, POOL),
        env=who("maria"),
    )
    repo.git("checkout", "--quiet", "-b", "change")
    return repo


def findings(repo: RepositoryBuilder, base: str = "main") -> list[Finding]:
    """All that is found in what is checked out, as a change to *base*."""
    with open_repository(repo.root) as repository:
        now = head(repository)
        return list(check_files(now, TODAY, compare(repository, base, now, TODAY)))


def told(repo: RepositoryBuilder, base: str = "main") -> list[tuple[str, str]]:
    """The code and the path of each finding."""
    return [(finding.code, finding.path) for finding in findings(repo, base)]


def changed(found: Account, **changes: Any) -> Account:
    return dataclasses.replace(found, **changes)
