"""``socialreg validate``: is the register sound, and what mends what is not."""

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from socialreg import store
from socialreg.checking import check_files
from socialreg.cli import console, session
from socialreg.cli.options import complete_account, parse_date
from socialreg.errors import UsageError
from socialreg.filenames import is_valid_id
from socialreg.i18n import N_, _
from socialreg.paths import ACCOUNTS_DIR
from socialreg.publish.findings import FORMATS, FindingFormat, summary
from socialreg.rules import RULES, Finding, Severity, located
from socialreg.text import brief, nearest

HELP = {
    "validate": (
        N_(
            "Without an ID or a path the whole register is checked. The exit status is 1 when "
            "something is found at or above --fail-on, and 0 when the register is clean."
        ),
        "socialreg validate --format concise",
    )
}

_SEVERITIES = tuple(Severity)  # worst first


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
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help=N_("From which severity the exit status is 1."))
    ] = Severity.ERROR,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODE", help=N_("Only this rule or family; repeatable.")),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", help=N_("Not this rule or family; repeatable.")),
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
) -> int:
    """Check, write the findings to stdout, and tell by the exit status."""
    root = session.root()
    for code in (*(select or ()), *(ignore or ())):
        _check_code(code)
    findings = _chosen(
        check_files(store.Folder(root), as_of or session.today()), select or [], ignore or []
    )
    if only:
        paths = [_path_of(root, name) for name in only]
        findings = [finding for finding in findings if _is_among(finding.path, paths)]
    findings = _placed(root, findings)
    console.result(FORMATS[output_format](findings))
    if output_format is FindingFormat.JSON:
        console.say(summary(findings))
    return int(_is_bad(findings, fail_on))


def _chosen(
    findings: Sequence[Finding], select: Sequence[str], ignore: Sequence[str]
) -> list[Finding]:
    return [
        finding
        for finding in findings
        if (not select or finding.code.startswith(tuple(select)))
        and not finding.code.startswith(tuple(ignore))
    ]


def _is_among(path: str, chosen: Sequence[str]) -> bool:
    """Whether *path* is one of the *chosen* ones or lies in a folder of them; ``.`` holds all."""
    return any(place in {path, "."} or path.startswith(f"{place}/") for place in chosen)


def _check_code(code: str) -> None:
    if any(rule.code.startswith(code) for rule in RULES) and code:
        return
    families = sorted({rule.code[:3] for rule in RULES})
    raise UsageError(
        _("There is no rule or family “{code}”.").format(code=brief(code)),
        _("Use one of: {words}.").format(words=", ".join(families)),
    )


def _path_of(root: Path, name: str) -> str:
    """The path in the register that *name* means: an account's id, or a path.

    A path is one from here or, as findings show it, one from the register's folder.
    """
    account = f"{ACCOUNTS_DIR}/{name}.toml"
    if is_valid_id(name) and os.path.lexists(root / account):
        return account
    for start in (Path.cwd(), root):
        place = _without_links(start / name)
        if place.is_relative_to(root) and os.path.lexists(place):
            return place.relative_to(root).as_posix()
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


def _placed(root: Path, findings: Sequence[Finding]) -> list[Finding]:
    """*findings* with line and column; only files that have some are read again."""
    open_places = [
        (found.path, found.field) for found in findings if found.field and not found.line
    ]
    if not open_places:
        return list(findings)
    places = store.fields_at(root, open_places)
    located_findings = [
        located(found, *places.get((found.path, found.field), (found.line, found.column)))
        if not found.line
        else found
        for found in findings
    ]
    return sorted(located_findings, key=lambda found: (found.path, found.line, found.code))


def _is_bad(findings: Sequence[Finding], fail_on: Severity) -> bool:
    limit = _SEVERITIES.index(fail_on)
    return any(
        not finding.waived and _SEVERITIES.index(finding.severity) <= limit for finding in findings
    )
