"""Which paragraph of one Word file is which of the other: what an alignment of clauses says of the paragraphs.

A clause may stand in several paragraphs and a paragraph hold several clauses; each aligned pair of clauses votes for
the paragraphs it stands in with as many votes as it has letters there.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from legaltools.model.body import Block, Paragraph, Spot, Table
from legaltools.model.comparison import Comparison, Pair
from legaltools.model.document import Document, Node

ALIKE = 50.0  # least similarity (0…100) of two texts that are taken for one another without a clause that says so
CELLS = 4_000  # most pairs of texts weighed against each other in one gap
AREA = 4_000_000  # most pairs of letters weighed in one of them

Votes = dict[tuple[int, int], int]


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs, those in tables too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell)
        else:
            yield block


class Places:
    """Where the clauses of a document stand in the paragraphs of its file."""

    def __init__(self, document: Document, blocks: Iterable[Block]) -> None:
        self.document = document
        self.all = {paragraph.index: paragraph for paragraph in paragraphs(blocks)}
        self._by_origin = {paragraph.origin: paragraph for paragraph in self.all.values()}

    def of(self, node: Node) -> dict[int, int]:
        """Return the paragraphs a clause's own text stands in, each with the number of its letters there."""
        starts, found = self.document.line_starts, defaultdict[int, int](int)
        for line in range(bisect_right(starts, node.start) - 1, bisect_right(starts, max(node.start, node.end - 1))):
            block = self.document.source.blocks[line]
            paragraph = None if block.origin is None else self._by_origin.get(block.origin)
            if paragraph is not None:
                found[paragraph.index] += max(0, min(block.end, node.end) - max(block.start, node.start))
        return dict(found)

    def labels(self) -> dict[int, str]:
        """Return the numbers that the file counts, by paragraph, with the space behind them."""
        found, text = dict[int, str](), self.document.text
        for block in self.document.source.blocks:
            own = None if block.origin is None else self._by_origin.get(block.origin)
            if own is not None and block.label_end is not None and own.index not in found:
                space = text[block.label_end : block.label_end + 1]
                ours = space.isspace() and not own.text.startswith(text[block.label_end : block.end])
                found[own.index] = text[block.start : block.label_end] + (space if ours else "")
        return found

    def spot(self, eid: str, *, gone: bool) -> Spot | None:
        """Return where a clause stands in the first of its paragraphs, ``None`` if it stands in none of the body."""
        node = self.document.by_eid[eid]
        index = next(iter(self.of(node)), None)
        if index is None:
            return None
        own = self.all[index]
        block = self.document.source.blocks[self.document.line_of(node.start) - 1]
        begin = block.label_end or block.start
        line = self.document.text[begin : block.end]
        shift = len(line) - len(own.text)  # the white space between a counted label and the text
        if shift not in (0, 1) or line[shift:] != own.text:
            return Spot(index, 0, len(own.text), gone)
        start, end = (min(max(0, at - begin - shift), len(own.text)) for at in (node.start, node.end))
        return Spot(index, start, max(start, end), gone)


def spots(old: Places, new: Places, comparison: Comparison) -> dict[str, Spot]:
    """Return where the changes that mean something stand."""
    found = {}
    for change in comparison.changes:
        if change.effects:
            eid = (change.new or change.old)[0]
            spot = (new if change.new else old).spot(eid, gone=not change.new)
            if spot is not None:
                found[eid] = spot
    return found


def votes(old: Places, new: Places, alignment: Iterable[Pair]) -> Votes:
    """Return how strongly each old paragraph is said to be each new one."""
    found: defaultdict[tuple[int, int], int] = defaultdict(int)
    for pair in alignment:
        left, right = _standing(old, pair.old), _standing(new, pair.new)
        if not left or not right:
            continue
        for i, j in _combined(old, new, list(left), list(right)):
            found[i, j] += 1 + min(left[i], right[j])
    return dict(found)


def _standing(places: Places, eids: Iterable[str]) -> dict[int, int]:
    found: defaultdict[int, int] = defaultdict(int)
    for eid in eids:
        for index, size in places.of(places.document.by_eid[eid]).items():
            found[index] += size
    return dict(found)


def _combined(old: Places, new: Places, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Yield which paragraphs of a pair of clauses belong together: all with a single one, else by what they say."""
    if len(left) == 1 or len(right) == 1:
        yield from ((i, j) for i in left for j in right)
        return
    texts = [old.all[i].text for i in left], [new.all[j].text for j in right]
    yield from ((left[a], right[b]) for a, b in alike(*texts))


def best(found: Votes) -> dict[int, int]:
    """Return the new paragraph of each old one that has one, the strongest vote first."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for (i, j), _ in sorted(found.items(), key=lambda row: (-row[1], row[0])):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def alike(old: Sequence[str], new: Sequence[str], least: float = ALIKE) -> list[tuple[int, int]]:
    """Return pairs of texts in the order of both sides: what is equal, and between that what is most alike.

    >>> alike(["甲", "租金每月支付", "丁"], ["甲", "乙", "租金每年支付", "丁"])
    [(0, 0), (1, 2), (2, 3)]
    """
    pairs: list[tuple[int, int]] = []
    a = b = 0
    for block in Indel.opcodes(old, new).as_matching_blocks():
        pairs += [(a + i, b + j) for i, j in _between(old[a : block.a], new[b : block.b], least)]
        pairs += [(block.a + k, block.b + k) for k in range(block.size)]
        a, b = block.a + block.size, block.b + block.size
    pairs += [(a + i, b + j) for i, j in _between(old[a:], new[b:], least)]
    return pairs


def _between(old: Sequence[str], new: Sequence[str], least: float) -> list[tuple[int, int]]:
    """Return the order-keeping pairs of greatest similarity of texts of which none are equal."""
    if not old or not new or len(old) * len(new) > CELLS:
        return []
    weight = {
        (i, j): fuzz.ratio(a, b, score_cutoff=least) * (1 + min(len(a), len(b)))
        for i, a in enumerate(old)
        for j, b in enumerate(new)
        if a and b and len(a) * len(b) <= AREA
    }
    top = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            own = weight.get((i, j), 0.0)
            top[i][j] = max(top[i + 1][j], top[i][j + 1], own + top[i + 1][j + 1] if own else 0.0)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        own = weight.get((i, j), 0.0)
        if own and top[i][j] == own + top[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif top[i][j] == top[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
