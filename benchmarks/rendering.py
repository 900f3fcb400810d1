"""How long it takes to make the public site."""

import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from bench import Bench, program
from measure import Command, Job, always, side_by_side
from results import Result, peaks, times

PROJECT = Path(__file__).with_name("hugo")


def compare(bench: Bench) -> Iterator[Result]:
    """The site of 10,000 accounts against Hugo's: a page per account in two languages, and lists.

    Both begin with the same accounts on disk and write into a new folder beside each other's.
    socialreg reads what is committed, and writes the register as JSON and CSV too. Hugo reads the
    files as its data, of which a content adapter makes pages. Its pages say the same in the same
    sections: as many bytes of a fixed text would not be made from the data. Then socialreg does it
    again, into a folder that holds the site of the same commit already.
    """
    register, room = bench.register(10_000), bench.room
    project = _project(room / "hugo project", register)
    render = _job("render", (program("socialreg"), "render", "--out"), register, room)
    hugo = _job("Hugo", (program("hugo"), "--quiet", "--destination"), project, room)
    again = Job(
        name="render again",
        commands=always(program("socialreg"), "render", "--out", _output(room, "render", 1)),
        folder=register,
        prepare=lambda _round: os.sync(),
    )
    found = side_by_side([render, hugo], bench.rounds(3))
    repeated = side_by_side([again], bench.rounds(3))[again.name]
    (pages, size), (their_pages, their_size) = (
        _pages(_output(room, job.name, 1)) for job in (render, hugo)
    )
    what = f"render, {pages:,} pages of {size:,} bytes"
    against = f"Hugo, {their_pages:,} pages of {their_size:,} bytes"
    yield times(what, against, found["render"], found["Hugo"], limit=0.6)
    yield times("render, nothing changed", "all written", repeated, found["render"], limit=0.5)
    yield peaks("render, peak memory", "allowed", found["render"], 250, limit=1)
    peak = found["Hugo"].peak / 1024**2
    yield peaks("render, peak memory", "Hugo", found["render"], peak, limit=None)


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
