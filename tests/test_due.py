"""Whose self-check is due: never, overdue or soon, by the role that answers."""

import csv
import datetime as dt
import io
import json

from socialreg.due import Due, Standing, due_reviews
from socialreg.model import Account, Contact, Guidelines, Status
from tests.accounts import GUIDELINES, TODAY, account, closed
from tests.desk import ACCOUNT, Desk

LAST_YEAR = dt.date(2025, 11, 14)


def of(role: str, account_id: str, confirmed: dt.date | None, **changes: object) -> Account:
    """An account that *role* answers for, last confirmed on that day."""
    return account(account_id, contact=Contact(role=role), confirmed=confirmed, **changes)


def standing(found: tuple[Due, ...]) -> list[tuple[str, str, Standing]]:
    """Role, account and standing of what is due."""
    return [(due.role, due.account.id, due.standing) for due in found]


def test_exactly_the_interval_ago_is_soon_and_a_day_more_is_overdue() -> None:
    day = dt.timedelta(days=1)
    accounts = [
        of("Chef", "a", LAST_YEAR - day),
        of("Chef", "b", LAST_YEAR),
        of("Chef", "c", LAST_YEAR + 30 * day),
        of("Chef", "d", LAST_YEAR + 31 * day),
    ]

    found = due_reviews(accounts, GUIDELINES, TODAY)

    assert [(due.account.id, due.standing, due.by) for due in found] == [
        ("a", Standing.OVERDUE, TODAY - day),
        ("b", Standing.SOON, TODAY),
        ("c", Standing.SOON, TODAY + 30 * day),
    ]


def test_the_role_with_the_worst_comes_first_with_all_that_is_its_own() -> None:
    accounts = [
        of("Bibliotekschef", "a", LAST_YEAR),
        of("Rektor", "b", LAST_YEAR),
        of("Rektor", "c", None),
        of("Bibliotekschef", "d", dt.date(2024, 1, 1)),
    ]

    assert standing(due_reviews(accounts, GUIDELINES, TODAY)) == [
        ("Rektor", "c", Standing.NEVER),
        ("Rektor", "b", Standing.SOON),
        ("Bibliotekschef", "d", Standing.OVERDUE),
        ("Bibliotekschef", "a", Standing.SOON),
    ]


def test_only_accounts_in_use_or_at_rest_are_due() -> None:
    accounts = [
        closed(confirmed=None),
        of("Chef", "a", None, status=Status.APPLIED),
        of("Chef", "b", None, status=Status.DORMANT),
    ]

    assert standing(due_reviews(accounts, GUIDELINES, TODAY)) == [("Chef", "b", Standing.NEVER)]


def test_without_an_interval_only_who_was_never_confirmed_is_due() -> None:
    accounts = [of("Chef", "a", dt.date(2001, 1, 1)), of("Chef", "b", None)]

    assert standing(due_reviews(accounts, Guidelines(), TODAY)) == [("Chef", "b", Standing.NEVER)]


def test_what_is_due_is_listed_as_a_table_as_json_and_as_csv(library: Desk) -> None:
    row = {
        "id": ACCOUNT,
        "name": "Sjöhamns bibliotek",
        "role": "Bibliotekschef",
        "confirmed": None,
        "due": None,
        "standing": "never",
    }
    table = library.do("review", "--due").out
    (line,) = csv.DictReader(io.StringIO(library.do("review", "--due", "--format", "csv").out))

    assert f"Bibliotekschef  {ACCOUNT}  Sjöhamns bibliotek" in table
    assert json.loads(library.do("review", "--due", "--format", "json").out) == {
        "schema": 1,
        "due": [row],
    }
    assert line == {key: value or "" for key, value in row.items()}


def test_with_faulty_guidelines_nobody_is_told_that_nothing_is_due(library: Desk) -> None:
    (library.root / "data/guidelines.toml").write_text("[[editions]\n", "utf-8")

    result = library.run("review", "--due")

    assert (result.status, result.out) == (2, "")
    assert "Error: data/guidelines.toml:1:" in result.err


def test_a_table_of_what_is_due_holds_no_formula(library: Desk) -> None:
    library.do("edit", ACCOUNT, 'name==HYPERLINK("x")')

    (row,) = csv.DictReader(io.StringIO(library.do("review", "--due", "--format", "csv").out))

    assert row["name"] == '\'=HYPERLINK("x")'


def test_review_without_an_account_says_what_to_name(library: Desk) -> None:
    result = library.run("review")

    assert (result.status, "ID is missing." in result.err) == (2, True)
