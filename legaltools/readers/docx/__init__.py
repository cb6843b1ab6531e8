"""Word documents (.docx) as a person sees them: displayed numbers, looks, tables, notes, tracked changes.

In: the bytes of a file. Out: a :class:`~legaltools.model.source.Source`: the paragraphs of the body in reading order
with their automatic numbers as labels, then headers, footers, footnotes, endnotes and comments as blocks of their
kind. The file is opened without trusting it (:mod:`~legaltools.readers.docx.package`). Why lxml and not python-docx
reads it, and what Word does with numbers, is in ``docs/analysis/docx-numbering.md``.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from legaltools.model.diagnostic import Diagnostic
from legaltools.model.source import Block, BlockKind, ReadError, Source
from legaltools.readers.docx import symbols
from legaltools.readers.docx.lines import PLAIN, Line, Piece, assemble
from legaltools.readers.docx.names import WORD, w
from legaltools.readers.docx.numbering import Numbering
from legaltools.readers.docx.package import Package
from legaltools.readers.docx.paragraphs import PICTURES, Context, Notes, note_anchor
from legaltools.readers.docx.story import Paragraphs, Story
from legaltools.readers.docx.styles import Styles

_CHANGES = w("ins", "del", "moveFrom", "moveTo")
TRACKED = ("accepted", "original", "final", "both")


def read(data: bytes, name: str, *, tracked: str = "accepted") -> Source:
    """Read a Word file.

    ``tracked`` says what tracked changes are: ``accepted`` (default; ``final`` is the same text), ``original`` (as if
    rejected), ``both`` (insertions and deletions together, marked). Raises :class:`ReadError` for a file that is not
    a readable Word document, ``ValueError`` for another ``tracked``.
    """
    if tracked not in TRACKED:
        raise ValueError(tracked)
    reader = _Reader(Package(data, name), tracked)
    try:
        text, blocks = assemble(reader.lines())
    except RecursionError:  # elements nested deeper than any editor makes them
        raise ReadError("damaged") from None
    text = symbols.shown(text)
    if not text.strip():
        raise ReadError("pictures" if reader.pictures else "empty")
    return Source(name, "docx", "utf-8", hashlib.sha256(data).hexdigest(), text, blocks, reader.notes(text, blocks))


class _Reader:
    """The parts of one document and the stories in them."""

    def __init__(self, package: Package, tracked: str) -> None:
        self._package = package
        self._tracked = tracked
        self._main = package.main
        self._relations = package.relations(self._main)
        self._styles = Styles(self._by_kind("styles"), self._by_kind("theme"))
        numbering = Numbering(self._by_kind("numbering"), self._styles.numbering_style)
        self._paragraphs = Paragraphs(self._styles, numbering, tracked)
        self._notes = Notes()
        self._changes = self._embedded = 0
        self.pictures = False

    def lines(self) -> list[Line]:
        """Return the lines of all stories: the body first, then what stands around it."""
        root = self._package.part(self._main)
        body = None if root is None else root.find(WORD + "body")
        if body is None:
            raise ReadError("not_word")
        self._changes = sum(1 for _ in body.iter(*_CHANGES))
        self._embedded = sum(1 for _ in body.iter(WORD + "altChunk"))
        self.pictures = next(body.iter(*PICTURES), None) is not None
        context = Context(self._styles, self._relations, self._tracked, self._notes)
        lines = self._story(body, context, ordinals={p: i for i, p in enumerate(body.iter(WORD + "p"))})
        if context.page == 1:  # Word kept no page breaks: a page number would be a guess
            for line in lines:
                line.page = None
        return [
            *lines,
            *self._around("header"),
            *self._around("footer"),
            *self._noted("footnote"),
            *self._noted("endnote"),
            *self._commented(),
        ]

    def notes(self, text: str, blocks: Iterable[Block]) -> tuple[Diagnostic, ...]:
        """Return what a person should know: tracked changes and how they were read, text that is hidden or not read."""
        found = []
        if self._changes:
            args = {"count": str(self._changes), "tracked": self._tracked}
            found.append(Diagnostic("SRC004", 0, 0, severity="information", args=args))
        if self._embedded:
            found.append(Diagnostic("SRC006", 0, 0, args={"count": str(self._embedded)}))
        found += [
            Diagnostic("SRC005", mark.start, mark.end, line=number)
            for number, block in enumerate(blocks, 1)
            for mark in block.marks
            if mark.kind == "hidden" and not text[mark.start : mark.end].isspace()
        ]
        return tuple(found)

    def _story(
        self, container: Any, context: Context, kind: BlockKind = "paragraph", ordinals: dict[Any, int] | None = None
    ) -> list[Line]:
        story = Story(self._paragraphs, context, kind)
        story.ordinals = ordinals or {}
        story.read(container)
        story.finish()
        if kind != "paragraph":
            for line in story.lines:
                line.page = line.origin = None
        return story.lines

    def _context(self, part: str) -> Context:
        return Context(self._styles, self._package.relations(part), self._tracked, self._notes)

    def _around(self, kind: BlockKind) -> list[Line]:
        """Return headers or footers that say something, each text once (a document has one set per section)."""
        found: dict[str, list[Line]] = {}
        for part in self._parts(kind):
            root = self._package.part(part)
            if root is not None:
                lines = [line for line in self._story(root, self._context(part), kind) if line.text.strip()]
                found.setdefault("\n".join(line.text for line in lines), lines)
        return [line for lines in found.values() for line in lines]

    def _noted(self, kind: BlockKind) -> list[Line]:
        """Return the notes that the text refers to, in the order of their numbers."""
        lines: list[Line] = []
        for part in self._parts(kind + "s"):
            root = self._package.part(part)
            notes = {} if root is None else {note.get(WORD + "id", ""): note for note in root}
            for (owner, note_id), number in list(self._notes.numbers.items()):
                if owner == kind and note_id in notes:
                    found = self._story(notes[note_id], self._context(part), kind)
                    found[:1] = [_numbered(line, kind, number) for line in found[:1]]
                    lines += found
        return lines

    def _commented(self) -> list[Line]:
        lines: list[Line] = []
        for part in self._parts("comments"):
            root = self._package.part(part)
            for number, comment in enumerate(() if root is None else root, 1):
                found = self._story(comment, self._context(part), "comment")
                for line in found[:1]:
                    line.anchors.append(f"_cmnt{number}")
                lines += found
        return lines

    def _parts(self, kind: str) -> Iterable[str]:
        """Return the names of the parts of a kind; where no relationship names one, the name that Word gives it."""
        named = dict.fromkeys(r.target for r in self._relations.values() if r.kind == kind)
        return named or (f"word/{kind}.xml",)

    def _by_kind(self, kind: str) -> Any:
        return next((self._package.part(name) for name in self._parts(kind)), None)


def _numbered(line: Line, kind: BlockKind, number: int) -> Line:
    line.label = Piece(f"[{number}] ", PLAIN)
    line.anchors.append(note_anchor(kind, number))
    return line
