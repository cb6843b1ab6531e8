"""The edit script: alignment and changes of two documents, and its application."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from legaltools.compare import order
from legaltools.compare.align import NONE, SHORT, Matching, align, alike
from legaltools.compare.groups import Group, Groups
from legaltools.compare.redline import redline
from legaltools.compare.units import ENDS, Units, units
from legaltools.model.comparison import PART, Change, ChangeKind, Comparison, Pair, Segment
from legaltools.model.document import Document

ROWS = {"table", "toc", "meta", "preamble", "signature"}  # what a reader counts as one block when it comes or goes
STOPS = str.maketrans("", "", ENDS)
TOUCHED = {"inserted", "moved", "split", "merged"}  # what can shift the labels of the clauses behind it
MOVED = 0.7  # least similarity of a clause that moved and was reworded


def compare(old: Document, new: Document) -> Comparison:
    """Return alignment, changes and renumbering; effects and drift are added by their own modules."""
    keys: dict[str, str] = {}
    left, right = units(old, keys), units(new, keys)
    matching = align(left, right)
    away = _moved(matching)
    groups = Groups(matching)
    away -= groups.old.keys()
    pairs, changed = _alignment(matching, groups, away)
    touched = {right.index[eid] for pair in changed if pair.kind in TOUCHED for eid in pair.new}
    changes = [_change(left, right, pair) for pair in _whole(left, right, changed)]
    shifts = order.renumberings(matching, away, touched)
    return Comparison(tuple(pairs), tuple(changes), tuple(shifts))


def _moved(matching: Matching) -> set[int]:
    """Return the old nodes that moved, once matches are undone that only look like moves: short or not alike enough.

    What they leave free may find a partner.
    """
    old, new = matching.old, matching.new
    for again in (True, False):
        away = order.moved(matching)
        doubtful = [i for i, score in matching.score.items() if score < MOVED or len(old.key[i]) <= SHORT]
        doubtful = [i for i in doubtful if old.key[i] != new.key[matching.to_new[i]] or not old.key[i]]
        strangers = [i for i in doubtful if i in away and not _holds(matching, i)]
        if not strangers:
            return away
        for i in strangers:
            matching.barred.add((i, matching.to_new[i]))
            matching.part(i)
        if again:
            alike(matching)
    return order.moved(matching)


def _holds(matching: Matching, i: int) -> bool:
    """Tell whether a child of the node became one of its partner's."""
    children = matching.new.children.get(matching.to_new[i], ())
    return any(matching.to_new[child] in children for child in matching.old.children.get(i, ()))


def _alignment(matching: Matching, groups: Groups, away: set[int]) -> tuple[list[Pair], list[Pair]]:
    """Return all cells, and those in which anything changed, in the order of the new document.

    What is gone stands behind what it followed in the old one.
    """
    old, new = matching.old, matching.new
    gone = _gone(matching, groups, away)
    pairs = gone.get(NONE, [])
    changed = pairs.copy()
    for j, i in enumerate(matching.to_old):
        if i == NONE or old.key[i] != new.key[j] or i in away or i in groups.old or j in groups.new:
            found = _cell(matching, groups, i, j, moved=i in away)
            pairs += found
            changed += found
        else:
            a, b = old.nodes[i], new.nodes[j]
            pair = Pair((a.eid,), (b.eid,), "unchanged" if old.label[i] == new.label[j] else "renumbered")
            pairs.append(pair)
            if a.label != b.label or old.text[i] != new.text[j]:
                changed.append(pair)
        if j in gone:
            pairs += gone[j]
            changed += gone[j]
    return pairs, changed


def _cell(matching: Matching, groups: Groups, i: int, j: int, *, moved: bool) -> list[Pair]:
    """Return the cell of new ``j`` unless another part of its group leads it; ``i`` is its old partner."""
    if j in groups.new:
        group = groups.new[j]
        return [_grouped(matching, group)] if j == group.new[0] else []
    if i == NONE or i in groups.old:
        return [Pair((), (matching.new.nodes[j].eid,), "inserted", (), 0.0)]
    return [_pair(matching, i, j, moved=moved)]


def _gone(matching: Matching, groups: Groups, away: set[int]) -> dict[int, list[Pair]]:
    """Return the deleted cells by the new node they stand behind."""
    robbed = (matching.to_old[j] for j in groups.new)  # their partners may have been taken for a group
    alone = sorted({*matching.open()[0], *robbed} - groups.old.keys() - {NONE})
    behind = matching.to_new.copy()
    for i, group in groups.old.items():
        behind[i] = group.new[0]
    for i in sorted({*alone, *away}):
        behind[i] = behind[i - 1] if i else NONE
    gone: defaultdict[int, list[Pair]] = defaultdict(list)
    for i in alone:
        gone[behind[i]].append(Pair((matching.old.nodes[i].eid,), (), "deleted", (), 0.0))
    return gone


def _pair(matching: Matching, i: int, j: int, *, moved: bool) -> Pair:
    """Return the cell of a clause that moved or was reworded."""
    old, new = matching.old, matching.new
    also: tuple[ChangeKind, ...] = ("reworded",) if moved and old.key[i] != new.key[j] else ()
    also = (*also, "renumbered") if old.label[i] != new.label[j] else also
    score = matching.likeness(i)
    # How far the pair leads its runner-up: 0 is a tie.
    lead = max(0.0, min(1.0, score - matching.runner_up.get(i, 0.0))) if score < 1 else 1.0
    kind: ChangeKind = "moved" if moved else "reworded"
    return Pair((old.nodes[i].eid,), (new.nodes[j].eid,), kind, also, round(score, 4), round(lead, 4))


def _grouped(matching: Matching, group: Group) -> Pair:
    """Return the cell of a split or a merger."""
    old, new = matching.old.nodes, matching.new.nodes
    kind: ChangeKind = "split" if len(group.old) == 1 else "merged"
    score = max(map(matching.likeness, group.old))
    return Pair(tuple(old[i].eid for i in group.old), tuple(new[j].eid for j in group.new), kind, (), round(score, 4))


def _whole(left: Units, right: Units, changed: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the changes; a chapter or a list that is new (or gone) as a whole is one of them."""
    gone = _heads(left, (pair.old[0] for pair in changed if pair.kind == "deleted"))
    come = _heads(right, (pair.new[0] for pair in changed if pair.kind == "inserted"))
    for pair in changed:
        if pair.kind == "deleted":
            pair = replace(pair, old=gone.get(pair.old[0], ()))
        elif pair.kind == "inserted":
            pair = replace(pair, new=come.get(pair.new[0], ()))
        if pair.old or pair.new:
            yield pair


def _heads(units: Units, alone: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the nodes without a partner by the one they belong to: what is above, else the entry before in a list."""
    head: dict[int, int] = {}
    before: dict[int, int] = {}
    for i in sorted(map(units.index.__getitem__, alone)):
        above = units.parent[i]
        near = before.get(above, NONE)
        listed = near != NONE and units.last[near] == i and _unnumbered(units, near) and _unnumbered(units, i)
        head[i] = head[above] if above in head else head[near] if listed else i
        before[above] = i
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for i, first in head.items():
        groups[units.nodes[first].eid].append(units.nodes[i].eid)
    return {first: tuple(members) for first, members in groups.items()}


def _unnumbered(units: Units, i: int) -> bool:
    """Tell whether a node is an entry of a list without numbers, or of a table."""
    node = units.nodes[i]
    return node.kind in ROWS or (node.kind == "item" and not node.number)


def _change(left: Units, right: Units, pair: Pair) -> Change:
    return Change(
        "reworded" if pair.kind == "unchanged" else pair.kind,
        pair.old,
        pair.new,
        pair.also,
        left.nodes[left.index[pair.old[0]]].label if pair.old else "",
        right.nodes[right.index[pair.new[0]]].label if pair.new else "",
        redline(_text(left, pair.old), _text(right, pair.new)),
        (),
        pair.kind not in ("unchanged", "renumbered") and _says_else(left, right, pair),
        pair.similarity,
    )


def _text(units: Units, eids: tuple[str, ...]) -> str:
    return units.text[units.index[eids[0]]] if len(eids) == 1 else PART.join([units.text[units.index[e]] for e in eids])


def _says_else(left: Units, right: Units, pair: Pair) -> bool:
    """Tell whether what came, went or changed has words, and not only in the table of contents or by new lines."""
    old, new = [left.index[eid] for eid in pair.old], [right.index[eid] for eid in pair.new]
    nodes = [*((left, i) for i in old), *((right, j) for j in new)]
    content = any(units.key[k] and units.nodes[k].kind != "toc" for units, k in nodes)
    return content and not (pair.kind in ("split", "merged") and _laid(left, right, old, new))


def _laid(left: Units, right: Units, old: list[int], new: list[int]) -> bool:
    """Tell whether a split or a merger is one of lines only: the same words, and no part has a label of its own."""
    if any(left.label[i] for i in old[1:]) or any(right.label[j] for j in new[1:]):
        return False
    before, after = "".join([left.key[i] for i in old]), "".join([right.key[j] for j in new])
    return before.translate(STOPS) == after.translate(STOPS)


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
