"""``socialreg rules``: what is checked, why, who demands it and how it is mended."""

from enum import StrEnum
from typing import Annotated

import typer

from socialreg import store
from socialreg.cli import console, session
from socialreg.cli.options import complete_rule
from socialreg.errors import RegisterError, UsageError
from socialreg.i18n import N_, _
from socialreg.model import Edition
from socialreg.policy import edition_on
from socialreg.publish.catalogue import LEVELS, as_json, as_markdown, waiver_recipe
from socialreg.rules import RULES, Rule, level
from socialreg.text import clean, nearest

HELP = {
    "rules": (
        N_(
            "With a CODE, a family of codes or a rule’s name: what exactly, why it matters, the "
            "clause in its own words, a wrong and a right example."
        ),
        "socialreg rules APP001",
    )
}


class RulesFormat(StrEnum):
    """How rules are written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def rules(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]…",
            autocompletion=complete_rule,
            help=N_("Only these: a code, a family such as APP, or a name."),
        ),
    ] = None,
    output_format: Annotated[
        RulesFormat, typer.Option("--format", help=N_("As a table, JSON or Markdown."))
    ] = RulesFormat.TABLE,
) -> int:
    """List the rules, or explain some."""
    chosen = tuple(dict.fromkeys(rule for code in codes or [""] for rule in _meant(code)))
    if output_format is RulesFormat.JSON:
        console.result(as_json(chosen))
    elif output_format is RulesFormat.MARKDOWN:
        console.result(as_markdown(chosen).rstrip("\n"))
    elif len(chosen) == 1:
        console.result(_explained(chosen[0], _edition()))
    else:
        _write_table(chosen)
    return 0


def _meant(code: str) -> list[Rule]:
    """The rules whose code begins with *code*, or whose name it is."""
    wanted = code.strip()
    found = [rule for rule in RULES if rule.code.startswith(wanted.upper()) or rule.name == wanted]
    if found:
        return found
    raise unknown_rule(code)


def unknown_rule(code: str) -> UsageError:
    """The error of who names a rule that there is not."""
    known = {word.lower(): word for rule in RULES for word in (rule.code, rule.name)}
    near = nearest(code, known)
    return UsageError(
        _("There is no rule or family “{code}”.").format(code=clean(code)),
        _("Did you mean “{word}”?").format(word=known[near])
        if near
        else _("“socialreg rules” lists them all."),
    )


def _edition() -> Edition | None:
    """The edition of the guidelines in force, where there is a register that can be read."""
    try:
        return edition_on(store.load_guidelines(session.root()), session.today())
    except RegisterError:
        return None


def _write_table(chosen: tuple[Rule, ...]) -> None:
    edition = _edition()
    headers = (_("Code"), _("Level"), _("Name"), _("What"))
    console.table(
        headers,
        (
            (rule.code, _(LEVELS[level(rule, edition)]), rule.name, _(rule.summary))
            for rule in chosen
        ),
    )
    console.say(_("Explain one: {command}").format(command=f"socialreg rules {chosen[0].code}"))


def _explained(rule: Rule, edition: Edition | None) -> str:
    parts = [
        f"{console.styled(rule.code, 'cyan')} {rule.name}: {_(rule.summary)}",
        _(rule.why),
        " ".join((_("Clause:"), rule.clause)),
        _block(_("Wrong:"), rule.wrong),
        _block(_("Right:"), rule.right) if rule.right else "",
        _level_words(rule, edition),
        _("“socialreg validate --fix” mends it.") if rule.fix else "",
        " ".join((_("To accept it for a time:"), waiver_recipe(rule))) if rule.is_waivable else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _block(label: str, text: str) -> str:
    lines = text.strip("\n").splitlines()
    return "\n".join([label, *(f"  {line}".rstrip() for line in lines)])


def _level_words(rule: Rule, edition: Edition | None) -> str:
    now = _(LEVELS[level(rule, edition)])
    if edition is None:
        return " ".join((_("Level as shipped:"), now))
    return _("Level by the guidelines {edition}: {level}").format(
        edition=clean(edition.id), level=now
    )
