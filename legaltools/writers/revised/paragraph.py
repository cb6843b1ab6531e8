"""One paragraph of the new file revised in place: inserted runs wrapped, deleted words put between them."""

from collections.abc import Sequence
from typing import Any

from legaltools.model.body import Op, Words
from legaltools.writers.revised import letters
from legaltools.writers.revised.letters import FIELD_CHAR, FIELD_TYPE, INSTRUCTION, Unit
from legaltools.writers.revised.names import CONTAINERS, PPR, P, R, W, element, w
from legaltools.writers.revised.tracker import TAGS, Tracker

_REVISIONS = frozenset(TAGS.values())
_AROUND = frozenset((*w("hyperlink", "fldSimple", "dir", "bdo"), *CONTAINERS, *_REVISIONS))
_CONTENT = frozenset((R, *_AROUND, letters.FORMULAS[0], letters.FORMULAS[1]))

Made = list[tuple[Words, Any]]
"""Words that came or went, with the element that tells it."""


def revise(paragraph: Any, words: Sequence[Words], start: int, tracker: Tracker) -> Made:
    """Revise a paragraph that holds ``words`` from its character ``start`` on."""
    own = [word for word in words if word.new is not None]
    ends = {at for word in own for at in (word.new_start - start, word.new_start - start + word.size)}
    units = letters.cut(paragraph, ends)
    whole = not any(word.op == "=" for word in own)
    made: Made = []
    held: dict[int, tuple[Any, Any]] = {}  # the first and the last element of what is new
    for k, word in enumerate(words):
        if word.new is None:
            continue
        at = word.new_start - start
        inside = [u for u in units if u.end > u.start and at <= u.start and u.end <= at + word.size]
        if word.op == "=":
            held[k] = (inside[0].element, inside[-1].element)
            continue
        wrappers = _wrapped(_chosen(units, inside, at, at + word.size, whole), word.op, tracker)
        held[k] = (wrappers[0], wrappers[-1])
        made += [(word, wrapper) for wrapper in wrappers]
        _ranges(word, wrappers[0], wrappers[-1], tracker)
    for k, word in enumerate(words):
        if word.new is None and word.old is not None:
            gone = tracker.gone(word.op, word.old, word.old_start, word.size)
            if gone is not None:
                _place(paragraph, gone, k, held)
                made.append((word, gone))
                _ranges(word, gone, gone, tracker)
    return made


def wrap_all(paragraph: Any, op: Op, tracker: Tracker) -> list[Any]:
    """Wrap everything in a paragraph that came as a whole."""
    units = letters.units(paragraph)
    return _wrapped(_chosen(units, [u for u in units if u.end > u.start], 0, 0, whole=True), op, tracker)


def _chosen(units: Sequence[Unit], inside: Sequence[Unit], start: int, end: int, whole: bool) -> list[Unit]:
    """Return the units to wrap: those ``inside``, and what holds no character within; fields whole or not at all."""
    taken = {id(u) for u in inside}
    taken |= {id(u) for u in units if u.end == u.start and (whole or start < u.start < end)}
    for markers, result in _fields(units):
        own = {id(u) for u in markers}
        shown = {id(u) for u in result if u.end > u.start}
        taken = taken | own if shown <= taken and (shown or own <= taken) and result else taken - own
    return [u for u in units if id(u) in taken and u.element.getparent().tag not in _REVISIONS]


def _fields(units: Sequence[Unit]) -> list[tuple[list[Unit], Sequence[Unit]]]:
    """Return for each field the units that begin, instruct and end it, and all from first to last, inner ones first.

    Of a field that does not begin and end here the second is empty.
    """
    open_, found = list[tuple[int, list[Unit]]](), list[tuple[list[Unit], Sequence[Unit]]]()
    for k, unit in enumerate(units):
        kinds = [char.get(FIELD_TYPE) for char in unit.element.iterchildren(FIELD_CHAR)]
        if "begin" in kinds:
            open_.append((k, []))
        if kinds or unit.element.find(INSTRUCTION) is not None:
            if not open_:
                open_.append((len(units), []))
            open_[-1][1].append(unit)
        if "end" in kinds:
            first, markers = open_.pop()
            found.append((markers, units[first : k + 1]))
    return found + [(markers, ()) for _, markers in open_]


def _wrapped(units: Sequence[Unit], op: Op, tracker: Tracker) -> list[Any]:
    """Wrap units, neighbours together; return the wrappers."""
    wrappers: list[Any] = []
    for unit in units:
        before = unit.element.getprevious()
        if not wrappers or before is not wrappers[-1]:
            wrappers.append(tracker.revision(TAGS[op]))
            unit.element.addprevious(wrappers[-1])
        wrappers[-1].append(unit.element)
    return wrappers


def _ranges(word: Words, first: Any, last: Any, tracker: Tracker) -> None:
    """Put the range of a move around what moved."""
    if word.move:
        begin = tracker.revision(TAGS[word.op] + "RangeStart", name=f"move{word.move}")
        first, last = outer(first), outer(last)
        first.addprevious(begin)
        last.addnext(element(TAGS[word.op] + "RangeEnd", id=begin.get(W + "id")))


def outer(node: Any) -> Any:
    """Return the child of the paragraph a node stands in."""
    while node.getparent().tag != P:
        node = node.getparent()
    return node


def _place(paragraph: Any, gone: Any, k: int, held: dict[int, tuple[Any, Any]]) -> None:
    """Put deleted words (the ``k``-th) before what is new behind them, else behind what is new before them."""
    after = min((at for at in held if at > k), default=None)
    before = max((at for at in held if at < k), default=None)
    if after is not None:
        _lead(held[after][0]).addprevious(gone)
    elif before is not None:
        last = _trail(held[before][1])
        last.addnext(gone)
        held[before] = (held[before][0], gone)
    else:
        paragraph.append(gone)


def _lead(node: Any) -> Any:
    """Return the outermost element that begins with a node: its revision, link or control, the field's begin."""
    while True:
        before = node.getprevious()
        while before is not None and before.tag not in _CONTENT and before.tag != PPR:
            before = before.getprevious()
        if before is not None and before.tag == R and _opens(before):
            node = before
        elif node.getparent().tag in _AROUND and (before is None or before.tag == PPR):
            node = node.getparent()
        else:
            return node


def _trail(node: Any) -> Any:
    """Return the outermost element that ends with a node."""
    while True:
        after = node.getnext()
        while after is not None and after.tag not in _CONTENT:
            after = after.getnext()
        if after is not None and after.tag == R and _closes(after):
            node = after
        elif node.getparent().tag in _AROUND and after is None:
            node = node.getparent()
        else:
            return node


def _opens(run: Any) -> bool:
    kinds = [char.get(FIELD_TYPE) for char in run.iterchildren(FIELD_CHAR)]
    told = run.find(INSTRUCTION) is not None or bool(kinds)
    return told and "end" not in kinds and run.find(W + "t") is None


def _closes(run: Any) -> bool:
    kinds = [char.get(FIELD_TYPE) for char in run.iterchildren(FIELD_CHAR)]
    return kinds == ["end"] and run.find(W + "t") is None
