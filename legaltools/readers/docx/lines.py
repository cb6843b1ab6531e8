"""Lines with their looks into the text as read and its blocks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from legaltools.model.source import Block, BlockKind, Cell, Mark, MarkKind

Marks = tuple[tuple[MarkKind, str], ...]


class Look(NamedTuple):
    """How characters look: marks that are on, colour (RRGGBB, ``""``: automatic), size in points (0: not said)."""

    marks: Marks = ()
    color: str = ""
    size: float = 0.0


PLAIN = Look()


class Piece(Struct, frozen=True, gc=False):
    """Characters of one look; ``extra`` are marks that come from around them (a link, a tracked change)."""

    text: str
    look: Look
    extra: Marks = ()


class Line:
    """A line before its place in the text is known; the fields are :class:`~legaltools.model.source.Block`'s."""

    __slots__ = (
        "anchors", "cell", "continues", "indent", "kind", "label", "level", "origin", "page", "pieces",
    )  # fmt: skip

    def __init__(self, kind: BlockKind = "paragraph", origin: int | None = None) -> None:
        self.kind: BlockKind = kind
        self.origin = origin
        self.level = self.indent = 0
        self.label: Piece | None = None
        self.pieces: list[Piece] = []
        self.cell: Cell | None = None
        self.page: int | None = None
        self.continues = False
        self.anchors: list[str] = []

    @property
    def text(self) -> str:
        """The line's own characters, the label aside."""
        return "".join([piece.text for piece in self.pieces])


def assemble(lines: Sequence[Line]) -> tuple[str, tuple[Block, ...]]:
    """Return the text (lines joined by LF) and one block per line.

    A colour or a size is marked only where it differs from what prevails in the document: a text that is dark grey
    throughout emphasises nothing. Only hues count as colour, only what is larger than the rest as size.
    """
    color, size = _prevailing(lines)
    shown: dict[Look, Marks] = {PLAIN: ()}
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for line in lines:
        start = at
        label_end = None
        pieces = line.pieces
        if line.label is not None:
            pieces = [line.label, *pieces]
            label_end = start + len(line.label.text.rstrip())
        open_marks: dict[tuple[MarkKind, str], int] = {}
        marks: list[Mark] = []
        for piece in pieces:
            look = piece.look
            here = shown.get(look)
            if here is None:
                here = shown[look] = look.marks + _differing(look, color, size)
            if piece.extra:
                here = here + piece.extra
            if open_marks or here:
                _turn(open_marks, here, marks, at)
            parts.append(piece.text)
            at += len(piece.text)
        _turn(open_marks, (), marks, at)
        parts.append("\n")
        blocks.append(
            Block(
                start, at, line.kind, line.level, line.indent, label_end, tuple(marks), line.cell, line.page,
                line.origin, line.continues, tuple(line.anchors),
            )
        )  # fmt: skip
        at += 1
    return "".join(parts[:-1]), tuple(blocks)


def _turn(open_marks: dict[tuple[MarkKind, str], int], here: Marks, marks: list[Mark], at: int) -> None:
    """Close the marks that end at ``at`` and open those that begin there."""
    for key in [k for k in open_marks if k not in here]:
        start = open_marks.pop(key)
        if start < at:
            marks.append(Mark(start, at, *key))
    for key in here:
        open_marks.setdefault(key, at)


def _prevailing(lines: Iterable[Line]) -> tuple[str, float]:
    amounts: Counter[Look] = Counter()
    for line in lines:
        for piece in line.pieces:
            amounts[piece.look] += len(piece.text)
    colors: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    for look, amount in amounts.items():
        colors[look.color] += amount
        sizes[look.size] += amount
    return max(colors, key=colors.__getitem__, default=""), max(sizes, key=sizes.__getitem__, default=0.0)


def _differing(look: Look, color: str, size: float) -> Marks:
    marks: list[tuple[MarkKind, str]] = []
    if look.color not in ("", color) and _hue(look.color):
        marks.append(("color", look.color))
    if look.size > size > 0:
        marks.append(("size", f"{look.size:g}"))
    return tuple(marks)


def _hue(color: str) -> bool:
    """Tell a colour from a grey: the channels differ by a fifth of their range.

    >>> _hue("FF0000"), _hue("333333"), _hue("1F1A20")
    (True, False, False)
    """
    channels = [int(color[i : i + 2], 16) for i in (0, 2, 4)]
    return max(channels) - min(channels) >= 0x33
