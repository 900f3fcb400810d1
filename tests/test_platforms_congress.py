"""1,734 real accounts: no real handle is called bad, and the one real duplicate is found."""

import csv
from collections import defaultdict
from pathlib import Path

from socialreg.platforms import Inspection, Profile, canonical_url, inspect, keys, parse_handle

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "fixtures/congress-accounts.csv").read_text("utf-8").splitlines()
    )
)


def test_every_real_handle_is_accepted_and_leads_to_an_address() -> None:
    assert len(ROWS) == 1734
    assert [
        (row["platform"], row["handle"])
        for row in ROWS
        if row["handle"] and not isinstance(parse_handle(row["platform"], row["handle"]), Profile)
    ] == []
    assert [row for row in ROWS if _url(row) is None] == []


def test_nothing_is_wrong_with_any_real_account_at_its_canonical_address() -> None:
    assert [
        row
        for row in ROWS
        for seen in [_inspected(row)]
        if seen.refusal or not seen.canonical or not seen.agrees
    ] == []


def test_exactly_the_one_real_duplicate_is_found() -> None:
    """One senator's Facebook page stands under another senator too."""
    owners = defaultdict(set)
    for row in ROWS:
        found = keys(
            row["platform"], row["handle"] or None, _url(row) or "", row["platform_id"] or None
        )
        for key in found:
            owners[key].add(row["name"])

    assert {"facebook:rogermarshallmd": {"Roger Marshall", "Tommy Tuberville"}} == {
        key: names for key, names in owners.items() if len(names) > 1
    }


def _url(row: dict[str, str]) -> str | None:
    return canonical_url(row["platform"], row["handle"] or None, row["platform_id"] or None)


def _inspected(row: dict[str, str]) -> Inspection:
    return inspect(
        row["platform"], row["handle"] or None, _url(row) or "", row["platform_id"] or None
    )
