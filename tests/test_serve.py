"""The preview: what changes is in the browser at once, and nobody else gets at it."""

import http.client
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.chromium import Watched, chromium
from tests.desk import ACCOUNT, Desk


@dataclass
class Served:
    """A running preview."""

    desk: Desk
    process: subprocess.Popen[str]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, path: str, method: str = "GET", host: str | None = None
    ) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        response = connection.getresponse()
        found = response.status, response.read(), dict(response.headers)
        connection.close()
        return found


@contextmanager
def running(desk: Desk, *arguments: str) -> Iterator[Served]:
    """A preview that is shown; it does not outlive the block."""
    process = subprocess.Popen(
        desk.command("serve", *arguments),
        cwd=desk.root,
        env=dict(desk.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Served(desk, process, _port(process))
    finally:
        process.kill()
        process.communicate()


def _port(process: subprocess.Popen[str]) -> int:
    """The port of the preview, as soon as there is something to see."""
    assert process.stderr
    said, port = [], 0
    for line in process.stderr:
        said.append(line)
        if "127.0.0.1:" in line:
            port = int(line.rpartition("127.0.0.1:")[2].strip("/\n"))
        if "Shown as of" in line or (port and line.startswith("Error")):
            return port
    raise AssertionError("".join(said))


def end(served: Served) -> int:
    served.process.send_signal(signal.SIGINT)
    served.process.communicate(timeout=30)
    return served.process.returncode


@pytest.fixture
def served(library: Desk) -> Iterator[Served]:
    with running(library, "--port", str(_free_port())) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_ctrl_c_ends_it_in_good_order(served: Served) -> None:
    assert served.ask("/")[0] == 200
    assert end(served) == 0


def test_a_change_of_a_file_is_in_the_browser_at_once(served: Served, browser: Browser) -> None:
    tab = Watched(browser.new_page())
    tab.page.goto(served.address)
    text = tab.page.locator("body")
    expect(text).to_contain_text("Sjöhamns bibliotek")

    file = served.desk.file()
    file.write_text(file.read_text("utf-8").replace("Sjöhamns bibliotek", "Nya namnet"), "utf-8")

    expect(text).to_contain_text("Nya namnet", timeout=20_000)
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(served.address)] == []
    tab.page.close()


def test_a_faulty_file_is_told_of_and_the_page_comes_back_when_it_is_mended(
    served: Served, browser: Browser
) -> None:
    tab = Watched(browser.new_page())
    page = f"{served.address}konto/{ACCOUNT}.html"
    tab.page.goto(page)
    file = served.desk.file()
    sound = file.read_text("utf-8")
    file.write_text(f"{sound}status =\n", "utf-8")

    expect(tab.page.locator("h1")).to_have_text("The website cannot be shown", timeout=20_000)
    line = sound.count("\n") + 1
    told = tab.page.inner_text("body")
    assert f"data/accounts/{ACCOUNT}.toml:{line}" in told
    assert "socialreg validate" in told
    assert served.process.poll() is None

    file.write_text(sound, "utf-8")
    expect(tab.page.locator("h1")).to_contain_text("Sjöhamns bibliotek", timeout=20_000)
    assert tab.page.url == page
    tab.page.close()


def test_personal_data_is_not_shown(library: Desk) -> None:
    with library.file().open("a", encoding="utf-8") as file:
        file.write("# 811228-9874\n")
    with running(library, "--port", str(_free_port())) as served:
        status, content, _headers = served.ask("/")
    assert (status, b"811228" in content) == (500, False)
    assert "There is a personal identity number here." in content.decode()


def test_an_own_template_that_does_not_work_is_told_of(library: Desk) -> None:
    (library.root / "templates").mkdir()
    (library.root / "templates/account.html.j2").write_text("<p>\n{{ x }}", "utf-8")
    with running(library, "--port", str(_free_port())) as served:
        status, content, _headers = served.ask(f"/konto/{ACCOUNT}.html")
        assert served.ask("/")[0] == 200
    assert status == 500
    assert "The template templates/account.html.j2:2 does not work" in content.decode()


def test_the_pages_are_those_of_render_but_for_the_script(served: Served) -> None:
    desk = served.desk
    desk.do("render", "--working-tree")
    for path in (Path("index.html"), Path("en/index.html"), Path(f"konto/{ACCOUNT}.html")):
        page = (desk.root / "public" / path).read_text("utf-8")
        shown = served.ask(f"/{path.as_posix()}")[1].decode()
        without = shown.replace('<script src="/.socialreg/reload.js" defer></script>\n', "")
        for more in ("; connect-src 'self'", "; script-src 'self'"):
            if more not in page:
                without = without.replace(more, "")
        assert without == page
        assert "reload.js" not in page
    assert served.ask("/register.csv")[1] == (desk.root / "public/register.csv").read_bytes()
    assert served.ask("/en/")[1] == served.ask("/en/index.html?x=1#y")[1]


@pytest.mark.parametrize(
    "path",
    [
        "/../data/register.toml",
        "/..%2fdata%2fregister.toml",
        "/%2e%2e/data/register.toml",
        "//etc/passwd",
        "/data/register.toml",
        "/.git/config",
        "/..\\data\\register.toml",
        "/konto/",
        "/%00",
        "/%ff",
        "/<script>",
    ],
)
def test_nothing_but_the_website_is_given_out(served: Served, path: str) -> None:
    status, content, _headers = served.ask(path)
    assert status == 404
    assert b"[organisation]" not in content
    assert b"<script>" not in content


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1"]
)
def test_another_name_that_leads_here_gets_nothing(served: Served, host: str) -> None:
    status, content, _headers = served.ask("/", host=host.format(port=served.port))
    assert (status, content) == (421, b"")
    assert served.ask("/", host=f"localhost:{served.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_sent(served: Served, method: str) -> None:
    status, content, headers = served.ask("/", method)
    assert (status, content, headers["Allow"]) == (405, b"", "GET, HEAD")


def test_head_is_get_without_the_content(served: Served) -> None:
    status, content, headers = served.ask("/", "HEAD")
    assert (status, content) == (200, b"")
    assert int(headers["Content-Length"]) == len(served.ask("/")[1])


def test_only_this_computer_can_ask(served: Served) -> None:
    listening = Path("/proc/net/tcp").read_text("ascii").split()
    assert f"0100007F:{served.port:04X}" in listening
    assert f"00000000:{served.port:04X}" not in listening


def test_the_browser_is_opened_if_that_is_asked_for(library: Desk, tmp_path: Path) -> None:
    opener = tmp_path / "bin/xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    opener.chmod(0o755)
    environ = {**library.environ, "PATH": f"{opener.parent}:{library.environ['PATH']}"}
    asked = Desk(library.root, environ)
    with running(asked, "--open", "--port", str(_free_port())) as served:
        deadline = time.monotonic() + 20
        while not (tmp_path / "opened").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert (tmp_path / "opened").read_text() == f"{served.address}\n"


def test_a_port_that_is_taken_is_told_of_and_else_the_next_one_is_used(served: Served) -> None:
    refused = served.desk.run("serve", "--port", str(served.port))
    assert (refused.status, refused.err.splitlines()) == (
        2,
        [
            f"Error: The port {served.port} is taken.",
            "Choose another one with --port, or leave it out.",
        ],
    )
    with running(served.desk) as first, running(served.desk) as second:
        assert second.port > first.port >= 8484
