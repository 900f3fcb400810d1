"""The language of what people read: gettext catalogues, plurals and dates.

Messages are written in English in the code and translated in ``locale/``.
Nothing is translated at import time, so that one process can speak both languages.
"""

import functools
import gettext as _gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

LANGUAGES = ("sv", "en")
DEFAULT_LANGUAGE = "sv"
LOCALE_DIR = Path(__file__).parent / "locale"
_DOMAIN = "socialreg"

# Dates in English follow British order (14 November 2026), as in Swedish public bodies' English.
_DATE_LOCALES = {"sv": "sv_SE", "en": "en_GB"}

_current = DEFAULT_LANGUAGE


@functools.cache
def catalogue(language: str) -> _gettext.NullTranslations:
    """The translations for *language* (``sv`` or ``en``).

    English is the source language, and stands in for translations that are not installed.
    """
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation(_DOMAIN, LOCALE_DIR, languages=[language], fallback=True)


def is_complete() -> bool:
    """Whether the translations are there: in a clone nobody may have compiled them yet."""
    return _gettext.find(_DOMAIN, LOCALE_DIR, languages=["sv"]) is not None


def use(language: str) -> None:
    """Speak *language* (``sv`` or ``en``) from here on."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language}")
    _current = language


def language() -> str:
    """The language in use: ``sv`` or ``en``."""
    return _current


def _(message: str) -> str:
    """*message* in the language in use."""
    return catalogue(_current).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that fits the number *n*, in the language in use."""
    return catalogue(_current).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """*message* in the language in use, where the same English word has several meanings."""
    return catalogue(_current).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark *message* for translation where it stands in a table; ``_`` translates it on use."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - like N_
    """Mark both forms of a message for translation; ``ngettext`` chooses and translates on use."""
    return singular, plural


def date_text(day: date, language: str | None = None) -> str:
    """*day* written out, for example ``14 november 2026``, in *language* or the one in use."""
    return _date_text(day, language or _current)


def _date_text(day: date, language: str) -> str:
    return f"{day.day} {_months(language)[day.month]} {day.year}"


@functools.cache
def _months(language: str) -> Mapping[int, str]:
    """The months' names. Babel writes the whole date as we do, at a hundred times the cost."""
    from babel.dates import get_month_names  # imported late: only what people read needs it

    return get_month_names("wide", "format", _DATE_LOCALES[language])


def month_text(day: date, language: str) -> str:
    """The month of *day* in *language*, as a heading has it: ``November 2026``."""
    from babel.dates import format_date  # imported late, as above

    text = format_date(day, format="LLLL yyyy", locale=_DATE_LOCALES[language])
    return text[:1].upper() + text[1:]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak *language* inside the ``with`` block, and the language before it afterwards."""
    before = _current
    use(language)
    try:
        yield
    finally:
        use(before)
