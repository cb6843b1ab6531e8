"""The edit script: alignment and changes of two documents, and its application."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare import groups, order
from legaltools.compare.align import NONE, Matching, align
from legaltools.compare.redline import redline
from legaltools.compare.units import Units, units
from legaltools.model.comparison import Change, ChangeKind, Comparison, Pair, Segment
from legaltools.model.document import Document

PART = "\u2029"  # PARAGRAPH SEPARATOR: stands between the parts of a split or merged clause


class _Cell(Struct, frozen=True, gc=False):
    """Old and new indexes that belong together, and what became of them."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: ChangeKind
    also: tuple[ChangeKind, ...] = ()


def compare(old: Document, new: Document) -> Comparison:
    """Return alignment, changes and renumbering; effects and drift are added by their own modules."""
    left, right = units(old), units(new)
    matching = align(left, right)
    split, merged = groups.splits(matching), groups.merges(matching)
    cells = [_Cell((g.one,), g.parts, "split") for g in split] + [_Cell(g.parts, (g.one,), "merged") for g in merged]
    grouped_old = {i for cell in cells for i in cell.old}
    grouped_new = {j for cell in cells for j in cell.new}
    away = order.moved(matching, grouped_old)
    cells += _single(matching, away, grouped_old, grouped_new)
    cells = _in_reading_order(cells, len(left.nodes))
    touched = {j for cell in cells for j in cell.new if cell.kind in ("inserted", "moved", "split", "merged")}
    changes, pairs = [], []
    for cell in cells:
        pair = _pair(left, right, matching, cell)
        pairs.append(pair)
        if cell.kind != "unchanged" or _written_otherwise(left, right, cell):
            changes.append(_change(left, right, cell, pair))
    shifts = tuple(order.renumberings(matching, away, touched))
    return Comparison(alignment=tuple(pairs), changes=tuple(changes), renumberings=shifts)


def _single(matching: Matching, away: set[int], grouped_old: set[int], grouped_new: set[int]) -> Iterator[_Cell]:
    old, new = matching.old, matching.new
    for i, j in enumerate(matching.to_new):
        if i in grouped_old:
            continue
        if j == NONE or j in grouped_new:
            yield _Cell((i,), (), "deleted")
            continue
        reworded, renumbered = old.key[i] != new.key[j], old.label[i] != new.label[j]
        if i in away:
            also: tuple[ChangeKind, ...] = ("reworded",) if reworded else ()
            yield _Cell((i,), (j,), "moved", (*also, "renumbered") if renumbered else also)
        elif reworded:
            yield _Cell((i,), (j,), "reworded", ("renumbered",) if renumbered else ())
        else:
            yield _Cell((i,), (j,), "renumbered" if renumbered else "unchanged")
    for j, i in enumerate(matching.to_old):
        if j not in grouped_new and (i == NONE or i in grouped_old):
            yield _Cell((), (j,), "inserted")


def _in_reading_order(cells: list[_Cell], size: int) -> list[_Cell]:
    """Put cells in the order of the new document; what is gone stands behind what it followed in the old one."""
    by_new = {cell.new[0]: cell for cell in cells if cell.new}
    at = {i: cell.new[0] for cell in by_new.values() if cell.kind != "moved" for i in cell.old}
    gone: defaultdict[int, list[_Cell]] = defaultdict(list)
    last = {cell.old[0]: cell for cell in cells if not cell.new}
    before = NONE
    for i in range(size):
        before = at.get(i, before)
        if i in last:
            gone[before].append(last[i])
    ordered = list(gone[NONE])
    for j in sorted(by_new):
        ordered.append(by_new[j])
        ordered += gone.get(j, ())
    return ordered


def _written_otherwise(left: Units, right: Units, cell: _Cell) -> bool:
    """Tell whether a clause that says the same is written with other marks or another label."""
    i, j = cell.old[0], cell.new[0]
    return left.text[i] != right.text[j] or left.nodes[i].label != right.nodes[j].label


def _pair(left: Units, right: Units, matching: Matching, cell: _Cell) -> Pair:
    old = tuple([left.eid[i] for i in cell.old])
    new = tuple([right.eid[j] for j in cell.new])
    if not old or not new:
        return Pair(old, new, cell.kind, cell.also, 0.0)
    i = cell.old[0]
    score = matching.score.get(i, 0.0)
    if len(old) > 1 or len(new) > 1:
        return Pair(old, new, cell.kind, cell.also, round(max(matching.score.get(k, 0.0) for k in cell.old), 4))
    if score >= 1:
        return Pair(old, new, cell.kind, cell.also)
    # How far the pair leads its runner-up: 0 is a tie.
    lead = round(max(0.0, min(1.0, score - matching.runner_up.get(i, 0.0))), 4)
    return Pair(old, new, cell.kind, cell.also, round(score, 4), lead)


def _change(left: Units, right: Units, cell: _Cell, pair: Pair) -> Change:
    return Change(
        "reworded" if cell.kind == "unchanged" else cell.kind,
        pair.old,
        pair.new,
        cell.also,
        left.nodes[cell.old[0]].label if cell.old else "",
        right.nodes[cell.new[0]].label if cell.new else "",
        redline(PART.join([left.text[i] for i in cell.old]), PART.join([right.text[j] for j in cell.new])),
        (),
        cell.kind not in ("unchanged", "renumbered"),
        pair.similarity,
    )


def apply(old: Document, comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Return (eid, own text without its label) of every node of the new document, made from the old one and the script.

    ``apply(a, compare(a, b))`` is what ``b`` reads: the property that an edit script must have.
    """
    before = {node.eid: old.text[node.text_start : node.end].strip() for node in old.nodes}
    changes = {(change.old, change.new): change for change in comparison.changes}
    made: list[tuple[str, str]] = []
    for pair in comparison.alignment:
        if not pair.new:
            continue
        change = changes.get((pair.old, pair.new))
        text = _after(change.redline) if change is not None else before[pair.old[0]]
        parts = text.split(PART) if len(pair.new) > 1 else [text]
        made += zip(pair.new, parts, strict=True)
    return tuple(made)


def _after(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments if segment.op != "-")
