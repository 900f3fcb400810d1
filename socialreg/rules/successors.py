"""CLO: who followed a closed account is led to one that is in use."""

from collections.abc import Iterator, Mapping

from socialreg.i18n import _
from socialreg.model import Status
from socialreg.paths import ACCOUNTS_DIR
from socialreg.rules.base import Example, Problem, Severity, register_rule
from socialreg.rules.overview import Entry, Overview
from socialreg.text import clean, nearest

_LEAD_ON = (
    "Eget förslag: den som följde ett avslutat konto ska hitta vidare. Höganäs e-tjänst 696 säger "
    "inget om det."
)
_CLOSED = (
    'status = "closed"\n[closing]\ndate = 2026-10-01\nreason = "Slogs ihop"\n'
    'archive = "KFN 2026/88"\n'
)
_NEW_ONE = "simskolan-facebook"
_SHOWN = 8  # accounts of a chain that are followed or named


@register_rule(
    "CLO005",
    severity=Severity.ERROR,
    clause=_LEAD_ON,
    example=Example.ACCOUNTS,
    wrong=f'{_CLOSED}successor = "simskola-facebook"\n---\n',
    right=f'{_CLOSED}successor = "{_NEW_ONE}"\n---\n',
)
def unknown_successor(overview: Overview) -> Iterator[Problem]:
    """A closed account’s successor is not in the register.

    The public page leads its followers nowhere.
    """
    for entry in overview:
        successor = entry.successor
        if successor is None or successor in overview.by_id:
            continue
        if f"{ACCOUNTS_DIR}/{successor}.toml" in overview.faulty:
            continue  # it is there, and what is wrong with it is told of
        near = nearest(successor, overview.by_id)
        yield _problem(
            entry,
            _("{id}: there is no account {successor} to follow instead.").format(
                id=entry.id, successor=clean(successor)
            ),
            _("Did you mean: socialreg edit {id} closing.successor={other}").format(
                id=entry.id, other=near
            )
            if near
            else _("Name another account, or none: socialreg edit {id} closing.successor=").format(
                id=entry.id
            ),
        )


@register_rule(
    "CLO006",
    severity=Severity.WARNING,
    clause=_LEAD_ON,
    example=Example.ACCOUNTS,
    wrong=f'{_CLOSED}successor = "{_NEW_ONE}"\n---\n{_CLOSED}',
    right=f'{_CLOSED}successor = "{_NEW_ONE}"\n---\n',
)
def closed_successor(overview: Overview) -> Iterator[Problem]:
    """A closed account’s successor is closed itself.

    Who was led there has to be led on.
    """
    circles = _circles(overview.by_id)
    for entry in overview:
        after = overview.by_id.get(entry.successor or "")
        if after is None or after.status is not Status.CLOSED or entry.id in circles:
            continue
        yield _problem(
            entry,
            _("{id}: {successor}, the account to follow instead, is closed.").format(
                id=entry.id, successor=after.id
            ),
            _("Name one that is in use: socialreg edit {id} closing.successor={other}").format(
                id=entry.id, other=_in_use_after(after, overview.by_id)
            ),
        )


@register_rule(
    "CLO007",
    severity=Severity.ERROR,
    clause=_LEAD_ON,
    example=Example.ACCOUNTS,
    wrong=(
        f'{_CLOSED}successor = "{_NEW_ONE}"\n---\n{_CLOSED}successor = "biblioteket-facebook"\n'
    ),
    right=f'{_CLOSED}successor = "{_NEW_ONE}"\n---\n',
)
def successors_in_a_circle(overview: Overview) -> Iterator[Problem]:
    """Closed accounts lead to each other, or one to itself.

    Who follows them never comes to an account that is in use.
    """
    for circle in set(_circles(overview.by_id).values()):
        first = circle[0]
        yield _problem(
            overview.by_id[first],
            _("{id} leads in a circle: {circle}.").format(
                id=first, circle=" → ".join((*circle[:_SHOWN], first))
            ),
            _("Name one that is in use: socialreg edit {id} closing.successor=…").format(id=first),
        )


def _problem(entry: Entry, message: str, hint: str) -> Problem:
    return Problem("closing.successor", message, hint, entry.path)


def _circles(by_id: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The accounts that lead back to themselves, each with its circle, which begins with its first.

    Each account is looked at once, however long the ways are.
    """
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for start in by_id:
        way: dict[str, int] = {}
        at = start
        while at in by_id and at not in seen and at not in way:
            way[at] = len(way)
            at = by_id[at].successor or ""
        if at in way:
            circle = tuple(way)[way[at] :]
            first = circle.index(min(circle))
            found |= dict.fromkeys(circle, circle[first:] + circle[:first])
        seen.update(way)
    return found


def _in_use_after(entry: Entry, by_id: Mapping[str, Entry]) -> str:
    """The account in use that *entry* leads to in the end, within a few steps, or ``…``."""
    at: Entry | None = entry
    for _step in range(_SHOWN):
        if at is None or at.status is not Status.CLOSED:
            break
        at = by_id.get(at.successor or "")
    return at.id if at and at.status is not Status.CLOSED else "…"
