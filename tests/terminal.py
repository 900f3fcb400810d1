"""A person at a terminal: the program's questions answered one by one."""

import fcntl
import os
import pty
import re
import select
import subprocess
import termios
from collections.abc import Iterable

from tests.desk import Desk

_PATIENCE = 30.0  # seconds until the program has asked
_QUESTION_ENDS = (b"? ", b") ")
_COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


def talk(desk: Desk, arguments: list[str], answers: Iterable[str]) -> tuple[int, str]:
    """Run socialreg in a terminal and give each of *answers* to a question; status and output.

    An answer of one control character is that key alone, without Enter.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        desk.command(*arguments),
        cwd=desk.root,
        env={**desk.environ, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        # The terminal has to be the process's own, or Ctrl-C would reach nobody.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
    )
    os.close(theirs)
    shown = b""
    for answer in answers:
        shown += _until_asked(ours)
        key = answer if answer and not answer.isprintable() else f"{answer}\n"
        os.write(ours, key.encode())
    shown += _rest(ours)
    os.close(ours)
    return process.wait(_PATIENCE), shown.decode(errors="replace")


def _until_asked(terminal: int) -> bytes:
    shown = b""
    while not _COLOUR.sub(b"", shown).endswith(_QUESTION_ENDS):
        more = _read(terminal)
        assert more, shown
        shown += more
    return shown


def _rest(terminal: int) -> bytes:
    shown = b""
    while more := _read(terminal):
        shown += more
    return shown


def _read(terminal: int) -> bytes:
    """What has been shown since; empty when the program has ended."""
    ready, _write, _error = select.select([terminal], [], [], _PATIENCE)
    assert ready, "the program neither asks nor ends"
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux tells the end of the other side in this way
        return b""
