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
    assemble,
    evidence_of,
    frame,
    impostors_of,
    in_order,
    no_garbage_collection,
    readable_ids,
    recorded_ids,
)
from socialreg.assets import Asset
from socialreg.filenames import account_id, disguises
from socialreg.model import (
    Account,
    Context,
    Evidence,
    Fault,
    FaultKind,
    Register,
    Sighting,
    Status,
)
from socialreg.paths import (
    ACCOUNTS_DIR,
    DATA_DIR,
    EVIDENCE_DIRS,
    GUIDELINES_PATH,
    IMPOSTORS_DIR,
    SETTINGS_PATH,
)
from socialreg.processes import process_count, work
from socialreg.rules import (
    Comparison,
    Examined,
    Finding,
    conclude,
    examine,
    of_personal_data,
)
from socialreg.sightings import MAX_SEARCHED, in_names, not_searched, sightings
from socialreg.standing import Stand, stands

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
        elif content.kind is FaultKind.OVERSIZED_FILE:
            self.seen.extend(_seen_in_all(self.files, path))
        return content

    def paths(self) -> Iterable[str]:
        return self.files.paths()

    def whole(self, path: str, limit: int) -> bytes | None:
        return self.files.whole(path, limit)

    def asset(self, path: str) -> Asset:
        return self.files.asset(path)

    def templates(self) -> Iterable[tuple[str, Asset]]:
        return self.files.templates()


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
    known = {*ids, *(account_id(fault.path) for fault in faults)}  # of a link one fault is enough
    recorded = recorded_ids(files, known, faults)
    faults.extend(disguises((*_names(files), *(comparison.present() if comparison else ()))))
    count = process_count(len(ids), enough=_MANY)
    shares = [_Share(files, context, ids[number::count], recorded) for number in range(count)]
    fakes = Examined(impostors=impostors_of(files, faults))
    seen = (*watched.seen, *_seen_elsewhere(files, ids, recorded))
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
    evidence = dataclasses.replace(evidence, sightings=tuple(watched.seen))
    return examine(dataclasses.replace(share.context, evidence=evidence), accounts)


def _names(files: Files) -> Iterator[str]:
    """What lies where another file could take the place of one that matters.

    Of what lies beside accounts and evidence only what is hidden: other names must be good ones.
    """
    yield from (name for name, _ordinary in files.entries(""))
    yield from (f"{DATA_DIR}/{name}" for name, _ordinary in files.entries(DATA_DIR))
    for folder in (ACCOUNTS_DIR, *EVIDENCE_DIRS, IMPOSTORS_DIR):
        for name, _ordinary in files.entries(folder):
            if name.startswith("."):
                yield f"{folder}/{name}"


def _seen_elsewhere(
    files: Files, ids: Sequence[str], recorded: Mapping[str, Mapping[str, bool]]
) -> Iterator[Sighting]:
    """Personal data in whatever else lies under data/, and in the names of all its files."""
    paths = list(files.paths())
    yield from in_names(paths)
    read = {SETTINGS_PATH, GUIDELINES_PATH, *(f"{ACCOUNTS_DIR}/{name}.toml" for name in ids)}
    for folder, found in recorded.items():
        read.update(f"{folder}/{name}.csv" for name, ordinary in found.items() if ordinary)
    for path in paths:
        if path not in read:
            yield from _seen_in_all(files, path)


def _seen_in_all(files: Files, path: str) -> tuple[Sighting, ...]:
    """Personal data in a file of any kind and size, or that there is too much to search it."""
    content = files.whole(path, MAX_SEARCHED)
    return (not_searched(path),) if content is None else sightings(path, content)


class Survey(NamedTuple):
    """A *register*, how each account in use or at rest *stands*, and the *personal* data found.

    The faults of what is recorded beside the accounts are among the register's.
    """

    register: Register
    stands: Mapping[str, tuple[Stand, ...]]
    personal: tuple[Finding, ...]


def survey(files: Files, as_of: dt.date) -> Survey:
    """What has to be known of the register in *files* before it is published, on the day *as_of*.

    Personal data is looked for in all that is read, also where that has faults: it is told of
    first, and without being repeated. RegisterError when the system refuses to read.
    """
    with no_garbage_collection():
        return _surveyed(files, as_of)


def _surveyed(files: Files, as_of: dt.date) -> Survey:
    watched = _Watched(files, [])
    register = assemble(watched, as_of)
    faults = list(register.faults)
    open_ = [one for one in register if one.status in (Status.ACTIVE, Status.DORMANT)]
    recorded = recorded_ids(files, frozenset(readable_ids(files, [])), faults)
    count = process_count(len(open_), enough=_MANY)
    frame_ = Context(settings=register.settings, guidelines=register.guidelines, as_of=as_of)
    shares = [_Open(files, frame_, open_[number::count], recorded) for number in range(count)]
    found: dict[str, tuple[Stand, ...]] = {}
    seen = list(watched.seen)
    for part in work(_survey, shares):
        found |= part.stands
        seen.extend(part.seen)
        faults.extend(part.faults)
    noticed = dataclasses.replace(frame_, evidence=Evidence(sightings=tuple(seen)))
    return Survey(
        register=dataclasses.replace(register, faults=in_order(faults)),
        stands=found,
        personal=of_personal_data(noticed, register),
    )


class _Open(NamedTuple):
    """Open *accounts*, to be judged in this *context* and by what is *recorded*."""

    files: Files
    context: Context
    accounts: Sequence[Account]
    recorded: Mapping[str, Mapping[str, bool]]


class _Surveyed(NamedTuple):
    """What became of a share of them."""

    stands: Mapping[str, tuple[Stand, ...]]
    seen: tuple[Sighting, ...]
    faults: Sequence[Fault]


def _survey(share: _Open) -> _Surveyed:
    found: dict[str, tuple[Stand, ...]] = {}
    faults: list[Fault] = []
    watched = _Watched(share.files, [])
    with no_garbage_collection():
        for start in range(0, len(share.accounts), _AT_ONCE):
            accounts = share.accounts[start : start + _AT_ONCE]
            ids = [account.id for account in accounts]
            evidence = evidence_of(watched, share.recorded, ids, faults)
            context = dataclasses.replace(share.context, evidence=evidence)
            found |= {account.id: stands(account, context) for account in accounts}
    return _Surveyed(found, tuple(watched.seen), faults)
