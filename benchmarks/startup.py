"""How long it takes until something happens."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import Bench, program
from measure import Job, always, side_by_side
from results import Result, times

HELLO = Path(__file__).with_name("hello.py")


def compare(bench: Bench) -> Iterator[Result]:
    """Start-up against a Typer program with two commands in the same environment.

    Its --help loads Rich, as ours does; its command loads nothing but Typer. `list` and
    `validate` read 100 accounts.
    """
    folder, ours = bench.register(100), program("socialreg")
    hello = (sys.executable, HELLO)
    commands = {
        "--version": (ours, "--version"),
        "--help": (ours, "--help"),
        "list": (ours, "list"),
        "validate": (ours, "validate"),
        "hello --help": (*hello, "--help"),
        "hello": (*hello, "hello"),
    }
    jobs = [
        Job(name=name, commands=always(*words), folder=folder) for name, words in commands.items()
    ]
    found = side_by_side(jobs, bench.rounds(15))
    for name, limits in (
        ("--version", {"hello --help": 1.15, "hello": 1.15}),
        ("--help", {"hello --help": 1.15, "hello": None}),
        ("list", {"hello --help": 2.0, "hello": 2.0}),
        ("validate", {"hello --help": 2.0, "hello": 2.0}),
    ):
        for against, limit in limits.items():
            what = f"socialreg {name}" + ("" if name.startswith("-") else ", 100 accounts")
            yield times(what, against, found[name], found[against], limit=limit)
