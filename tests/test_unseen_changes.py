"""What a pull request could bring along unseen: corrections, merges, odd files, names that are two.

A corpus of changes: each has one fault, and one finding tells of it in its place.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from socialreg.document import new_file
from socialreg.errors import GitError, RegisterError
from socialreg.git.repository import open_repository
from socialreg.git.revisions import resolve
from socialreg.model import Application, Source, Status
from socialreg.snapshot import Snapshot
from tests.builders import RepositoryBuilder
from tests.changing import APPLICATION, LIBRARY, begin, changed, files, findings, told, who
from tests.desk import SETTINGS, Desk

POSTS = "data/activity/biblioteket-facebook.csv"
ANSWERS = "data/answers/biblioteket-facebook.csv"
WEEKS = "week,posts\n2026-W38,3\n2026-W39,0\n2026-W40,1\n"
TIMES = (
    "received,answered\n2026-10-01T10:00,2026-10-01T12:00\n2026-10-02T10:00,\n"
    "2026-10-05T10:00,2026-10-05T11:00\n2026-10-05T10:00,2026-10-05T11:00\n"
)


@pytest.fixture
def register(repo: RepositoryBuilder) -> RepositoryBuilder:
    """A register with two accounts and something recorded, and a branch for a change."""
    begin(repo)
    repo.git("checkout", "--quiet", "main")
    repo.commit("Record", {POSTS: WEEKS, ANSWERS: TIMES})
    repo.git("checkout", "--quiet", "-B", "change")
    return repo


def placed(repo: RepositoryBuilder) -> list[tuple[str, str, int]]:
    """The code, the path and the line of each finding."""
    return [(finding.code, finding.path, finding.line) for finding in findings(repo)]


# --- Facts and what is recorded beside accounts ---


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("opened", {"opened": dt.date(2019, 2, 25)}),
        ("opened", {"opened": None}),
        ("platform_id", {"platform_id": "100064812345678"}),
        (
            "application.received",
            {"application": Application(received=dt.date(2019, 2, 1), guidelines="2018-11")},
        ),
        ("application.guidelines", {"application": Application(received=dt.date(2019, 2, 10))}),
    ],
)
def test_a_fact_that_was_recorded_is_seen_when_it_is_corrected(
    register: RepositoryBuilder, field: str, changes: Mapping[str, Any]
) -> None:
    register.git("checkout", "--quiet", "main")
    before = changed(LIBRARY, platform_id="100064899999999")
    register.commit("Known", files(before))
    register.git("checkout", "--quiet", "-B", "change")
    register.commit("Correct", files(changed(before, **changes)))

    seen = [found for found in findings(register) if found.code.startswith("CHG")]

    assert [(found.code, found.field, found.severity) for found in seen] == [
        ("CHG021", field, "warning")
    ]


def test_an_application_that_is_taken_away_is_seen_in_all_its_parts(
    register: RepositoryBuilder,
) -> None:
    source = Source(system="open-eplatform", id="6850")
    received = dt.date(2019, 2, 10)
    register.git("checkout", "--quiet", "main")
    before = changed(LIBRARY, application=Application(received=received, source=source))
    register.commit("Known", files(before))
    register.git("checkout", "--quiet", "-B", "change")
    register.commit("Away", files(changed(before, application=None)))

    fields = [found.field for found in findings(register) if found.code == "CHG021"]

    assert fields == ["application.received", "application.source"]


def test_what_was_missing_may_be_filled_in(register: RepositoryBuilder) -> None:
    """To open an account is a move."""
    approved = changed(
        APPLICATION, status=Status.APPROVED, approvals=LIBRARY.approvals, platform_id=None
    )
    register.git("checkout", "--quiet", "main")
    register.commit("Approved", files(approved), env=who("bo"))
    register.git("checkout", "--quiet", "-B", "change")
    opened = changed(
        approved, status=Status.ACTIVE, opened=dt.date(2026, 11, 1), platform_id="100064812345678"
    )
    register.commit("Open", files(opened))

    assert [code for code, _path in told(register) if code.startswith("CHG")] == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (f"{WEEKS}2026-W41,2\n", []),  # added
        (WEEKS.replace("W40,1", "W40,4"), []),  # the last week was not over
        (f"{WEEKS.replace('W40,1', 'W40,4')}2026-W41,2\n", []),
        (WEEKS.replace("W39,0", "W39,2"), [("CHG015", POSTS, 3)]),
        (WEEKS.replace("W40,1", "W40,0"), [("CHG015", POSTS, 4)]),
        (WEEKS.replace("2026-W38,3\n", ""), [("CHG015", POSTS, 0)]),
        (None, [("CHG015", POSTS, 0)]),
        ("week,posts\nx\n", [("REG002", POSTS, 2)]),
    ],
)
def test_recorded_posts_are_added_to_and_a_correction_is_seen(
    register: RepositoryBuilder, now: str | None, expected: list[tuple[str, str, int]]
) -> None:
    register.commit("Posts", {POSTS: now})

    assert [found for found in placed(register) if not found[0].startswith("ACT")] == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (f"{TIMES}2026-11-06T15:00,\n", []),
        (TIMES.replace("02T10:00,", "02T10:00,2026-10-02T11:00"), []),
        (TIMES.replace("2026-10-01T10:00", "2026-10-01T08:00Z"), []),  # the same moment
        (TIMES.replace("01T12:00", "01T11:00"), [("CHG016", ANSWERS, 2)]),
        (TIMES.replace("2026-10-02T10:00,\n", ""), [("CHG016", ANSWERS, 0)]),
        (TIMES.removesuffix("2026-10-05T10:00,2026-10-05T11:00\n"), [("CHG016", ANSWERS, 4)]),
        (None, [("CHG016", ANSWERS, 0)]),
    ],
)
def test_recorded_answers_are_added_to_and_a_correction_is_seen(
    register: RepositoryBuilder, now: str | None, expected: list[tuple[str, str, int]]
) -> None:
    register.commit("Answers", {ANSWERS: now})

    assert [found for found in placed(register) if not found[0].startswith("ANS")] == expected


def test_the_weeks_that_are_rewritten_are_named(register: RepositoryBuilder) -> None:
    register.commit("Posts", {POSTS: "week,posts\n2026-W38,5\n2026-W40,0\n"})

    (found,) = [found for found in findings(register) if found.code == "CHG015"]

    assert found.message == (
        "Recorded posts are rewritten or removed: "
        "2026-W38 (3 → 5), 2026-W39 (0 → –), 2026-W40 (1 → 0)."
    )
    assert found.account == "biblioteket-facebook"


def test_evidence_goes_with_an_account_that_is_renamed_and_with_no_other(
    register: RepositoryBuilder,
) -> None:
    new = changed(LIBRARY, id="bibblan-facebook")
    renamed = POSTS.replace("biblioteket", "bibblan"), ANSWERS.replace("biblioteket", "bibblan")
    register.git("mv", LIBRARY.path, new.path)
    register.git("mv", POSTS, renamed[0])
    register.git("mv", ANSWERS, renamed[1])
    register.commit("Rename", {})
    with_account = told(register)
    register.git("checkout", "--quiet", "-B", "change", "main")
    register.git("mv", POSTS, "data/activity/simhallen-instagram.csv")
    register.commit("Move", {})

    assert with_account == [("CHG002", new.path)]
    assert ("CHG015", POSTS) in told(register)


# --- Merges ---


def test_a_merge_that_only_merges_is_no_finding(register: RepositoryBuilder) -> None:
    """Also where both sides have changed other lines of one file."""
    register.git("checkout", "--quiet", "-b", "side", "change")
    register.commit("Name", files(changed(LIBRARY, name="Biblioteket")))
    register.git("checkout", "--quiet", "change")
    register.commit("Note", files(changed(LIBRARY, note="Lösenordet byts.")))
    register.git("merge", "--quiet", "--no-ff", "side", env=who("anna"))

    assert told(register) == []


def test_what_a_merge_leaves_out_of_all_its_sides_is_seen(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "-b", "side", "change")
    register.commit("Name", files(changed(LIBRARY, name="Biblioteket")))
    register.git("checkout", "--quiet", "change")
    register.commit("Note", files(changed(LIBRARY, note="Lösenordet byts.")))
    register.git("merge", "--quiet", "--no-ff", "--no-commit", "side", env=who("anna"))
    register.commit("Merge", files(changed(LIBRARY, name="Biblioteket", purpose="Annat")))

    assert told(register) == [("CHG017", LIBRARY.path)]


def test_a_history_that_parts_in_several_places_is_refused(register: RepositoryBuilder) -> None:
    """What the comparison with one of them hides, merging could take back."""
    old = changed(LIBRARY, note="Gammalt")
    register.commit("Author", files(old))
    register.git("checkout", "--quiet", "main")
    register.commit("Main", {"README.md": "x"})
    register.git("branch", "main-before")
    register.git("merge", "--quiet", "--no-ff", "change", env=who("maria"))
    register.git("checkout", "--quiet", "change")
    register.git("merge", "--quiet", "--no-ff", "--no-commit", "main-before", env=who("anna"))
    register.commit("Take back", files(LIBRARY))

    with pytest.raises(GitError, match="parts from “main” in several places") as caught:
        told(register)

    assert caught.value.next_step.startswith("Merge main into the change, or rebase")


# --- Files ---


def _executable(register: RepositoryBuilder) -> None:
    register.git("update-index", "--chmod=+x", LIBRARY.path)
    register.git("commit", "--quiet", "--message=Run it")


def _submodule(register: RepositoryBuilder) -> None:
    entry = f"160000,{register.head},{LIBRARY.path}"
    register.git("update-index", "--cacheinfo", entry)
    register.git("commit", "--quiet", "--message=Elsewhere")


def _submodule_beside(register: RepositoryBuilder) -> None:
    entry = f"160000,{register.head},data/moduler"
    register.git("update-index", "--add", "--cacheinfo", entry)
    register.git("commit", "--quiet", "--message=Elsewhere")


def _link_to_an_impostor(register: RepositoryBuilder) -> None:
    (register.root / "data/impostors").mkdir()
    (register.root / "data/impostors/falskt-facebook.toml").symlink_to("/etc/passwd")
    register.git("add", "--all")
    register.commit("Link", {})


def _nested(register: RepositoryBuilder) -> None:
    register.commit("Hide", {"data/accounts/kultur/museet-facebook.toml": new_file(APPLICATION)})


def _hidden(register: RepositoryBuilder) -> None:
    register.commit("Hide", {"data/accounts/.gammal/museet-facebook.toml": new_file(APPLICATION)})


def _bare_repository(register: RepositoryBuilder) -> None:
    config = '[core]\n\tfsmonitor = "touch sprung"\n'
    names = {"HEAD": "ref: refs/heads/main\n", "config": config, "objects/x": "", "refs/x": ""}
    register.commit("Bare", {f"data/x/{name}": content for name, content in names.items()})


def _moved_beside(register: RepositoryBuilder) -> None:
    register.commit("Note", {"anteckning.txt": "x\n" * 9})
    register.git("mv", "anteckning.txt", "data/anteckning.txt")
    register.commit("Move", {})


def _other_letters(register: RepositoryBuilder) -> None:
    register.commit("Other letters", {"data/Guidelines.toml": "[[editions]]\n"})


def _other_folder(register: RepositoryBuilder) -> None:
    register.commit(
        "Other folder",
        {
            "Data/accounts/museet-facebook.toml": new_file(APPLICATION),
            "Data/accounts/museet-x.toml": "",
        },
    )


def _other_attributes(register: RepositoryBuilder) -> None:
    register.commit("Attributes", {"docs/deep/.GitAttributes": "*.toml -diff\n"})


def _unseen_letter(register: RepositoryBuilder) -> None:
    register.commit("Attributes", {".git\u200cattributes": "*.toml -diff\n"})


def _short_name(register: RepositoryBuilder) -> None:
    register.commit("Attributes", {"GITATT~1": "*.toml -diff\n"})


def _language(register: RepositoryBuilder) -> None:
    settings = SETTINGS.replace('language = "en"', 'language = "sv"')
    register.commit("Language", {"data/register.toml": settings})


def _organisation(register: RepositoryBuilder) -> None:
    settings = SETTINGS.replace("Sjöhamns kommun", "Sj\u200bohamns kommun")
    register.commit("Organisation", {"data/register.toml": settings})


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(make, expected, id=make.__name__[1:])
        for make, *expected in (
            (_executable, ("CHG019", LIBRARY.path)),
            (_submodule, ("REG007", LIBRARY.path)),
            (_submodule_beside, ("CHG018", "data/moduler")),
            (_link_to_an_impostor, ("REG007", "data/impostors/falskt-facebook.toml")),
            (_nested, ("REG005", "data/accounts/kultur")),
            (_hidden, ("CHG018", "data/accounts/.gammal")),
            (_bare_repository, ("CHG018", "data/x")),
            (_moved_beside, ("CHG018", "data/anteckning.txt")),
            (_other_letters, ("REG020", "data/Guidelines.toml")),
            (_other_folder, ("REG020", "Data")),
            (_other_attributes, ("REG020", "docs/deep/.GitAttributes")),
            (_unseen_letter, ("REG020", ".git\u200cattributes")),
            (_short_name, ("REG020", "GITATT~1")),
            (_language, ("CHG020", "data/register.toml")),
        )
    ],
)
def test_what_could_come_along_unseen_is_one_finding(
    register: RepositoryBuilder,
    make: Callable[[RepositoryBuilder], None],
    expected: list[tuple[str, str]],
) -> None:
    make(register)

    assert told(register) == expected


def test_two_files_at_one_path_are_refused(register: RepositoryBuilder) -> None:
    """One of them would be looked at, the other checked out."""
    change = register.git("rev-parse", "change")
    register.commit("Other", files(changed(LIBRARY, name="Annat")))
    (first, second) = (
        bytes.fromhex(register.git("rev-parse", f"{commit}:{LIBRARY.path}"))
        for commit in (change, "HEAD")
    )
    name = LIBRARY.path.rpartition("/")[2].encode()
    tree = b"".join(b"100644 " + name + b"\0" + blob for blob in (first, second))
    for folder in (b"accounts", b"data"):
        (register.git_dir / "raw").write_bytes(tree)
        made = register.git("hash-object", "-t", "tree", "-w", "--literally", ".git/raw")
        tree = b"40000 " + folder + b"\0" + bytes.fromhex(made)
    (register.git_dir / "raw").write_bytes(tree)
    made = register.git("hash-object", "-t", "tree", "-w", "--literally", ".git/raw")
    commit = register.git("commit-tree", "-p", change, "-m", "Twice", made)

    with open_repository(register.root) as repository, pytest.raises(RegisterError) as caught:
        list(Snapshot(repository, commit).entries("data/accounts"))

    assert caught.value.message == f"The commit {commit[:10]} holds {LIBRARY.path} twice."


def test_another_organisation_is_told_with_what_it_was(register: RepositoryBuilder) -> None:
    _organisation(register)

    (found,) = [found for found in findings(register) if found.code == "CHG020"]

    assert (found.field, found.message) == (
        "organisation.name",
        "“organisation.name” was Sjöhamns kommun and becomes Sj\\u{200b}ohamns kommun.",
    )


def test_what_was_there_before_is_not_told_of_again(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "main")
    _executable(register)
    register.commit("Notes", {"data/anteckning.txt": "x"})
    register.git("checkout", "--quiet", "-B", "change")
    register.commit(
        "Go on", {"data/anteckning.txt": "y"} | files(changed(LIBRARY, name="Biblioteket"))
    )

    assert told(register) == []


# --- Names of revisions ---


@pytest.mark.parametrize(
    ("others", "meant"),
    [
        (("refs/tags/main",), "refs/tags/main, refs/heads/main"),
        (("refs/remotes/main/HEAD",), "refs/heads/main, refs/remotes/main/HEAD"),
        (("refs/main", "refs/tags/main"), "refs/main, refs/tags/main, refs/heads/main"),
    ],
)
def test_a_name_that_means_two_things_is_refused(
    register: RepositoryBuilder, others: tuple[str, ...], meant: str
) -> None:
    for other in others:
        register.git("update-ref", other, "HEAD")

    for revision in ("main", "main~0", "main^{commit}", "main@{0}"):
        with pytest.raises(GitError) as caught:
            told(register, revision)
        assert caught.value.message == f"“main” is ambiguous here: {meant}."
    assert told(register, "refs/heads/main") == []
    assert told(register, register.git("rev-parse", "refs/heads/main")) == []


def test_a_branch_named_like_the_servers_is_refused(register: RepositoryBuilder) -> None:
    register.git("update-ref", "refs/remotes/origin/main", "main")
    alone = told(register, "origin/main")
    register.git("branch", "origin/main", "change")

    with pytest.raises(GitError, match="“origin/main” is ambiguous"):
        told(register, "origin/main")

    assert alone == []
    assert told(register, "refs/remotes/origin/main") == []


def test_a_tag_named_like_the_beginning_of_an_id_is_refused(register: RepositoryBuilder) -> None:
    commit = register.git("rev-parse", "main")
    short = commit[:9]
    alone = told(register, short)
    register.git("tag", short, "change")
    register.git("update-ref", f"refs/heads/{commit}", "change")

    with pytest.raises(GitError, match="is ambiguous") as caught:
        told(register, short)

    assert alone == []
    assert commit in caught.value.message
    assert told(register, commit) == []


def test_no_file_of_gits_own_folder_goes_before_a_branch(register: RepositoryBuilder) -> None:
    main = register.git("rev-parse", "refs/heads/main")
    own = register.commit("Own", {"README.md": "x"})
    (register.git_dir / "main").write_text(f"{own}\n")
    register.git("update-ref", "refs/heads/refs/heads/gone", own)
    register.git("update-ref", "refs/tags/HEAD", main)

    with open_repository(register.root) as repository:
        assert resolve(repository, "main") == main
        assert resolve(repository, "HEAD") == resolve(repository, "@") == own
        assert resolve(repository, "change~1") == main
        with pytest.raises(GitError, match="no revision"):
            resolve(repository, "refs/heads/gone")


def test_the_command_says_which_names_there_are_to_choose_from(library: Desk) -> None:
    library.git("tag", "main")

    result = library.run("validate", "--base", "main")

    assert (result.status, result.out) == (2, "")
    assert "refs/tags/main, refs/heads/main" in result.err
    assert library.run("validate", "--base", "-x").status == 2
