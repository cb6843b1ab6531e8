"""The characters of an element: references, definitions, terms and what the page showed of them, as inline elements."""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from legaltools.model.annotation import Annotations, Reference
from legaltools.model.document import Document
from legaltools.model.source import Mark
from legaltools.text.escape import xml, xml_text
from legaltools.writers.akn import iri

TAGS = {"bold": "b", "italic": "i", "underline": "u", "inserted": "ins", "deleted": "del"}


class Run(NamedTuple):
    """Characters that mean something, and the tags around them."""

    start: int
    end: int
    opening: str
    closing: str


class Inline:
    """Turns any stretch of the text into mixed content."""

    def __init__(self, document: Document, annotations: Annotations) -> None:
        self.document, self.text = document, document.text
        self.runs = _runs(document, annotations)
        self.ends = [run.end for run in self.runs]

    def pieces(self, start: int, end: int) -> list[str]:
        """Return the characters ``[start, end)`` with their tags."""
        out, at = [], start
        index = bisect_left(self.ends, start + 1)
        while index < len(self.runs) and (run := self.runs[index]).start < end:
            begins, stops = max(run.start, start), min(run.end, end)
            out += [*self._shown(at, begins), run.opening, *self._shown(begins, stops), run.closing]
            at, index = stops, index + 1
        return out + self._shown(at, end)

    def _shown(self, start: int, end: int) -> list[str]:
        """Return characters with the marks of the page; where marks overlap they are cut."""
        if start >= end:
            return []
        marks = self._marks(start, end)
        if not marks:
            return [xml_text(self.text[start:end])]
        cuts = {start, end}
        for mark in marks:
            cuts |= {max(start, mark.start), min(end, mark.end)}
        out = []
        for begins, stops in pairwise(sorted(cuts)):
            tags = [_tag(mark) for mark in marks if mark.start <= begins and stops <= mark.end]
            out += [opening for opening, _ in tags]
            out.append(xml_text(self.text[begins:stops]))
            out += [f"</{name}>" for _, name in reversed(tags)]
        return out

    def _marks(self, start: int, end: int) -> list[Mark]:
        blocks = self.document.source.blocks
        if not blocks:
            return []
        lines = blocks[self.document.line_of(start) - 1 : self.document.line_of(end - 1)]
        return [m for block in lines for m in block.marks if m.start < end and start < m.end]


def _tag(mark: Mark) -> tuple[str, str]:
    """Return the opening tag and the name of the element that shows a mark."""
    if mark.kind in TAGS:
        return f"<{TAGS[mark.kind]}>", TAGS[mark.kind]
    value = f' lt:value="{xml(mark.value)}"' if mark.value else ""
    if mark.kind == "link" and (href := iri.link(mark.value)):
        return f'<a href="{xml(href)}"{value if href != mark.value else ""}>', "a"
    return f'<span class="{mark.kind}"{value}>', "span"


def _runs(document: Document, annotations: Annotations) -> list[Run]:
    """Return what definitions, references and uses of terms lie where; of two on one spot the first of these."""
    found: list[tuple[int, int, int, str, str]] = []
    for number, term in enumerate(annotations.terms, 1):
        refers = f'refersTo="#term_{number}"'
        found.append((term.start, 0, term.end, f"<def {refers}>", "</def>"))
        found += [(use.start, 2, use.end, f"<term {refers}>", "</term>") for use in term.uses]
    for reference in annotations.references:
        opening, closing = _reference(reference)
        found.append((reference.start, 1, reference.end, opening, closing))
    runs: list[Run] = []
    for start, _, end, opening, closing in sorted(found):
        if start < end and (not runs or runs[-1].end <= start):
            runs.append(Run(start, end, opening, closing))
    return runs


def _reference(reference: Reference) -> tuple[str, str]:
    """Return the tags of a reference; one that leads nowhere in this text is no link."""
    if reference.targets:
        first, *others = (f"#{iri.part(target)}" for target in reference.targets)
        also = f' lt:also="{" ".join(others)}"' if others else ""
        return f'<ref href="{first}"{also}>', "</ref>"
    if reference.kind in ("document", "law", "url"):
        return f'<ref href="{xml(iri.outside(reference))}" class="{reference.kind}">', "</ref>"
    return f'<span class="reference {reference.status}">', "</span>"
