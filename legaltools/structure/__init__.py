"""The clause tree: ``parse(Source) -> Document``. Total: never raises on text, never loses a character.

lines (what a line is) → page (what it is among its neighbours) → nest, with place and inline (the tree) → eid
(addresses) → diagnose (numbering faults) → renumber (a proposal, never applied).
"""

import re

from legaltools.model.document import PLAIN, Document, Node
from legaltools.model.source import Source
from legaltools.structure import diagnose, eid, emphasis, lines, nest, page, renumber
from legaltools.structure.renumber import Proposal

__all__ = ["parse", "renumbering"]


def parse(source: Source) -> Document:
    """Return the clause tree of ``source`` with its diagnostics."""
    text = source.text
    rows = _rows(source)
    eids = eid.addresses(rows)
    count = len(rows)
    ends = [row.end for row in rows]
    for i in range(count - 1, -1, -1):
        parent = rows[i].parent
        if parent >= 0 and ends[i] > ends[parent]:
            ends[parent] = ends[i]
    shares = emphasis.shares(source, rows) or [PLAIN] * count
    nodes = []
    for row, address, end, share in zip(rows, eids, ends, shares, strict=True):
        label, parent, heading = row.label, row.parent, None
        if row.heading is not None:
            heading = _heading(text[row.heading[0] : row.heading[1]])
        nodes.append(
            Node(
                address, row.kind, row.printed, label.scheme.name if label else "", label.numbers if label else (),
                heading, eids[parent] if parent >= 0 else None, row.depth, row.line, row.start, row.text_start, row.end,
                end, share,
            )
        )  # fmt: skip
    return Document(source, tuple(nodes), diagnose.diagnose(text, rows, eids, tags=source.format == "markdown"))


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


def _rows(source: Source) -> list[nest.Row]:
    read = lines.read(source)
    page.settle(source.text, read)
    return nest.build(source.text, read)
