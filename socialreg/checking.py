"""Checking a whole register: read a part, examine it, keep what matters, go on.

No more accounts are in memory than are being examined; several processes share many of them.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from socialreg.assembly import (
    Files,
    accounts_of,
    evidence_of,
    frame,
    impostors_of,
    in_order,
    no_garbage_collection,
    readable_ids,
    recorded_ids,
)
from socialreg.assets import Asset
from socialreg.model import Context, Evidence, Fault, FaultKind, Sighting
from socialreg.paths import DATA_DIR, GUIDELINES_PATH, IMPOSTORS_DIR, SETTINGS_PATH
from socialreg.processes import process_count, work
from socialreg.rules import Comparison, Examined, Finding, conclude, examine
from socialreg.sightings import sightings

# Accounts. With fewer, starting another process takes longer than it saves.
_MANY = 3000
# Accounts of which the evidence is in memory at the same time.
_AT_ONCE = 500


class _Share(NamedTuple):
    """The accounts with these *ids*, to be judged in this *context* and by what is *recorded*.

    *recorded* are the accounts with a file of evidence, by folder; see ``recorded_ids``.
    """

    files: Files
    context: Context
    ids: Sequence[str]
    recorded: Mapping[str, Mapping[str, bool]]


class _Watched(NamedTuple):
    """Files in which personal data is *seen* while they are read."""

    files: Files
    seen: list[Sighting]

    def entries(self, folder: str) -> Iterable[tuple[str, bool]]:
        return self.files.entries(folder)

    def read(self, path: str) -> bytes | Fault:
        content = self.files.read(path)
        if not isinstance(content, Fault):
            self.seen.extend(sightings(path, content))
        return content

    def asset(self, path: str) -> Asset:
        return self.files.asset(path)

    def templates(self) -> Iterable[tuple[str, Asset]]:
        return self.files.templates()

    def seen_beside(self, faults: Sequence[Fault]) -> tuple[Sighting, ...]:
        """What was seen, but for the files with *faults*: of those nothing else is said."""
        if not self.seen:
            return ()
        faulty = {fault.path for fault in faults}
        return tuple(sighting for sighting in self.seen if sighting.path not in faulty)


def check_files(
    files: Files, as_of: dt.date, comparison: Comparison | None = None
) -> tuple[Finding, ...]:
    """Everything that is wrong with the register in *files* on the day *as_of*.

    As ``rules.check`` of all of it; RegisterError when the system refuses to read. With a
    *comparison*, also what is wrong with the change, and all is judged by the policy that it
    brings: no change can give itself a right.
    """
    faults: list[Fault] = []
    watched = _Watched(files, [])
    context = frame(watched, as_of, faults)
    own = context
    if comparison:
        judge = comparison.context
        context = dataclasses.replace(own, settings=judge.settings, guidelines=judge.guidelines)
    ids = list(readable_ids(files, faults))
    recorded = recorded_ids(files, frozenset(ids), faults)
    count = process_count(len(ids), enough=_MANY)
    shares = [_Share(files, context, ids[number::count], recorded) for number in range(count)]
    fakes = Examined(impostors=impostors_of(files, faults))
    seen = (*watched.seen_beside(faults), *_seen_elsewhere(files, faults))
    evidence = Evidence(sightings=seen)
    parts = [examine(dataclasses.replace(context, evidence=evidence), ()), fakes]
    for examined, found in work(_examine, shares):
        parts.extend(examined)
        faults.extend(found)
    return conclude(context, parts, in_order(faults), comparison, own)


def _examine(share: _Share) -> tuple[list[Examined], list[Fault]]:
    faults: list[Fault] = []
    with no_garbage_collection():
        examined = [
            _examine_some(share, share.ids[start : start + _AT_ONCE], faults)
            for start in range(0, len(share.ids), _AT_ONCE)
        ]
    return examined, faults


def _examine_some(share: _Share, ids: Sequence[str], faults: list[Fault]) -> Examined:
    watched = _Watched(share.files, [])
    evidence = evidence_of(watched, share.recorded, ids, faults)
    accounts = list(accounts_of(watched, ids, faults))
    evidence = dataclasses.replace(evidence, sightings=watched.seen_beside(faults))
    return examine(dataclasses.replace(share.context, evidence=evidence), accounts)


def _seen_elsewhere(files: Files, faults: Sequence[Fault]) -> Iterator[Sighting]:
    """Personal data in what else lies under data/; a picture or the like is no text.

    Of a file with *faults* nothing else is said, but for one that only has a bad name.
    """
    told = {SETTINGS_PATH, GUIDELINES_PATH}
    told.update(fault.path for fault in faults if fault.kind is not FaultKind.BAD_FILE_NAME)
    for folder in (DATA_DIR, IMPOSTORS_DIR):
        for name, ordinary in files.entries(folder):
            path = f"{folder}/{name}"
            if ordinary and path not in told:
                content = files.read(path)
                if isinstance(content, bytes) and b"\0" not in content:
                    yield from sightings(path, content)
