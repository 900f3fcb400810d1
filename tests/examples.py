"""A rule's examples, made into the register that they mean: one function for each kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import rtoml

from socialreg import evidence, rules, schema
from socialreg.model import Account, Evidence, Guidelines, Impostor, Level, Part, Register
from socialreg.rules.base import Example, Finding, Rule
from tests.accounts import GUIDELINES, account, closed, comparison, impostor, register

ID = "biblioteket-facebook"
PATH = f"data/accounts/{ID}.toml"


def laid_over(fragment: str, base: Account | None = None) -> Account:
    """A sound account with the fields of a rule's example laid over it.

    A line that is commented out is not there, nor is it in the sound account then.
    """
    base = base or account()
    table = schema.to_table(base) | rtoml.loads(fragment)
    for key in re.findall(r"^# (\w+) = ", fragment, re.MULTILINE):
        del table[key]
    found = schema.to_account(base.id, table)
    assert isinstance(found, Account), found
    return found


def findings(rule: Rule, text: str, policy: Guidelines = GUIDELINES) -> tuple[Finding, ...]:
    """Everything that is found in a sound register with an example of *rule* laid over it.

    A rule that is off as shipped is turned on for it.
    """
    return MEANINGS[rule.example](text, _turned_on(rule, policy))


def codes(found: tuple[Finding, ...]) -> set[str]:
    """The codes of the findings."""
    return {finding.code for finding in found}


def _turned_on(rule: Rule, policy: Guidelines) -> Guidelines:
    levels = {rule.code: Level(rule.severity.value)} if rule.optional else {}
    *earlier, last = policy.editions
    return Guidelines(editions=(*earlier, replace(last, rules={**last.rules, **levels})))


def _of_account(text: str, guidelines: Guidelines) -> tuple[Finding, ...]:
    return rules.check(register(laid_over(text), *_neighbours(), guidelines=guidelines))


def _of_accounts(text: str, guidelines: Guidelines) -> tuple[Finding, ...]:
    first, _separator, second = text.partition("---\n")
    other = account(
        "simskolan-facebook",
        handle="sjohamnssimskola",
        url="https://www.facebook.com/sjohamnssimskola",
    )
    both = laid_over(first), laid_over(second, other)
    return rules.check(register(*both, guidelines=guidelines))


def _of_activity(text: str, guidelines: Guidelines) -> tuple[Finding, ...]:
    """The file of posts, if need be with a part of the account before it and ``---`` between."""
    fragment, _separator, table = text.rpartition("---\n")
    posts = evidence.parse_posts("data/activity/example.csv", table.encode())
    assert isinstance(posts, dict), posts
    return _with_evidence(laid_over(fragment), guidelines, Evidence(posts={ID: posts}))


def _of_answers(text: str, guidelines: Guidelines) -> tuple[Finding, ...]:
    answers = evidence.parse_answers("data/answers/example.csv", text.encode())
    assert isinstance(answers, tuple), answers
    sound = register(account()).evidence.posts
    return _with_evidence(account(), guidelines, Evidence(posts=sound, answers={ID: answers}))


def _with_evidence(
    found: Account, guidelines: Guidelines, recorded: Evidence
) -> tuple[Finding, ...]:
    return rules.check(register(found, *_neighbours(), guidelines=guidelines, evidence=recorded))


def _of_guidelines(text: str, guidelines: Guidelines) -> tuple[Finding, ...]:
    table = schema.to_table(guidelines)
    table["editions"][0] |= rtoml.loads(text)
    found = schema.to_guidelines(table)
    assert isinstance(found, Guidelines), found
    return rules.check(_sound(guidelines=found))


def _of_change(text: str, guidelines: Guidelines) -> tuple[Finding, ...]:
    first, _separator, second = text.partition("---\n")
    before, after = laid_over(first), laid_over(second)
    (edition,) = guidelines.editions
    approvers = {Part.MANAGER: ("Förvaltningschef",), Part.COMMUNICATIONS: ("Kommunikatör",)}
    base = Guidelines(editions=(replace(edition, approvers=approvers),))
    now = register(after, *_neighbours(), guidelines=base)
    return rules.check(now, comparison(now, before))


def _of_impostors(text: str, guidelines: Guidelines) -> tuple[Finding, ...]:
    fakes = []
    for number, part in enumerate(text.split("---\n")):
        base = impostor(f"falskt-{number}", handle=None)
        found = schema.to_impostor(base.id, schema.to_table(base) | rtoml.loads(part))
        assert isinstance(found, Impostor), found
        fakes.append(found)
    return rules.check(_sound(guidelines=guidelines, impostors=tuple(fakes)))


def _neighbours() -> tuple[Account, ...]:
    """Accounts that an example may name."""
    return (closed("sjohamn-simhall-instagram"),)


def _sound(**changes: Any) -> Register:
    return register(account(), *_neighbours(), **changes)


MEANINGS: Mapping[Example, Callable[[str, Guidelines], tuple[Finding, ...]]] = {
    Example.ACCOUNT: _of_account,
    Example.ACCOUNTS: _of_accounts,
    Example.GUIDELINES: _of_guidelines,
    Example.ACTIVITY: _of_activity,
    Example.ANSWERS: _of_answers,
    Example.IMPOSTORS: _of_impostors,
    Example.CHANGE: _of_change,
}
