"""APP: no account without the manager's approval and the communications department's advice."""

from collections.abc import Iterator

from socialreg.i18n import _
from socialreg.model import Account, Context, Part
from socialreg.policy import edition_on
from socialreg.rules.base import Problem, Severity, rule
from socialreg.rules.conditions import is_open

_MANAGER = '[[approvals]]\nas = "manager"\nrole = "Förvaltningschef"\ndate = 2019-02-14\n'
_COMMUNICATIONS = '[[approvals]]\nas = "communications"\nrole = "Kommunikatör"\ndate = 2019-02-20\n'
_BEFORE_START = (
    "Höganäs e-tjänst 696, Innan du startar: ”Du ska alltid ha din chefs godkännande för att "
    "starta ett konto i sociala medier. Rådgör även med din kommunikationsavdelning.”"
)


@rule(
    "APP001",
    severity=Severity.ERROR,
    when=is_open,
    clause=_BEFORE_START,
    wrong=_COMMUNICATIONS,
    right=_MANAGER + _COMMUNICATIONS,
)
def missing_manager_approval(account: Account, context: Context) -> Iterator[Problem]:
    """An account is open without the manager’s approval.

    The manager answers for the account’s time, people and records; without a recorded approval
    nobody does.
    """
    if _lacks(account, Part.MANAGER, context):
        yield Problem(
            "approvals",
            _("{id} is open, but no manager’s approval is recorded.").format(id=account.id),
            _("Record it: socialreg approve {id} --as manager").format(id=account.id),
        )


@rule(
    "APP002",
    severity=Severity.ERROR,
    when=is_open,
    clause=_BEFORE_START,
    wrong=_MANAGER,
    right=_MANAGER + _COMMUNICATIONS,
)
def missing_communications_approval(account: Account, context: Context) -> Iterator[Problem]:
    """An account is open without the communications department having been consulted.

    The department keeps the register; an account that it was not asked about is one that it
    does not know.
    """
    if _lacks(account, Part.COMMUNICATIONS, context):
        yield Problem(
            "approvals",
            _("{id} is open, but the communications department’s approval is not recorded.").format(
                id=account.id
            ),
            _("Record it: socialreg approve {id} --as communications").format(id=account.id),
        )


def _lacks(account: Account, part: Part, context: Context) -> bool:
    if any(approval.as_ is part for approval in account.approvals):
        return False
    edition = edition_on(context.guidelines, account.opened or context.as_of)
    return part in (edition.approvals if edition else tuple(Part))
