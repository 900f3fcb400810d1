"""One commit, one website: whoever renders it, wherever and whenever, gets the same bytes."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from socialreg.document import new_file
from tests.accounts import account
from tests.desk import Desk

# The program as its command is, on a machine with so many processors and at another time.
_PROGRAM = """
import os, sys, time
processors, seconds, umask, *arguments = sys.argv[1:]
os.cpu_count = lambda: int(processors)
os.umask(int(umask, 8))
now = time.time
time.time = lambda: now() + float(seconds)
from socialreg.cli import run
sys.exit(run(arguments))
"""


@pytest.fixture
def large(library: Desk) -> Desk:
    """A register that is large enough for several processes, with posts of some accounts."""
    for number in range(1000):
        found = dataclasses.replace(
            account(f"konto-{number:04}"), handle=f"konto{number}", name=f"Konto {number}"
        )
        library.file(found.id).write_bytes(new_file(found))
    recorded = library.root / "data/activity/konto-0007.csv"
    recorded.parent.mkdir(exist_ok=True)
    recorded.write_text("week,posts\n2026-W44,3\n2026-W45,1\n", "ascii")
    library.git("add", "--all", "data")
    library.git("commit", "--quiet", "--message", "Many accounts")
    return library


def render(desk: Desk, out: Path, cwd: Path, *conditions: str, **environ: str) -> dict[str, bytes]:
    """The site of the last commit, the list of its files included."""
    done = subprocess.run(
        [
            *(sys.executable, "-c", _PROGRAM, *conditions),
            *("render", "--out", os.fspath(out), "--register", os.fspath(desk.root)),
        ],
        cwd=cwd,
        env={**desk.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_two_renders_of_a_commit_are_the_same_bytes(large: Desk, tmp_path: Path) -> None:
    here = render(
        *(large, tmp_path / "one", large.root, "1", "0", "022"),
        PYTHONHASHSEED="1",
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        LANG="en_US.UTF-8",
    )
    there = render(
        *(large, tmp_path / "deep/er/two", tmp_path, "3", "40000000", "077"),
        PYTHONHASHSEED="2",
        TZ="America/Adak",
        LC_ALL="sv_SE.UTF-8",
        LANGUAGE="sv",
        SOURCE_DATE_EPOCH="0",
    )
    assert here == there
    assert len(here) > 2000


def test_a_clone_elsewhere_gives_the_same_bytes(library: Desk, tmp_path: Path) -> None:
    here = render(library, tmp_path / "one", tmp_path, "1", "0", "022")
    clone = tmp_path / "another place"
    library.git("clone", "--quiet", os.fspath(library.root), os.fspath(clone))
    assert render(Desk(clone, library.environ), tmp_path / "two", clone, "2", "0", "027") == here
