"""Time and memory of whole processes, side by side: A B A B …, so that drift hits all alike.

This process stays small and starts nothing but what it measures: on Linux a child's peak begins
with the memory of its parent. Needs ``wait4``, so Linux or macOS.
"""

import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# What ru_maxrss counts in.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024

Command = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is timed: *commands*, one after the other, made for each round by its number.

    *prepare* is called before each round and is not timed.
    """

    name: str
    commands: Callable[[int], Sequence[Command]]
    folder: Path
    prepare: Callable[[int], object] = lambda _round: None


@dataclass(frozen=True, slots=True)
class Sample:
    """One round of a job: seconds by the clock and of the processors, and the peak in bytes."""

    seconds: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Measured:
    """All rounds of a job."""

    name: str
    samples: tuple[Sample, ...]

    @property
    def seconds(self) -> float:
        """The median by the clock."""
        return statistics.median(sample.seconds for sample in self.samples)

    @property
    def cpu(self) -> float:
        """The median of the processors' time, all cores together."""
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def peak(self) -> int:
        """The highest peak, in bytes."""
        return max(sample.peak for sample in self.samples)


def always(*command: str | Path) -> Callable[[int], Sequence[Command]]:
    """The same single *command* in every round."""
    return lambda _round: ([str(word) for word in command],)


def side_by_side(jobs: Sequence[Job], rounds: int) -> Mapping[str, Measured]:
    """Every job *rounds* times in turn, after one turn that only warms the caches."""
    samples: dict[str, list[Sample]] = {job.name: [] for job in jobs}
    for number in range(rounds + 1):
        for job in jobs:
            _tell(f"{job.name}, {number} of {rounds}")
            job.prepare(number)
            sample = _run_all(job.commands(number), job.folder)
            if number:
                samples[job.name].append(sample)
    _tell("")
    return {name: Measured(name, tuple(found)) for name, found in samples.items()}


def _run_all(commands: Sequence[Command], folder: Path) -> Sample:
    parts = [_run(command, folder) for command in commands]
    return Sample(
        sum(part.seconds for part in parts),
        sum(part.cpu for part in parts),
        max(part.peak for part in parts),
    )


def _run(command: Command, folder: Path) -> Sample:
    """Run *command*; what fails ends the benchmark: a time for the wrong answer says nothing."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read()[-2000:].decode(errors="replace")
            sys.exit(f"\n{shlex.join(command)[:200]}\nended with {process.returncode}:\n{said}")
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MEMORY_UNIT)


def _tell(what: str) -> None:
    """Show on a terminal *what* is going on."""
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)
