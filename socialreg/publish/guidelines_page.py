"""What the page with the guidelines says: the values that ``guidelines.html.j2`` shows.

Everything in it is what the rules and the guidelines in force say of themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from socialreg.duties import DEMANDS, Demand
from socialreg.i18n import N_
from socialreg.model import Edition, Guidelines, Kind, Level, Part, Pause
from socialreg.policy import edition_on
from socialreg.publish.about_page import approvals
from socialreg.publish.catalogue import FAMILIES, LEVELS
from socialreg.publish.clauses import Clause, clause
from socialreg.publish.demands import Numbers, number_note, numbers
from socialreg.publish.publication import PublicRegister
from socialreg.publish.visible import plain_text
from socialreg.publish.voice import Voice, in_sentence
from socialreg.rules import RULES, Rule, level

# What concerns only the register's own files, and nobody outside.
_INTERNAL = frozenset({"REG", "CHG"})
_OF_DUTIES = frozenset(code for demand in DEMANDS.values() for code in demand.codes)

_PARTS = {
    Part.MANAGER: N_("As manager: {roles}."),
    Part.COMMUNICATIONS: N_("For the communications department: {roles}."),
}
_WHOSE = {
    Kind.UNIT: N_("accounts of units"),
    Kind.OFFICIAL: N_("accounts of office holders"),
    Kind.CAMPAIGN: N_("campaign accounts"),
}


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition of the guidelines, in the list of them all; *term* says when it holds."""

    name: str
    url: str | None
    term: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class DutyLine:
    """What we shall do (*statement*), why, and in whose words; *whose* accounts, if not all."""

    statement: str
    why: str
    whose: str
    note: str
    clause: Clause
    codes: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as readers meet it; *level* says how it is taken."""

    code: str
    summary: str
    why: str
    level: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Family:
    """The rules about one subject; *anchor* is its place on the page."""

    anchor: str
    heading: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class GuidelinesPage:
    """The guidelines in force, and what is judged by them.

    *families* are the rules in force for accounts, *internal* those for the register's files,
    *off* those that do not apply here.
    """

    title: str
    current: EditionLine | None
    editions: tuple[EditionLine, ...]
    approvals: str
    approvers: tuple[Markup, ...]
    platforms: tuple[Markup, ...]
    numbers: tuple[Numbers, ...]
    pauses: tuple[Markup, ...]
    duties: tuple[DutyLine, ...]
    families: tuple[Family, ...]
    internal: tuple[Family, ...]
    off: tuple[RuleLine, ...]


def guidelines_page(public: PublicRegister, voice: Voice) -> GuidelinesPage:
    """The page with the guidelines in force on the register's day, as the *voice* tells it."""
    edition = edition_on(public.guidelines, public.as_of)
    lines = tuple(_editions(public.guidelines, edition, voice))
    rules = [rule for rule in RULES if rule.code not in _OF_DUTIES]
    used = [rule for rule in rules if rule.fault or level(rule, edition) is not Level.OFF]
    return GuidelinesPage(
        title=voice.text(N_("Guidelines for our accounts")),
        current=next((line for line in lines if line.in_force), None),
        editions=lines,
        approvals=approvals(edition, voice),
        approvers=tuple(_approvers(edition, voice)),
        platforms=tuple(_platforms(edition, public.as_of, voice)),
        numbers=numbers(edition, voice),
        pauses=tuple(_pauses(edition, public.as_of, voice)),
        duties=tuple(_duties(edition, voice)),
        families=_families((rule for rule in used if _of(rule) not in _INTERNAL), edition, voice),
        internal=_families((rule for rule in used if _of(rule) in _INTERNAL), edition, voice),
        off=tuple(_line(rule, edition, voice) for rule in rules if rule not in used),
    )


def _editions(
    guidelines: Guidelines, current: Edition | None, voice: Voice
) -> Iterator[EditionLine]:
    """The editions, newest first."""
    ordered = sorted(guidelines.editions, key=lambda edition: edition.from_)
    for index, edition in reversed(list(enumerate(ordered))):
        following = ordered[index + 1] if index + 1 < len(ordered) else None
        message = N_("From {first}")
        if following:
            message = N_("From {first} until {last}")
        last = following.from_ - date.resolution if following else edition.from_
        yield EditionLine(
            name=edition.name or edition.id,
            url=edition.url,
            term=voice.text(message).format(first=voice.date(edition.from_), last=voice.date(last)),
            in_force=edition == current,
        )


def _approvers(edition: Edition | None, voice: Voice) -> Iterator[Markup]:
    for part, roles in edition.approvers.items() if edition else ():
        shown = [in_sentence(plain_text(role)) for role in roles]
        if shown:
            yield voice.say(_PARTS[part], roles=voice.quote(voice.listed(shown)))


def _platforms(edition: Edition | None, today: date, voice: Voice) -> Iterator[Markup]:
    """On which platforms new accounts may be opened, and on which not."""
    if edition is None:
        return
    if edition.allowed_platforms:
        names = [voice.platform(key) for key in edition.allowed_platforms]
        message = N_("New accounts may be opened only on {platforms}.")
        yield voice.say(message, platforms=voice.listed(names))
    for stop in edition.closed_platforms:
        message = N_("No new accounts may be opened on {platform} since {date}.")
        if stop.since > today:
            message = N_("No new accounts may be opened on {platform} from {date} on.")
        told = voice.say(
            message, platform=voice.platform(stop.platform), date=voice.date(stop.since)
        )
        reason = voice.quote(f"({stop.reason})") if stop.reason else ""
        yield Markup(" ").join(part for part in (told, reason) if part)


def _pauses(edition: Edition | None, today: date, voice: Voice) -> Iterator[Markup]:
    """The pauses that are not over yet, soonest first."""
    pauses = [pause for pause in (edition.pauses if edition else ()) if pause.to >= today]
    for pause in sorted(pauses, key=lambda pause: pause.from_):
        yield _pause(pause, voice)


def _pause(pause: Pause, voice: Voice) -> Markup:
    told = voice.say(
        N_("{first} to {last}"), first=voice.date(pause.from_), last=voice.date(pause.to)
    )
    name = voice.quote(f"({pause.name})") if pause.name else ""
    return Markup(" ").join(part for part in (told, name) if part)


def _duties(edition: Edition | None, voice: Voice) -> Iterator[DutyLine]:
    """What a self-check asks about, as far as the guidelines demand it."""
    by_code = {rule.code: rule for rule in RULES}
    for demand in DEMANDS.values():
        levels = {level(by_code[code], edition) for code in demand.codes}
        note = number_note(demand, edition, voice)
        if note is not None and levels != {Level.OFF}:
            yield DutyLine(
                statement=voice.text(demand.statement),
                why=voice.text(demand.why),
                whose=_whose(demand, voice),
                note=note,
                clause=clause(by_code[demand.codes[0]].clause),
                codes=", ".join(demand.codes),
            )


def _whose(demand: Demand, voice: Voice) -> str:
    if demand.kinds == frozenset(Kind):
        return ""
    names = [voice.text(words) for kind, words in _WHOSE.items() if kind in demand.kinds]
    return voice.text(N_("Applies to {accounts}.")).format(accounts=voice.listed(names))


def _families(rules: Iterator[Rule], edition: Edition | None, voice: Voice) -> tuple[Family, ...]:
    return tuple(
        Family(
            anchor=family.lower(),
            heading=_capital(voice.text(FAMILIES[family])),
            rules=tuple(_line(rule, edition, voice) for rule in members),
        )
        for family, members in groupby(rules, key=_of)
    )


def _line(rule: Rule, edition: Edition | None, voice: Voice) -> RuleLine:
    taken = rule.severity if rule.fault else level(rule, edition)
    return RuleLine(
        code=rule.code,
        summary=voice.text(rule.summary),
        why=voice.text(rule.why),
        level=_capital(voice.text(LEVELS[taken.value])),
        clause=clause(rule.clause),
    )


def _of(rule: Rule) -> str:
    """The rule's family."""
    return rule.code[:3]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
