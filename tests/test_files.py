"""Files are replaced whole, or not at all."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from socialreg import files
from socialreg.errors import RegisterError


def test_several_files_at_once(tmp_path: Path) -> None:
    """Changed, new and removed; folders come as they are needed."""
    old, gone, new = tmp_path / "old", tmp_path / "gone", tmp_path / "a" / "b" / "new"
    old.write_bytes(b"old")
    gone.write_bytes(b"gone")

    files.replace_all({old: b"changed\r\n", gone: None, new: b""})

    assert (old.read_bytes(), new.read_bytes()) == (b"changed\r\n", b"")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "new", "old"]


def test_removing_what_is_not_there(tmp_path: Path) -> None:
    files.replace_all({tmp_path / "nothing": None})

    assert list(tmp_path.iterdir()) == []


def test_second_name_that_needs_no_room(tmp_path: Path) -> None:
    """Putting back moves the very file that was there: same inode, same times."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    before = path.stat()

    backups = files.back_up([path])
    files.write({path: b"new"})
    files.take_back(backups)

    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_half_way_is_undone(tmp_path: Path) -> None:
    """The second file cannot be put in place, so the first is as before."""
    first, second = tmp_path / "first", tmp_path / "folder"
    first.write_bytes(b"old")
    script = (
        "import sys\nfrom pathlib import Path\nfrom socialreg import files, i18n\n"
        "i18n.use('en')\n"
        "try:\n    files.replace_all({Path(path): b'new' for path in sys.argv[1:]})\n"
        "except Exception as error:\n    print(error)\n"
    )
    line = [
        *("strace", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2"),
        *("-e", "inject=rename,renameat,renameat2:error=EIO:when=2"),
        *(sys.executable, "-c", script, str(first), str(second)),
    ]
    told = subprocess.run(line, capture_output=True, check=True, text=True).stdout

    assert told == f"{second} cannot be used: Input/output error.\n"
    assert (first.read_bytes(), list(tmp_path.iterdir())) == (b"old", [first])


def test_order_in_which_things_reach_the_disk(tmp_path: Path) -> None:
    """All new files are on the disk before the first old one is replaced, then their folder."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom socialreg import files\n"
        "files.replace_all({Path(path): b'new' for path in sys.argv[1:]})\n"
    )
    trace = tmp_path / "trace"
    folder = tmp_path / "data"
    folder.mkdir()
    line = [
        *("strace", "-y", "-o", str(trace), "-e", "trace=fsync,rename,renameat,renameat2"),
        *(sys.executable, "-c", script, str(folder / "a"), str(folder / "b")),
    ]
    subprocess.run(line, check=True)

    calls = [line for line in trace.read_text().splitlines() if str(folder) in line]
    assert [call.partition("(")[0].replace("at2", "").replace("at", "") for call in calls] == [
        "fsync",
        "fsync",
        "rename",
        "rename",
        "fsync",
    ]
    assert f"<{folder}>" in calls[-1]


@pytest.mark.parametrize("name", ["link", "folder"])
def test_only_ordinary_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "target").write_bytes(b"target")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "folder").mkdir()

    with pytest.raises(RegisterError) as caught:
        files.replace_all({tmp_path / name: b"new"})

    assert caught.value.message == f"{tmp_path / name} is not an ordinary file."
    assert (tmp_path / "target").read_bytes() == b"target"


def test_litter_is_swept(tmp_path: Path) -> None:
    """What looks like a temporary file of ours and is old enough goes; nothing else does."""
    old = tmp_path / "data" / ".bibliotek.toml.0a1b2c3d.tmp"
    young = tmp_path / ".simhall.toml.0a1b2c3d.tmp"
    others = [
        tmp_path / name for name in (".x.tmp", "x.0a1b2c3d.tmp", ".x.0A1B2C3D.tmp", ".y.toml")
    ]
    old.parent.mkdir()
    for path in (old, young, *others):
        path.write_bytes(b"")
    an_hour_ago = time.time() - 3600
    os.utime(old, (an_hour_ago, an_hour_ago))

    files.sweep(tmp_path, older_than=60)

    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        [young, *others]
    )


def test_many_files_are_forced_to_the_disk_too(tmp_path: Path) -> None:
    """All of them, before the first is put in its place."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom socialreg import files\n"
        "files.replace_all({Path(sys.argv[1]) / str(n): b'new' for n in range(20)})\n"
    )
    trace = tmp_path / "trace"
    line = [
        *("strace", "-f", "-o", str(trace), "-e", "trace=fsync,rename,renameat,renameat2"),
        *(sys.executable, "-c", script, str(tmp_path / "data")),
    ]
    subprocess.run(line, check=True)

    calls = [line.split()[1].partition("(")[0] for line in trace.read_text().splitlines()]
    first = next(number for number, call in enumerate(calls) if call.startswith("rename"))
    assert calls[:first].count("fsync") == 20


def test_one_of_many_files_does_not_reach_the_disk(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom socialreg import files, i18n\n"
        "from socialreg.errors import RegisterError\ni18n.use('en')\n"
        "try:\n    files.replace_all({Path(sys.argv[1]) / str(n): b'new' for n in range(20)})\n"
        "except RegisterError as error:\n    print(error)\n"
    )
    line = [
        *("strace", "-f", "-o", "/dev/null", "-e", "trace=fsync"),
        *("-e", "inject=fsync:error=EIO:when=2"),
        *(sys.executable, "-c", script, str(tmp_path / "data")),
    ]
    told = subprocess.run(line, capture_output=True, check=True, text=True).stdout

    assert "cannot be used: Input/output error." in told
    assert list((tmp_path / "data").iterdir()) == []
