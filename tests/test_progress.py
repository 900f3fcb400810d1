"""The bar that shows how far a long work is: for a person who waits, and for nobody else."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping

import pytest

_WORK = """
import sys, time
from socialreg.cli.progress import shown
with shown("Writing the website") as tell:
    for done in range(int(sys.argv[1])):
        if tell:
            tell(done, int(sys.argv[1]))
        time.sleep(0.1)
"""


def seen(rounds: int, **environ: str) -> bytes:
    """What a person sees on a terminal while something goes on for so many tenths of a second."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in _SILENT}
    process = subprocess.Popen(
        [sys.executable, "-c", _WORK, str(rounds)],
        env={**inherited, "TERM": "xterm", "COLUMNS": "80", **environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    found = b""
    try:
        while more := os.read(ours, 4096):
            found += more
    except OSError:  # Linux tells the end of the other side in this way
        pass
    os.close(ours)
    assert process.wait(30) == 0
    return found


_SILENT: Mapping[str, str] = {"NO_COLOR": "1", "CI": "true"}


def test_what_takes_longer_than_a_second_is_shown() -> None:
    found = seen(16).decode()
    assert "Writing the website" in found
    assert "%" in found


def test_what_is_done_at_once_is_not() -> None:
    assert seen(3) == b""


@pytest.mark.parametrize("name", list(_SILENT))
def test_a_log_gets_no_bar(name: str) -> None:
    assert seen(16, **{name: _SILENT[name]}) == b""


def test_without_a_terminal_there_is_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WORK, "16"], capture_output=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == (b"", b"")
