"""APP: no account without the manager's approval and the communications department's advice."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socialreg.approvals import counted_as, counting
from socialreg.i18n import _
from socialreg.model import Account, Approval, Context, Guidelines, Part
from socialreg.policy import edition_on, opening_day
from socialreg.rules.base import Example, Problem, Severity, rule
from socialreg.rules.clauses import APPROVED
from socialreg.rules.conditions import is_living, is_open
from socialreg.shell import command_line
from socialreg.text import clean

_MANAGER = (
    '[[approvals]]\nas = "manager"\nrole = "{}"\ndate = 2019-02-14\nreference = "KS 2019/7"\n'
)
_COMMUNICATIONS = _MANAGER.replace("manager", "communications")
_BOTH = _MANAGER.format("Förvaltningschef") + _COMMUNICATIONS.format("Kommunikatör")
_OUR_PROPOSAL = (
    "Eget förslag: diarienumret leder till beslutet. Höganäs e-tjänst 696 kräver godkännandet, men "
    "inget nummer."
)


_PARTS = len(Part)  # counted once: an enumeration takes its time to count itself


def is_unsettled(account: Account, context: Context) -> bool:
    """Something about the account's application or approvals may be wrong, and can be mended."""
    return is_living(account, context) and not is_in_order(account, context.guidelines)


def is_in_order(account: Account, guidelines: Guidelines) -> bool:
    """Whether all is as it usually is: a fast way to say so, for rules that need not look then."""
    application, approvals = account.application, account.approvals
    if not (application and account.opened and account.purpose) or len(approvals) != _PARTS:
        return False
    manager, communications = approvals
    return (
        manager.as_ is Part.MANAGER
        and communications.as_ is Part.COMMUNICATIONS
        and not _same_role(manager.role, communications.role)
        and bool(manager.reference and communications.reference)
        and application.received <= manager.date <= account.opened
        and application.received <= communications.date <= account.opened
        and application.guidelines in _editions_for_all(guidelines)
    )


@functools.lru_cache(maxsize=16)
def _editions_for_all(guidelines: Guidelines) -> frozenset[str]:
    """The ids of all editions; none where one of them says which roles may approve."""
    if any(edition.approvers for edition in guidelines.editions):
        return frozenset()
    return frozenset(edition.id for edition in guidelines.editions)


@rule(
    "APP001",
    severity=Severity.ERROR,
    when=is_unsettled,
    clause=APPROVED,
    wrong=_COMMUNICATIONS.format("Kommunikatör"),
    right=_BOTH,
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
    when=is_unsettled,
    clause=APPROVED,
    wrong=_MANAGER.format("Förvaltningschef"),
    right=_BOTH,
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
    if not is_open(account, context) or counted_as(account, part):
        return False
    if not context.guidelines.editions:
        return False  # they cannot be read, which is told of them
    day = opening_day(account, context.as_of) or context.as_of
    edition = edition_on(context.guidelines, day)
    return part in (edition.approvals if edition else tuple(Part))


@rule(
    "APP003",
    severity=Severity.ERROR,
    when=is_unsettled,
    clause=APPROVED,
    wrong=_MANAGER.format("Kommunikationschef") + _COMMUNICATIONS.format("Kommunikationschef"),
    right=_BOTH,
)
def approved_twice_by_one_role(account: Account, context: Context) -> Iterator[Problem]:
    """The manager’s approval and the communications department’s advice are from one role.

    They are asked for two different things; one person who gives both gives only one.
    """
    given = counting(account)
    if len(given) == len(Part) and _same_role(given[0][1].role, given[1][1].role):
        index, later = max(given, key=lambda found: found[1].date)
        yield Problem(
            f"approvals[{index}].role",
            _("{id} is approved twice by the same role, {role}.").format(
                id=account.id, role=clean(later.role)
            ),
            _(
                "Let another role decide, and record it, or who really decided: {command}. To "
                "accept it for a time: socialreg waive {id} APP003"
            ).format(command=approve_again(account, later, role=_("ROLE")), id=account.id),
        )


@rule(
    "APP004",
    severity=Severity.WARNING,
    when=is_unsettled,
    clause=_OUR_PROPOSAL,
    wrong=_BOTH.replace('reference = "KS 2019/7"\n', "", 1),
    right=_BOTH,
)
def approval_without_reference(account: Account, context: Context) -> Iterator[Problem]:
    """An approval has no reference to the decision.

    With a diary number the decision can be found and read; without it there is only a date.
    """
    for index, given in counting(account):
        if not given.reference:
            yield Problem(
                f"approvals[{index}]",
                _("{id}: the approval as {part} of {date} has no reference.").format(
                    id=account.id, part=given.as_, date=given.date
                ),
                _("Record it with the diary number: {command}").format(
                    command=approve_again(account, replace(given, reference=_("NUMBER")))
                ),
            )


@rule(
    "APP009",
    severity=Severity.ERROR,
    when=is_unsettled,
    clause=APPROVED,
    example=Example.GUIDELINES,
    wrong='[approvers]\nmanager = ["Kommundirektör"]',
    right='[approvers]\nmanager = ["Förvaltningschef", "Kommundirektör"]',
)
def approved_by_unauthorised_role(account: Account, context: Context) -> Iterator[Problem]:
    """A role has approved that may not, by the guidelines of that day.

    Who may decide is itself a decision; an approval by somebody else is none.
    """
    for index, given in counting(account):
        edition = edition_on(context.guidelines, given.date)
        allowed = edition.approvers.get(given.as_, ()) if edition else ()
        if allowed and not is_among(given.role, allowed):
            yield Problem(
                f"approvals[{index}].role",
                _("{id}: {role} may not approve as {part}.").format(
                    id=account.id, role=clean(given.role), part=given.as_
                ),
                _(
                    "These may: {roles}. Record who of them has decided, or decides now: {command}"
                ).format(
                    roles=clean(", ".join(allowed)),
                    command=approve_again(account, given, role=_("ROLE")),
                ),
            )


def approve_again(account: Account, given: Approval, *, role: str = "", date: str = "") -> str:
    """The command that records the approval *given* anew, with another *role* or *date*.

    What was recorded stays: a decision is never rewritten.
    """
    reference = ("--reference", given.reference) if given.reference else ()
    return command_line(
        *("socialreg", "approve", account.id, "--as", given.as_.value, "--again"),
        *("--role", role or given.role, "--date", date or given.date.isoformat()),
        *reference,
    )


def is_among(role: str, allowed: Sequence[str]) -> bool:
    """Whether *role* is one of those *allowed*; case and spaces around it do not matter."""
    return any(_same_role(role, other) for other in allowed)


@functools.lru_cache(maxsize=1024)
def _same_role(role: str, other: str) -> bool:
    return role.strip().casefold() == other.strip().casefold()
