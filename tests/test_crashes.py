"""Whatever happens to a command, nothing is lost, nothing is half written, and no success is a lie.

Uses strace to end the real program at each of its system calls that change files, and real
processes that change the register at the same time.
"""

import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from socialreg.model import Account
from socialreg.parsing import parse_account
from tests.desk import ACCOUNT, Desk, Result, environment

CLOSE = (
    *("close", ACCOUNT, "--reason", "Slogs ihop", "--archive", "KFN 2026/88"),
    *("--handle", "kept", "--date", "2026-10-01"),
)
# What changes names or contents on the disk. `write` is left out: the contents that matter are
# forced to the disk (fsync) before a name shows them, and the calls around it are all tried.
CHANGING = (
    "rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,fsync,fdatasync,ftruncate"
)


def traced(desk: Desk, rules: list[str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run socialreg under strace, which injects faults by *rules* into it and what it starts."""
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", "trace.log", *rules, *desk.command(*arguments)],
        cwd=desk.root.parent,
        env={**desk.environ, "SOCIALREG_REGISTER": str(desk.root)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


def changing_calls(desk: Desk) -> int:
    """How many calls that change files one `close` makes, git's own included."""
    traced(desk, ["-e", f"trace={CHANGING}"], *CLOSE)
    lines = (desk.root.parent / "trace.log").read_text("utf-8", "replace").splitlines()
    return sum("(" in line and "resumed" not in line for line in lines)


def assert_whole(desk: Desk, before: bytes) -> bool:
    """That the register is sound; whether the account is closed in the last commit."""
    committed = desk.git("show", f"HEAD:data/accounts/{ACCOUNT}.toml").encode()
    for content in (committed, desk.file().read_bytes()):
        assert parse_account(ACCOUNT, content).__class__.__name__ == "Account"
    desk.git("fsck", "--strict", "--no-dangling")
    done = committed != before
    acts = desk.git("log", "-1", "--format=%(trailers:key=Action,valueonly)").strip()
    assert (acts == "close") == done
    return done


@pytest.mark.parametrize("shard", range(4))
def test_being_killed_at_any_change_of_a_file_leaves_all_or_nothing(
    library: Desk, tmp_path: Path, shard: int
) -> None:
    before = library.file().read_bytes()
    total = changing_calls(_copy(library, tmp_path / "count"))
    assert total > 10

    for number in range(1 + shard, total + 1, 4):
        desk = _copy(library, tmp_path / f"kill-{number}")
        # strace counts each process's calls for itself: the tool dies at its own, git at its own
        rule = f"inject={CHANGING}:signal=KILL:when={number}"
        traced(desk, ["-e", f"trace={CHANGING}", "-e", rule], *CLOSE)

        again = _run_as_told(desk)

        assert assert_whole(desk, before), again
        assert (desk.root / f"data/accounts/{ACCOUNT}.toml").read_bytes() == desk.git(
            "show", f"HEAD:data/accounts/{ACCOUNT}.toml"
        ).encode()
        assert desk.git("status", "--porcelain") == ""
        assert not list((desk.root / "data").rglob("*.tmp"))
        shutil.rmtree(desk.root.parent)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("fsync", "EIO"),
        ("fsync", "ENOSPC"),
        ("rename,renameat,renameat2", "EROFS"),
        ("rename,renameat,renameat2", "EACCES"),
        ("link,linkat", "EROFS"),
    ],
)
def test_a_disk_that_refuses_leaves_everything_as_it_was(
    library: Desk, call: str, error: str
) -> None:
    before = library.state()

    result = traced(library, ["-e", f"trace={call}", "-e", f"inject={call}:error={error}"], *CLOSE)

    if result.returncode == 0:  # a way around that call was found, so it must be there
        assert_whole(library, b"")
        assert library.git("log", "-1", "--format=%(trailers:key=Action,valueonly)") == "close\n\n"
        return
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert library.state() == before


def test_a_full_disk_leaves_everything_as_it_was(library: Desk) -> None:
    before = library.state()
    rule = "inject=write,pwrite64:error=ENOSPC:when=1+"
    path = ["-P", str(library.root / "data/accounts"), "-P", str(library.root / ".git")]

    result = traced(library, ["-e", "trace=write,pwrite64", *path, "-e", rule], *CLOSE)

    assert b"Traceback" not in result.stderr
    assert library.state() == before or result.returncode == 0


def test_an_interruption_by_the_user_leaves_all_or_nothing(library: Desk, tmp_path: Path) -> None:
    before = library.file().read_bytes()
    for number in (1, 3, 5, 7, 9):
        desk = _copy(library, tmp_path / f"int-{number}")
        rule = f"inject={CHANGING}:signal=INT:when={number}"

        result = traced(desk, ["-e", f"trace={CHANGING}", "-e", rule], *CLOSE)

        assert b"Traceback" not in result.stderr
        done = assert_whole(desk, before)
        assert desk.git("status", "--porcelain") == ""
        assert not (done and b"Nothing was changed" in result.stderr)
        assert done or result.returncode != 0


def test_twelve_people_at_once_lose_nothing(library: Desk) -> None:
    ids = [f"konto-{number:02}" for number in range(12)]
    for number, account_id in enumerate(ids):
        source = library.file().read_text("utf-8")
        library.file(account_id).write_text(
            source.replace("sjohamnsbibliotek", f"sjohamnskonto{number}"), "utf-8"
        )
    library.git("add", "--all")
    library.git("commit", "--quiet", "--message", "Twelve accounts")

    processes = [
        subprocess.Popen(
            library.command("close", name, *CLOSE[2:]),
            cwd=library.root,
            env=dict(library.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in ids
    ]
    outcomes = {
        name: (process.communicate(timeout=240)[1], process.returncode)
        for name, process in zip(ids, processes, strict=True)
    }

    closed = library.git("log", "--format=%(trailers:key=Account,valueonly)").split()
    reported = [name for name, (_err, status) in outcomes.items() if status == 0]
    assert reported == ids, outcomes
    assert [name for name in ids if closed.count(name) != 1] == []
    assert library.git("status", "--porcelain") == ""
    library.git("fsck", "--strict")


def test_two_changes_of_one_account_do_not_overwrite_each_other(library: Desk) -> None:
    edits = [("edit", ACCOUNT, f"{key}=x") for key in ("note", "audience", "department")]
    processes = [
        subprocess.Popen(
            library.command(*edit),
            cwd=library.root,
            env=dict(library.environ),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for edit in edits
    ]
    for process in processes:
        process.communicate(timeout=240)
    statuses = [process.returncode for process in processes]

    found = parse_account(ACCOUNT, library.file().read_bytes())
    assert isinstance(found, Account)
    kept = [found.note, found.audience, found.department]
    assert [value is not None for value in kept] == [status == 0 for status in statuses]
    assert 0 in statuses


def test_git_ending_by_a_signal_is_told_as_an_error(library: Desk) -> None:
    hook = library.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nkill -{int(signal.SIGKILL)} $PPID\n")
    hook.chmod(0o755)
    before = library.state()

    result = library.run(*CLOSE)

    assert (result.status, "Traceback" in result.err) == (2, False)
    hook.unlink()
    assert library.state() == before


def _run_as_told(desk: Desk) -> Result:
    """Run `close`; where a dead git's lock is in the way, remove it as the error says."""
    for _attempt in range(3):
        result = desk.run(*CLOSE)
        if not (lock := re.search(r"(\S+\.lock) exists", result.err)):
            break
        Path(lock[1]).unlink()
    return result


def _copy(desk: Desk, folder: Path) -> Desk:
    shutil.copytree(desk.root, folder / "register")
    return Desk(folder / "register", environment(folder))
