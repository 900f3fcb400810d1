"""What every test starts from: English messages, and no configuration of the machine's own git."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialreg import i18n
from tests.builders import ENVIRONMENT, RepositoryBuilder


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


@pytest.fixture
def repo(tmp_path: Path) -> RepositoryBuilder:
    """An empty git repository on the branch ``main``, without a commit."""
    return RepositoryBuilder(tmp_path / "register")
