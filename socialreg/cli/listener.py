"""The little web server behind ``serve``: this computer only, reading only, and no other name."""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from socialreg.errors import OutputError
from socialreg.i18n import _
from socialreg.publish.preview import NEWS, Preview
from socialreg.values import dataclass

_HERE = "127.0.0.1"
_TRIED = 20  # ports, one after the other
_HEARTBEAT = 15.0  # seconds; tells a browser that is gone from one that waits
_MISDIRECTED, _NOT_ALLOWED = 421, 405


@dataclass(frozen=True, slots=True)
class Listener:
    """A server that answers at *address*."""

    address: str


@contextmanager
def free_listener(preview: Preview, port: int, *, only: bool) -> Iterator[Listener]:
    """A server that answers with the *preview* while the block runs.

    At *port* or, unless it is the *only* one that is wanted, at the next one that is free; raises
    OutputError if there is none.
    """
    server = _bound(preview, port, 1 if only else _TRIED)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.daemon = True
    thread.start()
    try:
        yield Listener(f"http://{_HERE}:{server.server_address[1]}/")
    finally:
        server.shutdown()
        server.server_close()


def _bound(preview: Preview, port: int, tried: int) -> "_Server":
    for number in range(port, min(port + tried, 65536)):
        try:
            return _Server(preview, number)
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
    raise OutputError(
        _("The port {port} is taken.").format(port=port),
        _("Choose another one with --port, or leave it out."),
    )


class _Server(ThreadingHTTPServer):
    """Answers with a preview, each request in a thread that does not outlive the program."""

    daemon_threads = True
    # Where the word means that two programs may share a port (Windows), it is not wanted.
    allow_reuse_address = os.name != "nt"

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((_HERE, port), _Handler)
        # Another site's name that leads here (DNS rebinding) is not ours.
        self.names = {f"{name}:{port}" for name in (_HERE, "localhost")}

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's
        """Say nothing: a browser that goes away in the middle is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "socialreg"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer, or send the news as they come."""
        if self.headers.get("Host") not in self.server.names:
            self._send(_MISDIRECTED, "text/plain; charset=utf-8", b"")
        elif self.path == NEWS and self.command == "GET":
            self._send_news()
        else:
            self._send(*self.server.preview.answer(self.path))

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def _refuse(self) -> None:
        self.close_connection = True  # what it sends along is not read
        self._send(_NOT_ALLOWED, "text/plain; charset=utf-8", b"", ("Allow", "GET, HEAD"))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815 - http.server's names

    def _send(self, status: int, kind: str, content: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            *headers,
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_news(self) -> None:
        """The number of the version, now and after each change, as server-sent events."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen = -1
        while True:
            version = self.server.preview.wait(seen, _HEARTBEAT)
            line = ":\n\n" if version == seen else f"data: {self.server.preview.run}{version}\n\n"
            self.wfile.write(line.encode())
            self.wfile.flush()
            seen = version

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing of each request."""
