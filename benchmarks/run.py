"""Measure socialreg against its limits, each beside another program, and print a table.

    make bench                                      everything; some minutes
    make bench ARGS="--only close"                  one comparison
    make bench ARGS="--data FOLDER"                 keep the made-up registers for the next run
    make bench ARGS="--json FILE --page FILE"       the results for programs, and as a page

Ends with 1 when a limit is missed.
"""

import argparse
import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import closing
import judging
import rendering
import startup
import validating
from bench import Bench
from results import Result, Section, as_json, as_markdown, as_text

COMPARISONS: Mapping[str, Callable[[Bench], Iterator[Result]]] = {
    "startup": startup.compare,
    "validate": validating.compare,
    "growth": validating.compare_growth,
    "rules": judging.compare,
    "render": rendering.compare,
    "close": closing.compare,
}
_PROGRAMS = ("socialreg", "typer", "taplo", "check-jsonschema", "hugo")


def main() -> int:
    """Run what the command line asks for."""
    options = _options()
    with ExitStack() as stack:
        kept = options.data or stack.enter_context(tempfile.TemporaryDirectory())
        registers = Path(kept).resolve()
        _make_registers(registers)
        sections = [
            _section(name, registers, options.effort) for name in options.only or COMPARISONS
        ]
    print(as_text(sections))
    machine = _machine()
    if options.json:
        options.json.write_text(as_json(sections, machine), "utf-8")
    if options.page:
        options.page.write_text(as_markdown(sections, machine), "utf-8")
    verdicts = [result.verdict for section in sections for result in section.results]
    return int("missed" in verdicts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", action="append", choices=COMPARISONS, help="repeatable")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the results as Markdown")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="where the made-up registers are kept"
    )
    parser.add_argument(
        "--effort", type=float, default=1.0, metavar="N", help="N times as many rounds"
    )
    return parser.parse_args()


def _make_registers(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    script = Path(__file__).with_name("registers.py")
    sizes = map(str, validating.SIZES)
    # In a process of its own, so that this one stays small: see measure.
    subprocess.run((sys.executable, script, folder, *sizes), check=True)


def _section(name: str, registers: Path, effort: float) -> Section:
    compare = COMPARISONS[name]
    with tempfile.TemporaryDirectory(prefix="socialreg-bench-") as room:
        bench = Bench(registers=registers, room=Path(room), effort=effort)
        results = list(compare(bench))
    told = " ".join((compare.__doc__ or "").split())
    return Section(name=name, told=told, results=results)


def _machine() -> dict[str, str]:
    git = subprocess.run(("git", "--version"), capture_output=True, text=True, check=True).stdout
    versions = [f"{name} {version(name)}" for name in _PROGRAMS]
    system = f"{platform.system()} {platform.release()}"
    return {
        "Date": dt.datetime.now(dt.UTC).date().isoformat(),
        "Machine": f"{os.cpu_count()} cores, {_processor()}, {system}",
        "Programs": ", ".join((f"Python {platform.python_version()}", git.strip(), *versions)),
    }


def _processor() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


if __name__ == "__main__":
    sys.exit(main())
