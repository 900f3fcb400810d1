"""What every comparison is given: where the programs, the registers and room to work are."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """*registers* holds one register per size; *room* is a folder for whatever is made.

    *effort* multiplies the number of rounds.
    """

    registers: Path
    room: Path
    effort: float = 1.0

    def register(self, count: int) -> Path:
        """The register with *count* accounts; it is shared, so leave it as it is."""
        return self.registers / str(count)

    def rounds(self, number: int) -> int:
        """How often to measure what usually needs *number* rounds."""
        return max(1, round(number * self.effort))


def program(name: str) -> str:
    """The path of a program, from the environment of this Python if it is there."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    return found or sys.exit(f"{name} is not installed: see the group bench in pyproject.toml")
