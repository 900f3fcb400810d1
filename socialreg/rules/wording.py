"""IDN, GDP: what is written in the register's texts, and with which letters."""

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from socialreg.approvals import counting
from socialreg.editing import EDITABLE
from socialreg.i18n import N_, _
from socialreg.lifecycle import REVIEWABLE
from socialreg.model import Account, Context, Status
from socialreg.paths import GUIDELINES_PATH, SETTINGS_PATH
from socialreg.persons import names_a_person
from socialreg.rules.approval import approve_again
from socialreg.rules.base import Problem, Severity, rule
from socialreg.rules.clauses import FINDABLE, GDPR
from socialreg.rules.overview import Overview
from socialreg.rules.self_check import last_review
from socialreg.schema import Table, to_table
from socialreg.scripts import Deception, Trick, deceptions, may_deceive
from socialreg.shell import command_line
from socialreg.text import clean

_CLEAR = "Språklagen 11 §: ”Språket i offentlig verksamhet ska vara vårdat, enkelt och begripligt.”"

_TRICKS: Mapping[Trick, str] = {
    Trick.INVISIBLE: N_("{id}: “{word}” holds a character that cannot be seen ({code})."),
    Trick.MIXED: N_("{id}: in “{word}”, “{letter}” is a {alphabet} letter ({code})."),
    Trick.LOOKALIKE: N_("{id}: “{word}” looks Latin, but is written in {alphabet} letters."),
    Trick.STYLED: N_(
        "{id}: “{word}” is written in ornamental letters such as “{letter}” ({code})."
    ),
}
_ALPHABETS: Mapping[str, str] = {
    "ARMENIAN": N_("Armenian"),
    "CHEROKEE": N_("Cherokee"),
    "COPTIC": N_("Coptic"),
    "CYRILLIC": N_("Cyrillic"),
    "GREEK": N_("Greek"),
    "LISU": N_("Lisu"),
}


class _Stale(NamedTuple):
    """A word that is out of use *since* a day, how it *is written* and what it is called *now*."""

    spelled: re.Pattern[str]
    since: dt.date
    now: str


_STALE = (
    _Stale(re.compile(r"\bP[Uu]L\b"), dt.date(2018, 5, 25), N_("GDPR, the data protection law")),
    # The day is not certain; the decision is from November 2019.
    _Stale(re.compile(r"\bSKL\b"), dt.date(2020, 1, 1), "Sveriges Kommuner och Regioner (SKR)"),
    _Stale(
        re.compile(r"\b[Dd]atainspektionens?\b"),
        dt.date(2021, 1, 1),
        "Integritetsskyddsmyndigheten (IMY)",
    ),
    _Stale(re.compile(r"\b[Tt]witter\w*"), dt.date(2023, 7, 24), "X"),
)
_PROSE = ("name", "unit", "department", "purpose", "audience")
_ENDED = (Status.DECLINED, Status.CLOSED)


def has_odd_words(account: Account, _context: Context) -> bool:
    """Something in the account's texts needs a closer look: a fast way to say that nothing does.

    It is asked for every account, so this and what it calls make few strings and no generators.
    """
    prose = (
        f"{account.name}\n{account.unit}\n{account.department}\n"
        f"{account.purpose}\n{account.audience}"
    )
    return (
        _may_be_stale(prose)
        or _has_odd_role(account)
        or may_deceive(f"{prose}\n{_other_texts(account)}")
    )


def _may_be_stale(text: str) -> bool:
    """Whether a stale word can be in *text*; several times faster than a pattern for all."""
    if "SKL" in text or "PUL" in text or "PuL" in text:
        return True
    return "witter" in text or "atainspekt" in text


def _has_odd_role(account: Account) -> bool:
    for given in account.approvals:
        if _is_odd_role(given.role):
            return True
    for review in account.reviews:
        if _is_odd_role(review.role):
            return True
    for waiver in account.waivers:
        if _is_odd_role(waiver.approved_by):
            return True
    contact = account.contact
    return contact is not None and (
        _is_odd_role(contact.role) or _is_odd_role(contact.deputy or "")
    )


@functools.lru_cache(maxsize=4096)
def _is_odd_role(role: str) -> bool:
    return names_a_person(role) or may_deceive(role)


def _other_texts(account: Account) -> str:
    """Every text in an account's file but its prose and its roles."""
    found = f"{account.url}\n{account.handle}\n{account.platform_id}\n{account.note}"
    if account.contact:
        found += account.contact.email or ""
    if application := account.application:
        found += application.guidelines or ""
        if source := application.source:
            found += f"{source.system}\n{source.id}"
    for given in account.approvals:
        found += given.reference or ""
    for tag in account.languages:
        found += tag
    for review in account.reviews:
        if review.notes:
            found += "\n".join(review.notes.values())
    if account.previous or account.rests or account.closing or account.waivers:
        found += "\n".join(_rare_texts(account))
    return found


def _rare_texts(account: Account) -> Iterator[str]:
    for earlier in account.previous:
        yield f"{earlier.handle}\n{earlier.url}"
    for rest in account.rests:
        yield rest.reason or ""
    if closing := account.closing:
        yield f"{closing.reason}\n{closing.archive}\n{closing.successor}"
    for waiver in account.waivers:
        yield f"{waiver.rule}\n{waiver.reason}"


@rule(
    "IDN009",
    severity=Severity.ERROR,
    when=has_odd_words,
    clause=FINDABLE,
    wrong='name = "Sjöhamns bibli\\u043etek"',
    right='name = "Sjöhamns bibliotek"',
)
def deceptive_text(account: Account, context: Context) -> Iterator[Problem]:
    """A text holds what cannot be seen, or letters that pass for others.

    Who searches for it does not find it, and it is how a fake account is made to look like ours.
    """
    told: set[str] = set()
    for field, found in _deceptions_in(to_table(account)):
        if found.word not in told:  # an address holds the handle's letters, too
            told.add(found.word)
            yield Problem(field, _told(found, account.id), _anew(account, field))


def _deceptive_in_policy(overview: Overview) -> Iterator[Problem]:
    for path, table in _other_files(overview.context):
        for field, found in _deceptions_in(table):
            hint = _("Write it anew, by hand, in {path}.").format(path=path)
            yield Problem(field, _told(found, path), hint, path)


deceptive_text = dataclasses.replace(deceptive_text, register_check=_deceptive_in_policy)


def _deceptions_in(table: Table) -> Iterator[tuple[str, Deception]]:
    """The first of what deceives in each text of a file."""
    for field, text in _texts_in(table):
        for found in deceptions(text):
            yield field, found
            break


def _told(found: Deception, subject: str) -> str:
    return _(_TRICKS[found.trick]).format(
        id=subject,
        word=clean(found.word),
        letter=clean(found.letter),
        code=f"U+{ord(found.letter):04X}",
        alphabet=_(_ALPHABETS[found.alphabet]) if found.alphabet else "",
    )


@rule(
    "IDN010",
    severity=Severity.WARNING,
    when=has_odd_words,
    clause=_CLEAR,
    wrong='purpose = "Det senaste, som på Twitter."',
    right='purpose = "Det senaste, som på X."',
)
def stale_word(account: Account, context: Context) -> Iterator[Problem]:
    """A text uses a name that is no longer in use.

    PUL, Datainspektionen, SKL and Twitter are called something else today; who reads the old name
    wonders whether the account is looked after.
    """
    if account.status in _ENDED:
        return
    for field in _PROSE:
        text = getattr(account, field) or ""
        for start, word, now in _stale_words(text, context.as_of):
            yield Problem(
                field,
                _("{id}: “{word}” is out of use; today it is {now}.").format(
                    id=account.id, word=clean(word), now=_(now)
                ),
                _anew(account, field),
                within=start,
            )


def _stale_words(text: str, day: dt.date) -> list[tuple[int, str, str]]:
    """Where in *text* each word that is out of use on *day* begins, and what it is called now."""
    return sorted(
        (found.start(), found[0], stale.now)
        for stale in _STALE
        if stale.since <= day
        for found in stale.spelled.finditer(text)
    )


@rule(
    "GDP007",
    severity=Severity.WARNING,
    when=has_odd_words,
    clause=GDPR,
    wrong='[contact]\nrole = "Anna Andersson"',
    right='[contact]\nrole = "Bibliotekschef"',
)
def person_instead_of_role(account: Account, context: Context) -> Iterator[Problem]:
    """A person’s name seems to stand where a role belongs.

    Roles outlive those who have them, and git keeps a name for ever. This is a guess by common
    Swedish names.
    """
    for field, role, way in _roles(account):
        if names_a_person(role):
            hint = _("Give the role: {command}").format(command=way)
            yield Problem(field, _seems_a_name(account.id), hint)


def _person_in_policy(overview: Overview) -> Iterator[Problem]:
    for path, table in _other_files(overview.context):
        for field, text in _texts_in(table):
            if (field == "contact.name" or ".approvers." in field) and names_a_person(text):
                hint = _("Write the role or the office in {path}.").format(path=path)
                yield Problem(field, _seems_a_name(path), hint, path)


person_instead_of_role = dataclasses.replace(
    person_instead_of_role, register_check=_person_in_policy
)


def _seems_a_name(subject: str) -> str:
    return _("{id}: a person’s name seems to stand here where a role belongs.").format(id=subject)


def _anew(account: Account, field: str) -> str:
    if field in EDITABLE:
        return _("Write it anew, by hand: socialreg edit {id} {field}=…").format(
            id=account.id, field=field
        )
    return _("Write it anew, by hand, in {path}.").format(path=account.path)


def _roles(account: Account) -> Iterator[tuple[str, str, str]]:
    """The roles that count in an account's file, each with its field and the way to give another.

    What is recorded is not rewritten: only the last approval of each part is looked at, and the
    last self-check, where there can be another.
    """
    edit, role = f"socialreg edit {account.id}", _("ROLE")
    if contact := account.contact:
        yield "contact.role", contact.role, f"{edit} contact.role={role}"
        if contact.deputy:
            yield "contact.deputy", contact.deputy, f"{edit} contact.deputy={role}"
    for index, given in counting(account):
        way = approve_again(account, given, role=role)
        yield f"approvals[{index}].role", given.role, way
    if account.reviews and account.status in REVIEWABLE:
        index, review = last_review(account)
        way = command_line("socialreg", "review", account.id, "--role", role)
        yield f"reviews[{index}].role", review.role, way
    for index, waiver in enumerate(account.waivers):
        way = command_line(
            *("socialreg", "waive", account.id, waiver.rule, "--approved-by", role),
            *("--reason", waiver.reason, "--until", waiver.until.isoformat()),
        )
        yield f"waivers[{index}].approved_by", waiver.approved_by, way


def _other_files(context: Context) -> Iterator[tuple[str, Table]]:
    yield SETTINGS_PATH, to_table(context.settings)
    yield GUIDELINES_PATH, to_table(context.guidelines)


def _texts_in(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a file's table, with its field."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts_in(part, f"{field}[{index}]")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts_in(part, f"{field}.{key}" if field else key)
