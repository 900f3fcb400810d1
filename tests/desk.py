"""A communications officer's desk: a real register, and the real program run in it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SETTINGS = """\
language = "en"

[organisation]
name = "Sjöhamns kommun"
code = "1299"

[contact]
name = "Kommunikationsavdelningen"
email = "kommunikation@sjohamn.example"
"""
GUIDELINES = '[[editions]]\nid = "2018-11"\nfrom = 2018-11-01\n'
ACCOUNT = "biblioteket-facebook"


def environment(home: Path, name: str = "Maria Berg") -> dict[str, str]:
    """The environment of a person with an identity and nothing of this machine's own git."""
    keep = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ}
    config = home / f"{name.partition(' ')[0].lower()}.gitconfig"
    if not config.exists():
        email = name.lower().replace(" ", ".")
        config.write_text(
            f"[user]\n\tname = {name}\n\temail = {email}@sjohamn.example\n"
            "[init]\n\tdefaultBranch = main\n",
            "utf-8",
        )
    return keep | {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@dataclass(frozen=True)
class Result:
    """What a command ended with."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A register at *root* and the person who works there."""

    root: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    def command(self, *arguments: str) -> list[str]:
        """The command line that runs socialreg with *arguments*."""
        return [sys.executable, "-m", "socialreg", *arguments]

    def run(self, *arguments: str, **extra: str) -> Result:
        """Run socialreg here, without a terminal; *extra* are environment variables."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env={**self.environ, **extra},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def do(self, *arguments: str) -> Result:
        """Run socialreg here and insist that it succeeds."""
        result = self.run(*arguments)
        assert result.status == 0, result
        return result

    def git(self, *arguments: str) -> str:
        """What git prints here; it must succeed."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=dict(self.environ),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def file(self, account_id: str = ACCOUNT) -> Path:
        """The file of an account."""
        return self.root / "data/accounts" / f"{account_id}.toml"

    def state(self) -> tuple[str, str, dict[str, bytes]]:
        """Everything that a refused command must leave as it was: HEAD, status and files."""
        files = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        }
        return self.git("rev-parse", "HEAD"), self.git("status", "--porcelain=v2"), files


def new_desk(folder: Path, home: Path, name: str = "Maria Berg") -> Desk:
    """A register without accounts in the new *folder*, committed by the person *name*."""
    desk = Desk(folder, environment(home, name))
    (folder / "data/accounts").mkdir(parents=True)
    (folder / "data/accounts/.gitkeep").write_bytes(b"")
    (folder / "data/register.toml").write_text(SETTINGS, "utf-8")
    (folder / "data/guidelines.toml").write_text(GUIDELINES, "utf-8")
    desk.git("init", "--quiet")
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message", "Begin the register")
    return desk


def add_library(desk: Desk, account_id: str = ACCOUNT, handle: str = "sjohamnsbibliotek") -> None:
    """Apply for the library's account."""
    desk.do(
        *("add", f"https://www.facebook.com/{handle}", "--id", account_id),
        *("--name", "Sjöhamns bibliotek", "--unit", "Sjöhamns bibliotek"),
        *("--purpose", "Boktips", "--contact-role", "Bibliotekschef"),
        *("--received", "2026-01-05", "--guidelines", "2018-11"),
    )


def open_library(desk: Desk, account_id: str = ACCOUNT, handle: str = "sjohamnsbibliotek") -> None:
    """Apply for, approve and open the library's account."""
    add_library(desk, account_id, handle)
    for part, role in (("manager", "Förvaltningschef"), ("communications", "Kommunikatör")):
        given = ("--role", role, "--date", "2026-01-12", "--reference", "KFN 2026/3")
        desk.do("approve", account_id, "--as", part, *given)
    desk.do("open", account_id, "--date", "2026-02-01")
