"""How long it takes to check a register, and how much memory."""

import subprocess
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench import Bench, program
from measure import Job, Measured, always, side_by_side
from results import Result, peaks, times

SIZES = (100, 1_000, 10_000)
_WHAT = "validate, 10,000 accounts"


def compare(bench: Bench) -> Iterator[Result]:
    """`validate` of 10,000 accounts against checking the same files with the exported schema.

    Ours reads, checks the model and applies all rules, those over the whole register too; theirs
    checks each file by the schema alone.
    """
    folder, ours = bench.register(10_000), program("socialreg")
    schema = bench.room / "account.schema.json"
    with schema.open("wb") as file:
        subprocess.run((ours, "export", "schema", "account"), check=True, stdout=file)
    files = _account_files(folder)
    validate = Job(name="validate", commands=always(ours, "validate"), folder=folder)
    taplo = (program("taplo"), "check", "--no-auto-config", "--schema", schema.as_uri(), *files)
    jsonschema = (program("check-jsonschema"), "--schemafile", str(schema), *files)
    fast = [validate, Job(name="taplo", commands=always(*taplo), folder=folder)]
    slow = [validate, Job(name="check-jsonschema", commands=always(*jsonschema), folder=folder)]
    found = side_by_side(fast, bench.rounds(7))
    yield times(_WHAT, "taplo check --schema", found["validate"], found["taplo"], limit=1 / 3)
    yield peaks(f"{_WHAT}, peak memory", "the limit", found["validate"], 100, limit=1)
    found = side_by_side(slow, bench.rounds(2))
    theirs = found["check-jsonschema"]
    yield times(_WHAT, "check-jsonschema", found["validate"], theirs, limit=1 / 10)


def compare_growth(bench: Bench) -> Iterator[Result]:
    """Time per account from 100 to 10,000 of them, with and without the time until the first.

    Without it, a tenth is left for what cannot be measured better.
    """
    ours = program("socialreg")
    for command in ("validate", "list"):
        jobs = [
            Job(name=str(size), commands=always(ours, command), folder=bench.register(size))
            for size in SIZES
        ]
        found = side_by_side(jobs, bench.rounds(5))
        for small, large in pairwise(SIZES):
            yield times(
                f"{command}, {large:,} accounts, each",
                f"{small:,} accounts, each",
                found[str(large)],
                found[str(small)],
                limit=1,
                per=(large, small),
            )
        yield _without_first(command, *(found[str(size)] for size in SIZES))


def _without_first(command: str, few: Measured, more: Measured, many: Measured) -> Result:
    """What one more account costs in the largest register, against one in the middle one."""
    steps = (SIZES[2] - SIZES[0], SIZES[1] - SIZES[0])
    return Result(
        what=f"{command}, each account after the 100th of {SIZES[2]:,}",
        against=f"of {SIZES[1]:,}",
        ours=(many.seconds - few.seconds) * 1000 / steps[0],
        theirs=(more.seconds - few.seconds) * 1000 / steps[1],
        unit="ms",
        limit=1.1,
        cpu=(many.cpu - few.cpu) / (more.cpu - few.cpu) * steps[1] / steps[0],
    )


def _account_files(folder: Path) -> Sequence[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.glob("data/accounts/*.toml"))
