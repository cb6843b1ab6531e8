"""Tracked changes: a woven redline in, a Word document out whose acceptance is the new text and rejection the old.

The rules of a valid redline (ECMA-376 17.13.5 and what Word and LibreOffice do with it): revisions wrap runs inside a
paragraph, deleted text is ``w:delText``, a revised paragraph end is told in the mark's ``w:rPr``, each move is one pair
of ranges with one name, ids are unique, labels are literal text.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import count, groupby
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from legaltools.model.comparison import Piece, Redline
from legaltools.writers.ooxml import legal, repacked
from legaltools.writers.paper import Paper

TAGS = {"-": "w:del", "+": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
MARK = "\n"


def write(value: Redline) -> bytes:
    """Return the document."""
    return _Tracker(value).written()


class _Tracker:
    def __init__(self, value: Redline) -> None:
        self.value = value
        self.paper = Paper(value.title)
        self.ids = count(1)
        self.told: set[str] = set()
        last = {(piece.op, piece.move): i for i, piece in enumerate(value.pieces) if piece.move and piece.text != MARK}
        first: dict[tuple[str, int], int] = {}
        for i, piece in enumerate(value.pieces):
            if piece.move and piece.text != MARK:
                first.setdefault((piece.op, piece.move), i)
        self.starts = {i: key for key, i in first.items()}
        self.ends = {i: key for key, i in last.items()}
        self.ranges: dict[tuple[str, int], str] = {}

    def written(self) -> bytes:
        body = self.paper.document.element.body
        for element in list(body):
            if element.tag == qn("w:p"):
                body.remove(element)
        for pieces in self._paragraphs():
            body.insert(len(body) - 1, self._paragraph(pieces))
        out = BytesIO()
        self.paper.document.save(out)
        return repacked(out.getvalue())

    def _paragraphs(self) -> Iterator[list[tuple[int, Piece]]]:
        """Yield the pieces of each paragraph, its mark last; the last paragraph has no mark piece."""
        current: list[tuple[int, Piece]] = []
        for i, piece in enumerate(self.value.pieces):
            current.append((i, piece))
            if piece.text == MARK:
                yield current
                current = []
        yield current

    def _paragraph(self, pieces: list[tuple[int, Piece]]) -> Any:
        paragraph = OxmlElement("w:p")
        mark = pieces[-1][1] if pieces and pieces[-1][1].text == MARK else None
        if mark is not None and mark.op != "=":
            properties, run = OxmlElement("w:pPr"), OxmlElement("w:rPr")
            run.append(self._revision(mark.op))
            properties.append(run)
            paragraph.append(properties)
        texts = [(i, piece) for i, piece in pieces if piece.text != MARK]
        for node, group in groupby(texts, key=lambda row: row[1].node):
            self._node(paragraph, node, list(group))
        return paragraph

    def _node(self, paragraph: Any, node: str, pieces: list[tuple[int, Piece]]) -> None:
        """Write the runs of one clause in one paragraph, with its comment around them.

        Where nothing of the clause is kept the comment stands inside the revision: outside it would keep the paragraph
        alive when the revision is rejected.
        """
        note = self.value.notes.get(node, ()) if node not in self.told else ()
        start, *ends = self._comment(note) if note else (None,)
        kept = any(piece.op == "=" for _, piece in pieces)
        if start is not None and kept:
            paragraph.append(start)
        for i, piece in pieces:
            if i in self.starts:
                paragraph.append(self._range_start(self.starts[i]))
            run = self._run(piece)
            paragraph.append(run)
            if i in self.ends:
                kind, _ = key = self.ends[i]
                paragraph.append(_numbered(f"{TAGS[kind]}RangeEnd", self.ranges[key]))
        if start is not None and not kept:
            run.insert(0, start)
        (paragraph if kept else run).extend(ends)
        self.told.add(node if note else "")

    def _run(self, piece: Piece) -> Any:
        run = OxmlElement("w:r")
        if piece.node in self.value.headings:
            properties = OxmlElement("w:rPr")
            properties.append(OxmlElement("w:b"))
            run.append(properties)
        text = OxmlElement("w:delText" if piece.op == "-" else "w:t")
        text.set(qn("xml:space"), "preserve")
        text.text = legal(piece.text)
        run.append(text)
        return run if piece.op == "=" else self._wrapped(piece.op, run)

    def _wrapped(self, op: str, run: Any) -> Any:
        revision = self._revision(op)
        revision.append(run)
        return revision

    def _revision(self, op: str) -> Any:
        element = _numbered(TAGS[op], str(next(self.ids)))
        element.set(qn("w:author"), legal(self.value.author))
        element.set(qn("w:date"), self.value.date)
        return element

    def _range_start(self, key: tuple[str, int]) -> Any:
        kind, move = key
        self.ranges[key] = str(next(self.ids))
        start = _numbered(f"{TAGS[kind]}RangeStart", self.ranges[key])
        start.set(qn("w:name"), f"move{move}")
        start.set(qn("w:author"), legal(self.value.author))
        start.set(qn("w:date"), self.value.date)
        return start

    def _comment(self, lines: tuple[str, ...]) -> tuple[Any, Any, Any]:
        """Add a comment; return the marks where it begins and ends, and the run that refers to it."""
        text = "\n".join(legal(line) for line in lines)
        comment = self.paper.document.comments.add_comment(text, legal(self.value.author), "")
        comment._comment_elm.set(qn("w:date"), self.value.date)
        number = str(comment.comment_id)
        run = OxmlElement("w:r")
        run.append(_numbered("w:commentReference", number))
        return _numbered("w:commentRangeStart", number), _numbered("w:commentRangeEnd", number), run


def _numbered(tag: str, number: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:id"), number)
    return element
