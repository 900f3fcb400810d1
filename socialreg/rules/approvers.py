"""CHG: who approves what a change brings: the right role, and not the applicant."""

from collections.abc import Iterator

from socialreg.approvals import counting
from socialreg.i18n import _
from socialreg.model import Account, Approval
from socialreg.policy import edition_on
from socialreg.rules.approval import approve_again, is_among
from socialreg.rules.base import Example, Problem, Severity, change_rule
from socialreg.rules.clauses import APPROVED
from socialreg.rules.comparison import Comparison
from socialreg.text import clean


@change_rule(
    "CHG010",
    severity=Severity.ERROR,
    instead_of="APP009",  # which asks the same of all approvals
    clause=APPROVED,
    wrong="""approvals = []
---
approvals = [
  { as = "manager", role = "Sommarvikarie", date = 2019-02-14, reference = "KFN 2019/12" },
  { as = "communications", role = "Kommunikatör", date = 2019-02-20, reference = "KFN 2019/12" },
]
""",
    right="""approvals = []
---
approvals = [
  { as = "manager", role = "Förvaltningschef", date = 2019-02-14, reference = "KFN 2019/12" },
  { as = "communications", role = "Kommunikatör", date = 2019-02-20, reference = "KFN 2019/12" },
]
""",
)
def approver_not_allowed(comparison: Comparison) -> Iterator[Problem]:
    """The change records an approval by a role that the guidelines do not name for it.

    Judged by the guidelines as they stand where the change is to go, so that no change can
    give itself the right.
    """
    for index, approval, account in _new_approvals(comparison):
        # Not on the approval's own day, which the change states itself.
        edition = edition_on(comparison.context.guidelines, comparison.context.as_of)
        allowed = edition.approvers.get(approval.as_, ()) if edition else ()
        if allowed and not is_among(approval.role, allowed):
            yield Problem(
                f"approvals[{index}].role",
                _("{id}: “{role}” may not approve as {part}; the guidelines name {roles}.").format(
                    id=account.id,
                    role=clean(approval.role),
                    part=approval.as_,
                    roles=clean(", ".join(allowed)),
                ),
                _("Ask one of those, then: {command}").format(
                    command=approve_again(account, approval, role=_("ROLE"))
                ),
                account.path,
            )


@change_rule(
    "CHG011",
    severity=Severity.WARNING,
    example=Example.WORDS,
    clause=APPROVED,
    wrong="Samma person lägger till kontot och godkännandet av det.",
    right="En person lägger till kontot, en annan godkännandet.",
)
def approved_by_applicant(comparison: Comparison) -> Iterator[Problem]:
    """The same person committed the application and an approval of it.

    Nobody approves their own application. It is no proof: a commit says itself who made it, and
    a clerk may have recorded both for others; then the reference leads to the decision.
    """
    for account_id, (before, after) in comparison.accounts.items():
        found = _self_approval(comparison, account_id, before, after)
        if after and found:
            yield Problem(
                f"approvals[{after.approvals.index(found[1])}]",
                _(
                    "{id}: as the commits state, the same person added the account and its "
                    "approval as {part} (commit {commit})."
                ).format(id=account_id, part=found[1].as_, commit=found[0]),
                _("Let who approves commit the approval, or say where the decision is."),
                after.path,
            )


def _new_approvals(comparison: Comparison) -> Iterator[tuple[int, Approval, Account]]:
    """The approvals that the change brings and that count: its index, itself and its account."""
    for before, after in comparison.now():
        for index, approval in counting(after):
            if before is None or approval not in before.approvals:
                yield index, approval, after


def _self_approval(
    comparison: Comparison, account_id: str, before: Account | None, after: Account | None
) -> tuple[str, Approval] | None:
    """The commit and the first new approval of *after* that who applied has added, if any."""
    applicant = comparison.applicants.get(account_id)
    known = set(before.approvals if before else ())
    counted = {approval for _index, approval in counting(after)} if after else set()
    for step in comparison.steps:
        if account := step.accounts.get(account_id):
            applicant = applicant or step.person
            added = [given for given in account.approvals if given not in known]
            known.update(added)
            if step.person == applicant:
                for approval in added:
                    if approval in counted:
                        return step.commit[:10], approval
    return None
