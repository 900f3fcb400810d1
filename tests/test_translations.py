"""The check of the translations, on small catalogues: what it must find, and what it must not."""

from pathlib import Path

import pytest
import translations
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from socialreg.rules import RULES

SOURCES = """
from socialreg.i18n import _, ngettext, pgettext
_("No account {id}.")
ngettext("{count} account", "{count} accounts", n)
pgettext("verb", "Open")
"""
TEMPLATE = """<h1>{{ _("Our accounts") }}</h1>
{% trans count=number %}One closed{% pluralize %}{{ count }} closed{% endtrans %}"""
HEADER = """msgid ""
msgstr ""
"Language: sv\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
COMPLETE = """
msgid "No account {id}."
msgstr "Det finns inget konto {id}."

msgid "{count} account"
msgid_plural "{count} accounts"
msgstr[0] "ett konto"
msgstr[1] "{count} konton"

msgctxt "verb"
msgid "Open"
msgstr "Öppna"

msgid "Our accounts"
msgstr "Våra konton"

msgid "One closed"
msgid_plural "%(count)s closed"
msgstr[0] "Ett avslutat"
msgstr[1] "%(count)s avslutade"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The path of the Swedish catalogue, still unwritten, of a project with five messages."""
    for source, content in {"socialreg/cli.py": SOURCES, "templates/index.html": TEMPLATE}.items():
        (tmp_path / source).parent.mkdir(exist_ok=True)
        (tmp_path / source).write_text(content, encoding="utf-8")
    path = tmp_path / "socialreg/locale/sv/LC_MESSAGES/socialreg.po"
    path.parent.mkdir(parents=True)
    return path


def found(catalogue: Path, content: str) -> list[str]:
    """The check's lines for a catalogue with that *content*, without the path before each."""
    catalogue.write_text(HEADER + content, encoding="utf-8")
    root = catalogue.parents[4]
    prefix = catalogue.relative_to(root).as_posix() + ": "
    return [line.removeprefix(prefix) for line in translations.check(root)]


def test_a_complete_catalogue_passes(catalogue: Path) -> None:
    assert found(catalogue, COMPLETE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (
            'msgid "Our accounts"\nmsgstr "Våra konton"',
            "",
            'missing: "Our accounts" (templates/index.html)',
        ),
        (
            '"Våra konton"',
            '""',
            'not translated: "Our accounts" (templates/index.html)',
        ),
        (
            'msgid "Our',
            '#, fuzzy\nmsgid "Our',
            'fuzzy: "Our accounts" (templates/index.html)',
        ),
        (
            "",
            'msgid "Your accounts"\nmsgstr "Era konton"\n',
            'no longer in the sources: "Your accounts"',
        ),
        (
            "",
            '#~ msgid "Your accounts"\n#~ msgstr "Era konton"\n',
            'obsolete: "Your accounts"',
        ),
        (
            "inget konto {id}",
            "inget konto {konto}",
            "placeholders ['{konto}'] instead of ['{id}']: \"No account {id}.\" (socialreg/cli.py)",
        ),
        (
            "%(count)s avslutade",
            "%(antal)s avslutade",
            (
                "placeholders ['%(antal)s'] instead of ['%(count)s']: "
                '"One closed" (templates/index.html)'
            ),
        ),
        (
            '"ett konto"',
            '"{antal} konto"',
            (
                "placeholders ['{antal}'] instead of ['{count}']: "
                '"{count} account" (socialreg/cli.py)'
            ),
        ),
        (
            'msgstr[1] "{count} konton"',
            'msgstr[1] ""',
            'not translated: "{count} account" (socialreg/cli.py)',
        ),
        (
            'msgid_plural "{count} accounts"\nmsgstr[0] "ett konto"\nmsgstr[1] "{count} konton"',
            'msgstr "{count} konton"',
            'has a plural in only one of the two: "{count} account" (socialreg/cli.py)',
        ),
        (
            'msgstr[1] "{count} konton"',
            "",
            'not translated: "{count} account" (socialreg/cli.py)',
        ),
        (
            'msgstr[1] "{count} konton"',
            'msgstr[1] "{count} konton"\nmsgstr[2] "{count} konton"',
            "msg has more translations than num_plurals of catalog on 9",
        ),
        (
            'msgctxt "verb"\n',
            "",
            'missing: "Open" (socialreg/cli.py)',
        ),
    ],
)
def test_what_is_lacking_is_named(catalogue: Path, right: str, wrong: str, expected: str) -> None:
    """Each row spoils the complete catalogue in one way: *right* becomes *wrong*."""
    spoilt = COMPLETE.replace(right, wrong) if right else COMPLETE + "\n" + wrong

    assert found(catalogue, spoilt)[0] == expected


def test_what_a_rule_says_in_its_docstring_is_a_message(catalogue: Path) -> None:
    rule = next(rule for rule in RULES if rule.code == "CLO002")
    catalogue.write_text(HEADER + COMPLETE, encoding="utf-8")

    lines = list(translations.check(catalogue.parents[4], [rule]))

    assert [line.partition(": ")[2] for line in lines] == [
        f'missing: "{rule.summary}" (socialreg/rules)',
        f'missing: "{rule.why}" (socialreg/rules)',
    ]


def test_no_catalogue_at_all_is_told(tmp_path: Path) -> None:
    for folder in translations.SOURCES:
        (tmp_path / folder).mkdir()

    assert list(translations.check(tmp_path)) == [
        "socialreg/locale/*/LC_MESSAGES/socialreg.po: there is no catalogue"
    ]


def test_an_update_keeps_what_is_translated_and_leaves_the_new_for_people(
    catalogue: Path,
) -> None:
    """What was translated stays, what is new is empty, what is gone goes; twice is once."""
    catalogue.write_text(
        HEADER
        + COMPLETE.replace('msgid "Our accounts"', 'msgid "Something else altogether"')
        + '#~ msgid "Your accounts"\n#~ msgstr "Era konton"\n',
        encoding="utf-8",
    )
    root = catalogue.parents[4]

    translations.update(root)
    once = catalogue.read_bytes()
    translations.update(root)

    assert catalogue.read_bytes() == once
    assert [line.partition(": ")[2] for line in translations.check(root)] == [
        'not translated: "Our accounts" (templates/index.html)'
    ]
    assert texts(catalogue)["No account {id}."] == "Det finns inget konto {id}."


def test_an_update_compiles_what_it_wrote(catalogue: Path) -> None:
    catalogue.write_text(HEADER + COMPLETE, encoding="utf-8")

    translations.update(catalogue.parents[4])

    assert "Öppna".encode() in catalogue.with_suffix(".mo").read_bytes()


def test_a_template_that_cannot_be_parsed_is_not_passed_over(catalogue: Path) -> None:
    (catalogue.parents[4] / "templates/index.html").write_text("{% if %}", encoding="utf-8")

    with pytest.raises(Exception, match="Expected an expression"):
        found(catalogue, COMPLETE)


def texts(catalogue: Path) -> dict[str, object]:
    """Each message of a catalogue's file by the English one."""
    with catalogue.open("rb") as stream:
        read: Catalog = read_po(stream)
    return {str(message.id): message.string for message in read if message.id}


def test_a_message_in_an_f_string_is_told_because_nobody_would_translate_it(
    catalogue: Path,
) -> None:
    root = catalogue.parents[4]
    (root / "socialreg/hiding.py").write_text("word = f\"{_('Hidden')}: {word}\"\n", "utf-8")

    found = list(translations.check(root))

    assert "socialreg/hiding.py:1: a message in an f-string" in found
