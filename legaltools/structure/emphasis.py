"""How the page shows a node: the share of its visible characters that is bold, underlined, coloured …."""

from bisect import bisect_right

from legaltools.model.document import PLAIN, Emphasis
from legaltools.model.source import Mark, Source
from legaltools.structure.row import Row

_SHOWN = frozenset(Emphasis.__struct_fields__)


def shares(source: Source, rows: list[Row]) -> list[Emphasis]:
    """Return the emphasis of every row; an empty list if the source has no marks."""
    blocks = source.blocks
    if not any(block.marks for block in blocks):
        return []
    starts = [block.start for block in blocks]
    found = []
    for row in rows:
        at = max(0, bisect_right(starts, row.start) - 1)
        marks: list[Mark] = []
        while at < len(blocks) and starts[at] < row.end:
            marks += blocks[at].marks
            at += 1
        found.append(_share(source.text, row, marks) if marks else PLAIN)
    return found


def _share(text: str, row: Row, marks: list[Mark]) -> Emphasis:
    start, end = row.start, row.end
    marks = [mark for mark in marks if mark.start < end and mark.end > start]
    if _SHOWN.isdisjoint([mark.kind for mark in marks]):
        return PLAIN
    total = whole = _visible(text, start, end)
    counts: dict[str, int] = {}
    for mark in marks:
        within = mark.start > start or mark.end < end
        count = _visible(text, max(mark.start, start), min(mark.end, end)) if within else whole
        if mark.kind == "markup":
            total -= count
        elif count and mark.kind in _SHOWN:
            counts[mark.kind] = counts.get(mark.kind, 0) + count
    if total <= 0 or not counts:
        return PLAIN
    return Emphasis(**{kind: round(min(1.0, count / total), 4) for kind, count in counts.items()})


def _visible(text: str, start: int, end: int) -> int:
    return sum(map(len, text[start:end].split()))
