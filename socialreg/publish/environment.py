"""The templates of the site: where they are, and the Jinja environment that compiles them.

Everything is escaped, a misspelt name is an error, and templates that a register brings itself
run in Jinja's sandbox, because a template can otherwise run any program.
"""

from pathlib import Path

import jinja2
import jinja2.sandbox

from socialreg.errors import RegisterError
from socialreg.i18n import _, catalogue
from socialreg.publish.addresses import shown_handle
from socialreg.publish.compiling import CompiledTranslations, QuickOutput
from socialreg.publish.markup import breakable, escaped, is_safe_url, safe_url, short_url
from socialreg.publish.voice import Voice, in_sentence

_PACKAGE = Path(__file__).parents[1]


def shipped_templates() -> Path:
    """The folder of the templates that come with the program: in the wheel, else in the source."""
    in_wheel = _PACKAGE / "templates"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / "templates"


def template_folders(overrides: Path | None) -> tuple[Path, ...]:
    """The folders to look for a template in, first one first. Raises RegisterError for links."""
    if overrides is None or not overrides.is_dir():
        return (shipped_templates(),)
    _refuse_links(overrides)
    return (overrides, shipped_templates())


def environment(voice: Voice, overrides: Path | None) -> jinja2.Environment:
    """An environment whose templates speak with the *voice*.

    A file in the folder *overrides* stands in for the shipped template of the same name.
    """
    folders = template_folders(overrides)
    kind = jinja2.sandbox.ImmutableSandboxedEnvironment if len(folders) > 1 else jinja2.Environment
    made = kind(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=[CompiledTranslations],
    )
    made.code_generator_class = QuickOutput
    made.extend(translations=catalogue(voice.language), escaped=escaped)
    made.install_gettext_translations(catalogue(voice.language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.filters |= {
        "breakable": breakable,
        "date": voice.date,
        "handle": shown_handle,
        "in_sentence": in_sentence,
        "platform": voice.platform,
        "quote": voice.quote,
        "safe_url": safe_url,
        "short": short_url,
    }
    made.tests["linkable"] = is_safe_url  # type: ignore[assignment]  # a cached function
    return made


def asset(name: str, overrides: Path | None) -> bytes:
    """The file *name* (a style sheet) as it is, from the register or from the program."""
    found = (folder / name for folder in template_folders(overrides))
    return next(path for path in found if path.is_file()).read_bytes()


def _refuse_links(folder: Path) -> None:
    """Raise RegisterError for a symbolic link: Jinja would follow it to any file."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            raise RegisterError(
                _("{path} is a symbolic link, and templates must be files.").format(path=path),
                _("Replace it by the file that it points to."),
            )
