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
LOST = -2  # the partner of a container that has none: no node stands there
ALIKE, ALIKE_SHORT, ALIKE_IN_PLACE = 0.5, 0.6, 0.36  # least similarity: anywhere, of short texts, with context
SHORT = 12
IN_PLACE = 0.25  # what standing between the same neighbours counts for a container
CONTEXT_PARENT, CONTEXT_LABEL, CONTEXT_NEIGHBOUR = 0.12, 0.06, 0.05
GRAM, COMMON, TOP = 4, 40, 8  # letters of a shingle, how many holders make it too common, candidates of a clause
LONG = 4000  # letters above which similarity is taken over shingles: edit distance is quadratic


class Matching:
    """Partners by index, both ways; ``NONE`` where there is none. ``score`` keeps the similarity of what is no anchor.

    Most clauses are anchors: whatever comes after looks only at those that are still open.
    """

    def __init__(self, old: Units, new: Units) -> None:
        self.old, self.new = old, new
        self.to_new, self.to_old = _anchors(old.key, new.key)
        self._open: tuple[Iterable[int], Iterable[int]] = range(len(old.nodes)), range(len(new.nodes))
        self.score: dict[int, float] = {}
        self.runner_up: dict[int, float] = {}
        self.barred: set[tuple[int, int]] = set()

    def open(self) -> tuple[list[int], list[int]]:
        """Return the old and the new nodes without a partner, in order."""
        left, right = self._open
        found = [i for i in left if self.to_new[i] == NONE], [j for j in right if self.to_old[j] == NONE]
        self._open = found
        return found

    def pair(self, i: int, j: int, score: float = 1.0) -> None:
        """Match old ``i`` with new ``j``."""
        self.to_new[i], self.to_old[j] = j, i
        self.score[i] = score

    def part(self, i: int) -> None:
        """Undo the match of old ``i``."""
        self.to_old[self.to_new[i]] = self.to_new[i] = NONE
        self.score.pop(i, None)
        self._open = range(len(self.to_new)), range(len(self.to_old))

    def likeness(self, i: int) -> float:
        """Return how alike old ``i`` and its partner are, 0 if it has none."""
        return self.score.get(i, 1.0) if self.to_new[i] != NONE else 0.0

    def free(self, i: int, j: int) -> bool:
        """Tell whether both are still unmatched."""
        return self.to_new[i] == NONE and self.to_old[j] == NONE

    def home(self, above: int) -> int:
        """Return the partner of a container; the top levels are partners."""
        return above if above == NONE else LOST if self.to_new[above] == NONE else self.to_new[above]

    def parents_match(self, i: int, j: int) -> bool:
        """Tell whether the parents of ``i`` and ``j`` are partners."""
        return self.home(self.old.parent[i]) == self.new.parent[j]

    def beside(self, i: int, j: int) -> int:
        """Return on how many sides (0…2) of ``i`` and ``j`` with all below them stand partners."""
        after, behind = self.old.last[i], self.new.last[j]
        found = i > 0 and j > 0 and self.to_new[i - 1] == j - 1
        return found + (after < len(self.to_new) and behind < len(self.to_old) and self.to_new[after] == behind)


def align(old: Units, new: Units) -> Matching:
    """Return the partners of every node of both documents."""
    matching = Matching(old, new)
    _settle(matching)
    _leftovers(matching)
    _settle(matching)
    alike(matching)
    _containers(matching, matching.open()[0])
    _rehome(matching)
    return matching


def _anchors(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the partners, both ways, of the texts that stand exactly once on each side."""
    there = dict(zip(new, range(len(new)), strict=True))
    for key in {"", *_repeated(old), *_repeated(new)}:
        there.pop(key, None)
    to_new, to_old = [there.get(key, NONE) for key in old], [NONE] * len(new)
    for i, j in enumerate(to_new):
        if j != NONE:
            to_old[j] = i
    return to_new, to_old


def _repeated(keys: Sequence[str]) -> Iterable[str]:
    return (key for key, times in Counter(keys).items() if times > 1)


def _settle(matching: Matching) -> None:
    """Let containers, equal children and equal neighbours find each other until nothing more follows."""
    for _ in range(4):
        free, _ = matching.open()
        _containers(matching, free)
        _equal_children(matching, sure=True)
        _neighbours(matching)
        _equal_children(matching, sure=False)
        if len(matching.open()[0]) == len(free):
            break


def _containers(matching: Matching, free: list[int]) -> None:
    """Pair inner nodes with the one that holds most of their children's partners, deepest first."""
    old, new = matching.old, matching.new
    for i in [i for i in reversed(free) if i in old.children]:
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
    free_old, free_new = matching.open()
    below = _by_parent(matching.new, free_new)
    lists = [(left, below[matching.home(above)]) for above, left in _by_parent(matching.old, free_old).items()]
    for left, right in lists:
        if not {matching.old.key[i] for i in left}.isdisjoint(matching.new.key[j] for j in right):
            _in_order(matching, left, right, sure)


def _by_parent(units: Units, some: Iterable[int]) -> defaultdict[int, list[int]]:
    """Return nodes by the index of their parent."""
    lists: defaultdict[int, list[int]] = defaultdict(list)
    for i in some:
        lists[units.parent[i]].append(i)
    return lists


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
    old, new, to_new, to_old = matching.old, matching.new, matching.to_new, matching.to_old
    free, _ = matching.open()
    for step, order in ((1, free), (-1, reversed(free))):
        for i in order:
            beside = i - step
            if to_new[i] != NONE or not 0 <= beside < len(to_new) or to_new[beside] == NONE:
                continue
            j = to_new[beside] + step
            if 0 <= j < len(to_old) and to_old[j] == NONE and old.key[i] == new.key[j]:
                matching.pair(i, j)


def _leftovers(matching: Matching) -> None:
    """Pair what is equal and still free anywhere: by label, then in order."""
    _take(matching, lambda units, i: (units.key[i], units.label[i]))
    _take(matching, lambda units, i: (units.key[i], ""))


def _take(matching: Matching, name: Callable[[Units, int], tuple[str, str]]) -> None:
    old, new = matching.old, matching.new
    free_old, free_new = matching.open()
    waiting: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for j in reversed(free_new):
        if len(new.key[j]) > SHORT:
            waiting[name(new, j)].append(j)
    for i in free_old:
        if queue := waiting.get(name(old, i)):
            matching.pair(i, queue.pop())


def alike(matching: Matching) -> None:
    """Pair what is left by similarity, the best first; place in the tree is evidence."""
    free_old, free_new = matching.open()
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
    score = _ratio(a, b)
    if score < ALIKE_IN_PLACE:
        return 0.0, score, j
    context = CONTEXT_PARENT * matching.parents_match(i, j)
    context += CONTEXT_LABEL * (bool(old.label[i]) and old.label[i] == new.label[j])
    context += CONTEXT_NEIGHBOUR * matching.beside(i, j)
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
    for j in free_new:
        by_label[new.label[j]].append(j)
    waiting = _by_parent(new, free_new)
    for i in free_old:
        weight: defaultdict[int, float] = defaultdict(float)
        for held in [holders[gram] for gram in _grams(old.key[i]) if gram in holders]:
            if len(held) <= COMMON:
                for j in held:
                    weight[j] += 1 / len(held)
        best = sorted(weight, key=lambda j: (-weight[j], j))[:TOP]
        if old.label[i]:
            best += [j for j in by_label[old.label[i]][:TOP] if matching.parents_match(i, j)]
        beside = waiting[matching.home(old.parent[i])]
        if len(beside) <= TOP:
            best += beside
        yield i, list(dict.fromkeys(best))


def _grams(key: str) -> KeysView[str]:
    """Return the shingles of a text (a sample of them if it is very long), each once, in the order of the text.

    The order matters: weights are summed over them, and a sum of fractions depends on it in the last digit.
    """
    step = 1 + len(key) // LONG
    found = [key] if 0 < len(key) <= GRAM else [key[k : k + GRAM] for k in range(0, len(key) - GRAM + 1, step)]
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
    for i, (above, j) in enumerate(zip(old.parent, matching.to_new, strict=True)):
        home = matching.to_new[above] if above != NONE else NONE
        if j == NONE or home == new.parent[j] or (home == NONE and above != NONE):
            continue
        least = 0.97 * matching.likeness(i)
        for other in new.children.get(home, ()):
            near = matching.to_old[other] == NONE and _ratio(old.key[i], new.key[other]) >= least
            if near and old.label[i] == new.label[other]:
                matching.part(i)
                matching.pair(i, other, _ratio(old.key[i], new.key[other]))
                break
