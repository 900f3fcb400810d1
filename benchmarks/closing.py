"""How long it takes to change one account of many."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench import Bench, program
from measure import Job, side_by_side
from results import Result, times


def compare(bench: Bench) -> Iterator[Result]:
    """`close` among 10,000 accounts against the bare `git add` and `git commit` of one file there.

    `close` reads the account, checks the move, writes the file safely and commits exactly it;
    another account each time, in the same repository as git's own.
    """
    folder = bench.room / "closing"
    shutil.copytree(bench.register(10_000), folder)
    subprocess.run(("git", "status", "--porcelain"), cwd=folder, check=True)  # knows the copies
    accounts = [
        file
        for file in sorted(folder.glob("data/accounts/*.toml"))
        if 'status = "active"' in file.read_text("utf-8")
    ]
    rounds = bench.rounds(15)
    to_close, to_commit = accounts[: rounds + 1], accounts[rounds + 1 :]

    def close(number: int) -> list[list[str]]:
        said = ("--reason", "Slogs ihop", "--archive", "KLF 2026/88", "--handle", "kept")
        return [[program("socialreg"), "close", to_close[number].stem, *said]]

    def commit(number: int) -> list[list[str]]:
        path = str(to_commit[number].relative_to(folder))
        return [["git", "add", path], ["git", "commit", "--quiet", "--message=Close it"]]

    found = side_by_side(
        [
            Job(name="close", commands=close, folder=folder),
            Job(
                name="git add + commit",
                commands=commit,
                folder=folder,
                prepare=lambda number: _append(to_commit[number]),
            ),
        ],
        rounds,
    )
    what = "close, one of 10,000 accounts"
    ours, theirs = found["close"], found["git add + commit"]
    yield times(what, "git add + git commit", ours, theirs, limit=3)


def _append(file: Path) -> None:
    with file.open("a", encoding="utf-8") as text:
        text.write("# Changed by hand.\n")
