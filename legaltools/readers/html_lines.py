"""Lines of a page: runs of styled characters in, white space collapsed as a browser does, blocks with marks out.

A line break in the source between two wide characters is no space (CSS Text Level 3, 4.1.3: segment break
transformation); no-break and ideographic spaces are kept.
"""

import re
from collections import Counter
from collections.abc import Sequence

from legaltools.model.source import Block, BlockKind, Cell, Mark, MarkKind
from legaltools.readers.html_style import Style
from legaltools.text.columns import is_wide

_TOKEN = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")
_SPACE = " \t\n\r\f"
_QUOTES = "\u2014\u2018\u2019\u201c\u201d\u2026"  # wide in Chinese text, "ambiguous" in Unicode


class Line:
    """One line of the page: what was gathered, and after :meth:`lay` what is shown."""

    def __init__(self, kind: BlockKind, level: int, indent: int, cell: Cell | None) -> None:
        self.kind, self.level, self.indent, self.cell = kind, level, indent, cell
        self.label = ""  # what the list around it prints before it
        self.anchors: tuple[str, ...] = ()
        self.origin = 0
        self.continues = False
        self.part = ""  # the landmark it stands in: "main", "nav", "header", "footer", "aside"
        self.verbatim = 0  # the number of the ``<pre>`` it stands in, 0: none
        self.runs: list[tuple[str, Style]] = []
        self.text = ""
        self.spans: list[tuple[int, int, Style]] = []

    def lay(self) -> bool:
        """Collapse white space into ``text`` and ``spans``; tell whether there is anything to see."""
        pieces: list[str] = [f"{self.label} "] if self.label else []
        length, last, gap = sum(map(len, pieces)), "", ""
        for text, style in self.runs:
            first = -1
            for token in [text] if style.pre else _TOKEN.findall(text):
                if not style.pre and token[0] in _SPACE:
                    gap = "\n" if "\n" in token or gap == "\n" else " "
                    continue
                space = " " if last and gap and not (gap == "\n" and _wide(last) and _wide(token[:1])) else ""
                pieces += (space, token)
                first = length + len(space) if first < 0 else first
                length += len(space) + len(token)
                last, gap = token[-1:] or last, ""
            if first >= 0:
                self.spans.append((first, length, style))
        self.text = "".join(pieces).rstrip(_SPACE)
        self.runs.clear()
        return bool(self.text.strip())


def page(lines: Sequence[Line]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of the lines and their blocks; colours and sizes are marked where they are not the page's own."""
    colors: Counter[str] = Counter()
    sizes: Counter[float] = Counter()
    for line in lines:
        for start, end, style in line.spans:
            colors[style.color] += end - start
            sizes[style.size] += end - start
    color = colors.most_common(1)[0][0] if colors else ""
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    blocks, at = [], 0
    for line in lines:
        end = at + len(line.text)
        label_end = at + len(line.label) if line.label else None
        marks = _marks(line, at, color, size)
        place = (line.kind, line.level, line.indent, label_end, marks, line.cell, None, line.origin, line.continues)
        blocks.append(Block(at, end, *place, line.anchors))
        at = end + 1
    return "\n".join(line.text for line in lines), tuple(blocks)


def _marks(line: Line, at: int, color: str, size: float) -> tuple[Mark, ...]:
    """Return the marks of a laid line that begins at offset ``at``."""
    found: list[Mark] = []
    open_: dict[MarkKind, Mark] = {}
    for start, stop, style in line.spans:
        end = min(stop, len(line.text))
        shown = _shown(style, color, size)
        for kind, value in shown.items():
            last = open_.get(kind)
            if last and last.value == value and not line.text[last.end - at : start].strip():
                open_[kind] = Mark(last.start, at + end, kind, value)
            else:
                if last:
                    found.append(last)
                open_[kind] = Mark(at + start, at + end, kind, value)
        found += [open_.pop(kind) for kind in tuple(open_) if kind not in shown]
    found += open_.values()
    return tuple(sorted((m for m in found if m.start < m.end), key=lambda m: (m.start, -m.end, m.kind)))


def _shown(style: Style, color: str, size: float) -> dict[MarkKind, str]:
    shown: dict[MarkKind, str] = {}
    if style.bold:
        shown["bold"] = ""
    if style.italic:
        shown["italic"] = ""
    if style.underline:
        shown["underline"] = ""
    if style.strike:
        shown["strike"] = ""
    if style.caps:
        shown["caps"] = ""
    if style.hidden:
        shown["hidden"] = ""
    if style.highlight:
        shown["highlight"] = style.highlight
    if style.color != color:
        shown["color"] = style.color or "000000"
    if style.size != size:
        shown["size"] = f"{style.size:g}"
    if style.link:
        shown["link"] = style.link
    return shown


def _wide(char: str) -> bool:
    return is_wide(char) or char in _QUOTES
