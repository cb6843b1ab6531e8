"""A story (body, header, note, text box) walked in reading order: paragraphs, tables, content controls → lines."""

from typing import Any

from legaltools.model.source import BlockKind, Cell
from legaltools.readers.docx import tables
from legaltools.readers.docx.lines import Line, Piece
from legaltools.readers.docx.names import COMPATIBILITY, VAL, WORD, is_on, w
from legaltools.readers.docx.numbering import Counters, Label, Numbering
from legaltools.readers.docx.paragraphs import Content, Context
from legaltools.readers.docx.styles import Para, Styles, fingerprint, merge, watched

_P, _PPR, _RPR, _TBL, _STYLE, _NUM_PR = w("p", "pPr", "rPr", "tbl", "pStyle", "numPr")
_CHANGE, _SECTION, _VANISH = w("pPrChange", "sectPr", "vanish")
_TOC_STYLES = "toc "


class Paragraphs:
    """Paragraph properties resolved the same way for the reader and for :mod:`legaltools.readers.docx_numbering`."""

    def __init__(self, styles: Styles, numbering: Numbering, tracked: str = "accepted") -> None:
        self.styles = styles
        self.numbering = numbering
        self.tracked = tracked

    def properties(self, props: dict[str, Any]) -> tuple[str, Para]:
        """Return the style id and the properties of a paragraph; ``props`` are the children of its ``w:pPr``."""
        styles = self.styles
        if self.tracked == "original" and props:
            before = props[_CHANGE].find(_PPR) if _CHANGE in props else None
            if before is not None:
                props = watched(before)
            elif _NUM_PR in props and props[_NUM_PR].find(WORD + "ins") is not None:
                props = {tag: child for tag, child in props.items() if tag != _NUM_PR}
        named = props.get(_STYLE)
        style = styles.default if named is None else styles.known(named.get(VAL, ""))
        return style, merge(styles.para(style), props)

    def label(self, style: str, para: Para, counters: Counters) -> Label | None:
        """Count a paragraph of ``style`` in its list and return the displayed label."""
        if para.num_id is None or para.num_id == "0":
            return None
        level = para.level
        if para.num_style:  # the list came from a style: its level is the one that the list links to that style
            instance = self.numbering.instance(para.num_id)
            linked = {} if instance is None else instance.styles
            level = linked.get(style, linked.get(para.num_style, level))
        return counters.advance(para.num_id, level or 0)


class Story:
    """Reads one story into lines; ``kind`` is what its paragraphs are where nothing else is said."""

    def __init__(self, paragraphs: Paragraphs, context: Context, kind: BlockKind = "paragraph") -> None:
        self.lines: list[Line] = []
        self.tables = 0
        self.labels: list[tuple[Any, str]] | None = None  # every paragraph and its label, if a list is given
        self.ordinals: dict[Any, int] = {}  # the place of each paragraph among all of its part
        self._paragraphs = paragraphs
        self._counters = Counters(paragraphs.numbering)
        self._context = context
        self._kind = kind
        self._origin: int | None = None
        self._table = ""
        self._cell: Cell | None = None
        self._anchors: list[str] = []
        self._carried: list[list[Piece]] = []

    def read(self, container: Any) -> None:
        """Read the block-level children of a container in order."""
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._read_table(child)
            elif tag in tables.WRAPPERS and tag not in self._context.skipped:
                self.read(child)
            elif tag == COMPATIBILITY + "AlternateContent":
                self.read(next(iter(child), ()))
            elif tag == WORD + "bookmarkStart" and child.get(WORD + "name") != "_GoBack":
                self._anchors.append(child.get(WORD + "name", ""))

    def finish(self) -> None:
        """Put down what a deleted paragraph mark carried to the end of its container."""
        if self._carried:
            carried, self._carried = self._carried, []
            self._put(carried, [self._context.page] * len(carried), Para(), None, self._kind)

    def _paragraph(self, element: Any) -> None:
        first = next(iter(element), None)
        props = watched(first) if first is not None and first.tag == _PPR else {}
        style, para = self._paragraphs.properties(props)
        self._origin = self.ordinals.get(element)
        context = self._context
        in_toc = bool(context.fields) and context.in_field("TOC")
        content = Content(element, context, style, self._table)
        self._anchors += content.anchors
        lines = content.lines
        if self._carried:
            self._carried[-1] += lines[0]
            self._carried += lines[1:]
            lines, self._carried = self._carried, []
        label = None
        mark = {child.tag for child in props[_RPR]} if _RPR in props else ()
        if mark and not self._context.skipped.isdisjoint(mark):
            self._carried = lines if any(lines) else []
        elif _SECTION not in props or any(lines):  # nothing but a section break: Word shows no line and no number
            hidden = _VANISH in mark and _all_hidden(props[_RPR], lines)
            label = None if hidden else self._paragraphs.label(style, para, self._counters)
            kind = self._kind_of(para, content, in_toc or "TOC" in content.field_kinds)
            pages = content.pages[:1] * (len(lines) - len(content.pages)) + content.pages
            self._put(lines, pages, para, self._label_piece(label, props.get(_RPR), style), kind, label)
        if self.labels is not None:
            self.labels.append((element, label.text if label else ""))
        for box in content.boxes:
            self._box(box)

    def _put(
        self, lines: list[list[Piece]], pages: list[int], para: Para, piece: Piece | None, kind: BlockKind,
        label: Label | None = None,
    ) -> None:  # fmt: skip
        for index, pieces in enumerate(lines):
            line = Line(kind, self._origin)
            line.pieces = pieces
            line.page = pages[index]
            line.cell = self._cell
            if index:
                line.continues = True
            else:
                line.anchors, self._anchors = self._anchors, []
                line.label = piece
                line.indent = label.level + 1 if label else 0
            if kind == "heading":
                line.level = para.outline or 0
            self.lines.append(line)

    def _kind_of(self, para: Para, content: Content, in_toc: bool) -> BlockKind:
        if self._kind in ("header", "footer") and content.field_kinds & {"PAGE"}:
            text = "".join(piece.text for line in content.lines for piece in line)
            if sum(c.isalpha() for c in text) <= 6:
                return "page_number"
        if self._kind != "paragraph":
            return self._kind
        if in_toc or para.name.startswith(_TOC_STYLES):
            return "toc"
        if self._cell is not None:
            return "cell"
        return "heading" if para.outline else "paragraph"

    def _label_piece(self, label: Label | None, mark: Any, style: str) -> Piece | None:
        """Return the label with the look of the paragraph mark and of its level (17.9.24)."""
        if label is None or not label.text:
            return None
        prints = () if mark is None else fingerprint(mark)
        if label.look is not None:
            prints += fingerprint(label.look)
        look = self._context.styles.looks(style, self._table)[prints]
        return Piece(label.text + label.suffix, look)

    def _box(self, box: Any) -> None:
        """Read a text box, a story of its own, after the paragraph that anchors it."""
        story = Story(self._paragraphs, self._context, self._kind)
        story.tables = self.tables
        story.ordinals, story._cell = self.ordinals, self._cell
        story.read(box)
        story.finish()
        self.lines += story.lines
        self.tables = story.tables

    def _read_table(self, table: Any) -> None:
        self.finish()
        outer = self._table, self._cell
        cells = tables.rows(table, self._context.skipped)
        layout = tables.is_layout(table, cells)
        index = self.tables
        styled = tables.style_keys(table, cells)
        self.tables += not layout
        for row in cells:
            left = None
            for place in row:
                start = len(self.lines)
                self._table = styled[place]
                self._cell = None if layout else Cell(index, place.row, place.column)
                self.read(place.cell)
                self.finish()
                joined = layout and left is not None and tables.join(self.lines, left, start)
                left = None if joined else start
        self._table, self._cell = outer


def _all_hidden(mark: Any, lines: list[list[Piece]]) -> bool:
    """Tell whether the whole paragraph is hidden text, mark included: it is not displayed and not counted."""
    vanish = mark.find(_VANISH)
    return is_on(vanish) and all(("hidden", "") in piece.look.marks for pieces in lines for piece in pieces)
