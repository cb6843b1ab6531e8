"""Money, percentages, rates and multiples, with sums in words held against sums in figures.

In: a :class:`Document`. Out: :class:`Amount` values sorted by place. ``value`` is a decimal number: units of the
currency, per cent (also for ‰ and 万分之), or times. ``note`` holds codes parted by ``;``: ``bound=max`` / ``min``,
``period=day`` with ``yearly=`` per cent a year of 365 days, ``words=equal`` / ``words=unequal``, ``upper=`` of a range.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from legaltools.extract import figures
from legaltools.lexicon import pattern, table
from legaltools.model.annotation import Amount, AmountKind
from legaltools.model.document import Document
from legaltools.text import numerals
from legaltools.text.folded import folded
from legaltools.text.sentences import back

BACK, AHEAD = 48, 24
_BRACKETS = ("\u3010", "[")
_FILLED = re.compile(r"[\u3010\[](?P<number>[\d.,]{1,20})[\u3011\]]")
PER_YEAR = {"day": 365, "month": 12, "year": 1}
BESIDE = 12  # characters between a sum in words and its figures


@cache
def currency_of() -> dict[str, str]:
    """Return the ISO 4217 code of each printed currency word."""
    return {word: code for code, words in table("money")["currencies"].items() for word in words}


def find(document: Document) -> tuple[Amount, ...]:
    """Return the amounts of ``document``."""
    text = _filled(folded(document))
    data, last = table("money")["triggers"], 0
    masks, shares, multiples = (frozenset(data[key]) for key in ("masks", "shares", "multiples"))
    rows: list[Amount] = []
    for start, end, word in figures.hits(document)["sum"]:
        if start < last or word in masks:
            continue
        read = _share if word in shares else _multiple if word in multiples else _money
        row = read(document, text, last, start, end)
        if row is not None:
            rows.append(row)
            last = row.end
    return tuple(_held_against(text, rows))


def _filled(text: str) -> str:
    """Return a text of the same length without the brackets around numbers that were filled in (【50000】元)."""
    if not any(bracket in text for bracket in _BRACKETS):
        return text
    return _FILLED.sub(lambda found: f" {found['number']} ", text)


def _window(text: str, last: int, start: int, end: int) -> tuple[int, int]:
    low = back(text, start, BACK, "\n", last)
    stop = text.find("\n", end, end + AHEAD)
    return low, stop if stop >= 0 else min(len(text), end + AHEAD)


def _covering(key: str, text: str, last: int, start: int, end: int) -> re.Match[str] | None:
    """Return the match of a pattern that holds the trigger at ``[start, end)``."""
    low, high = _window(text, last, start, end)
    return next((m for m in pattern("money", key).finditer(text, low, high) if m.end() > start), None)


def _make(
    document: Document,
    text: str,
    match: re.Match[str],
    value: Decimal,
    kind: AmountKind,
    code: str = "",
    *notes: str,
) -> Amount:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    start -= document.text.startswith(_BRACKETS, start - 1) and start > 0
    node = document.at(start)
    shown = f"{value.normalize():f}"
    return Amount(
        node.eid if node else "",
        document.line_of(start),
        start,
        match.end(),
        document.text[start : match.end()],
        shown,
        code,
        kind,
        ";".join([*_bounds(text, start, match.end()), *notes]),
    )


def _bounds(text: str, start: int, end: int) -> list[str]:
    low, high = _window(text, 0, start, end)
    if pattern("money", "cap").search(text[low:start]) or pattern("money", "limit_after").match(text[end:high]):
        return ["bound=max"]
    return ["bound=min"] if pattern("money", "floor").search(text[low:start]) else []


def _money(document: Document, text: str, last: int, start: int, end: int) -> Amount | None:
    match = _covering("words", text, last, start, end)
    if match is not None and match.start() <= start:
        value = numerals.decimal(match["whole"])
        if value is not None:
            small = [numerals.parse(match[k]) or 0 if match[k] else 0 for k in ("jiao", "fen")]
            value += Decimal(small[0]) / 10 + Decimal(small[1]) / 100
            return _make(document, text, match, value, "amount", currency_of()[match["name"]], "words")
    match = _covering("amount", text, last, start, end)
    if match is None or match.start() > start:
        return None
    number = numerals.decimal(match["signed"] or match["plain"])
    if number is None:
        return None
    scale = table("money")["scales"].get(match["signscale"] or match["scale"], 1)
    printed = match["name"] or match["sign"]
    if match["signname"] and currency_of()[match["signname"]] != "CNY":
        printed = match["signname"]
    return _make(document, text, match, number * scale, "amount", currency_of()[printed])


def _share(document: Document, text: str, last: int, start: int, end: int) -> Amount | None:
    match = _covering("share", text, last, start, end)
    number = numerals.decimal(match["figures"] or match["part"]) if match else None
    if match is None or number is None:
        return None
    value = number / table("money")["per_hundred"].get(match["base"] or match["mark"], 1)
    low, _ = _window(text, 0, match.start(), match.end())
    timed = pattern("money", "period").search(text[low : match.start()])
    if timed is None:
        return _twice(document, text, _make(document, text, match, value, "percent"))
    period = timed.lastgroup or "year"
    yearly = (value * PER_YEAR[period]).normalize()
    return _make(document, text, match, value, "rate", "", f"period={period}", f"yearly={yearly:f}")


def _twice(document: Document, text: str, share: Amount) -> Amount:
    """Take in the same share said again in brackets (百分之三十（30%）)."""
    again = pattern("money", "share_again").match(text[share.end : share.end + AHEAD])
    number = numerals.decimal(again["figures"] or again["part"]) if again else None
    if again is None or number != Decimal(share.value):
        return share
    end = share.end + again.end()
    return replace(share, end=end, text=document.text[share.start : end])


def _multiple(document: Document, text: str, last: int, start: int, end: int) -> Amount | None:
    match = _covering("multiple", text, last, start, end)
    number = _times(match["number"]) if match else None
    if match is None or number is None:
        return None
    upper = numerals.decimal(match["upper"]) if match["upper"] else None
    return _make(document, text, match, number, "multiple", "", *([f"upper={upper}"] if upper is not None else []))


def _times(printed: str) -> Decimal | None:
    """Return how many times a multiple is: 双倍 is two."""
    return Decimal(2) if printed == table("money")["triggers"]["double"] else numerals.decimal(printed)


def _held_against(text: str, rows: list[Amount]) -> Iterator[Amount]:
    """Mark a sum in words that stands beside its figures as equal or unequal to them."""
    for at, row in enumerate(rows):
        codes = row.note.split(";")
        if "words" not in codes:
            yield row
            continue
        near = [
            other
            for other in rows[max(0, at - 1) : at + 2]
            if other is not row and other.kind == "amount" and _gap(row, other) <= BESIDE
            and "\n" not in text[min(row.end, other.end) : max(row.start, other.start)]
        ]  # fmt: skip
        if not near:
            yield replace(row, note=";".join(c for c in codes if c != "words"))
            continue
        equal = any(Decimal(other.value) == Decimal(row.value) for other in near)
        verdict = "words=equal" if equal else "words=unequal"
        yield replace(row, note=";".join([*(c for c in codes if c != "words"), verdict]))


def _gap(one: Amount, other: Amount) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
