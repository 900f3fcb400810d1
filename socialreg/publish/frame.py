"""What every page shows around its own content: the values that ``layout.html.j2`` needs."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from socialreg.model import Settings
from socialreg.publish.markup import mail_url, phone_url
from socialreg.publish.voice import Voice

# No script runs but those of the site's own files, whoever wrote the data; none asks for anything.
# (frame-ancestors cannot be set from within a page.)
CONTENT_POLICY = Markup(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
FOLDERS: Mapping[str, str] = {"sv": "", "en": "en/"}


def frame(settings: Settings, voice: Voice, logo: str, *, own_logo: bool) -> dict[str, Any]:
    """What is the same on all pages in one language; *logo* is the name of its file."""
    return {
        "language": voice.language,
        "foreign": voice.foreign,
        "settings": settings,
        "policy": CONTENT_POLICY,
        "logo": logo,
        "own_logo": own_logo,
        "mail": mail_url(settings.contact.email),
        "phone": phone_url(settings.contact.phone),
        "other_language": other_language(voice.language),
    }


def policy_with(data: str) -> Markup:
    """The policy of a page that holds *data*, as it stands there, in a ``script`` element.

    Browsers never run data, and need no leave for it. Checkers of pages know only that it is in a
    script's element: its digest tells them that this one is ours.
    """
    digest = b64encode(sha256(data.encode()).digest()).decode()
    return CONTENT_POLICY + Markup("; script-src-elem 'sha256-{}'").format(digest)


def way_up(name: str, language: str) -> dict[str, str]:
    """The way from the page *name* (``konto/x.html``) to the language's top and the site's."""
    home = "../" * name.count("/")
    return {"home": home, "root": home + "../" * FOLDERS[language].count("/")}


def way_from_anywhere(language: str, site_url: str | None) -> dict[str, str]:
    """The same ways for a page that is shown at any depth: from the site's root, if it is known.

    Where the site does not know its own address, they are right for pages at its top only.
    """
    root = urlsplit(site_url).path.rstrip("/") + "/" if site_url else ""
    return {"home": root + FOLDERS[language], "root": root}


def addresses(name: str, language: str, site_url: str | None, root: str) -> dict[str, str | None]:
    """Where the page *name* is in the other language, and where it is on the web, if known."""
    return {
        "translation": root + FOLDERS[other_language(language)] + name,
        "canonical": f"{site_url.rstrip('/')}/{FOLDERS[language]}{name}" if site_url else None,
    }


def other_language(language: str) -> str:
    """The language to switch to from *language*."""
    return "en" if language == "sv" else "sv"
