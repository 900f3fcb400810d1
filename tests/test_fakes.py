"""``socialreg report-fake`` and ``verify``: from a fake's discovery to what came of it."""

import json
import tomllib
from typing import Any

import pytest

from tests.desk import ACCOUNT, Desk, add_library
from tests.terminal import talk

FAKE = "https://www.facebook.com/sjohamnsbib1iotek"
OURS = "https://www.facebook.com/sjohamnsbibliotek"
FILE = "data/impostors/sjohamnsbib1iotek-facebook.toml"


def fake(desk: Desk) -> dict[str, Any]:
    return tomllib.loads((desk.root / FILE).read_text("utf-8"))


def report(desk: Desk, *more: str) -> None:
    desk.do("report-fake", FAKE, "--date", "2026-03-01", *more)


# --- report-fake ---


def test_a_fake_is_recorded_in_one_commit_that_says_so(library: Desk) -> None:
    given = ("--name", "Sjöhamns bibliotek", "--imitates", ACCOUNT)

    report(library, *given, "--to", "Facebook", "--reference", "4711", "--note", "En låntagare")

    assert fake(library) == {
        "platform": "facebook",
        "url": FAKE,
        "handle": "sjohamnsbib1iotek",
        "name": "Sjöhamns bibliotek",
        "imitates": ACCOUNT,
        "discovered": tomllib.loads("d = 2026-03-01")["d"],
        "outcome": "open",
        "note": "En låntagare",
        "reports": [
            {"to": "Facebook", "date": tomllib.loads("d = 2026-03-01")["d"], "reference": "4711"}
        ],
    }
    assert library.git("log", "-1", "--format=%B", "--name-only").split("\n\n") == [
        "Record the fake sjohamnsbib1iotek-facebook",
        "Impostor: sjohamnsbib1iotek-facebook\nAction: report-fake\nReference: 4711",
        f"\n{FILE}\n",
    ]
    assert library.do("validate", "--select", "REG", "--select", "IDN").status == 0


def test_the_same_address_in_another_spelling_updates_it(library: Desk) -> None:
    report(library)

    again = library.do("report-fake", "m.facebook.com/Sjohamns.Bib1iotek", "--to", "Facebook")
    removed = library.do("report-fake", FAKE, "--outcome", "removed", "--date", "2026-03-09")

    assert "The fake sjohamnsbib1iotek-facebook is updated." in again.err
    assert (fake(library)["outcome"], fake(library)["outcome_date"].isoformat()) == (
        "removed",
        "2026-03-09",
    )
    assert len(fake(library)["reports"]) == 1
    assert "socialreg render" in removed.err
    assert library.git("log", "-1", "--format=%s") == "Update the fake sjohamnsbib1iotek-facebook\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((OURS,), f"{OURS} is {ACCOUNT}, an account of ours."),
        (("https://m.facebook.com/Sjohamns.Bibliotek",), "an account of ours"),
        (("https://www.facebook.com/sjohamnsbib1iotek/posts/1",), "leads to something in an"),
        ((FAKE, "--imitates", "bibliotek-facebook"), f"Did you mean “{ACCOUNT}”?"),
        ((FAKE, "--reference", "4711"), "--to is missing"),
        ((FAKE, "--date", "2999-01-01"), "2999-01-01"),
        ((FAKE, "--note", "Ring 811228-9874"), "identity number"),
        ((), "URL is missing"),
    ],
)
def test_what_cannot_be_recorded_changes_nothing(
    library: Desk, arguments: tuple[str, ...], said: str
) -> None:
    before = library.state()

    refused = library.run("report-fake", *arguments)

    assert (refused.status, library.state()) == (2, before)
    assert said in refused.err


def test_nothing_comes_of_a_fake_before_it_was_discovered(library: Desk) -> None:
    report(library)

    refused = library.run("report-fake", FAKE, "--outcome", "removed", "--date", "2026-02-01")

    assert (refused.status, fake(library)["outcome"]) == (2, "open")
    assert "2026-02-01 is before the day on which the fake was discovered" in refused.err


def test_nothing_new_is_no_commit(library: Desk) -> None:
    report(library)
    before = library.state()

    assert library.run("report-fake", FAKE).status == 2
    assert library.state() == before


def test_it_can_only_be_written_or_proposed(library: Desk) -> None:
    head = library.git("rev-parse", "HEAD")

    library.do("report-fake", FAKE, "--no-commit")
    assert (library.git("rev-parse", "HEAD"), fake(library)["url"]) == (head, FAKE)
    (library.root / FILE).unlink()

    library.run("report-fake", FAKE, "--propose")
    assert "report-fake/sjohamnsbib1iotek-facebook" in library.git("branch", "--list")


def test_in_a_terminal_what_is_missing_is_asked_for(library: Desk) -> None:
    answers = [FAKE, "2026-03-01", "Biblioteket", ACCOUNT, "Facebook", ""]

    status, shown = talk(library, ["report-fake"], answers)

    assert (status, fake(library)["name"]) == (0, "Biblioteket"), shown
    assert fake(library)["reports"][0]["to"] == "Facebook"


def test_the_history_of_the_accounts_is_as_before(library: Desk) -> None:
    before = library.do("history", "--format", "json").out

    report(library)

    assert library.do("history", "--format", "json").out == before


# --- verify ---


def test_only_official_is_a_success(library: Desk) -> None:
    report(library)

    statuses = {
        url: library.run("verify", url).status
        for url in (OURS, FAKE, "https://www.facebook.com/nagon.annan", "https://bit.ly/x")
    }

    assert list(statuses.values()) == [0, 1, 1, 1]
    assert library.run("verify").status == 2
    assert library.run("verify", OURS, "--platform", "fejsbok").status == 2


def test_the_answer_says_what_it_rests_on_and_where_to_go(library: Desk) -> None:
    report(library, "--imitates", ACCOUNT)
    library.do("edit", ACCOUNT, "handle=sjohamnsbib", "--date", "2026-05-04")

    assert library.run("verify", OURS).out.splitlines() == [
        (
            "No longer official: This was the name of Sjöhamns bibliotek on Facebook. "
            "The account has another name now."
        ),
        "  It was ours until 2026-05-04.",
        "  Do not trust what is there now.",
        "  Go here instead: Sjöhamns bibliotek on Facebook, https://www.facebook.com/sjohamnsbib",
    ]
    assert library.run("verify", FAKE).out.splitlines() == [
        "Known fake: This is a known fake on Facebook. It is not ours.",
        "  It imitates Sjöhamns bibliotek on Facebook, https://www.facebook.com/sjohamnsbib",
    ]
    assert library.run("verify", "https://www.facebook.com/sj0hamnsbib").out.splitlines() == [
        "Not in the register: This is not in our register. As far as we know it is not ours.",
        (
            "  – It is like Sjöhamns bibliotek on Facebook, https://www.facebook.com/sjohamnsbib. "
            "Letters that look alike: “0” in place of “o”."
        ),
    ]


def test_as_json_it_is_the_contract_s_answer(library: Desk) -> None:
    found = json.loads(library.do("verify", OURS, "--format", "json").out)

    assert {key: found[key] for key in ("schema", "answer", "account", "url", "lookalikes")} == {
        "schema": 1,
        "answer": "official",
        "account": ACCOUNT,
        "url": OURS,
        "lookalikes": [],
    }
    alike = json.loads(
        library.run("verify", "sjohamnsbibliotek", "--platform", "x", "--format", "json").out
    )
    assert (alike["answer"], alike["account"]) == ("unknown", None)


def test_many_are_asked_about_at_once_and_all_have_to_be_ours(library: Desk) -> None:
    asked = library.root / "fragor.txt"
    asked.write_text(f"{OURS}\n\n@sjohamnsbibliotek\n", "utf-8")

    assert library.run("verify", "--file", str(asked)).status == 0
    asked.write_text(f"{OURS}\n{FAKE}\n", "utf-8")
    found = library.run("verify", "--file", str(asked), "--format", "json")

    assert found.status == 1
    assert [each["answer"] for each in json.loads(found.out)["answers"]] == ["official", "unknown"]


def test_an_account_that_is_applied_for_is_not_ours_yet(desk: Desk) -> None:
    add_library(desk)

    assert desk.run("verify", OURS).status == 1
