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
from typing import NamedTuple, Required, TypeAlias, TypedDict, Unpack

from socialreg.model import Account, Context, FaultKind, Personal
from socialreg.rules.comparison import Comparison
from socialreg.rules.overview import Overview


class Severity(StrEnum):
    """How bad a finding is: an error breaks the register or a duty, the others are advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule saw: in which field, what is wrong, and what mends it.

    *field* is a dotted path in the file (``approvals[0].date``), which tells the place; a rule
    that knows the place itself says so with *line* and *column*, counted from 1. A rule over
    the whole register also says which file it speaks of, with *path*.
    """

    field: str
    message: str
    hint: str = ""
    path: str = ""
    line: int = 0
    column: int = 0


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


Condition: TypeAlias = Callable[[Account, Context], bool]
AccountCheck: TypeAlias = Callable[[Account, Context], Iterator[Problem]]
RegisterCheck: TypeAlias = Callable[[Overview], Iterator[Problem]]
ChangeCheck: TypeAlias = Callable[[Comparison], Iterator[Problem]]
WaiverCheck: TypeAlias = Callable[[Account, Context, frozenset[str]], Iterator[Problem]]
Check: TypeAlias = AccountCheck | RegisterCheck | ChangeCheck | WaiverCheck


class Edit(NamedTuple):
    """A part of a file's bytes, from *start* until before *end*, and what stands there instead."""

    start: int
    end: int
    new: bytes


Fix: TypeAlias = Callable[[bytes, Finding, Context], Edit | None]


class Example(StrEnum):
    """What a rule's examples are: a part of an account's file, or another file of the register.

    A CHANGE is two such parts, before and after, with a line of ``---`` between them, and ACCOUNTS
    are the parts of two accounts, IMPOSTORS those of one or two known fakes. An ACTIVITY may have
    a part of the account before it, with such a line between them, too.
    """

    ACCOUNT = "account"
    ACCOUNTS = "accounts"
    FILE = "file"
    REGISTER = "register"
    GUIDELINES = "guidelines"
    ACTIVITY = "activity"
    ANSWERS = "answers"
    CHANGE = "change"
    IMPOSTORS = "impostors"
    WORDS = "words"


def always(_account: Account, _context: Context) -> bool:
    """The condition of a rule that looks at every account."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A duty or a condition of soundness, with its code that is never reused.

    Exactly one of the checks, *fault* and *personal* says how it is found: in one account (where
    the condition *when* holds), in the register as a whole, in a change, in a waiver, or while
    reading a file; a rule over accounts may look at the register's other files too. *wrong* and
    *right* are of the kind that *example* says, laid over a sound register. An *optional* rule is
    off until the guidelines give it a level. A rule on changes may be told *instead_of* the one
    with that code, where both find the same. *fix* mends what it found, given the file's content,
    where that is certain to be what was meant.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    clause: str
    wrong: str
    right: str
    example: Example = Example.ACCOUNT
    optional: bool = False
    when: Condition = always
    account_check: AccountCheck | None = None
    register_check: RegisterCheck | None = None
    change_check: ChangeCheck | None = None
    waiver_check: WaiverCheck | None = None
    fault: FaultKind | None = None
    personal: Personal | None = None
    instead_of: str = ""
    fix: Fix | None = None

    @property
    def is_waivable(self) -> bool:
        """Whether somebody can accept for a time what the rule finds in an account.

        What a change may not do is not accepted by a line in a file that a change can bring.
        """
        elsewhere = {Example.REGISTER, Example.GUIDELINES, Example.IMPOSTORS}
        of_account = self.example not in elsewhere
        return of_account and not (self.fault or self.waiver_check or self.change_check)


class Facts(TypedDict, total=False):
    """What the decorators are told about a rule; see ``Rule``."""

    severity: Required[Severity]
    clause: Required[str]
    wrong: Required[str]
    right: Required[str]
    example: Example
    optional: bool
    when: Condition
    instead_of: str
    fix: Fix


def rule(code: str, **facts: Unpack[Facts]) -> Callable[[AccountCheck], Rule]:
    """Make a rule of a function that looks at one account, in its context.

    The function's name, in kebab case, names the fault; the first line of its docstring is the
    summary and the rest says why. *when* is asked first, once for all the rules that share it.
    """
    return lambda check: Rule(code=code, account_check=check, **facts, **_told_by(check))


def register_rule(code: str, **facts: Unpack[Facts]) -> Callable[[RegisterCheck], Rule]:
    """Make a rule of a function that looks at all accounts, as far as an overview shows them."""
    facts.setdefault("example", Example.WORDS)
    return lambda check: Rule(code=code, register_check=check, **facts, **_told_by(check))


def change_rule(code: str, **facts: Unpack[Facts]) -> Callable[[ChangeCheck], Rule]:
    """Make a rule of a function that looks at what a change does to the register."""
    facts.setdefault("example", Example.CHANGE)
    return lambda check: Rule(code=code, change_check=check, **facts, **_told_by(check))


def waiver_rule(code: str, **facts: Unpack[Facts]) -> Callable[[WaiverCheck], Rule]:
    """Make a rule of a function that looks at one waiver, given the codes that it could waive."""
    return lambda check: Rule(code=code, waiver_check=check, **facts, **_told_by(check))


def fault_rule(  # noqa: PLR0913 - everything there is to say about a rule
    code: str,
    fault: FaultKind,
    *,
    summary: str,
    why: str,
    clause: str,
    wrong: str,
    right: str,
    fix: Fix | None = None,
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
        example=Example.FILE if "\n" in wrong else Example.WORDS,
        fault=fault,
        fix=fix,
    )


def collect(*families: object) -> tuple[Rule, ...]:
    """All rules of the family modules, single or in tuples, by code.

    ValueError when a code occurs twice.
    """
    rules = [
        found
        for family in families
        for value in vars(family).values()
        for found in (value if isinstance(value, tuple) else (value,))
        if isinstance(found, Rule)
    ]
    codes = [found.code for found in rules]
    if len(set(codes)) < len(codes):
        raise ValueError(f"a rule's code occurs twice: {sorted(codes)}")
    return tuple(sorted(rules, key=lambda found: found.code))


def located(finding: Finding, line: int, column: int) -> Finding:
    """*finding* with its place filled in."""
    return dataclasses.replace(finding, line=line, column=column)


class _Told(TypedDict):
    name: str
    summary: str
    why: str


def _told_by(check: Check) -> _Told:
    """Name, summary and why: the function's own, its docstring's first line, and the rest."""
    summary, _separator, why = (check.__doc__ or "").partition("\n")
    return {
        "name": check.__name__.replace("_", "-"),
        "summary": summary.strip(),
        "why": " ".join(why.split()),
    }
