"""An open repository, and running the git program in it.

GitPython holds the repository and starts the program. Nothing else of it is used: its own
commits invent an identity, skip the signature and lose concurrent commits, and its objects do
not know SHA-256 repositories.
"""

import functools
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired
from types import ModuleType
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from socialreg.errors import GitError
from socialreg.git.program import find_program
from socialreg.git.refusal import refusal
from socialreg.git.surroundings import (
    READ,
    STREAM_TIMEOUT,
    WRITE,
    Profile,
    without_git_variables,
)
from socialreg.i18n import _
from socialreg.shell import command_line
from socialreg.text import clean
from socialreg.values import dataclass

if TYPE_CHECKING:
    import git  # GitPython

_END_GRACE = 5.0  # seconds that git gets to tidy up when it is told to stop


@dataclass(frozen=True)
class Repository:
    """An open repository whose top folder is *root*; the functions here take it first.

    *git_dir* is this work tree's own folder of git, *common_dir* the one that all work trees
    of the repository share. *wrapper* is GitPython's command wrapper.
    """

    root: Path
    git_dir: Path
    common_dir: Path
    program: str
    wrapper: "git.Git"

    @functools.cached_property
    def shallow(self) -> bool:
        """Whether the beginning of the history is missing; GitError if git distrusts the folder."""
        return run(self, WRITE, "rev-parse", "--is-shallow-repository").strip() == b"true"

    @functools.cached_property
    def read_options(self) -> tuple[str, ...]:
        """The setting by which READ calls know that the user trusts this very folder.

        They do not see the user's configuration, in which CI systems note that a folder of
        another owner is fine; so git is asked once with it, and only then told.
        """
        _asked = self.shallow
        return ("-c", f"safe.directory={Path(os.path.realpath(self.root)).as_posix()}")


class Answer(NamedTuple):  # frozen like a dataclass, and seven times as quick to define
    """What a call of git ended with; *words* is what it said on standard error."""

    status: int
    output: bytes
    words: str


@contextmanager
def open_repository(root: Path) -> Iterator[Repository]:
    """The repository whose top folder is *root*; GitError if there is none or it is bare."""
    root = Path(os.path.abspath(root))  # noqa: PTH100 - a link on the way is the user's to choose
    library = _gitpython()
    with without_git_variables():
        try:
            held = library.Repo(root, search_parent_directories=False, expand_vars=False)
        except (library.InvalidGitRepositoryError, library.NoSuchPathError) as error:
            raise _not_a_top(root) from error
    with held:
        if held.bare:
            raise GitError(
                _("{folder} is a bare repository: it has no files to work on.").format(
                    folder=clean(str(root))
                ),
                _("Clone it ({command}) and work there.").format(
                    command=command_line("git", "clone", str(root), "FOLDER")
                ),
            )
        common_dir = Path(os.path.normpath(held.common_dir))
        opened = Repository(root, Path(held.git_dir), common_dir, find_program(root), held.git)
        _refuse_another_tree(opened)
        yield opened


def _not_a_top(root: Path) -> GitError:
    folder = clean(str(root))
    outer = next((place for place in root.parents if (place / ".git").exists()), None)
    if outer is None:
        return GitError(
            _("{folder} is not the top folder of a git repository.").format(folder=folder),
            _("Make it one with: {command}").format(command=command_line("git", "init", str(root))),
        )
    return GitError(
        _("{folder} is a part of the git repository {other}, not a repository of its own.").format(
            folder=folder, other=clean(str(outer))
        ),
        _(
            "A register can be read and checked there, but its history is that of a repository "
            "of its own: move it out, or make it one where it is: {command}"
        ).format(command=command_line("git", "init", str(root))),
    )


def _refuse_another_tree(repository: Repository) -> None:
    """GitError when git takes another folder than the repository's own for where its files are."""
    try:
        settings = (repository.common_dir / "config").read_bytes().lower()
    except OSError:
        return
    if b"worktree" not in settings:
        return  # as nearly always: git need not be asked
    answer = ask(repository, WRITE, "rev-parse", "--show-toplevel")
    if answer.status and "work tree" not in answer.words:
        raise refusal(answer.words)
    top = os.fsdecode(answer.output).removesuffix("\n")
    if os.path.realpath(top) != os.path.realpath(repository.root):
        raise GitError(
            _("The repository in {folder} has its files elsewhere.").format(folder=repository.root),
            _("If you did not mean that: git config --unset core.worktree"),
        )


def init_repository(folder: Path, *, branch: str = "main") -> None:
    """Make *folder* (created if missing) a git repository whose first branch is *branch*."""
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - as above
    folder.mkdir(parents=True, exist_ok=True)
    nowhere = folder / ".git"
    wrapper = _gitpython().Git(folder)
    fresh = Repository(folder, nowhere, nowhere, find_program(folder), wrapper)
    run(fresh, WRITE, "init", "--quiet", f"--initial-branch={branch}")


def run(
    repository: Repository,
    profile: Profile,
    *arguments: str,
    given: bytes | None = None,
    extra: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> bytes:
    """What git prints when run with *arguments*; GitError with git's own words if it fails.

    *given* goes to its standard input, *extra* are more environment variables, *options* more
    settings of git itself.
    """
    answer = ask(repository, profile, *arguments, given=given, extra=extra, options=options)
    if answer.status:
        raise refusal(answer.words)
    return answer.output


def ask(
    repository: Repository,
    profile: Profile,
    *arguments: str,
    given: bytes | None = None,
    extra: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> Answer:
    """Like ``run``, where a refusal is an answer, too."""
    command = [*options, *arguments]
    process = start(repository, profile, command, extra=extra, pipe=given is not None)
    return finish(process, given, profile.timeout)


def start(
    repository: Repository,
    profile: Profile,
    command: Sequence[str],
    *,
    extra: Mapping[str, str] | None = None,
    pipe: bool = False,
) -> "Popen[bytes]":
    """Start git and return at once, with a *pipe* to its standard input where wanted."""
    from git.exc import GitCommandNotFound

    trust = repository.read_options if profile is READ else ()
    line = [repository.program, *profile.options, *trust, "-C", str(repository.root), *command]
    with without_git_variables(profile.kept):
        try:
            process = repository.wrapper.execute(
                line,
                istream=PIPE if pipe else None,
                as_process=True,
                env={**profile.environment, **(extra or {})},
            )
        except (GitCommandNotFound, OSError) as error:
            raise GitError(
                _("Git could not be started: {why}.").format(why=error),
                _("See to it that “git --version” works here, then try again."),
            ) from error
    # GitPython's wrapper object would stop the program when the last reference to it goes;
    # that is done here, where it can be seen.
    started, process.proc = process.proc, None
    return cast("Popen[bytes]", started)


def finish(process: "Popen[bytes]", given: bytes | None, timeout: float | None) -> Answer:
    """Wait for git's end, or for *timeout* seconds; it does not outlive an interruption."""
    try:
        output, words = process.communicate(given, timeout)
    except TimeoutExpired as error:
        stop(process)
        raise _too_late(timeout) from error
    except BaseException:
        stop(process)
        raise
    return Answer(process.returncode, output, _words(process.returncode, words))


def _too_late(seconds: float | None) -> GitError:
    return GitError(
        _("Git did not answer within {seconds} seconds.").format(seconds=seconds),
        _("Try again; if it happens again, look at “git fsck”."),
    )


def _words(status: int, said: bytes) -> str:
    """What git *said*; where a signal ended it before it could say anything, the signal's name."""
    if status < 0 and not said.strip():
        return signal.strsignal(-status) or ""
    return said.decode(errors="replace")


def stop(process: "Popen[bytes]") -> None:
    """End git, with time to remove its lock files."""
    process.terminate()
    try:
        process.wait(_END_GRACE)
    except TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.close()


@contextmanager
def stream(
    repository: Repository,
    *command: str,
    lines: Iterable[bytes] | None = None,
    timeout: float = STREAM_TIMEOUT,
) -> Iterator[IO[bytes]]:
    """Git's output while it runs, with READ's surroundings; GitError if it fails in the end.

    *lines* are handed to its standard input as it takes them. It is ended after *timeout* seconds.
    """
    process = start(repository, READ, command, pipe=lines is not None)
    output, errors = cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stderr)
    words: list[bytes] = []
    # Threads, because a full pipe in any direction would make both sides wait for ever.
    workers = [threading.Thread(target=lambda: words.append(errors.read()), daemon=True)]
    if lines is not None:
        arguments = (cast("IO[bytes]", process.stdin), lines)
        workers.append(threading.Thread(target=_feed, args=arguments, daemon=True))
    end = threading.Timer(timeout, process.kill)
    for worker in (*workers, end):
        worker.start()
    try:
        yield output
        output.read()
        status = process.wait()
    except BaseException:
        stop(process)
        raise
    finally:
        late = not end.is_alive()
        end.cancel()
        end.join()
    for worker in workers:
        worker.join()
    output.close()
    errors.close()
    if late:
        raise _too_late(timeout)
    if status:
        raise refusal(_words(status, b"".join(words)))


def _feed(pipe: IO[bytes], lines: Iterable[bytes]) -> None:
    with suppress(BrokenPipeError, ValueError), pipe:  # git may end early, or be stopped
        for line in lines:
            pipe.write(line + b"\n")


@functools.cache
def _gitpython() -> ModuleType:
    """GitPython, kept from looking for a git program of its own while it is imported.

    It would start ``git version`` twice, and on the search path as it finds it.
    """
    own = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": os.devnull}
    with without_git_variables():
        os.environ.update(own)
        try:
            import git
        finally:
            for name in own:
                del os.environ[name]
    return git
