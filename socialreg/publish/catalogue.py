"""The rules as documentation: as JSON for programs, as a page for readers.

What stands here is what the rules say of themselves; nothing is written twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from socialreg import HOMEPAGE
from socialreg.i18n import N_, _, speaking
from socialreg.publish import harmless
from socialreg.rules import Rule
from socialreg.rules.base import Example

PAGE = "docs/rules.md"
# The same page by the language that it is in.
PAGES: Mapping[str, str] = {"en": PAGE, "sv": "docs/rules.sv.md"}

# The first three letters of a rule's code -> what its family is about.
FAMILIES: Mapping[str, str] = {
    "ACT": N_("posts"),
    "ADV": N_("advertising"),
    "ANS": N_("answers"),
    "APP": N_("application and approval"),
    "CHG": N_("on change"),
    "CLO": N_("closing"),
    "GDP": N_("personal data"),
    "IDN": N_("identity"),
    "MON": N_("monitoring"),
    "PRO": N_("profile"),
    "REG": N_("register"),
    "REV": N_("self-check"),
}

# Severity and level, as they are spoken of.
LEVELS: Mapping[str, str] = {
    "error": N_("error"),
    "warning": N_("warning"),
    "info": N_("note"),
    "off": N_("off"),
}
_INTRODUCTION = N_(
    "What `socialreg validate` finds, why it matters and who demands it. The wrong and the right "
    "example are tests: the wrong one breaks this rule and no other. The guidelines of a register "
    "can give a rule or a whole family another level, or turn it off."
)
_LANGUAGES = {"en": "In English", "sv": "På svenska"}
_TOML = frozenset({Example.ACCOUNT, Example.FILE, Example.REGISTER, Example.GUIDELINES})


def address(rule: Rule) -> str:
    """Where the rule's description stands on the web."""
    return f"{HOMEPAGE}/blob/main/{PAGE}#{_title(rule).lower().replace(' ', '-')}"


def as_json(rules: Sequence[Rule]) -> str:
    """A JSON object with ``schema`` 1 and the rules: the contract for other programs."""
    return harmless.as_json({"schema": 1, "rules": [_row(rule) for rule in rules]})


def as_page(rules: Sequence[Rule], language: str) -> str:
    """The page about *rules* in that *language* (a key of PAGES), with the way to the other one."""
    others = (
        f"[{_LANGUAGES[other]}]({PurePosixPath(path).name})"
        for other, path in PAGES.items()
        if other != language
    )
    with speaking(language):
        title, _blank, rest = as_markdown(rules).split("\n", 2)
    return "\n".join((title, "", " · ".join(others), "", rest))


def as_markdown(rules: Sequence[Rule]) -> str:
    """A page about *rules*, family by family."""
    lines = ["# " + _("The rules"), "", _(_INTRODUCTION)]
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        found = list(members)
        lines += ["", f"## {family}: {_(FAMILIES[family])}", ""]
        for rule in found:
            lines += [*_section(rule), ""]
        lines.pop()
    return "\n".join(lines) + "\n"


def waiver_recipe(rule: Rule) -> str:
    """The command that accepts what *rule* finds in an account, for a time."""
    return f"socialreg waive ID {rule.code} --reason TEXT --until YYYY-MM-DD --approved-by ROLE"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {_title(rule)}"
    yield ""
    yield f"**{_(rule.summary)}** {_(rule.why)}"
    yield ""
    yield f"> {rule.clause}"
    yield ""
    yield _facts(rule)
    yield ""
    yield from _example(_("Wrong:"), rule.wrong, rule)
    if rule.right:
        yield ""
        yield from _example(_("Right:"), rule.right, rule)


def _facts(rule: Rule) -> str:
    """The rule's level as shipped, whether it can be mended by itself, and its waiver."""
    level = _("Off until the guidelines give it a level.") if rule.optional else ""
    said = [_("Level: {level}.").format(level=_(LEVELS[rule.severity])), level]
    if rule.fix:
        said.append(_("`socialreg validate --fix` mends it."))
    if rule.is_waivable:
        said.append(" ".join((_("To accept it for a time:"), f"`{waiver_recipe(rule)}`")))
    return " ".join(part for part in said if part)


def _example(label: str, text: str, rule: Rule) -> Iterator[str]:
    yield label
    yield ""
    yield "```toml" if rule.example in _TOML else "```text"
    yield text.strip("\n")
    yield "```"


def _row(rule: Rule) -> dict[str, str]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": _(rule.summary),
        "why": _(rule.why),
        "clause": rule.clause,
        "wrong": rule.wrong,
        "right": rule.right,
    }


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"
