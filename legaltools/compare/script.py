"""The edit script: alignment and changes of two documents, and its application."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare import groups, order
from legaltools.compare.align import NONE, SHORT, Matching, align, alike
from legaltools.compare.redline import redline
from legaltools.compare.units import ENDS, Units, units
from legaltools.model.comparison import PART, Change, ChangeKind, Comparison, Pair, Segment
from legaltools.model.document import Document

ROWS = {"table", "toc", "meta", "preamble", "signature"}  # what a reader counts as one block when it comes or goes
STOPS = str.maketrans("", "", ENDS)
MOVED = 0.7  # least similarity of a clause that moved and was reworded


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
    _part_strangers(matching)
    split, merged = groups.splits(matching), groups.merges(matching)
    cells = [_Cell((g.one,), g.parts, "split") for g in split] + [_Cell(g.parts, (g.one,), "merged") for g in merged]
    grouped_old = {i for cell in cells for i in cell.old}
    grouped_new = {j for cell in cells for j in cell.new}
    away = order.moved(matching, grouped_old)
    cells += _single(matching, away, grouped_old, grouped_new)
    cells = _in_reading_order(cells, len(left.nodes))
    touched = {j for cell in cells for j in cell.new if cell.kind in ("inserted", "moved", "split", "merged")}
    pairs = tuple([_pair(left, right, matching, cell) for cell in cells])
    changes = tuple([_change(left, right, matching, cell) for cell in _whole(left, right, cells)])
    shifts = tuple(order.renumberings(matching, away, touched))
    return Comparison(alignment=pairs, changes=changes, renumberings=shifts)


def _part_strangers(matching: Matching) -> None:
    """Undo moves that only look like ones: short or not alike enough; what they leave free may find a partner."""
    old, new = matching.old, matching.new
    for last in (False, True):
        doubtful = [i for i, score in matching.score.items() if score < MOVED or len(old.key[i]) <= SHORT]
        doubtful = [i for i in doubtful if old.key[i] != new.key[matching.to_new[i]] or not old.key[i]]
        away = order.moved(matching, frozenset()) if doubtful else set()
        strangers = [i for i in doubtful if i in away and not _holds(matching, i)]
        for i in strangers:
            matching.part(i)
        if last or not strangers:
            return
        alike(matching)


def _holds(matching: Matching, i: int) -> bool:
    """Tell whether a child of the node became one of its partner's."""
    children = matching.new.children[matching.to_new[i]]
    return any(matching.to_new[child] in children for child in matching.old.children[i])


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


def _whole(left: Units, right: Units, cells: list[_Cell]) -> Iterator[_Cell]:
    """Yield the cells that are changes; a chapter or a list that is new (or gone) as a whole is one of them."""
    gone = _heads(left, {cell.old[0] for cell in cells if cell.kind == "deleted"})
    come = _heads(right, {cell.new[0] for cell in cells if cell.kind == "inserted"})
    for cell in cells:
        if cell.kind in ("inserted", "deleted"):
            members = (gone if cell.old else come).get((cell.old or cell.new)[0])
            if members is not None:
                yield _Cell(members, (), "deleted") if cell.old else _Cell((), members, "inserted")
        elif cell.kind != "unchanged" or _written_otherwise(left, right, cell):
            yield cell


def _heads(units: Units, alone: set[int]) -> dict[int, tuple[int, ...]]:
    """Return the nodes without a partner by the one they belong to: what is above, else the entry before in a list."""
    head: dict[int, int] = {}
    before: dict[int, int] = {}
    for i in sorted(alone):
        above = units.parent[i]
        near = before.get(above, NONE)
        listed = near != NONE and units.last[near] == i and _unnumbered(units, near) and _unnumbered(units, i)
        head[i] = head[above] if above in head else head[near] if listed else i
        before[above] = i
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i, first in head.items():
        groups[first].append(i)
    return {first: tuple(members) for first, members in groups.items()}


def _unnumbered(units: Units, i: int) -> bool:
    """Tell whether a node is an entry of a list without numbers, or of a table."""
    node = units.nodes[i]
    return node.kind in ROWS or (node.kind == "item" and not node.number)


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


def _laid(left: Units, right: Units, cell: _Cell) -> bool:
    """Tell whether a split or a merger is one of lines only: the same words, and no part has a label of its own."""
    labels = [left.label[i] for i in cell.old[1:]] + [right.label[j] for j in cell.new[1:]]
    if cell.kind not in ("split", "merged") or any(labels):
        return False
    sides = ["".join(units.key[k] for k in of) for units, of in ((left, cell.old), (right, cell.new))]
    return sides[0].translate(STOPS) == sides[1].translate(STOPS)


def _change(left: Units, right: Units, matching: Matching, cell: _Cell) -> Change:
    pair = _pair(left, right, matching, cell)
    nodes = [*((left, i) for i in cell.old), *((right, j) for j in cell.new)]
    content = any(units.key[k] and units.nodes[k].kind != "toc" for units, k in nodes) and not _laid(left, right, cell)
    return Change(
        "reworded" if cell.kind == "unchanged" else cell.kind,
        pair.old,
        pair.new,
        cell.also,
        left.nodes[cell.old[0]].label if cell.old else "",
        right.nodes[cell.new[0]].label if cell.new else "",
        redline(PART.join([left.text[i] for i in cell.old]), PART.join([right.text[j] for j in cell.new])),
        (),
        cell.kind not in ("unchanged", "renumbered") and content,
        pair.similarity,
    )


def apply(old: Document, comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Return (eid, own text without its label) of every node of the new document, made from the old one and the script.

    ``apply(a, compare(a, b))`` is what ``b`` reads: the property that an edit script must have.
    """
    before = {node.eid: old.text[node.text_start : node.end].strip() for node in old.nodes}
    after: dict[str, str] = {}
    for change in comparison.changes:
        if change.new and change.kind != "unchanged":
            text = _after(change.redline)
            after |= zip(change.new, text.split(PART) if len(change.new) > 1 else [text], strict=True)
    return tuple(
        (eid, after[eid] if eid in after else before[pair.old[0]]) for pair in comparison.alignment for eid in pair.new
    )


def _after(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments if segment.op != "-")
