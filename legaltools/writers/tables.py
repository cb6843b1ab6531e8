"""A table for a terminal: columns side by side where they fit, else a block of ``name: value`` for each row."""

from collections.abc import Iterator, Sequence

from legaltools.model.report import Table
from legaltools.text.columns import columns
from legaltools.text.escape import plain
from legaltools.text.punctuation import DOT
from legaltools.text.wrap import pad, rows
from legaltools.writers.page import Page

GAP = "  "
NARROWEST = 10  # columns a shrunken column keeps
NOTHING = "\u2013"  # an empty cell among those on the first line of a block
SHORT = 28  # columns of a cell on the first line of a block at most
TALLEST = 3  # rows of a cell at most; a table whose cells are taller is easier to read as blocks


def lines(table: Table, page: Page, colon: str) -> Iterator[str]:
    """Yield the title with the number of rows, the note, and the rows; empty columns are left out."""
    yield ""
    yield page.paint(f"{table.title} ({len(table.rows)})", "bold")
    if table.note:
        yield from page.rows(table.note, GAP)
    cells = [[plain(str(cell)) for cell in row.cells] for row in table.rows]
    kept = [i for i in range(len(table.columns)) if any(row[i] for row in cells)]
    if not cells or not kept:
        return
    head = [table.columns[i].title for i in kept]
    body = [[row[i] for i in kept] for row in cells]
    room = page.width - len(GAP)
    widths = _fitted([max(columns(row[i]) for row in (head, *body)) for i in range(len(kept))], room)
    if widths and not any(_tall(row, widths) for row in body):
        yield from _grid(head, body, widths, page)
    else:
        yield from _blocks(head, body, page, colon)


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns that fit into ``room``, the widest shrunk first; nothing if they cannot."""
    widths = list(natural)
    over = sum(widths) + len(GAP) * (len(widths) - 1) - room
    while over > 0:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= NARROWEST:
            return []
        widths[widest] -= 1
        over -= 1
    return widths


def _tall(row: Sequence[str], widths: Sequence[int]) -> bool:
    return any(len(rows(cell, width)) > TALLEST for cell, width in zip(row, widths, strict=True))


def _grid(head: Sequence[str], body: Sequence[Sequence[str]], widths: Sequence[int], page: Page) -> Iterator[str]:
    for n, row in enumerate((head, ["-" * width for width in widths], *body)):
        cells = [rows(cell, width) for cell, width in zip(row, widths, strict=True)]
        for k in range(max(map(len, cells))):
            parts = [pad(cell[k] if k < len(cell) else "", width) for cell, width in zip(cells, widths, strict=True)]
            line = GAP.join(parts).rstrip()
            yield GAP + (page.paint(line, "bold") if not n else page.paint(line, "dim") if n == 1 else line)


def _blocks(head: Sequence[str], body: Sequence[Sequence[str]], page: Page, colon: str) -> Iterator[str]:
    """Yield each row as a block: its leading short cells on one line (named once above), then a line a cell."""
    lead = 1
    while lead < len(head) and all(columns(row[lead]) <= SHORT for row in body):
        lead += 1
    yield from page.rows(DOT.join(head[:lead]), GAP, styles=("dim",))
    for row in body:
        yield from page.rows(DOT.join(cell or NOTHING for cell in row[:lead]), GAP, styles=("bold",))
        for name, cell in zip(head[lead:], row[lead:], strict=True):
            if cell:
                yield from page.rows(f"{name}{colon}{cell}", GAP * 2, GAP * 3)
