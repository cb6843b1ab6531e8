"""Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): the clause tree as law is published; an :class:`Input` in, bytes out.

The characters of ``preface``, ``preamble``, ``mainBody`` and ``conclusions`` together are the text as read, white space
included (``xml:space="preserve"``), so parsing the text of the file gives the tree it shows. An element is a node and
carries its eid; a node that stands in the middle of another clause (a page number) is nested where it stands. What the
page showed and the standard has no element for is in ``meta/proprietary``; :mod:`legaltools.readers.akn` reads it back.
"""

from msgspec import Struct

from legaltools.model.annotation import Annotations
from legaltools.model.document import Document, Node
from legaltools.text.escape import xml, xml_text
from legaltools.writers.akn import meta
from legaltools.writers.akn.inline import Inline

ELEMENTS = {"part": "part", "chp": "chapter", "sec": "section", "art": "article", "cl": "clause", "item": "point",
            "para": "paragraph", "subpara": "subparagraph"}  # fmt: skip
PREFACE, PREAMBLE, BODY, END = "preface", "preamble", "mainBody", "conclusions"
FRONT = {"title": PREFACE, "meta": PREFACE, "toc": PREFACE, "preamble": PREAMBLE}
SPACE = " \t\n"  # what may stand between elements; a carriage return would be read as a line feed
HEADING_MARKS = "*_#=[] -"
Place = tuple[str | None, int, int, int]


class Input(Struct, frozen=True):
    """A document with what was found in it; the writer shows references, terms and parties."""

    document: Document
    annotations: Annotations = Annotations()


def write(value: Input) -> bytes:
    """Return the document as an Akoma Ntoso file."""
    return "".join((*meta.head(value.document, value.annotations), *_Body(value).write())).encode()


class _Body:
    """Writes every node once, in reading order, and the white space between them.

    White space XML does not know as such (an ideographic space) must not stand between elements: it goes to the end of
    the element with characters before it or, from a new line on, to the beginning of the next (``pending``).
    """

    def __init__(self, value: Input) -> None:
        self.document, self.text, self.nodes = value.document, value.document.text, value.document.nodes
        self.inline = Inline(value.document, value.annotations)
        self.last = self._last_inside()
        self.out: list[str] = []
        self.open: list[tuple[int, str]] = []  # the last node inside an open element, its closing tag
        self.at = 0
        self.pending = ""
        self.closed = -1  # where the last element with characters was closed

    def write(self) -> list[str]:
        """Return the pieces of the file from the preface to its end."""
        parts, part = self._parts(), ""
        for index, node in enumerate(self.nodes):
            while self.open and self.open[-1][0] < index:
                self.out.append(self.open.pop()[1])
            if parts[index] != part:
                if part:
                    self._up_to(node.start)
                self._enter(part, parts[index])
                part = parts[index]
            self._up_to(node.start)
            (self._element if part == BODY else self._block)(index, node)
        if not self.nodes:
            self._enter("", part := BODY)
            self._characters("p", 0, 0)
        rest = self.text[self.at :]
        if rest.strip(SPACE):
            self.out[self.closed] = xml_text(rest) + self.out[self.closed]
        else:
            self.out.append(rest)
        self.out += [closing for _, closing in reversed(self.open)]
        self.out.append(f"</{part}>\n</doc>\n</akomaNtoso>\n")
        return self.out

    def _last_inside(self) -> list[int]:
        """Return for each node the index of its last descendant, its own if it has none."""
        places = {node.eid: index for index, node in enumerate(self.nodes)}
        last = list(range(len(self.nodes)))
        for index in reversed(last.copy()):
            parent = self.nodes[index].parent
            if parent is not None:
                last[places[parent]] = max(last[places[parent]], last[index])
        return last

    def _parts(self) -> list[str]:
        """Return the part of the file each node belongs to; one at least is in the main body."""
        parts = [BODY] * len(self.nodes)
        flat = [node.parent is None and self.last[i] == i for i, node in enumerate(self.nodes)]
        above = PREFACE
        for index, node in enumerate(self.nodes[:-1]):
            part = FRONT.get(node.kind, BODY)
            if not flat[index] or part == BODY or (above == PREAMBLE and node.kind in ("title", "toc")):
                break
            above = parts[index] = PREAMBLE if above == PREAMBLE else part
        for index in range(len(self.nodes) - 1, 0, -1):
            if not flat[index] or self.nodes[index].kind != "signature" or parts[index - 1] != BODY:
                break
            parts[index] = END
        return parts

    def _enter(self, before: str, part: str) -> None:
        """Close one part of the file and open the next."""
        if before:
            self.out.append(f"</{before}>\n")
        self.out.append(f'<{part} xml:space="preserve">')

    def _up_to(self, end: int) -> None:
        """Write the white space up to ``end``."""
        gap, self.at = self.text[self.at : end], end
        outside = gap.lstrip(SPACE)
        if outside and self.closed >= 0 and (before := gap.partition("\n")[0]).strip(SPACE):
            self.out[self.closed] = xml_text(before) + self.out[self.closed]
            gap = gap[len(before) :]
            outside = gap.lstrip(SPACE)
        self.out.append(gap[: len(gap) - len(outside)])
        self.pending += outside

    def _characters(self, tag: str, start: int, end: int, attributes: str = "") -> None:
        """Write an element that holds the characters ``[start, end)``; the spaces at their end stand behind it."""
        end = start + len(self.text[start:end].rstrip(SPACE))
        self._up_to(start)
        opened = f"<{tag}{attributes}>{xml_text(self.pending)}"
        self.out += (opened, *self.inline.pieces(start, end), f"</{tag}>")
        self.pending, self.closed, self.at = "", len(self.out) - 1, end

    def _block(self, index: int, node: Node) -> None:
        """Write a paragraph of the preface, the preamble or the conclusions."""
        eid = f' eId="{xml(node.eid)}"'
        if node.kind == "title":
            self.out.append(f"<p{eid}>")
            self._characters("docTitle", node.start, node.end)
            self.out.append("</p>")
        else:
            self._characters("p", node.start, node.end, f'{eid} class="{node.kind}"')

    def _cell_of(self, index: int) -> Place | None:
        """Return whose table, row and column a node is, ``None`` if it is no cell."""
        blocks = self.document.source.blocks
        if not blocks or not 0 <= index < len(self.nodes) or self.nodes[index].kind != "table":
            return None
        node = self.nodes[index]
        cell = blocks[node.line - 1].cell
        return None if cell is None else (node.parent, cell.table, cell.row, cell.column)

    def _cell(self, index: int, place: Place) -> None:
        """Write a line of a cell; the first of a table, a row or a cell opens it until the last one of it."""
        eid = xml(self.nodes[index].eid)
        table = f'<hcontainer name="table" eId="{eid}__table"><content eId="{eid}__content"><table>'
        before = self._cell_of(index - 1) or ()
        levels = ((table, "</table></content></hcontainer>"), ("<tr>", "</tr>"), ("<td>", "</td>"))
        for size, (opening, closing) in enumerate(levels, 2):
            if before[:size] != place[:size]:
                last = index
                while (self._cell_of(last + 1) or ())[:size] == place[:size]:
                    last += 1
                self.out.append(opening)
                self.open.append((last, closing))
        self._characters("p", self.nodes[index].start, self.nodes[index].end, f' eId="{eid}"')

    def _element(self, index: int, node: Node) -> None:
        """Open a node of the main body: number, heading, its own text; what is inside it follows."""
        if (place := self._cell_of(index)) is not None:
            self._cell(index, place)
            return
        name = ELEMENTS.get(node.eid.rpartition("__")[2].rpartition("_")[0])
        opening, tag = (f"<{name}", name) if name else (f'<hcontainer name="{node.kind}"', "hcontainer")
        self.out.append(f'{opening} eId="{xml(node.eid)}">')
        at = node.start
        if node.label:
            self._characters("num", at, node.text_start)
            at = node.text_start
        if node.heading:
            self._characters("heading", at, at := self._heading_end(node))
        if self.text[at : node.end].strip():
            wrap = "intro" if self.last[index] > index else "content"
            self._up_to(at)
            self.out.append(f'<{wrap} eId="{xml(node.eid)}__{wrap}">')
            self._characters("p", at, node.end)
            self.out.append(f"</{wrap}>")
        self.open.append((self.last[index], f"</{tag}>"))

    def _heading_end(self, node: Node) -> int:
        """Return where the heading ends, with the marks the page's syntax puts around it."""
        line = self.text[node.text_start : node.end].partition("\n")[0]
        found = line.find(node.heading or "")
        if found < 0:
            return node.text_start + len(line)
        end = found + len(node.heading or "")
        while end < len(line) and line[end] in HEADING_MARKS:
            end += 1
        return node.text_start + end
