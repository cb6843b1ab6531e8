"""Moves and renumbering: what of an alignment changed its place, and which labels shifted along with what."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile

from legaltools.compare.align import NONE, Matching
from legaltools.compare.units import Units
from legaltools.model.comparison import Renumbering

NEAR = 200  # how many nodes back what shifted a run of labels is looked for


def moved(matching: Matching) -> set[int]:
    """Return the old nodes that moved: off the heaviest chain of their list, or elsewhere and out of order.

    A container that is new or gone (a heading put above standing clauses) moves nothing: its contents count with the
    nearest container that has a partner. Neither does a list that is set one level deeper: what keeps its label and its
    place in the order of reading did not move.
    """
    old, new = matching.old, matching.new
    home = {i: matching.home(above) for i, above in _held(old, matching.to_new).items()}
    held = _held(new, matching.to_old)
    lists: defaultdict[int, list[int]] = defaultdict(list)
    away: set[int] = set()
    for i, over in zip(matching.to_old, new.parent, strict=True):
        if i == NONE:
            continue
        there = home[old.parent[i]]
        if there == held[over]:
            lists[there].append(i)
        else:
            away.add(i)
    if away:
        away -= _in_order(matching)
    for some in lists.values():
        kept = _heaviest(old, some)
        if len(kept) < len(some):
            away |= set(some).difference(kept)
    return away


def _in_order(matching: Matching) -> set[int]:
    """Return the old nodes with the label they had that keep their place in the order of reading, heaviest first."""
    old, new = matching.old, matching.new
    paired = [i for i in matching.to_old if i != NONE]
    return {i for i in _heaviest(old, paired) if old.label[i] == new.label[matching.to_new[i]]}


def _held(units: Units, partner: list[int]) -> dict[int, int]:
    """Return for each inner node the nearest one, from it upwards, that has a partner."""
    held = {NONE: NONE}
    for i in sorted(units.children.keys() - {NONE}):
        held[i] = i if partner[i] != NONE else held[units.parent[i]]
    return held


def _heaviest(units: Units, some: list[int]) -> list[int]:
    """Return the nodes of a list that keep the order of reading, the most text."""
    if some == sorted(some):
        return some
    weights = [1 + sum(map(len, units.key[i : units.last[i]])) for i in some]
    return [some[k] for k in heaviest_chain(some, weights)]


def heaviest_chain(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return the positions of the increasing subsequence of distinct ``values`` with the greatest weight.

    O(n log n), as patience sorting: of the chains so far those are kept that end lower or weigh more than any other.

    >>> heaviest_chain([5, 1, 2, 9], [9, 1, 1, 1])
    [0, 3]
    """
    if all(a < b for a, b in pairwise(values)):
        return list(range(len(values)))
    totals: list[int] = []  # by position: the weight of the best chain that ends there
    before: list[int] = []  # and where the one before it stands
    ends: list[int] = []  # the last value of each chain kept, ascending
    tips: list[int] = []  # and its position
    for k, (value, weight) in enumerate(zip(values, weights, strict=True)):
        at = stop = bisect_left(ends, value)
        before.append(tips[at - 1] if at else NONE)
        total = weight + totals[before[k]] if at else weight
        totals.append(total)
        while stop < len(ends) and totals[tips[stop]] <= total:
            stop += 1
        ends[at:stop], tips[at:stop] = [value], [k]
    chain, at = [], tips[-1] if tips else NONE
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
    for siblings in new.children.values():
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
    old, new = matching.old.nodes, matching.new.nodes
    runs: list[_Run] = []
    step, last = 0, NONE
    for j in siblings:
        i = matching.to_old[j]
        if i == NONE or j in touched:
            last = j
            step = step if i == NONE or i in away else 0
        elif i not in away:
            before, after = old[i].number, new[j].number
            shift = after[-1] - before[-1] if before != after and before and len(before) == len(after) else 0
            if shift and shift == step and runs:
                runs[-1].pairs.append((i, j))
            elif shift:
                runs.append(_Run((i, j), shift, last))
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
