"""The translations: bring the catalogues up to date with the sources, or say what they lack.

    tools/translations.py update    (make translations)
    tools/translations.py check     (part of make lint); exit status 1 when something is lacking

English is the language of the sources, so that only the other languages have a catalogue.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from socialreg.rules import RULES, Rule

ROOT = Path(__file__).parent.parent
CATALOGUES = "socialreg/locale/*/LC_MESSAGES/socialreg.po"
SOURCES = {
    "socialreg": [("**.py", "python")],
    "templates": [("**.j2", "jinja2"), ("**.html", "jinja2"), ("**.txt", "jinja2")],
}
# Where the rules are that say something in their docstrings.
_RULES = "socialreg/rules"
# A template that cannot be parsed would otherwise be passed over with all its messages.
_OPTIONS = {"**": {"silent": "false"}}

# Besides gettext's own: both forms of a message that stands in a table.
_KEYWORDS = {**DEFAULT_KEYWORDS, "NN_": (1, 2)}
# What f"{_('text')}" begins with, within an f-string or not: there is no other use for it.
_HIDDEN = re.compile(r"""\{\s*(?:N_|_|n?gettext)\(f?['"]""")
# {name}, {0:.2f} of str.format and %(name)s of the templates' newstyle gettext.
_PLACEHOLDER = re.compile(r"\{\w*(?:![rsa])?(?::[^{}]*)?\}|%\(\w+\)\w")


def main(arguments: list[str]) -> int:
    """Do what the one argument says; the exit status."""
    match arguments:
        case ["update"]:
            update(ROOT, RULES)
            return 0
        case ["check"]:
            found = list(check(ROOT, RULES))
            print("\n".join(found) or "translations: complete")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2


def update(root: Path, rules: Sequence[Rule] = ()) -> None:
    """Write every catalogue anew from the sources, and its compiled form beside it.

    What the sources no longer say goes, and what is new is left empty: Babel's guesses from
    similar messages are worse than none.
    """
    template = extract(root, rules)
    for path in sorted(root.glob(CATALOGUES)):
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as stream:
            write_po(
                stream,
                catalogue,
                width=100,
                include_lineno=False,  # or every change of a source would change the catalogue
                sort_by_file=True,
                ignore_obsolete=True,
            )
        with path.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


def check(root: Path, rules: Sequence[Rule] = ()) -> Iterator[str]:
    """What is wrong, a line each: with the path of the catalogue and the message."""
    template = extract(root, rules)
    paths = sorted(root.glob(CATALOGUES))
    if not paths:
        yield f"{CATALOGUES}: there is no catalogue"
    yield from hidden(root)
    for path in paths:
        try:
            found = list(problems(template, read(path)))  # read adds the plural forms that lack
        except PoFileError as error:  # for example more plural forms than the language has
            found = [str(error)]
        yield from (f"{path.relative_to(root).as_posix()}: {problem}" for problem in found)


def hidden(root: Path) -> Iterator[str]:
    """Where the sources hide a message in an f-string, in which Babel does not find it."""
    for path in sorted((root / "socialreg").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if _HIDDEN.search(line):
                yield f"{path.relative_to(root).as_posix()}:{number}: a message in an f-string"


def extract(root: Path, rules: Sequence[Rule] = ()) -> Catalog:
    """Every message of the sources, and what *rules* say of themselves in their docstrings."""
    template = Catalog()
    for folder, methods in SOURCES.items():
        for name, line, message, comments, context in extract_from_dir(
            root / folder,
            methods,
            _OPTIONS,
            keywords=_KEYWORDS,
            comment_tags=["Translators:"],
            strip_comment_tags=True,
        ):
            place = (f"{folder}/{Path(name).as_posix()}", line)
            template.add(message, locations=[place], auto_comments=comments, context=context)
    for rule in rules:
        for text in filter(None, (rule.summary, rule.why)):
            template.add(text, locations=[(_RULES, 1)], auto_comments=[rule.code])
    return template


def read(path: Path) -> Catalog:
    """The catalogue in a file; its language is the name of the folder that it stands in."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3], abort_invalid=True)


def problems(template: Catalog, translated: Catalog) -> Iterator[str]:
    """What *translated* lacks of the messages of *template*, or has too much or wrong."""
    for message in template:
        if message.id:
            there = translated.get(_key(message), message.context)
            yield from _faults(message, there)
    for message in translated:
        if message.id and template.get(_key(message), message.context) is None:
            yield f"no longer in the sources: {_shown(message)}"
    for message in translated.obsolete.values():
        yield f"obsolete: {_shown(message)}"


def _faults(message: Message, there: Message | None) -> Iterator[str]:
    """What is wrong with the translation *there* of *message*."""
    if there is None:
        yield f"missing: {_shown(message)}"
        return
    forms = _forms(there.string)
    if there.fuzzy:
        yield f"fuzzy: {_shown(message)}"
    if not all(forms):
        yield f"not translated: {_shown(message)}"
    elif there.pluralizable != message.pluralizable:
        yield f"has a plural in only one of the two: {_shown(message)}"
    else:
        yield from _wrong_placeholders(message, forms)


def _wrong_placeholders(message: Message, forms: tuple[str, ...]) -> Iterator[str]:
    # The form for one may say "one" instead of {count}, in both languages: there each of the
    # placeholders is allowed and none is required.
    sources = _forms(message.id)
    wanted = _placeholders(sources[-1])
    allowed = {name for source in sources for name in _placeholders(source)}
    for index, form in enumerate(forms):
        found = _placeholders(form)
        exempt = len(forms) > 1 and index == 0
        if not set(found) <= allowed if exempt else found != wanted:
            yield f"placeholders {found} instead of {wanted}: {_shown(message)}"


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (text or "",)


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _shown(message: Message) -> str:
    places = ", ".join(sorted({name for name, _line in message.locations}))
    return f'"{_key(message)}"' + (f" ({places})" if places else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
