"""The clause tree: ``parse(Source) -> Document``. Total: never raises on text, never loses a character.

lines (what a line is) → page (what it is among its neighbours) → nest, with place and inline (the tree) → eid
(addresses) → diagnose (numbering faults) → renumber (a proposal, never applied).
"""

import re

from legaltools.model.document import PLAIN, Document, Node
from legaltools.model.source import Source
from legaltools.structure import diagnose, eid, emphasis, lines, nest, page, renumber
from legaltools.structure.renumber import Proposal
from legaltools.structure.row import Row

__all__ = ["parse", "renumbering"]


def parse(source: Source) -> Document:
    """Return the clause tree of ``source`` with its diagnostics."""
    rows = _rows(source)
    eid.address(rows)
    faults = diagnose.diagnose(source.text, rows, tags=source.format == "markdown")
    return Document(source, tuple(_nodes(source, rows)), faults)


def _nodes(source: Source, rows: list[Row]) -> list[Node]:
    """Return the node of every row."""
    text = source.text
    shares = emphasis.shares(source, rows) or [PLAIN] * len(rows)
    ends = [row.end for row in rows]
    nodes = []
    for row in reversed(rows):  # descendants come before what they belong to
        parent, label, span = row.parent, row.label, row.heading
        end = ends[row.index]
        if parent >= 0 and end > ends[parent]:
            ends[parent] = end
        nodes.append(Node(
            row.eid, row.kind, row.printed, "" if label is None else label.scheme.name,
            () if label is None else label.numbers, None if span is None else _heading(text[span[0] : span[1]]),
            rows[parent].eid if parent >= 0 else None, row.depth, row.line, row.start, row.text_start, row.end, end,
            shares[row.index],
        ))  # fmt: skip
    nodes.reverse()
    return nodes


_LINK = re.compile(r"\]\([^()]{0,400}\)|^\[|(?<!\])\[(?=[^\[\]]{0,400}\]\()")


def _heading(words: str) -> str | None:
    """Return a heading without what Markdown puts around it."""
    words = words.partition("\n")[0]
    if "](" in words:
        words = _LINK.sub("", words)
    return words.strip("*_#=[] -") or None


def renumbering(document: Document) -> Proposal:
    """Return a proposal to repair the numbering of ``document``: new labels, rewritten references, a patch."""
    return renumber.propose(document, _rows(document.source))


def _rows(source: Source) -> list[Row]:
    read = lines.read(source)
    page.settle(source.text, read)
    return nest.build(source.text, read)
