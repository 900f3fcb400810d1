"""``socialreg history``: who changed which field from what to what, when, in which commit."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from socialreg import store
from socialreg.cli import console, parsers, session
from socialreg.cli.options import complete_account
from socialreg.git import reading
from socialreg.git.repository import open_repository
from socialreg.history import CHANGED, CREATED, DELETED, UNREADABLE, Change, Event, document, events
from socialreg.i18n import N_, _
from socialreg.paths import ACCOUNTS_DIR
from socialreg.text import as_json, clean

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
    "end-waiver": N_("waiver ended"),
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
    root = session.root()
    if account_id is not None:
        account_id = parsers.account_id(account_id)
    path = f"{ACCOUNTS_DIR}/{account_id}.toml" if account_id else ACCOUNTS_DIR
    with open_repository(root) as repository:
        found = list(events(reading.versions(repository, path), account_id))
    if account_id and not found:
        raise store.unknown(root, account_id)
    if output_format is HistoryFormat.JSON:
        console.result(as_json(document(found), indent=2))
    else:
        _write_table(found, of_one=account_id is not None)
    return 0


def _write_table(found: Sequence[Event], *, of_one: bool) -> None:
    """The events, one under another; whose they are stands only where it can differ."""
    headers = [_("Date"), _("Who"), _("What"), _("Account"), _("Changed"), _("Commit")]
    rows = [headers, *map(_row, found)]
    if of_one:
        rows = [[*row[:3], *row[4:]] for row in rows]
    console.table(rows[0], rows[1:])


def _row(event: Event) -> list[str]:
    return [
        event.date[:10] or "–",
        clean(event.author),
        _(_ACTS[event.act]) if event.act in _ACTS else clean(event.act),
        clean(event.account),
        "\n".join(_lines(event.changes)),
        event.commit[:10],
    ]


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
