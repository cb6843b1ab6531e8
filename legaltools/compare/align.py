"""Which old clause became which new one (labels never enter the comparison).

Method (after Heckel 1978, GumTree's bottom-up phase and patience diff): texts that are unique on both sides are
anchors; containers take the partner that holds most of their children's partners; inside matched containers equal
children and neighbours follow; the rest is paired by similarity with its place in the tree as evidence.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, KeysView, Sequence

from rapidfuzz import fuzz

from legaltools.compare.units import Units

NONE = -1
ALIKE, ALIKE_SHORT, ALIKE_IN_PLACE = 0.5, 0.6, 0.36  # least similarity: anywhere, of short texts, with context
SHORT = 12
IN_PLACE = 0.25  # what standing between the same neighbours counts for a container
CONTEXT_PARENT, CONTEXT_LABEL, CONTEXT_NEIGHBOUR = 0.12, 0.06, 0.05
GRAM, COMMON, TOP = 4, 40, 8  # letters of a shingle, how many holders make it too common, candidates of a clause
LONG = 4000  # letters above which similarity is taken over shingles: edit distance is quadratic


class Matching:
    """Partners by index, both ways; ``NONE`` where there is none. ``score`` keeps the similarity of a pair."""

    def __init__(self, old: Units, new: Units) -> None:
        self.old, self.new = old, new
        self.to_new = [NONE] * len(old.nodes)
        self.to_old = [NONE] * len(new.nodes)
        self.score: dict[int, float] = {}
        self.runner_up: dict[int, float] = {}
        self.barred: set[tuple[int, int]] = set()

    def pair(self, i: int, j: int, score: float = 1.0) -> None:
        """Match old ``i`` with new ``j``."""
        self.to_new[i], self.to_old[j] = j, i
        self.score[i] = score

    def part(self, i: int) -> None:
        """Undo the match of old ``i``; the two are not matched again."""
        j = self.to_new[i]
        self.to_new[i] = self.to_old[j] = NONE
        del self.score[i]
        self.barred.add((i, j))

    def free(self, i: int, j: int) -> bool:
        """Tell whether both are still unmatched."""
        return self.to_new[i] == NONE and self.to_old[j] == NONE

    def parents_match(self, i: int, j: int) -> bool:
        """Tell whether the parents of ``i`` and ``j`` are partners (the top levels are)."""
        above, over = self.old.parent[i], self.new.parent[j]
        return (above == NONE and over == NONE) if NONE in (above, over) else self.to_new[above] == over

    def beside(self, i: int, j: int) -> int:
        """Return on how many sides (0…2) of ``i`` and ``j`` with all below them stand partners."""
        after, behind = self.old.last[i], self.new.last[j]
        found = i > 0 and j > 0 and self.to_new[i - 1] == j - 1
        return found + (after < len(self.to_new) and behind < len(self.to_old) and self.to_new[after] == behind)


def align(old: Units, new: Units) -> Matching:
    """Return the partners of every node of both documents."""
    matching = Matching(old, new)
    _anchors(matching)
    _settle(matching)
    _leftovers(matching)
    _settle(matching)
    alike(matching)
    _containers(matching)
    _rehome(matching)
    return matching


def _settle(matching: Matching) -> None:
    """Let containers, equal children and equal neighbours find each other until nothing more follows."""
    for _ in range(4):
        before = len(matching.score)
        _containers(matching)
        _equal_children(matching, sure=True)
        _neighbours(matching)
        _equal_children(matching, sure=False)
        if len(matching.score) == before:
            break


def _anchors(matching: Matching) -> None:
    """Pair texts that stand exactly once on each side."""
    old, new = _once(matching.old.key), _once(matching.new.key)
    for key, i in old.items():
        j = new.get(key)
        if j is not None and key:
            matching.pair(i, j)


def _once(keys: Sequence[str]) -> dict[str, int]:
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        first[key] = i if key not in first else NONE
    return {key: i for key, i in first.items() if i != NONE}


def _containers(matching: Matching) -> None:
    """Pair inner nodes with the one that holds most of their children's partners, deepest first."""
    old, new = matching.old, matching.new
    for i in range(len(old.nodes) - 1, -1, -1):
        if matching.to_new[i] != NONE or not old.children[i]:
            continue
        votes: Counter[int] = Counter()
        for child in old.children[i]:
            partner = matching.to_new[child]
            above = new.parent[partner] if partner != NONE else NONE
            if above != NONE and matching.to_old[above] == NONE:
                votes[above] += old.last[child] - child
        best, best_score = NONE, 0.35
        size = old.last[i] - i
        for j, count in sorted(votes.items()):
            share = 2 * count / (size + new.last[j] - j)
            score = share + 0.3 * _ratio(old.key[i], new.key[j]) + CONTEXT_LABEL * (old.label[i] == new.label[j])
            score += IN_PLACE * (matching.parents_match(i, j) and matching.beside(i, j) == 2)
            if score > best_score:
                best, best_score = j, score
        if best != NONE:
            matching.pair(i, best, _ratio(old.key[i], new.key[best]))


def _equal_children(matching: Matching, *, sure: bool) -> None:
    """Pair equal children of matched containers; with ``sure`` only texts both sides hold equally often."""
    old, new = matching.old, matching.new
    inner = [i for i, below in enumerate(old.children[:-1]) if below and matching.to_new[i] != NONE]
    pairs = [(NONE, NONE), *((i, matching.to_new[i]) for i in inner)]
    for i, j in pairs:
        left = [c for c in old.children[i] if matching.to_new[c] == NONE]
        right = [c for c in new.children[j] if matching.to_old[c] == NONE]
        if left and right:
            _in_order(matching, left, right, sure)


def _in_order(matching: Matching, left: list[int], right: list[int], sure: bool) -> None:
    """Pair equal keys of two lists, the k-th of each key with the k-th, both ends first."""
    a, b = matching.old.key, matching.new.key
    if sure:
        times, over = Counter(a[i] for i in left), Counter(b[j] for j in right)
        left = [i for i in left if times[a[i]] == over[a[i]]]
        right = [j for j in right if times[b[j]] == over[b[j]]]
    first, most = 0, min(len(left), len(right))
    while first < most and a[left[first]] == b[right[first]]:
        matching.pair(left[first], right[first])
        first += 1
    tail = 0
    while tail < most - first and a[left[-1 - tail]] == b[right[-1 - tail]]:
        matching.pair(left[-1 - tail], right[-1 - tail])
        tail += 1
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for j in reversed(right[first : len(right) - tail]):
        waiting[b[j]].append(j)
    for i in left[first : len(left) - tail]:
        if waiting.get(a[i]):
            matching.pair(i, waiting[a[i]].pop())


def _neighbours(matching: Matching) -> None:
    """Pair equal texts next to matched ones, forwards and backwards."""
    old, new = matching.old, matching.new
    if NONE not in matching.to_new or NONE not in matching.to_old:
        return
    for step in (1, -1):
        order = range(len(old.nodes)) if step == 1 else range(len(old.nodes) - 1, -1, -1)
        for i in order:
            j, before = matching.to_new[i], i + step
            if j == NONE or not (0 <= before < len(old.nodes) and 0 <= j + step < len(new.nodes)):
                continue
            if matching.free(before, j + step) and old.key[before] == new.key[j + step]:
                matching.pair(before, j + step)


def _leftovers(matching: Matching) -> None:
    """Pair what is equal and still free anywhere: by label, then in order."""
    waiting: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    _take(matching, waiting, lambda units, i: (units.key[i], units.label[i]))
    waiting.clear()
    _take(matching, waiting, lambda units, i: (units.key[i], ""))


def _take(
    matching: Matching,
    waiting: defaultdict[tuple[str, str], list[int]],
    name: Callable[[Units, int], tuple[str, str]],
) -> None:
    old, new = matching.old, matching.new
    for j in range(len(new.nodes) - 1, -1, -1):
        if matching.to_old[j] == NONE and len(new.key[j]) > SHORT:
            waiting[name(new, j)].append(j)
    for i in range(len(old.nodes)):
        if matching.to_new[i] == NONE and (queue := waiting.get(name(old, i))):
            matching.pair(i, queue.pop())


def alike(matching: Matching) -> None:
    """Pair what is left by similarity, the best first; place in the tree is evidence."""
    free_old = [i for i, j in enumerate(matching.to_new) if j == NONE]
    free_new = [j for j, i in enumerate(matching.to_old) if i == NONE]
    if not free_old or not free_new:
        return
    options: list[tuple[float, int, int, float]] = []
    for i, candidates in _candidates(matching, free_old, free_new):
        scored = sorted((_score(matching, i, j) for j in candidates), reverse=True)
        options += [(-total, i, j, score) for total, score, j in scored if total > 0]
        if len(scored) > 1:
            matching.runner_up[i] = scored[1][1]
    options.sort()
    for _, i, j, score in options:
        if matching.free(i, j):
            matching.pair(i, j, score)


def _score(matching: Matching, i: int, j: int) -> tuple[float, float, int]:
    """Return (score with context, 0 if not acceptable; similarity; ``j``)."""
    old, new = matching.old, matching.new
    a, b = old.key[i], new.key[j]
    if (old.nodes[i].kind == "table") != (new.nodes[j].kind == "table") or (i, j) in matching.barred:
        return 0.0, 0.0, j
    context = CONTEXT_PARENT * matching.parents_match(i, j)
    context += CONTEXT_LABEL * (bool(old.label[i]) and old.label[i] == new.label[j])
    context += CONTEXT_NEIGHBOUR * matching.beside(i, j)
    score = _ratio(a, b)
    least = ALIKE_SHORT if max(len(a), len(b)) <= SHORT else ALIKE
    if context >= CONTEXT_PARENT + CONTEXT_LABEL - 0.01:
        least = ALIKE_IN_PLACE
    return (score + context if score >= least else 0.0), score, j


def _candidates(matching: Matching, free_old: list[int], free_new: list[int]) -> Iterable[tuple[int, list[int]]]:
    """Yield for each free old node the new ones that share rare shingles, its label or its parent's place."""
    old, new = matching.old, matching.new
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j in free_new:
        for gram in _grams(new.key[j]):
            holders[gram].append(j)
    by_label: defaultdict[str, list[int]] = defaultdict(list)
    waiting: defaultdict[int, list[int]] = defaultdict(list)  # free nodes below each node of the new document
    for j in free_new:
        by_label[new.label[j]].append(j)
        waiting[new.parent[j]].append(j)
    for i in free_old:
        weight: defaultdict[int, float] = defaultdict(float)
        for gram in _grams(old.key[i]):
            held = holders.get(gram, ())
            if 0 < len(held) <= COMMON:
                for j in held:
                    weight[j] += 1 / len(held)
        best = sorted(weight, key=lambda j: (-weight[j], j))[:TOP]
        if old.label[i]:
            best += [j for j in by_label[old.label[i]][:TOP] if matching.parents_match(i, j)]
        above = old.parent[i]
        partner = NONE if above == NONE else matching.to_new[above]
        if (above == NONE or partner != NONE) and len(waiting[partner]) <= TOP:
            best += waiting[partner]
        yield i, list(dict.fromkeys(best))


def _grams(key: str) -> KeysView[str]:
    """Return the shingles of a text (a sample of them if it is very long), each once, in the order of the text.

    The order matters: weights are summed over them, and a sum of fractions depends on it in the last digit.
    """
    step = 1 + len(key) // LONG
    found = (key,) if 0 < len(key) <= GRAM else (key[k : k + GRAM] for k in range(0, len(key) - GRAM + 1, step))
    return dict.fromkeys(found).keys()


def _ratio(a: str, b: str) -> float:
    """Return the similarity of two keys, 0…1: normalised indel distance, over shingles when they are long."""
    if a == b:
        return 1.0
    if max(len(a), len(b)) > LONG:
        left, right = _grams(a), _grams(b)
        return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
    return fuzz.ratio(a, b) / 100


def _rehome(matching: Matching) -> None:
    """Swap a partner that stands elsewhere for an equal free one under the matched parent (near-equal boilerplate)."""
    old, new = matching.old, matching.new
    for i, j in enumerate(matching.to_new):
        if j == NONE or matching.parents_match(i, j):
            continue
        above = old.parent[i]
        home = NONE if above == NONE else matching.to_new[above]
        if above != NONE and home == NONE:
            continue
        for other in new.children[home]:
            near = matching.to_old[other] == NONE and _ratio(old.key[i], new.key[other]) >= 0.97 * matching.score[i]
            if near and old.label[i] == new.label[other]:
                matching.to_old[j] = NONE
                matching.pair(i, other, _ratio(old.key[i], new.key[other]))
                break
