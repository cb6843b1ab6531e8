"""The tree: lines in, :class:`~legaltools.structure.row.Row` values out, each knowing the row above it.

The reader of a contract keeps a stack of open clauses: a label either carries on a list that is open (its number
follows, whatever stands between), or begins a new one under the clause that is being read, or closes what a heading
of higher rank must close. What that takes of the neighbours is decided by :mod:`legaltools.structure.place`.
"""

from typing import cast

from legaltools.lexicon import table
from legaltools.model.document import NodeKind
from legaltools.structure import inline
from legaltools.structure.lines import STOPS, Line
from legaltools.structure.outlook import Outlook
from legaltools.structure.page import is_opening, layout
from legaltools.structure.place import UNNUMBERED, place
from legaltools.structure.row import Row
from legaltools.structure.scheme import Label
from legaltools.text.width import fold

WRAPPED = 24  # a line that was broken is not shorter
MAX_DEPTH = 24  # deeper lists hang at this depth: addresses stay short whatever the input
_ENDS = frozenset('\u3002\uff1b;\uff01!\uff1f?.\u2026\u201d"\uff09)\u3011\u300b')
_LIST_ENDS = frozenset(table("layout")["introduces"]["ends"])
_COLONS = frozenset(table("layout")["introduces"]["colons"])
_PREAMBLE = "preamble"
_NONE: list[inline.Marker] = []
_RUNNING = frozenset(("text", "table", _PREAMBLE))


class Tree:
    """The stack machine; :meth:`grow` gives the rows."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.rows: list[Row] = []
        self.stack: list[Row] = []  # the open clauses, outermost first
        self.outlook = Outlook(lines)
        self.hints = inline.Hints(text)
        self.begun = False
        self.said: Row | None = None  # the row whose words stand right above, whatever the page shows between

    def grow(self) -> list[Row]:
        """Place every line once, in order, and return the rows."""
        outlook = self.outlook
        for index, line in enumerate(self.lines):
            outlook.index = index
            label, kind = line.label, line.kind
            if label is None or kind:
                opens = is_opening(line)
            else:
                opens = not (line.adjacent or label.scheme.bare) or self._counts(index, line, label)
            if opens:
                self._open(line)
            elif not kind or kind in _RUNNING:
                self._running_text(index, line)
            else:
                self._aside(cast(NodeKind, kind), line)
        return self.rows

    def _aside(self, kind: NodeKind, line: Line) -> None:
        """Add what stands beside the clauses."""
        start, text_start = line.start, line.text_start
        self.rows.append(Row(kind, len(self.rows), line.number, start, text_start, line.end, -1, line.printed))

    def _counts(self, index: int, line: Line, label: Label) -> bool:
        """Tell whether what looks like a label is one.

        It is none where a line was broken (the sentence above is unfinished), or where a bare number neither carries
        on a list nor stands before a heading; and its number fits nothing that is open.
        """
        bare = label.scheme.bare
        if line.level or not (bare or (line.adjacent and self._broken(self.lines[index - 1]))):
            return True
        _, sibling, fits = place(self.stack, line, self._announced(), self.outlook)
        return sibling or (line.heading > 0 and label.last <= 1) if bare else fits

    def _broken(self, line: Line) -> bool:
        """Tell whether the sentence of a line goes on below it."""
        return line.ending not in STOPS and not line.heading and line.end - line.start >= WRAPPED

    def _open(self, line: Line) -> None:
        """Open a clause, and the clauses and items that run on inside its line."""
        found = inline.markers(self.text, line) if self.hints.possible(line) else _NONE
        row = self._push(line, self._trim(line.start, found[0].start) if found else line.end)
        if found:
            self._inner(line, found)
        elif line.heading and (row.kind != "item" or not row.announced):
            row.heading = (line.text_start, line.text_start + line.heading)
            row.bodied = row.heading[1] < line.end
            if row.kind == "item" and line.label is not None and (line.label.numbers or line.level):
                row.kind = "clause"

    def _unlabelled(self, line: Line) -> NodeKind:
        """Return the kind of an opening without label: a heading, or an annex by its name."""
        attached = line.top and layout("attached").match(fold(self.text[line.text_start : line.text_start + 8]))
        return "attachment" if attached else "heading"

    def _push(self, line: Line, end: int, *, inner: bool = False) -> Row:
        """Put the row of a line that opens, which ends at ``end``, into the tree and on the stack where it belongs."""
        stack, rows, label = self.stack, self.rows, line.label
        index = group = len(rows)
        announced = restarts = texts = False
        before = self._before(line, label)
        if before is None:
            announced = self._announced()
            cut, sibling, fits = place(stack, line, announced, self.outlook, inner)
            label = line.label
            if cut > MAX_DEPTH:
                cut, sibling = MAX_DEPTH, False
            if sibling:
                before = stack[cut]
            else:
                restarts = not fits
                if label is not None:
                    self.outlook.seen.add(label.key)
        if before is not None:
            cut, group, announced, texts = before.depth, before.group, before.announced, before.texts
        del stack[cut:]
        parent = stack[-1].index if stack else -1
        text_start = line.text_start
        if text_start > end:
            text_start = end
        if label is None:
            kind, order = self._unlabelled(line), 0 if line.top else UNNUMBERED
        else:
            kind, order = label.scheme.kind, label.scheme.order
        row = Row(
            kind, index, line.number, line.start, text_start, end, parent, line.printed, label, cut, group, announced,
            restarts, order, line.level, line.indent, line.top, texts, inner,
        )  # fmt: skip
        rows.append(row)
        stack.append(row)
        self.said, self.begun = row, True
        return row

    def _before(self, line: Line, label: Label | None) -> Row | None:
        """Return the item before if a label just carries on the innermost list of its kind, as most do."""
        if label is None or label.last < 2 or line.level or label.other is not None:
            return None
        key = label.key
        for above in reversed(self.stack):
            if above.level:
                return None
            before = above.label
            if before is not None and before.key == key:
                return above if before.last + 1 == label.last and (above.heading or not line.heading) else None
        return None

    def _inner(self, line: Line, found: list[inline.Marker]) -> None:
        """Open the items inside a line; what follows the list goes back to the clause that introduced it."""
        after = inline.tail(self.text, line, found)
        limits = [marker.start for marker in found[1:]] + [after]
        contents: Row | None = None
        for marker, limit in zip(found, limits, strict=True):
            end = self._trim(marker.start, limit)
            if marker.toc:
                if contents is None:
                    contents = Row("toc", len(self.rows), line.number, marker.start, marker.start, end)
                    self.rows.append(contents)
                contents.end = end
                continue
            contents = None
            inside = Line(line.number, marker.start, end, marker.end, label=marker.label, printed=marker.label.printed)
            self._push(inside, end, inner=True)
        if after < line.end:
            if self.stack and self.stack[-1].inner:
                self.stack.pop()
            self._say("text", line, after, after, line.end)

    def _running_text(self, index: int, line: Line) -> None:
        """Give a paragraph to the clause it goes on with, or to the one that introduced the list above it."""
        kind = line.kind or ("text" if self.begun else _PREAMBLE)
        stack = self.stack
        if kind == _PREAMBLE:
            stack.clear()
        finished = index == 0 or not line.adjacent or self.lines[index - 1].ending in _ENDS
        if finished and stack:
            if kind != "table":
                self._return(line)
            while stack and stack[-1].inner:
                stack.pop()
        if stack and kind == "text":
            stack[-1].texts = stack[-1].bodied
            stack[-1].bodied = True
        found = inline.markers(self.text, line) if kind != "table" and self.hints.possible(line) else _NONE
        end = self._trim(line.start, found[0].start) if found else line.end
        text_start = line.text_start if line.text_start < end else end
        self._say(cast(NodeKind, kind), line, line.start, text_start, end)
        if found:
            self._inner(line, found)

    def _say(self, kind: NodeKind, line: Line, start: int, text_start: int, end: int) -> None:
        """Add running text to the innermost open clause."""
        parent = self.stack[-1].index if self.stack else -1
        row = Row(kind, len(self.rows), line.number, start, text_start, end, parent, depth=len(self.stack))
        self.rows.append(row)
        self.said = row

    def _return(self, line: Line) -> None:
        """Flush text after a finished list returns to the clause that introduced the list."""
        top = self.stack[-1]
        if len(self.stack) < 2 or top.label is None or top.texts or not top.bodied:
            return
        if top.heading or self.text[self.rows[-1].end - 1] not in _ENDS:
            return
        if not top.announced and (top.label.numbers or "\u3002" in self.text[top.text_start : top.end - 1]):
            return  # no entry of a list somebody announced, nor a bullet of one sentence
        outer = [above.label for above in self.stack[:-1] if above.label is not None]
        another = not top.label.numbers and self._announces(line.start, line.end)  # bullets of a list of its own
        if another or not self.outlook.continues(top.index, top.label, outer):
            self.stack.pop()

    def _announced(self) -> bool:
        """Tell whether the words right above announce a list."""
        return self.said is not None and self._announces(self.said.start, self.said.end)

    def _announces(self, start: int, end: int) -> bool:
        """Tell whether the words ``[start, end)`` announce a list."""
        ending = self.text[end - 1]
        if ending not in _LIST_ENDS:
            return False
        if ending in _COLONS:
            return True
        return layout("introduces").search(fold(self.text[max(start, end - 12) : end].rstrip())) is not None

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end


def build(text: str, lines: list[Line]) -> list[Row]:
    """Return the rows of the tree in reading order, a parent before its children."""
    return Tree(text, lines).grow()
