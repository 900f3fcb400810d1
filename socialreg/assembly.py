"""From files to a register, wherever the files are: in a folder now, or in a commit."""

import datetime as dt
import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, TypeVar

from socialreg import assets, evidence, schema
from socialreg.assets import Asset
from socialreg.filenames import collisions, entry_fault, recorded_fault
from socialreg.model import (
    Account,
    Context,
    Evidence,
    Fault,
    FaultKind,
    Guidelines,
    Impostor,
    Office,
    Organisation,
    Register,
    Settings,
)
from socialreg.parsing import parse_account, parse_as, parse_impostor
from socialreg.paths import (
    ACCOUNTS_DIR,
    ACTIVITY_DIR,
    ANSWERS_DIR,
    EVIDENCE_DIRS,
    GUIDELINES_PATH,
    IMPOSTORS_DIR,
    SETTINGS_PATH,
)

T = TypeVar("T")

_NO_SETTINGS = Settings(organisation=Organisation(name="–"), contact=Office(name="–"))


class Files(Protocol):
    """Where a register's files can be read."""

    def entries(self, folder: str) -> Iterable[tuple[str, bool]]:
        """What lies in *folder*: names, sorted, and whether each is an ordinary file.

        Nothing where there is no such folder; RegisterError where it is a link or no folder.
        """

    def read(self, path: str) -> bytes | Fault:
        """The bytes of the file at *path*, or why they are not taken; RegisterError if missing."""

    def asset(self, path: str) -> Asset:
        """The bytes of a file anywhere in the register, such as the logo, or why there are none."""

    def templates(self) -> Iterable[tuple[str, Asset]]:
        """The register's own templates: their paths, and what ``asset`` says of each."""


def assemble(files: Files, as_of: dt.date) -> Register:
    """The register in *files* as of the day *as_of*; what cannot be read becomes its faults.

    What is recorded beside the accounts is not read: it is long, and only checking asks for it.
    """
    faults: list[Fault] = []
    context = frame(files, as_of, faults)
    with no_garbage_collection():
        accounts = tuple(accounts_of(files, readable_ids(files, faults), faults))
    impostors = impostors_of(files, faults)
    return Register(
        settings=context.settings,
        guidelines=context.guidelines,
        as_of=as_of,
        accounts=accounts,
        impostors=impostors,
        faults=in_order(faults),
    )


def frame(files: Files, as_of: dt.date, faults: list[Fault]) -> Context:
    """What the accounts in *files* are judged by; what cannot be read is added to *faults*."""
    settings = read_as(files, SETTINGS_PATH, schema.to_settings)
    guidelines = read_as(files, GUIDELINES_PATH, schema.to_guidelines)
    if isinstance(settings, tuple):
        faults.extend(settings)
        settings = _NO_SETTINGS
    elif settings.site.logo is not None:
        faults.extend(_logo_faults(files, settings.site.logo))
    if isinstance(guidelines, tuple):
        faults.extend(guidelines)
        guidelines = Guidelines()
    return Context(settings=settings, guidelines=guidelines, as_of=as_of)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """*faults* by file and place."""
    return tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column)))


def readable_ids(files: Files, faults: list[Fault], folder: str = ACCOUNTS_DIR) -> Iterator[str]:
    """The ids of the files with a good name; what else lies there is added to *faults*."""
    found = list(_visible(files, folder))
    colliding = list(collisions(folder, [name for name, _ordinary in found]))
    faults.extend(colliding)
    told = {fault.path for fault in colliding}
    for name, ordinary in found:
        if fault := entry_fault(folder, name, ordinary=ordinary):
            if fault.path not in told:  # another name is wanted anyway
                faults.append(fault)
        else:
            yield name.removesuffix(".toml")


def recorded_ids(
    files: Files, ids: Collection[str], faults: list[Fault]
) -> dict[str, dict[str, bool]]:
    """Of which of the accounts with these *ids* something is recorded, by folder of evidence.

    Of each, whether its file is an ordinary one. What else lies there is added to *faults*.
    """
    found: dict[str, dict[str, bool]] = {}
    for folder in EVIDENCE_DIRS:
        found[folder] = {}
        for name, ordinary in _visible(files, folder):
            if fault := recorded_fault(folder, name, ids, ordinary=ordinary):
                faults.append(fault)
            if not fault or fault.kind is FaultKind.LINKED_FILE:
                found[folder][name.removesuffix(".csv")] = ordinary
    return found


def _visible(files: Files, folder: str) -> Iterator[tuple[str, bool]]:
    """What lies in *folder* but hidden files: .gitkeep, an editor's or our own temporary file."""
    return (entry for entry in files.entries(folder) if not entry[0].startswith("."))


def read_as(files: Files, path: str, convert: "schema.Convert[T]") -> T | tuple[Fault, ...]:
    """What *convert* makes of the file at *path*, or its faults."""
    content = files.read(path)
    return (content,) if isinstance(content, Fault) else parse_as(path, content, convert)


def _logo_faults(files: Files, path: str) -> tuple[Fault, ...]:
    """What is wrong with the logo at *path*, placed where ``register.toml`` names it."""
    problem = assets.logo_problem(path, files.asset(path))
    if problem is None:
        return ()
    mismatch = schema.Mismatch(FaultKind.INVALID_VALUE, ("site", "logo"), *problem)
    return read_as(files, SETTINGS_PATH, lambda _table: (mismatch,))


def accounts_of(files: Files, ids: Iterable[str], faults: list[Fault]) -> Iterator[Account]:
    """The accounts with these *ids*, one by one; what cannot be read is added to *faults*."""
    for account_id in ids:
        content = files.read(f"{ACCOUNTS_DIR}/{account_id}.toml")
        found = (content,) if isinstance(content, Fault) else parse_account(account_id, content)
        if isinstance(found, Account):
            yield found
        else:
            faults.extend(found)


def impostors_of(files: Files, faults: list[Fault]) -> tuple[Impostor, ...]:
    """The known fakes in *files*, by id; what cannot be read is added to *faults*."""
    impostors = []
    for impostor_id in readable_ids(files, faults, IMPOSTORS_DIR):
        content = files.read(f"{IMPOSTORS_DIR}/{impostor_id}.toml")
        found = (content,) if isinstance(content, Fault) else parse_impostor(impostor_id, content)
        if isinstance(found, Impostor):
            impostors.append(found)
        else:
            faults.extend(found)
    return tuple(impostors)


def evidence_of(
    files: Files,
    recorded: Mapping[str, Mapping[str, bool]],
    ids: Collection[str],
    faults: list[Fault],
) -> Evidence:
    """What is *recorded* of the accounts with these *ids*; what cannot be read goes to *faults*."""
    posted, answered = (
        [account_id for account_id in ids if recorded[folder].get(account_id)]
        for folder in (ACTIVITY_DIR, ANSWERS_DIR)
    )
    posts = _recorded(files, ACTIVITY_DIR, posted, evidence.parse_posts, faults)
    return Evidence(
        posts=posts,
        unreadable=frozenset(recorded[ACTIVITY_DIR].keys() & ids) - posts.keys(),
        answers=_recorded(files, ANSWERS_DIR, answered, evidence.parse_answers, faults),
    )


def _recorded(
    files: Files,
    folder: str,
    ids: Iterable[str],
    parse: Callable[[str, bytes], T | list[Fault]],
    faults: list[Fault],
) -> dict[str, T]:
    """What *parse* makes of the files in *folder* of the accounts with these *ids*."""
    found: dict[str, T] = {}
    for account_id in ids:
        path = f"{folder}/{account_id}.csv"
        content = files.read(path)
        values = [content] if isinstance(content, Fault) else parse(path, content)
        if isinstance(values, list):
            faults.extend(values)
        else:
            found[account_id] = values
    return found


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Tables and values hold no cycles; looking for some while loading costs a third more time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
