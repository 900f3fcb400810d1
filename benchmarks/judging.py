"""What the rules cost, and what it costs to judge a change."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import Bench, program
from measure import Job, Measured, always, side_by_side
from results import Result, times

READING = Path(__file__).with_name("reading.py")


def compare(bench: Bench) -> Iterator[Result]:
    """`validate` of 10,000 accounts against reading and modelling them without a rule.

    What both need until the first account is taken off: the time for 100 accounts. `--base` is
    asked what a pull request with one changed account means, in a repository that git has packed.
    """
    ours = program("socialreg")
    jobs = [
        Job(name=f"{name} {count}", commands=always(*command), folder=bench.register(count))
        for name, command in (
            ("validate", (ours, "validate")),
            ("reading", (sys.executable, READING)),
        )
        for count in (100, 10_000)
    ]
    found = side_by_side(jobs, bench.rounds(7))
    yield _beyond(found["validate 10000"], found["validate 100"], found)
    folder = _changed(bench.register(10_000), bench.room / "judging")
    plain = Job(name="plain", commands=always(ours, "validate"), folder=folder)
    based = Job(name="base", commands=always(ours, "validate", "--base", "HEAD~1"), folder=folder)
    found = side_by_side([plain, based], bench.rounds(7))
    what = "validate --base, one of 10,000 accounts changed"
    yield times(what, "validate", found["base"], found["plain"], limit=1.5)


def _beyond(many: Measured, few: Measured, found: Mapping[str, Measured]) -> Result:
    read_many, read_few = found["reading 10000"], found["reading 100"]
    return Result(
        what="validate, 10,000 accounts after the first 100",
        against="reading and modelling them",
        ours=(many.seconds - few.seconds) * 1000,
        theirs=(read_many.seconds - read_few.seconds) * 1000,
        unit="ms",
        limit=1.4,
        cpu=(many.cpu - few.cpu) / (read_many.cpu - read_few.cpu),
    )


def _changed(register: Path, folder: Path) -> Path:
    """A packed copy of *register* in which the last commit changes one account."""
    shutil.copytree(register, folder)
    account = min(folder.glob("data/accounts/*.toml"))
    with account.open("a", encoding="utf-8") as text:
        text.write("# Changed by hand.\n")
    for command in (("commit", "--quiet", "--all", "--message=Change it"), ("gc", "--quiet")):
        subprocess.run(("git", *command), cwd=folder, check=True)
    return folder
