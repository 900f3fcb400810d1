"""``socialreg activity import``: posts from a table, all of them or none."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from socialreg import evidence, store
from socialreg.cli import change, console, session
from socialreg.cli.importing import mapping_table, read_file, tell_errors
from socialreg.cli.options import complete_account, parse_date
from socialreg.errors import UsageError
from socialreg.i18n import N_, _, ngettext
from socialreg.intake import posts
from socialreg.intake.plans import Export, export_plan
from socialreg.model import Account, Fault
from socialreg.paths import ACTIVITY_DIR
from socialreg.periods import is_plausible

HELP = {
    "activity import": (
        N_(
            "The table has a row for each post or for each week, or is an export of a platform’s. "
            "Weeks between two with posts count as weeks without, from the account’s opening on; "
            "where the export covers more than its posts, say so with --first-day and --last-day. "
            "Of a week that is recorded already the larger number stays, so importing twice "
            "changes nothing. If one row cannot be read, nothing is recorded and every such row "
            "is listed."
        ),
        "socialreg activity import export.csv --from meta --id biblioteket-facebook",
    ),
}


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The table, as CSV."))],
    account_id: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="ID",
            autocompletion=complete_account,
            help=N_("Whose posts they are; else the table says it."),
        ),
    ] = None,
    export: Annotated[Export, typer.Option("--from", help=N_("Whose export it is."))] = Export.CSV,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help=N_("Where the table differs from that.")),
    ] = None,
    first: Annotated[
        dt.date | None,
        typer.Option(
            "--first-day",
            metavar="YYYY-MM-DD",
            parser=parse_date,
            show_default=False,
            help=N_("The export’s first day."),
        ),
    ] = None,
    last: Annotated[
        dt.date | None,
        typer.Option(
            "--last-day",
            metavar="YYYY-MM-DD",
            parser=parse_date,
            show_default=False,
            help=N_("The export’s last day."),
        ),
    ] = None,
) -> int:
    """Record the posts of a table, or list why not."""
    root = change.ready()
    scope = _scope(root, account_id, first, last)
    plan = export_plan(export, mapping_table(mapping) if mapping else {})
    counts, errors = posts.posts_from(read_file(file), plan, scope)
    if errors:
        tell_errors(file, errors)
        return 1
    if not any(counts.values()):
        raise UsageError(
            _("The table has no posts."),
            _("Is it the right file? If there were none, say when: --first-day and --last-day."),
        )
    old = {_path(found): _content(root, found) for found in counts}
    new = {path: content for path, content in _new(counts, old).items() if content != old[path]}
    if not new:
        console.done(_("All of it is recorded already: nothing is changed."))
        return 0
    change.record_posts(new, {path: old[path] for path in new}, origin=export)
    _tell(counts, len(new))
    _tell_early(counts, scope.opened)
    return 0


def _scope(
    root: Path, account_id: str | None, first: dt.date | None, last: dt.date | None
) -> posts.Scope:
    ids = frozenset(store.account_ids(root))
    if account_id is not None and account_id not in ids:
        raise store.unknown(root, account_id)
    today = session.today()
    if (first is None) != (last is None):
        raise UsageError(
            _("The export’s first and last day belong together."),
            _("Give both: --first-day and --last-day."),
        )
    if first and last and not (is_plausible(first.year) and first <= last <= today):
        raise UsageError(
            _("From {first} to {last} is not a time that has passed.").format(
                first=first, last=last
            ),
            _("Give the days that the export covers, not later than today."),
        )
    return posts.Scope(
        account=account_id,
        ids=ids,
        today=today,
        first=first,
        last=last,
        opened=dict(_openings(root, [account_id] if account_id else ids)),
    )


def _openings(root: Path, ids: Iterable[str]) -> Iterator[tuple[str, dt.date]]:
    """Since when the accounts with these *ids* are open, where their files can be read and say."""
    for account_id in ids:
        found = store.read_account(root, account_id)
        if isinstance(found, Account) and found.opened:
            yield account_id, found.opened


def _path(account_id: str) -> str:
    return f"{ACTIVITY_DIR}/{account_id}.csv"


def _content(root: Path, account_id: str) -> bytes | None:
    """What is recorded of the account so far, if anything is."""
    path = _path(account_id)
    if not (root / path).is_symlink() and not (root / path).exists():
        return None
    content = store.read_bytes(root, path)
    if isinstance(content, Fault):
        raise store.unusable([content])
    return content


def _new(
    counts: Mapping[str, posts.Weeks], old: Mapping[str, bytes | None]
) -> dict[str, bytes | None]:
    """What the files hold when *counts* are recorded in them; as they are where nothing is new."""
    new: dict[str, bytes | None] = {}
    for account_id, weeks in counts.items():
        path = _path(account_id)
        content = old[path]
        before = evidence.parse_posts(path, content) if content is not None else {}
        if isinstance(before, list):
            raise store.unusable(before)
        after = posts.merged(before, weeks)
        new[path] = content if after == before else evidence.posts_file(after)
    return new


def _tell(counts: Mapping[str, posts.Weeks], changed: int) -> None:
    total = sum(sum(weeks.values()) for weeks in counts.values())
    change.tell(
        ngettext(
            "The posts of {n} account are recorded: {posts} in this table.",
            "The posts of {n} accounts are recorded: {posts} in this table.",
            changed,
        ).format(n=changed, posts=total),
        _("See them week by week: socialreg activity show {id}").format(id=next(iter(counts))),
    )


def _tell_early(counts: Mapping[str, posts.Weeks], opened: Mapping[str, dt.date]) -> None:
    """Say of which accounts there are posts from before they were opened."""
    for account_id, weeks in counts.items():
        day = opened.get(account_id)
        if day and (n := posts.before_opening(weeks, day)):
            console.say(
                ngettext(
                    "{n} post is from before {id} was opened, {date}; it is recorded as it is.",
                    "{n} posts are from before {id} was opened, {date}; they are recorded as they "
                    "are.",
                    n,
                ).format(n=n, id=account_id, date=day)
            )
