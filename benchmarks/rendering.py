"""How long it takes to make the public site."""

import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench import Bench, program
from measure import Command, Job, side_by_side
from results import Result, peaks, times

PROJECT = Path(__file__).with_name("hugo")
_BARE_PAGE = 330  # bytes of a page of the bare project, apart from what fills it up


def compare(bench: Bench) -> Iterator[Result]:
    """The site of 10,000 accounts against Hugo's: a page per account in two languages, and lists.

    Both begin with the same accounts on disk and write into a new folder beside each other's.
    socialreg reads what is committed, and writes the register as JSON and CSV too. Hugo reads the
    files as its data, of which a content adapter makes pages. “The same pages” say the same in
    the same sections; “bare pages” are as large, but filled up with a fixed text.
    """
    register, room = bench.register(10_000), bench.room
    render = (program("socialreg"), "render", "--out")
    hugo = (program("hugo"), "--quiet")
    subprocess.run((*render, room / "first"), cwd=register, check=True, capture_output=True)
    pages, size = _pages(room / "first")
    same, bare = _project(room / "same", register), _project(room / "bare", register)
    with (bare / "bare.toml").open("a", encoding="utf-8") as config:
        config.write(f'params.filler = "{"x" * (size - _BARE_PAGE)}"\n')
    jobs = [
        _job("render", render, register, room),
        _job("the same pages", (*hugo, "--destination"), same, room),
        _job("bare pages", (*hugo, "--config=hugo.toml,bare.toml", "--destination"), bare, room),
    ]
    found = side_by_side(jobs, bench.rounds(3))
    for job in jobs[1:]:
        their_pages, their_size = _pages(_output(room, job.name, 1))
        what = f"render, {pages:,} pages of {size:,} bytes"
        against = f"Hugo, {job.name}: {their_pages:,} of {their_size:,} bytes"
        theirs = found[job.name]
        yield times(what, against, found["render"], theirs, limit=0.8)
        peak = theirs.peak / 1024**2
        yield peaks("render, peak memory", f"Hugo, {job.name}", found["render"], peak, limit=None)


def _job(name: str, command: Command, folder: Path, room: Path) -> Job:
    """*command*, to which the folder for the output is added, a new one in every round.

    What earlier rounds wrote goes to the disk first, and is not removed in between: the system
    would go on with that while the next is timed.
    """

    def commands(number: int) -> list[Command]:
        return [(*command, str(_output(room, name, number)))]

    return Job(name=name, commands=commands, folder=folder, prepare=lambda _round: os.sync())


def _output(room: Path, name: str, number: int) -> Path:
    return room / f"{name} {number}"


def _project(folder: Path, register: Path) -> Path:
    """The Hugo project in *folder*, with the register's accounts as its data."""
    shutil.copytree(PROJECT, folder)
    shutil.copytree(register / "data/accounts", folder / "data/accounts")
    return folder


def _pages(site: Path) -> tuple[int, int]:
    """How many pages of accounts a *site* has, and their mean size in bytes."""
    sizes = [page.stat().st_size for page in site.glob("**/konto/*.html")]
    return len(sizes), round(statistics.mean(sizes))
