"""The duties that a person attests in a self-check: how each is asked, shown and founded.

No machine can see whether they are met, so the register says who attested what and when.
Texts are gettext messages; the clauses stand in their own language.
"""

from collections.abc import Mapping
from typing import NamedTuple

from socialreg.i18n import N_, NN_, _, ngettext
from socialreg.model import Duty, Kind, Limits
from socialreg.values import dataclass

_ALL = frozenset(Kind)
# A person in service may show only a selfie; a unit or a campaign must show the logo.
_NOT_PERSONS = frozenset({Kind.UNIT, Kind.CAMPAIGN})


class Number(NamedTuple):
    """The number of the guidelines that a duty is about: a *field* of ``Limits``.

    Without it the duty is not demanded. *question* and *statement* are the duty's own with the
    number ``{n}`` in them, each as singular and plural.
    """

    field: str
    question: tuple[str, str]
    statement: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a duty demands: *question* asks for yes or no, *statement* completes "We shall …".

    Where the guidelines give a *number*, it stands in both: see ``asked``.
    *heading* and *clause* are quoted from Höganäs kommun's e-service 696, the source of the
    default guidelines; *kinds* are the accounts that the duty applies to. *codes* are those of
    its three rules: *unattested*, *denied* and *outdated* tell what each finds, *why* it matters.
    """

    question: str
    statement: str
    heading: str
    clause: str
    codes: tuple[str, str, str]
    unattested: str
    denied: str
    outdated: str
    why: str
    kinds: frozenset[Kind] = _ALL
    number: Number | None = None


DEMANDS: Mapping[Duty, Demand] = {
    Duty.REPLIES_WITHIN_24H: Demand(
        question=N_("Are comments and questions answered, except at weekends?"),
        statement=N_("answer comments and questions, except at weekends"),
        heading="Besvara kommentarer och frågor",
        clause=(
            "Kommentarer/frågor ska bemötas/besvaras inom 24 timmar förutom över helger, "
            "då svar ges snarast möjligt kommande arbetsdag."
        ),
        codes=("ANS001", "ANS002", "ANS003"),
        unattested=N_("Nobody has attested that comments are answered in time."),
        denied=N_("A self-check says that comments are not answered in time."),
        outdated=N_("That comments are answered in time was attested too long ago."),
        why=N_("Who asks and gets no answer asks elsewhere, or stops asking."),
        number=Number(
            "answer_within_hours",
            NN_(
                "Are comments and questions answered within {n} hour, except at weekends?",
                "Are comments and questions answered within {n} hours, except at weekends?",
            ),
            NN_(
                "answer comments and questions within {n} hour, except at weekends",
                "answer comments and questions within {n} hours, except at weekends",
            ),
        ),
    ),
    Duty.REPLIES_SIGNED: Demand(
        question=N_("Is every answer signed with a first name?"),
        statement=N_("sign every answer with our first name"),
        heading="Besvara kommentarer och frågor",
        clause="Avsluta alltid ett svar på en fråga eller kommentar med ditt förnamn",
        codes=("ANS004", "ANS005", "ANS006"),
        unattested=N_("Nobody has attested that answers are signed with a first name."),
        denied=N_("A self-check says that answers are not signed with a first name."),
        outdated=N_("That answers are signed with a first name was attested too long ago."),
        why=N_("People want to know that a person answers them."),
    ),
    Duty.MONITORED_DAILY: Demand(
        question=N_("Is the account monitored on weekdays?"),
        statement=N_("monitor the account on weekdays"),
        heading="Bevakning",
        clause="Kontot ska bevakas kontinuerligt, minst en gång per dag på vardagar.",
        codes=("MON001", "MON002", "MON003"),
        unattested=N_("Nobody has attested that the account is monitored often enough."),
        denied=N_("A self-check says that the account is not monitored often enough."),
        outdated=N_("That the account is monitored often enough was attested too long ago."),
        why=N_("Threats, personal data and errors have to be seen before they can be removed."),
        number=Number(
            "monitor_times_a_day",
            NN_(
                "Is the account monitored at least once a day on weekdays?",
                "Is the account monitored at least {n} times a day on weekdays?",
            ),
            NN_(
                "monitor the account at least once a day on weekdays",
                "monitor the account at least {n} times a day on weekdays",
            ),
        ),
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
        codes=("PRO001", "PRO002", "PRO003"),
        unattested=N_("Nobody has attested that the profile picture shows our logo."),
        denied=N_("A self-check says that the profile picture does not show our logo."),
        outdated=N_("That the profile picture shows our logo was attested too long ago."),
        why=N_(
            "People know an account by its picture; without the logo a fake one looks the same."
        ),
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
        codes=("PRO004", "PRO005", "PRO006"),
        unattested=N_(
            "Nobody has attested that the description names the sender and the capacity."
        ),
        denied=N_("A self-check says that the description does not name sender and capacity."),
        outdated=N_(
            "That the description names the sender and the capacity was attested too long ago."
        ),
        why=N_("Nobody could otherwise tell an official statement from a private one."),
    ),
    Duty.COVER_RELATED: Demand(
        question=N_("Does the cover picture relate to the unit?"),
        statement=N_("have a cover picture that relates to the unit"),
        heading="Profilbild och bakgrundsbild",
        clause="Bakgrundsbilden ska vara relaterad till din verksamhet.",
        codes=("PRO007", "PRO008", "PRO009"),
        unattested=N_("Nobody has attested that the cover picture relates to the unit."),
        denied=N_("A self-check says that the cover picture does not relate to the unit."),
        outdated=N_("That the cover picture relates to the unit was attested too long ago."),
        why=N_("It shows at a glance whose account it is."),
    ),
    Duty.COPYRIGHT_RESPECTED: Demand(
        question=N_("Is copyright respected in the account’s pictures?"),
        statement=N_("respect copyright in the account’s pictures"),
        heading="Profilbild och bakgrundsbild",
        clause="Tänk på upphovsrätten.",
        codes=("PRO010", "PRO011", "PRO012"),
        unattested=N_("Nobody has attested that copyright is respected in the pictures."),
        denied=N_("A self-check says that copyright is not respected in the pictures."),
        outdated=N_("That copyright is respected in the pictures was attested too long ago."),
        why=N_("Who made a picture decides where it may be shown."),
    ),
    Duty.NO_ADVERTISING: Demand(
        question=N_("Is the account free from advertising and product placement?"),
        statement=N_("keep the account free from advertising and product placement"),
        heading="Ingen reklam eller produktplacering",
        clause=(
            "Tänk på att offentliga verksamheter eller tjänstepersoner inte får göra reklam för "
            "företag på till exempel sina webbsidor, bloggar eller sociala mediekonton."
        ),
        codes=("ADV001", "ADV002", "ADV003"),
        unattested=N_("Nobody has attested that the account is free from advertising."),
        denied=N_("A self-check says that the account has advertising."),
        outdated=N_("That the account is free from advertising was attested too long ago."),
        why=N_("What an authority shows and tags is taken as its recommendation."),
    ),
    Duty.CONSENTS_SIGNED: Demand(
        question=N_("Have the people in the pictures given their written consent beforehand?"),
        statement=N_("have written consent from people in pictures before we publish"),
        heading="GDPR",
        clause=(
            "Personer som medverkar på bilderna ska ha fyllt i godkänt samtycke före publicering."
        ),
        codes=("GDP001", "GDP002", "GDP003"),
        unattested=N_("Nobody has attested that people in pictures have given their consent."),
        denied=N_("A self-check says that people in pictures have not given their consent."),
        outdated=N_("That people in pictures have given their consent was attested too long ago."),
        why=N_(
            "A picture of a person is personal data, and what is published cannot be taken back."
        ),
    ),
}


def duties_of(kind: Kind) -> tuple[Duty, ...]:
    """The duties that apply to an account of that *kind*, in the order they are asked."""
    return tuple(duty for duty, demand in DEMANDS.items() if kind in demand.kinds)


def number_of(duty: Duty, limits: Limits) -> int | None:
    """The number that *limits* give for the *duty*; None where they give none, or nothing."""
    number = DEMANDS[duty].number
    return getattr(limits, number.field) or None if number else None


def is_demanded(duty: Duty, limits: Limits) -> bool:
    """Whether guidelines with these *limits* demand the *duty* at all."""
    return DEMANDS[duty].number is None or number_of(duty, limits) is not None


def asked(duty: Duty, limits: Limits) -> str:
    """The question about the *duty*, with the number that *limits* give for the account."""
    demand, n = DEMANDS[duty], number_of(duty, limits)
    if demand.number is None or n is None:
        return _(demand.question)
    return ngettext(*demand.number.question, n).format(n=n)
