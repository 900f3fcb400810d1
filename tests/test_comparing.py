"""``validate --base``: what a pull request does to the register, told from git's objects."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from socialreg.comparing import compare
from socialreg.document import new_file
from socialreg.errors import GitError, RegisterError, SocialregError
from socialreg.git.repository import open_repository
from socialreg.model import Approval, Closing, Part, Status
from socialreg.snapshot import head
from tests.accounts import TODAY, account, impostor
from tests.builders import RepositoryBuilder
from tests.changing import (
    APPLICATION,
    COMMUNICATIONS,
    GUIDELINES,
    LIBRARY,
    MANAGER,
    POOL,
    begin,
    changed,
    files,
    findings,
    told,
    who,
)
from tests.desk import ACCOUNT, SETTINGS, Desk

FAKE = impostor(imitates=None)


@pytest.fixture
def register(repo: RepositoryBuilder) -> RepositoryBuilder:
    """A register with two accounts on main, and a branch for a change checked out."""
    return begin(repo)


# --- Files ---


def test_a_change_of_a_name_is_fine(register: RepositoryBuilder) -> None:
    register.commit("Name", files(changed(LIBRARY, name="Biblioteket")))

    assert told(register) == []


def test_no_change_is_no_change(register: RepositoryBuilder) -> None:
    assert told(register) == []
    assert told(register, "HEAD") == []


def test_a_removed_account_is_one_finding(register: RepositoryBuilder) -> None:
    register.commit("Away", {LIBRARY.path: None, "data/guidelines.toml": GUIDELINES})

    assert told(register) == [("REG015", "data/accounts"), ("CHG001", LIBRARY.path)]


def test_a_renamed_account_names_both(register: RepositoryBuilder) -> None:
    new = changed(LIBRARY, id="bibblan-facebook")
    register.commit("Rename", {LIBRARY.path: None} | files(new))

    (finding,) = findings(register)

    assert (finding.code, finding.path) == ("CHG002", new.path)
    assert LIBRARY.path in finding.message
    assert new.path in finding.message


def test_a_known_fake_stays(register: RepositoryBuilder) -> None:
    fake = FAKE
    register.commit("Record a fake", {fake.path: new_file(fake)})
    base = register.git("rev-parse", "HEAD").strip()
    register.commit("Forget it", {fake.path: None})

    assert told(register, base) == [("CHG022", fake.path)]


def test_an_account_moved_out_of_the_way_is_renamed(register: RepositoryBuilder) -> None:
    moved = "data/arkiv/biblioteket.toml"
    register.commit("Move", {LIBRARY.path: None, moved: new_file(LIBRARY)})

    assert told(register) == [("REG015", "data/accounts"), ("CHG002", moved)]


def test_a_bad_file_name_may_be_mended(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "main")
    bad = "data/accounts/Museet.toml"
    register.commit("Bad name", {bad: new_file(APPLICATION)})
    register.git("checkout", "--quiet", "-b", "mend")
    register.commit("Mend", {bad: None} | files(APPLICATION))

    assert told(register) == []


def test_a_link_in_the_place_of_an_account_is_its_own_fault_only(
    register: RepositoryBuilder,
) -> None:
    register.write(LIBRARY.path, None)
    (register.root / LIBRARY.path).symlink_to("/etc/passwd")
    register.git("add", "--all")
    register.commit("Link", {})

    assert told(register) == [("REG007", LIBRARY.path)]


def test_an_unreadable_account_is_its_own_fault_only(register: RepositoryBuilder) -> None:
    register.commit("Break", {LIBRARY.path: "name ="})

    assert told(register) == [("REG001", LIBRARY.path)]


def test_what_is_not_committed_plays_no_part(register: RepositoryBuilder) -> None:
    """Neither for the findings nor for their places."""
    register.commit("Backdate", files(changed(LIBRARY, confirmed=dt.date(2026, 10, 1))))
    register.write(LIBRARY.path, "name =")
    register.write(POOL.path, None)

    assert told(register) == [("CHG009", LIBRARY.path)]


# --- Ids ---


def test_an_id_is_never_used_again(register: RepositoryBuilder) -> None:
    """However long ago, and whether or not somebody meant to."""
    register.git("checkout", "--quiet", "main")
    register.commit("Away", {POOL.path: None})
    register.commit("Later", {"README.md": "x"})
    register.git("checkout", "--quiet", "-B", "change")
    other = changed(
        POOL, handle="sjohamnsbad", url="https://www.instagram.com/sjohamnsbad/", closing=None
    )
    register.commit("Again", files(changed(other, status=Status.APPLIED, opened=None)))

    assert told(register) == [("CHG003", POOL.path)]


def test_what_was_removed_may_be_brought_back_as_it_was(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "main")
    register.commit("Away", {POOL.path: None})
    register.git("checkout", "--quiet", "-B", "change")
    register.commit("Back", files(POOL), env=who("kim"))

    assert ("CHG003", POOL.path) not in told(register)


def test_what_was_removed_does_not_come_back_rewritten(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "main")
    register.commit("Away", {POOL.path: None})
    register.git("checkout", "--quiet", "-B", "change")
    assert POOL.closing is not None
    closing = dataclasses.replace(POOL.closing, reason="Sparkrav")
    register.commit("Back", files(changed(POOL, closing=closing)))

    assert [code for code, _path in told(register)] == ["CHG006"]


def test_an_account_that_is_new_may_have_been_open_for_long(register: RepositoryBuilder) -> None:
    old = account(
        "museet-facebook",
        handle="sjohamnsmuseum",
        url="https://www.facebook.com/sjohamnsmuseum",
    )
    register.commit("Register what we have", files(old))

    assert told(register) == [("CHG011", old.path)]


# --- The policy ---


def test_a_change_cannot_allow_its_own_approver(register: RepositoryBuilder) -> None:
    """The policy of the base counts, whatever the change makes of it."""
    intern = dataclasses.replace(MANAGER, role="Sommarvikarie")
    approved = changed(APPLICATION, approvals=(intern,))
    register.commit("Apply", files(APPLICATION), env=who("anna"))
    register.commit(
        "Approve",
        {"data/guidelines.toml": GUIDELINES.replace("Förvaltningschef", "Sommarvikarie")}
        | files(approved),
        env=who("bo"),
    )

    assert told(register) == [
        ("CHG010", APPLICATION.path),
        ("CHG012", "data/guidelines.toml"),
    ]


def test_a_change_cannot_turn_the_rules_off(register: RepositoryBuilder) -> None:
    register.commit(
        "Away",
        {
            POOL.path: None,
            "data/guidelines.toml": GUIDELINES + '[editions.rules]\nCHG = "off"\nREG = "off"\n',
        },
    )

    assert told(register) == [
        ("REG015", "data/accounts"),
        ("CHG001", POOL.path),
        ("CHG012", "data/guidelines.toml"),
    ]


def test_the_policy_is_the_bases_as_it_stands_now(register: RepositoryBuilder) -> None:
    """Not as it stood where the change left: the base's branch has gone on."""
    register.commit("Approve", files(changed(APPLICATION, approvals=(MANAGER,))), env=who("bo"))
    register.git("checkout", "--quiet", "main")
    register.commit(
        "Stricter", {"data/guidelines.toml": GUIDELINES.replace("Förvaltningschef", "Rektor")}
    )
    register.git("checkout", "--quiet", "change")

    assert ("CHG010", APPLICATION.path) in told(register)


def test_what_happened_in_the_base_meanwhile_is_not_the_changes_doing(
    register: RepositoryBuilder,
) -> None:
    register.commit("Name", files(changed(LIBRARY, name="Biblioteket")))
    register.git("checkout", "--quiet", "main")
    register.commit("Apply", files(APPLICATION))
    register.git("checkout", "--quiet", "change")

    assert told(register) == []


@pytest.mark.parametrize(
    "path",
    [
        ".gitattributes",
        "data/accounts/.gitattributes",
        ".gitmodules",
        ".gitignore",
        ".mailmap",
        ".github/workflows/register.yml",
        ".gitlab-ci.yml",
        ".gitlab/ci.yml",
        ".forgejo/workflows/x.yml",
        ".gitea/workflows/x.yml",
        ".circleci/config.yml",
        ".woodpecker.yaml",
        ".woodpecker/check.yml",
        ".pre-commit-config.yaml",
        "Jenkinsfile",
        "azure-pipelines.yml",
        "bitbucket-pipelines.yml",
        "CODEOWNERS",
        "docs/CODEOWNERS",
        "keys/allowed_signers",
        "templates/index.html.j2",
        "data/register.toml",
        "data/guidelines.toml",
    ],
)
def test_what_decides_how_changes_are_judged_is_changed_alone(
    register: RepositoryBuilder, path: str
) -> None:
    file = register.root / path
    before = file.read_text("utf-8") if file.exists() else ""
    register.commit("Rules", {path: f"{before}# x\n"})
    alone = told(register)
    register.commit("And data", files(changed(LIBRARY, name="Biblioteket")))

    assert told(register) == [("CHG012", path)]
    assert alone == []


@pytest.mark.parametrize(
    "path",
    [LIBRARY.path, "data/activity/biblioteket-facebook.csv", FAKE.path],
)
def test_all_that_lies_in_the_folder_of_data_is_data(
    register: RepositoryBuilder, path: str
) -> None:
    contents: dict[str, str | bytes] = {
        LIBRARY.path: new_file(changed(LIBRARY, note="x")),
        "data/activity/biblioteket-facebook.csv": "week,posts\n",
        FAKE.path: new_file(FAKE),
    }
    register.commit("Rules", {".mailmap": "# x\n", path: contents[path]})

    assert told(register) == [("CHG012", ".mailmap")]


def test_a_logo_comes_with_the_settings_that_name_it(register: RepositoryBuilder) -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    settings = f'{SETTINGS}[site]\nlogo = "data/logo.svg"\n'
    register.commit("Logo", {"data/register.toml": settings, "data/logo.svg": logo})

    assert told(register) == []


def test_a_broken_policy_of_the_change_is_a_finding(register: RepositoryBuilder) -> None:
    register.commit("Break", {"data/guidelines.toml": "editions = 1\n"})

    assert [path for _code, path in told(register)] == ["data/guidelines.toml"]


def test_a_broken_policy_of_the_base_can_judge_nothing(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "main")
    register.commit("Break", {"data/guidelines.toml": "editions = 1\n"})
    register.git("checkout", "--quiet", "change")

    with pytest.raises(RegisterError, match="cannot be used to judge by"):
        told(register)


# --- Decisions and who made them ---


def test_who_applies_and_approves_is_the_same_person(register: RepositoryBuilder) -> None:
    """Whatever name the commits give, and in however many commits."""
    register.commit("Apply", files(APPLICATION), env=who("Anna"))
    register.commit("Approve", files(changed(APPLICATION, approvals=(MANAGER,))), env=who("anna"))

    (finding,) = findings(register)

    assert (finding.code, finding.field) == ("CHG011", "approvals[0]")
    assert register.head[:10] in finding.message


def test_another_persons_approval_is_fine(register: RepositoryBuilder) -> None:
    register.commit("Apply", files(APPLICATION), env=who("anna"))
    register.commit("Approve", files(changed(APPLICATION, approvals=(MANAGER,))), env=who("bo"))
    register.commit(
        "Purpose",
        files(changed(APPLICATION, approvals=(MANAGER,), purpose="Utställningar")),
        env=who("anna"),
    )

    assert told(register) == []


def test_an_application_of_an_earlier_change_counts(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "main")
    register.commit("Apply", files(APPLICATION), env=who("anna"))
    register.git("checkout", "--quiet", "-B", "change")
    register.commit("Approve", files(changed(APPLICATION, approvals=(MANAGER,))), env=who("anna"))

    assert told(register) == [("CHG011", APPLICATION.path)]


def test_a_mailmap_and_a_replaced_commit_deceive_nobody(register: RepositoryBuilder) -> None:
    register.commit("Apply", files(APPLICATION), env=who("anna"))
    approved = files(changed(APPLICATION, approvals=(MANAGER,)))
    mailmap = "Bo <bo@sjohamn.example> <anna@sjohamn.example>\n"
    own = register.commit("Approve", approved | {".mailmap": mailmap}, env=who("anna"))
    register.git("checkout", "--quiet", "-b", "forged", "HEAD~1")
    forged = register.commit("Approve", approved, env=who("bo"))
    register.git("replace", own, forged)
    register.git("checkout", "--quiet", "change")

    assert told(register) == [("CHG012", ".mailmap"), ("CHG011", APPLICATION.path)]


def test_what_only_a_merge_does_is_seen(register: RepositoryBuilder) -> None:
    """An evil merge: no commit that it merges holds the approval."""
    register.commit("Apply", files(APPLICATION), env=who("anna"))
    register.git("checkout", "--quiet", "-b", "side", "main")
    register.commit("Side", {"README.md": "x"}, env=who("bo"))
    register.git("checkout", "--quiet", "change")
    register.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    register.commit("Merge", files(changed(APPLICATION, approvals=(MANAGER,))), env=who("anna"))

    assert told(register) == [("CHG011", APPLICATION.path), ("CHG017", APPLICATION.path)]


def test_a_merge_is_not_taken_for_who_did_what_it_merges(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "-b", "side", "change")
    register.commit("Approve", files(changed(APPLICATION, approvals=(MANAGER,))), env=who("bo"))
    register.git("checkout", "--quiet", "change")
    register.commit("Readme", {"README.md": "x"}, env=who("anna"))
    register.git("merge", "--quiet", "--no-ff", "side", env=who("anna"))

    (finding,) = findings(register)

    assert finding.code == "CHG011"  # bo applied and approved at once; anna only merged
    assert register.git("rev-parse", "side")[:10] in finding.message


def test_the_merge_of_a_forge_is_compared_with_the_branch(register: RepositoryBuilder) -> None:
    """What CI checks out of a pull request is a merge of it into the branch."""
    register.commit("Away", {POOL.path: None})
    register.git("checkout", "--quiet", "main")
    register.commit("Meanwhile", files(APPLICATION))
    register.git("merge", "--quiet", "--no-ff", "change")
    register.git("branch", "merged")
    register.git("checkout", "--quiet", "--detach", "merged")
    register.git("branch", "--force", "main", "merged~1")

    assert told(register) == [("REG015", "data/accounts"), ("CHG001", POOL.path)]


def test_rewritten_approvals(register: RepositoryBuilder) -> None:
    backdated = dataclasses.replace(MANAGER, date=dt.date(2019, 2, 1))
    register.commit("Rewrite", files(changed(LIBRARY, approvals=(backdated, COMMUNICATIONS))))

    assert ("CHG005", LIBRARY.path) in told(register)


def test_a_closed_account_comes_back_only_with_new_approvals(register: RepositoryBuilder) -> None:
    anew = tuple(
        Approval(as_=part, role=role, date=dt.date(2026, 1, 7), reference="KFN 2026/1")
        for part, role in (
            (Part.MANAGER, "Förvaltningschef"),
            (Part.COMMUNICATIONS, "Kommunikatör"),
        )
    )
    reopened = changed(POOL, status=Status.ACTIVE, closing=None)
    register.commit("Reopen", files(reopened), env=who("bo"))
    without = told(register)
    register.commit(
        "Approve", files(changed(reopened, approvals=(*POOL.approvals, *anew))), env=who("bo")
    )

    assert without == [("CHG004", POOL.path)]
    assert told(register) == []


def test_the_places_of_findings_are_those_of_the_commit(register: RepositoryBuilder) -> None:
    register.commit("Later", files(changed(LIBRARY, confirmed=dt.date(2026, 12, 24))))

    codes = [finding.code for finding in findings(register)]

    assert codes == ["CHG009", "CHG013"]


def test_a_closing_that_is_filled_in_is_not_rewritten(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "main")
    register.commit("Lean", files(changed(POOL, closing=Closing(date=dt.date(2025, 6, 1)))))
    register.git("checkout", "--quiet", "-B", "change")
    register.commit("Fill in", files(POOL))

    assert told(register) == []


def test_no_waiver_accepts_what_a_change_may_not_do(register: RepositoryBuilder) -> None:
    waiver = '[[waivers]]\nrule = "CHG009"\nreason = "x"\napproved_by = "y"\nuntil = 2028-01-01\n'
    moved = new_file(changed(LIBRARY, confirmed=dt.date(2026, 10, 1))).decode()
    register.commit("Waive", {LIBRARY.path: f"{moved}\n{waiver}"})
    own = [(finding.code, finding.waived) for finding in findings(register)]
    register.git("checkout", "--quiet", "main")
    register.commit("Waive", {LIBRARY.path: f"{new_file(LIBRARY).decode()}\n{waiver}"})
    register.git("checkout", "--quiet", "-B", "change")
    register.commit("Move", {LIBRARY.path: f"{moved}\n{waiver}"})

    assert own == [("CHG009", False)]
    assert [(finding.code, finding.waived) for finding in findings(register)] == [("CHG009", False)]


# --- Revisions and repositories ---


def test_a_revision_that_is_none(register: RepositoryBuilder) -> None:
    for name in ("no-such-branch", "--output=pwned", "-x", "", "main:data", "refs/heads/no"):
        with pytest.raises(GitError, match="no revision"):
            told(register, name)

    assert not (register.root / "pwned").exists()


def test_histories_that_have_nothing_in_common(register: RepositoryBuilder) -> None:
    register.git("checkout", "--quiet", "--orphan", "other")
    register.commit("Another beginning", {})

    with pytest.raises(GitError, match="no history in common"):
        told(register)


def test_a_base_from_before_the_register(repo: RepositoryBuilder) -> None:
    first = repo.commit("Empty", {"README.md": "x"})
    repo.commit("Begin", {"data/register.toml": SETTINGS, "data/guidelines.toml": GUIDELINES})

    with pytest.raises(RegisterError, match=r"no file data/register\.toml"):
        told(repo, first)


def test_a_shallow_clone(register: RepositoryBuilder, tmp_path: Path) -> None:
    register.commit("Name", files(changed(LIBRARY, name="Biblioteket")))
    address = register.root.as_uri()
    register.git(
        "clone", "--quiet", "--depth=1", "--no-single-branch", address, str(tmp_path / "c")
    )

    with pytest.raises(SocialregError, match="shallow") as caught:
        told(RepositoryBuilder.at(tmp_path / "c"), "origin/main")

    assert "fetch-depth: 0" in caught.value.next_step


def test_nothing_of_a_hostile_configuration_runs(register: RepositoryBuilder) -> None:
    trap = register.root / ".git/trap"
    trap.write_text(f"#!/bin/sh\ntouch '{register.root}/.git/sprung'\ncat\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.x.command", "diff.x.textconv"):
        register.git("config", name, str(trap))
    for name in ("filter.x.clean", "filter.x.smudge", "core.pager", "core.sshCommand"):
        register.git("config", name, str(trap))
    register.git("config", "core.hooksPath", str(register.root / ".git"))
    info = register.git_dir / "info"
    info.mkdir(exist_ok=True)
    (info / "attributes").write_text("* filter=x diff=x\n")
    blob = register.git("hash-object", "-w", "--no-filters", "--stdin-paths", check=False)
    assert blob == ""
    register.git(
        *("-c", "core.fsmonitor=false", "-c", "filter.x.clean=cat", "rm", "--quiet", POOL.path)
    )
    register.git("-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "commit", "-qm", "Away")
    (register.git_dir / "sprung").unlink(missing_ok=True)

    assert ("CHG001", POOL.path) in told(register)
    assert not (register.git_dir / "sprung").exists()


# --- The command ---


def test_the_command_tells_of_a_change_in_its_place(library: Desk) -> None:
    """The place is the commit's, whatever lies in the folder by now."""
    library.git("checkout", "--quiet", "-b", "change")
    file = library.file()
    text = file.read_text("utf-8")
    file.write_text(text.replace('status = "active"', 'status = "applied"'), "utf-8")
    library.git("commit", "--all", "--quiet", "--message", "Back to the beginning")
    line = text[: text.index('status = "active"')].count("\n") + 1
    file.write_text("# nothing\n" * 5, "utf-8")

    result = library.run("validate", "--base", "main", "--format", "concise")

    assert result.status == 1
    assert f"data/accounts/{ACCOUNT}.toml:{line}:10: error CHG004" in result.out
    assert 'status = "applied"' in library.run("validate", "--base", "main").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--base", "nowhere"), "no revision"),
        (("--base", "main", "--fix"), "--fix mends the files that lie here"),
    ],
)
def test_the_command_says_why_it_cannot(
    library: Desk, arguments: tuple[str, ...], message: str
) -> None:
    result = library.run("validate", *arguments)

    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert "Traceback" not in result.err


# --- What a change could bring in first ---


def test_a_file_from_elsewhere_that_becomes_an_account_is_new(register: RepositoryBuilder) -> None:
    """Its approvals are as new as it is, wherever it was prepared."""
    evil = changed(LIBRARY, confirmed=None)
    register.git("checkout", "--quiet", "main")
    register.commit("Prepare", {"docs/evil.txt": new_file(evil).decode()})
    register.git("checkout", "--quiet", "-B", "change")
    register.git("mv", "docs/evil.txt", "data/accounts/evil-facebook.toml")
    register.git("commit", "--quiet", "--message=Move it in")

    with open_repository(register.root) as repository:
        comparison = compare(repository, "main", head(repository), TODAY)

    assert comparison.accounts["evil-facebook"][0] is None
