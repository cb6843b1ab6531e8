"""Explicit dates that limit something: 2026年3月31日前, 截至2026-12-31. Folded text in, :class:`Dated` values out."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from msgspec import Struct

from legaltools.lexicon import Triggers, pattern, table
from legaltools.text import numerals

BEFORE, AFTER = 12, 24
YEAR = 4


class Dated(Struct, frozen=True):
    """``[start, end)`` and the date it names, ISO 8601 (``--12-31`` for a date of every year)."""

    start: int
    end: int
    value: str
    limits: bool
    anchor: str = ""


@cache
def _triggers() -> Triggers:
    return Triggers(table("time")["date_triggers"]["words"])


def find(text: str) -> Iterator[Dated]:
    """Yield every complete date of folded ``text``, marked whether the words beside it make it a limit."""
    last = 0
    for start, end, word in _triggers().find(text):
        match = None
        if word in table("time")["date_triggers"]["iso"]:
            match = pattern("time", "iso").match(text, start, start + 12) if start >= last else None
        else:
            match = pattern("time", "date").search(text, max(last, start - YEAR - 2), end + 14)
        if match is not None and (value := _iso(match)):
            last = match.end()
            yield _beside(text, match.start(), match.end(), value)


def _iso(match: re.Match[str]) -> str:
    """Return the date of a match as ISO 8601, ``""`` if there is no such day."""
    parts = [numerals.parse(match[name]) for name in ("year", "month", "day")]
    if None in parts:
        return ""
    year, month, day = (part or 0 for part in parts)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _beside(text: str, start: int, end: int, value: str) -> Dated:
    low = max(0, start - BEFORE, text.rfind("\n", 0, start) + 1)
    before = pattern("time", "date_limit_before").search(text, low, start)
    after = pattern("time", "date_limit_after").match(text, end, min(len(text), end + AFTER))
    return Dated(
        low + (before.start() - low) if before else start, after.end() if after else end, value, bool(before or after)
    )
