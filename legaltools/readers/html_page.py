"""What of a page is the document and what leads around it.

Nothing is dropped: lines of navigation become blocks of kind ``header`` or ``footer``, lists of links into the page
``toc``. A line is told apart only on strong signs (a landmark element, or several lines in a row of nothing but short
links), because losing a clause is worse than keeping a menu.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from legaltools.model.source import Block
from legaltools.readers import markdown
from legaltools.readers.html_lines import Line

_MAIN_SHARE = 0.6  # of all characters: what calls itself the main part is believed from here on
_SHORT = 30  # characters; a navigation link is not longer
_ROW = 3  # links in a line, or lines of links in a row, that make a menu
_DOWNLOAD = 8  # characters; a line no longer than this that links to a file is a button
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|zip|rar|apk)(?:[?#]|\Z)", re.IGNORECASE)
_MENU_SHARE = 0.1  # of all characters: a landmark larger than this is content after all


def tell_apart(lines: Sequence[Line]) -> None:
    """Set the kind of the lines that are not the document's own."""
    sizes = [len(line.text.strip()) for line in lines]
    total = sum(sizes)
    main = [i for i, line in enumerate(lines) if line.part == "main"]
    framed = bool(main) and sum(sizes[i] for i in main) >= _MAIN_SHARE * total
    middle = main[len(main) // 2] if framed else max(range(len(lines)), key=sizes.__getitem__, default=0)
    for part in ("nav", "header", "footer", "aside"):
        inside = [i for i, line in enumerate(lines) if line.part == part]
        links = sum(_linked(lines[i]) for i in inside)
        size = sum(sizes[i] for i in inside)
        sure = part in ("nav", "footer") or framed or 2 * links > size
        if inside and size <= _MENU_SHARE * total and sure:
            _set(lines, [i for i in inside if part in ("nav", "footer") or not lines[i].level], middle)
    if framed:
        _set(lines, [i for i, line in enumerate(lines) if line.part != "main" and not line.level], middle)
    _menus(lines, middle)


def _menus(lines: Sequence[Line], middle: int) -> None:
    """Tell apart runs of lines that are nothing but links."""
    kinds = [_menu(line) for line in lines]
    at = 0
    for kind, group in groupby(kinds):
        count = len(list(group))
        many = count >= _ROW or any(_links(line) >= _ROW for line in lines[at : at + count])
        if kind == "toc" and count >= _ROW:
            for line in lines[at : at + count]:
                line.kind = "toc"
        elif kind == "download" or (kind == "menu" and many):
            _set(lines, range(at, at + count), middle)
        at += count


def _menu(line: Line) -> str:
    """Tell what a line may be part of: ``toc``, ``menu`` or ``""``."""
    visible = [
        (end - start, style)
        for start, end, style in line.spans
        if line.text[start:end].strip(" |\u00a0\u3000>\u00bb/·")
    ]
    if not visible or not all(style.link for _, style in visible) or line.level:
        return ""
    if all(style.link.startswith("#") and len(style.link) > 1 for _, style in visible):
        return "toc"
    if sum(length for length, _ in visible) <= _DOWNLOAD and _FILE.search(visible[0][1].link):
        return "download"
    return "menu" if all(length <= _SHORT for length, _ in visible) else ""


def _links(line: Line) -> int:
    return len({style.link for _, _, style in line.spans if style.link})


def _linked(line: Line) -> int:
    return sum(end - start for start, end, style in line.spans if style.link)


def _set(lines: Sequence[Line], indexes: Sequence[int], middle: int) -> None:
    for index in indexes:
        lines[index].kind = "header" if index < middle else "footer"


def marked_up(text: str, blocks: tuple[Block, ...], verbatim: Sequence[int]) -> tuple[Block, ...]:
    """Read the ``<pre>`` elements that hold Markdown as Markdown: add its levels and marks to their blocks."""
    read = list(blocks)
    at = 0
    for number, group in groupby(verbatim):
        count = len(list(group))
        begin = blocks[at].start if count else 0
        inner = text[begin : blocks[at + count - 1].end]
        if number and inner.count("**") + inner.count("\n#") > _ROW:
            for index, block in enumerate(markdown.blocks(inner), at):
                shifted = tuple(replace(m, start=m.start + begin, end=m.end + begin) for m in block.marks)
                marks = tuple(sorted((*read[index].marks, *shifted), key=lambda m: (m.start, -m.end)))
                # a row of = is a separator here, not the underline of a heading
                titled = block.level and inner[block.start : block.end].lstrip().startswith("#")
                kind, level = (block.kind, block.level) if titled or not block.level else ("paragraph", 0)
                read[index] = replace(read[index], kind=kind, level=level, indent=block.indent, marks=marks)
        at += count
    return tuple(read)
