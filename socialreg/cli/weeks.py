"""``socialreg activity show``: posts week by week, against what the guidelines want."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from socialreg import evidence, store
from socialreg.cli import console, session
from socialreg.cli.options import AccountId, Format, TableFormat
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.model import Account, Fault, Guidelines, Period, Posts
from socialreg.paths import ACTIVITY_DIR
from socialreg.periods import WEEK, monday, week_name
from socialreg.tally import Recorded, Verdict, is_at_rest, is_exempt, verdicts, weekly
from socialreg.text import as_json

HELP = {
    "activity show": (
        N_(
            "Weeks are ISO weeks by the clock in Sweden, and the last one shown is this week. A "
            "week that nobody has recorded is not known; it is not a week without posts."
        ),
        "socialreg activity show biblioteket-facebook --weeks 12",
    )
}

_MOST_WEEKS = 520
_LONGEST = 30  # characters of a bar


class _Week(NamedTuple):
    """A week and what there is to say of it.

    *posts* is None where nothing is recorded, *wanted* where the guidelines want nothing.
    """

    name: str
    posts: int | None
    wanted: Posts | None
    resting: bool
    paused: bool
    over: bool


class _Marks(NamedTuple):
    """What a bar is made of: a post, one more for the minimum, one more for the recommendation."""

    post: str
    minimum: str
    recommended: str


_BLOCKS = _Marks("█", "▒", "░")
_ASCII = _Marks("#", "-", ".")


def show(
    account_id: AccountId,
    number: Annotated[
        int, typer.Option("--weeks", metavar="N", help=N_("How many weeks are shown."))
    ] = 13,
    output_format: Format = TableFormat.TABLE,
) -> int:
    """Write the recorded posts of one account."""
    if not 1 <= number <= _MOST_WEEKS:
        raise UsageError(
            _("{n} weeks cannot be shown.").format(n=number),
            _("Choose a number from 1 to {most}.").format(most=_MOST_WEEKS),
        )
    root, today = session.root(), session.today()
    account, guidelines = store.load_account(root, account_id), store.load_guidelines(root)
    recorded = _recorded(root, account)
    weeks = [
        _week(account, guidelines, monday(today) - ago * WEEK, recorded, today)
        for ago in reversed(range(number))
    ]
    _WRITERS[output_format](account, weeks)
    if output_format is TableFormat.TABLE:
        _write_longer(verdicts(account, guidelines, today, recorded))
    return 0


def _recorded(root: Path, account: Account) -> Recorded:
    path = f"{ACTIVITY_DIR}/{account.id}.csv"
    if not (root / path).exists():
        return {}
    content = store.read_bytes(root, path)
    found = [content] if isinstance(content, Fault) else evidence.parse_posts(path, content)
    if isinstance(found, list):
        raise store.unusable(found)
    return found


def _week(
    account: Account, guidelines: Guidelines, week: dt.date, recorded: Recorded, today: dt.date
) -> _Week:
    return _Week(
        name=week_name(week),
        posts=recorded.get(week),
        wanted=weekly(account, guidelines, week),
        resting=is_at_rest(account, week),
        paused=is_exempt(guidelines, week),
        over=week + WEEK <= today,
    )


def _write_bars(_account: Account, weeks: Sequence[_Week]) -> None:
    marks = _BLOCKS if console.shows_blocks() else _ASCII
    most = max(max(week.posts or 0, *_goals(week)) for week in weeks)
    scale = max(1, -(-most // _LONGEST))  # posts to a character
    width = -(-most // scale)
    for week in weeks:
        note, color = _note(week)
        count = "–" if week.posts is None else str(week.posts)
        bar = _bar(week, marks, scale).ljust(width)
        line = f"{week.name}  {count:>4}  {bar}  {note}".rstrip()
        console.result(console.styled(line, color) if color else line)
    console.say(_legend(weeks, marks, scale))


def _bar(week: _Week, marks: _Marks, scale: int) -> str:
    """The posts, then those that are missing to the minimum and to the recommendation.

    Nothing where no posts are recorded: then nobody knows what is missing.
    """
    if week.posts is None:
        return ""
    ends = [-(-number // scale) for number in (week.posts, *_goals(week))]
    text = ""
    for end, mark in zip(ends, marks, strict=True):
        text = text.ljust(end, mark)
    return text


def _goals(week: _Week) -> tuple[int, int]:
    """The minimum, and from how many posts on the recommendation is followed."""
    if week.wanted is None:
        return 0, 0
    return week.wanted.minimum, min(week.wanted.recommended, default=0)


def _note(week: _Week) -> tuple[str, str]:
    """What there is to say of a week, and in which colour."""
    minimum, recommended = _goals(week)
    if not week.over:
        return _("not over yet"), ""
    if week.resting:
        return _("at rest"), ""
    if week.paused:
        return _("no posts are demanded"), ""
    if week.posts is None:
        return _("not recorded"), "yellow" if week.wanted else ""
    if week.posts < minimum:
        return _("below the minimum"), "red"
    if week.posts < recommended:
        return _("below the recommendation"), "yellow"
    return "", "green" if week.wanted else ""


def _legend(weeks: Sequence[_Week], marks: _Marks, scale: int) -> str:
    parts = [_("{mark} posts").format(mark=marks.post)]
    wanted = next((week.wanted for week in reversed(weeks) if week.wanted), None)
    if wanted and wanted.minimum:
        parts.append(_("{mark} to the minimum, {n}").format(mark=marks.minimum, n=wanted.minimum))
    if wanted and wanted.recommended:
        span = "–".join(map(str, sorted(set(wanted.recommended))))
        parts.append(_("{mark} to what is recommended, {n}").format(mark=marks.recommended, n=span))
    if scale > 1:
        parts.append(_("each mark is {n} posts").format(n=scale))
    return "; ".join(parts)


def _write_longer(found: Iterable[Verdict]) -> None:
    """The months and half-years that are judged, where the guidelines count in these."""
    for verdict in found:
        if verdict.demand.posts.per is not Period.WEEK:
            console.result(
                _("{period}: {n} recorded, at least {minimum} demanded").format(
                    period=verdict.demand.span.name,
                    n=verdict.number,
                    minimum=verdict.demand.posts.minimum,
                )
            )


def _row(week: _Week) -> dict[str, Any]:
    return {
        "week": week.name,
        "posts": week.posts,
        "minimum": week.wanted.minimum if week.wanted else None,
        "recommended": list(week.wanted.recommended) if week.wanted else [],
    }


def _write_json(account: Account, weeks: Sequence[_Week]) -> None:
    document = {"schema": 1, "account": account.id, "weeks": [_row(week) for week in weeks]}
    console.result(as_json(document, indent=2))


def _write_csv(_account: Account, weeks: Sequence[_Week]) -> None:
    """One row per week, empty where nothing is known or wanted."""
    rows = map(_row, weeks)
    console.spreadsheet(
        tuple(_row(weeks[0])),
        ((*list(row.values())[:3], "-".join(map(str, row["recommended"]))) for row in rows),
    )


_WRITERS: Mapping[TableFormat, Callable[[Account, Sequence[_Week]], None]] = {
    TableFormat.TABLE: _write_bars,
    TableFormat.JSON: _write_json,
    TableFormat.CSV: _write_csv,
}
