"""How the page shows a node: the share of its visible characters that is bold, underlined, coloured …."""

from bisect import bisect_right

from legaltools.model.document import PLAIN, Emphasis
from legaltools.model.source import Mark, Source
from legaltools.structure.row import Row

_KINDS = ("bold", "underline", "italic", "color", "highlight", "size", "caps")
_SHOWN = frozenset(_KINDS)


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
        shown = marks and not _SHOWN.isdisjoint([mark.kind for mark in marks])
        found.append(_share(source.text, row, marks) if shown else PLAIN)
    return found


def _share(text: str, row: Row, marks: list[Mark]) -> Emphasis:
    hidden = [m for m in marks if m.kind == "markup" and m.start < row.end and m.end > row.start]
    total = _visible(text, row.start, row.end) - sum(
        _visible(text, max(m.start, row.start), min(m.end, row.end)) for m in hidden
    )
    if total <= 0:
        return PLAIN
    counts = dict.fromkeys(_KINDS, 0)
    for mark in marks:
        if mark.kind in counts and mark.start < row.end and mark.end > row.start:
            counts[mark.kind] += _visible(text, max(mark.start, row.start), min(mark.end, row.end))
    if not any(counts.values()):
        return PLAIN
    return Emphasis(**{kind: round(min(1.0, count / total), 4) for kind, count in counts.items()})


def _visible(text: str, start: int, end: int) -> int:
    return sum(map(len, text[start:end].split()))
