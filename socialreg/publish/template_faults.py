"""What to tell whoever wrote a template of their own that does not work: which, where and why."""

import traceback

import jinja2

from socialreg.assets import TEMPLATES_DIR
from socialreg.errors import RegisterError
from socialreg.i18n import _
from socialreg.text import clean

# A template is a program: these are the ways in which Jinja's and Python's own parts refuse one.
TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def template_fault(name: str, error: BaseException) -> RegisterError:
    """The error to raise when *error*, one of TEMPLATE_FAULTS, ended the template *name*."""
    message = error.message if isinstance(error, jinja2.TemplateError) else str(error)
    if isinstance(error, MemoryError):
        message = _("it needs too much memory")
    return RegisterError(
        _("The template {place} does not work: {why}").format(
            place=f"{TEMPLATES_DIR}/{_place(name, error)}",
            why=clean(message or type(error).__name__),
        ),
        _("Correct it, or remove your own copy of it from the folder templates."),
    )


def _place(name: str, error: BaseException) -> str:
    """The template and line where *error* arose, as far as that is known."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.name or name}:{error.lineno}"
    place = name
    for frame, line in traceback.walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            place = f"{template.name}:{template.get_corresponding_lineno(line)}"
    return place
