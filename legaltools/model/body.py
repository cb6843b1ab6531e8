"""The body of a Word file as it stands (paragraphs in tables in containers), and two of them woven into one.

Paragraphs, tables and rows go by their number in their file (``index``); what a file's number stands for only the
writer knows. Texts are the paragraph's own characters, without the number Word counts; a picture or a reference to a
note is one character (:data:`OBJECT`).
"""

from typing import Literal

from msgspec import Struct

Op = Literal["=", "-", "+", "from", "to"]
OBJECT = "\ufffc"


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph; ``origin`` is its :attr:`~legaltools.model.source.Block.origin`.

    ``solid`` tells that it cannot be cut in two, ``fields`` are stretches of its text that come and go as a whole.
    """

    index: int
    text: str
    origin: int
    solid: bool = False
    fields: tuple[tuple[int, int], ...] = ()


class Row(Struct, frozen=True):
    """A row of a table with the content of its cells."""

    index: int
    cells: tuple[tuple["Paragraph | Table", ...], ...]


class Table(Struct, frozen=True, tag=True):
    """A table."""

    index: int
    rows: tuple[Row, ...]


Block = Paragraph | Table
Blocks = tuple[Block, ...]


class Words(Struct, frozen=True, gc=False):
    """Characters of one paragraph and what became of them: ``size`` of them from ``start`` on.

    Kept ones (``=``) stand in a paragraph of each side, deleted and moved away ones in ``old``, inserted and moved
    here ones in ``new``.
    """

    op: Op
    size: int
    old: int | None = None
    old_start: int = 0
    new: int | None = None
    new_start: int = 0
    move: int = 0


class End(Struct, frozen=True, gc=False):
    """A paragraph mark: which paragraph it ends on each side.

    ``joined`` tells that the two are not one another's counterpart, so that their properties may differ.
    """

    old: int | None = None
    new: int | None = None
    move: int = 0
    joined: bool = False

    @property
    def op(self) -> Op:
        """What became of the mark."""
        if self.old is not None and self.new is not None:
            return "="
        if self.old is not None:
            return "from" if self.move else "-"
        return "to" if self.move else "+"


class WovenRow(Struct, frozen=True):
    """A row of a table that is there on both sides; cells are told for a kept row only."""

    op: Literal["=", "-", "+"]
    index: int
    cells: tuple[tuple["Item", ...], ...] = ()


class WovenTable(Struct, frozen=True):
    """A table; rows are told for a kept table only. ``index`` is the new file's number, the old one's if deleted."""

    op: Literal["=", "-", "+"]
    index: int
    rows: tuple[WovenRow, ...] = ()


Item = Words | End | WovenTable
Items = tuple[Item, ...]


class Spot(Struct, frozen=True, gc=False):
    """Where a clause stands: characters of one paragraph of the new file, or (``gone``) of the old one."""

    paragraph: int
    start: int
    end: int
    gone: bool = False


class Woven(Struct, frozen=True):
    """Two bodies woven into one.

    ``spots`` tell where each clause stands that has something to be said of, ``labels`` the numbers that the old
    paragraphs show, with the space behind them.
    """

    items: Items
    spots: dict[str, Spot] = {}
    labels: dict[int, str] = {}


class Package(Struct, frozen=True):
    """The members of a Word file, opened within the reader's bounds: ``main`` names the one with the text.

    ``related`` names the parts that belong to it by what they are (``styles``, ``numbering``, ``comments``).
    """

    main: str
    members: dict[str, bytes]
    related: dict[str, str] = {}
