"""The tree: lines in, :class:`Row` values out, each knowing the row above it.

The reader of a contract keeps a stack of open clauses: a label either carries on a list that is open (its number
follows, whatever stands between), or begins a new one under the clause that is being read, or closes what a heading
of higher rank must close. What that takes of the neighbours is decided by :mod:`legaltools.structure.place`.
"""

from typing import cast

from msgspec import Struct

from legaltools.lexicon import table
from legaltools.model.document import NodeKind
from legaltools.structure import inline
from legaltools.structure.lines import STOPS, Line
from legaltools.structure.outlook import Outlook
from legaltools.structure.page import is_opening, layout
from legaltools.structure.place import UNNUMBERED, Entry, place
from legaltools.structure.scheme import Label
from legaltools.text.width import fold

WRAPPED = 24  # a line that was broken is not shorter
MAX_DEPTH = 24  # deeper lists hang at this depth: addresses stay short whatever the input
_ENDS = frozenset('\u3002\uff1b;\uff01!\uff1f?.\u2026\u201d"\uff09)\u3011\u300b')
_LIST_ENDS = frozenset(table("layout")["introduces"]["ends"])
_PREAMBLE = "preamble"
_NONE: list[inline.Marker] = []
_RUNNING = frozenset(("text", "table", _PREAMBLE))


class Row(Struct, gc=False):
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
    depth: int = 0
    group: int = -1
    announced: bool = False
    restarts: bool = False
    heading: tuple[int, int] | None = None


class Tree:
    """The stack machine; :meth:`grow` gives the rows."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.rows: list[Row] = []
        self.stack: list[Entry] = []
        self.outlook = Outlook(lines, [i for i, line in enumerate(lines) if is_opening(line)])
        self.hints = inline.Hints(text)
        self.colon = False
        self.begun = False

    def grow(self) -> list[Row]:
        """Place every line once, in order, and return the rows."""
        text, outlook = self.text, self.outlook
        openings = frozenset(outlook.opens)
        unfinished = False  # whether the line above lacks a stop mark
        for index, line in enumerate(self.lines):
            outlook.index = index
            opens, label, kind = index in openings, line.label, line.kind
            if opens:
                outlook.next += 1
                if label is not None and not line.level and ((unfinished and line.adjacent) or label.scheme.bare):
                    opens = not self._no_label(index, line, label)
            unfinished = text[line.end - 1] not in STOPS
            if opens:
                self._open(line)
            elif not kind or kind in _RUNNING:
                self._running_text(index, line)
            else:
                row = Row(cast(NodeKind, kind), line.number, line.start, line.text_start, line.end, -1, line.printed)
                self.rows.append(row)
        return self.rows

    def _no_label(self, index: int, line: Line, label: Label) -> bool:
        """Tell whether what looks like a label is none.

        A line was broken there (the sentence above is unfinished), or a bare number neither carries on a list nor
        stands before a heading; and its number fits nothing that is open.
        """
        above = self.lines[index - 1] if index else line
        broken = (
            line.adjacent
            and self.text[above.end - 1] not in STOPS
            and not above.heading
            and above.end - above.start >= WRAPPED
        )
        if not broken and not label.scheme.bare:
            return False
        _, sibling, fits = place(self.stack, line, self.colon, self.outlook)
        if label.scheme.bare:
            return not sibling and not (line.heading and label.last <= 1)
        return not fits

    def _open(self, line: Line) -> None:
        """Open a clause, and the clauses and items that run on inside its line."""
        text, end = self.text, line.end
        found = _NONE
        if self.hints.possible(line):
            found = inline.markers(text, line)
            if found:
                end = self._trim(line.start, found[0].start)
        entry = self._push(line, end)
        self.colon = self._introduces(line.start, end)
        entry.bodied = True
        if found:
            self._inner(line, found)
        elif line.heading:
            row = self.rows[-1]
            if row.kind != "item" or not entry.intro:
                row.heading = (line.text_start, line.text_start + line.heading)
                entry.headed = True
                entry.bodied = row.heading[1] < line.end
                if row.kind == "item" and line.label is not None and (line.label.numbers or line.level):
                    row.kind = "clause"

    def _unlabelled(self, line: Line) -> NodeKind:
        """Return the kind of an opening without label: a heading, or an annex by its name."""
        attached = line.top and layout("attached").match(fold(self.text[line.text_start : line.text_start + 8]))
        return "attachment" if attached else "heading"

    def _push(self, line: Line, end: int, *, inner: bool = False) -> Entry:
        """Put a line that opens on the stack where it belongs, and its row, which ends at ``end``, into the tree."""
        stack, label = self.stack, line.label
        cut, sibling, fits = self._next(line, label), True, True
        if cut < 0:
            cut, sibling, fits = place(stack, line, self.colon, self.outlook, inner)
            label = line.label
        if cut > MAX_DEPTH:
            cut, sibling = MAX_DEPTH, False
        number = len(self.rows)
        group, intro, texts = number, self.colon, False
        if sibling:
            before = stack[cut]
            group, intro, texts = before.group, before.intro, before.texts
        elif label is not None:
            self.outlook.seen.add(label.key)
        if cut < len(stack):
            del stack[cut:]
        text_start = line.text_start if line.text_start < end else end
        kind = self._unlabelled(line) if label is None else label.scheme.kind
        row = Row(
            kind, line.number, line.start, text_start, end, stack[-1].row if stack else -1,
            line.printed, label, cut, group, intro, not fits and not sibling,
        )  # fmt: skip
        order = 0 if line.top else UNNUMBERED if label is None else label.scheme.order
        entry = Entry(number, label, order, line.level, line.indent, line.top, group, intro, texts, inner)
        self.rows.append(row)
        stack.append(entry)
        self.begun = True
        return entry

    def _next(self, line: Line, label: Label | None) -> int:
        """Return where a label just carries on the innermost list of its kind, as most do; -1 if it does not."""
        if label is None or label.last < 2 or line.level or label.other is not None:
            return -1
        stack, key = self.stack, label.key
        for i in range(len(stack) - 1, -1, -1):
            above = stack[i]
            if above.level:
                return -1
            before = above.label
            if before is not None and before.key == key:
                return i if before.last + 1 == label.last and (above.headed or not line.heading) else -1
        return -1

    def _inner(self, line: Line, found: list[inline.Marker]) -> None:
        """Open the items inside a line; what follows the list goes back to the clause that introduced it."""
        after = inline.tail(self.text, line, found)
        limits = [marker.start for marker in found[1:]] + [after]
        contents: Row | None = None
        for marker, limit in zip(found, limits, strict=True):
            end = self._trim(marker.start, limit)
            if marker.toc:
                if contents is None:
                    contents = Row("toc", line.number, marker.start, marker.start, end)
                    self.rows.append(contents)
                contents.end = end
                continue
            contents = None
            inside = Line(line.number, marker.start, end, marker.end, label=marker.label, printed=marker.label.printed)
            self._push(inside, end, inner=True).bodied = True
            self.colon = self._introduces(marker.start, end)
        if after < line.end:
            if self.stack and self.stack[-1].inner:
                self.stack.pop()
            parent = self.stack[-1].row if self.stack else -1
            depth = len(self.stack)
            self.rows.append(Row("text", line.number, after, after, line.end, parent, depth=depth))
            self.colon = self._introduces(after, line.end)

    def _running_text(self, index: int, line: Line) -> None:
        """Give a paragraph to the clause it goes on with, or to the one that introduced the list above it."""
        kind = line.kind or ("text" if self.begun else _PREAMBLE)
        stack = self.stack
        if kind == _PREAMBLE:
            stack.clear()
        finished = index == 0 or not line.adjacent or self.text[self.lines[index - 1].end - 1] in _ENDS
        if finished and stack:
            if kind != "table":
                self._return(line)
            while stack and stack[-1].inner:
                stack.pop()
        parent = stack[-1].row if stack else -1
        if stack and kind == "text":
            stack[-1].texts = stack[-1].bodied
            stack[-1].bodied = True
        found = inline.markers(self.text, line) if kind != "table" and self.hints.possible(line) else _NONE
        end = self._trim(line.start, found[0].start) if found else line.end
        text_start = line.text_start if line.text_start < end else end
        row = Row(cast(NodeKind, kind), line.number, line.start, text_start, end, parent, "", None, len(stack))
        self.rows.append(row)
        self.colon = self._introduces(line.start, end)
        if found:
            self._inner(line, found)

    def _return(self, line: Line) -> None:
        """Flush text after a finished list returns to the clause that introduced the list."""
        top = self.stack[-1]
        row = self.rows[top.row]
        if len(self.stack) < 2 or top.label is None or top.texts or not top.bodied:
            return
        if row.heading or self.text[self.rows[-1].end - 1] not in _ENDS:
            return
        if not top.intro and (top.label.numbers or "\u3002" in self.text[row.text_start : row.end - 1]):
            return  # no entry of a list somebody announced, nor a bullet of one sentence
        outer = [entry.label for entry in self.stack[:-1] if entry.label is not None]
        another = not top.label.numbers and self._introduces(line.start, line.end)  # bullets of a list of its own
        if another or not self.outlook.continues(top.row, top.label, outer):
            self.stack.pop()

    def _introduces(self, start: int, end: int) -> bool:
        if self.text[end - 1] not in _LIST_ENDS:
            return False
        return layout("introduces").search(fold(self.text[max(start, end - 12) : end].rstrip())) is not None

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end


def build(text: str, lines: list[Line]) -> list[Row]:
    """Return the rows of the tree in reading order, a parent before its children."""
    return Tree(text, lines).grow()
