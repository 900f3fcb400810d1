"""The rules: one module per family, collected here, and the check that runs them.

Accounts are examined one by one; what concerns several of them is concluded from the entries
that remain. ``check`` does both for a register in memory.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from socialreg.model import Account, Context, Edition, Fault, Impostor, Level, Register
from socialreg.paths import ACCOUNTS_DIR, EVIDENCE_DIRS, GUIDELINES_PATH, SETTINGS_PATH
from socialreg.policy import edition_on, level_of
from socialreg.rules import (
    activity,
    answers,
    application,
    approval,
    approvers,
    change,
    closing,
    correcting,
    identity,
    impostors,
    personal,
    platform_choice,
    rests,
    review,
    rewriting,
    self_check,
    soundness,
    successors,
    unseen,
    waivers,
    wording,
)
from socialreg.rules.base import (
    AccountCheck,
    Condition,
    Example,
    Finding,
    Problem,
    Rule,
    Severity,
    about,
    account_of,
    collect,
    located,
)
from socialreg.rules.comparison import Comparison
from socialreg.rules.overview import Entry, Overview, entry_of
from socialreg.traces import masked

__all__ = [
    "RULES",
    "Comparison",
    "Examined",
    "Finding",
    "Rule",
    "Severity",
    "accepted_until",
    "check",
    "conclude",
    "examine",
    "is_on",
    "level",
    "located",
    "of_personal_data",
]

RULES = collect(
    *(soundness, waivers),
    *(identity, platform_choice, wording),
    *(application, approval, personal),
    *(review, self_check),
    *(closing, successors),
    *(activity, answers, rests),
    *(impostors,),
    *(change, rewriting, correcting, approvers, unseen),
)

_Levels: TypeAlias = Mapping[str, Severity]
_Plan: TypeAlias = Sequence[tuple[Condition, Sequence[tuple[Rule, AccountCheck]]]]

_FAULT_RULES = {rule.fault: rule for rule in RULES if rule.fault}
_PERSONAL_RULES = {rule.personal: rule for rule in RULES if rule.personal}
_CODES = frozenset(rule.code for rule in RULES)
_WAIVABLE = frozenset(rule.code for rule in RULES if rule.is_waivable)
# What a change cannot accept for itself: approvals that lack, and personal data.
_DECIDED_BEFORE = ("APP", "GDP")
_REGISTER_CODES = frozenset(rule.code for rule in RULES if rule.register_check)
_EVIDENCE_CODES = frozenset(
    rule.code for rule in RULES if rule.example in {Example.ACTIVITY, Example.ANSWERS}
)
_INSTEAD_OF = {rule.code: rule.instead_of for rule in RULES if rule.instead_of}


class Examined(NamedTuple):
    """What became of what was examined: *waiving* are the accounts with waivers."""

    findings: tuple[Finding, ...] = ()
    entries: tuple[Entry, ...] = ()
    waiving: tuple[Account, ...] = ()
    impostors: tuple[Impostor, ...] = ()


def check(register: Register, comparison: Comparison | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with *register*, by path and code; waived findings are marked.

    With a *comparison*, also what is wrong with the change that led to it. A file with a fault
    gives its own findings and nothing else about it. The places of the findings that no fault
    has placed are left open: ``store.fields_at`` knows them.
    """
    examined = examine(register, register.accounts)
    parts = (examined, Examined(impostors=register.impostors))
    return conclude(register, parts, register.faults, comparison)


def examine(context: Context, accounts: Iterable[Account]) -> Examined:
    """What the rules over single accounts find in *accounts*, and what else is needed of them.

    The personal data that the context's evidence tells of is found here too.
    """
    levels = _levels(context)
    plan = _plan(levels)
    findings = list(_of_sightings(context, levels))
    entries, waiving = [], []
    for account in accounts:
        findings += [
            _finding(rule, _at(problem, account), levels)
            for rule, problem in _broken(account, context, plan)
        ]
        entries.append(entry_of(account, context))
        if account.waivers:
            waiving.append(account)
    return Examined(tuple(findings), tuple(entries), tuple(waiving))


def conclude(
    context: Context,
    parts: Sequence[Examined],
    faults: Sequence[Fault],
    comparison: Comparison | None = None,
    own: Context | None = None,
) -> tuple[Finding, ...]:
    """All findings about a register of which all *parts* have been examined; see ``check``.

    *own* is the register's own policy and organisation, where it is judged by others.
    """
    levels = _levels(context)
    entries = tuple(entry for part in parts for entry in part.entries)
    findings = [_of_fault(fault) for fault in faults]
    findings.extend(finding for part in parts for finding in part.findings)
    faulty = frozenset(fault.path for fault in faults)
    fakes = tuple(fake for part in parts for fake in part.impostors)
    overview = Overview(own or context, entries, faulty, _CODES, fakes)
    findings.extend(_of_overview(overview, levels))
    if comparison:
        findings = _with_change(findings, list(_of_change(comparison, levels)))
    waiving = {account.id: account for part in parts for account in part.waiving}
    marked = _with_waivers(findings, waiving, context, comparison)
    marked.extend(_of_waivers(waiving, findings, context, levels, faulty))
    return tuple(sorted(marked, key=lambda found: (found.path, found.line, found.code)))


def level(rule: Rule, edition: Edition | None) -> Level:
    """How *edition* takes the rule: as it says itself, else as the rule is shipped."""
    if given := level_of(edition, rule.code):
        return given
    return Level.OFF if rule.optional else Level(rule.severity.value)


def is_on(rule: Rule, edition: Edition | None) -> bool:
    """Whether *edition* wants to know what the rule finds."""
    return bool(rule.fault) or level(rule, edition) is not Level.OFF


def of_personal_data(context: Context, accounts: Iterable[Account]) -> tuple[Finding, ...]:
    """What the personal data that the context's evidence tells of is found as.

    Findings that a waiver of one of the *accounts* accepts are marked.
    """
    if not context.evidence.sightings:
        return ()
    findings = _of_sightings(context, _levels(context))
    waiving = {account.id: account for account in accounts if account.waivers}
    return tuple(_with_waivers(findings, waiving, context, None))


def _levels(context: Context) -> _Levels:
    """The severity of each rule that is on. What makes a file unreadable cannot be turned off."""
    edition = edition_on(context.guidelines, context.as_of)
    found = {}
    for rule in RULES:
        if rule.fault:
            found[rule.code] = rule.severity
        elif (given := level(rule, edition)) is not Level.OFF:
            found[rule.code] = Severity(given.value)
    return found


def _broken(account: Account, context: Context, plan: _Plan) -> Iterator[tuple[Rule, Problem]]:
    """The rules that *account* breaks, each with the problem."""
    for condition, rules in plan:
        if condition(account, context):
            for rule, account_check in rules:
                for problem in account_check(account, context):
                    yield rule, problem


def _plan(levels: _Levels) -> _Plan:
    """The rules over accounts by their condition, so that each condition is asked once."""
    plan: dict[Condition, list[tuple[Rule, AccountCheck]]] = {}
    for rule in RULES:
        if rule.account_check and rule.code in levels:
            plan.setdefault(rule.when, []).append((rule, rule.account_check))
    return list(plan.items())


def _of_sightings(context: Context, levels: _Levels) -> Iterator[Finding]:
    for sighting in context.evidence.sightings:
        rule = _PERSONAL_RULES[sighting.kind]
        if rule.code in levels:
            yield _finding(rule, personal.problem_of(sighting), levels)


def _of_overview(overview: Overview, levels: _Levels) -> Iterator[Finding]:
    for rule in RULES:
        if rule.register_check and rule.code in levels:
            for problem in rule.register_check(overview):
                yield _finding(rule, problem, levels)


def _of_change(comparison: Comparison, levels: _Levels) -> Iterator[Finding]:
    for rule in RULES:
        if rule.change_check and rule.code in levels:
            for problem in rule.change_check(comparison):
                yield _finding(rule, problem, levels)


def _with_change(findings: Iterable[Finding], changing: Sequence[Finding]) -> list[Finding]:
    """Both, but nothing twice: what the change brings, only the rule on change tells of."""
    told = {(_INSTEAD_OF.get(found.code), found.path, found.field) for found in changing}
    kept = (found for found in findings if (found.code, found.path, found.field) not in told)
    return [*kept, *changing]


def _with_waivers(
    findings: Iterable[Finding],
    waiving: Mapping[str, Account],
    context: Context,
    comparison: Comparison | None,
) -> list[Finding]:
    """*findings*, marked where a waiver in force accepts them.

    Judging a change, some are accepted only by a waiver that was there before it.
    """
    if not waiving and not comparison:
        return list(findings)
    marked = []
    for finding in findings:
        account = waiving.get(finding.account)
        if comparison and finding.code.startswith(_DECIDED_BEFORE):
            account = comparison.accounts.get(finding.account, (account, None))[0]
        marked.append(_mark(finding, account, context))
    return marked


def _mark(finding: Finding, account: Account | None, context: Context) -> Finding:
    if account is None:
        return finding
    accepted = accepted_until(account, finding.code, context.as_of)
    return dataclasses.replace(finding, waived=True) if accepted else finding


def accepted_until(account: Account, code: str, day: dt.date) -> dt.date | None:
    """Until when a waiver in force on *day* accepts what the rule *code* finds; None if none."""
    if not account.waivers or code not in _WAIVABLE:
        return None
    days = (waiver.until for waiver in account.waivers if waiver.rule == code)
    return max((until for until in days if until >= day), default=None)


def _of_waivers(
    waiving: Mapping[str, Account],
    findings: Iterable[Finding],
    context: Context,
    levels: _Levels,
    faulty: frozenset[str],
) -> Iterator[Finding]:
    codes: dict[str, set[str]] = {account_id: set() for account_id in waiving}
    for finding in findings if waiving else ():
        if finding.account in codes:
            codes[finding.account].add(finding.code)
    for account in waiving.values():
        for rule in RULES:
            if rule.waiver_check and rule.code in levels:
                # What nobody can judge now may be there: a waiver of it is not idle.
                found = frozenset(codes[account.id]) | _unjudged(account, faulty)
                for problem in rule.waiver_check(account, context, found):
                    yield _finding(rule, _at(problem, account), levels)


def _unjudged(account: Account, faulty: frozenset[str]) -> frozenset[str]:
    """The codes of what nobody can tell of *account* while the *faulty* files cannot be read."""
    if not faulty.isdisjoint((SETTINGS_PATH, GUIDELINES_PATH)):
        return _CODES
    found: frozenset[str] = frozenset()
    if not faulty.isdisjoint(f"{folder}/{account.id}.csv" for folder in EVIDENCE_DIRS):
        found |= _EVIDENCE_CODES
    if any(path.startswith(f"{ACCOUNTS_DIR}/") for path in faulty):
        found |= _REGISTER_CODES
    return found


def _at(problem: Problem, account: Account) -> Problem:
    return problem if problem.path else dataclasses.replace(problem, path=account.path)


def _finding(rule: Rule, problem: Problem, levels: _Levels) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=levels[rule.code],
        account=account_of(problem.path),
        path=problem.path,
        message=masked(problem.message),
        hint=masked(problem.hint),
        clause=rule.clause,
        field=problem.field,
        line=problem.line,
        column=problem.column,
        within=problem.within,
    )


def _of_fault(fault: Fault) -> Finding:
    message = about(fault.path, fault.message)
    problem = Problem(fault.field, message, fault.hint, fault.path, fault.line, fault.column)
    rule = _FAULT_RULES[fault.kind]
    return _finding(rule, problem, {rule.code: rule.severity})
