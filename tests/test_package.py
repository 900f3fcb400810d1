"""The wheel: what is in it, and that it runs where the repository is not."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from socialreg import __version__
from tests.desk import Desk

ROOT = Path(__file__).parent.parent


def run(*arguments: str | Path, cwd: Path) -> str:
    """What the program prints; it must succeed and say nothing on stderr."""
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


@pytest.fixture(scope="module")
def sources() -> list[str]:
    """The paths of the repository's files, without what git ignores."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(sources: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources, so that no stray file gets in."""
    copy = tmp_path_factory.mktemp("copy")
    for name in sources:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "-qq")  # its warnings are about the machine
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, copy, cwd=folder)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment ``env`` of its own, in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "env")
    python = folder / "env/bin/python"
    pip = (sys.executable, "-m", "pip", "-qq", "--python", python)
    run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    # The libraries are those of this environment: to install them again would take a minute. A
    # plain path makes no editable install of this environment's known there.
    (site,) = (folder / "env").glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def test_the_wheel_holds_the_package_the_templates_and_the_translations(
    sources: list[str], wheel: Path
) -> None:
    package = {name for name in sources if name.startswith("socialreg/")}
    templates = {f"socialreg/{name}" for name in sources if name.startswith("templates/")}
    compiled = "socialreg/locale/sv/LC_MESSAGES/socialreg.mo"

    shipped = {name for name in _names(wheel) if ".dist-info/" not in name}

    assert shipped == package | templates | {compiled}
    assert {"socialreg/platforms.toml", "socialreg/py.typed"} < package
    assert templates


def test_the_wheel_holds_the_licence(wheel: Path) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in _names(wheel))


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "command", [["env/bin/socialreg"], ["env/bin/python", "-m", "socialreg"]], ids=" ".join
)
def test_the_installed_program_tells_its_version(elsewhere: Path, command: list[str]) -> None:
    program = elsewhere / command[0]

    assert run(program, *command[1:], "--version", cwd=elsewhere) == f"socialreg {__version__}\n"


def test_the_installed_program_is_the_wheels_and_speaks_swedish(elsewhere: Path) -> None:
    code = (
        "import socialreg; from socialreg import i18n; assert i18n.is_complete();"
        "print(socialreg.__file__)"
    )
    where = run(elsewhere / "env/bin/python", "-c", code, cwd=elsewhere)

    assert Path(where.strip()).is_relative_to(elsewhere)


def test_the_installed_program_shows_its_help(elsewhere: Path) -> None:
    assert "Usage" in run(elsewhere / "env/bin/socialreg", "--lang", "en", "--help", cwd=elsewhere)


def test_without_the_compiled_translations_it_speaks_english_and_says_so(
    library: Desk, tmp_path: Path
) -> None:
    """In a clone that nobody has installed there are none."""
    ignored = shutil.ignore_patterns("*.mo", "__pycache__")
    shutil.copytree(ROOT / "socialreg", tmp_path / "clone/socialreg", ignore=ignored)
    shutil.copytree(ROOT / "templates", tmp_path / "clone/templates")

    for arguments in (("validate",), ("render",), ("show", "finns-inte")):
        result = library.run("--lang", "sv", *arguments, PYTHONPATH=str(tmp_path / "clone"))

        assert result.status == (2 if "show" in arguments else 0), result
        assert result.err.count("The Swedish texts are not installed") == 1
        assert result.err.count("Traceback") == 0
    assert "<h1>Our accounts" in (library.root / "public/index.html").read_text("utf-8")


def test_the_version_is_told_before_any_library_is_loaded(elsewhere: Path) -> None:
    """Scripts ask for it, and shells that complete: nobody waits for what it does not need."""
    code = (
        "import runpy, sys; sys.argv = ['socialreg', '--version'];"
        "runpy.run_module('socialreg', run_name='__main__');"
        "print([name for name in ('git', 'jinja2', 'pydantic_core', 'rich', 'tomlkit', 'typer')"
        " if name in sys.modules])"
    )

    told = run(elsewhere / "env/bin/python", "-c", code, cwd=elsewhere)

    assert told == f"socialreg {__version__}\n[]\n"
