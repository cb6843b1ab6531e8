"""Explicit dates that limit something: 2026年3月31日前, 截至2026-12-31. Folded text in, :class:`Dated` values out."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from msgspec import Struct

from legaltools.lexicon import Triggers, pattern, table
from legaltools.text import numerals
from legaltools.text.sentences import back

BEFORE, AFTER = 12, 24
YEAR, ISO, BLANK = 4, 12, 48


class Dated(Struct, frozen=True):
    """``[start, end)`` and the date it names in ISO 8601, ``""`` if it is left to be filled in."""

    start: int
    end: int
    value: str
    limits: bool


@cache
def _triggers() -> Triggers:
    return Triggers(table("time")["date_triggers"]["words"])


def find(text: str) -> Iterator[Dated]:
    """Yield every complete date of folded ``text``, marked whether the words beside it make it a limit."""
    last = 0
    words = table("time")["date_triggers"]
    for start, end, word in _triggers().find(text):
        if start < last:
            continue
        if word in words["iso"]:
            match = pattern("time", "iso").match(text, start, start + ISO)
        elif word == words["month"]:
            match = _blank(text, max(last, start - BLANK), start)
        else:
            match = pattern("time", "date").search(text, max(last, start - YEAR - 2), end + 14)
        if match is not None and (value := _iso(match)) is not None:
            last = match.end()
            yield _beside(text, match.start(), match.end(), value)


def _blank(text: str, low: int, month: int) -> re.Match[str] | None:
    """Return the date to be filled in whose month stands at ``month``."""
    matches = pattern("time", "blank_date").finditer(text, low, min(len(text), month + BLANK))
    return next((m for m in matches if m.start() <= month < m.end()), None)


def _iso(match: re.Match[str]) -> str | None:
    """Return the date of a match as ISO 8601, ``""`` if it is left blank, ``None`` if there is no such day."""
    if "year" not in match.groupdict():
        return ""
    parts = [numerals.parse(match[name]) for name in ("year", "month", "day")]
    if None in parts:
        return None
    year, month, day = (part or 0 for part in parts)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _beside(text: str, start: int, end: int, value: str) -> Dated:
    low = back(text, start, BEFORE)
    before = pattern("time", "date_limit_before").search(text, low, start)
    after = pattern("time", "date_limit_after").match(text, end, min(len(text), end + AFTER))
    return Dated(
        low + (before.start() - low) if before else start, after.end() if after else end, value, bool(before or after)
    )
