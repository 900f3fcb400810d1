"""Checking a whole register: read a part, examine it, keep what matters, go on.

No more accounts are in memory than are being examined; several processes share many of them.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from socialreg.assembly import (
    Files,
    accounts_of,
    evidence_of,
    frame,
    in_order,
    no_garbage_collection,
    readable_ids,
    recorded_ids,
)
from socialreg.model import Context, Fault
from socialreg.processes import process_count, work
from socialreg.rules import Examined, Finding, conclude, examine

# Accounts. With fewer, starting another process takes longer than it saves.
_MANY = 3000
# Accounts of which the evidence is in memory at the same time.
_AT_ONCE = 500


class _Share(NamedTuple):
    """The accounts with these *ids*, to be judged in this *context* and by what is *recorded*.

    *recorded* are the ids of the accounts with a file of evidence, by folder.
    """

    files: Files
    context: Context
    ids: Sequence[str]
    recorded: Mapping[str, frozenset[str]]


def check_files(files: Files, as_of: dt.date) -> tuple[Finding, ...]:
    """Everything that is wrong with the register in *files* on the day *as_of*.

    As ``rules.check`` of all of it; RegisterError when the system refuses to read.
    """
    faults: list[Fault] = []
    context = frame(files, as_of, faults)
    ids = list(readable_ids(files, faults))
    recorded = recorded_ids(files, frozenset(ids), faults)
    count = process_count(len(ids), enough=_MANY)
    shares = [_Share(files, context, ids[number::count], recorded) for number in range(count)]
    parts: list[Examined] = []
    for examined, found in work(_examine, shares):
        parts.extend(examined)
        faults.extend(found)
    return conclude(context, parts, in_order(faults))


def _examine(share: _Share) -> tuple[list[Examined], list[Fault]]:
    faults: list[Fault] = []
    with no_garbage_collection():
        examined = [
            _examine_some(share, share.ids[start : start + _AT_ONCE], faults)
            for start in range(0, len(share.ids), _AT_ONCE)
        ]
    return examined, faults


def _examine_some(share: _Share, ids: Sequence[str], faults: list[Fault]) -> Examined:
    evidence = evidence_of(share.files, share.recorded, ids, faults)
    context = dataclasses.replace(share.context, evidence=evidence)
    return examine(context, accounts_of(share.files, ids, faults))
