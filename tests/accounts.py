"""Accounts and registers for tests: made in one line, changed in what the test is about."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import rtoml
from hypothesis import strategies as st

from socialreg import schema
from socialreg.model import (
    Account,
    Application,
    Approval,
    Closing,
    Contact,
    Duty,
    Edition,
    Evidence,
    Guidelines,
    HandleFate,
    Impostor,
    Kind,
    Limits,
    Office,
    Organisation,
    Part,
    Posts,
    Previous,
    Register,
    Reply,
    Report,
    ReportOutcome,
    Rest,
    Review,
    Settings,
    Source,
    Status,
    Waiver,
)
from socialreg.rules.comparison import Comparison

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = dt.date(2026, 11, 14)

# The Mondays of the two years before TODAY.
WEEKS = tuple(dt.date(2026, 11, 9) - dt.timedelta(weeks=number) for number in range(104))

SETTINGS = Settings(
    organisation=Organisation(name="Sjöhamns kommun", code="1299"),
    contact=Office(name="Kommunikationsavdelningen", email="kommunikation@sjohamn.example"),
)


def _guidelines(name: str) -> Guidelines:
    found = schema.to_guidelines(rtoml.loads((FIXTURES / name).read_text("utf-8")))
    assert isinstance(found, Guidelines), found
    return found


# What Höganäs kommun's guidelines demand, and the numbers that they leave open.
GUIDELINES = Guidelines(
    editions=(
        Edition(
            id="2018-11",
            from_=dt.date(2018, 11, 1),
            limits=(
                Limits(
                    answer_within_hours=24,
                    monitor_times_a_day=1,
                    review_every_months=12,
                    close_after_idle_weeks=12,
                    rest_at_most_months=24,
                    archive_every_months=6,
                ),
                Limits(
                    platforms=("facebook", "blog", "x", "instagram"),
                    posts=Posts(minimum=2, recommended=(3, 4)),
                ),
            ),
        ),
    )
)

# Another municipality's: see tests/fixtures/README.md.
OTHER_GUIDELINES = _guidelines("guidelines-malmo-harjedalen.toml")
POLICIES = (GUIDELINES, OTHER_GUIDELINES)


def account(account_id: str = "biblioteket-facebook", **changes: Any) -> Account:
    """An active account that breaks no rule, with *changes*."""
    sound = Account(
        id=account_id,
        name="Sjöhamns bibliotek",
        platform="facebook",
        handle="sjohamnsbibliotek",
        url="https://www.facebook.com/sjohamnsbibliotek",
        unit="Sjöhamns bibliotek",
        purpose="Boktips och öppettider.",
        status=Status.ACTIVE,
        opened=dt.date(2019, 3, 1),
        confirmed=dt.date(2026, 9, 15),
        contact=Contact(role="Bibliotekschef", email="biblioteket@sjohamn.example"),
        application=Application(received=dt.date(2019, 2, 10), guidelines="2018-11"),
        approvals=(
            Approval(
                as_=Part.MANAGER,
                role="Förvaltningschef",
                date=dt.date(2019, 2, 14),
                reference="KFN 2019/12",
            ),
            Approval(
                as_=Part.COMMUNICATIONS,
                role="Kommunikatör",
                date=dt.date(2019, 2, 20),
                reference="KFN 2019/12",
            ),
        ),
        reviews=(
            Review(
                date=dt.date(2026, 9, 15),
                role="Kommunikatör",
                answers=dict.fromkeys(Duty, Reply.YES),
            ),
        ),
    )
    return replace(sound, **changes)


def closed(account_id: str = "simhallen-instagram", **changes: Any) -> Account:
    """A closed account that breaks no rule, with *changes*."""
    given: dict[str, Any] = {
        "name": "Sjöhamns simhall",
        "platform": "instagram",
        "handle": "sjohamn_simhall",
        "url": "https://www.instagram.com/sjohamn_simhall/",
        "status": Status.CLOSED,
        "closing": Closing(
            date=dt.date(2025, 6, 1),
            reason="Slogs ihop",
            archive="KFN 2025/8",
            handle=HandleFate.KEPT,
        ),
    }
    return account(account_id, **(given | changes))


def impostor(impostor_id: str = "falska-biblioteket", **changes: Any) -> Impostor:
    """A known fake that breaks no rule, with *changes*."""
    sound = Impostor(
        id=impostor_id,
        platform="facebook",
        url="https://www.facebook.com/sjohamnsbib1iotek",
        handle="sjohamnsbib1iotek",
        name="Sjöhamns bibliotek",
        imitates="biblioteket-facebook",
        discovered=dt.date(2026, 3, 1),
        outcome=ReportOutcome.REMOVED,
        outcome_date=dt.date(2026, 3, 11),
        note="En låntagare ringde.",
        reports=(Report(to="Facebook", date=dt.date(2026, 3, 1), reference="4711"),),
    )
    return replace(sound, **changes)


def register(*accounts: Account, **changes: Any) -> Register:
    """A register of *accounts* as of TODAY, each with three posts in each week of two years."""
    posts = {account.id: dict.fromkeys(WEEKS, 3) for account in accounts}
    made = Register(
        settings=SETTINGS,
        guidelines=GUIDELINES,
        accounts=tuple(sorted(accounts, key=lambda found: found.id)),
        as_of=TODAY,
        evidence=Evidence(posts=posts),
    )
    return replace(made, **changes)


def comparison(now: Register, *before: Account, **changes: Any) -> Comparison:
    """What led to the register *now*, judged by its own policy; *before* are changed accounts.

    The other accounts are as they were.
    """
    made = Comparison(
        base="0" * 40,
        context=now,
        accounts={account.id: (account, now.get(account.id)) for account in before},
        count_before=len(now.accounts),
        count_after=len(now.accounts),
    )
    return replace(made, **changes)


def waiver(rule: str, until: dt.date = dt.date(2027, 1, 1)) -> Waiver:
    """An accepted finding."""
    return Waiver(rule=rule, reason="Beslutat", approved_by="Kommunikationschef", until=until)


# Any text that a person could paste into a field: all of Unicode but the surrogates, which
# no UTF-8 file can hold.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
_maybe_text = st.none() | texts
_maybe_day = st.none() | days

accounts = st.builds(
    Account,
    id=st.just("konto"),
    name=texts,
    platform=st.sampled_from(["facebook", "instagram", "youtube", "mastodon", "blog"]),
    handle=_maybe_text,
    url=texts,
    platform_id=_maybe_text,
    kind=st.sampled_from(Kind),
    unit=texts,
    department=_maybe_text,
    purpose=_maybe_text,
    audience=_maybe_text,
    languages=st.lists(texts, max_size=3).map(tuple).filter(bool),
    status=st.sampled_from(Status),
    opened=_maybe_day,
    confirmed=_maybe_day,
    note=_maybe_text,
    contact=st.none() | st.builds(Contact, role=texts, deputy=_maybe_text, email=_maybe_text),
    application=st.none()
    | st.builds(
        Application,
        received=days,
        guidelines=_maybe_text,
        source=st.none() | st.builds(Source, system=texts, id=texts),
    ),
    approvals=st.lists(
        st.builds(
            Approval, as_=st.sampled_from(Part), role=texts, date=days, reference=_maybe_text
        ),
        max_size=3,
    ).map(tuple),
    reviews=st.lists(
        st.builds(
            Review,
            date=days,
            role=texts,
            answers=st.dictionaries(st.sampled_from(Duty), st.sampled_from(Reply)),
            notes=st.dictionaries(st.sampled_from(Duty), texts),
        ),
        max_size=2,
    ).map(tuple),
    previous=st.lists(
        st.builds(Previous, handle=_maybe_text, url=texts, until=days), max_size=2
    ).map(tuple),
    rests=st.lists(
        st.builds(Rest, from_=days, until=_maybe_day, reason=_maybe_text), max_size=2
    ).map(tuple),
    closing=st.none()
    | st.builds(
        Closing,
        date=_maybe_day,
        reason=_maybe_text,
        archive=_maybe_text,
        handle=st.none() | st.sampled_from(HandleFate),
        successor=_maybe_text,
    ).filter(lambda found: found != Closing()),
    waivers=st.lists(
        st.builds(Waiver, rule=texts, reason=texts, approved_by=texts, until=days), max_size=1
    ).map(tuple),
)

impostors = st.builds(
    Impostor,
    id=st.just("falskt"),
    platform=st.sampled_from(["facebook", "instagram", "youtube", "mastodon", "blog"]),
    url=texts,
    handle=_maybe_text,
    platform_id=_maybe_text,
    name=_maybe_text,
    imitates=_maybe_text,
    discovered=days,
    outcome=st.sampled_from(ReportOutcome),
    outcome_date=_maybe_day,
    note=_maybe_text,
    reports=st.lists(st.builds(Report, to=texts, date=days, reference=_maybe_text), max_size=2).map(
        tuple
    ),
)
