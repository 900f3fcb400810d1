"""Refusing personal data on the way in: what git has once recorded, it keeps for ever."""

from collections import Counter
from collections.abc import Iterator, Mapping

from socialreg.cli import console
from socialreg.errors import UsageError
from socialreg.git.change import Change
from socialreg.i18n import N_, _
from socialreg.model import Account, Personal
from socialreg.persons import names_a_person
from socialreg.sightings import in_names, sightings
from socialreg.text import brief, clean

_WORDS: Mapping[Personal, str] = {
    Personal.IDENTITY_NUMBER: N_("a personal identity number"),
    Personal.MOBILE_NUMBER: N_("a mobile number"),
    Personal.PRIVATE_MAIL: N_("an address at a private mail service"),
}


def personal_data(text: str) -> str:
    """What personal data *text* is, in words; empty where there is none."""
    return next((_(_WORDS[kind]) for kind in _kinds(text.encode())), "")


def refuse_personal_data(change: Change) -> None:
    """Raise UsageError when *change* would bring in personal data that was not there before."""
    for path, kind in _brought(change):
        raise UsageError(
            _("{path} would hold {what}: nothing is changed.").format(
                path=clean(path), what=_(_WORDS[kind])
            )
            if path
            else _("The commit’s message would hold {what}: nothing is changed.").format(
                what=_(_WORDS[kind])
            ),
            _(
                "A register is public and its history is for ever: name a role, a function "
                "mailbox or a switchboard instead."
            ),
        )


def roles(account: Account) -> frozenset[str]:
    """Every role that *account* names."""
    contact = account.contact
    found = {contact.role, contact.deputy or ""} if contact else set()
    found |= {given.role for given in account.approvals}
    found |= {check.role for check in account.reviews}
    return frozenset(found | {waiver.approved_by for waiver in account.waivers})


def warn_of_names(*given: str) -> None:
    """Warn of what seems to be a person's name among the roles *given*: a guess, never refused."""
    for role in sorted(filter(names_a_person, given)):
        console.warn(
            _(
                "“{role}” seems to be a person’s name. Give a role: roles outlive those who have "
                "them, and git keeps a name for ever."
            ).format(role=brief(role))
        )


def _brought(change: Change) -> Iterator[tuple[str, Personal]]:
    """Which kinds of personal data *change* adds to which file; no path for its message."""
    for path, content in change.contents.items():
        before = (change.expected or {}).get(path)
        for kind in _kinds(content) - _kinds(before):
            yield path, kind
        if before is None:
            for seen in in_names([path]):
                yield path, seen.kind
    for kind in _kinds(change.message.text().encode()):
        yield "", kind


def _kinds(content: bytes | None) -> Counter[Personal]:
    return Counter(seen.kind for seen in sightings("", content or b""))
