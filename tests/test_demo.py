"""``socialreg demo``: a sample register that is worth looking at, made by the tool itself."""

import csv
import json
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from socialreg import founding, store
from socialreg.acts import SUBJECTS
from socialreg.lifecycle import MOVES
from socialreg.model import Account, Kind, Register, ReportOutcome, Status
from socialreg.sample import play
from socialreg.sample.scenario import sample_scenario
from socialreg.sample.steps import steps
from tests.desk import Desk, Result, environment

DAY = date(2026, 11, 22)
NOBODY = """\
[commit]
\tgpgSign = true
[core]
\tautocrlf = true
\thooksPath = {hooks}
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Result]]:
    """The sample register, and what was said.

    It is made on a machine where git knows nobody, demands signatures, has a hook that
    refuses everything, and writes Windows' line ends.
    """
    home = tmp_path_factory.mktemp("home")
    config = home / "nobody.gitconfig"
    config.write_text(NOBODY.format(hooks=home / "hooks"), "utf-8")
    hook = home / "hooks/pre-commit"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    nobody = {**environment(home), "GIT_CONFIG_GLOBAL": str(config)}
    result = Desk(home, nobody).run("demo", "--lang", "en")
    assert config.read_text("utf-8") == NOBODY.format(hooks=home / "hooks")
    yield Desk(home / "demo", environment(home)), result
    shutil.rmtree(home)


@pytest.fixture(scope="module")
def register(sample: tuple[Desk, Result]) -> Register:
    return store.load(sample[0].root, DAY)


@pytest.fixture(scope="module")
def log(sample: tuple[Desk, Result]) -> list[list[str]]:
    """Author, both dates, subject and trailers of each commit, oldest first."""
    form = "%an <%ae>%x00%aI%x00%cI%x00%s%x00%(trailers:only,unfold)%x1e"
    text = sample[0].git("log", "--reverse", f"--format={form}")
    return [entry.strip().split("\0") for entry in text.split("\x1e")[:-1]]


def test_it_says_what_to_open_and_which_three_commands_to_try(sample: tuple[Desk, Result]) -> None:
    desk, result = sample
    page = str(Path("demo/public/index.html"))

    assert result.status == 0
    assert "What was found is part of the sample" in result.err
    assert page in result.err
    assert (desk.root / "public/index.html").is_file()
    commands = [
        line.split() for line in result.err.splitlines() if line.startswith("    socialreg ")
    ]
    assert len(commands) == 3
    assert desk.run(*commands[0][1:]).status == 1
    desk.do(*commands[1][1:])


def test_what_is_found_is_a_mix_of_living_silent_and_unknown_accounts(
    sample: tuple[Desk, Result],
) -> None:
    told = [line.split(": ", 2)[1].split()[:3] for line in sample[1].out.splitlines()[:-1]]

    assert [words for words in told if words[1].startswith("ACT")] == [
        ["info", "ACT003", "Whether"],
        ["info", "ACT003", "Whether"],
        ["info", "ACT003", "Whether"],
        ["warning", "ACT001", "museet-facebook"],
        ["info", "ACT002", "museet-instagram"],
        ["error", "ACT004", "traffpunkten-facebook"],
    ]


def test_there_are_accounts_of_every_kind_on_many_platforms(register: Register) -> None:
    assert Counter(account.status for account in register) == {
        Status.ACTIVE: 41,
        Status.DORMANT: 3,
        Status.CLOSED: 12,
        Status.APPLIED: 2,
        Status.APPROVED: 1,
        Status.DECLINED: 2,
    }
    assert len({account.platform for account in register}) >= 12
    assert {account.kind for account in register} == set(Kind)
    assert len([account for account in register if account.previous]) >= 3
    assert {character for account in register for character in account.name} >= set("åäö")


def test_fakes_have_been_seen_and_something_came_of_reporting_them(register: Register) -> None:
    assert {fake.outcome for fake in register.impostors} == set(ReportOutcome)
    assert all(fake.reports and fake.imitates for fake in register.impostors)


def test_an_event_rests_and_a_person_speaks_in_service(register: Register) -> None:
    def status_and_kind(account_id: str) -> tuple[Status, Kind]:
        account = register.get(account_id)
        assert account is not None
        return account.status, account.kind

    assert status_and_kind("hamnfestivalen-facebook") == (Status.DORMANT, Kind.CAMPAIGN)
    assert status_and_kind("kommundirektoren-threads") == (Status.ACTIVE, Kind.OFFICIAL)


def test_every_account_in_use_was_confirmed_within_a_year(register: Register) -> None:
    """Or it is newer than that: a sample should show how it is meant to be."""
    in_use = (a for a in register if a.status in (Status.ACTIVE, Status.DORMANT))
    assert [a.id for a in in_use if (DAY - (a.confirmed or a.opened or date.min)).days > 365] == []


def test_the_history_is_long_and_by_several_people_of_the_municipality(
    log: list[list[str]],
) -> None:
    first, last = (datetime.fromisoformat(log[place][1]) for place in (0, -1))
    authors = {entry[0] for entry in log}

    assert len(log) == play.length(sample_scenario()) >= 150
    assert (last - first).days > 6 * 365
    assert len(authors) >= 10
    assert all(author.endswith("@sjohamn.example>") for author in authors)


def test_time_goes_forward_and_nobody_works_at_night_or_at_a_weekend(log: list[list[str]]) -> None:
    moments = [datetime.fromisoformat(entry[1]) for entry in log]

    assert [entry[1] for entry in log] == [entry[2] for entry in log]
    assert all(before < after for before, after in pairwise(moments))
    assert all(8 <= moment.hour < 17 and moment.weekday() < 5 for moment in moments)


def test_every_commit_says_what_was_done_and_to_which_account(log: list[list[str]]) -> None:
    acts = []
    for _author, _written, _committed, _subject, trailers in log:
        values = dict(line.split(": ", 1) for line in trailers.splitlines())
        acts.append(values["Action"])
        elsewhere = {"init", "guidelines", "report-fake"}
        assert ("Account" in values) == (values["Action"] not in elsewhere), values
        assert ("Impostor" in values) == (values["Action"] == "report-fake"), values
        assert ("Approved-as" in values) == (values["Action"] == "approve"), values
    others = {"init", "guidelines", "activity", "report-fake"}
    assert (acts[0], set(acts)) == ("init", {*others, *SUBJECTS})


def test_every_move_that_there_is_has_been_made() -> None:
    made = {step.act.name for step in steps(sample_scenario())}
    assert made >= {move for moves in MOVES.values() for move in moves}


def test_the_names_of_people_stay_in_git(sample: tuple[Desk, Result], log: list[list[str]]) -> None:
    names = {entry[0].partition(" <")[0] for entry in log}
    texts = [path.read_text("utf-8") for path in (sample[0].root / "data").rglob("*.*")]
    assert [name for name in names if any(name in text for text in texts)] == []


def test_the_repository_is_sound_and_clean_and_needs_nobody(sample: tuple[Desk, Result]) -> None:
    desk, _result = sample
    assert desk.git("fsck", "--strict") == ""
    assert desk.git("status", "--porcelain") == ""
    assert desk.git("config", "--local", "--get-regexp", "^core[.]bare$") == "core.bare false\n"
    assert "user." not in desk.git("config", "--local", "--list")


def test_files_are_as_the_tool_writes_them(sample: tuple[Desk, Result]) -> None:
    desk, _result = sample
    scenario = sample_scenario()
    today = founding.new_register(scenario.settings, scenario.guidelines(DAY))
    assert {path: (desk.root / path).read_bytes() for path in today} == today


def test_taplo_accepts_every_file(sample: tuple[Desk, Result]) -> None:
    taplo = shutil.which("taplo")
    assert taplo
    done = subprocess.run(
        [taplo, "check"], cwd=sample[0].root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "found files total=66" in done.stderr) == (0, True), done.stderr


def test_the_website_shows_those_that_residents_can_meet(
    sample: tuple[Desk, Result], register: Register
) -> None:
    public = sample[0].root / "public"
    met = {a.id for a in register if a.status in (Status.ACTIVE, Status.DORMANT, Status.CLOSED)}

    assert {page.stem for page in (public / "konto").glob("*.html")} == met
    assert len(json.loads((public / "register.json").read_text("utf-8"))["accounts"]) == len(met)
    with (public / "register.csv").open(encoding="utf-8-sig", newline="") as table:
        assert len(list(csv.DictReader(table))) == len(met)


def test_a_person_can_go_on_where_it_ends(sample: tuple[Desk, Result], tmp_path: Path) -> None:
    """In a copy: the other tests look at the sample as it was made."""
    copy = Desk(Path(shutil.copytree(sample[0].root, tmp_path / "demo")), sample[0].environ)
    copy.do("open", "omsorgen-instagram", "--date", "2026-11-22")

    assert copy.git("log", "-1", "--format=%an") == "Maria Berg\n"
    assert copy.run("validate", "omsorgen-instagram").status == 0
    account = store.load_account(copy.root, "omsorgen-instagram")
    assert isinstance(account, Account)
    assert (account.status, account.opened) == (Status.ACTIVE, date(2026, 11, 22))


def test_two_machines_make_the_same_history() -> None:
    one, other = (list(play.changes(sample_scenario())) for _machine in range(2))
    assert one == other


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/budget.xlsx").write_bytes(b"x")
    result = Desk(tmp_path, environment(tmp_path)).run("demo", "--lang", "en")

    assert (result.status, "it holds budget.xlsx" in result.err) == (2, True)
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["budget.xlsx"]


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, environment(tmp_path))
    with subprocess.Popen(
        desk.command("demo"), cwd=tmp_path, env=dict(desk.environ), stderr=subprocess.PIPE
    ) as process:
        while not (tmp_path / "demo/data/accounts").exists():
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)

    assert (process.returncode, (tmp_path / "demo").exists()) == (130, False)


def test_without_git_nothing_is_left(tmp_path: Path) -> None:
    result = Desk(tmp_path, environment(tmp_path)).run("demo", "--lang", "en", PATH=str(tmp_path))

    assert (result.status, "git was not found" in result.err) == (2, True), result
    assert not (tmp_path / "demo").exists()
