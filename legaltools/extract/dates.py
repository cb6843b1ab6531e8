"""Explicit dates that limit something: 2026年3月31日前, 截至2026-12-31. Folded text in, :class:`Dated` values out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from legaltools.lexicon import PhraseHit, pattern, table
from legaltools.text import numerals
from legaltools.text.sentences import back

BEFORE, AFTER = 12, 24
YEAR, ISO, BLANK = 4, 12, 48
_GAPS = frozenset(" _\u3010\u3011[]")  # what is left blank beside the month of a date to be filled in
LEAP = 2024  # stands in for the year of a date of every year


class Dated(Struct, frozen=True, gc=False):
    """``[start, end)`` and the date it names in ISO 8601: ``--12-31`` for one of every year, ``""`` for a blank."""

    start: int
    end: int
    value: str
    limits: bool
    period: str = ""


def triggers() -> list[str]:
    """Return the words dates are found by."""
    return list(table("time")["date_triggers"]["words"])


def find(text: str, hits: Iterable[PhraseHit]) -> Iterator[Dated]:
    """Yield every complete date at the ``hits`` in folded ``text``, marked whether the words beside it limit."""
    last = 0
    words = table("time")["date_triggers"]
    for start, end, word in hits:
        if start < last:
            continue
        if word in words["iso"]:
            match = pattern("time", "iso").match(text, start, start + ISO)
        elif word == words["month"]:
            low = max(last, start - BLANK)
            match = _around("yearly", text, low, start)
            if match is None and not _GAPS.isdisjoint(text[max(low, start - 3) : start + 2]):
                match = _around("blank_date", text, low, start)
        else:
            match = pattern("time", "date").search(text, max(last, start - YEAR - 2), end + 14)
        if match is not None and (value := _iso(match)) is not None:
            last = match.end()
            yield _beside(text, match, value)


def _around(key: str, text: str, low: int, month: int) -> re.Match[str] | None:
    """Return the date of a pattern whose month stands at ``month``."""
    matches = pattern("time", key).finditer(text, low, min(len(text), month + BLANK))
    return next((m for m in matches if m.start() <= month < m.end()), None)


def _iso(match: re.Match[str]) -> str | None:
    """Return the date of a match as ISO 8601, ``""`` if it is left blank, ``None`` if there is no such day."""
    named = match.groupdict()
    if "month" not in named:
        return ""
    year, month, day = (numerals.parse(named[name]) if name in named else LEAP for name in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return None
    try:
        found = date(year, month, day).isoformat()
    except ValueError:
        return None
    return found if "year" in named else f"-{found[4:]}"


def _beside(text: str, match: re.Match[str], value: str) -> Dated:
    start, end = match.span()
    low = back(text, start, BEFORE)
    before = pattern("time", "date_limit_before").search(text, low, start)
    after = pattern("time", "date_limit_after").match(text, end, min(len(text), end + AFTER))
    period = match.groupdict().get("period") or ""
    first, last = before.start() if before else start, after.end() if after else end
    return Dated(first, last, value, bool(before or after), period)
