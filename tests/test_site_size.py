"""What a visitor has to load to see the register: counted in bytes, without the logo."""

import dataclasses
import re
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath

import pytest

from socialreg.lifecycle import PUBLIC_STATUSES
from socialreg.model import Account
from socialreg.parsing import parse_account
from socialreg.paths import ACCOUNTS_DIR
from socialreg.publish.publication import Publication
from socialreg.sample.play import changes
from socialreg.sample.scenario import sample_scenario
from tests.samples import made, sample_publication

BUDGET = 60_000
VIEWS = ("index.html", "plattformar.html", "status.html")


def hundred_accounts() -> tuple[Account, ...]:
    """The accounts of the sample register, and again so many of them that it makes a hundred."""
    files = {
        path: content
        for change in changes(sample_scenario())
        for path, content in change.contents.items()
        if content and path.startswith(f"{ACCOUNTS_DIR}/") and path.endswith(".toml")
    }
    accounts = []
    for path, content in files.items():
        account = parse_account(PurePosixPath(path).stem, content)
        assert isinstance(account, Account)
        if account.status in PUBLIC_STATUSES:
            accounts.append(account)
    again = [dataclasses.replace(account, id=f"{account.id}-2") for account in accounts]
    return tuple([*accounts, *again][:100])


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, accounts=hundred_accounts())
    return made(Publication(register=register, updated=publication.updated))


@pytest.mark.parametrize("path", [f"{folder}{view}" for folder in ("", "en/") for view in VIEWS])
def test_the_register_with_a_hundred_accounts_is_small(site: dict[str, bytes], path: str) -> None:
    page = site[path].decode()
    assert len(re.findall('<th scope="row">', page)) == 100
    sheets = re.findall('<link rel="stylesheet" href="([^"]+)">', page)
    scripts = re.findall('<script src="([^"]+)"', page)
    assert scripts  # what it loads later, when somebody searches, does not count
    loaded = [site[path], *(site[normpath(join(dirname(path), file))] for file in sheets + scripts)]
    assert sum(map(len, loaded)) < BUDGET
