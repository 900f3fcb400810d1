"""``socialreg history``: who changed which field from what to what, when, in which commit."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from socialreg.cli import console, session
from socialreg.cli.options import complete_account
from socialreg.errors import UsageError
from socialreg.filenames import is_valid_id
from socialreg.git import reading
from socialreg.git.repository import open_repository
from socialreg.history import CHANGED, CREATED, DELETED, UNREADABLE, Change, Event, document, events
from socialreg.i18n import N_, _
from socialreg.paths import ACCOUNTS_DIR
from socialreg.text import clean

HELP = {
    "history": (
        N_(
            "Oldest first, as the commits of the branch state it. Names and dates are what the "
            "committer wrote; git does not prove them."
        ),
        "socialreg history biblioteket-facebook",
    )
}

_ACTS = {
    CREATED: N_("created"),
    CHANGED: N_("changed"),
    DELETED: N_("deleted"),
    UNREADABLE: N_("unreadable"),
    "add": N_("added"),
    "import": N_("imported"),
    "approve": N_("approved"),
    "decline": N_("declined"),
    "open": N_("opened"),
    "pause": N_("paused"),
    "resume": N_("resumed"),
    "close": N_("closed"),
    "reopen": N_("reopened"),
    "edit": N_("edited"),
    "review": N_("reviewed"),
    "waive": N_("waived"),
    "activity": N_("posts recorded"),
    "fix": N_("mended"),
}


class HistoryFormat(StrEnum):
    """How the history is written."""

    TABLE = "table"
    JSON = "json"


def history(
    account_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", autocompletion=complete_account, help=N_("Only this account; else all.")
        ),
    ] = None,
    output_format: Annotated[
        HistoryFormat, typer.Option("--format", help=N_("As a table or JSON."))
    ] = HistoryFormat.TABLE,
) -> int:
    """Tell the history of one account or of all, in one pass over git."""
    if account_id is not None and not is_valid_id(account_id):
        raise UsageError(
            _("“{id}” cannot be an account's id.").format(id=clean(account_id)),
            _("“socialreg list” shows the accounts that exist."),
        )
    path = f"{ACCOUNTS_DIR}/{account_id}.toml" if account_id else ACCOUNTS_DIR
    with open_repository(session.root()) as repository:
        found = list(events(reading.versions(repository, path), account_id))
    if account_id and not found:
        raise UsageError(
            _("The history knows no account “{id}”.").format(id=account_id),
            _("“socialreg list” shows the accounts that exist."),
        )
    _WRITERS[output_format](found)
    return 0


def _write_json(found: Sequence[Event]) -> None:
    console.result(json.dumps(document(found), ensure_ascii=False, indent=2))


def _write_table(found: Sequence[Event]) -> None:
    headers = (_("Date"), _("Who"), _("What"), _("Account"), _("Changed"), _("Commit"))
    console.table(headers, map(_row, found))


def _row(event: Event) -> Sequence[str]:
    return (
        event.date[:10],
        clean(event.author),
        _(_ACTS[event.act]) if event.act in _ACTS else clean(event.act),
        clean(event.account),
        "\n".join(_lines(event.changes)),
        event.commit[:10],
    )


def _lines(changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        if change.before is None:
            yield f"{clean(change.field)}: {_shown(change.after)}"
        else:
            yield f"{clean(change.field)}: {_shown(change.before)} → {_shown(change.after)}"


def _shown(value: object) -> str:
    if value is None:
        return "–"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return clean(text)


_WRITERS = {HistoryFormat.TABLE: _write_table, HistoryFormat.JSON: _write_json}
