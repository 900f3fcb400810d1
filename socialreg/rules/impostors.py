"""IDN, REG, CHG: known fakes. Each there once, at a usable address, and none of them ours."""

import datetime as dt
from collections.abc import Iterator

from socialreg.i18n import _
from socialreg.model import Impostor, ReportOutcome, Status
from socialreg.names import impostor_keys, inspected_impostor
from socialreg.paths import ACCOUNTS_DIR, IMPOSTORS_DIR
from socialreg.platforms import platforms
from socialreg.rules.base import Example, Problem, Severity, change_rule, register_rule
from socialreg.rules.comparison import Comparison, FileAct
from socialreg.rules.overview import Overview
from socialreg.text import clean, nearest

_OUR_PROPOSAL = (
    "Eget förslag: den som undrar om ett konto är kommunens ska få rätt svar. Höganäs e-tjänst "
    "696 säger inget om falska konton."
)
# An account that is not ours yet, or no longer, can be somebody else's.
_NOT_OURS = frozenset({Status.CLOSED, Status.DECLINED})


@register_rule(
    "IDN011",
    severity=Severity.ERROR,
    clause=_OUR_PROPOSAL,
    example=Example.IMPOSTORS,
    wrong='url = "https://www.facebook.com/sjohamnsbib1iotek/posts/1"',
    right='url = "https://www.facebook.com/sjohamnsbib1iotek"',
)
def unusable_address_of_fake(overview: Overview) -> Iterator[Problem]:
    """A known fake’s handle, address or id is not one of the platform, or they disagree.

    Nobody who asks about the fake would be warned of it.
    """
    for impostor in overview.impostors:
        seen = inspected_impostor(impostor, overview.own_domains)
        parts = {"url": seen.url, "handle": seen.handle, "platform_id": seen.platform_id}
        for field, refusal in parts.items():
            if refusal and (field == "url" or refusal != seen.url):
                yield _problem(impostor, field, refusal.message(), refusal.hint())
        if not seen.agrees:
            yield _problem(
                impostor,
                "url",
                _("The handle, the address and the id mean different accounts."),
                _("Keep the address; the handle and the id may be left out."),
            )


@register_rule(
    "IDN012",
    severity=Severity.WARNING,
    clause=_OUR_PROPOSAL,
    example=Example.IMPOSTORS,
    wrong='url = "http://m.facebook.com/sjohamnsbib1iotek?ref=ts"',
    right='url = "https://www.facebook.com/sjohamnsbib1iotek"',
)
def fake_address_not_canonical(overview: Overview) -> Iterator[Problem]:
    """A known fake’s address is spelled another way than the platform’s own.

    People compare what they see with the list of known fakes.
    """
    for impostor in overview.impostors:
        seen = inspected_impostor(impostor, overview.own_domains)
        if seen.refusal is None and seen.agrees and not seen.canonical and seen.profile:
            yield _problem(
                impostor,
                "url",
                _("{platform} spells this address {url}").format(
                    platform=platforms()[impostor.platform].title, url=seen.profile.url
                ),
                _("Write in {path}: url = “{url}”").format(
                    path=impostor.path, url=seen.profile.url
                ),
            )


@register_rule(
    "IDN013",
    severity=Severity.ERROR,
    clause=_OUR_PROPOSAL,
    example=Example.IMPOSTORS,
    wrong='url = "https://www.facebook.com/sjohamnsbibliotek"',
    right='url = "https://www.facebook.com/sjohamnsbib1iotek"',
)
def fake_is_ours(overview: Overview) -> Iterator[Problem]:
    """A known fake is an account of ours.

    The register would call the same account ours and a fake. A closed account, or an earlier
    name, may have become somebody else’s.
    """
    ours = {
        key: entry
        for entry in overview
        if entry.status not in _NOT_OURS
        for key, field in entry.names
        if not field.startswith("previous[")
    }
    for impostor in overview.impostors:
        found = (ours[key] for key in _keys(impostor, overview) if key in ours)
        if entry := next(found, None):
            yield _problem(
                impostor,
                "url",
                _("This is {id}, an account of ours.").format(id=entry.id),
                _("Remove {path} if it is no fake; if it is, close the account.").format(
                    path=impostor.path
                ),
            )


@register_rule(
    "REG020",
    severity=Severity.ERROR,
    clause=_OUR_PROPOSAL,
    example=Example.IMPOSTORS,
    wrong='url = "https://www.facebook.com/falsk"\n---\nurl = "https://www.facebook.com/Falsk"',
    right='url = "https://www.facebook.com/falsk"\n---\nurl = "https://www.facebook.com/falsk2"',
)
def duplicate_fake(overview: Overview) -> Iterator[Problem]:
    """The same fake is recorded twice.

    What came of reporting it stands in two places, and they contradict each other sooner or later.
    """
    owners: dict[str, Impostor] = {}
    for impostor in overview.impostors:
        keys = _keys(impostor, overview)
        known = next((owners[key] for key in keys if key in owners), None)
        owners |= {key: impostor for key in keys if key not in owners}
        if known:
            yield _problem(
                impostor,
                "url",
                _("This is the same account as {path}.").format(path=known.path),
                _("Move what is missing there, and remove this file."),
            )


@register_rule(
    "REG021",
    severity=Severity.ERROR,
    clause=_OUR_PROPOSAL,
    example=Example.IMPOSTORS,
    wrong='imitates = "bibloteket-facebook"',
    right='imitates = "biblioteket-facebook"',
)
def fake_of_unknown_account(overview: Overview) -> Iterator[Problem]:
    """A known fake imitates an account that is not in the register.

    Who was fooled by it is not led to the real one.
    """
    for impostor in overview.impostors:
        like = impostor.imitates
        if like is None or like in overview.by_id:
            continue
        if f"{ACCOUNTS_DIR}/{like}.toml" in overview.faulty:
            continue  # it is there, and what is wrong with it is told of
        near = nearest(like, overview.by_id)
        yield _problem(
            impostor,
            "imitates",
            _("There is no account {id} to imitate.").format(id=clean(like)),
            _("Did you mean “{word}”?").format(word=near)
            if near
            else _("Name an account of ours, or remove the line."),
        )


@register_rule(
    "REG022",
    severity=Severity.ERROR,
    clause=_OUR_PROPOSAL,
    example=Example.IMPOSTORS,
    wrong='discovered = 2026-03-01\noutcome = "removed"\noutcome_date = 2026-02-11',
    right='discovered = 2026-03-01\noutcome = "removed"\noutcome_date = 2026-03-11',
)
def impossible_dates_of_fake(overview: Overview) -> Iterator[Problem]:
    """A known fake’s dates cannot be: one is still to come, or they are in the wrong order.

    The dates show how fast it was reported and removed.
    """
    for impostor in overview.impostors:
        found = impostor.discovered
        for field, day in _dates(impostor):
            if day > overview.context.as_of:
                yield _problem(
                    impostor,
                    field,
                    _("{date} is still to come.").format(date=day),
                    _("Give the day on which it happened."),
                )
            elif day < found <= overview.context.as_of:
                yield _problem(
                    impostor,
                    field,
                    _("{date} is before the day on which the fake was discovered, {found}.").format(
                        date=day, found=found
                    ),
                    _("Correct one of the two."),
                )
        if impostor.outcome_date and impostor.outcome is ReportOutcome.OPEN:
            yield _problem(
                impostor,
                "outcome_date",
                _("The outcome has a date, but is still open."),
                _("Say what came of it: outcome = “removed” or “rejected”."),
            )


@change_rule(
    "CHG020",
    severity=Severity.ERROR,
    example=Example.WORDS,
    clause=_OUR_PROPOSAL,
    wrong="En ändring tar bort data/impostors/falska-biblioteket.toml.",
    right='Kontot är borttaget av plattformen: outcome = "removed". Filen står kvar.',
)
def known_fake_removed(comparison: Comparison) -> Iterator[Problem]:
    """The change removes or renames the file of a known fake.

    Who meets the fake again, or its traces, would no longer be warned.
    """
    for change in comparison.files:
        gone = {FileAct.REMOVED: change.path, FileAct.RENAMED: change.before}.get(change.act, "")
        if gone.startswith(f"{IMPOSTORS_DIR}/") and gone.endswith(".toml"):
            yield Problem(
                "",
                _("{path} is gone; a known fake’s file stays.").format(path=clean(gone)),
                _("Put it back: git checkout {base} -- {path}").format(
                    base=comparison.base[:10], path=clean(gone)
                ),
                change.path,
            )


def _dates(impostor: Impostor) -> Iterator[tuple[str, dt.date]]:
    """What is said to have happened, each day with its field."""
    yield "discovered", impostor.discovered
    for index, report in enumerate(impostor.reports):
        yield f"reports[{index}].date", report.date
    if impostor.outcome_date:
        yield "outcome_date", impostor.outcome_date


def _keys(impostor: Impostor, overview: Overview) -> list[str]:
    return sorted(impostor_keys(impostor, overview.own_domains))


def _problem(impostor: Impostor, field: str, message: str, hint: str) -> Problem:
    return Problem(field, f"{impostor.id}: {message}", hint, impostor.path)
