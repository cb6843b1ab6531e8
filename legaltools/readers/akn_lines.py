"""Akoma Ntoso of anybody: an element that stands for itself is a line, its number the label of the line.

White space means nothing here. The heading of a division (book … section) has its depth as level, as in Word; what the
articles and paragraphs are is left to their numbers.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from legaltools.model.source import Block
from legaltools.readers import html_lines
from legaltools.readers.html_lines import Line
from legaltools.readers.html_style import Style

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
PARTS = frozenset(("coverPage", "preface", "preamble", "mainBody", "body", "conclusions"))
LINES = frozenset(("p", "block", "heading", "subheading", "crossHeading", "longTitle", "li", "item", "tocItem", "th",
                   "td", "listIntroduction", "listWrapUp"))  # fmt: skip
DIVISIONS = frozenset(("book", "tome", "part", "subpart", "title", "subtitle", "chapter", "subchapter", "section",
                       "subsection", "division", "subdivision"))  # fmt: skip
STYLES = {"b": "bold", "i": "italic", "u": "underline", "del": "strike"}
DEEPEST = 9


def walk(root: Any) -> Iterator[tuple[str, Any, str]]:
    """Yield every element of the readable parts as it starts and ends, with the text that follows."""
    from lxml import etree

    inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            inside += element.tag.removeprefix(AKN) in PARTS
            if inside:
                yield event, element, element.text or ""
        elif inside:
            inside -= event == "end" and element.tag.removeprefix(AKN) in PARTS
            yield event, element, (element.tail or "") if inside else ""


def page(root: Any) -> tuple[str, tuple[Block, ...]]:
    """Return the text and a block for every line."""
    return html_lines.page(_Layout(root).lines)


class _Layout:
    """Gathers the lines."""

    def __init__(self, root: Any) -> None:
        self.gathered: list[Line] = []
        self.styles = [Style()]
        self.number: list[str] | None = None  # what is printed before the next line, ``None`` if nothing is
        self.numbering = False
        self.depth = 0
        for event, element, text in walk(root):
            if event in ("start", "end"):
                (self._start if event == "start" else self._end)(element.tag.removeprefix(AKN))
            self._text(text)
        self._line()
        self.lines = [line for line in self.gathered if line.lay()]

    def _start(self, tag: str) -> None:
        style = self.styles[-1]
        self.styles.append(replace(style, **{STYLES[tag]: True}) if tag in STYLES else style)
        self.depth += tag in DIVISIONS
        if tag == "num":
            self._line()
            self.number, self.numbering = [], True
        elif tag in LINES:
            self._line(min(self.depth, DEEPEST) if tag == "heading" else 0)

    def _end(self, tag: str) -> None:
        self.styles.pop()
        self.depth -= tag in DIVISIONS
        self.numbering = self.numbering and tag != "num"

    def _text(self, text: str) -> None:
        if self.numbering and self.number is not None:
            self.number.append(text)
        elif text.strip() and not self.gathered:
            self._line()
        if not self.numbering and self.gathered:
            self.gathered[-1].runs.append((text, self.styles[-1]))

    def _line(self, level: int = 0) -> None:
        """Begin a line with the number before it; an empty line is gone when all are laid."""
        line = Line("heading" if level else "paragraph", level, 0, None)
        before = self.gathered[-1] if self.gathered else line
        if self.number is None and before.label and not any(text.strip() for text, _ in before.runs):
            line.label, before.label = before.label, ""
        elif self.number is not None:
            line.label = " ".join("".join(self.number).split())
        self.number = None
        self.gathered.append(line)
