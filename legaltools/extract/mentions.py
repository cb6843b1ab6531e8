"""Mentions of places by number or by pointing word: 第三条第二款第（一）项, 上述条款, 前两款, 下列情形.

Folded text in, :class:`Mention` values out, in order of their triggers. What they point at is decided in
:mod:`legaltools.extract.resolve`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from legaltools.lexicon import Triggers, pattern, table
from legaltools.model.annotation import ReferenceKind
from legaltools.text import numerals
from legaltools.text.sentences import back

WINDOW = 96
BACK = 24
JOIN = 4  # characters between two numbers that belong together
_STEPS = re.compile(r"[.\u00b7()-]")
MOST = 60  # places one range may name
Direction = Literal["", "up", "down", "here", "before", "after"]
Number = tuple[int, ...]


class Level(Struct, frozen=True, gc=False):
    """One step of an address: 第（一）、（二）项; ``printed`` is its first number as printed."""

    rank: str
    numbers: tuple[Number, ...]
    printed: str = ""


class Mention(Struct, frozen=True, gc=False):
    """A reference as found: what kind, and what its words say of where it points.

    Most numbers are a clause's own label; an ``address`` is therefore read (:func:`read`) only where it is asked for.
    """

    start: int
    end: int
    kind: ReferenceKind
    path: tuple[Level, ...] = ()
    base: str = ""
    direction: Direction = ""
    noun: str = ""
    address: str = ""


@cache
def directions() -> dict[str, Direction]:
    """Return the pointing words with the way they point."""
    words = table("references")["relative"]
    ways: tuple[Direction, ...] = ("up", "down", "here", "before", "after")
    return {word: way for way in ways for word in words[way]}


class Trial(NamedTuple):
    """A pattern to try at a trigger; ``based``: the trigger is a word before the number (本条第一款)."""

    key: str
    pattern: re.Pattern[str]
    based: bool


@cache
def _trials() -> dict[str, tuple[Trial, ...]]:
    """Return what to try at each trigger."""
    numbers = table("references")["numbers"]
    tried: dict[str, list[str]] = {word: ["number"] for word in numbers["base"]}
    for key, words in numbers["triggers"].items():
        for word in words:
            tried.setdefault(word, []).append(key)
    based = frozenset(numbers["base"])
    return {
        word: tuple(Trial(key, pattern("references", key), key == "number" and word in based) for key in keys)
        for word, keys in tried.items()
    }


@cache
def _beside_base() -> tuple[list[str], tuple[str, ...]]:
    """Return what may stand between 本条 and its number, and what a number begins with."""
    numbers = table("references")["numbers"]
    return numbers["glue"], tuple(numbers["triggers"]["number"])


@cache
def _triggers() -> Triggers:
    data = table("references")
    return Triggers([*directions(), *data["relative"]["masks"], *_trials()])


def find(text: str) -> Iterator[Mention]:
    """Yield the numbered and the pointing mentions of folded ``text``."""
    last, previous = 0, None
    masks = frozenset(table("references")["relative"]["masks"])
    for start, end, word in _triggers().find(text):
        if start < last or word in masks:
            continue
        found = _numbered(text, start, end, word, last) or _pointing(text, start, end, word)
        if found is not None:
            if previous is not None and start - previous.end <= JOIN:
                found = _continued(previous, found, text[previous.end : found.start].strip())
            last, previous = found.end, found
            yield found


def _continued(first: Mention, second: Mention, between: str) -> Mention:
    """Give the second of two joined numbers what it leaves unsaid: the clause it is in, the range it ends."""
    words = table("references")["numbers"]
    ranged = between in words["ranges"]
    if not (ranged or between in words["joins"]) or second.base:
        return second
    first, second = read(first), read(second)
    if not first.path or not second.path:
        return second
    top, rank = second.path[0], first.path[-1].rank
    if top.rank != rank:
        return second
    if ranged and len(second.path) == 1:
        top = Level(rank, (*_between(first.path[-1].numbers[-1], top.numbers[0]), *top.numbers), top.printed)
    return replace(second, path=(*first.path[:-1], top, *second.path[1:]), base=first.base, noun=first.noun)


def _numbered(text: str, start: int, end: int, word: str, last: int) -> Mention | None:
    """Return the numbered mention a trigger begins (第, a base word, a bracket) or ends (条, 款)."""
    trials = _trials().get(word)
    if trials is None:
        return None
    glue, firsts = _beside_base()
    stop = text.find("\n", start, start + WINDOW)
    high = stop if stop >= 0 else min(len(text), start + WINDOW)
    for key, number, based in trials:
        if key == "decimal":
            if not text[max(0, start - 2) : start].rstrip(" ")[-1:].isdigit():
                continue
            low = back(text, start, BACK, "\n", last)
            found = number.finditer(text, low, min(high, end + 2))
            match = next((m for m in found if m.end() >= end), None)
            if match is not None:
                return _mention(match, match.start(), "")
            continue
        at = start
        if based:
            at = end + (text[end : end + 1] in glue)
            if not text.startswith(firsts, at):
                continue
        match = number.match(text, at, high)
        if match is not None:
            return _mention(match, start, word if based else "")
    return None


def _mention(match: re.Match[str], start: int, base: str) -> Mention:
    groups = match.groupdict()
    if "within" in groups:
        annex = _level(match[0][: len(match[0]) - len(match["within"])], "attachment")
        within = levels(match["within"]) if match["within"] else ()
        return Mention(start, match.end(), "number", (annex, *within), match["word"], noun="annex")
    if "number" in groups:
        return Mention(match.start("number"), match.end(), "number", base=base, address=match["number"])
    return Mention(start, match.end(), "number", base=base, address=match[0])


def read(mention: Mention) -> Mention:
    """Return a mention with the levels of its address."""
    return mention if mention.path or not mention.address else replace(mention, path=levels(mention.address))


def levels(text: str) -> tuple[Level, ...]:
    """Split an address into its levels.

    >>> [(level.rank, level.numbers) for level in levels("3.1")]
    [('', ((3, 1),))]
    """
    found, at = [], 0
    for rank in pattern("references", "rank").finditer(text):
        step = _level(text[at : rank.start()], table("references")["ranks"][rank[0]])
        at = rank.end()
        inserted = pattern("references", "inserted").match(text, at)
        if inserted and step.numbers:
            at = inserted.end()
            number = (*step.numbers[-1], numerals.parse(inserted["number"]) or 0)
            step = Level(step.rank, (*step.numbers[:-1], number), step.printed)
        if step.numbers:
            found.append(step)
    if not found:
        found = [step for step in [_level(text, "")] if step.numbers]
    return tuple(found)


def _level(text: str, rank: str) -> Level:
    numbers: list[Number] = []
    printed, end = "", 0
    for match in pattern("references", "one").finditer(text):
        number = number_of(match[0])
        if not number:
            continue
        between = text[end : match.start()]
        if numbers and any(mark in between for mark in table("references")["numbers"]["ranges"]):
            numbers += _between(numbers[-1], number)
        numbers.append(number)
        printed, end = printed or match[0], match.end()
    return Level(rank, tuple(numbers), printed)


def _between(first: Number, last: Number) -> list[Number]:
    """Return the numbers strictly between the ends of a range."""
    if first[:-1] != last[:-1] or not 0 < last[-1] - first[-1] <= MOST:
        return []
    return [(*first[:-1], n) for n in range(first[-1] + 1, last[-1])]


def number_of(printed: str) -> Number:
    """Return what a printed number says, ``()`` if it is none.

    >>> number_of("3.1.2"), number_of("(2)"), number_of("b"), number_of("J.3")
    ((3, 1, 2), (2,), (2,), (10, 3))
    """
    bare = printed.strip("()[]\u3010\u3011 ")
    head, _, sub = bare.partition(table("references")["numbers"]["sub"])
    steps = [step for step in _STEPS.split(head) if step]
    parts = [numerals.parse(step) for step in steps]
    first = steps[0] if steps else ""
    if len(first) == 1 and first.isascii() and first.isalpha():
        parts[0] = ord(first.lower()) - ord("a") + 1
    if sub:
        parts.append(numerals.parse(sub))
    return () if None in parts else tuple(part or 0 for part in parts)


def _pointing(text: str, start: int, end: int, word: str) -> Mention | None:
    """Return the mention a pointing word makes with the noun after it, if it makes one."""
    way = directions().get(word)
    if way is None:
        return None
    if way in ("here", "before", "after"):
        return Mention(start, end, "relative", base=word, direction=way)
    high = min(len(text), end + WINDOW // 2)
    pointed, freely = pattern("references", "pointed"), pattern("references", "pointed_freely")
    match = pointed.match(text, end, high) or freely.match(text, end, high)
    if match is None and way == "down":
        listed, colon = pattern("references", "pointed_list"), pattern("references", "pointed_colon")
        match = listed.match(text, end, high) or colon.match(text, end, high)
    words = table("references")["relative"]
    if match is None and word in words["acts"] and text[start - 1 : start] not in words["counters"]:
        match = pattern("references", "pointed_acts").match(text, end, high)
    if match is None:
        return None
    return Mention(start, match.end(), "relative", base=word, direction=way, noun=match["noun"])
