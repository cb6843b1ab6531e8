"""References that the page resolved itself: a link to a bookmark of the same document.

Word's REF fields and internal links, anchors of a web page: where they lead is certain, whatever the words say.
"""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from legaltools.model.annotation import Reference, ReferenceKind
from legaltools.model.document import Document, Node

_ABOUT = frozenset({"toc", "meta", "title"})
_INSIDE = frozenset({"number", "relative", "heading"})


class Link(NamedTuple):
    """Characters that lead to a node."""

    start: int
    end: int
    target: Node


def find(document: Document) -> list[Link]:
    """Return the links from one clause to another in order; those of contents and notes lead nowhere new."""
    blocks = document.source.blocks
    places = {name: block for block in reversed(blocks) for name in block.anchors}
    links: list[Link] = []
    for block in blocks if places else ():
        for mark in block.marks:
            place = places.get(mark.value[1:]) if mark.kind == "link" and mark.value.startswith("#") else None
            if place is None or place is block:
                continue
            text = document.text
            target = document.at(place.end - len(text[place.start : place.end].lstrip()))
            source = document.at(mark.start)
            if target and source and target.kind not in _ABOUT and source.kind not in _ABOUT:
                links.append(Link(mark.start, mark.end, target))
    return sorted(links, key=lambda link: link.start)


def apply(document: Document, references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return the references, in order, with what links say in place of what was worked out, and the links beside."""
    links = find(document)
    rows: list[Reference] = []
    done = 0
    for row in references:
        while done < len(links) and links[done].end <= row.start:
            rows += _alone(document, links[done])
            done += 1
        targets: list[str] = []
        while done < len(links) and links[done].start < row.end:
            targets.append(links[done].target.eid)
            done += 1
        if targets and row.kind in _INSIDE:
            row = replace(row, targets=tuple(dict.fromkeys(targets)), status="resolved")
        rows.append(row)
    for link in links[done:]:
        rows += _alone(document, link)
    return tuple(rows)


def _alone(document: Document, link: Link) -> list[Reference]:
    """Return the reference of a link that no words announce, none where a clause leads to itself."""
    node, text = document.at(link.start), document.text[link.start : link.end]
    if node is None or node is link.target:
        return []
    kind: ReferenceKind = "number" if any(c.isdigit() for c in text) else "heading"
    line = document.line_of(link.start)
    return [Reference(node.eid, line, link.start, link.end, text, kind, (link.target.eid,), "resolved")]
