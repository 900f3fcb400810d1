"""``socialreg export``: the register, or what describes it, in another format."""

from typing import Annotated

import typer

from socialreg import schema
from socialreg.cli import console
from socialreg.cli.publication import published
from socialreg.cli.typer_words import too_much
from socialreg.errors import UsageError
from socialreg.founding import SCHEMAS
from socialreg.i18n import N_, _
from socialreg.publish.exports import EXPORTS
from socialreg.publish.publication import public_register
from socialreg.text import as_json, brief, nearest

HELP = {
    "export": (
        N_(
            "“csv” and “json” are the files of the public website, for what is committed. "
            "“schema KIND” is the JSON Schema of a file: account, guidelines, impostor or register."
        ),
        "socialreg export schema account > account.schema.json",
    )
}


def export(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", autocompletion=lambda: [*EXPORTS, "schema"], help=N_("What to write.")
        ),
    ],
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help=N_("Of “schema”: of which file."))
    ] = None,
) -> int:
    """Write to stdout, byte for byte as the website has it."""
    if name == "schema":
        console.raw(_schema(kind))
        return 0
    if name not in EXPORTS:
        near = nearest(name, [*EXPORTS, "schema"])
        raise UsageError(
            _("There is no export “{name}”.").format(name=brief(name)),
            _("Did you mean “{word}”?").format(word=near)
            if near
            else _("Use one of: {words}.").format(words=", ".join([*EXPORTS, "schema"])),
        )
    if kind is not None:
        raise UsageError(
            too_much(kind),
            _("Only “schema” has a kind: export schema account."),
        )
    console.raw(EXPORTS[name](public_register(published())))
    return 0


def _schema(kind: str | None) -> bytes:
    if kind is None or kind not in SCHEMAS:
        raise UsageError(
            _("Say of which file the schema is wanted."),
            _("Use one of: {words}.").format(
                words=", ".join(f"export schema {word}" for word in SCHEMAS)
            ),
        )
    found = schema.json_schema(SCHEMAS[kind])
    return (as_json(found, indent=2) + "\n").encode()
