"""The redline inside a clause: sentences first, then tokens, made to be read.

A token is a number with its decimals, a Latin word, or one other character. What carries law (a modal word, a number
with its unit, a negation with its verb) is never cut: an edit that would cut it is widened to its edges.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from legaltools.compare.edits import Edit, readable, tokens
from legaltools.model.comparison import Segment
from legaltools.text.sentences import sentences

COMMON = 0.3  # least share of common text that is worth a fine redline
ALIKE = 45.0  # least similarity (0…100) of two sentences that are shown as one reworded
CELLS = 2500  # most pairs of sentences that are weighed against each other in one gap
AREA = 9_000_000  # most pairs of tokens that are weighed; more is shown as deleted and inserted

Bounds = tuple[int, int]


def redline(old: str, new: str) -> tuple[Segment, ...]:
    """Return the segments that turn ``old`` into ``new``: without ``+`` they join to ``old``, without ``-`` to ``new``.

    >>> [(s.op, s.text) for s in redline("应提前30天通知您。", "应提前15天通知您。")]
    [('=', '应提前'), ('-', '30天'), ('+', '15天'), ('=', '通知您。')]
    """
    if old == new:
        return (Segment("=", old),) if old else ()
    segments, at = [], 0
    for a, b, c, d in readable(old, new, list(_edits(old, new))):
        segments += [Segment("=", old[at:a])] if a > at else []
        segments += [Segment("-", old[a:b])] if b > a else []
        segments += [Segment("+", new[c:d])] if d > c else []
        at = b
    return (*segments, Segment("=", old[at:])) if at < len(old) else tuple(segments)


def changed(old: str, new: str) -> Iterator[tuple[Bounds, Bounds]]:
    """Yield the stretches of sentences that differ: one reworded on both sides, or all between two that have a partner.

    >>> list(changed("甲付款。乙交货。丙验收。", "甲付款。乙应交货。丙应验收。"))
    [((4, 8), (4, 9)), ((8, 12), (9, 14))]
    """
    for was, now, _ in _stretches(old, new):
        yield was, now


def _edits(old: str, new: str) -> Iterator[Edit]:
    """Yield what differs, in order."""
    for was, now, reworded in _stretches(old, new):
        if reworded:
            yield from _fine(old, *was, new, *now)
        else:
            yield *was, *now


def _stretches(old: str, new: str) -> Iterator[tuple[Bounds, Bounds, bool]]:
    """Yield what differs by sentences: one reworded (true), or all between two that have a partner."""
    for left, right, a, c in _gaps(old, new):
        for i, j in [*_paired(old, new, left, right), (len(left), len(right))]:
            before, after = (left[i][0], right[j][0]) if i < len(left) else (_end(left, a), _end(right, c))
            if before > a or after > c:
                yield (a, before), (c, after), False
            if i < len(left):
                yield left[i], right[j], True
                a, c = left[i][1], right[j][1]


def _gaps(old: str, new: str) -> Iterator[tuple[list[Bounds], list[Bounds], int, int]]:
    """Yield the sentences of both sides between those that are kept, and where they begin."""
    left, right = _tiles(old), _tiles(new)
    if len(left) == len(right) == 1:
        yield left, right, 0, 0
        return
    blocks = Indel.opcodes([old[s:e] for s, e in left], [new[s:e] for s, e in right]).as_matching_blocks()
    at = to = 0
    for block in blocks:
        yield left[at : block.a], right[to : block.b], _start(left, at, old), _start(right, to, new)
        at, to = block.a + block.size, block.b + block.size


def _tiles(text: str) -> list[Bounds]:
    """Return the sentences with the white space around them: together they are the text."""
    starts = [0, *(span.start for span in list(sentences(text))[1:]), len(text)]
    return list(pairwise(starts)) if text else []


def _start(tiles: list[Bounds], index: int, text: str) -> int:
    return tiles[index][0] if index < len(tiles) else len(text)


def _end(tiles: list[Bounds], start: int) -> int:
    return tiles[-1][1] if tiles else start


def _paired(old: str, new: str, left: list[Bounds], right: list[Bounds]) -> list[tuple[int, int]]:
    """Return which sentences of a gap are one another reworded: the order-keeping pairs of greatest similarity."""
    if not left or not right or len(left) * len(right) > CELLS:
        return []
    width = len(right) + 1
    best = [[0.0] * width for _ in range(len(left) + 1)]
    alike: dict[tuple[int, int], float] = {}
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            a, b = old[slice(*left[i])], new[slice(*right[j])]
            score = fuzz.ratio(a, b, score_cutoff=ALIKE) if len(a) * len(b) <= AREA else 0.0
            alike[i, j] = score * min(len(a), len(b))
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i, j] + best[i + 1][j + 1] if score else 0.0)
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if alike[i, j] and best[i][j] == alike[i, j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _fine(old: str, a: int, b: int, new: str, c: int, d: int) -> Iterator[Edit]:
    """Yield the edits inside one pair of sentences."""
    left, right = tokens(old[a:b]), tokens(new[c:d])
    if len(left) * len(right) > AREA:
        yield a, b, c, d
        return
    before, after = _offsets(left, a, b), _offsets(right, c, d)
    found = [
        (before[op.src_start], before[op.src_end], after[op.dest_start], after[op.dest_end])
        for op in Indel.opcodes(left, right)
        if op.tag != "equal"
    ]
    common = b - a - sum(end - start for start, end, _, _ in found)
    if common < COMMON * max(b - a, d - c):
        found = [(a, b, c, d)]
    yield from found


def _offsets(pieces: list[str], start: int, end: int) -> Sequence[int]:
    """Return where each token begins, and the end."""
    if len(pieces) == end - start:  # every token is one letter
        return range(start, end + 1)
    return list(accumulate(map(len, pieces), initial=start))
