"""REG: what keeps a register a register. Every file readable, named well and there once."""

from collections.abc import Iterator

from socialreg.i18n import N_, _
from socialreg.model import FaultKind
from socialreg.paths import ACCOUNTS_DIR, GUIDELINES_PATH
from socialreg.rules.base import Example, Problem, Severity, fault_rule, register_rule
from socialreg.rules.clauses import RELIABLE
from socialreg.rules.dates import bare_date, quoted_date
from socialreg.rules.overview import Overview
from socialreg.text import clean, nearest

_COMPLETE = (
    "Höganäs e-tjänst 696, inledningen: ”vi [är] istället skyldiga att ha en förteckning över "
    "alla konton lättillgängligt på kommunens hemsida”"
)
_FAMILY = 3  # letters of a code

unreadable_file = fault_rule(
    "REG001",
    FaultKind.UNREADABLE_FILE,
    summary=N_("The file cannot be read as what it should be."),
    why=N_("An account whose file nobody can read is missing from the public register."),
    clause=_COMPLETE,
    wrong='name = "Biblioteket\n',
    right='name = "Biblioteket"\n',
    fix=bare_date,
)
invalid_value = fault_rule(
    "REG002",
    FaultKind.INVALID_VALUE,
    summary=N_("A value is of the wrong kind, or not one that can be used."),
    why=N_("Guessing what was meant could publish something wrong, so nothing is guessed."),
    clause=_COMPLETE,
    wrong='status = "aktiv"\n',
    right='status = "active"\n',
    fix=quoted_date,
)
unknown_key = fault_rule(
    "REG003",
    FaultKind.UNKNOWN_KEY,
    summary=N_("The file has a key that the register does not know."),
    why=N_("A misspelled key is data that is silently lost."),
    clause=_COMPLETE,
    wrong='purpouse = "Boktips"\n',
    right='purpose = "Boktips"\n',
)
missing_key = fault_rule(
    "REG004",
    FaultKind.MISSING_KEY,
    summary=N_("Something is missing without which this is not an account."),
    why=N_("Without name, platform, address, unit and status nobody can tell whose account it is."),
    clause=_COMPLETE,
    wrong='platform = "facebook"\n',
    right='name = "Biblioteket"\nplatform = "facebook"\n',
)
bad_file_name = fault_rule(
    "REG005",
    FaultKind.BAD_FILE_NAME,
    summary=N_("The file’s name cannot be an account’s id."),
    why=N_("The name is the account’s permanent address and must work on every computer."),
    clause=_COMPLETE,
    wrong="Höganäs Bibliotek.toml",
    right="hoganas-bibliotek-facebook.toml",
)
colliding_file_names = fault_rule(
    "REG006",
    FaultKind.COLLIDING_FILE_NAMES,
    summary=N_("Two files have names that are the same on other computers."),
    why=N_("On a Mac or on Windows one of the two accounts would disappear without a word."),
    clause=_COMPLETE,
    wrong="biblioteket.toml, Biblioteket.toml",
    right="biblioteket.toml, biblioteket-barn.toml",
)
linked_file = fault_rule(
    "REG007",
    FaultKind.LINKED_FILE,
    summary=N_("An account’s file is a link or a folder."),
    why=N_("A link could publish what lies outside the register."),
    clause=_COMPLETE,
    wrong="biblioteket.toml -> /etc/passwd",
    right="biblioteket.toml",
)
oversized_file = fault_rule(
    "REG008",
    FaultKind.OVERSIZED_FILE,
    summary=N_("An account’s file is larger than 64 KiB."),
    why=N_("No account needs that much; such a file is a mistake or an attack."),
    clause=_COMPLETE,
    wrong="biblioteket.toml, 60 MB",
    right="biblioteket.toml, 2 KB",
)

evidence_of_no_account = fault_rule(
    "REG014",
    FaultKind.EVIDENCE_OF_NO_ACCOUNT,
    summary=N_("Posts or answers are recorded of no account in the register."),
    why=N_("The account that they are about looks as if nobody knew anything of it."),
    clause=_COMPLETE,
    wrong="data/activity/bibloteket-facebook.csv",
    right="data/activity/biblioteket-facebook.csv",
)
disguised_name = fault_rule(
    "REG020",
    FaultKind.DISGUISED_NAME,
    summary=N_("A file or folder is named as one that matters, in other letters."),
    why=N_(
        "On a Mac or on Windows it takes that one’s place: other guidelines, accounts or settings "
        "than those that were looked at."
    ),
    clause=RELIABLE,
    wrong="data/Guidelines.toml",
    right="data/guidelines.toml",
)


@register_rule(
    "REG009",
    severity=Severity.ERROR,
    clause=_COMPLETE,
    wrong="data/accounts/",
    right="data/accounts/biblioteket-facebook.toml",
)
def empty_register(overview: Overview) -> Iterator[Problem]:
    """The register holds no account.

    Checking nothing and finding nothing wrong would look like a clean register.
    """
    if not overview.entries and not overview.faulty:
        yield Problem(
            "",
            _("There is no account in the register."),
            _("Add the first one: socialreg add URL. If there were accounts: look in git."),
            path=ACCOUNTS_DIR,
        )


@register_rule(
    "REG010",
    severity=Severity.ERROR,
    clause=_COMPLETE,
    wrong='handle = "Hoganas.Bibliotek"  # and another file: handle = "hoganasbibliotek"',
    right='handle = "hoganasbibliotek"',
)
def duplicate_account(overview: Overview) -> Iterator[Problem]:
    """The same account on the same platform is registered twice.

    Two entries for one account contradict each other sooner or later; spellings that the
    platform does not distinguish, closed accounts and earlier handles count too.
    """
    for double in overview.doubles:
        if not double.by_id:
            entry, owner = double.entry, double.owner
            yield Problem(
                double.field,
                _("{id} is the same account as {other}.").format(id=entry.id, other=owner.id),
                _("Keep the entry that was there first and move what is missing into it."),
                path=entry.path,
            )


_OWN_GUIDELINES = (
    "Eget förslag: riktlinjerna i registret säger vilka regler som gäller. Höganäs e-tjänst 696: "
    "”Läs igenom riktlinjerna innan du skickar in din digitala ansökan”"
)


@register_rule(
    "REG013",
    severity=Severity.ERROR,
    clause=_OWN_GUIDELINES,
    example=Example.GUIDELINES,
    wrong='[rules]\nACT02 = "off"',
    right='[rules]\nACT002 = "off"',
)
def unknown_rule_in_guidelines(overview: Overview) -> Iterator[Problem]:
    """The guidelines give a level to a rule that does not exist.

    What was meant to be stricter, milder or off goes on as before, and nobody notices.
    """
    families = sorted({code[:_FAMILY] for code in overview.codes})
    for index, edition in enumerate(overview.context.guidelines.editions):
        for code in edition.rules:
            if code not in overview.codes and code not in families:
                near = nearest(
                    code, [known.lower() for known in (*sorted(overview.codes), *families)]
                )
                yield Problem(
                    f"editions[{index}].rules.{code}",
                    _("The guidelines {edition}: there is no rule and no family {code}.").format(
                        edition=clean(edition.id), code=clean(code)
                    ),
                    _("Did you mean “{word}”?").format(word=near.upper())
                    if near
                    else _("Remove the line. All rules: socialreg rules"),
                    path=GUIDELINES_PATH,
                )
