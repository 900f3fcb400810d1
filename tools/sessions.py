"""The console sessions in the READMEs, played on a real terminal: what they show is what happens.

    tools/sessions.py README.md README.sv.md    write the real output into them (make readme)

A document's ``console`` blocks are one session, from an empty home on. A line that begins with
``$ `` is a command; what follows is what the terminal shows, up to the next command. What a
person types stands behind the question that it answers, and nothing where Enter is enough. A
block of another kind with a file's name behind the kind is that file, put in place before what
follows. What differs from run to run is written in one way: today is DAY, the home is HOME, and
a commit's id stays as the document has it.
"""

import datetime as dt
import difflib
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DAY = "2026-11-17"
HOME = "/home/maria"
LOCALES = {".sv": "sv_SE.UTF-8", "": "en_GB.UTF-8"}  # by the ending before .md
PERSON = {"NAME": "Maria Berg", "EMAIL": "maria.berg@sjohamn.example"}

# Stands in for ssh: every repository on a forge is a bare one in the home.
FORGE = """
forge() {
    shift $(($# - 1))
    eval "set -- $1"
    git init --quiet --bare "$HOME/.forge/$2" && "$1" "$HOME/.forge/$2"
}
forge"""

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# The program shows ten digits of a commit's id, and one id in a hundred has no letter among them.
_COMMIT = re.compile(r"\b(?:[0-9a-f]{10}|(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40})\b")
_PATIENCE = 10.0  # seconds of silence after which a question gets Enter for an answer


def played(path: Path, home: Path) -> str:
    """The text of the document at *path*, with what its session shows when played in *home*."""
    session = _Session(home, LOCALES[Path(path.stem).suffix])
    text, parts, end = path.read_text("utf-8"), [], 0
    for block in _BLOCK.finditer(text):
        kind, name, content = block.groups()
        parts.append(text[end : block.start(3)])
        end = block.end(3)
        if kind == "console":
            content = "".join(session.run(*command) for command in _commands(content))
        elif name:
            (session.folder / name).write_text(content, "utf-8")
        parts.append(content)
    return _with_ids_of(text, "".join(parts) + text[end:])


def _commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, its lines as they stand, and what the document shows after it."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command = re.match(r"\$ (?:.*\\\n)*.*\n", part)
        if command:
            yield command[0], part[command.end() :]
        elif part:
            raise ValueError(f"a console block begins without a command: {part}")


class _Session:
    """A person's terminal: the *folder* that they are in, and their environment."""

    def __init__(self, home: Path, locale: str) -> None:
        self.home = self.folder = home.resolve()
        self.today = dt.date.today().isoformat()  # noqa: DTZ011 - a person's own calendar day
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        self.environment = {"HOME": str(self.home), "PATH": path, "LANG": locale}
        self.environment |= {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "xterm"}
        self.environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        self.environment |= {"GIT_PAGER": "cat", "GIT_SSH_COMMAND": FORGE}
        self.environment |= {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in PERSON.items()
        }

    def run(self, lines: str, shown: str) -> str:
        """The command's *lines* and what it shows now; *shown* is what it did, with answers."""
        command = lines.removeprefix("$ ").replace("\\\n", "")
        if command.startswith("cd "):
            self.folder = (self.folder / command[3:].strip()).resolve()
            return lines
        output = self._on_terminal(command, shown.splitlines())
        kept = "".join(f"{line.rstrip()}\n" for line in output.strip().splitlines())
        # An empty line before the next command is the document's own.
        return lines + kept + ("\n" if re.search(r"(\A|\n)\n\Z", shown) else "")

    def _on_terminal(self, command: str, shown: list[str]) -> str:
        terminal, end = pty.openpty()
        with subprocess.Popen(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=end,
            stdout=end,
            stderr=end,
            start_new_session=True,
        ) as process:
            os.close(end)
            output, unanswered = b"", ""
            while (piece := self._read(terminal)) != b"":
                output += piece or b""
                asked = self._written(output).rpartition("\n")[2]
                answer = _answer(asked, shown)
                if answer is None and piece is None and asked:
                    if asked == unanswered:
                        process.kill()
                        raise ValueError(f"the document has no answer to “{asked}”")
                    answer, unanswered = "", asked
                if answer is not None:
                    os.write(terminal, f"{answer}\n".encode())
        os.close(terminal)
        return self._written(output)

    @staticmethod
    def _read(terminal: int) -> bytes | None:
        """What the terminal shows next; nothing at the end, None when it is silent."""
        if not select.select([terminal], [], [], _PATIENCE)[0]:
            return None
        try:
            return os.read(terminal, 65536)
        except OSError:  # how Linux tells that nobody has the other end any more
            return b""

    def _written(self, output: bytes) -> str:
        """*output* as the document writes it."""
        text = _ESCAPE.sub("", output.decode(errors="replace").replace("\r\n", "\n"))
        text = text.replace(str(self.home), HOME)
        return text.replace(self.today, DAY).replace(self.today[:7], DAY[:7])


def _answer(asked: str, shown: list[str]) -> str | None:
    """What the person types at the question *asked*, by the lines *shown*; None if not there."""
    if asked.endswith(("? ", ") ")):
        for number, line in enumerate(shown):
            if line.startswith(asked.rstrip()):
                del shown[: number + 1]
                return line[len(asked) :]
    return None


def _with_ids_of(before: str, after: str) -> str:
    """*after* with the commits' ids of *before*, line by line, where nothing else differs."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    alike, like = ([_COMMIT.sub("0", line) for line in lines] for lines in (old, new))
    for tag, first, last, start, _stop in difflib.SequenceMatcher(None, alike, like).get_opcodes():
        if tag == "equal":
            new[start : start + last - first] = old[first:last]
    return "".join(new)


def main(paths: list[str]) -> None:
    """Write into each document what its session shows."""
    for path in map(Path, paths):
        with tempfile.TemporaryDirectory(prefix="socialreg-") as home:
            path.write_text(played(path, Path(home)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
