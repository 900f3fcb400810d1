"""Read and model a register as `validate` does, with every rule left out: what rules add to.

Run in a register's folder: python benchmarks/reading.py
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from socialreg import checking, store
from socialreg.model import Account, Context
from socialreg.rules import Examined


def main() -> None:
    """Check the register in the current folder, with nothing where the rules are."""
    with _without_rules():
        checking.check_files(store.Folder(Path.cwd()), dt.datetime.now(dt.UTC).date())


@contextmanager
def _without_rules() -> Iterator[None]:
    with (
        patch.object(checking, "examine", _look_at),
        patch.object(checking, "sightings", lambda _path, _content: ()),
        patch.object(checking, "conclude", lambda *_parts: ()),
    ):
        yield


def _look_at(_context: Context, accounts: Iterable[Account]) -> Examined:
    for _account in accounts:
        pass
    return Examined()


if __name__ == "__main__":
    main()
