"""What the page of known fakes says, in one language: the values that ``falska.html.j2`` shows."""

from dataclasses import dataclass

from markupsafe import Markup

from socialreg.i18n import N_
from socialreg.model import Account, Impostor, ReportOutcome
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice

_OUTCOMES = {
    ReportOutcome.OPEN: (N_("Not decided"), N_("Not decided")),
    ReportOutcome.REMOVED: (N_("Removed"), N_("Removed on {date}")),
    ReportOutcome.REJECTED: (
        N_("The platform left it there"),
        N_("The platform decided on {date} to leave it there"),
    ),
}


@dataclass(frozen=True, slots=True)
class Fake:
    """A known fake as its row shows it: *address* is plain text, *imitated* an account of ours.

    *reports* say to whom and when it was reported, *outcome* what came of that.
    """

    impostor: Impostor
    address: str
    imitated: Account | None
    reports: tuple[Markup, ...]
    outcome: Markup


@dataclass(frozen=True, slots=True)
class FakesPage:
    """All known fakes, the newest first."""

    fakes: tuple[Fake, ...]


def fakes_page(public: PublicRegister, voice: Voice) -> FakesPage:
    """The page of known fakes, as the *voice* tells it."""
    newest = sorted(public.impostors, key=lambda fake: (-fake.discovered.toordinal(), fake.id))
    return FakesPage(tuple(_fake(impostor, public, voice) for impostor in newest))


def _fake(impostor: Impostor, public: PublicRegister, voice: Voice) -> Fake:
    accounts = public.listing.accounts
    bare, dated = _OUTCOMES[impostor.outcome]
    day = impostor.outcome_date
    return Fake(
        impostor=impostor,
        address=impostor.url.removeprefix("https://"),
        imitated=accounts.get(impostor.imitates) if impostor.imitates else None,
        reports=tuple(
            voice.say(
                "{receiver}, {date}",
                receiver=voice.quote(report.to),
                date=voice.date(report.date),
            )
            for report in impostor.reports
        ),
        outcome=voice.say(dated, date=voice.date(day)) if day else voice.say(bare),
    )
