"""The clause tree."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from itertools import accumulate
from typing import Literal, TypeVar

from msgspec import Struct

from legaltools.model.diagnostic import Diagnostic
from legaltools.model.source import Source
from legaltools.model.span import Span

NodeKind = Literal[
    "title", "meta", "toc", "preamble", "clause", "heading", "item", "text", "table", "signature", "attachment"
]


class Emphasis(Struct, frozen=True, gc=False):
    """Share (0…1) of a node's non-blank characters that the page shows in each way; all 0 for plain text."""

    bold: float = 0.0
    underline: float = 0.0
    italic: float = 0.0
    color: float = 0.0
    highlight: float = 0.0
    size: float = 0.0
    caps: float = 0.0


PLAIN = Emphasis()
BLANK = " *_\t\r\n\u3000\xa0"  # what may follow the last character of a paragraph
COLONS = (":", "\uff1a", "\u2236", "\ufe30")


class Node(Struct, frozen=True, gc=False):
    """A clause, heading, item or paragraph.

    ``[start, end)`` is the node's own text without its children, ``text_start`` the offset after the label,
    ``subtree_end`` the end of its last descendant; ``line`` is 1-based. ``eid`` follows the Akoma Ntoso naming
    convention and is unique. ``scheme`` names a table of ``lexicon/numbering.toml`` (``""`` without label), ``number``
    is what the label says, e.g. ``(3, 1, 3)``. ``parent`` is an eid, ``None`` at the top.
    """

    eid: str
    kind: NodeKind
    label: str
    scheme: str
    number: tuple[int, ...]
    heading: str | None
    parent: str | None
    depth: int
    line: int
    start: int
    text_start: int
    end: int
    subtree_end: int
    emphasis: Emphasis = PLAIN

    @property
    def span(self) -> Span:
        """The node's own text, label included."""
        return Span(self.start, self.end)


class Document(Struct, frozen=True, dict=True):
    """A source and its tree: ``nodes`` in reading order, a parent before its children, ``start`` ascending."""

    source: Source
    nodes: tuple[Node, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def text(self) -> str:
        """The text as read."""
        return self.source.text

    @cached_property
    def by_eid(self) -> dict[str, Node]:
        """Every node by its address."""
        return {node.eid: node for node in self.nodes}

    @cached_property
    def children(self) -> dict[str | None, tuple[Node, ...]]:
        """The children of each eid in reading order; ``None`` keys the top level."""
        lists: dict[str | None, list[Node]] = {}
        for node in self.nodes:
            lists.setdefault(node.parent, []).append(node)
        return {eid: tuple(nodes) for eid, nodes in lists.items()}

    @cached_property
    def _announced(self) -> dict[str, Node]:
        """The paragraph ending in a colon before an entry of its own row or right before a paragraph, by their eids."""
        open_: dict[str | None, Node | None] = {}
        found: dict[str, Node] = {}
        for node in self.nodes:
            if node.kind == "text":
                if (before := open_.get(node.parent)) is not None:
                    found[node.eid] = before
                open_[node.parent] = node if self.text[node.start : node.end].rstrip(BLANK).endswith(COLONS) else None
            elif (before := open_.get(node.parent)) is not None:
                found[node.eid] = before
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [node.start for node in self.nodes]

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line of the text."""
        lengths = [len(line) + 1 for line in self.source.text.split("\n")]
        return list(accumulate(lengths[:-1], initial=0))

    def at(self, offset: int) -> Node | None:
        """Return the node whose own text holds ``offset``, else the last node before it; ``None`` before the first."""
        index = bisect_right(self._starts, offset)
        return self.nodes[index - 1] if index else None

    def line_of(self, offset: int) -> int:
        """Return the 1-based line of a character offset."""
        return bisect_right(self.line_starts, offset)

    def heads(self, node: Node) -> Iterator[Node]:
        """Yield what a list entry hangs from, nearest first: paragraphs that announce its list, and its ancestors."""
        above: Node | None = node
        while above is not None:
            if (beside := self._announced.get(above.eid)) is not None:
                yield beside
            above = None if above.parent is None else self.by_eid[above.parent]
            if above is not None:
                yield above

    def head(self, node: Node) -> Node | None:
        """Return the nearest of :meth:`heads`."""
        return self._announced.get(node.eid) or (None if node.parent is None else self.by_eid[node.parent])

    def ancestors(self, node: Node) -> tuple[Node, ...]:
        """Return the nodes above ``node``, nearest first."""
        above, parent = [], node.parent
        while parent is not None:
            above.append(self.by_eid[parent])
            parent = above[-1].parent
        return tuple(above)


_Derived = TypeVar("_Derived")


def kept(derive: Callable[[Document], _Derived]) -> Callable[[Document], _Derived]:
    """Let what a function derives from a document be worked out once and stay with the document."""
    name = f"{derive.__module__}.{derive.__qualname__}"

    @wraps(derive)
    def once(document: Document) -> _Derived:
        known = vars(document)
        if name not in known:
            known[name] = derive(document)
        return known[name]  # type: ignore[no-any-return]

    return once
