"""The duties that a person attests in a self-check: how each is asked, shown and founded.

No machine can see whether they are met, so the register says who attested what and when.
Texts are gettext messages; the clauses stand in their own language.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from socialreg.i18n import N_
from socialreg.model import Duty, Kind

_ALL = frozenset(Kind)
# A person in service may show only a selfie; a unit or a campaign must show the logo.
_NOT_PERSONS = frozenset({Kind.UNIT, Kind.CAMPAIGN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a duty demands: *question* asks for yes or no, *statement* completes "We shall …".

    *heading* and *clause* are quoted from Höganäs kommun's e-service 696, the source of the
    default guidelines; *kinds* are the accounts that the duty applies to.
    """

    question: str
    statement: str
    heading: str
    clause: str
    kinds: frozenset[Kind] = _ALL


DEMANDS: Mapping[Duty, Demand] = {
    Duty.REPLIES_WITHIN_24H: Demand(
        question=N_("Are comments and questions answered within 24 hours, except at weekends?"),
        statement=N_("answer comments and questions within 24 hours, except at weekends"),
        heading="Besvara kommentarer och frågor",
        clause=(
            "Kommentarer/frågor ska bemötas/besvaras inom 24 timmar förutom över helger, "
            "då svar ges snarast möjligt kommande arbetsdag."
        ),
    ),
    Duty.REPLIES_SIGNED: Demand(
        question=N_("Is every answer signed with a first name?"),
        statement=N_("sign every answer with our first name"),
        heading="Besvara kommentarer och frågor",
        clause="Avsluta alltid ett svar på en fråga eller kommentar med ditt förnamn",
    ),
    Duty.MONITORED_DAILY: Demand(
        question=N_("Is the account monitored at least once a day on weekdays?"),
        statement=N_("monitor the account at least once a day on weekdays"),
        heading="Bevakning",
        clause="Kontot ska bevakas kontinuerligt, minst en gång per dag på vardagar.",
    ),
    Duty.LOGO_IN_PICTURE: Demand(
        question=N_("Does the profile picture clearly contain our logo?"),
        statement=N_("show our logo clearly in the profile picture"),
        heading="Profilbild och bakgrundsbild",
        clause=(
            "Verksamheter ska ha en profilbild som på ett tydligt sätt innehåller "
            "Höganäs kommuns logotyp så att det framgår att det är en del av "
            "Höganäs kommuns verksamhet."
        ),
        kinds=_NOT_PERSONS,
    ),
    Duty.OFFICIAL_ROLE_STATED: Demand(
        question=N_(
            "Does the description say that we are the sender "
            "and that the person runs the account in an official capacity?"
        ),
        statement=N_(
            "say in the description that we are the sender "
            "and that the person runs the account in an official capacity"
        ),
        heading="Profilbild och bakgrundsbild",
        clause=(
            "Konton som drivs i tjänsten av enskilda individer kan ha enbart en selfie som "
            "profilbild. Det måste då i beskrivningen av kontot tydligt framgå att "
            "Höganäs kommun är avsändare och att personen driver kontot som tjänsteperson."
        ),
        kinds=frozenset({Kind.OFFICIAL}),
    ),
    Duty.COVER_RELATED: Demand(
        question=N_("Does the cover picture relate to the unit?"),
        statement=N_("have a cover picture that relates to the unit"),
        heading="Profilbild och bakgrundsbild",
        clause="Bakgrundsbilden ska vara relaterad till din verksamhet.",
    ),
    Duty.COPYRIGHT_RESPECTED: Demand(
        question=N_("Is copyright respected in the account’s pictures?"),
        statement=N_("respect copyright in the account’s pictures"),
        heading="Profilbild och bakgrundsbild",
        clause="Tänk på upphovsrätten.",
    ),
    Duty.NO_ADVERTISING: Demand(
        question=N_("Is the account free from advertising and product placement?"),
        statement=N_("keep the account free from advertising and product placement"),
        heading="Ingen reklam eller produktplacering",
        clause=(
            "Tänk på att offentliga verksamheter eller tjänstepersoner inte får göra reklam för "
            "företag på till exempel sina webbsidor, bloggar eller sociala mediekonton."
        ),
    ),
    Duty.CONSENTS_SIGNED: Demand(
        question=N_("Have the people in the pictures given their written consent beforehand?"),
        statement=N_("have written consent from people in pictures before we publish"),
        heading="GDPR",
        clause=(
            "Personer som medverkar på bilderna ska ha fyllt i godkänt samtycke före publicering."
        ),
    ),
}


def duties_of(kind: Kind) -> tuple[Duty, ...]:
    """The duties that apply to an account of that *kind*, in the order they are asked."""
    return tuple(duty for duty, demand in DEMANDS.items() if kind in demand.kinds)
