"""What a preview answers: the site's files as they would be, and a sign when they are others.

A page of the preview is the site's own, with one script more, which is served here and nowhere
else: it waits for news, and loads the page again. Pages are made when they are asked for.
"""

import html
import posixpath
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from socialreg.errors import SocialregError
from socialreg.i18n import _, language
from socialreg.publish.frame import CONTENT_POLICY
from socialreg.publish.publication import Publication
from socialreg.publish.site import Maker, makers
from socialreg.text import clean

_OWN = "/.socialreg/"
NEWS = _OWN + "news"
_SCRIPT = _OWN + "reload.js"
_TAG = f'<script src="{_SCRIPT}" defer></script>\n'.encode()
_RELOAD = f"""\
"use strict";
// Waits for news of another version of the site; the first is the one that this page is of.
let shown;
new EventSource("{NEWS}").addEventListener("message", (event) => {{
  shown ??= event.data;
  if (event.data !== shown) location.reload();
}});
""".encode()
_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".png": "image/png",
    ".rdf": "application/rdf+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
_OK, _NOT_FOUND, _BROKEN = 200, 404, 500


class Response(NamedTuple):
    """An answer over HTTP: its *status*, the *kind* of its *content*."""

    status: int
    kind: str
    content: bytes


@dataclass(slots=True)
class Preview:
    """The newest version of a site, or why there is none: *version* counts them.

    One thread brings in what is new while others answer. *run* tells this preview from the one
    before, whose pages may still be open.
    """

    run: str = ""
    version: int = 0
    _files: Mapping[str, Maker] = field(default_factory=dict)
    _error: SocialregError | None = None
    _news: threading.Condition = field(default_factory=threading.Condition)
    _making: threading.Lock = field(default_factory=threading.Lock)

    def show(self, publication: Publication) -> None:
        """From here on, answer with the site of the *publication*; RegisterError if it cannot."""
        self._set(dict(makers(publication)), None)

    def fail(self, error: SocialregError) -> None:
        """From here on, answer with what is wrong, and with what to do about it."""
        self._set({}, error)

    def _set(self, files: Mapping[str, Maker], error: SocialregError | None) -> None:
        with self._news:
            self._files, self._error = files, error
            self.version += 1
            self._news.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """The version as soon as it is another one than *seen*, or when the *seconds* are over."""
        with self._news:
            self._news.wait_for(lambda: self.version != seen, seconds)
            return self.version

    def answer(self, target: str) -> Response:
        """The answer to a request for *target*, an address without host: only what is there."""
        path = target.partition("?")[0].partition("#")[0]
        if path == _SCRIPT:
            return Response(_OK, _TYPES[".js"], _RELOAD)
        if self._error is not None:
            return _told(self._error, _BROKEN)
        name = unquote_to_bytes(path).decode("utf-8", "replace").removeprefix("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        found = self._made(name)
        if found is None and (own := self._made("404.html")):
            return own._replace(status=_NOT_FOUND)
        return found or _told(_missing(name), _NOT_FOUND)

    def _made(self, name: str) -> Response | None:
        make = self._files.get(name)
        if make is None:
            return None
        kind = _TYPES.get(posixpath.splitext(name)[1], "application/octet-stream")
        try:
            with self._making:
                content = make()
        except SocialregError as error:
            return _told(error, _BROKEN)
        return Response(_OK, kind, _listening(content) if name.endswith(".html") else content)


def _listening(page: bytes) -> bytes:
    """*page* with the script in it, and with a policy under which that may run and ask."""
    policy = html.escape(str(CONTENT_POLICY), quote=False)
    wider = f"{policy}; connect-src 'self'"
    if "script-src" not in policy:
        wider += "; script-src 'self'"
    page = page.replace(f'content="{policy}"'.encode(), f'content="{wider}"'.encode(), 1)
    return page.replace(b"</head>", _TAG + b"</head>", 1)


def _missing(name: str) -> SocialregError:
    return SocialregError(
        _("There is no page {name} in the website.").format(name=clean(name)),
        _("The register begins at the address without anything behind it."),
    )


_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{message}</p>
<p>{next_step}</p>
</body>
</html>
"""


def _told(error: SocialregError, status: int) -> Response:
    """A page that says what is wrong and what to do; it comes alive again by itself."""
    title = _("The website cannot be shown") if status == _BROKEN else _("There is no such page")
    page = _PAGE.format(
        language=language(),
        policy=CONTENT_POLICY,
        title=html.escape(title),
        message=html.escape(error.message),
        next_step=html.escape(error.next_step).replace("\n", "<br>"),
    )
    return Response(status, _TYPES[".html"], _listening(page.encode(errors="replace")))
