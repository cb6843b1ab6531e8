"""What the words of a changed clause show beyond typed facts: what was added, taken away, replaced, turned round."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

from msgspec import Struct

from legaltools.compare.effects.facts import Facts
from legaltools.compare.redline import redline
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.comparison import Segment

_LINKS = table("effects")["links"]
LONG = 40_000  # characters of a clause whose words are not looked at again: the typed facts have to do
FEW = 6  # characters behind a negation that say what it is about


class Passage(Struct, frozen=True):
    """A stretch that was only added (``op`` ``+``) or only taken away, where it begins, and the side it stands on."""

    op: Literal["-", "+"]
    text: str
    start: int
    facts: Facts

    def sides(self, longer: str) -> tuple[str, str]:
        """Return what stands on the old and on the new side where ``longer`` is the words with the passage."""
        return ordered(longer, longer.replace(self.text, "", 1), more=self.op == "+")


class Replacement(Struct, frozen=True):
    """What stands in place of what, and where in the texts of both sides."""

    was: str
    now: str
    at_old: int
    at_new: int


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


def flipped(old: Facts, new: Facts) -> Iterator[Turn]:
    """Yield what was turned round by a negation and nothing else, whoever it binds, with a few letters behind it."""
    runs = [list(group) for _, group in groupby(_redline(old.text, new.text), key=lambda segment: segment.op == "=")]
    at = new.start
    for run, after in zip(runs, [*runs[1:], []], strict=True):
        was, now = ("".join(segment.text for segment in run if segment.op in ("=", op)) for op in "-+")
        at += len(now)
        was, now = (words.lstrip(_LINKS) if was != now else words for words in (was, now))
        if was != now and any(
            was.replace(no, yes, 1) == now or now.replace(no, yes, 1) == was for no, yes in negations()
        ):
            kept = "".join(segment.text for segment in after)[:FEW]
            yield Turn(was + kept, now + kept, at)


def ordered(longer: str, shorter: str = "", *, more: bool) -> tuple[str, str]:
    """Return what stood and what stands: ``longer`` is new if there is ``more`` than before, else old."""
    return (shorter, longer) if more else (longer, shorter)


def negations() -> list[list[str]]:
    """Return the negations, each with what stands there without it."""
    turns: list[list[str]] = table("effects")["negations"]
    return turns


def _alone(segments: tuple[Segment, ...], k: int) -> bool:
    near = segments[max(0, k - 1) : k + 2]
    return sum(segment.op != "=" for segment in near) == 1


@lru_cache(maxsize=4)
def _redline(old: str, new: str) -> tuple[Segment, ...]:
    return redline(old, new) if max(len(old), len(new)) <= LONG else ()


@lru_cache(maxsize=4)
def keyed(text: str) -> str:
    """Return the compared form of the text of a clause."""
    return key(text)


def stands(quote: str, other: Facts) -> bool:
    """Tell whether the other side's clause has the same words, however they were read there (not of very long ones)."""
    text = other.clause or other.text
    return len(text) <= LONG and key(quote) in keyed(text)


def turned(quote: str, other: Facts) -> str:
    """Return what ``quote`` reads with its negation taken away or put in, if the other side's clause says that."""
    if len(other.text) > LONG:
        return ""
    text = keyed(other.text)
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
