"""What a rule is, and what it finds.

A rule is one decorated function in a family's module. The decorator turns it into a frozen
``Rule`` that carries everything there is to say about it: code, severity, clause, a wrong and a
right example (run as tests) and, in the docstring, why. Nothing is registered by side effect:
``rules/__init__`` names the families.
"""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from socialreg.model import Account, FaultKind, Register


class Severity(StrEnum):
    """How bad a finding is: an error breaks the register or a duty, the others are advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule saw: in which field, what is wrong, and what mends it.

    *field* is a dotted path in the file (``approvals[0].date``). A rule over the whole register
    also says which file it speaks of, with *path*.
    """

    field: str
    message: str
    hint: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem, once, with all that a person or a program needs to act on it.

    *line* and *column* count from 1 and are 0 while unknown or where the whole file is meant;
    *account* is the account's id, empty for a finding about the register.
    """

    code: str
    name: str
    severity: Severity
    account: str
    path: str
    message: str
    hint: str
    clause: str
    field: str = ""
    line: int = 0
    column: int = 0
    waived: bool = False


AccountCheck: TypeAlias = Callable[[Account, Register], Iterator[Problem]]
RegisterCheck: TypeAlias = Callable[[Register], Iterator[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A duty or a condition of soundness, with its code that is never reused.

    Exactly one of *account_check*, *register_check* and *fault* says how it is found: in one
    account, in the register as a whole, or while reading a file. *wrong* and *right* are TOML
    laid over a sound account (or, for a fault, the whole file).
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    clause: str
    wrong: str
    right: str
    account_check: AccountCheck | None = None
    register_check: RegisterCheck | None = None
    fault: FaultKind | None = None


def rule(
    code: str, *, severity: Severity, clause: str, wrong: str, right: str
) -> Callable[[AccountCheck], Rule]:
    """Make a rule of a function that looks at one account, with the register for context.

    The function's name, in kebab case, names the fault; the first line of its docstring is the
    summary and the rest says why.
    """

    def make(check: AccountCheck) -> Rule:
        return Rule(
            code=code,
            severity=severity,
            clause=clause,
            wrong=wrong,
            right=right,
            account_check=check,
            name=_name_of(check),
            summary=_told_by(check)[0],
            why=_told_by(check)[1],
        )

    return make


def register_rule(
    code: str, *, severity: Severity, clause: str, wrong: str, right: str
) -> Callable[[RegisterCheck], Rule]:
    """Make a rule of a function that looks at the register as a whole."""

    def make(check: RegisterCheck) -> Rule:
        return Rule(
            code=code,
            severity=severity,
            clause=clause,
            wrong=wrong,
            right=right,
            register_check=check,
            name=_name_of(check),
            summary=_told_by(check)[0],
            why=_told_by(check)[1],
        )

    return make


def fault_rule(  # noqa: PLR0913 - everything there is to say about a rule
    code: str, fault: FaultKind, *, summary: str, why: str, clause: str, wrong: str, right: str
) -> Rule:
    """The rule that a file breaks when it cannot be read as what it should be: always an error."""
    return Rule(
        code=code,
        name=fault.value,
        severity=Severity.ERROR,
        summary=summary,
        why=why,
        clause=clause,
        wrong=wrong,
        right=right,
        fault=fault,
    )


def collect(*families: object) -> tuple[Rule, ...]:
    """All rules of the family modules, by code; raises ValueError when a code occurs twice."""
    rules = [
        value for family in families for value in vars(family).values() if isinstance(value, Rule)
    ]
    codes = [found.code for found in rules]
    if len(set(codes)) < len(codes):
        raise ValueError(f"a rule's code occurs twice: {sorted(codes)}")
    return tuple(sorted(rules, key=lambda found: found.code))


def located(finding: Finding, line: int, column: int) -> Finding:
    """*finding* with its place filled in."""
    return dataclasses.replace(finding, line=line, column=column)


def _name_of(check: AccountCheck | RegisterCheck) -> str:
    return check.__name__.replace("_", "-")


def _told_by(check: AccountCheck | RegisterCheck) -> tuple[str, str]:
    """Summary and why, from the docstring: its first line and the rest."""
    summary, _separator, why = (check.__doc__ or "").partition("\n")
    return summary.strip(), " ".join(why.split())
