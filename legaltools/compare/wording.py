"""What the words of a changed clause say beyond typed facts: a list that grew or shrank, a sentence turned round."""

from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare.facts import Facts
from legaltools.compare.redline import redline
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.annotation import Norm
from legaltools.model.comparison import Segment


class Item(Struct, frozen=True):
    """An entry that came to a list (``more``) or went from it; ``norm`` says it, in an exception of it or not."""

    text: str
    more: bool
    norm: Norm | None
    excepted: bool


def listed(old: Facts, new: Facts) -> Iterator[Item]:
    """Yield the entries that came to or went from the lists inside a clause; a word that was replaced is none."""
    marks = tuple(table("effects")["list_marks"])
    segments = redline(old.text, new.text)
    at = {"-": old.start, "+": new.start}
    for k, segment in enumerate(segments):
        if segment.op != "=" and _alone(segments, k) and _entry(segment.text, marks):
            facts = new if segment.op == "+" else old
            start = at[segment.op]
            norm, excepted = _around(facts, start, start + len(segment.text))
            yield Item(segment.text.strip("".join(marks)), segment.op == "+", norm, excepted)
        for op in "-+":
            at[op] += len(segment.text) if segment.op in ("=", op) else 0


def _alone(segments: tuple[Segment, ...], k: int) -> bool:
    near = segments[max(0, k - 1) : k + 2]
    return sum(segment.op != "=" for segment in near) == 1


def _entry(text: str, marks: tuple[str, ...]) -> bool:
    return (text.startswith(marks) != text.endswith(marks)) and len(key(text)) > 1


def _around(facts: Facts, start: int, end: int) -> tuple[Norm | None, bool]:
    """Return the norm around a place and whether the place is in one of its exceptions."""
    for norm in facts.norms:
        if any(span.start <= start and end <= span.end for span in norm.exceptions):
            return norm, True
    return next((norm for norm in facts.norms if norm.start <= start and end <= norm.end), None), False


def turned(quote: str, other: Facts) -> str:
    """Return what ``quote`` reads without its negation, if the other side's clause says that (``""``: it does not)."""
    text = key(other.text)
    for negation, plain in table("effects")["negations"]:
        if negation in quote:
            affirmed = quote.replace(negation, plain, 1)
            if key(affirmed) in text and key(quote) not in text:
                return affirmed
    return ""
