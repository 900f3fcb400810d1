"""REG: what is accepted is accepted for a reason, by somebody who may, and for a time."""

from collections.abc import Iterator

from socialreg.i18n import _
from socialreg.model import Account, Context
from socialreg.rules.base import Problem, Severity, waiver_rule
from socialreg.rules.clauses import INACTIVE
from socialreg.text import clean

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
                    "Mend what it accepted and remove it, or decide: socialreg waive {id} {rule}"
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
    for index, waiver in enumerate(account.waivers):
        if waiver.until >= context.as_of and waiver.rule not in codes:
            yield Problem(
                f"waivers[{index}].rule",
                _("{id}: the waiver of {rule} accepts nothing: nothing such is found.").format(
                    id=account.id, rule=clean(waiver.rule)
                ),
                _("Remove it from {path}.").format(path=account.path),
            )
