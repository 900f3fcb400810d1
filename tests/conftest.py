"""What every test starts from: English messages, and no configuration of the machine's own git."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from socialreg import i18n
from tests.builders import ENVIRONMENT, RepositoryBuilder
from tests.desk import Desk, environment, new_desk, open_library

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Where the tests run in the background (`make test &`), a shell lets them ignore Ctrl-C, and so
# would every program that they start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use(i18n.DEFAULT_LANGUAGE)


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from tests.browsing import launched  # imported late: most tests need no browser

    with launched() as opened:
        yield opened


@pytest.fixture
def repo(tmp_path: Path) -> RepositoryBuilder:
    """An empty git repository on the branch ``main``, without a commit."""
    return RepositoryBuilder(tmp_path / "register")


@pytest.fixture(scope="session")
def _library_once(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A register with one open account, made once by the commands and copied for each test."""
    home = tmp_path_factory.mktemp("once")
    desk = new_desk(home / "register", home)
    open_library(desk)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A register without accounts, and the person who keeps it."""
    return new_desk(tmp_path / "register", tmp_path)


@pytest.fixture
def library(tmp_path: Path, _library_once: Desk) -> Desk:
    """A register with one open account."""
    shutil.copytree(_library_once.root, tmp_path / "register")
    return Desk(tmp_path / "register", environment(tmp_path))
