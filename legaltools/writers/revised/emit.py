"""Woven items written into the new file's body, container by container, its own paragraphs in place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from legaltools.model.body import End, Item, Op, Spot, Words, WovenRow, WovenTable
from legaltools.writers.revised import letters
from legaltools.writers.revised.body import Body, members
from legaltools.writers.revised.names import PPR, SECTION, TC, TR, P, element, w
from legaltools.writers.revised.notes import Notes
from legaltools.writers.revised.paragraph import outer, revise, wrap_all
from legaltools.writers.revised.properties import dress, mark, shown, told_before
from legaltools.writers.revised.tracker import TAGS, Tracker

_FIRST = frozenset(w("tcPr", "tblPr", "tblGrid", "sdtPr"))
Told = dict[tuple[bool, int], list[tuple[Spot, tuple[str, ...]]]]


class Cursor:
    """Where the next element that is not in the new file goes: behind the last one written, or at the beginning."""

    def __init__(self, container: Any) -> None:
        self._container = container
        self._last: Any = None

    def at(self, node: Any) -> None:
        """Pass a node of the new file."""
        self._last = node

    def put(self, node: Any) -> None:
        """Put a node in."""
        if self._last is not None:
            self._last.addnext(node)
        else:
            at = next((i for i, child in enumerate(self._container) if child.tag not in _FIRST), len(self._container))
            self._container.insert(at, node)
        self._last = node


class Emitter:
    """The new file's body under way; ``told`` are the comments by side (gone or not) and paragraph."""

    def __init__(self, new: Body, tracker: Tracker, notes: Notes, told: Told) -> None:
        self.new, self.tracker, self.notes, self.told = new, tracker, notes, told
        self._properties = [deepcopy(p.find(PPR)) for p in new.paragraphs]
        self._numbers = {paragraph: index for index, paragraph in enumerate(new.paragraphs)}
        self._written: dict[int, int] = defaultdict(int)  # characters of a paragraph that are written already

    def container(self, container: Any, items: Sequence[Item]) -> None:
        """Write the items of a container into it."""
        cursor = Cursor(container)
        home = {item.new for item in items if isinstance(item, Words) and item.new is not None}
        ends = [item for item in items if isinstance(item, End)]
        spare = {end.new for end in ends if end.new is not None} - home  # paragraphs without a character
        whole = self._sizes(items)
        words: list[Words] = []
        for item in items:
            if isinstance(item, Words):
                words.append(item)
            elif isinstance(item, End):
                paragraph = self._paragraph(cursor, words, item, spare, whole)
                if item.op != "=" and item is not items[-1]:  # the last mark of all cannot come or go
                    self._mark(paragraph, item.op)
                words = []
            else:
                self._table(cursor, item)

    @staticmethod
    def _sizes(items: Iterable[Item]) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for item in items:
            if isinstance(item, Words) and item.new is not None:
                found[item.new] += item.size
        return found

    def _paragraph(
        self, cursor: Cursor, words: Sequence[Words], end: End, spare: set[int], sizes: dict[int, int]
    ) -> Any:
        own = next((word.new for word in words if word.new is not None), None)
        if own is None and end.new in spare:
            own = end.new
        if own is None:
            paragraph = element(P)
            cursor.put(paragraph)
            start = 0
        else:
            paragraph, start = self._part(own, words, sizes)
            cursor.at(paragraph)
        kept = end.op == "=" and end.new == own and all(word.op == "=" for word in words)
        if not kept or self._restyled(end):
            self._dress(paragraph, end)
            self._revised(paragraph, words, start, end)
        if own is not None:
            self._comment(paragraph, own, start)
        return paragraph

    def _part(self, own: int, words: Sequence[Words], sizes: dict[int, int]) -> tuple[Any, int]:
        """Return the element that holds ``words`` of a new paragraph, and its first character; cut off if need be."""
        paragraph, start = self.new.paragraphs[own], self._written[own]
        size = sum(word.size for word in words if word.new == own)
        self._written[own] += size
        if self._written[own] >= sizes.get(own, 0):
            return paragraph, start
        units = letters.cut(paragraph, [size])
        first = next(unit.element for unit in units if unit.start >= size and unit.end > unit.start)
        head = element(P)
        paragraph.addprevious(head)
        for child in [c for c in first.itersiblings(preceding=True) if c.tag != PPR][::-1]:
            head.append(child)
        return head, start

    def _dress(self, paragraph: Any, end: End) -> None:
        """Give a paragraph the properties of the mark that ends it."""
        old = None if end.old is None else self.tracker.old.paragraphs[end.old].find(PPR)
        if end.new is None:
            props = self.tracker.translator.paragraph(old, self._beside(paragraph))
        else:
            own = self._properties[end.new]
            props = element(PPR) if own is None else deepcopy(own)
        if end.op == "=" and self._restyled(end):
            before = self.tracker.translator.paragraph(old, props)
            told_before(props, before, self.tracker.revision(PPR + "Change"))
        dress(paragraph, props)

    def _restyled(self, end: End) -> bool:
        """Tell whether a kept mark had other properties: those of another paragraph, another style or list."""
        if end.old is None or end.new is None:
            return False
        old, new = self.tracker.old.paragraphs[end.old].find(PPR), self._properties[end.new]
        return end.joined or shown(self.tracker.translator.paragraph(old, new)) != shown(new)

    def _mark(self, paragraph: Any, op: Op) -> None:
        """Mark the end of a paragraph."""
        props = paragraph.find(PPR)
        if props is None:
            props = element(PPR)
            paragraph.insert(0, props)
        mark(props, self.tracker.revision(TAGS[op]))

    @staticmethod
    def _beside(paragraph: Any) -> Any:
        for node in (*paragraph.itersiblings(P, preceding=True), *paragraph.itersiblings(P)):
            return node.find(PPR)
        return None

    def _revised(self, paragraph: Any, words: Sequence[Words], start: int, end: End) -> None:
        if not words and end.op in ("+", "to"):
            wrap_all(paragraph, end.op, self.tracker)
        for word, made in revise(paragraph, words, start, self.tracker):
            if word.old is not None:
                for _, lines in self.told.pop((True, word.old), ()):
                    self.notes.within(made, lines)

    def _comment(self, paragraph: Any, own: int, start: int) -> None:
        """Put the comments of a new paragraph on the clauses they are about."""
        for spot, lines in self.told.pop((False, own), ()):
            begin, end = spot.start - start, spot.end - start
            units = [u for u in letters.cut(paragraph, (begin, end)) if u.letters]
            within = [outer(u.element) for u in units if begin <= u.start and u.end <= end]
            if not within or len(within) == len(units):
                self.notes.on(paragraph, lines)
            else:
                self.notes.on(paragraph, lines, within[0], within[-1])

    def rest(self, lines: Iterable[tuple[str, ...]]) -> None:
        """Put on the first paragraph with words what has no place in the body (a header, a note, a deleted table)."""
        others = [own for told in self.told.values() for _, own in told]
        first = next((p for p in self.new.element.iter(P) if letters.text(p).strip()), None)
        for own in (*others, *lines) if first is not None else ():
            self.notes.on(first, own)

    def _table(self, cursor: Cursor, item: WovenTable) -> None:
        if item.op == "-":
            cursor.put(self.tracker.table(item.index))
            return
        table = self.new.tables[item.index]
        cursor.at(table)
        if item.op == "+":
            for row in table.iter(TR):
                self.tracker.row_mark(row, "+")
            self._come(table)
            return
        rows = Cursor(table)
        for row in item.rows:
            self._row(rows, row)

    def _row(self, rows: Cursor, item: WovenRow) -> None:
        if item.op == "-":
            rows.put(self.tracker.row(item.index))
            return
        row = self.new.rows[item.index]
        rows.at(row)
        if item.op == "+":
            for own in (row, *(r for r in row.iter(TR) if r is not row)):
                self.tracker.row_mark(own, "+")
            self._come(row)
            return
        for cell, items in zip(members(row, TC), item.cells, strict=True):
            self.container(cell, items)

    def _come(self, node: Any) -> None:
        """Tell the paragraphs in a table or row as inserted; the last mark of a cell cannot come."""
        for paragraph in _outermost(node):
            wrap_all(paragraph, "+", self.tracker)
            if any(later.tag == P for later in paragraph.itersiblings()):
                self._mark(paragraph, "+")
            self._comment(paragraph, self._numbers.get(paragraph, -1), 0)


def _outermost(node: Any) -> Iterator[Any]:
    """Yield the paragraphs below a node without those in their text boxes."""
    for child in node:
        if child.tag == P:
            yield child
        elif child.tag not in (PPR, SECTION):
            yield from _outermost(child)
