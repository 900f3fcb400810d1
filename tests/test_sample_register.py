"""The register of this repository, kept by hand."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

from socialreg import founding, store
from socialreg.checking import check_files
from socialreg.model import Status

ROOT = Path(__file__).parent.parent
DAY = dt.date(2026, 11, 22)


def test_it_is_sound() -> None:
    found = check_files(store.Folder(ROOT), DAY)

    assert [finding for finding in found if not finding.waived] == []


def test_it_shows_what_a_register_can_hold() -> None:
    accounts = store.load(ROOT, DAY).accounts
    assert {account.status for account in accounts} == set(Status) - {Status.APPROVED}
    assert any(account.previous for account in accounts)
    assert any(account.waivers for account in accounts)
    assert len(store.load(ROOT, DAY).impostors) >= 2


def test_its_schemas_are_those_of_the_program() -> None:
    """After a change of the model: ``socialreg export schema account > schemas/…``."""
    assert {
        path: (ROOT / path).read_text("utf-8") for path in founding.schema_files("en")
    } == founding.schema_files("en")


def test_taplo_accepts_it_by_those_schemas() -> None:
    taplo = shutil.which("taplo")
    assert taplo
    done = subprocess.run([taplo, "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "found files total=14" in done.stderr) == (0, True), done.stderr


def test_taplo_rejects_what_the_program_rejects(tmp_path: Path) -> None:
    """The schemas are really looked at."""
    for name in ("data", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / ".taplo.toml", tmp_path)
    broken = tmp_path / "data/accounts/jobba-tiktok.toml"
    broken.write_text(broken.read_text("utf-8").replace("purpose =", "purpouse ="), "utf-8")
    taplo = shutil.which("taplo")
    assert taplo
    done = subprocess.run(
        [taplo, "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "'purpouse' was unexpected" in done.stderr) == (1, True), done.stderr
