"""Checking a whole register: read a part, examine it, keep what matters, go on.

No more accounts are in memory than are being examined; several processes share many of them.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from socialreg.assembly import (
    Files,
    accounts_of,
    frame,
    in_order,
    no_garbage_collection,
    readable_ids,
)
from socialreg.model import Context, Fault
from socialreg.processes import process_count, work
from socialreg.rules import Examined, Finding, conclude, examine

# Accounts. With fewer, starting another process takes longer than it saves.
_MANY = 3000


class _Share(NamedTuple):
    """The accounts with these *ids*, to be judged in this *context*."""

    files: Files
    context: Context
    ids: Sequence[str]


def check_files(files: Files, as_of: dt.date) -> tuple[Finding, ...]:
    """Everything that is wrong with the register in *files* on the day *as_of*.

    As ``rules.check`` of all of it; RegisterError when the system refuses to read.
    """
    faults: list[Fault] = []
    context = frame(files, as_of, faults)
    ids = list(readable_ids(files, faults))
    count = process_count(len(ids), enough=_MANY)
    shares = [_Share(files, context, ids[number::count]) for number in range(count)]
    parts = []
    for examined, found in work(_examine, shares):
        parts.append(examined)
        faults.extend(found)
    return conclude(context, parts, in_order(faults))


def _examine(share: _Share) -> tuple[Examined, list[Fault]]:
    faults: list[Fault] = []
    with no_garbage_collection():
        accounts = accounts_of(share.files, share.ids, faults)
        return examine(share.context, accounts), faults
