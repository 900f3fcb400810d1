"""Real git repositories for tests, made in one line each, and what is in them told as values."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

AUTHOR = ("Kim Sköld", "kim.skold@sjohamn.example")
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in zip(("NAME", "EMAIL"), AUTHOR, strict=True)
}
# The machine's own configuration stays out of it; the identity comes by the environment.
ENVIRONMENT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **IDENTITY}


@dataclass(frozen=True)
class Snapshot:
    """Everything in a repository that a refused change has to leave as it was."""

    files: dict[str, bytes]
    index: bytes
    head: str
    references: str
    git_files: frozenset[str]


class RepositoryBuilder:
    """A git repository at *root*; ``commit`` and ``git`` do what they say."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        if not (root / ".git").exists():
            root.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--initial-branch=main", *options)

    @classmethod
    def at(cls, root: Path) -> "RepositoryBuilder":
        """The repository that is already at *root*."""
        return cls(root)

    @property
    def git_dir(self) -> Path:
        return Path(self.git("rev-parse", "--absolute-git-dir"))

    def git(self, *arguments: str, env: Mapping[str, str] | None = None, check: bool = True) -> str:
        """Run git here; what it prints, without the last line break."""
        return self.run("git", *arguments, env=env, check=check)

    def run(
        self,
        program: str,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        check: bool = True,
    ) -> str:
        """Run any program here; what it prints, without the last line break."""
        line, environment = [program, *arguments], {**os.environ, **(env or {})}
        done = subprocess.run(
            line, cwd=self.root, env=environment, capture_output=True, check=False
        )
        if check and done.returncode:
            raise AssertionError(f"{line}: {done.stderr.decode()}{done.stdout.decode()}")
        return done.stdout.decode(errors="surrogateescape").rstrip("\n")

    def write(self, path: str, content: str | bytes | None) -> None:
        """Give the file at *path* that content; None removes it."""
        file = self.root / path
        if content is None:
            file.unlink()
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def commit(
        self,
        message: str,
        files: Mapping[str, str | bytes | None],
        *,
        date: str | None = None,
        env: Mapping[str, str] | None = None,
    ) -> str:
        """Commit *files* with *message* and return the commit's id; *date* is for both dates."""
        for path, content in files.items():
            self.write(path, content)
        if files:
            self.git("add", "--force", "--all", "--", *files)
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
        self.git(
            *("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", f"--message={message}"),
            env={**dates, **(env or {})},
        )
        return self.head

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def hook(self, name: str, script: str) -> None:
        """Install a hook; *script* is for the shell."""
        path = Path(self.git("rev-parse", "--path-format=absolute", "--git-path", f"hooks/{name}"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def changed(self, revision: str = "HEAD") -> list[str]:
        """The paths that a commit changed."""
        names = self.git("show", "--first-parent", "--format=", "--name-only", "-z", revision)
        return [name for name in names.split("\0") if name]

    def status(self) -> list[str]:
        """What ``git status`` lists, line by line."""
        return self.git("status", "--short", "--untracked-files=all").splitlines()

    def snapshot(self) -> Snapshot:
        """What is here now, to be compared with what is here later."""
        git_dir = self.git_dir
        index = git_dir / "index"
        return Snapshot(
            files={
                path.relative_to(self.root).as_posix(): path.read_bytes()
                for path in sorted(self.root.rglob("*"))
                if path.is_file() and ".git" not in path.relative_to(self.root).parts
            },
            index=index.read_bytes() if index.exists() else b"",
            head=(git_dir / "HEAD").read_text(),
            references=self.git("for-each-ref"),
            git_files=frozenset(
                path.name for path in git_dir.iterdir() if path.name not in _COMINGS_AND_GOINGS
            ),
        )


# What git and the lock may leave in git's folder without harm.
_COMINGS_AND_GOINGS = frozenset(
    {"COMMIT_EDITMSG", "ORIG_HEAD", "logs", "socialreg.lock", "worktrees"}
)
