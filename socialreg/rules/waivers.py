"""REG: what is accepted is accepted for a reason, by somebody who may, and for a time."""

from collections.abc import Iterator

from socialreg.i18n import _
from socialreg.lifecycle import last_day_of_waiver
from socialreg.model import Account, Context, Waiver
from socialreg.rules.base import Problem, Severity, waiver_rule
from socialreg.rules.clauses import INACTIVE
from socialreg.text import clean

_OUR_PROPOSAL = "Eget förslag: ett undantag är ett beslut för en tid"
_WAIVER = """[[waivers]]
rule = "{rule}"
reason = "Bytte plattform mitt i kampanjen"
approved_by = "Kommunikationschef"
until = {until}
"""


@waiver_rule(
    "REG011",
    severity=Severity.ERROR,
    clause=INACTIVE,
    wrong=_WAIVER.format(rule="IDN004", until="2026-01-31"),
    right="",
)
def expired_waiver(account: Account, context: Context, _codes: frozenset[str]) -> Iterator[Problem]:
    """A waiver has run out.

    What was accepted for a time is no longer accepted; somebody has to decide anew.
    """
    for index, waiver in enumerate(account.waivers):
        if waiver.until < context.as_of:
            yield Problem(
                f"waivers[{index}].until",
                _("{id}: the waiver of {rule} ended on {date}.").format(
                    id=account.id, rule=clean(waiver.rule), date=waiver.until
                ),
                _(
                    "Mend what it accepted, then: socialreg waive {id} {rule} --end. "
                    "Or decide anew: socialreg waive {id} {rule}"
                ).format(id=account.id, rule=clean(waiver.rule)),
            )


@waiver_rule(
    "REG012",
    severity=Severity.WARNING,
    clause=INACTIVE,
    wrong=_WAIVER.format(rule="IDN004", until="2027-01-31"),
    right="",
)
def idle_waiver(account: Account, context: Context, codes: frozenset[str]) -> Iterator[Problem]:
    """A waiver accepts something that is not found.

    It would hide the problem the day it comes back, without anybody having decided so.
    """
    latest = last_day_of_waiver(context.as_of)
    for index, waiver in enumerate(account.waivers):
        # Of one that holds for too long the next rule tells.
        if context.as_of <= waiver.until <= latest and waiver.rule not in codes:
            yield Problem(
                f"waivers[{index}].rule",
                _("{id}: the waiver of {rule} accepts nothing: nothing such is found.").format(
                    id=account.id, rule=clean(waiver.rule)
                ),
                _end(account, waiver),
            )


@waiver_rule(
    "REG021",
    severity=Severity.ERROR,
    clause=_OUR_PROPOSAL,
    wrong=_WAIVER.format(rule="IDN004", until="2099-12-31"),
    right="",
)
def waiver_for_ever(account: Account, context: Context, codes: frozenset[str]) -> Iterator[Problem]:
    """A waiver holds for longer than two years from today.

    No command makes such a one. What is accepted without end is no deviation but another rule:
    that belongs into the guidelines.
    """
    latest = last_day_of_waiver(context.as_of)
    for index, waiver in enumerate(account.waivers):
        if waiver.until > latest:
            yield Problem(
                f"waivers[{index}].until",
                _("{id}: the waiver of {rule} holds until {date}, which is too long.").format(
                    id=account.id, rule=clean(waiver.rule), date=waiver.until
                ),
                _(
                    "Decide until which day, {last} at the latest: socialreg waive {id} {rule} "
                    "--until YYYY-MM-DD"
                ).format(id=account.id, rule=clean(waiver.rule), last=latest)
                if waiver.rule in codes
                else _end(account, waiver),
            )


def _end(account: Account, waiver: Waiver) -> str:
    return _("End it: socialreg waive {id} {rule} --end").format(
        id=account.id, rule=clean(waiver.rule)
    )
