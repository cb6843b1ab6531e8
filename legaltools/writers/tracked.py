"""Tracked changes: a woven redline in, a Word document out whose acceptance is the new text and rejection the old.

The rules of a valid redline (ECMA-376 17.13.5 and what Word and LibreOffice do with it): revisions wrap runs inside a
paragraph, deleted text is ``w:delText``, a revised paragraph end is told in the mark's ``w:rPr``, each move is one pair
of ranges with one name, ids are unique, labels are literal text. The XML is written as text into the package of an
empty document: building it element by element takes several times as long.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import count, groupby
from zipfile import ZipFile

from legaltools.model.comparison import Piece, Redline
from legaltools.text.escape import xml
from legaltools.writers.ooxml import packed

TAGS = {"-": "w:del", "+": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
MARK = "\n"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY, TITLE = "<w:body>", "<dc:title></dc:title>"
DOCUMENT, CORE, COMMENTS = "word/document.xml", "docProps/core.xml", "word/comments.xml"


def write(value: Redline) -> bytes:
    """Return the document."""
    tracker = _Tracker(value)
    body = "".join(tracker.paragraphs())
    document, core, others = _template()
    parts = {
        DOCUMENT: document.replace(BODY, f"{BODY}{body}"),
        CORE: core.replace(TITLE, f"<dc:title>{xml(value.title)[:255]}</dc:title>"),
        COMMENTS: f'<w:comments xmlns:w="{SPACE}">{"".join(tracker.comments)}</w:comments>',
    }
    return packed({name: text.encode() for name, text in parts.items()}, others)


@cache
def _template() -> tuple[str, str, bytes]:
    """Return of an empty document in our styles: the document's part, its properties, a package of all others."""
    from legaltools.writers.paper import Paper

    paper = Paper("")
    paper.document.comments.add_comment("", "", "")  # makes the part for comments
    with ZipFile(BytesIO(paper.saved())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document, core = parts.pop(DOCUMENT).decode(), parts.pop(CORE).decode()
    del parts[COMMENTS]
    head, tail = document.split(BODY)
    return head + BODY + tail[tail.index("<w:sectPr") :], core, packed(parts)


class _Tracker:
    """The XML of the paragraphs; ``comments`` fills while they are made."""

    def __init__(self, value: Redline) -> None:
        self.value = value
        self.who = f'w:author="{xml(value.author)}" w:date="{value.date}"'
        self.ids = count(1)
        self.comments: list[str] = []
        self.told: set[str] = set()
        moved = [(i, (p.op, p.move)) for i, p in enumerate(value.pieces) if p.move and p.text != MARK]
        self.ends = dict(reversed([(i, key) for key, i in {key: i for i, key in moved}.items()]))
        self.starts = {i: key for key, i in {key: i for i, key in reversed(moved)}.items()}
        self.ranges: dict[tuple[str, int], int] = {}

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs; the last one's mark is not in the stream and never revised."""
        current: list[tuple[int, Piece]] = []
        for i, piece in enumerate(self.value.pieces):
            if piece.text == MARK:
                yield self._paragraph(current, piece.op)
                current = []
            else:
                current.append((i, piece))
        yield self._paragraph(current, "=")

    def _paragraph(self, pieces: list[tuple[int, Piece]], mark: str) -> str:
        properties = "" if mark == "=" else f"<w:pPr><w:rPr><{TAGS[mark]} {self._revision()}/></w:rPr></w:pPr>"
        groups = [self._node(node, list(group)) for node, group in groupby(pieces, key=lambda row: row[1].node)]
        return f"<w:p>{properties}{''.join(groups)}</w:p>"

    def _revision(self) -> str:
        return f'w:id="{next(self.ids)}" {self.who}'

    def _node(self, node: str, pieces: list[tuple[int, Piece]]) -> str:
        """Return the runs of one clause in one paragraph, with its comment around them.

        Where nothing of the clause is kept the comment stands inside the revision: outside it would keep the paragraph
        alive when the revision is rejected.
        """
        note = self.value.notes.get(node, ()) if node not in self.told else ()
        start, end = self._comment(node, note) if note else ("", "")
        kept = any(piece.op == "=" for _, piece in pieces)
        last = len(pieces) - 1
        parts = []
        for k, (i, piece) in enumerate(pieces):
            if i in self.starts:
                parts.append(self._range_start(self.starts[i]))
            inside = ("", "") if kept or k < last else (start, end)
            parts.append(self._run(piece, *inside))
            if i in self.ends:
                kind, _ = key = self.ends[i]
                parts.append(f'<{TAGS[kind]}RangeEnd w:id="{self.ranges[key]}"/>')
        return f"{start}{''.join(parts)}{end}" if kept else "".join(parts)

    def _run(self, piece: Piece, before: str, after: str) -> str:
        bold = "<w:rPr><w:b/></w:rPr>" if piece.node in self.value.headings else ""
        tag = "w:delText" if piece.op == "-" else "w:t"
        run = f'<w:r>{bold}<{tag} xml:space="preserve">{xml(piece.text)}</{tag}></w:r>'
        if piece.op == "=":
            return run
        return f"<{TAGS[piece.op]} {self._revision()}>{before}{run}{after}</{TAGS[piece.op]}>"

    def _range_start(self, key: tuple[str, int]) -> str:
        kind, move = key
        self.ranges[key] = next(self.ids)
        return f'<{TAGS[kind]}RangeStart w:id="{self.ranges[key]}" w:name="move{move}" {self.who}/>'

    def _comment(self, node: str, lines: tuple[str, ...]) -> tuple[str, str]:
        """Add a comment; return what stands before and behind the words it is on."""
        self.told.add(node)
        number = len(self.comments)
        text = "".join(f'<w:p><w:r><w:t xml:space="preserve">{xml(line)}</w:t></w:r></w:p>' for line in lines)
        self.comments.append(f'<w:comment w:id="{number}" {self.who} w:initials="">{text}</w:comment>')
        reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        return f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>{reference}'
