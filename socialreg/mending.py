"""Mending an account's file as the rules say: byte for byte, and only what is certain."""

from collections.abc import Callable
from typing import NamedTuple

from socialreg.model import Account, Context, Evidence, Register
from socialreg.parsing import parse_account
from socialreg.paths import ACCOUNTS_DIR
from socialreg.rules import RULES, Finding, check

# More in one file is no slip of the pen.
_MOST = 50

_FIXES = {rule.code: rule.fix for rule in RULES if rule.fix}


class Mend(NamedTuple):
    """One place that was mended: what stood in *line* (from 1) for *field*, and what does now."""

    line: int
    field: str
    before: str
    after: str


def is_mendable(finding: Finding) -> bool:
    """Whether a rule says how what it found could be mended, and nobody has accepted it."""
    return bool(finding.account) and finding.code in _FIXES and not finding.waived


def mended(
    account_id: str, content: bytes, context: Context, wanted: Callable[[Finding], bool]
) -> tuple[bytes, tuple[Mend, ...]]:
    """*content* with all *wanted* findings mended that can be, and what that was.

    Nothing is mended in a file that would not be an account afterwards.
    """
    new, mends = content, list[Mend]()
    while len(mends) < _MOST and (step := _step(account_id, new, context, wanted)):
        new, mend = step
        mends.append(mend)
    if not isinstance(parse_account(account_id, new), Account):
        return content, ()
    return new, tuple(sorted(mends))


def _step(
    account_id: str, content: bytes, context: Context, wanted: Callable[[Finding], bool]
) -> tuple[bytes, Mend] | None:
    """The content with one more finding mended, or None when there is nothing left to mend."""
    for finding in _judged(account_id, content, context):
        edit = _FIXES[finding.code](content, finding, context) if wanted(finding) else None
        if edit is None:
            continue
        new = content[: edit.start] + edit.new + content[edit.end :]
        after = _judged(account_id, new, context)
        if _key(finding) not in map(_key, after):
            before = content[edit.start : edit.end].decode()
            line = content.count(b"\n", 0, edit.start) + 1
            return new, Mend(line, finding.field, before, edit.new.decode())
    return None


def _judged(account_id: str, content: bytes, context: Context) -> tuple[Finding, ...]:
    """What is found in the account's file, of that which could be mended."""
    found = parse_account(account_id, content)
    register = Register(
        settings=context.settings,
        guidelines=context.guidelines,
        as_of=context.as_of,
        evidence=Evidence(),
        accounts=(found,) if isinstance(found, Account) else (),
        faults=() if isinstance(found, Account) else found,
    )
    path = f"{ACCOUNTS_DIR}/{account_id}.toml"
    return tuple(
        finding for finding in check(register) if finding.path == path and is_mendable(finding)
    )


def _key(finding: Finding) -> tuple[str, str, int]:
    return finding.code, finding.field, finding.line
