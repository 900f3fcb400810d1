"""GDP: a register is public and its history is for ever, so it holds no private person's data."""

from collections.abc import Mapping

from socialreg.i18n import N_, _
from socialreg.model import Personal, Sighting
from socialreg.rules.base import Example, Problem, Rule, Severity, about
from socialreg.rules.clauses import GDPR
from socialreg.sightings import MAX_SEARCHED


def _personal_rule(  # noqa: PLR0913 - everything there is to say about a rule
    code: str, kind: Personal, *, summary: str, why: str, wrong: str, right: str
) -> Rule:
    return Rule(
        code=code,
        name=f"{kind}-in-register",
        severity=Severity.ERROR,
        summary=summary,
        why=why,
        clause=GDPR,
        wrong=wrong,
        right=right,
        example=Example.FILE,
        personal=kind,
    )


identity_number = _personal_rule(
    "GDP004",
    Personal.IDENTITY_NUMBER,
    summary=N_("A file holds a personal identity number."),
    why=N_("It tells who a private person is, and git keeps it for ever."),
    wrong='note = "Ansökan från 811228-9874"\n',
    right='note = "Ansökan från enhetschefen"\n',
)
mobile_number = _personal_rule(
    "GDP005",
    Personal.MOBILE_NUMBER,
    summary=N_("A file holds a mobile number."),
    why=N_("It leads to a person. The unit’s own telephone or mailbox reaches the office."),
    wrong='note = "Ring 070-174 06 05"\n',
    right='note = "Ring kontaktcenter"\n',
)
private_mail = _personal_rule(
    "GDP006",
    Personal.PRIVATE_MAIL,
    summary=N_("A file holds an address at a private mail service."),
    why=N_("It is a person’s own; what is sent there is out of the organisation’s hands."),
    wrong='[contact]\nrole = "Bibliotekarie"\nemail = "bibblan@gmail.com"\n',
    right='[contact]\nrole = "Bibliotekarie"\nemail = "biblioteket@sjohamn.example"\n',
)
not_searched = Rule(
    code="GDP008",
    name="file-not-searched",
    severity=Severity.WARNING,
    summary=N_("A file is too large to be searched for personal data."),
    why=N_("What nobody has looked for may be there; a register has no use for such files."),
    clause=GDPR,
    wrong="data/underlag.zip, 60 MB",
    right="data/underlag.txt, 2 kB",
    example=Example.WORDS,
    personal=Personal.NOT_SEARCHED,
)

_MESSAGES: Mapping[Personal, str] = {
    Personal.IDENTITY_NUMBER: N_("There is a personal identity number here."),
    Personal.MOBILE_NUMBER: N_("There is a mobile number here."),
    Personal.PRIVATE_MAIL: N_("There is an address at a private mail service here."),
}


_IN_NAMES: Mapping[Personal, str] = {
    Personal.IDENTITY_NUMBER: N_("There is a personal identity number in the file’s name."),
    Personal.MOBILE_NUMBER: N_("There is a mobile number in the file’s name."),
    Personal.PRIVATE_MAIL: N_("There is an address at a private mail service in the file’s name."),
}


def problem_of(sighting: Sighting) -> Problem:
    """What to say about personal data that was seen in a file: never the data itself."""
    if sighting.kind is Personal.NOT_SEARCHED:
        return _not_searched(sighting)
    messages = _MESSAGES if sighting.line else _IN_NAMES
    return Problem(
        "",
        about(sighting.path, _(messages[sighting.kind])),
        _("Remove it. If it has been committed, it is in the history too: ask who looks after it."),
        sighting.path,
        sighting.line,
        sighting.column,
    )


def _not_searched(sighting: Sighting) -> Problem:
    return Problem(
        "",
        _("The file is larger than {n} MiB and was not searched for personal data.").format(
            n=MAX_SEARCHED >> 20
        ),
        _("Look yourself what is in it, and keep it somewhere else."),
        sighting.path,
    )
