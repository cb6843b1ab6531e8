"""PDF: the text layer as paragraphs, with page numbers, bold and underline, and ordinary Chinese characters.

PDFium opens the file (pypdfium2); nothing in it is executed and nothing is fetched. A file without a text layer is
refused with the command that makes one.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

from legaltools.model.diagnostic import Diagnostic
from legaltools.model.source import Block, Mark, MarkKind, ReadError, Source
from legaltools.readers import text as plain
from legaltools.readers.pdf_glyphs import Glyph, Page, page
from legaltools.readers.pdf_layout import Line, Paragraph, paragraphs
from legaltools.text.columns import is_wide

T = TypeVar("T")
_NARROW_GAP, _WIDE_GAP = 0.18, 0.8  # of the font size: a gap that shows as a space between narrow and wide characters
_EXAMPLES = 8


def read(data: bytes, name: str) -> Source:
    """Return the paragraphs of the text layer, one a line."""
    mapped: Counter[str] = Counter()
    pages = _pages(data, mapped)
    if not any(leaf.glyphs for leaf in pages):
        code = "scanned_ocrmypdf" if shutil.which("ocrmypdf") else "scanned"
        raise ReadError(code, file=name) if any(leaf.pictures for leaf in pages) else ReadError("empty")
    text, blocks = _assemble(paragraphs(pages))
    if not text.strip():
        raise ReadError("empty")
    notes = plain.replacements(text) + _notes(mapped, pages)
    return Source(name, "pdf", "pdf", hashlib.sha256(data).hexdigest(), text, blocks, notes)


def _pages(data: bytes, mapped: Counter[str]) -> list[Page]:
    """Return all pages; raises ``ReadError`` ``encrypted`` or ``damaged``."""
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(data)
        try:
            return [page(document, index, mapped) for index in range(len(document))]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError("encrypted" if "password" in str(error).lower() else "damaged") from None


def _notes(mapped: Counter[str], pages: Sequence[Page]) -> tuple[Diagnostic, ...]:
    """Return what a person should know: mapped characters, pages that are only pictures."""
    notes = []
    if mapped:
        examples = " ".join(pair for pair, _ in mapped.most_common(_EXAMPLES))
        args = {"count": str(mapped.total()), "examples": examples}
        notes.append(Diagnostic("SRC002", 0, 0, severity="information", args=args))
    blank = [str(number) for number, leaf in enumerate(pages, 1) if leaf.pictures and not leaf.glyphs]
    if blank:
        notes.append(Diagnostic("SRC003", 0, 0, args={"pages": ", ".join(blank)}))
    return tuple(notes)


def _assemble(parts: Sequence[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of the paragraphs and their blocks."""
    size = _usual([glyph.size for part in parts for line in part.lines for glyph in line.glyphs])
    color = _usual([glyph.color for part in parts for line in part.lines for glyph in line.glyphs])
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for origin, part in enumerate(parts):
        shown: list[tuple[str, Glyph]] = []
        for line in part.lines:
            if shown and _is_latin(shown[-1][0]) and _is_latin(line.glyphs[0].char):
                shown.append((" ", line.glyphs[0]))
            shown += _spaced(line)
        text = "".join(char for char, _ in shown)
        marks = _marks([glyph for _, glyph in shown], at, size, color)
        number = part.lines[0].page + 1
        blocks.append(Block(at, at + len(text), part.kind, marks=marks, page=number, origin=origin))
        texts.append(text)
        at += len(text) + 1
    return "\n".join(texts), tuple(blocks)


def _usual(values: Sequence[T]) -> T:
    return Counter(values).most_common(1)[0][0]


def _is_latin(char: str) -> bool:
    return char.isascii() and char not in "-/"


def _spaced(line: Line) -> list[tuple[str, Glyph]]:
    """Return the characters of a line with a space where the page shows one."""
    shown: list[tuple[str, Glyph]] = []
    last: Glyph | None = None
    for glyph in line.glyphs:
        if last is not None and not glyph.char.isspace() and not last.char.isspace():
            gap = (glyph.x0 - last.x1) / max(glyph.size, last.size)
            wide = is_wide(glyph.char) or is_wide(last.char)
            if gap > (_WIDE_GAP if wide else _NARROW_GAP):
                shown.append((" ", glyph))
        shown.append((glyph.char, glyph))
        last = glyph
    return shown


def _marks(glyphs: Sequence[Glyph], at: int, size: float, color: str) -> tuple[Mark, ...]:
    """Return the marks of a paragraph whose first character is at offset ``at``."""
    found: list[Mark] = []
    running: dict[MarkKind, tuple[int, str]] = {}
    for offset, glyph in enumerate([*glyphs, None], at):
        shown = _shown(glyph, size, color) if glyph is not None else {}
        for kind in [kind for kind, (_, value) in running.items() if shown.get(kind) != value]:
            begun, value = running.pop(kind)
            found.append(Mark(begun, offset, kind, value))
        for kind, value in shown.items():
            running.setdefault(kind, (offset, value))
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, mark.kind)))


def _shown(glyph: Glyph, size: float, color: str) -> dict[MarkKind, str]:
    shown: dict[MarkKind, str] = {}
    if glyph.bold:
        shown["bold"] = ""
    if glyph.italic:
        shown["italic"] = ""
    if glyph.underline:
        shown["underline"] = ""
    if glyph.color != color:
        shown["color"] = glyph.color
    if abs(glyph.size - size) > 0.05 * size:
        shown["size"] = f"{glyph.size:g}"
    return shown
