"""JSON Schemas of the register's files, for editors and for taplo.

They come from the same schema that reads the files; what is added here is only what an editor
shows: titles, descriptions and the draft.
"""

import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from socialreg.i18n import N_, _
from socialreg.model import Account, Guidelines, Impostor, Settings

_DRAFT = "http://json-schema.org/draft-07/schema#"  # what taplo and editors' TOML support read
_TITLES: dict[type, str] = {
    Account: N_("An account in the register"),
    Settings: N_("The organisation and how its register is published"),
    Guidelines: N_("The guidelines, edition by edition"),
    Impostor: N_("A known fake account"),
}

# How docstrings mark a field, with the underscore of one that is a Python keyword, and a word.
_MARKED = re.compile(r"\*(\w+?)_?\*|``(.+?)``")


class _Generator(GenerateJsonSchema):
    """Writes draft 7, and no format for dates: TOML's dates are not texts."""

    schema_dialect = _DRAFT

    def date_schema(self, schema: core_schema.DateSchema) -> dict[str, Any]:  # noqa: ARG002 - pydantic's signature
        return {"type": "string", "format": "date"}


def describe(
    kind: type, schema: core_schema.CoreSchema, *, named_by_file: bool = False
) -> dict[str, Any]:
    """The JSON Schema of a file that holds *kind*, whose pydantic-core *schema* is given."""
    found = _Generator(by_alias=True).generate(schema, mode="validation")
    if named_by_file:  # the id is the file's name, never a key in it
        found["properties"].pop("id")
        found["required"].remove("id")
    return {"$schema": _DRAFT, "title": _(_TITLES[kind]), **_strict(found)}


def _strict(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """*schema* as strict as our own reading: no unknown keys, and no null, which TOML lacks."""
    if isinstance(schema, list):
        return [_strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        key: _plain(value) if key == "description" and isinstance(value, str) else _strict(value)
        for key, value in schema.items()
        # pydantic's titles repeat each key in capitals
        if not (key == "title" and isinstance(value, str)) and (key, value) != ("default", None)
    }
    if isinstance(found.get("properties"), dict) and found.get("type") == "object":
        found["additionalProperties"] = False
    return found


def _plain(description: str) -> str:
    """A docstring for an editor to show: in one paragraph, its marks as quotes or left out."""
    words = _MARKED.sub(lambda mark: f"“{mark[1]}”" if mark[1] else mark[2], description)
    return " ".join(words.split())
