"""What a report is about: one analysed document, the side it is read for, and the wording to say it with."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from msgspec import Struct

from legaltools.model.annotation import Annotations, Term
from legaltools.model.document import Document, Node
from legaltools.model.finding import Review
from legaltools.model.report import Column as Heading
from legaltools.model.report import Place, Row, Table
from legaltools.report.catalog import Lang, opinion
from legaltools.text.sentences import sentences

UNDERLINE = re.compile(r"\n[=-]{2,}[ \t]*$")  # a setext heading's second line
LABELS = 3  # printed labels that make up a place at most
SENTENCE = 300  # characters of a definition at most
LEFT_OVER = "TXT002"  # the fault of characters a conversion left in the text
SHORT = 14  # characters that stand for a clause without label or heading where it is cited
TITLE = 28  # characters of a clause without label or heading that stand for it in the tree
WHOLE = ("article", "chapter", "part", "section")  # schemes whose label needs nothing above it


def shorten(text: str, size: int) -> str:
    """Return ``text`` on one line, cut to ``size`` characters with an ellipsis.

    >>> shorten("one  two three", 8)
    'one two…'
    """
    plain = " ".join(text[: 4 * size].split())
    return plain if len(plain) <= size else plain[: size - 1] + "\u2026"


class Subject(Struct, frozen=True, dict=True):
    """The document, what was found in it, ``side`` (``user``, ``provider`` or ``""``) and the language."""

    document: Document
    annotations: Annotations
    review: Review
    lang: Lang = "zh"
    side: str = ""

    @cached_property
    def words(self) -> dict[str, Any]:
        """The catalogue of opinions."""
        return opinion(self.lang)

    @cached_property
    def name(self) -> str:
        """What the document calls itself, else its file's name."""
        first = next((n for n in self.document.nodes[:8] if n.kind == "title"), None)
        own = shorten(self.own(first), 60) if first else ""
        return own.strip("#\u300a\u300b* ") or self.document.source.name

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {}

    def own(self, node: Node) -> str:
        """Return the node's own text without its label and without the line Markdown draws under a heading."""
        return UNDERLINE.sub("", self.document.text[node.text_start : node.end])

    def _begins(self, node: Node) -> str:
        """Return the node's own text without what a conversion left before it."""
        return self.document.text[self._left_over.get(node.text_start, node.text_start) : node.end]

    @cached_property
    def _left_over(self) -> dict[int, int]:
        return {fault.start: fault.end for fault in self.document.diagnostics if fault.code == LEFT_OVER}

    def place(self, eid: str) -> Place:
        """Return the clause as a reader calls it: its labels, else the beginning of its text."""
        found = self._places.get(eid)
        if found is None:
            found = self._places[eid] = Place(eid, self._label(eid))
        return found

    def _label(self, eid: str) -> str:
        node = self.document.by_eid.get(eid)
        if node is None:
            return eid
        labels: list[str] = []
        for step in (node, *self.document.ancestors(node)):
            if step.label:
                labels.insert(0, step.label.strip().rstrip(".\uff0e\u3001"))
            if len(labels) == LABELS or (step.label and (len(step.number) > 1 or step.scheme.startswith(WHOLE))):
                break
        return " ".join(labels) or shorten(node.heading or self._begins(node), SHORT) or eid

    def definition(self, term: Term) -> str:
        """Return the sentence that defines a term, from the words of the definition on."""
        text, node = self.document.text, self.document.by_eid[term.eid]
        own = term.definition
        sentence = next(sentences(text, own.start, max(node.end, own.end)), own)
        return shorten(text[own.start : max(sentence.end, own.end)], SENTENCE)

    def title(self, node: Node) -> str:
        """Return a line for the tree: label and heading, or the beginning of the text."""
        text = shorten(node.heading or self._begins(node), TITLE)
        return f"{node.label} {text}".strip() or node.eid

    def table(self, key: str, rows: Iterable[Row], details: Iterable[int] = ()) -> Table:
        """Return the table ``tables.<key>`` of the catalogue with ``rows``; ``details`` are columns cards repeat."""
        frame = self.words["tables"][key]
        hidden = set(details)
        pairs = zip(frame["columns"], frame["widths"], strict=True)
        columns = tuple(Heading(title, width, i in hidden) for i, (title, width) in enumerate(pairs))
        return Table(key, frame["title"], columns, tuple(rows))
