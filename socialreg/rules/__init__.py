"""The rules: one module per family, collected here, and the check that runs them."""

import dataclasses
from collections.abc import Iterator

from socialreg.model import Account, Fault, Register
from socialreg.paths import ACCOUNTS_DIR
from socialreg.rules import approval, closing, identity, soundness
from socialreg.rules.base import Finding, Problem, Rule, Severity, collect, located

__all__ = ["RULES", "Finding", "Rule", "Severity", "check", "located"]

RULES = collect(soundness, identity, approval, closing)

_FAULT_RULES = {rule.fault: rule for rule in RULES if rule.fault}
_ACCOUNT_RULES = tuple(
    (rule, rule.account_check) for rule in RULES if rule.account_check is not None
)
_REGISTER_RULES = tuple(
    (rule, rule.register_check) for rule in RULES if rule.register_check is not None
)


def check(register: Register) -> tuple[Finding, ...]:
    """Everything that is wrong with *register*, by path and code; waived findings are marked.

    A file with a fault gives its own findings and nothing else about it. The places of the
    findings that no fault has placed are left open: ``store.fields_at`` knows them.
    """
    findings = [_of_fault(fault) for fault in register.faults]
    for rule, register_check in _REGISTER_RULES:
        findings.extend(_of_problem(rule, problem) for problem in register_check(register))
    for account in register.accounts:
        findings.extend(_of_account(account, register))
    if waiving := {account.id: account for account in register.accounts if account.waivers}:
        findings = [
            _waived(finding, waiving.get(finding.account), register) for finding in findings
        ]
    return tuple(sorted(findings, key=lambda found: (found.path, found.line, found.code)))


def _of_account(account: Account, register: Register) -> Iterator[Finding]:
    for rule, account_check in _ACCOUNT_RULES:
        for problem in account_check(account, register):
            yield _of_problem(rule, dataclasses.replace(problem, path=account.path))


def _of_problem(rule: Rule, problem: Problem) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        account=_account_of(problem.path),
        path=problem.path,
        message=problem.message,
        hint=problem.hint,
        clause=rule.clause,
        field=problem.field,
    )


def _of_fault(fault: Fault) -> Finding:
    found = _of_problem(
        _FAULT_RULES[fault.kind], Problem(fault.field, fault.message, fault.hint, fault.path)
    )
    return located(found, fault.line, fault.column)


def _account_of(path: str) -> str:
    folder, _separator, name = path.rpartition("/")
    return name.removesuffix(".toml") if folder == ACCOUNTS_DIR else ""


def _waived(finding: Finding, account: Account | None, register: Register) -> Finding:
    """*finding*, marked when its *account* has a waiver for it that has not expired."""
    waived = account is not None and any(
        waiver.rule == finding.code and waiver.until >= register.as_of for waiver in account.waivers
    )
    return dataclasses.replace(finding, waived=True) if waived else finding
