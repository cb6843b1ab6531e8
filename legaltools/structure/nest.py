"""The tree: lines in, :class:`Row` values out, each knowing the row above it.

The reader of a contract keeps a stack of open clauses: a label either carries on a list that is open (its number
follows, whatever stands between), or begins a new one under the clause that is being read, or closes what a heading
of higher rank must close. What that takes of the neighbours is decided by :mod:`legaltools.structure.place`.
"""

from typing import cast

from msgspec import Struct

from legaltools.model.document import NodeKind
from legaltools.structure import inline
from legaltools.structure.lines import STOPS, Line
from legaltools.structure.page import is_opening, layout
from legaltools.structure.place import Entry, Opening, Outlook, key, place
from legaltools.structure.scheme import Label
from legaltools.text.width import fold

WRAPPED = 24  # a line that was broken is not shorter
MAX_DEPTH = 24  # deeper lists hang at this depth: addresses stay short whatever the input
_ENDS = frozenset('\u3002\uff1b;\uff01!\uff1f?.\u2026\u201d"\uff09)\u3011\u300b')
_WITH_PARENT = frozenset(("text", "table"))
_PREAMBLE = "preamble"


class Row(Struct):
    """A node to be: offsets are absolute, ``parent`` is the index of a row or -1.

    Rows of one ``group`` are one list; ``announced`` tells that a colon introduced it, ``restarts`` that its first
    number stands where the list above already had one.
    """

    kind: NodeKind
    line: int
    start: int
    text_start: int
    end: int
    parent: int = -1
    printed: str = ""
    label: Label | None = None
    heading: tuple[int, int] | None = None
    group: int = -1
    announced: bool = False
    restarts: bool = False


class Tree:
    """The stack machine; :meth:`feed` takes every line once, in order."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.rows: list[Row] = []
        self.stack: list[Entry] = []
        self.outlook = Outlook(lines, [i for i, line in enumerate(lines) if is_opening(line)])
        self.colon = False
        self.begun = False

    def feed(self, index: int) -> None:
        """Place one line."""
        line = self.lines[index]
        self.outlook.at(index)
        if is_opening(line) and not self._no_label(index, line):
            self._open(line)
        elif line.kind in ("", _PREAMBLE, *_WITH_PARENT):
            self._running_text(index, line)
        else:
            row = Row(cast(NodeKind, line.kind), line.number, line.start, line.text_start, line.end)
            row.printed = line.printed
            self.rows.append(row)

    def _no_label(self, index: int, line: Line) -> bool:
        """Tell whether what looks like a label is none.

        A line was broken there (the sentence above is unfinished), or a bare number neither carries on a list nor
        stands before a heading; and its number fits nothing that is open.
        """
        if line.label is None or line.level:
            return False
        above = self.lines[index - 1] if index else None
        broken = (
            above is not None
            and line.adjacent
            and not above.heading
            and above.end - above.start >= WRAPPED
            and self.text[above.end - 1] not in STOPS
        )
        if not broken and not line.label.scheme.bare:
            return False
        where = place(self.stack, _opening(line, self.colon), self.outlook)
        if line.label.scheme.bare:
            return not where.sibling and not (line.heading and line.label.numbers[-1] <= 1)
        return not where.fits

    def _open(self, line: Line) -> None:
        """Open a clause, and the clauses and items that run on inside its line."""
        found = inline.markers(self.text, line)
        end = found[0].start if found else line.end
        colon = self.colon
        self.colon = self._introduces(line.start, end)
        opening = _opening(line, colon)
        row = Row(
            self._kind(line, opening), line.number, line.start, line.text_start, self._trim(line.start, end),
            printed=line.printed, label=line.label,
        )  # fmt: skip
        entry = self._push(row, opening)
        if line.heading and not found and not (row.kind == "item" and entry.intro):
            row.heading = (line.text_start, line.text_start + line.heading)
            if line.label is not None and row.kind == "item":
                row.kind = "clause"
        entry.headed = row.heading is not None
        entry.bodied = not row.heading or row.heading[1] < line.end
        if found:
            self._inner(line, found)

    def _kind(self, line: Line, opening: Opening) -> NodeKind:
        if line.label is None:
            attached = layout("attached").match(fold(self.text[line.text_start : line.text_start + 8]))
            return "attachment" if attached and opening.top else "heading"
        if line.label.scheme.name == "attachment":
            return "attachment"
        return "item" if line.label.scheme.item else "clause"

    def _push(self, row: Row, opening: Opening, *, inner: bool = False) -> Entry:
        """Put a row on the stack where it belongs."""
        where = place(self.stack, opening, self.outlook)
        cut = min(where.cut, MAX_DEPTH)
        replaced = self.stack[cut] if where.sibling and cut < len(self.stack) else None
        del self.stack[cut:]
        row.parent = self.stack[-1].row if self.stack else -1
        row.label = opening.label
        if row.label is not None and not where.sibling:
            self.outlook.seen.add(key(row.label))
        row.group = replaced.group if replaced else len(self.rows)
        row.restarts = not where.fits and replaced is None
        entry = Entry(
            len(self.rows), opening.label, opening.level, opening.indent, opening.top, row.group,
            intro=replaced.intro if replaced else opening.colon, texts=replaced.texts if replaced else False,
            inner=inner,
        )  # fmt: skip
        row.announced = entry.intro
        self.rows.append(row)
        self.stack.append(entry)
        self.begun = True
        return entry

    def _inner(self, line: Line, found: list[inline.Marker]) -> None:
        """Open the items inside a line; what follows the list goes back to the clause that introduced it."""
        after = inline.tail(self.text, line, found)
        holder = self.stack[-1] if self.stack else None
        limits = [marker.start for marker in found[1:]] + [after]
        toc = False
        for marker, limit in zip(found, limits, strict=True):
            if marker.toc:
                if not toc:
                    self.rows.append(Row("toc", line.number, marker.start, marker.start, limit))
                self.rows[-1].end = self._trim(marker.start, limit)
                toc = True
                continue
            toc = False
            opening = Opening(marker.label, colon=self.colon, inner=True)
            long = not marker.label.scheme.item
            row = Row(
                "clause" if long else "item", line.number, marker.start, marker.end,
                self._trim(marker.start, limit), printed=marker.printed, label=marker.label,
            )  # fmt: skip
            self._push(row, opening, inner=True).bodied = True
            self.colon = self._introduces(marker.start, limit)
        if after < line.end:
            while self.stack and self.stack[-1] is not holder and self.stack[-1].inner:
                self.stack.pop()
            parent = self.stack[-1].row if self.stack else -1
            self.rows.append(Row("text", line.number, after, after, line.end, parent))
            self.colon = self._introduces(after, line.end)

    def _running_text(self, index: int, line: Line) -> None:
        """Give a paragraph to the clause it goes on with, or to the one that introduced the list above it."""
        kind = line.kind or ("text" if self.begun else _PREAMBLE)
        if kind == _PREAMBLE:
            self.stack.clear()
        finished = index == 0 or not line.adjacent or self.text[self.lines[index - 1].end - 1] in _ENDS
        if finished and kind != "table":
            self._return()
        while self.stack and self.stack[-1].inner and finished:
            self.stack.pop()
        parent = self.stack[-1].row if self.stack and kind in _WITH_PARENT else -1
        if self.stack and kind == "text":
            self.stack[-1].texts = self.stack[-1].bodied
            self.stack[-1].bodied = True
        found = inline.markers(self.text, line) if kind != "table" else []
        end = found[0].start if found else line.end
        row = Row(cast(NodeKind, kind), line.number, line.start, line.text_start, self._trim(line.start, end), parent)
        self.rows.append(row)
        self.colon = self._introduces(line.start, end)
        if found:
            self._inner(line, found)

    def _return(self) -> None:
        """Flush text after a finished list returns to the clause that introduced the list."""
        while len(self.stack) > 1:
            top = self.stack[-1]
            if top.label is None or not top.intro or top.texts or self.outlook.continues(self.stack):
                return
            own = self.rows[top.row]
            if own.heading or not top.bodied or self.text[self.rows[-1].end - 1] not in _ENDS:
                return
            self.stack.pop()
            return

    def _introduces(self, start: int, end: int) -> bool:
        return layout("introduces").search(fold(self.text[max(start, end - 12) : end].rstrip())) is not None

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end


def _opening(line: Line, colon: bool) -> Opening:
    return Opening(
        line.label, level=line.level, indent=line.indent, top=line.top, colon=colon,
        heading=line.heading > 0, listed=line.listed
    )  # fmt: skip


def build(text: str, lines: list[Line]) -> list[Row]:
    """Return the rows of the tree in reading order, a parent before its children."""
    tree = Tree(text, lines)
    for index in range(len(lines)):
        tree.feed(index)
    return tree.rows
