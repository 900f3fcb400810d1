"""CHG: what is corrected of facts that were recorded: it may be right, and somebody has to see it.

Nothing here is an error: what was recorded wrongly has to be put right, and no command but an
editor's may be there for it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from socialreg.i18n import _
from socialreg.model import Account, Answer
from socialreg.periods import week_name
from socialreg.rules.base import Example, Problem, Severity, change_rule
from socialreg.rules.clauses import RELIABLE, REPORTED
from socialreg.rules.comparison import Answers, Comparison, Posts

# What is said of an account once; an address has a rule of its own.
_FACTS = (
    "opened",
    "platform_id",
    "application.received",
    "application.guidelines",
    "application.source",
)
_FIRST_LINE = 2  # of a file's rows: the one after the header
_SHOWN = 3


@change_rule(
    "CHG021",
    severity=Severity.WARNING,
    clause=REPORTED,
    wrong="opened = 2019-03-01\n---\nopened = 2019-02-25\n",
    right="# opened = 2019-03-01\n---\nopened = 2019-03-01\n",
)
def fact_rewritten(comparison: Comparison) -> Iterator[Problem]:
    """When an account was opened or applied for, or which one it is, is rewritten or removed.

    By these days the guidelines are chosen that judge it. What is missing may be filled in; a
    correction is for somebody to look at.
    """
    for before, after in comparison.kept():
        for name in _FACTS:
            old, new = _value(before, name), _value(after, name)
            if old is not None and new != old:
                yield Problem(
                    name,
                    _("{id}: “{field}” is rewritten or removed.").format(id=after.id, field=name),
                    _look(comparison, after.path),
                    after.path,
                )


@change_rule(
    "CHG015",
    severity=Severity.WARNING,
    example=Example.WORDS,
    clause=RELIABLE,
    wrong="2026-W40,0 blir 2026-W40,2 i data/activity/biblioteket-facebook.csv.",
    right="Raden 2026-W46,3 läggs till, och siffran för veckan före den, som var sist, ökar.",
)
def posts_rewritten(comparison: Comparison) -> Iterator[Problem]:
    """Posts that were recorded of a week are changed or removed.

    They show whether an account was in use. New weeks are added, and the last one may grow: it
    may not have been over when it was counted. Another correction is for somebody to look at.
    """
    for path, (before, after) in comparison.posts.items():
        weeks = _rewritten_weeks(before, after)
        if weeks:
            yield Problem(
                "",
                _("Recorded posts are rewritten or removed: {weeks}.").format(
                    weeks=_some([_week(week, before, after) for week in weeks])
                ),
                _look(comparison, path),
                path,
                *_place(sorted(after), weeks[0]),
            )


@change_rule(
    "CHG016",
    severity=Severity.WARNING,
    example=Example.WORDS,
    clause=RELIABLE,
    wrong="2026-11-06T15:00,2026-11-10T09:00 tas bort ur data/answers/biblioteket-facebook.csv.",
    right="2026-11-06T15:00, får sitt svar: 2026-11-06T15:00,2026-11-07T09:00",
)
def answers_rewritten(comparison: Comparison) -> Iterator[Problem]:
    """A recorded answer is changed or removed.

    They show whether people were answered in time. A missing answer may be filled in; another
    correction is for somebody to look at.
    """
    for path, (before, after) in comparison.answers.items():
        lost = _lost(before, after)
        if lost:
            yield Problem(
                "",
                _("Recorded answers are rewritten or removed, of comments from: {times}.").format(
                    times=_some([_clock(answer.received) for answer in lost])
                ),
                _look(comparison, path),
                path,
                *_place([answer.received for answer in after], lost[0].received),
            )


def _value(account: Account, name: str) -> object:
    """What stands in the field of *account* with that dotted name; None if there is nothing."""
    found: object = account
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def _rewritten_weeks(before: Posts, after: Posts) -> list[dt.date]:
    last = max(before, default=None)
    return [
        week
        for week in sorted(before)
        if week not in after
        or after[week] < before[week]
        or (after[week] != before[week] and week != last)
    ]


def _week(week: dt.date, before: Posts, after: Posts) -> str:
    number = after.get(week, "–")
    return f"{week_name(week)} ({before[week]} → {number})"


def _lost(before: Answers, after: Answers) -> list[Answer]:
    """Those of *before* that are not in *after*, nor there with an answer that they lacked."""
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    spare = Counter(answer.received for answer in new.elements())
    lost = []
    for answer in sorted(gone.elements(), key=lambda found: found.received):
        if answer.answered is None and spare[answer.received]:
            spare[answer.received] -= 1
        else:
            lost.append(answer)
    return lost


def _clock(moment: dt.datetime) -> str:
    from socialreg.workdays import STOCKHOLM  # imported late: few registers record answers

    return f"{moment.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"


def _place(rows: Sequence[object], row: object) -> tuple[int, int]:
    """Line and column of *row* among the *rows* of a file; none if it is not there."""
    return (rows.index(row) + _FIRST_LINE, 1) if row in rows else (0, 0)


def _some(parts: Sequence[str]) -> str:
    return ", ".join((*parts[:_SHOWN], "…")) if len(parts) > _SHOWN else ", ".join(parts)


def _look(comparison: Comparison, path: str) -> str:
    return _(
        "If it is no correction, put it back. What was there: git diff {base} -- {path}"
    ).format(base=comparison.base[:10], path=path)
