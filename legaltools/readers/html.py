"""Web pages: the lines a person sees, with the labels the browser prints and the look of the characters.

The page is parsed as a browser does (lexbor, HTML 5); scripts are never run and nothing is fetched. One line of text
is one line box broken by block elements and ``<br>``; list markers are materialised as labels; cells of data tables
are lines with a place. Navigation is kept but told apart (:mod:`~legaltools.readers.html_page`).
"""

import hashlib
import re
from typing import Any, NamedTuple

from msgspec.structs import replace

from legaltools.model.source import BlockKind, Cell, ReadError, Source
from legaltools.readers import html_lines, html_page
from legaltools.readers import text as plain
from legaltools.readers.html_lines import Line
from legaltools.readers.html_list import Numbering
from legaltools.readers.html_style import Sheet, Style, compute
from legaltools.readers.html_table import Tables

_NAMES = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search section summary
table tbody td textarea tfoot th thead title tr ul xmp
"""
_BLOCKS = frozenset(_NAMES.split())
_UNSEEN = frozenset(
    ("script", "style", "head", "template", "meta", "link", "base", "svg", "math", "iframe", "object", "embed", "audio",
     "video", "canvas", "select", "datalist", "rp", "rt", "noembed", "noframes")
)  # fmt: skip
_PARTS = {"main": "main", "article": "main", "nav": "nav", "header": "header", "footer": "footer", "aside": "aside"}
_ROLES = {"main": "main", "article": "main", "navigation": "nav", "banner": "header", "contentinfo": "footer",
          "complementary": "aside", "menu": "nav", "menubar": "nav", "search": "nav"}  # fmt: skip
_HEADING = re.compile(r"(?:^|[-_])h([1-6])$")
_CHARSET = re.compile(rb"""<meta\s[^>]{0,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(?!(?:p|li|td|th|tr|dd|dt|br|hr|img|input|meta|link|option|col|wbr|area|base)[\s>/])[A-Za-z]")
_LATIN = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "us-ascii", "ascii")
_HEAD_BYTES = 4096
_DEPTH = 2048
_LONGEST_ANCHOR = 200


class _Place(NamedTuple):
    """What an element hands down to its content."""

    style: Style = Style()
    kind: BlockKind = "paragraph"
    level: int = 0
    indent: int = 0
    cell: Cell | None = None
    part: str = ""
    numbering: Numbering | None = None
    verbatim: int = 0


def read(data: bytes, name: str) -> Source:
    """Return what a browser shows of the page."""
    from selectolax.lexbor import LexborHTMLParser

    markup, encoding = _decode(data)
    markup = _without_server_tags(markup)
    if _depth(markup) > _DEPTH:
        raise ReadError("damaged")
    lines = _Layout(LexborHTMLParser(markup)).lines
    html_page.tell_apart(lines)
    text, blocks = html_lines.page(lines)
    if not text.strip():
        raise ReadError("empty")
    blocks = html_page.marked_up(text, blocks, [line.verbatim for line in lines])
    return Source(name, "html", encoding, hashlib.sha256(data).hexdigest(), text, blocks, plain.replacements(text))


def _decode(data: bytes) -> tuple[str, str]:
    """Decode by byte order mark, UTF-8 validity, the declared charset, and at last by what the characters look like."""
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    if declared and (charset := declared[1].decode("ascii").lower()) not in (*_LATIN, "utf-8", "utf8", "utf-16"):
        charset = "gb18030" if charset.startswith(("gb", "hz", "x-gbk")) else charset
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(charset), charset
            except (LookupError, UnicodeDecodeError):
                pass
    text, encoding = plain.decode(data)
    return text, encoding


def _without_server_tags(markup: str) -> str:
    """Drop ``<% … %>`` of page templates, which no browser gets to see."""
    kept, at = [], 0
    while (opening := markup.find("<%", at)) >= 0 and (closing := markup.find("%>", opening)) >= 0:
        kept.append(markup[at:opening])
        at = closing + 2
    return "".join(kept) + markup[at:]


def _depth(markup: str) -> int:
    """Return how deep elements are nested at most: the time of parsing grows with it."""
    depth = deepest = 0
    if markup.count("<") > _DEPTH:
        for tag in _TAG.finditer(markup):
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


class _Layout:
    """Walks the page in reading order and lays it out line by line."""

    def __init__(self, page: Any) -> None:  # a selectolax LexborHTMLParser
        self.sheet = Sheet(page)
        self.tables = Tables()
        self.lines: list[Line] = []
        self.line: Line | None = None
        self.broken = ""  # "soft" after <br>, "hard" after the end of a block
        self.glue = False  # the next text goes on in the line of the cell before it
        self.label = ""
        self.anchors: list[str] = []
        self.paragraphs = self.verbatim = 0
        self._walk(page.root)
        self._flush()
        while self.lines and not self.lines[-1].text:
            self.lines.pop()

    def _walk(self, root: Any) -> None:
        pending: list[tuple[Any, _Place | None]] = [(root, _Place())]
        while pending:
            node, place = pending.pop()
            if place is None:
                self._leave(node)
                continue
            if node.next is not None and node is not root:
                pending.append((node.next, place))
            if node.is_text_node:
                self._text(node.text_content or "", place)
            elif node.is_element_node and node.tag not in _UNSEEN:
                inside, block = self._enter(node, place)
                if block:
                    pending.append((node, None))
                if node.child is not None:
                    pending.append((node.child, inside))

    def _enter(self, node: Any, place: _Place) -> tuple[_Place, bool]:
        """Begin an element; return what holds for its content and whether it is a block."""
        tag, attributes = node.tag, node.attributes
        declared = self.sheet.declarations(node, tag, attributes)
        block = _is_block(tag, declared)
        style = compute(place.style, declared, inline=not block)
        if tag == "br":
            self._break("soft")
        if anchor := attributes.get("id") or (attributes.get("name") if tag == "a" else None):
            self.anchors.append(anchor[:_LONGEST_ANCHOR])
        if tag == "a" and attributes.get("href"):
            style = replace(style, link=attributes["href"])
        place = place._replace(style=style, part=_part(tag, attributes) or place.part)
        if block:
            self._break("hard")
            place = self._block(node, declared, place)
        return place, block

    def _block(self, node: Any, declared: dict[str, str], place: _Place) -> _Place:
        """Begin a block element."""
        tag, attributes = node.tag, node.attributes
        if tag == "table":
            self.tables.enter(node)
            return place._replace(kind="paragraph", cell=None)
        if tag in ("td", "th"):
            self.glue = node.mem_id in self.tables.glued
            cell = self.tables.cells.get(node.mem_id)
            return place._replace(cell=cell, kind="cell") if cell else place
        marker = declared.get("list-style-type") or _list_style(declared.get("list-style", ""))
        if tag in ("ol", "ul", "menu", "dir"):
            self._label_alone()
            items = sum(child.tag == "li" for child in node.iter()) if "reversed" in attributes else 0
            numbering = Numbering(tag, attributes, marker, items, place.indent)
            return place._replace(numbering=numbering, indent=place.indent + 1)
        if tag == "li":
            self._label_alone()
            numbering = place.numbering or Numbering("ul", {}, marker, 0, 0)
            self.label = numbering.label(attributes, marker)
        level = _level(tag, attributes)
        if level:
            return place._replace(kind="heading" if place.cell is None else "cell", level=level)
        if tag == "blockquote":
            return place._replace(kind="quote")
        if place.style.pre and not place.verbatim:
            self.verbatim += 1
            return place._replace(verbatim=self.verbatim)
        return place

    def _leave(self, node: Any) -> None:
        """End a block element."""
        if node.tag == "li":
            self._label_alone()
        self._break("hard")

    def _label_alone(self) -> None:
        """Show the label of an item that has no text of its own before the next item or list."""
        if self.label and any(char.isalnum() for char in self.label):
            self._open(_Place()).label, self.label = self.label, ""
            self._break("hard")
        self.label = ""

    def _break(self, how: str) -> None:
        if self.line is not None and not self.glue:
            self.broken = "hard" if how == "hard" or self.broken else "soft"

    def _text(self, text: str, place: _Place) -> None:
        """Add a text node."""
        if not place.style.pre:
            self._run(text, place)
            return
        for index, part in enumerate(text.split("\n")):
            if index:
                self._break("soft")
            if part.strip() or index or self.line is None:
                self._open(place).runs.append((part, place.style))

    def _run(self, text: str, place: _Place) -> None:
        if text.strip(" \t\n\r\f"):
            self._open(place).runs.append((text, place.style))
        elif self.line is not None and not self.broken:
            self.line.runs.append((text, place.style))

    def _open(self, place: _Place) -> Line:
        """Return the line that text goes to now."""
        if self.glue and self.line is not None:
            self.line.runs.append((" ", place.style))
            self.broken, self.glue = "", False
        if self.line is None or self.broken:
            soft = self.broken == "soft"
            self._flush()
            self.paragraphs += not soft
            self.line = Line(place.kind, place.level, place.indent, place.cell)
            self.line.continues, self.line.origin = soft, self.paragraphs - 1
            self.line.part, self.line.verbatim = place.part, place.verbatim
            self.line.label, self.label = self.label, ""
            self.line.anchors = tuple(dict.fromkeys(self.anchors))
            self.anchors.clear()
        return self.line

    def _flush(self) -> None:
        if self.line is not None and (self.line.lay() or self.line.verbatim):
            self.lines.append(self.line)
        self.line, self.broken = None, ""


def _is_block(tag: str, declared: dict[str, str]) -> bool:
    display = declared.get("display", "")
    if display.startswith(("block", "flex", "grid", "table", "list-item", "flow-root")):
        return True
    return tag in _BLOCKS and not display.startswith("inline")


def _part(tag: str, attributes: dict[str, str | None]) -> str:
    return _ROLES.get(attributes.get("role") or "", "") or _PARTS.get(tag, "")


def _level(tag: str, attributes: dict[str, str | None]) -> int:
    """Return the heading level (1…6) by tag, role or a class named after one (``h4``, ``text-h4``); 0: none."""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if attributes.get("role") == "heading" and (attributes.get("aria-level") or "") in tuple("123456789"):
        return int(attributes["aria-level"] or "1")
    for name in (attributes.get("class") or "").split():
        if found := _HEADING.search(name):
            return int(found[1])
    return 0


def _list_style(shorthand: str) -> str:
    return next((word for word in shorthand.split() if word not in ("inside", "outside") and "(" not in word), "")
