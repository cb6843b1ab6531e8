"""Lines and paragraphs of PDF pages from the places of their characters.

Characters on one baseline are a line; a wide gap splits it (two columns, a table's cells). Lines are put in reading
order, column by column where a page is set in two. A line goes on in the next one if it reaches the right margin and
the next begins where a paragraph of this shape goes on; what ends a sentence before something that may be a label does
not. Lines that repeat at the top or bottom of pages, and page numbers, are taken out of the flow.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from msgspec import Struct

from legaltools.lexicon import table
from legaltools.model.source import BlockKind
from legaltools.readers.pdf_glyphs import Glyph, Page
from legaltools.text.columns import is_wide
from legaltools.text.numerals import CHINESE, ENCLOSED

_SPLIT = 2.2  # widths of a character: a gap from here on parts columns
_FULL, _FULL_END = 1.3, 0.1  # font sizes left at the end of a full line beside what did not fit; after a sentence's end
_MARGIN_SHARE, _MARGIN_REACH = 0.05, 0.3
_SAME_ROW = 0.35  # font sizes; baselines closer than this are one row
_LEADING = 2.6  # font sizes; baselines farther apart belong to two paragraphs
_EDGE = 0.13  # of the page's height at top and bottom: where running heads and page numbers stand
_ENDS = "\u3002\uff1b\uff1a\uff01\uff1f;:!?.\u201d\uff09"
_NUMBER_CHARS = 12
_NUMBER = re.compile(r"[^\w]{0,6}(\d{1,4})[^\w]{0,6}\Z")


class Line(Struct):
    """Characters on one baseline, left to right."""

    glyphs: list[Glyph]
    page: int
    kind: BlockKind = "paragraph"
    column: int = 0  # 0: as wide as the page, 1 and 2: left and right of two
    left: float = 0.0  # margins of its column
    right: float = 0.0

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(glyph.x1 for glyph in self.glyphs[-3:])

    @property
    def y(self) -> float:
        """Its baseline."""
        return self.glyphs[0].y

    @property
    def size(self) -> float:
        """Its font size."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """Its characters without spaces."""
        return "".join(glyph.char for glyph in self.glyphs).strip()


class Paragraph(Struct):
    """Lines that belong together."""

    lines: list[Line]

    @property
    def kind(self) -> BlockKind:
        """What it is of the page."""
        return self.lines[0].kind


def paragraphs(pages: Sequence[Page]) -> list[Paragraph]:
    """Return the paragraphs of all pages in reading order, running heads and page numbers between them."""
    laid = [_ordered(_lines(page, number), page) for number, page in enumerate(pages)]
    _furniture(laid, pages)
    _margins([line for lines in laid for line in lines if line.kind == "paragraph"], pages)
    found: list[Paragraph] = []
    waiting: list[Paragraph] = []  # heads and numbers met inside a paragraph that goes on over a page's end
    for line in (line for lines in laid for line in lines):
        last = found[-1] if found else None
        if line.kind != "paragraph":
            waiting.append(Paragraph([line]))
        elif last is not None and last.kind == "paragraph" and _goes_on(last, line):
            last.lines.append(line)
        else:
            found += waiting
            waiting = []
            found.append(Paragraph([line]))
    return found + waiting


def _lines(page: Page, number: int) -> list[Line]:
    """Gather the characters of a page into lines, top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(page.glyphs, key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= _SAME_ROW * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = []
    for row in rows:
        row.sort(key=lambda glyph: glyph.x0)
        while row and row[-1].char.isspace():
            row.pop()
        if any(not glyph.char.isspace() for glyph in row):
            lines += [Line(part, number) for part in _parts(row)]
    return lines


def _parts(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """Split a row at wide gaps."""
    begun = 0
    for at, (before, after) in enumerate(pairwise(row), 1):
        if after.x0 - before.x1 > _SPLIT * max(before.size, after.size):
            yield row[begun:at]
            begun = at
    yield row[begun:]


def _ordered(lines: list[Line], page: Page) -> list[Line]:
    """Put lines in reading order: two columns one after the other, else the parts of a row together again."""
    gutter = _gutter(lines, page)
    ordered: list[Line] = []
    if gutter is None:
        for line in lines:
            if ordered and ordered[-1].y - line.y <= _SAME_ROW * line.size and line.x0 >= ordered[-1].x1 - line.size:
                ordered[-1].glyphs += line.glyphs
            else:
                ordered.append(line)
        return ordered
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if line.x0 < gutter < line.x1:
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            line.column = 1 + (line.x0 >= gutter)
            columns[line.column - 1].append(line)
    return ordered + columns[0] + columns[1]


def _gutter(lines: Sequence[Line], page: Page) -> float | None:
    """Return where two columns of text part, ``None`` if the page has one."""
    middle = [line for line in lines if line.x1 - line.x0 > 0.2 * page.width]
    left = [line for line in middle if line.x1 < 0.56 * page.width]
    right = [line for line in middle if line.x0 > 0.44 * page.width]
    if min(len(left), len(right)) < 4 or len(left) + len(right) < 0.7 * len(middle):
        return None
    edge, start = max(line.x1 for line in left), min(line.x0 for line in right)
    return (edge + start) / 2 if edge < start else None


def _margins(lines: Sequence[Line], pages: Sequence[Page]) -> None:
    """Set the margins of all lines, found over all pages of a width: where several lines begin, where several end."""
    groups: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        groups.setdefault((round(pages[line.page].width), line.column), []).append(line)
    for group in groups.values():
        size = median(line.size for line in group)
        starts, ends = [-line.x0 for line in group], [line.x1 for line in group]
        reach = _MARGIN_REACH * (max(starts) + max(ends))
        left, right = -_margin(starts, size, reach), _margin(ends, size, reach)
        for line in group:
            line.left, line.right = left, right


def _margin(ends: list[float], size: float, reach: float) -> float:
    """Return the outermost place, not farther in than ``reach``, that several lines reach within a character."""
    ends.sort(reverse=True)
    enough = max(2, round(_MARGIN_SHARE * len(ends)))
    for end, other in zip(ends, ends[enough - 1 :], strict=False):
        if end - other <= size and ends[0] - end <= reach:
            return end
    return ends[0]


def _furniture(pages: Sequence[list[Line]], sizes: Sequence[Page]) -> None:
    """Find running heads, running feet and page numbers."""
    edges: list[tuple[Line, str, bool]] = []
    for lines, page in zip(pages, sizes, strict=True):
        for line in lines:
            top = line.y > (1 - _EDGE) * page.height
            if top or line.y < _EDGE * page.height:
                edges.append((line, re.sub(r"\d+", "#", line.text), top))
    texts: dict[tuple[str, bool], dict[int, str]] = {}
    for line, shape, top in edges:
        texts.setdefault((shape, top), {})[line.page] = line.text
    for line, shape, top in edges:
        same = texts[shape, top]
        repeated = len(same) >= 2 and 2 * len(same) >= min(len(pages), 6)
        counts = repeated and len(set(same.values())) == len(same) and len(shape) <= _NUMBER_CHARS
        if counts or (_NUMBER.match(line.text) and not _inside(line, pages[line.page])):
            line.kind = "page_number"
        elif repeated and (len(set(same.values())) == 1 or not _label_like(line.text)):
            line.kind = "header" if top else "footer"


def _inside(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a line stands between others of its page, as a number in a table does."""
    return any(other.y < line.y for other in lines) and any(other.y > line.y for other in lines)


def _goes_on(paragraph: Paragraph, line: Line) -> bool:
    """Tell whether ``line`` continues the paragraph."""
    last, first, size = paragraph.lines[-1], paragraph.lines[0], line.size
    ended = last.text[-1:] in _ENDS
    room = last.right - last.x1
    if abs(last.size - size) > 0.12 * size or room > _unit(line) + (_FULL_END if ended else _FULL) * size:
        return False
    if last.page == line.page:
        gap = last.y - line.y
        if gap > _LEADING * size:
            return False
    if ended and _label_like(line.text):
        return False
    start = line.x0 - line.left
    if len(paragraph.lines) > 1:
        return abs(start - (last.x0 - last.left)) <= 0.7 * size
    begun = first.x0 - first.left
    if start <= begun - 0.7 * size or (start <= 0.7 * size and begun <= 0.7 * size):
        return True  # first line indented, or nothing is
    return start > 0.7 * size and any(
        abs(glyph.x0 - first.left - start) <= 0.7 * size and gap > 0.2 * size
        for glyph, gap in _after_gaps(first.glyphs[:16])
    )


def _unit(line: Line) -> float:
    """Return the width of what cannot be broken at a line's begin: a character or word with its brackets and marks."""
    end = line.x0
    for glyph, after in zip(line.glyphs, [*line.glyphs[1:], None], strict=True):
        latin = glyph.char.isascii() and not glyph.char.isspace()
        end = glyph.x1
        closes = (
            after is not None and unicodedata.category(after.char) in ("Pe", "Pf", "Po") and not after.char.isascii()
        )
        opens = unicodedata.category(glyph.char) in ("Ps", "Pi")
        joined = latin and after is not None and after.char.isascii() and not after.char.isspace()
        if not (opens or closes or joined):
            break
    return end - line.x0


def _after_gaps(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, float]]:
    """Yield the characters after a gap: where the text after a label begins."""
    last = glyphs[0]
    for glyph in glyphs[1:]:
        if not glyph.char.isspace():
            yield glyph, glyph.x0 - last.x1
            last = glyph


def _label_like(text: str) -> bool:
    """Tell whether a text may begin with a number."""
    return text[:1] in _label_starts()


@cache
def _label_starts() -> frozenset[str]:
    firsts = "".join(str(scheme.get("first", "")) for scheme in table("numbering").get("schemes", {}).values())
    letters = {char for char in firsts if is_wide(char)}
    return frozenset("0123456789([{\uff08\u3010\u2022\u25cf\u25a0\u25c6") | letters | set(CHINESE) | set(ENCLOSED)
