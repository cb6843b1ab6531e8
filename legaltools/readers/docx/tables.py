"""Tables of a Word document: where each cell stands, and which tables only place text.

A contract laid out in a table (a number beside its clause, a box around the whole) is text, not data: its lines are
paragraphs, and a short cell and what stands beside it are one line.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from legaltools.readers.docx.lines import Line, Piece
from legaltools.readers.docx.names import OFF, VAL, WORD, w, whole

WRAPPERS = frozenset(w("sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom", "smartTag"))
_TBL, _TR, _TC, _TEXT = w("tbl", "tr", "tc", "t")
_LONG = 200  # characters; a cell longer than this holds clauses, not data
_LABEL = 12  # characters; a cell no longer than this before a longer one may be the label of its row
# conditions in the order in which later ones win, their attribute and bit of ``w:tblLook`` (17.4.55)
_CONDITIONS = (
    ("firstCol", "firstColumn", 0x80), ("lastCol", "lastColumn", 0x100),
    ("firstRow", "firstRow", 0x20), ("lastRow", "lastRow", 0x40),
)  # fmt: skip


class Place(NamedTuple):
    """A cell that is displayed, and its row and grid column."""

    cell: Any
    row: int
    column: int


def rows(table: Any, skipped: frozenset[str]) -> list[list[Place]]:
    """Return the displayed cells of a table by rows; what is merged into a cell above is left out."""
    found: list[list[Place]] = []
    for row in _members(table, _TR, skipped):
        props = row.find(WORD + "trPr")
        if props is not None and any(props.find(name) is not None for name in skipped):
            continue
        before = None if props is None else props.find(WORD + "gridBefore")
        column = 0 if before is None else whole(before.get(VAL))
        places: list[Place] = []
        for cell in _members(row, _TC, skipped):
            span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
            merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            if merged is None or merged.get(VAL) == "restart":
                places.append(Place(cell, len(found), column))
            column += 1 if span is None else max(whole(span.get(VAL), 1), 1)
        found.append(places)
    return found


def is_layout(table: Any, cells: list[list[Place]]) -> bool:
    """Tell whether a table only places text: one column, tables within, or clauses in its cells."""
    width = max(map(len, cells), default=0)
    if width <= 1 or any(place.cell.find(_TBL) is not None for row in cells for place in row):
        return True
    if table.find(f"{_TR}/{WORD}trPr/{WORD}tblHeader") is not None:
        return False
    sizes = [sum(len(t.text or "") for t in place.cell.iter(_TEXT)) for row in cells for place in row]
    long = [size for size in sizes if size > _LONG]
    return bool(long) and (width == 2 or 2 * sum(long) > sum(sizes))


def style_keys(table: Any, cells: list[list[Place]]) -> dict[Place, str]:
    """Return for each cell the table's style with the conditions it meets: ``Grid|firstCol,firstRow`` (17.7.6)."""
    named = table.find(f"{WORD}tblPr/{WORD}tblStyle")
    shown = table.find(f"{WORD}tblPr/{WORD}tblLook")
    style = "" if named is None else named.get(VAL, "")
    bits = _hex("04A0" if shown is None else shown.get(VAL, "04A0"))
    on = {}
    for name, attribute, bit in _CONDITIONS:
        said = None if shown is None else shown.get(WORD + attribute)
        on[name] = bool(bits & bit) if said is None else said not in OFF
    keys = {}
    for row in cells:
        for place in row:
            meets = {
                "firstCol": place is row[0], "lastCol": place is row[-1],
                "firstRow": row is cells[0], "lastRow": row is cells[-1],
            }  # fmt: skip
            keys[place] = style + "|" + ",".join(name for name, met in meets.items() if met and on[name])
    return keys


def _hex(value: str) -> int:
    try:
        return int(value, 16)
    except ValueError:
        return 0


def join(lines: list[Line], left: int, right: int) -> bool:
    """Make one line of a cell's (``lines[left:right]``) and the next one's first, if it reads as label and clause."""
    if right - left != 1 or len(lines) <= right:
        return False
    before, after = lines[left], lines[right]
    size = len(before.text.strip()) + (len(before.label.text.strip()) if before.label else 0)
    if not 0 < size <= _LABEL or len(after.text) <= size:
        return False
    pieces = after.pieces if after.label is None else [after.label, *after.pieces]
    gap = [Piece("\t", pieces[0].look)] if before.text.strip() else []
    before.pieces = [*before.pieces, *gap, *pieces]
    before.anchors += after.anchors
    del lines[right]
    return True


def _members(parent: Any, tag: str, skipped: frozenset[str]) -> Iterator[Any]:
    """Yield rows or cells, those in content controls and tracked changes too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS and child.tag not in skipped:
            yield from _members(child, tag, skipped)
