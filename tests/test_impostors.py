"""Known fakes: read strictly, written back as they were, the same in a folder and in a commit."""

from pathlib import Path

from hypothesis import given

from socialreg import document
from socialreg.assembly import assemble
from socialreg.git.repository import open_repository
from socialreg.model import FaultKind, Impostor
from socialreg.parsing import parse_impostor
from socialreg.snapshot import head
from socialreg.store import Folder
from tests.accounts import TODAY, impostor, impostors
from tests.desk import new_desk


def read(content: bytes) -> Impostor:
    found = parse_impostor("falskt", content)
    assert isinstance(found, Impostor), found
    return found


@given(impostors)
def test_a_new_file_reads_back_as_the_same_fake(made: Impostor) -> None:
    assert read(document.new_file(made)) == made


@given(impostors, impostors)
def test_a_changed_file_reads_back_as_the_fake_after_the_change(
    before: Impostor, after: Impostor
) -> None:
    assert read(document.changed_file(document.new_file(before), after)) == after


def test_an_unknown_key_is_a_fault_with_the_nearest_one() -> None:
    content = document.new_file(impostor()) + b'imitate = "x"\n'
    found = parse_impostor("falska-biblioteket", content.replace(b"\n[[reports]]", b"", 1))
    assert isinstance(found, tuple)
    (fault,) = (each for each in found if each.field.endswith("imitate"))
    assert (fault.kind, fault.path) == (
        FaultKind.UNKNOWN_KEY,
        "data/impostors/falska-biblioteket.toml",
    )


def test_a_folder_and_a_commit_hold_the_same_fakes_and_faults(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    desk = new_desk(tmp_path / "register", tmp_path)
    folder = desk.root / "data/impostors"
    folder.mkdir()
    known = impostor(imitates=None)
    (desk.root / known.path).write_bytes(document.new_file(known))
    (folder / "Falsk Sida.toml").write_bytes(document.new_file(known))
    (folder / "utan-adress.toml").write_text('platform = "x"\n', "utf-8")
    desk.git("add", "data")
    desk.git("commit", "-qm", "fakes")

    here = assemble(Folder(desk.root), TODAY)
    with open_repository(desk.root) as repository:
        there = head(repository).register(TODAY)

    assert (here.impostors, here.faults) == (there.impostors, there.faults)
    assert here.impostors == (known,)
    assert [(fault.kind, fault.path.rpartition("/")[2], fault.field) for fault in here.faults] == [
        (FaultKind.BAD_FILE_NAME, "Falsk Sida.toml", ""),
        (FaultKind.MISSING_KEY, "utan-adress.toml", "url"),
        (FaultKind.MISSING_KEY, "utan-adress.toml", "discovered"),
    ]
