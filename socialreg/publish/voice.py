"""How a page speaks: its language, and how words in the register's own language stand in it."""

import functools
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from socialreg.i18n import N_, catalogue, date_text, month_text
from socialreg.publish.addresses import platform_message
from socialreg.publish.markup import escaped
from socialreg.values import dataclass

# Languages that public bodies use and Babel has no name for.
_NOT_IN_BABEL = {"swl": N_("Swedish Sign Language")}


@dataclass(frozen=True, slots=True)
class Voice:
    """The *language* of a page; what the register says itself is in *data_language*."""

    language: str
    data_language: str

    @property
    def foreign(self) -> Markup:
        """The attribute of an element that holds the register's own words, or nothing."""
        same = self.language == self.data_language
        return Markup() if same else Markup(f' lang="{escaped(self.data_language)}"')  # noqa: S704 - escaped

    def quote(self, text: str) -> str:
        """*text* of the register, as markup of its language where that is not the page's."""
        if self.language == self.data_language:
            return text
        return _quoted(text, self.data_language)

    def text(self, message: str) -> str:
        """*message* in the page's language."""
        return catalogue(self.language).gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of the message that fits *n*, in the page's language, with ``{n}`` filled."""
        return catalogue(self.language).ngettext(singular, plural, n).format(n=n)

    def listed(self, parts: Sequence[str]) -> str:
        """*parts* in a row, as a sentence has them: ``Facebook, X and Instagram``."""
        *first, last = parts
        if not first:
            return last
        return self.text(N_("{first} and {last}")).format(first=", ".join(first), last=last)

    def say(self, message: str, **parts: str) -> Markup:
        """*message* in the page's language with its *parts*, each escaped unless it is markup."""
        return _said(message, self.language, **parts)

    def platform(self, key: str) -> str:
        """The name of the platform with that *key*, for example ``YouTube``."""
        return self.text(platform_message(key))

    def month(self, day: date) -> str:
        """The month of *day* as a heading in the page's language: ``November 2026``."""
        return month_text(day, self.language)

    def date(self, day: date) -> str:
        """*day* written out in the page's language."""
        return _date_text(day, self.language)

    def number(self, value: float) -> str:
        """*value* with one decimal, as the page's language writes it: 3.1 or 3,1."""
        text = f"{value:.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.language == "sv" else text

    def language_name(self, tag: str) -> str:
        """The name of the language *tag* (BCP 47) in the page's language: ``sv`` is svenska."""
        own = _NOT_IN_BABEL.get(tag)
        return self.text(own) if own else _language_name(tag, self.language)


# Every day of ninety years, in both languages: Babel takes as long for one as a page may take.
@functools.lru_cache(maxsize=65536)
def _date_text(day: date, language: str) -> str:
    return date_text(day, language)


@functools.lru_cache(maxsize=65536, typed=True)
def _quoted(text: str, language: str) -> Markup:
    return Markup(f'<span lang="{escaped(language)}">{escaped(text)}</span>')  # noqa: S704 - escaped


# Few sentences are said of one account only: most roles and dates come again and again.
# Typed, because text and markup that look alike are not the same.
@functools.lru_cache(maxsize=65536, typed=True)
def _said(message: str, language: str, **parts: str) -> Markup:
    # str.format on purpose: Markup.format does the same at ten times the cost.
    html = _sentence(message, language)
    filled = html.format(**{name: escaped(part) for name, part in parts.items()})
    return Markup(filled)  # noqa: S704 - escaped


@functools.cache
def _sentence(message: str, language: str) -> str:
    return str(escape(catalogue(language).gettext(message)))


@functools.lru_cache(maxsize=256)
def _language_name(tag: str, language: str) -> str:
    from babel import Locale, UnknownLocaleError  # imported late: loads its locale data

    try:
        return Locale.parse(tag, sep="-").get_display_name(language) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def in_sentence(role: str) -> str:
    """*role* as it stands inside a sentence: ``Bibliotekschef`` small, ``VD`` as it is."""
    return role[:1].lower() + role[1:] if role[1:2].islower() else role
