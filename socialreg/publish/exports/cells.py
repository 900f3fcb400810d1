"""Tables as CSV (RFC 4180) that no spreadsheet mistakes for a program.

A spreadsheet takes a cell that begins with ``= + - @`` for a formula. Handles are therefore
written without ``@``; any other text that begins so gets an apostrophe before it, in the CSV
only. Who needs the exact characters of such a text reads the JSON.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

# The last four are the first four as full-width characters, which some spreadsheets take alike.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(
    head: Sequence[str], rows: Iterable[Sequence[str | date | None]], *, delimiter: str = ","
) -> str:
    """The table with that *head*, and *rows* as long as it; lines end with CR LF."""
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    table.writerow(head)
    table.writerows(map(cell, row) for row in rows)
    return text.getvalue()


def cell(value: str | date | None) -> str:
    """*value* for a table: none that a spreadsheet would take for a formula."""
    text = str(value or "")
    return f"'{text}" if text.startswith(_FORMULA) else text
