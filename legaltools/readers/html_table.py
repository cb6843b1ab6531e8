"""Tables of a page: which of them show data and which only place text, and where each cell stands."""

from collections.abc import Iterator
from typing import Any

from legaltools.model.source import Cell

_LONG = 200  # characters; a cell longer than this holds text that is laid out with a table
_LABEL = 12  # characters; a cell no longer than this before a longer one may be the label of its row
_SPAN_LIMIT = 1000


class Tables:
    """The cells of all tables of a page, by the identity of their elements."""

    def __init__(self) -> None:
        self.cells: dict[int, Cell] = {}
        self.glued: set[int] = set()  # cells that go on in the line of the cell before them
        self.count = 0

    def enter(self, table: Any) -> None:  # a selectolax LexborNode
        """Place the cells of a table that is about to be read."""
        rows = [list(_children(row, ("td", "th"))) for row in _rows(table)]
        if table.css_first("table table") is not None or max(map(len, rows), default=0) <= 1:
            return
        lengths = [[len((cell.text() or "").strip()) for cell in row] for row in rows]
        if max(length for row in lengths for length in row) > _LONG and table.css_first("th") is None:
            self._glue(rows, lengths)
        else:
            self._place(rows)

    def _glue(self, rows: list[list[Any]], lengths: list[list[int]]) -> None:
        """Join a short cell and what stands beside it: a label and its clause."""
        for row, sizes in zip(rows, lengths, strict=True):
            for before, after, left, right in zip(row, row[1:], sizes, sizes[1:], strict=False):
                if 0 < left <= _LABEL < right and before.css_first("br, p + p, li") is None:
                    self.glued.add(after.mem_id)

    def _place(self, rows: list[list[Any]]) -> None:
        """Count rows and columns, cells that span several included."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                self.cells[cell.mem_id] = Cell(self.count, row, column)
                width, height = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - row)
                taken.update((row + down, column + right) for down in range(1, height) for right in range(width))
                column += width
        self.count += 1


def _rows(table: Any) -> Iterator[Any]:
    for child in _children(table, ("tr", "thead", "tbody", "tfoot")):
        if child.tag == "tr":
            yield child
        else:
            yield from _children(child, ("tr",))


def _children(node: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def _span(cell: Any, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(int(value), _SPAN_LIMIT) or 1 if value.isascii() and value.isdigit() and len(value) <= 9 else 1
