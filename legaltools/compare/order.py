"""Moves and renumbering: what of an alignment changed its place, and which labels shifted along with what."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise

from legaltools.compare.align import NONE, Matching
from legaltools.compare.units import Units
from legaltools.model.comparison import Renumbering


def moved(matching: Matching, grouped: AbstractSet[int]) -> set[int]:
    """Return the old nodes that moved: off the heaviest chain of their list, or under another container and out of order.

    A container that is new or gone (a heading put above standing clauses) moves nothing: its contents count with the
    nearest container that has a partner. Neither does a list that is set one level deeper: what keeps its label and its
    place in the order of reading did not move. ``grouped`` are old nodes that were split or merged; they stay.
    """
    old, new = matching.old, matching.new
    lists: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    away: set[int] = set()
    for j, i in enumerate(matching.to_old):
        if i == NONE:
            continue
        above, over = _container(old, matching.to_new, i), _container(new, matching.to_old, j)
        if (matching.to_new[above] if above != NONE else NONE) == over:
            lists[above].append((i, j))
        elif i not in grouped:
            away.add(i)
    ends = [0, *accumulate(map(len, old.key))]
    if away:
        away -= _in_order(matching, ends)
    for pairs in lists.values():
        weights = [1 + ends[old.last[i]] - ends[i] for i, _ in pairs]
        kept = set(heaviest_chain([i for i, _ in pairs], weights))
        away |= {i for k, (i, _) in enumerate(pairs) if k not in kept and i not in grouped}
    return away


def _in_order(matching: Matching, ends: Sequence[int]) -> set[int]:
    """Return the old nodes with the label they had that keep their place in the order of reading, heaviest first."""
    old, new = matching.old, matching.new
    pairs = [(i, j) for j, i in enumerate(matching.to_old) if i != NONE]
    chain = heaviest_chain([i for i, _ in pairs], [1 + ends[old.last[i]] - ends[i] for i, _ in pairs])
    return {i for i, j in (pairs[k] for k in chain) if old.label[i] == new.label[j]}


def _container(units: Units, partner: list[int], node: int) -> int:
    """Return the nearest node above that has a partner."""
    above = units.parent[node]
    while above != NONE and partner[above] == NONE:
        above = units.parent[above]
    return above


def heaviest_chain(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return the positions of the increasing subsequence of distinct ``values`` with the greatest weight.

    O(n log n) with a Fenwick tree of (weight of the best chain, position of its end).

    >>> heaviest_chain([5, 1, 2, 9], [9, 1, 1, 1])
    [0, 3]
    """
    if all(a < b for a, b in pairwise(values)):
        return list(range(len(values)))
    rank = {value: k + 1 for k, value in enumerate(sorted(values))}
    tree = [(0, NONE)] * (len(values) + 1)

    def best(below: int) -> tuple[int, int]:
        found = (0, NONE)
        while below > 0:
            found = max(found, tree[below])
            below -= below & -below
        return found

    before = []
    for k, value in enumerate(values):
        weight, end = best(rank[value] - 1)
        before.append(end)
        at = rank[value]
        while at < len(tree):
            tree[at] = max(tree[at], (weight + weights[k], k))
            at += at & -at
    chain, at = [], best(len(values))[1]
    while at != NONE:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def renumberings(matching: Matching, away: set[int], touched: set[int]) -> list[Renumbering]:
    """Return the runs of sibling labels that shifted by the same step, with the new eid that caused each.

    ``touched`` are new nodes that were inserted, moved here, split or merged. A label that shifted only because its
    container did is told with the container.
    """
    old, new = matching.old, matching.new
    runs: list[list[tuple[int, int]]] = []
    causes: list[int] = []
    for siblings in new.children:
        step, last = 0, NONE
        for j in siblings:
            i = matching.to_old[j]
            if j in touched or i == NONE:
                last = j
            shift = _shift(old, new, i, j) if i != NONE and i not in away and j not in touched else 0
            if shift and shift == step and runs:
                runs[-1].append((i, j))
            elif shift:
                runs.append([(i, j)])
                causes.append(last)
            if i != NONE and i not in away:
                step = shift
    return [_range(old, new, run, last) for run, last in zip(runs, causes, strict=True)]


def _shift(old: Units, new: Units, i: int, j: int) -> int:
    a, b = old.nodes[i].number, new.nodes[j].number
    return b[-1] - a[-1] if a and b else 0


def _range(old: Units, new: Units, run: list[tuple[int, int]], cause: int) -> Renumbering:
    (first, new_first), (last, new_last) = run[0], run[-1]
    return Renumbering(
        old.nodes[first].label,
        old.nodes[last].label,
        new.nodes[new_first].label,
        new.nodes[new_last].label,
        len(run),
        new.nodes[cause].eid if cause != NONE else "",
    )
