"""``socialreg validate``: is the register sound, and what mends what is not."""

import dataclasses
import datetime as dt
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from socialreg import files, store
from socialreg.assembly import Files, readable_ids
from socialreg.checking import check_files
from socialreg.cli import console, session
from socialreg.cli.options import complete_account, complete_rule, parse_date
from socialreg.errors import UsageError
from socialreg.filenames import is_valid_id
from socialreg.i18n import N_, _
from socialreg.paths import ACCOUNTS_DIR, DATA_DIR, EVIDENCE_DIRS
from socialreg.publish.findings import (
    FORMATS,
    WITH_SUMMARY,
    FindingFormat,
    Report,
    impersonal,
    summary,
)
from socialreg.rules import RULES, Comparison, Finding, Severity, located
from socialreg.text import brief, clean, nearest

HELP = {
    "validate": (
        N_(
            "Without an ID or a path the whole register is checked. The exit status is 1 when "
            "something is found at or above --fail-on, and 0 when the register is clean."
        ),
        "socialreg validate --format concise",
    )
}

# Columns, where there is no terminal.
_WIDTH = 100


class FailOn(StrEnum):
    """From which severity the answer is bad."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def validate(
    only: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID|PATH]…", autocompletion=complete_account, help=N_("Only these accounts.")
        ),
    ] = None,
    output_format: Annotated[
        FindingFormat, typer.Option("--format", help=N_("How findings are written."))
    ] = FindingFormat.FULL,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help=N_("Write them to this file, and only a summary to the terminal."),
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help=N_("From which severity the exit status is 1."))
    ] = FailOn.ERROR,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            autocompletion=complete_rule,
            help=N_("Only this rule or family; repeatable, or with commas between."),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE",
            autocompletion=complete_rule,
            help=N_("Not this rule or family; repeatable, or with commas between."),
        ),
    ] = None,
    as_of: Annotated[
        dt.date | None,
        typer.Option(
            "--as-of",
            metavar="YYYY-MM-DD",
            parser=parse_date,
            help=N_("Judge as of this day; else today."),
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help=N_("Mend what is certain, in one commit: addresses and dates.")),
    ] = False,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="REV",
            help=N_("Judge what is committed as a change to this branch, by its guidelines."),
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Mend without asking."))] = False,
) -> int:
    """Check, write the findings to stdout, and tell by the exit status."""
    root, day = session.root(), as_of or session.today()
    selected, ignored = _codes(select), _codes(ignore)
    paths = [path for name in only or () for path in _paths_of(root, name)]

    def is_wanted(finding: Finding) -> bool:
        among = not paths or _is_among(finding.path, paths)
        return among and _is_chosen(finding.code, selected, ignored)

    if fix and base:
        raise UsageError(
            _("--fix mends the files that lie here, --base looks at what is committed."),
            _("Run one after the other, and commit in between."),
        )
    with _data(root, base, day) as (data, comparison):
        findings = list(filter(is_wanted, check_files(data, day, comparison)))
        if fix:
            from socialreg.cli import mending  # imported late: only a change needs it

            mending.fix(root, day, findings, is_wanted, consent=yes)
            findings = list(filter(is_wanted, check_files(data, day)))
        looked_at = (path for path in _account_paths(data) if not paths or _is_among(path, paths))
        families = {rule.code[:3] for rule in RULES if comparison or not rule.change_check}
        chosen = (code for code in families if _is_chosen(code, selected, ignored))
        report = Report(
            findings=_placed(data, findings),
            paths=frozenset(looked_at),
            families=sorted(chosen),
            fail_on=None if fail_on is FailOn.NEVER else Severity(fail_on),
        )
        _write(data, report, output_format, output)
    return int(any(map(report.is_bad, report.findings)))


@contextmanager
def _data(root: Path, base: str | None, day: dt.date) -> Iterator[tuple[Files, Comparison | None]]:
    """What is to be checked: the files as they lie at *root*, or what is committed as a change."""
    if base is None:
        yield store.Folder(root), None
        return
    # Imported late: only a change is compared.
    from socialreg.comparing import compare
    from socialreg.git.repository import open_repository
    from socialreg.snapshot import head

    with open_repository(root) as repository:
        now = head(repository)
        yield now, compare(repository, base, now, day)


def _write(data: Files, report: Report, output_format: FindingFormat, output: Path | None) -> None:
    """Write the report to *output*, or to stdout; the summary is on the terminal either way."""
    if output_format is FindingFormat.FULL:
        places = ((finding.path, finding.line) for finding in report.findings if finding.line)
        report = dataclasses.replace(
            report,
            lines=store.lines_at(data, places),
            width=_WIDTH if output else shutil.get_terminal_size((_WIDTH, 0)).columns,
            in_colour=output is None and console.is_coloured(),
        )
    text = FORMATS[output_format](impersonal(report))
    if output:
        _check_output(output)
        files.replace_all({output: f"{text}\n".encode("utf-8", "backslashreplace")})
        console.say(_("Written: {path}").format(path=clean(str(output))))
    else:
        console.result(text)
    if output or output_format not in WITH_SUMMARY:
        console.say(summary(report.findings))


def _check_output(output: Path) -> None:
    """Raise UsageError where a report would take the place of a register's or git's file."""
    place = output.resolve()
    own = DATA_DIR in place.parts and place.suffix in {".toml", ".csv"}
    if own or ".git" in place.parts or any(part.is_symlink() for part in _inside(output)):
        raise UsageError(
            _("{path} lies where the register’s or git’s own files lie, or behind a link.").format(
                path=clean(str(output))
            ),
            _("Write the report somewhere else: --output report.txt"),
        )


def _inside(output: Path) -> Iterator[Path]:
    """The folders on the way to *output* that belong to the register."""
    root = session.root()
    return (folder for folder in output.absolute().parents if root in folder.parents)


def _account_paths(data: Files) -> Iterator[str]:
    return (f"{ACCOUNTS_DIR}/{account_id}.toml" for account_id in readable_ids(data, []))


def _is_chosen(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether the rule or the whole family *code* is looked for."""
    chosen = not select or any(code.startswith(word) or word.startswith(code) for word in select)
    return chosen and not code.startswith(tuple(ignore))


def _is_among(path: str, chosen: Sequence[str]) -> bool:
    """Whether *path* is one of the *chosen* ones or lies in a folder of them; ``.`` holds all."""
    return any(place in {path, "."} or path.startswith(f"{place}/") for place in chosen)


def _codes(given: Sequence[str] | None) -> tuple[str, ...]:
    """The rules and families in what was *given*: each one code, or several with commas between.

    Raises UsageError when there is none such.
    """
    words = [word.strip() for text in given or () for word in text.split(",")]
    for word in words:
        if not word or not any(rule.code.startswith(word.upper()) for rule in RULES):
            from socialreg.cli.rules import unknown_rule  # imported late: only a slip needs it

            raise unknown_rule(word)
    return tuple(word.upper() for word in words)


def _paths_of(root: Path, name: str) -> list[str]:
    """The paths in the register that *name* means: all about an account's id, or one path.

    A path is one from here or, as findings show it, one from the register's folder.
    """
    account = f"{ACCOUNTS_DIR}/{name}.toml"
    if is_valid_id(name) and os.path.lexists(root / account):
        return [account, *(f"{folder}/{name}.csv" for folder in EVIDENCE_DIRS)]
    for start in (Path.cwd(), root):
        place = _without_links(start / name)
        if place.is_relative_to(root) and os.path.lexists(place):
            return [place.relative_to(root).as_posix()]
    near = nearest(Path(name).stem, store.account_ids(root))
    raise UsageError(
        _("There is no account and no file “{name}” in the register.").format(name=brief(name)),
        _("Did you mean “{word}”?").format(word=near)
        if near
        else _("“socialreg list” shows the accounts that exist."),
    )


def _without_links(place: Path) -> Path:
    """*place* with no link on the way to it; a link in a file's place is a finding itself."""
    if os.path.isdir(place):  # noqa: PTH112 - a Path raises for a name that is too long
        return Path(os.path.realpath(place))
    return Path(os.path.realpath(place.parent)) / place.name


def _placed(data: Files, findings: Sequence[Finding]) -> list[Finding]:
    """*findings* with line and column; only files that have some are read again."""
    open_places = [_spot(found) for found in findings if found.field and not found.line]
    if not open_places:
        return list(findings)
    places = store.fields_at(data, open_places)
    located_findings = [
        located(found, *places.get(_spot(found), (found.line, found.column)))
        if not found.line
        else found
        for found in findings
    ]
    return sorted(located_findings, key=lambda found: (found.path, found.line, found.code))


def _spot(finding: Finding) -> store.Spot:
    return store.Spot(finding.path, finding.field, finding.within)
