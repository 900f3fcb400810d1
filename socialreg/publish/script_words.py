"""The words of the site's scripts: ``ord.js``, one for each language."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from socialreg.i18n import N_
from socialreg.lookup import sentences
from socialreg.platforms import platforms
from socialreg.publish.lookup_index import script
from socialreg.publish.voice import Voice
from socialreg.refusals import MESSAGES

_SEARCH: Mapping[str, str] = {
    "more": N_("and {n} more"),
}
_STATUSES: Mapping[str, str] = {
    "active": N_("In use"),
    "dormant": N_("Resting"),
    "closed": N_("Closed"),
}
_FILTER: Mapping[str, str] = {
    "platform": N_("Platform"),
    "group": N_("Unit"),
    "status": N_("Status"),
    "day": N_("As it was on"),
    "sort": N_("Sort by"),
    "clear": N_("Clear"),
    "all": N_("All"),
    "usual": N_("As usual"),
    "byName": N_("Name"),
    "byConfirmed": N_("Last confirmed"),
    "byOpened": N_("Opened"),
    "account": N_("Account"),
    "then": N_("Status then"),
    "opened": N_("Opened"),
    "unknown": N_("Date unknown"),
    "onDay": N_("as it was on {date}"),
    "closedThen": N_("Closed accounts"),
    "chosen": N_("Chosen: {choice}."),
    "sorted": N_("Order: {order}."),
    "dayHint": N_("Names and dates are those that the register knows today."),
    "none": N_("No account fits. Choose less, or clear the choice."),
}


def script_words(voice: Voice) -> bytes:
    """The content of ``ord.js`` in the language of the *voice*."""
    return script(
        "words",
        {
            "foreign": "" if voice.language == voice.data_language else voice.data_language,
            "answers": _said(sentences.ANSWERS, voice),
            "reasons": _said(sentences.REASONS, voice),
            "until": voice.text(sentences.UNTIL),
            "warning": voice.text(sentences.WARNING),
            "instead": voice.text(sentences.INSTEAD),
            "imitates": voice.text(sentences.IMITATES),
            "fakeName": voice.text(sentences.FAKE_NAME),
            "alike": voice.text(sentences.ALIKE),
            "differences": {
                kind: [voice.text(message) for message in messages]
                for kind, messages in sentences.DIFFERENCES.items()
            },
            "lettersDiffer": voice.text(sentences.LETTERS_DIFFER),
            "refusals": _said(MESSAGES, voice),
            "platforms": {key: voice.platform(key) for key in platforms()},
            "dates": [_date_pattern(month, voice) for month in range(1, 13)],
            "statuses": _said(_STATUSES, voice),
            "search": _said(_SEARCH, voice),
            "filter": _said(_FILTER, voice) | {"counts": _counts(voice)},
        },
    )


def _said(messages: Mapping[Any, str], voice: Voice) -> dict[str, str]:
    return {str(key): voice.text(message) for key, message in messages.items()}


def _date_pattern(month: int, voice: Voice) -> str:
    """How a day of that *month* is written: ``{day} januari {year}``."""
    written = voice.date(dt.date(2001, month, 9))
    return written.replace("2001", "{year}").replace("9", "{day}")


def _counts(voice: Voice) -> list[str]:
    """How many accounts are shown, for one and for several."""
    one, many = (
        voice.ngettext("{n} account is shown.", "{n} accounts are shown.", n).replace(str(n), "{n}")
        for n in (1, 2)
    )
    return [one, many]
