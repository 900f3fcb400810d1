"""ANS: who asks gets an answer, in time, by the recorded times."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from socialreg.evidence import FIRST_LINE
from socialreg.i18n import _, ngettext
from socialreg.model import Account, Answer, Context
from socialreg.paths import ANSWERS_DIR
from socialreg.policy import limits
from socialreg.rules.base import Example, Problem, Severity, rule
from socialreg.rules.conditions import is_open

_IN_TIME = (
    "Höganäs e-tjänst 696, Besvara kommentarer och frågor: ”Kommentarer/frågor ska bemötas/"
    "besvaras inom 24 timmar förutom över helger, då svar ges snarast möjligt kommande arbetsdag.”"
)
# What was answered late long ago cannot be mended any more.
_JUDGED = dt.timedelta(weeks=4)


class Judged(NamedTuple):
    """An answer that was *due* (an aware time), whether it is *late*, its *line* in the file."""

    line: int
    answer: Answer
    due: dt.datetime
    late: bool


def has_recorded_answers(account: Account, context: Context) -> bool:
    """The account is in use or rests, and times of answers are recorded."""
    return account.id in context.evidence.answers and is_open(account, context)


@rule(
    "ANS007",
    severity=Severity.WARNING,
    clause=_IN_TIME,
    wrong="received,answered\n2026-11-06T15:00,2026-11-09T15:01\n",
    right="received,answered\n2026-11-06T15:00,2026-11-09T15:00\n2026-11-07T10:00,2026-11-09T23:00\n",
    example=Example.ANSWERS,
    when=has_recorded_answers,
)
def late_answer(account: Account, context: Context) -> Iterator[Problem]:
    """A comment was answered later than the guidelines allow, or not at all.

    Who asks the municipality waits for it. What comes in on a working day is due within so many
    hours, of which those of Saturdays, Sundays, public holidays, Midsummer Eve, Christmas Eve and
    New Year’s Eve do not count; what comes in on such a day is due by the end of the next working
    day. Judged is what was due in the last four weeks, and what still waits for its answer.
    """
    late = [found for found in judged_answers(account, context) if found.late]
    if not late:
        return
    first = late[0]
    message = ngettext(
        "{id}: {n} comment was not answered in time.",
        "{id}: {n} comments were not answered in time.",
        len(late),
    ).format(id=account.id, n=len(late))
    detail = _("What came in {received} was to be answered by {due}.").format(
        received=_clock(first.answer.received), due=_clock(first.due)
    )
    yield Problem(
        "",
        f"{message} {detail}",
        _("See to it that somebody looks every working day. Who, says: socialreg show {id}").format(
            id=account.id
        ),
        path=f"{ANSWERS_DIR}/{account.id}.csv",
        line=first.line,
        column=1,
    )


def judged_answers(account: Account, context: Context) -> Iterator[Judged]:
    """The answers that were due in the last four weeks, and what still waits for one too long.

    The account must have recorded answers.
    """
    from socialreg.workdays import STOCKHOLM, due  # imported late: few registers record answers

    now = dt.datetime.combine(context.as_of, dt.time(), STOCKHOLM)
    for line, answer in enumerate(context.evidence.answers[account.id], FIRST_LINE):
        day = answer.received.astimezone(STOCKHOLM).date()
        hours = limits(context.guidelines, day, account).answer_within_hours
        limit = due(answer.received, hours) if hours and day <= context.as_of else None
        if limit is None:
            continue
        if answer.answered is None:
            if limit <= now:
                yield Judged(line, answer, limit, late=True)
        elif limit >= now - _JUDGED:
            yield Judged(line, answer, limit, late=limit < answer.answered)


def _clock(moment: dt.datetime) -> str:
    from socialreg.workdays import STOCKHOLM

    return f"{moment.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"
