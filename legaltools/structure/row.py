"""A row of the tree: a node to be, and, while it is open, what its place on the stack is decided by."""

from msgspec import Struct

from legaltools.model.document import NodeKind
from legaltools.structure.scheme import Label


class Row(Struct, gc=False):
    """A node to be: offsets are absolute, ``parent`` is the index of a row or -1.

    Rows of one ``group`` are one list; ``announced`` tells that a colon introduced it, ``restarts`` that its first
    number stands where the list above already had one; ``depth`` counts the clauses above it, ``heading`` is where its
    heading stands; ``eid`` is its address, once it has one.

    While it is open: ``order`` is its conventional outerness; ``level``, ``indent`` and ``top`` are its line's;
    ``texts``: it or a sibling above has paragraphs of its own; ``inner``: it stands inside a line; ``bodied``: there is
    text beyond its heading.
    """

    kind: NodeKind
    index: int
    line: int
    start: int
    text_start: int
    end: int
    parent: int = -1
    printed: str = ""
    label: Label | None = None
    depth: int = 0
    group: int = -1
    announced: bool = False
    restarts: bool = False
    order: int = 0
    level: int = 0
    indent: int = 0
    top: bool = False
    texts: bool = False
    inner: bool = False
    bodied: bool = True
    heading: tuple[int, int] | None = None
    eid: str = ""
