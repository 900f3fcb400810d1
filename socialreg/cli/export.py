"""``socialreg export``: the register, or what describes it, in another format."""

import json
from collections.abc import Mapping
from typing import Annotated

import typer

from socialreg import schema
from socialreg.cli import console
from socialreg.cli.publication import published
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.model import Account, Guidelines, Settings
from socialreg.publish.exports import EXPORTS
from socialreg.publish.publication import public_register

HELP = {
    "export": (
        N_(
            "“csv” and “json” are the files of the public website, for what is committed. "
            "“schema KIND” is the JSON Schema of a file: account, register or guidelines."
        ),
        "socialreg export schema account > account.schema.json",
    )
}
_SCHEMAS: Mapping[str, type] = {"account": Account, "register": Settings, "guidelines": Guidelines}


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
    if name not in EXPORTS or kind is not None:
        raise UsageError(
            _("There is no export “{name}”.").format(name=name),
            _("Use one of: {words}.").format(words=", ".join([*EXPORTS, "schema"])),
        )
    console.raw(EXPORTS[name](public_register(published())))
    return 0


def _schema(kind: str | None) -> bytes:
    if kind is None or kind not in _SCHEMAS:
        raise UsageError(
            _("Say of which file the schema is wanted."),
            _("Use one of: {words}.").format(
                words=", ".join(f"export schema {word}" for word in _SCHEMAS)
            ),
        )
    found = schema.json_schema(_SCHEMAS[kind])
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
