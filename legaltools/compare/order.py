"""Moves and renumbering: what of an alignment changed its place, and which labels shifted along with what."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise, takewhile

from legaltools.compare.align import NONE, Matching
from legaltools.compare.units import Units
from legaltools.model.comparison import Renumbering

NEAR = 200  # how many nodes back what shifted a run of labels is looked for


def moved(matching: Matching, grouped: AbstractSet[int]) -> set[int]:
    """Return the old nodes that moved: off the heaviest chain of their list, or elsewhere and out of order.

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


class _Run:
    """Labels that shifted by one step, by (old, new) index; ``cause`` is the new node before them that came."""

    def __init__(self, pair: tuple[int, int], step: int, cause: int) -> None:
        self.pairs, self.step, self.cause = [pair], step, cause


def renumberings(matching: Matching, away: set[int], touched: set[int]) -> list[Renumbering]:
    """Return the runs of labels that shifted by the same step, each with what caused it.

    ``touched`` are new nodes that were inserted, moved here, split or merged. A label that shifted only because its
    container did is told with the container; numbers that run on through several containers are one run.
    """
    new = matching.new
    runs: list[_Run] = []
    for siblings in (new.roots, *new.children[:-1]):
        runs += _shifted(matching, siblings, away, touched)
    runs.sort(
        key=lambda run: (len(new.nodes[run.pairs[0][1]].number), new.nodes[run.pairs[0][1]].scheme, run.pairs[0][1])
    )
    joined: list[_Run] = []
    for run in runs:
        if joined and _runs_on(matching, joined[-1], run):
            joined[-1].pairs += run.pairs
        else:
            joined.append(run)
    joined.sort(key=lambda run: run.pairs[0][1])
    labels = Counter(new.label)
    return [_range(matching, run, touched, labels) for run in joined]


def _shifted(matching: Matching, siblings: list[int], away: set[int], touched: set[int]) -> list[_Run]:
    """Return the runs among the children of one node."""
    runs: list[_Run] = []
    step, last = 0, NONE
    for j in siblings:
        i = matching.to_old[j]
        if j in touched or i == NONE:
            last = j
        shift = _shift(matching.old, matching.new, i, j) if i != NONE and i not in away and j not in touched else 0
        if shift and shift == step and runs:
            runs[-1].pairs.append((i, j))
        elif shift:
            runs.append(_Run((i, j), shift, last))
        if i != NONE and i not in away:
            step = shift
    return runs


def _runs_on(matching: Matching, run: _Run, following: _Run) -> bool:
    """Tell whether the second run goes on where the first ends, in the next container."""
    (i, j), (after, behind) = run.pairs[-1], following.pairs[0]
    a, b = matching.new.nodes[j], matching.new.nodes[behind]
    return (
        run.step == following.step
        and (a.scheme, len(a.number)) == (b.scheme, len(b.number))
        and b.number[-1] == a.number[-1] + 1
        and matching.old.nodes[after].number[-1] == matching.old.nodes[i].number[-1] + 1
    )


def _shift(old: Units, new: Units, i: int, j: int) -> int:
    a, b = old.nodes[i], new.nodes[j]
    return b.number[-1] - a.number[-1] if a.number and b.number and len(a.number) == len(b.number) else 0


def _range(matching: Matching, run: _Run, touched: set[int], labels: Counter[str]) -> Renumbering:
    """Return a run in words; ``labels`` counts the new ones: one that stands elsewhere too names nothing by itself."""
    old, new = matching.old, matching.new
    (first, new_first), (last, new_last) = run.pairs[0], run.pairs[-1]
    cause, above = run.cause, new.parent[new_first]
    scheme = new.nodes[new_first].scheme
    if cause == NONE and new.nodes[new_first].number[-1] > 1:  # numbers run on from another container
        near = (j for j in range(new_first - 1, max(-1, new_first - NEAR), -1) if new.nodes[j].scheme == scheme)
        cause = next((j for j in takewhile(lambda j: j in touched, near)), NONE)
    before = (i for i in range(first - 1, max(-1, first - NEAR), -1) if old.nodes[i].scheme == old.nodes[first].scheme)
    gone = list(takewhile(lambda i: matching.to_new[i] == NONE, before)) if cause == NONE else []
    return Renumbering(
        old.nodes[first].label,
        old.nodes[last].label,
        new.nodes[new_first].label,
        new.nodes[new_last].label,
        len(run.pairs),
        new.nodes[cause].eid if cause != NONE else "",
        old.nodes[gone[-1]].label if gone else "",
        new.nodes[above].eid if above != NONE and new.nodes[above].number and labels[new.label[new_first]] > 1 else "",
    )
