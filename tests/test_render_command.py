"""``render``: what is written again, and whose templates and policy it trusts."""

import os
from pathlib import Path

import pytest

from tests.desk import ACCOUNT, Desk

PAGE = f"konto/{ACCOUNT}.html"


def commit(desk: Desk, subject: str, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = desk.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    desk.git("add", "--force", *files)
    desk.git("commit", "--quiet", "--message", subject)


def test_the_same_commit_is_not_rendered_again(library: Desk) -> None:
    first = library.do("render")
    again = library.do("render")
    assert "files are written to" in first.err
    assert again.err.splitlines()[0].endswith(f"Nothing has changed in {library.root}/public.")


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_damaged_site_is_rendered_again(library: Desk, harm: str) -> None:
    library.do("render")
    page = library.root / "public" / PAGE
    before = page.read_bytes()
    if harm == "removed":
        page.unlink()
    else:
        page.write_bytes(before.replace(b"<h1>", b"<h2>"))
        os.utime(page, ns=(0, 0))

    again = library.do("render")

    assert f"1 file in {library.root}/public is new or changed" in again.err
    assert page.read_bytes() == before


def test_another_commit_is_rendered_though_nothing_in_the_site_changes(library: Desk) -> None:
    library.do("render")
    before = (library.root / "public/stil.css").stat()
    library.git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    again = library.do("render")
    assert f"1 file in {library.root}/public is new or changed" in again.err  # it names the commit
    assert (library.root / "public/stil.css").stat().st_ino == before.st_ino


def test_what_is_not_committed_is_always_rendered(library: Desk) -> None:
    library.do("render", "--working-tree")
    assert "new or changed" in library.do("render", "--working-tree").err


# --- A pull request's own templates and policy ---

STRANGE = "<title>Mall från förslaget</title>"


@pytest.fixture
def proposal(library: Desk) -> Desk:
    """A branch that changes an account, and all that decides what is published of it."""
    library.git("switch", "--quiet", "--create", "proposal")
    library.do("edit", ACCOUNT, "name=Bibliotekets nya namn")
    settings = (library.root / "data/register.toml").read_text("utf-8")
    commit(
        library,
        "Take over",
        {
            "data/register.toml": settings.replace('name = "Sjöhamns kommun"', 'name = "Skurk"'),
            "data/guidelines.toml": "[[editions]]\nid = '1'\nfrom = 2010-01-01\n"
            "rules = { GDP = 'off' }\n",
            "templates/account.html.j2": STRANGE,
        },
    )
    return library


def test_a_pull_request_is_rendered_with_the_policy_and_templates_of_its_base(
    proposal: Desk, tmp_path: Path
) -> None:
    own, trusted = tmp_path / "own", tmp_path / "trusted"
    proposal.do("render", "--out", str(own))
    proposal.do("render", "--out", str(trusted), "--trust", "main")

    assert "Skurk" in (own / "index.html").read_text("utf-8")
    pages = {path: path.read_text("utf-8") for path in trusted.rglob("*.html")}
    assert "Bibliotekets nya namn" in pages[trusted / PAGE]
    assert not [path for path, text in pages.items() if "Skurk" in text or "från förslaget" in text]


def test_the_policy_of_the_base_decides_what_is_personal(proposal: Desk, tmp_path: Path) -> None:
    with proposal.file().open("a") as file:
        file.write("# 811228-9874\n")
    proposal.git("commit", "--quiet", "--all", "--message", "Personal")

    proposal.do("render", "--out", str(tmp_path / "own"))
    trusted = proposal.run("render", "--out", str(tmp_path / "site"), "--trust", "main")

    assert trusted.status == 1
    assert "There is a personal identity number here." in trusted.err
    assert not (tmp_path / "site").exists()


def test_whom_to_trust_is_a_part_of_what_a_site_is_made_from(
    proposal: Desk, tmp_path: Path
) -> None:
    out = ("--out", str(tmp_path / "site"))
    proposal.do("render", *out, "--trust", "main")
    assert "Nothing has changed" in proposal.do("render", *out, "--trust", "main").err
    assert "new or changed" in proposal.do("render", *out).err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--trust", "nowhere"), "There is no revision “nowhere” here."),
        (
            ("--trust", "main", "--working-tree"),
            "--working-tree and --trust cannot be used together.",
        ),
    ],
)
def test_what_cannot_be_trusted_is_told(
    library: Desk, arguments: tuple[str, ...], message: str
) -> None:
    result = library.run("render", *arguments)
    assert (result.status, result.err.splitlines()[0]) == (2, f"Error: {message}")
