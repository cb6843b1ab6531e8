"""What the words of a changed clause say beyond typed facts: a list that grew or shrank, a sentence turned round."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

from msgspec import Struct

from legaltools.compare.facts import Facts
from legaltools.compare.redline import redline
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.annotation import Norm
from legaltools.model.comparison import Segment
from legaltools.text.sentences import STOPS

LONG = 40_000  # characters of a clause whose words are not looked at again: the typed facts have to do
_CONDITION = re.compile(table("effects")["list"]["condition"])
FEW = 6  # characters behind a negation that say what it is about


class Item(Struct, frozen=True):
    """An entry that came to a list (``more``) or went from it at ``at`` of its document.

    ``norm`` says it, in an exception of it or not.
    """

    text: str
    more: bool
    at: int
    norm: Norm | None
    excepted: bool


class Passage(Struct, frozen=True):
    """A stretch that was only added (``op`` ``+``) or only taken away, where it begins, and the side it stands on."""

    op: Literal["-", "+"]
    text: str
    start: int
    facts: Facts


class Replacement(Struct, frozen=True):
    """What stands in place of what, and where in the texts of both sides."""

    was: str
    now: str
    at_old: int
    at_new: int


class Swap(Struct, frozen=True):
    """Something that replaced something else: more of it (``more`` > 0) or less, and what more is worth to the user."""

    was: str
    now: str
    more: int
    worth: int


class Turn(Struct, frozen=True):
    """A sentence turned round: what it said, what it says, and where the act begins in the new document."""

    was: str
    now: str
    at: int


def replacements(old: Facts, new: Facts) -> Iterator[Replacement]:
    """Yield what was replaced by something else."""
    segments = _redline(old.text, new.text)
    at = {"-": 0, "+": 0}
    for k, segment in enumerate(segments):
        following = segments[k + 1] if k + 1 < len(segments) else None
        if segment.op == "-" and following is not None and following.op == "+":
            yield Replacement(segment.text, following.text, at["-"], at["+"])
        for op in "-+":
            at[op] += len(segment.text) if segment.op in ("=", op) else 0


def passages(old: Facts, new: Facts) -> Iterator[Passage]:
    """Yield what was added to or taken from a clause without anything in its place."""
    segments = _redline(old.text, new.text)
    at = {"-": old.start, "+": new.start}
    for k, segment in enumerate(segments):
        if segment.op != "=" and _alone(segments, k):
            yield Passage(segment.op, segment.text, at[segment.op], new if segment.op == "+" else old)
        for op in "-+":
            at[op] += len(segment.text) if segment.op in ("=", op) else 0


def listed(old: Facts, new: Facts) -> Iterator[Item]:
    """Yield the entries that came to or went from the lists inside a clause; a word that was replaced is none."""
    marks = tuple(table("effects")["list_marks"])
    for passage in passages(old, new):
        other = old if passage.op == "+" else new
        entry = passage.text.startswith(marks) != passage.text.endswith(marks)
        if entry and len(key(passage.text)) > 1 and key(_bare(passage.text, marks)) not in _keyed(other.text):
            norm, excepted = _around(passage.facts, passage.start, passage.start + len(passage.text))
            yield Item(_bare(passage.text, marks), passage.op == "+", passage.start, norm, excepted)


def consents(old: Facts, new: Facts) -> Iterator[Item]:
    """Yield the words "without the consent of …" that came to or went from a prohibition: an exception of it."""
    words = table("effects")["consent"]
    for passage in passages(old, new):
        if passage.text.startswith(tuple(words["lead"])) and any(word in passage.text for word in words["what"]):
            end = passage.start + len(passage.text)
            later = (n for n in passage.facts.norms if n.start >= end and n.type in ("prohibition", "disentitlement"))
            if (norm := next(later, None)) is not None:
                yield Item(_bare(passage.text, ()), passage.op == "+", passage.start, norm, excepted=True)


def flipped(old: Facts, new: Facts) -> Iterator[Turn]:
    """Yield what was turned round by a negation and nothing else, whoever it binds, with a few letters behind it."""
    runs = [list(group) for _, group in groupby(_redline(old.text, new.text), key=lambda segment: segment.op == "=")]
    at = new.start
    for run, after in zip(runs, [*runs[1:], []], strict=True):
        was, now = ("".join(segment.text for segment in run if segment.op in ("=", op)) for op in "-+")
        at += len(now)
        if was != now and any(
            was.replace(no, yes, 1) == now or now.replace(no, yes, 1) == was for no, yes in negations()
        ):
            kept = "".join(segment.text for segment in after)[:FEW]
            yield Turn(was + kept, now + kept, at)


def negations() -> list[list[str]]:
    """Return the negations, each with what stands there without it."""
    turns: list[list[str]] = table("effects")["negations"]
    return turns


def _bare(text: str, marks: tuple[str, ...]) -> str:
    for mark in marks:
        text = text.removeprefix(mark).removesuffix(mark)
    return text.strip("\uff0c\u3002\uff1b, ")


def _alone(segments: tuple[Segment, ...], k: int) -> bool:
    near = segments[max(0, k - 1) : k + 2]
    return sum(segment.op != "=" for segment in near) == 1


def _around(facts: Facts, start: int, end: int) -> tuple[Norm | None, bool]:
    """Return the norm around a place and whether the place is in one of its exceptions."""
    for norm in facts.norms:
        if any(span.start <= start and end <= span.end for span in norm.exceptions):
            return norm, True
    around = next((norm for norm in facts.norms if norm.start <= start and end <= norm.end), None)
    return around or _conditioned(facts, end), False


def _conditioned(facts: Facts, end: int) -> Norm | None:
    """Return the norm whose cause or condition stands before it (因甲、乙造成的损失，我们不承担责任)."""
    later = next((norm for norm in facts.norms if norm.start >= end), None)
    if later is None:
        return None
    between = facts.side.document.text[end : later.start]
    if any(stop in between for stop in STOPS):
        return None
    return later if later.type == "exemption" or _CONDITION.search(between) else None


@lru_cache(maxsize=4)
def _redline(old: str, new: str) -> tuple[Segment, ...]:
    return redline(old, new) if max(len(old), len(new)) <= LONG else ()


@lru_cache(maxsize=4)
def _keyed(text: str) -> str:
    return key(text)


def stands(quote: str, other: Facts) -> bool:
    """Tell whether the other side's clause has the same words, however they were read there (not of very long ones)."""
    return len(other.text) <= LONG and key(quote) in _keyed(other.text)


def turned(quote: str, other: Facts) -> str:
    """Return what ``quote`` reads with its negation taken away or put in, if the other side's clause says that."""
    if len(other.text) > LONG:
        return ""
    text = _keyed(other.text)
    for negation, plain in negations():
        if negation in quote:
            other_way = quote.replace(negation, plain, 1)
        elif plain and quote.startswith(plain):
            other_way = quote.replace(plain, negation, 1)
        else:
            continue
        if key(other_way) in text and key(quote) not in text:
            return other_way
    return ""
