"""Sharing work among several processes, where it is much."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from socialreg.errors import SocialregError
from socialreg.i18n import _, language, use

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext

Share = TypeVar("Share")
Result = TypeVar("Result")

_MOST_PROCESSES = 4


def process_count(items: int, *, enough: int) -> int:
    """How many processes to share so many *items* among; one if they are not *enough*."""
    if items < enough:
        return 1
    return min(os.cpu_count() or 1, _MOST_PROCESSES)


def work(task: Callable[[Share], Result], shares: Sequence[Share]) -> list[Result]:
    """What *task* makes of each of the *shares*: the first in this process, each other in its own.

    *task* is a function of a module. Raises the SocialregError or OSError that stops a share.
    """
    with _started(task, shares[1:]) as pipes:
        results = [task(shares[0])]
        return [*results, *map(_received, pipes)]


@contextmanager
def _started(
    task: Callable[[Share], Result], shares: Sequence[Share]
) -> "Iterator[list[Connection]]":
    """A process for each of the *shares*: the pipes that its result comes from.

    No process outlives the block.
    """
    if not shares:
        yield []
        return
    context = _process_kind()
    running, pipes = [], []
    try:
        for share in shares:
            pipe, answer = context.Pipe(duplex=False)
            arguments = (task, share, language(), answer)
            process = context.Process(target=_answer, args=arguments, daemon=True)
            process.start()
            answer.close()
            running.append(process)
            pipes.append(pipe)
        yield pipes
    finally:
        for process in running:
            process.terminate()
            process.join()


def _process_kind() -> "SpawnContext | ForkContext":
    import multiprocessing  # imported late: few registers are large enough to share

    # A fork starts at once with everything in memory, but must not copy running threads.
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _answer(
    task: Callable[[Share], Result], share: Share, spoken: str, answer: "Connection"
) -> None:
    """In another process: send what *task* makes of the *share*, or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process to act on
    use(spoken)
    try:
        answer.send((task(share), None))
    except (SocialregError, OSError) as error:
        answer.send((None, error))


def _received(pipe: "Connection") -> Result:  # type: ignore[type-var]  # as the share's task has it
    try:
        result, error = pipe.recv()
    except EOFError:
        raise SocialregError(
            _("A process that did a part of the work was stopped from outside."),
            _("Try again; perhaps the memory did not suffice."),
        ) from None
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]
