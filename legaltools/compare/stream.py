"""Two documents woven into one stream of kept, deleted, inserted and moved text: what tracked changes are written from.

A stream is a list of :class:`Piece`; a line end is a piece of its own and stands for a paragraph mark. Without what was
inserted and moved here it reads as the old text, without what was deleted and moved away as the new one
(:func:`resolve`), line by line, blank lines aside. The last paragraph's mark is not in the stream, so it can never be
revised; :func:`settled` keeps an insertion that ends a paragraph from touching one that begins the next (both are
conditions of a redline that readers of Word files accept and reject without loss).
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Literal

from msgspec.structs import replace

from legaltools.compare.order import heaviest_chain
from legaltools.compare.redline import redline
from legaltools.model.comparison import Comparison, Pair, Piece
from legaltools.model.document import Document

Op = Literal["=", "-", "+", "from", "to"]
MARK = "\n"
OLD, NEW = frozenset(("=", "-", "from")), frozenset(("=", "+", "to"))


def weave(old: Document, new: Document, comparison: Comparison) -> list[Piece]:
    """Return the stream of two compared documents."""
    left, right = _Lines(old), _Lines(new)
    kept = _kept(comparison.alignment, left, right)
    moves = _moves(comparison.alignment, kept)
    # Each side in its own order: (place, what to write); a group that cannot stay is told clause by clause.
    apart = [pair for pair in comparison.alignment if pair not in kept]
    away = [(left.place[eid], _away(eid, left, moves.get(pair, 0))) for pair in apart for eid in pair.old]
    come: list[tuple[int, int | None, Iterator[Piece]]]
    come = [(right.place[eid], None, _come(eid, right, moves.get(pair, 0))) for pair in apart for eid in pair.new]
    come += [(right.place[p.new[0]], left.place[p.old[0]], _both(p, left, right)) for p in kept]
    away.sort(key=itemgetter(0), reverse=True)
    pieces: list[Piece] = []
    for _, limit, written in sorted(come, key=itemgetter(0)):
        while limit is not None and away and away[-1][0] < limit:
            pieces += away.pop()[1]
        pieces += written
    for _, written in reversed(away):
        pieces += written
    return settled(_merged(pieces))


def resolve(pieces: Iterable[Piece], *, accept: bool) -> list[str]:
    """Return the paragraphs the stream reads as when all changes are accepted, or all rejected."""
    ops = NEW if accept else OLD
    return "".join(piece.text for piece in pieces if piece.op in ops).split(MARK)


def lines(document: Document) -> list[str]:
    """Return the paragraphs of one document as the stream knows them."""
    own = _Lines(document)
    return "".join(own.whole[node.eid] + own.mark[node.eid] for node in document.nodes).split(MARK)


class _Lines:
    """Own texts and paragraph ends of a document's nodes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.place = {node.eid: i for i, node in enumerate(document.nodes)}
        self.mark: dict[str, str] = {}
        self.whole: dict[str, str] = {}
        text, last = document.text, len(document.text)
        for node in reversed(document.nodes):
            own = text[node.start : node.end].rstrip()
            between = text[node.start + len(own) : last]
            ends = MARK in between
            self.mark[node.eid] = MARK if ends and self.mark else ""
            self.whole[node.eid] = _flat(own) if ends else _flat(own) + between
            last = node.start

    def parts(self, eid: str) -> tuple[str, str]:
        """Return the label and what follows it."""
        node = self.document.by_eid[eid]
        label = self.document.text[node.start : node.text_start].strip()
        return label, self.whole[eid][len(label) :]

    def neighbours(self, eids: tuple[str, ...]) -> bool:
        """Tell whether nodes follow each other: parts of a group with something between them cannot stay in place."""
        return self.place[eids[-1]] - self.place[eids[0]] == len(eids) - 1

    def run(self, eids: Iterable[str]) -> str:
        """Return the text of neighbouring nodes with the paragraph ends between them."""
        texts = [self.whole[eid] + self.mark[eid] for eid in eids]
        return "".join(texts).removesuffix(MARK)


def _flat(text: str) -> str:
    if MARK not in text:
        return text.strip()
    rows = [row.strip() for row in text.split(MARK)]
    return MARK.join(row for row in rows if row)


def _kept(alignment: Iterable[Pair], left: _Lines, right: _Lines) -> set[Pair]:
    """Return the cells that stay in place: the heaviest chain that keeps the order of both documents."""
    whole = (p for p in alignment if p.old and p.new and left.neighbours(p.old) and right.neighbours(p.new))
    cells = sorted(whole, key=lambda p: right.place[p.new[0]])
    weights = [1 + sum(len(left.whole[eid]) for eid in pair.old) for pair in cells]
    chain = heaviest_chain([left.place[pair.old[0]] for pair in cells], weights)
    return {cells[k] for k in chain}


def _moves(alignment: Iterable[Pair], kept: set[Pair]) -> dict[Pair, int]:
    """Number the one-to-one cells that changed their place."""
    moved = [p for p in alignment if len(p.old) == len(p.new) == 1 and p not in kept]
    return {pair: number for number, pair in enumerate(moved, 1)}


def _pieces(op: Op, text: str, node: str, move: int = 0) -> Iterator[Piece]:
    """Yield a text as pieces, each paragraph mark on its own."""
    for k, row in enumerate(text.split(MARK)):
        if k:
            yield Piece(op, MARK, move, node)
        if row:
            yield Piece(op, row, move, node)


def _away(eid: str, left: _Lines, move: int) -> Iterator[Piece]:
    """Yield a clause that is gone from its old place."""
    yield from _pieces("from" if move else "-", left.whole[eid] + left.mark[eid], eid, move)


def _come(eid: str, right: _Lines, move: int) -> Iterator[Piece]:
    """Yield a clause that is new in its place."""
    yield from _pieces("to" if move else "+", right.whole[eid] + right.mark[eid], eid, move)


def _both(pair: Pair, left: _Lines, right: _Lines) -> Iterator[Piece]:
    """Yield a cell that stays: its label, its text, its last paragraph mark."""
    node = pair.new[0]
    old_label, old_rest = left.parts(pair.old[0])
    new_label, new_rest = right.parts(node)
    if old_label == new_label:
        yield from _pieces("=", old_label, node)
    else:
        yield from _pieces("-", old_label, node)
        yield from _pieces("+", new_label, node)
    if len(pair.old) > 1 or len(pair.new) > 1:
        old_rest, new_rest = left.run(pair.old)[len(old_label) :], right.run(pair.new)[len(new_label) :]
    for segment in redline(old_rest, new_rest):
        yield from _pieces(segment.op, segment.text, node)
    before, after = left.mark[pair.old[-1]], right.mark[pair.new[-1]]
    if before and after:
        yield Piece("=", MARK, 0, node)
    elif before or after:
        yield Piece("-" if before else "+", MARK, 0, node)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbouring runs of one kind and clause."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and MARK not in (piece.text, joined[-1].text):
            last = joined[-1]
            if (last.op, last.move, last.node) == (piece.op, piece.move, piece.node):
                joined[-1] = replace(last, text=last.text + piece.text)
                continue
        joined.append(piece)
    return joined


def settled(pieces: list[Piece]) -> list[Piece]:
    """Return the stream with no insertion at the end of a kept paragraph touching one at the start of the next.

    In order of preference: the inserted paragraph's own mark is moved up in front of it, a deletion is put between, or
    one kept character is told as deleted and inserted again. What the stream reads as stays the same.
    """
    done: list[Piece] = []
    rest = list(reversed(pieces))
    while rest:
        piece = rest.pop()
        if not (piece.text == MARK and piece.op == "=" and done and done[-1].op == "+" and done[-1].text != MARK):
            done.append(piece)
            continue
        if not rest or rest[-1].op != "+":
            done.append(piece)
            continue
        done += _parted(piece, done, rest)
    return done


def _parted(mark: Piece, done: list[Piece], rest: list[Piece]) -> list[Piece]:
    """Return what to put for a kept mark between two insertions; ``rest`` is reversed and may be changed."""
    following = []
    while rest and rest[-1].op == "+" and rest[-1].text != MARK:
        following.append(rest.pop())
    if rest and rest[-1].op == "+":  # wholly inserted: + mark of it first, the kept mark behind it
        own = rest.pop()
        rest += [mark, *reversed(following)]
        return [own]
    if len(done) > 1 and done[-2].op == "-" and done[-2].text != MARK:
        done[-2:] = [done[-1], done[-2]]
        return [mark, *following]
    if rest and rest[-1].op == "-" and rest[-1].text != MARK:
        return [mark, rest.pop(), *following]
    if rest and rest[-1].op == "=" and rest[-1].text != MARK:
        kept = rest.pop()
        first, others = kept.text[0], kept.text[1:]
        if others:
            rest.append(replace(kept, text=others))
        return [mark, replace(kept, op="-", text=first), *following, replace(kept, op="+", text=first)]
    return [mark, *following]
