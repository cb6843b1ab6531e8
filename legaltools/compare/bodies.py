"""Two bodies of Word files woven into one, container by container: what a revised copy of the new file is made from.

Each container (the body, a cell) is a row of paragraphs and tables. What of it stays is the heaviest chain of pairs
that keeps both orders; between two that stay first what is gone stands, then what came. Read without what came it is
the old body, without what is gone the new one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise

from rapidfuzz import fuzz

from legaltools.compare.order import heaviest_chain
from legaltools.compare.partners import AREA, Places, alike, best, paragraphs, spots, votes
from legaltools.compare.redline import redline
from legaltools.compare.settled import settled, whole_fields
from legaltools.model import body
from legaltools.model.body import (
    Block,
    Blocks,
    End,
    Item,
    Items,
    Op,
    Paragraph,
    Table,
    Words,
    Woven,
    WovenRow,
    WovenTable,
)
from legaltools.model.comparison import PART, Comparison
from legaltools.model.document import Document

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Positions in two containers that stay together: one and one, or one and several (split, merged)."""


def weave(old: Document, new: Document, comparison: Comparison, left: Blocks, right: Blocks) -> Woven:
    """Return the bodies of two compared Word files woven into one."""
    places = Places(old, left), Places(new, right)
    weaver = _Weaver(votes(*places, comparison.alignment))
    return Woven(weaver.container(left, right), spots(*places, comparison), places[0].labels())


class _Weaver:
    """The votes of the clauses; moves are numbered as they are met."""

    def __init__(self, found: dict[tuple[int, int], int]) -> None:
        self.votes = found
        self.partner = best(found)
        self.moves = count(1)

    def container(self, old: Blocks, new: Blocks) -> Items:
        """Return two containers woven into one."""
        pairs, apart = self._paired(old, new)
        away, come = dict[int, int](), dict[int, int]()
        for i, j in apart:
            away[i] = come[j] = next(self.moves)
        pairs = _filled(old, new, pairs, away, come)
        groups = self._grown(old, new, pairs, away, come)
        items: list[Item] = []
        i = j = 0
        for lefts, rights in [*groups, ((len(old),), (len(new),))]:
            for k in range(i, lefts[0]):
                items += _whole(old[k], "-", away.get(k, 0))
            for k in range(j, rights[0]):
                items += _whole(new[k], "+", come.get(k, 0))
            if lefts[0] < len(old):
                items += self._kept([old[k] for k in lefts], [new[k] for k in rights])
            i, j = lefts[-1] + 1, rights[-1] + 1
        return tuple(settled(items))

    def _paired(self, old: Blocks, new: Blocks) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return the positions that stay together, and the paragraphs that changed their place."""
        at = {p.index: j for j, p in enumerate(new) if isinstance(p, Paragraph)}
        found = [
            (i, at[self.partner[p.index]])
            for i, p in enumerate(old)
            if isinstance(p, Paragraph) and self.partner.get(p.index) in at
        ]
        found += self._tables(old, new)
        found.sort(key=lambda pair: pair[1])
        chain = set(heaviest_chain([i for i, _ in found], [1 + _size(old[i]) for i, _ in found]))
        kept = [pair for k, pair in enumerate(found) if k in chain]
        return kept, [(i, j) for k, (i, j) in enumerate(found) if k not in chain and _may_move(old[i], new[j])]

    def _tables(self, old: Blocks, new: Blocks) -> list[tuple[int, int]]:
        """Return which tables are one another: those that share most."""
        home = {p.index: j for j, block in enumerate(new) if isinstance(block, Table) for p in paragraphs([block])}
        shared: Counter[tuple[int, int]] = Counter()
        for i, block in enumerate(old):
            for p in paragraphs([block]) if isinstance(block, Table) else ():
                if (j := home.get(self.partner.get(p.index, -1))) is not None:
                    shared[i, j] += 1 + len(p.text)
        return list(best(dict(shared)).items())

    def _grown(
        self, old: Blocks, new: Blocks, pairs: list[tuple[int, int]], away: Iterable[int], come: Iterable[int]
    ) -> list[Group]:
        """Return pairs with the neighbours that were split off or merged in."""
        used = {*away, *(i for i, _ in pairs)}, {*come, *(j for _, j in pairs)}
        groups: list[Group] = []
        for i, j in pairs:
            one, other = old[i], new[j]
            if isinstance(one, Table) or isinstance(other, Table) or one.text == other.text or not one.text:
                groups.append(((i,), (j,)))
                continue
            rights = self._span(new, j, used[1], one, split=True)
            lefts = self._span(old, i, used[0], other, split=False) if len(rights) == 1 and not other.solid else (i,)
            used[0].update(lefts)
            used[1].update(rights)
            groups.append((lefts, rights))
        return groups

    def _span(self, blocks: Blocks, at: int, used: set[int], whole: Paragraph, *, split: bool) -> tuple[int, ...]:
        """Return the positions around ``at`` whose texts together are more like ``whole`` than the one there alone."""
        span, text = [at], _text(blocks[at])
        for step in (1, -1):
            k = at + step
            while 0 <= k < len(blocks) and k not in used and isinstance(part := blocks[k], Paragraph):
                key = (whole.index, part.index) if split else (part.index, whole.index)
                joined = text + part.text if step > 0 else part.text + text
                fits = key in self.votes and PART not in joined + whole.text and len(joined) * len(whole.text) < AREA
                if not fits or fuzz.ratio(joined, whole.text) <= fuzz.ratio(text, whole.text):
                    break
                span, text, k = [*span, k], joined, k + step
        return tuple(sorted(span))

    def _kept(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[Item]:
        one, other = old[0], new[0]
        if isinstance(one, Table) and isinstance(other, Table):
            yield self._table(one, other)
            return
        lefts, rights = ([p for p in side if isinstance(p, Paragraph)] for side in (old, new))
        yield from whole_fields(_words(lefts, rights), rights)
        yield End(lefts[-1].index, rights[-1].index, joined=len(lefts) + len(rights) > 2)

    def _table(self, old: Table, new: Table) -> WovenTable:
        """Weave two tables row by row; rows with other numbers of cells are not one another."""
        texts = [_row(row) for row in old.rows], [_row(row) for row in new.rows]
        pairs = [p for p in alike(*texts) if len(old.rows[p[0]].cells) == len(new.rows[p[1]].cells)]
        rows: list[WovenRow] = []
        i = j = 0
        for a, b in [*pairs, (len(old.rows), len(new.rows))]:
            rows += [WovenRow("-", row.index) for row in old.rows[i:a]]
            rows += [WovenRow("+", row.index) for row in new.rows[j:b]]
            if a < len(old.rows):
                cells = zip(old.rows[a].cells, new.rows[b].cells, strict=True)
                rows.append(WovenRow("=", new.rows[b].index, tuple(self.container(*cell) for cell in cells)))
            i, j = a + 1, b + 1
        return WovenTable("=", new.index, tuple(rows))


def _filled(
    old: Blocks, new: Blocks, pairs: list[tuple[int, int]], away: Iterable[int], come: Iterable[int]
) -> list[tuple[int, int]]:
    """Add what no clause speaks of between two pairs: blank paragraphs, what is alike, a table in place of a table."""
    filled: list[tuple[int, int]] = []
    gone, came = set(away), set(come)
    for (a, b), (c, d) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        lefts = [i for i in range(a + 1, c) if i not in gone]
        rights = [j for j in range(b + 1, d) if j not in came]
        tail: list[tuple[int, int]] = []
        while c == len(old) and lefts and rights and _same(old[lefts[-1]], new[rights[-1]]):
            tail.append((lefts.pop(), rights.pop()))  # from the end: the last mark of a container cannot come or go
        filled += [*_between(old, new, lefts, rights), *reversed(tail)]
        filled += [(c, d)] if c < len(old) else []
    return filled


def _between(old: Blocks, new: Blocks, lefts: list[int], rights: list[int]) -> list[tuple[int, int]]:
    found = alike([_key(old[i]) for i in lefts], [_key(new[j]) for j in rights])
    found = [(k, m) for k, m in found if type(old[lefts[k]]) is type(new[rights[m]])]
    sides = ((lefts, old), (rights, new))
    one, other = ([k for k, at in enumerate(own) if isinstance(side[at], Table)] for own, side in sides)
    if len(one) == len(other) == 1 and all((k < one[0]) == (m < other[0]) for k, m in found):
        found = sorted({*found, (one[0], other[0])})
    return [(lefts[k], rights[m]) for k, m in found]


def _whole(block: Block, op: Op, move: int) -> Iterator[Item]:
    """Yield a block that is only on one side."""
    if isinstance(block, Table):
        yield WovenTable("-" if op == "-" else "+", block.index)
        return
    gone = op == "-"
    told: Op = ("from" if gone else "to") if move else op
    old, new = (block.index, None) if gone else (None, block.index)
    if block.text:
        yield Words(told, len(block.text), old, 0, new, 0, move)
    yield End(old, new, move)


def _words(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Words | End]:
    """Yield what became of the characters of paragraphs that stay, with the marks between several of them."""
    i = j = a = b = 0
    several = len(old) + len(new) > 2
    for segment in redline(PART.join(p.text for p in old), PART.join(p.text for p in new)):
        for k, text in enumerate(segment.text.split(PART) if several else (segment.text,)):
            if k and segment.op == "-":
                yield End(old=old[i].index)
                i, a = i + 1, 0
            elif k:
                yield End(new=new[j].index)
                j, b = j + 1, 0
            size = len(text)
            one: tuple[int | None, int] = (old[i].index, a)
            other: tuple[int | None, int] = (new[j].index, b)
            if segment.op != "+":
                a += size
            if segment.op != "-":
                b += size
            if segment.op == "+":
                one = (None, 0)
            if segment.op == "-":
                other = (None, 0)
            if size:
                yield Words(segment.op, size, *one, *other)


def _may_move(old: Block, new: Block) -> bool:
    return all(isinstance(p, Paragraph) and p.text.replace(body.OBJECT, "").strip() for p in (old, new))


def _size(block: Block) -> int:
    return len(_text(block))


def _text(block: Block) -> str:
    return "\n".join(_row(row) for row in block.rows) if isinstance(block, Table) else block.text


def _row(row: body.Row) -> str:
    return "\t".join("\n".join(map(_text, cell)) for cell in row.cells)


def _same(old: Block, new: Block) -> bool:
    return _key(old) == _key(new)


def _key(block: Block) -> str:
    return ("\0" if isinstance(block, Table) else "") + _text(block)
