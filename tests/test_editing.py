"""Changing fields by hand: what is taken, what is kept, and what is refused instead."""

import datetime as dt
from dataclasses import replace

import pytest

from socialreg.editing import edit
from socialreg.lifecycle import Forbidden
from socialreg.model import Account, Contact, Previous, Rest
from tests.accounts import TODAY, account, closed


def test_a_new_handle_moves_the_old_one_and_its_address_to_previous() -> None:
    after = edit(account(), {"handle": "sjohamnbib"}, on=TODAY, today=TODAY)

    assert after == account(
        handle="sjohamnbib",
        url="https://www.facebook.com/sjohamnbib",
        previous=(
            Previous(
                handle="sjohamnsbibliotek",
                url="https://www.facebook.com/sjohamnsbibliotek",
                until=TODAY,
            ),
        ),
    )


def test_a_new_address_is_made_canonical_and_brings_its_handle() -> None:
    after = edit(account(), {"url": "m.facebook.com/sjohamnbib?ref=ts"}, on=TODAY, today=TODAY)

    assert isinstance(after, Account)
    assert (after.handle, after.url) == ("sjohamnbib", "https://www.facebook.com/sjohamnbib")


def test_an_address_of_another_platform_is_refused() -> None:
    outcome = edit(account(), {"url": "https://x.com/sjohamn"}, on=TODAY, today=TODAY)

    assert isinstance(outcome, Forbidden)


def test_fields_of_tables_are_edited_by_dotted_names_and_removed_by_nothing() -> None:
    changes = {"contact.email": "", "contact.deputy": "Bibliotekarie", "opened": "2019-04-01"}

    assert edit(account(), changes, on=TODAY, today=TODAY) == account(
        contact=Contact(role="Bibliotekschef", deputy="Bibliotekarie"),
        opened=dt.date(2019, 4, 1),
    )


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        (
            "status",
            "The status changes with approve, decline, open, pause, resume, close or reopen.",
        ),
        ("confirmed", "The date of confirmation moves only with “socialreg review”."),
        ("rests", "Rests are recorded with “socialreg pause” and “socialreg resume”."),
        ("approvals", "Approvals are recorded with “socialreg approve”."),
        ("purpouse", "Did you mean “purpose”?"),
    ],
)
def test_what_another_command_owns_is_not_edited(key: str, hint: str) -> None:
    outcome = edit(account(), {key: "x"}, on=TODAY, today=TODAY)

    assert isinstance(outcome, Forbidden)
    assert outcome.hint == hint


def test_an_account_is_not_opened_after_its_first_rest() -> None:
    rested = account(rests=(Rest(from_=dt.date(2020, 6, 1), until=dt.date(2020, 8, 1)),))

    same_day = edit(rested, {"opened": "2020-06-01"}, on=TODAY, today=TODAY)
    assert same_day == replace(rested, opened=dt.date(2020, 6, 1))
    assert edit(rested, {"opened": "2020-06-02"}, on=TODAY, today=TODAY) == Forbidden(
        "biblioteket-facebook rested on 2020-06-01, so it cannot have been opened after.",
        "Give an earlier date.",
    )


def test_a_value_that_is_no_date_says_how_to_write_one() -> None:
    assert edit(account(), {"opened": "1 mars"}, on=TODAY, today=TODAY) == Forbidden(
        "“1 mars” is not a date.", "Write year, month and day: 2026-11-14."
    )


def test_a_date_that_has_not_come_yet_is_refused() -> None:
    assert edit(account(), {"opened": "2026-11-15"}, on=TODAY, today=TODAY) == Forbidden(
        "2026-11-15 has not come yet.", "Give today’s date, 2026-11-14, or an earlier one."
    )


@pytest.mark.parametrize("key", ["closing.date", "closing.reason", "closing.archive"])
def test_a_closed_account_keeps_what_it_says_for_ever(key: str) -> None:
    assert edit(closed(), {key: ""}, on=TODAY, today=TODAY) == Forbidden(
        f"simhallen-instagram is closed, so “{key}” cannot be removed.",
        "A closed account says for ever when and why, and where its records are.",
    )


def test_an_account_that_is_not_closed_has_no_closing() -> None:
    assert edit(account(), {"closing.reason": "x"}, on=TODAY, today=TODAY) == Forbidden(
        "biblioteket-facebook is not closed, so it has no “closing.reason”.",
        "To close it: socialreg close biblioteket-facebook",
    )


def test_a_closing_is_not_moved_before_the_opening() -> None:
    outcome = edit(closed(), {"closing.date": "2001-01-01"}, on=TODAY, today=TODAY)

    assert isinstance(outcome, Forbidden)


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("name", "  ", "“  ” cannot be the value of “name”."),
        ("unit", "a\x1b[31mb", "“a\\u{1b}[31mb” cannot be the value of “unit”."),
        ("contact.email", "biblioteket", "“biblioteket” is not an e-mail address."),
        ("languages", "sv,svenska", "“svenska” is not a language."),
        ("languages", "sv,", "“” is not a language."),
        ("name", "", "Without “name” this is not an account."),
        ("platform_id", "a b", "“a b” cannot be an account’s id on Facebook."),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused(key: str, text: str, message: str) -> None:
    outcome = edit(account(), {key: text}, on=TODAY, today=TODAY)

    assert isinstance(outcome, Forbidden)
    assert outcome.message == message


def test_a_missing_role_is_named_as_who_edits_names_it() -> None:
    outcome = edit(account(contact=None), {"contact.email": "a@b.example"}, on=TODAY, today=TODAY)

    assert outcome == Forbidden(
        "Without “contact.role” this is not an account.", "Give it a value: contact.role=…"
    )


def test_another_spelling_of_the_same_handle_is_no_earlier_one() -> None:
    after = edit(account(), {"handle": "Sjohamns.Bibliotek"}, on=TODAY, today=TODAY)

    assert after == account(
        handle="Sjohamns.Bibliotek", url="https://www.facebook.com/Sjohamns.Bibliotek"
    )


def test_a_handle_that_was_taken_back_and_given_up_again_is_one_earlier_handle() -> None:
    found = account()
    days = [TODAY - dt.timedelta(days=ago) for ago in (30, 20, 10)]
    for day, handle in zip(days, ("sjohamnbib", "sjohamnsbibliotek", "sjohamnbib"), strict=True):
        after = edit(found, {"handle": handle}, on=day, today=TODAY)
        assert isinstance(after, Account)
        found = after

    assert found == account(
        handle="sjohamnbib",
        url="https://www.facebook.com/sjohamnbib",
        previous=tuple(
            Previous(handle=handle, url=f"https://www.facebook.com/{handle}", until=until)
            for handle, until in (("sjohamnbib", days[1]), ("sjohamnsbibliotek", days[2]))
        ),
    )


def test_going_back_to_an_earlier_handle_keeps_all_earlier_ones() -> None:
    earlier = Previous(
        handle="sjohamnbib", url="https://www.facebook.com/sjohamnbib", until=dt.date(2021, 5, 4)
    )

    after = edit(account(previous=(earlier,)), {"handle": "sjohamnbib"}, on=TODAY, today=TODAY)

    assert isinstance(after, Account)
    assert [(found.handle, found.until) for found in after.previous] == [
        ("sjohamnbib", dt.date(2021, 5, 4)),
        ("sjohamnsbibliotek", TODAY),
    ]
