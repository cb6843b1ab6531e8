"""What stands around a count: the words before it (提前, 不超过, 自…之日起) and after it (内, 前, 后).

Folded text and the offsets of a count in, :class:`Around` out; ``None`` if the count is no time limit.
"""

from functools import cache
from typing import Any, Literal

from msgspec import Struct

from legaltools.extract.durations import Measure
from legaltools.lexicon import Words, pattern, table
from legaltools.text.sentences import back

BEFORE, AFTER, EVENT = 64, 16, 40
SUBJECT = 24  # characters between the comma after an event and the count
PIECE = "\u3002\uff1b;\uff01!\uff1f?\uff0c,\n"
SENTENCE = "\u3002\uff1b;\uff01!\uff1f?\n"
Side = Literal["", "within", "after", "before", "other"]
Towards = Literal["", "after", "before", "event"]


class Around(Struct, frozen=True, gc=False):
    """``[start, end)`` is the whole expression; ``towards`` tells on which side of ``anchor`` the period lies.

    ``dated``: the count is the day of a month (每月25日前) and no length of time.
    """

    start: int
    end: int
    side: Side
    anchor: str = ""
    towards: Towards = ""
    bound: Literal["", "min", "max"] = ""
    inclusive: bool = True
    back: bool = False
    run: bool = False
    per: bool = False
    dated: bool = False

    @property
    def limits(self) -> bool:
        """Whether anything beside the count makes a limit of it."""
        return bool(self.side or self.anchor or self.bound or self.back or self.run or self.per)


@cache
def _qualifiers() -> tuple[Words, dict[str, dict[str, Any]]]:
    """Return the qualifiers and fillers, and what each qualifier says; a filler has nothing to say."""
    rows = table("time")["qualifiers"]
    says = {word: {k: v for k, v in row.items() if k != "words"} for row in rows for word in row["words"]}
    says.update({word: {} for word in table("time")["fillers"]["words"]})
    return Words(says), says


@cache
def _sides() -> dict[str, Side]:
    return {word: side for side, words in table("time")["sides"].items() for word in words}


def look(text: str, measure: Measure, floor: int = 0) -> Around | None:
    """Read what surrounds ``measure`` in folded ``text``, not looking back beyond ``floor``."""
    low = back(text, measure.start, BEFORE, SENTENCE, floor)
    before, after = text[low : measure.start], text[measure.end : measure.end + AFTER].partition("\n")[0]
    suffix = pattern("time", "suffix").match(after)
    assert suffix is not None  # the pattern matches nothing too
    side = _sides().get(suffix["side"] or "", "other" if suffix["side"] else "")
    recurring = pattern("time", "calendar_day").search(before)
    if recurring and measure.unit in ("day", "working_day") and not pattern("time", "not_after").match(after):
        at = low + recurring.start()
        monthly = recurring["period"].endswith(table("time")["bare_month"])
        dated = monthly and measure.unit == "day" and isinstance(measure.value, int)
        return Around(at, measure.end + suffix.end(), side, recurring["period"], per=True, dated=dated)
    if _no_limit(before, after, text[measure.start], measure) or (measure.vague and side in ("", "other")):
        return None
    rest, said = _strip(before, side)
    ordinal = not side and before.endswith(tuple(table("time")["fillers"]["ordinal"]))
    if said.get("after") or (ordinal and pattern("time", "on_that_day").match(after)):
        side = side or "after"
    elif ordinal and measure.value == 1:
        return None
    if said.get("bound") == "max" and not said.get("inclusive", True) and pattern("time", "rounding").match(after):
        return None
    bare = bool(said.get("back")) or (side == "within" and not _auxiliary(before[len(rest) :]))
    anchor, towards, at = _anchor(rest, bare)
    start = at if anchor else len(rest) + _blank(before[len(rest) :])
    if not anchor and side == "within" and not said.get("back"):
        anchor, towards = _before_comma(rest)
    return Around(
        start=low + start,
        end=measure.end + (suffix.end() if suffix["suffix"] else 0),
        side=side,
        anchor=anchor,
        towards=towards,
        bound=said.get("bound", ""),
        inclusive=_inclusive(after, suffix["side"] or "", said),
        back=said.get("back", False),
        run=said.get("run", False),
        per=said.get("per", False),
    )


def _inclusive(after: str, side: str, said: dict[str, Any]) -> bool:
    """Tell whether the number itself is in: as the text says, else by 民法典 art. 1259."""
    included = table("time")["included"]
    if after.startswith(tuple(included["yes"])):
        return True
    if after.startswith(tuple(included["no"])) or side in table("time")["sides"]["outside"]:
        return False
    return bool(said.get("inclusive", True))


def _no_limit(before: str, after: str, first: str, measure: Measure) -> bool:
    """Tell whether the words beside a count make it something else: an ordinal, a price, a schedule, an age."""
    if pattern("time", "not_before").search(before) or pattern("time", "not_after").match(after):
        return True
    one = measure.value == 1 and first.isalpha()
    return one and pattern("time", "not_before_one").search(before) is not None


def _strip(before: str, side: Side) -> tuple[str, dict[str, Any]]:
    """Take qualifiers and fillers off the end of ``before``; return what is left and what they say."""
    said: dict[str, Any] = {}
    kept = table("time")["kept"]
    if side == "before" and before.endswith(tuple(kept["ended"])):
        return before, {"back": True}
    words, says = _qualifiers()
    while (word := words.at_end(before)) and not before.endswith(tuple(kept["words"])):
        before, said = before[: -len(word)], says[word] | said
    return before, said


def _auxiliary(stripped: str) -> bool:
    """Tell whether what was taken off holds an auxiliary."""
    return any(word in stripped for word in table("time")["fillers"]["auxiliaries"])


def _blank(stripped: str) -> int:
    """Return how many characters of what was taken off are mere fillers at its beginning."""
    at = 0
    while word := _fillers().at_start(stripped[at:]):
        at += len(word)
    return at


@cache
def _fillers() -> Words:
    return Words(table("time")["fillers"]["words"])


def _anchor(rest: str, bare: bool) -> tuple[str, Towards, int]:
    """Return the anchor event before the count, its side and where the expression begins in ``rest``.

    ``bare``: the name of an event directly before the count is an anchor too (收到通知三日内).
    """
    kinds: tuple[Towards, ...] = ("after", "before", "event") if bare else ("after", "before")
    for towards in kinds:
        match = pattern("time", towards).search(rest)
        if match is None:
            continue
        at, end = match.span() if towards == "event" else (back(rest, match.start(), EVENT, PIECE), match.start())
        start, anchor = _event(rest[at:end], at)
        if anchor:
            return anchor, towards, start
    return "", "", len(rest)


def _before_comma(rest: str) -> tuple[str, Towards]:
    """Return the event the piece before the last comma ends with: 服务到期后，平台会于七日内删除."""
    piece, comma, subject = rest.rpartition(",")
    match = pattern("time", "after").search(piece) if comma and len(subject) <= SUBJECT else None
    if match is None:
        return "", ""
    at = back(piece, match.start(), EVENT, PIECE)
    anchor = _event(piece[at : match.start()], at)[1]
    return anchor, "after" if anchor else ""


def _event(anchor: str, at: int) -> tuple[int, str]:
    """Cut the subject and the auxiliaries off an anchor; return where it begins and its text."""
    opened = anchor.rfind("(") + 1
    if opened and ")" not in anchor[opened:]:
        anchor, at = anchor[opened:], at + opened
    start = pattern("time", "start").match(anchor)
    cut = start.end() if start else 0
    for key in ("subject",) if start else ("lead", "subject"):
        found = pattern("time", key).match(anchor, cut)
        cut = found.end() if found else cut
    if start:
        return at + start.end() - 1, anchor[cut:].strip()
    cut += len(anchor[cut:]) - len(anchor[cut:].lstrip())
    return at + cut, anchor[cut:].strip()
