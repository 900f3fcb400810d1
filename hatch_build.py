"""Build hook: compile the translations, so that a wheel and an editable install both carry them."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]  # any builder's config
    """Writes ``socialreg.mo`` beside each ``socialreg.po``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue and tell hatchling to ship the result."""
        for source in sorted(Path(self.root, "socialreg", "locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as stream:
                catalogue = read_po(stream, locale=source.parts[-3])
            target = source.with_suffix(".mo")
            with target.open("wb") as stream:
                write_mo(stream, catalogue)
            build_data.setdefault("artifacts", []).append(target.relative_to(self.root).as_posix())
