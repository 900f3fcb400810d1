"""What the history tells of the accounts, field by field."""

import json
import math

from socialreg.git.change import Change as GitChange
from socialreg.git.change import Message
from socialreg.git.reading import Commit, Version, versions
from socialreg.git.record import commit
from socialreg.git.repository import open_repository
from socialreg.history import Change, Event, document, events, trailers
from tests.builders import AUTHOR, RepositoryBuilder

PATH = "data/accounts/bibliotek.toml"
DATE = "2026-09-15T10:00:00+02:00"


def revision(
    number: int, message: str, *files: tuple[str, str | bytes | None]
) -> tuple[Commit, list[Version]]:
    """A commit after which each (path, content) is so; None is deleted, b"" is unreadable."""
    made = Commit(f"{number:040}", DATE, AUTHOR[0], AUTHOR[1], message, ())
    return made, [
        Version(path, content is None, content.encode() if isinstance(content, str) else None)
        for path, content in files
    ]


def event(number: int, act: str, *changes: Change, account: str = "bibliotek") -> Event:
    return Event(f"{number:040}", DATE, AUTHOR[0], account, act, changes)


def test_life_of_an_account() -> None:
    """Created, changed, deleted: each with the fields that differ, as dotted paths."""
    told = events(
        [
            revision(
                1, "Add", (PATH, 'name = "A"\nopened = 2019-03-01\n[contact]\nrole = "Chef"\n')
            ),
            revision(
                2, "Change", (PATH, 'name = "B"\nopened = 2019-03-01\n[contact]\nemail = "b"\n')
            ),
            revision(3, "Delete", (PATH, None)),
        ]
    )

    assert document(told)["events"] == [
        {
            "commit": f"{1:040}",
            "date": DATE,
            "author": AUTHOR[0],
            "account": "bibliotek",
            "act": "created",
            "changes": [
                {"field": "name", "before": None, "after": "A"},
                {"field": "opened", "before": None, "after": "2019-03-01"},
                {"field": "contact.role", "before": None, "after": "Chef"},
            ],
        },
        {
            "commit": f"{2:040}",
            "date": DATE,
            "author": AUTHOR[0],
            "account": "bibliotek",
            "act": "changed",
            "changes": [
                {"field": "name", "before": "A", "after": "B"},
                {"field": "contact.role", "before": "Chef", "after": None},
                {"field": "contact.email", "before": None, "after": "b"},
            ],
        },
        {
            "commit": f"{3:040}",
            "date": DATE,
            "author": AUTHOR[0],
            "account": "bibliotek",
            "act": "deleted",
            "changes": [
                {"field": "name", "before": "B", "after": None},
                {"field": "opened", "before": "2019-03-01", "after": None},
                {"field": "contact.email", "before": "b", "after": None},
            ],
        },
    ]


def test_lists_of_tables_are_told_item_by_item() -> None:
    """A new approval is its own fields; a list of words is one value."""
    first = 'languages = ["sv"]\n[[approvals]]\nas = "manager"\nrole = "Chef"\n'
    second = first.replace('["sv"]', '["sv", "en"]') + '[[approvals]]\nas = "communications"\n'

    _created, changed = events([revision(1, "A", (PATH, first)), revision(2, "B", (PATH, second))])

    assert changed.changes == (
        Change("languages", ["sv"], ["sv", "en"]),
        Change("approvals[1].as", None, "communications"),
    )


def test_inline_tables_are_tables() -> None:
    """How a table is written is no change."""
    first = 'a = { b = 1, "c d" = true }\n'
    second = "[a]\nb = 1\n'c d' = 1\n"

    _created, changed = events([revision(1, "A", (PATH, first)), revision(2, "B", (PATH, second))])

    assert changed.changes == (Change("a.'c d'", before=True, after=1),)


def test_comments_and_order_are_no_fields() -> None:
    """The commit is told all the same: it changed the file."""
    told = events(
        [
            revision(1, "A", (PATH, "a = 1\nb = 2\n")),
            revision(2, "B", (PATH, "# x\nb = 2\na = 1\n")),
        ]
    )

    assert list(told)[1] == event(2, "changed")


def test_unreadable_revision_is_said_to_be_unreadable() -> None:
    """It does not look as if every field had been removed and put back."""
    told = events(
        [
            revision(1, "A", (PATH, "a = 1\nb = 1\n")),
            revision(2, "Action: close", (PATH, "<<<<<<< HEAD\n")),
            revision(3, "Too large, or a link", (PATH, b"")),
            revision(4, "Repair", (PATH, "a = 2\nb = 1\n")),
        ]
    )

    assert list(told) == [
        event(1, "created", Change("a", None, 1), Change("b", None, 1)),
        event(2, "unreadable"),
        event(3, "unreadable"),
        event(4, "changed", Change("a", 1, 2)),
    ]


def test_unreadable_from_the_beginning() -> None:
    told = events([revision(1, "A", (PATH, "?")), revision(2, "B", (PATH, "a = 1\n"))])

    assert list(told) == [event(1, "unreadable"), event(2, "changed", Change("a", None, 1))]


def test_created_again_after_its_end() -> None:
    told = events(
        [
            revision(1, "A", (PATH, "a = 1\n")),
            revision(2, "B", (PATH, None)),
            revision(3, "C", (PATH, "a = 1\n")),
        ]
    )

    assert [happened.act for happened in told] == ["created", "deleted", "created"]


# --- The act that a commit states ---

BOTH = (PATH, "a = 1\n"), ("data/accounts/simhall.toml", "a = 1\n")


def acts(message: str) -> list[str]:
    return [happened.act for happened in events([revision(1, message, *BOTH)])]


def test_action_of_the_account_that_is_named() -> None:
    assert acts("Close it\n\nAccount: bibliotek\nAction: close") == ["close", "created"]


def test_action_without_an_account_says_nothing() -> None:
    assert acts("Close it\n\nAction: close") == ["created", "created"]


def test_one_action_for_several_accounts() -> None:
    message = "Import\n\nAccount: bibliotek\nAccount: simhall\nAction: import"

    assert acts(message) == ["import", "import"]


def test_one_action_for_each_account() -> None:
    message = (
        "Swap\n\nAccount: simhall\nAction: close\nAccount: bibliotek\nAction: open\nReference: 1"
    )

    assert acts(message) == ["open", "close"]


def test_actions_that_do_not_add_up_say_nothing() -> None:
    message = "Odd\n\nAccount: bibliotek\nAccount: simhall\nAccount: museum\nAction: a\nAction: b"

    assert acts(message) == ["created", "created"]


def test_action_outside_the_last_paragraph_is_talk() -> None:
    """Words in the body or subject are no trailers, nor is a paragraph with other lines in it."""
    assert acts("Account: bibliotek\nAction: close") == ["created", "created"]
    assert acts("A\n\nAccount: bibliotek\nAction: close\n\nThat was it.") == ["created", "created"]
    assert acts("A\n\nAs I said:\nAccount: bibliotek\nAction: close it") == ["created", "created"]


def test_action_cannot_hide_an_end() -> None:
    """A file that is gone or unreadable is told as such, whatever its commit calls itself."""
    message = "Review\n\nAccount: bibliotek\nAction: review"
    told = events(
        [
            revision(1, "A", (PATH, "a = 1\n")),
            revision(2, message, (PATH, "?")),
            revision(3, message, (PATH, None)),
        ]
    )

    assert [happened.act for happened in told] == ["created", "unreadable", "deleted"]


def test_trailers_as_git_writes_them() -> None:
    message = "A\r\n\r\nB\r\n\r\nAccount: bibliotek\r\nSigned-off-by : Åsa <a@b.se>\r\n"

    assert trailers(message) == [("account", "bibliotek"), ("signed-off-by", "Åsa <a@b.se>")]


# --- Which files ---


def test_only_accounts_and_if_wanted_only_one() -> None:
    """Settings, activity, folders and other files are not accounts."""
    history = [
        revision(
            1,
            "Begin",
            ("data/register.toml", "a = 1\n"),
            ("data/accounts/notes.txt", "a"),
            ("data/accounts/old/x.toml", "a = 1\n"),
            *BOTH,
        )
    ]

    assert [happened.account for happened in events(history)] == ["bibliotek", "simhall"]
    assert [happened.account for happened in events(history, "simhall")] == ["simhall"]


def test_from_a_real_repository(repo: RepositoryBuilder) -> None:
    """From the commits that the commands make to the JSON, in two calls of git."""
    repo.commit("Begin", {"data/register.toml": "a = 1\n"})
    with open_repository(repo.root) as repository:
        for number, act in enumerate(("add", "approve", "close")):
            message = Message(subject=act, trailers=(("Account", "bibliotek"), ("Action", act)))
            contents = {PATH: f'number = {number}\nname = "Å"\n'.encode()}
            commit(repository, GitChange(contents=contents, message=message))
        told = list(events(versions(repository, "data/accounts")))

    ids = repo.git("rev-list", "--reverse", "HEAD").splitlines()[1:]
    dates = [
        date.replace("Z", "+00:00") for date in repo.git("log", "--reverse", "--format=%cI").split()
    ]
    assert told == [
        Event(
            ids[0],
            dates[1],
            AUTHOR[0],
            "bibliotek",
            "add",
            (Change("number", None, 0), Change("name", None, "Å")),
        ),
        Event(ids[1], dates[2], AUTHOR[0], "bibliotek", "approve", (Change("number", 0, 1),)),
        Event(ids[2], dates[3], AUTHOR[0], "bibliotek", "close", (Change("number", 1, 2),)),
    ]


def test_what_json_cannot_say_is_null() -> None:
    """A date that cannot be, and the numbers of TOML that are none."""
    happened = Event(
        "1", "", "Kim", "bibliotek", "changed", (Change("x", math.inf, [math.nan, 1.5]),)
    )

    told = json.loads(json.dumps(document([happened]), allow_nan=False))

    assert told["events"][0]["date"] is None
    assert told["events"][0]["changes"] == [{"field": "x", "before": None, "after": [None, 1.5]}]
