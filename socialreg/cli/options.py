"""Options and arguments that several commands share, each defined once."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from socialreg.i18n import N_, _
from socialreg.text import as_date, brief


class TableFormat(StrEnum):
    """How a list is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def parse_date(text: str) -> dt.date:
    """The day that *text* (``2026-11-14``) means; a usage error that says how to write it."""
    if day := as_date(text):
        return day
    raise typer.BadParameter(
        _("“{value}” is not a date. Write year, month and day: 2026-11-14.").format(
            value=brief(text)
        )
    )


def past_date(text: str) -> dt.date:
    """The day that *text* means, which something happened on: today or before."""
    from socialreg.cli import session
    from socialreg.lifecycle import not_yet

    day = parse_date(text)
    if refused := not_yet(day, session.today()):
        raise typer.BadParameter(f"{refused.message} {refused.hint}")
    return day


def complete_account(incomplete: str) -> list[str]:
    """The ids that begin with *incomplete*, for the shell's completion; none without a register."""
    from socialreg import store
    from socialreg.cli import session
    from socialreg.errors import SocialregError

    try:
        return [
            found for found in store.account_ids(session.root()) if found.startswith(incomplete)
        ]
    except SocialregError:
        return []


def complete_rule(incomplete: str) -> list[str]:
    """The families and codes that begin with *incomplete*, for the shell's completion."""
    from socialreg.rules import RULES

    families = dict.fromkeys(rule.code[:3] for rule in RULES)
    words = (*families, *(rule.code for rule in RULES))
    return [word for word in words if word.startswith(incomplete.upper())]


AccountId = Annotated[
    str,
    typer.Argument(metavar="ID", autocompletion=complete_account, help=N_("The account’s id.")),
]
Day = Annotated[
    dt.date | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        parser=past_date,
        show_default=False,
        help=N_("The day it happened; else today."),
    ),
]
Role = Annotated[
    str | None,
    typer.Option("--role", metavar="ROLE", help=N_("In which role: a title, not a name.")),
]
Reference = Annotated[
    str | None,
    typer.Option("--reference", metavar="NUMBER", help=N_("The decision’s diary number.")),
]
Format = Annotated[TableFormat, typer.Option("--format", help=N_("As a table, JSON or CSV."))]
