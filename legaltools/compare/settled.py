"""Conditions of a redline that readers of Word files accept and reject without loss.

A field comes and goes as a whole (:func:`whole_fields`).
R1: the last paragraph of a container, or before a table, has a mark of its own on both sides (:func:`_closed`).
R2: an insertion that ends a kept paragraph does not touch one that begins the next (:func:`_parted`). What the items
read as stays the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from legaltools.model.body import End, Item, Paragraph, Words, WovenTable


def whole_fields(items: Iterable[Words | End], new: Sequence[Paragraph]) -> Iterator[Words | End]:
    """Yield the items of new paragraphs with each field that changed told as deleted and inserted."""
    spans = {paragraph.index: paragraph.fields for paragraph in new if paragraph.fields}
    parts = [part for item in items for part in _cut(item, spans)] if spans else list(items)
    at = 0
    while at < len(parts):
        span = _span(parts[at], spans)
        end = at + 1
        for k in range(at + 1, len(parts) if span else 0):
            if _span(parts[k], spans) == span:
                end = k + 1
            elif isinstance(parts[k], End) or parts[k].new is not None:
                break
        group = parts[at:end]
        if span is None or all(part.op == "=" for part in group):
            yield from group
        else:
            words = [part for part in group if isinstance(part, Words) and part.old is not None]
            yield from (Words("-", part.size, part.old, part.old_start) for part in words)
            yield Words("+", span[2] - span[1], new=span[0], new_start=span[1])
        at = end


Spans = Mapping[int, Sequence[tuple[int, int]]]


def _span(item: Words | End, spans: Spans) -> tuple[int, int, int] | None:
    """Return paragraph and bounds of the field that new words stand in."""
    if isinstance(item, Words) and item.new is not None:
        for start, end in spans.get(item.new, ()):
            if start <= item.new_start < end:
                return item.new, start, end
    return None


def _cut(item: Words | End, spans: Spans) -> Iterator[Words | End]:
    """Yield new words cut at the borders of fields."""
    if isinstance(item, End) or item.new is None:
        yield item
        return
    first, last = item.new_start, item.new_start + item.size
    inner = {at for span in spans.get(item.new, ()) for at in span if first < at < last}
    for a, b in pairwise([first, *sorted(inner), last]):
        yield replace(item, size=b - a, old_start=item.old_start + a - first, new_start=a)


def settled(items: Iterable[Item]) -> list[Item]:
    """Return the items of a container with both conditions kept, stretch by stretch between its tables."""
    done: list[Item] = []
    stretch: list[Words | End] = []
    for item in items:
        if isinstance(item, WovenTable):
            done += [*_apart(_closed(stretch)), item]
            stretch = []
        else:
            stretch.append(item)
    return [*done, *_apart(_closed(stretch))]


def _closed(items: list[Words | End]) -> list[Words | End]:
    """Let the last mark of both sides be one, the last: a mark that came or went cannot end a container.

    What had the two marks runs on into the paragraph that follows on its side, so nothing is read otherwise.
    """
    last: dict[str, int] = {}
    for k, item in enumerate(items):
        if isinstance(item, End):
            last.update({side: k for side in ("old", "new") if getattr(item, side) is not None})
    if len(last) < 2 or last["old"] == last["new"]:
        return items
    ends = items[last["old"]], items[last["new"]]
    assert isinstance(ends[0], End) and isinstance(ends[1], End)
    final = End(ends[0].old, ends[1].new, joined=True)
    rest: list[Words | End] = []
    for k, item in enumerate(items):
        if isinstance(item, End):
            left = End(
                None if k == last["old"] else item.old, None if k == last["new"] else item.new, item.move, item.joined
            )
            rest += [left] if left.old is not None or left.new is not None else []
        else:
            rest.append(item)
    return [*rest, final]


def _apart(items: list[Words | End]) -> list[Words | End]:
    """Keep insertions on both sides of a kept mark apart.

    In order of preference: the inserted paragraph's own mark is moved up in front of it, a deletion is put between, or
    one kept character is told as deleted and inserted again.
    """
    done: list[Words | End] = []
    rest = list(reversed(items))
    while rest:
        item = rest.pop()
        kept = isinstance(item, End) and item.op == "="
        if kept and done and _came(done[-1]) and rest and rest[-1].op == "+":
            assert isinstance(item, End)
            done += _parted(item, done, rest)
        else:
            done.append(item)
    return done


def _came(item: Words | End) -> bool:
    return isinstance(item, Words) and item.op == "+"


def _gone(items: list[Words | End], at: int) -> bool:
    return len(items) >= -at and isinstance(items[at], Words) and items[at].op == "-"


def _parted(mark: End, done: list[Words | End], rest: list[Words | End]) -> list[Words | End]:
    """Return what to put for a kept mark between two insertions; ``rest`` is reversed and may be changed."""
    following: list[Words | End] = []
    while rest and _came(rest[-1]):
        following.append(rest.pop())
    if rest and isinstance(own := rest[-1], End) and own.op == "+":
        rest.pop()
        rest += [End(mark.old, own.new, joined=True), *reversed(following)]
        return [End(new=mark.new)]
    if _gone(done, -2):
        done[-2:] = [done[-1], done[-2]]
        return [mark, *following]
    if _gone(rest, -1):
        return [mark, rest.pop(), *following]
    if rest and isinstance(kept := rest[-1], Words) and kept.op == "=":
        rest.pop()
        return [mark, *_again(kept, following, rest)]
    return [mark, *following]


def _again(kept: Words, following: list[Words | End], rest: list[Words | End]) -> list[Words | End]:
    """Return the first kept character as deleted before the insertion and inserted behind it."""
    if kept.size > 1:
        others = replace(kept, size=kept.size - 1, old_start=kept.old_start + 1, new_start=kept.new_start + 1)
        rest.append(others)
    gone = Words("-", 1, kept.old, kept.old_start)
    return [gone, *following, Words("+", 1, new=kept.new, new_start=kept.new_start)]
