"""``validate`` at the desk: formats, a file for the output, what fails, colours, hostile files."""

import json
import os
import subprocess

import pytest

from socialreg.publish.findings import FindingFormat
from tests.desk import ACCOUNT, Desk
from tests.terminal import talk
from tests.test_finding_formats import COMMAND

HOSTILE = (
    r"\u001b]0;owned\u0007\u202e\r\n::error::forged\n##[add-mask]x [bold]x[/oops]"
    r"<script>alert(1)</script>]]>\u2028\u0000"
)


@pytest.fixture
def broken(library: Desk) -> Desk:
    """A register with one account that has an error and a warning."""
    text = library.file().read_text("utf-8")
    text = text.replace("https://www.facebook.com/s", "http://facebook.com/s")
    library.file().write_text(text.partition("[[approvals]]")[0], "utf-8")
    return library


ONLY = ("--select", "APP001", "--select", "IDN004")


@pytest.mark.parametrize("name", FindingFormat)
def test_a_format_goes_to_a_file_whole_and_its_summary_to_the_terminal(
    broken: Desk, name: str
) -> None:
    shown = broken.run("validate", *ONLY, "--format", name)
    result = broken.run("validate", *ONLY, "--format", name, "--output", "out/found.txt")

    assert (broken.root / "out/found.txt").read_text("utf-8") == shown.out
    assert (result.status, result.out) == (1, "")
    assert result.err.splitlines() == ["Written: out/found.txt", "1 error, 1 warning."]


def test_a_format_that_does_not_exist_is_wrong_use(library: Desk) -> None:
    result = library.run("validate", "--format", "xml")

    assert (result.status, "sarif" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("fail_on", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_the_exit_status_is_bad_from_the_severity_that_is_asked_for(
    broken: Desk, fail_on: str, status: int
) -> None:
    assert broken.run("validate", "--fail-on", fail_on).status == status


def test_colours_are_shown_on_a_terminal_and_gone_with_no_color(broken: Desk) -> None:
    _status, coloured = talk(broken, ["validate", *ONLY], [])
    plain_desk = Desk(broken.root, {**broken.environ, "NO_COLOR": "1"})
    _status, plain = talk(plain_desk, ["validate", *ONLY], [])

    assert "\x1b[31m" in coloured
    assert "\x1b[" not in plain
    assert "\x1b[" not in broken.run("validate", *ONLY).out


def test_the_shell_completes_formats_and_codes(library: Desk) -> None:
    def complete(*words: str) -> list[str]:
        environ = {
            **library.environ,
            "_SOCIALREG_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(("socialreg", *words)),
            "COMP_CWORD": str(len(words)),
        }
        done = subprocess.run(
            library.command(), cwd=library.root, env=environ, capture_output=True, check=False
        )
        return done.stdout.decode().split()

    assert complete("validate", "--format", "sa") == ["sarif"]
    assert complete("validate", "--select", "APP00")[:2] == ["APP001", "APP002"]
    assert "CLO" in complete("rules", "CL")


@pytest.mark.parametrize("name", FindingFormat)
def test_a_hostile_file_acts_in_no_format(library: Desk, name: str) -> None:
    text = library.file().read_text("utf-8").replace("Sjöhamns bibliotek", HOSTILE)
    text = text.replace("www.facebook.com/s", rf"facebook.com/s?{HOSTILE}")
    library.file().write_text(text, "utf-8")
    library.file("trasig").write_bytes(b'::error::x\n\x1b[31m = "\x9b\n##[group]y = 1\n')
    evil = library.root / "data/accounts" / "::error::a\n##[x]\x1b[1m.toml"
    if os.name != "nt":
        evil.write_text("x = 1", "utf-8")

    result = library.run("validate", "--format", name)

    assert result.status == 1
    assert "\x1b" not in result.out + result.err
    own = [line for line in result.out.splitlines() if line.startswith("::")]
    assert len(COMMAND.findall(result.out)) == len(own)
    assert (name == "github") == bool(own)
    assert COMMAND.findall(result.err) == []
    assert not any(ord(char) < 32 and char != "\n" for char in result.out)


def test_every_format_of_a_real_register_tells_the_same(broken: Desk) -> None:
    found = json.loads(broken.run("validate", "--format", "json").out)["findings"]
    codes = [finding["code"] for finding in found]
    concise = broken.run("validate", "--format", "concise").out.splitlines()[:-1]
    gitlab = json.loads(broken.run("validate", "--format", "gitlab").out)

    assert [line.split()[2] for line in concise] == codes
    assert [issue["check_name"] for issue in gitlab] == codes
    assert {finding["account"] for finding in found} == {ACCOUNT}


@pytest.mark.parametrize("place", [f"data/accounts/{ACCOUNT}.toml", ".git/HEAD", "link/report"])
def test_a_report_takes_the_place_of_no_file_of_the_registers(library: Desk, place: str) -> None:
    (library.root / "link").symlink_to(".git", target_is_directory=True)
    before = library.state()

    result = library.run("validate", "--format", "json", "--output", place)

    assert (result.status, library.state()) == (2, before)
    assert "own files lie" in result.err
