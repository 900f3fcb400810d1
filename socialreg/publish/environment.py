"""The templates of the site: where they are, and the Jinja environment that compiles them.

Everything is escaped, a misspelt name is an error, and templates that a register brings itself
run in Jinja's sandbox, because a template can otherwise run any program.
"""

from collections.abc import Mapping
from pathlib import Path

import jinja2
import jinja2.sandbox

from socialreg.i18n import catalogue
from socialreg.publish.addresses import shown_handle
from socialreg.publish.compiling import CompiledTranslations, QuickOutput
from socialreg.publish.markup import breakable, escaped, safe_url, short_url
from socialreg.publish.voice import Voice, in_sentence
from socialreg.web_address import is_linkable

_PACKAGE = Path(__file__).parents[1]


def shipped_templates() -> Path:
    """The folder of the templates that come with the program: in the wheel, else in the source."""
    in_wheel = _PACKAGE / "templates"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / "templates"


def environment(voice: Voice, own: Mapping[str, bytes]) -> jinja2.Environment:
    """An environment whose templates speak with the *voice*.

    Each of the register's *own* templates stands in for the shipped one of the same name.
    """
    texts = {name: text.decode("utf-8-sig") for name, text in own.items() if name.endswith(".j2")}
    kind = jinja2.sandbox.ImmutableSandboxedEnvironment if texts else jinja2.Environment
    shipped = jinja2.FileSystemLoader(shipped_templates())
    made = kind(
        loader=jinja2.ChoiceLoader([jinja2.DictLoader(texts), shipped]),
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
    made.tests["linkable"] = is_linkable  # type: ignore[assignment]  # a cached function
    return made


def asset(name: str, own: Mapping[str, bytes]) -> bytes:
    """The file *name* (a style sheet) as it is, from the register or from the program."""
    return own[name] if name in own else (shipped_templates() / name).read_bytes()
