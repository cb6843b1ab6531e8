"""Counts with a unit: 三十（30）日, 3-5个工作日, 一个半月. Folded text in, :class:`Measure` values out, in order.

An automaton finds the unit words; the count is read backwards in a short window, so the work is linear.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from msgspec import Struct

from legaltools.lexicon import PhraseHit, pattern, table
from legaltools.model.annotation import Unit
from legaltools.text import numerals

BEFORE = 32  # characters before a unit in which its count begins
AFTER = 12  # characters after it in which the upper end of a range stands
FIRST_YEAR, LAST_YEAR = 1800, 2200  # a bare number of years in this range names a calendar year


class Measure(Struct, frozen=True, gc=False):
    """``[start, end)`` and what it says; ``value`` is ``None`` for a blank to fill in or an open number (数日)."""

    start: int
    end: int
    unit: Unit
    value: int | float | None
    upper: int | float | None = None
    vague: bool = False


@cache
def units() -> dict[str, Unit]:
    """Return the unit each printed word stands for."""
    return {word: row["unit"] for row in table("time")["units"] for word in row["words"]}


def triggers() -> list[str]:
    """Return the words counts are found by."""
    return [*units(), *table("time")["masks"]["words"]]


def find(text: str, hits: Iterable[PhraseHit]) -> Iterator[Measure]:
    """Yield every count with a unit at the ``hits`` in folded ``text``."""
    lifted, printed, last = set(table("time")["lifted"]), units(), 0
    for start, end, word in hits:
        if start < last:
            continue
        if word in lifted:
            end, word = start + 1, word[:1]
        if word not in printed:
            continue
        measure = _read(text, max(last, start - BEFORE), start, end)
        if measure is not None:
            last = measure.end
            yield measure


def _read(text: str, low: int, start: int, end: int) -> Measure | None:
    """Read the count that belongs to the unit word at ``[start, end)``."""
    low = max(low, text.rfind("\n", low, start) + 1)
    window = text[low : end + AFTER].partition("\n")[0]
    for match in pattern("time", "measure").finditer(window):
        if match.start() + low <= start and match.end("unit") + low >= end:
            break
    else:
        return None
    unit = units()[match["unit"]]
    number, open_number = value(match["num"])
    if match["again"] and number is None:
        number, open_number = value(match["again"])
    if match["unit"] == table("time")["bare_month"] and not _bare_month(match.string[: match.start("unit")]):
        return None
    if unit == "year" and number is not None and FIRST_YEAR <= number <= LAST_YEAR:
        return None
    if number == 0:
        return None
    upper = value(match["num2"])[0] if match["num2"] else None
    if match["extra"] or match["half"]:
        number = None if number is None else plain(Decimal(str(number)) + Decimal("0.5"))
    return Measure(match.start() + low, match.end() + low, unit, number, upper, open_number)


def _bare_month(before: str) -> bool:
    """Tell whether a unit that is the plain word for month counts months and does not name one."""
    return before.endswith(tuple(table("time")["month_counters"]))


def value(text: str) -> tuple[int | float | None, bool]:
    """Return the number a count writes and whether it is an open one.

    >>> value("2.5"), value("____")
    ((2.5, False), (None, False))
    """
    words = table("time")["numbers"]
    if text in words["half"]:
        return 0.5, False
    if text in words["open"]:
        return None, True
    number = numerals.decimal(text)
    return (None if number is None else plain(number)), False


def plain(number: Decimal) -> int | float:
    """Return a whole number as ``int``, any other as ``float``."""
    return int(number) if number == number.to_integral_value() else float(number)
