"""Markdown: the raw text is the text as read; blocks say what the page would show of each line.

Headings (ATX, setext), lists, quotes, tables, code, rules, front matter and comments are recognised as CommonMark
does, but for what Chinese documents show to be meant otherwise: ``##标题`` without a space is a heading, a line of
hyphens under a paragraph of several lines is a rule, text indented by four spaces is text. Syntax is not removed but
marked ``markup``; a list number stays the author's own. A line without any special character costs two searches.
"""

import re
from collections.abc import Iterator

import msgspec

from legaltools.model.source import Block, BlockKind, Cell, Mark, Source
from legaltools.readers import text as plain
from legaltools.readers.markdown_inline import Inline

_OPENS = re.compile(r"[ \t]*(?:[#>=<|:+-]|\*(?!\*[^\s*])|_(?!_[^\s_])|`{3}|~{3}|\[|\d{1,9}[.)](?:[ \t]|\Z))|[ \t]|\Z")
_INLINE = re.compile(r"[\\`*_~\[<&{]")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[^`]*\Z")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_ATX = re.compile(r"[ \t]*(#{1,6})(?:[ \t]+|\Z|(?=[^\x00-\x7f]))")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?=[ \t]|\Z)[ \t]*")
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]]{1,40}\]:")
_TARGET = re.compile(r"^ {0,3}\[([^\]^\n][^\]\n]{0,200})\]:[ \t]*(\S{1,2000})", re.MULTILINE)
_TAG = re.compile(r"[ \t]*<[A-Za-z][\w.-]{0,60}\s[^<>]{0,4000}=[^<>]{0,4000}>")
_SETEXT_CHARS = 100
_RULE_CHARS = 3
_FRONT_CHARS = 20_000


class _Line:
    """A line being read: ``[content, content_end)`` is what is left of it for inline syntax."""

    __slots__ = ("cell", "content", "content_end", "end", "indent", "kind", "level", "marks", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = self.content = start
        self.end = self.content_end = end
        self.kind: BlockKind = "paragraph"
        self.level = self.indent = 0
        self.cell: Cell | None = None
        self.marks: list[Mark] = []

    def syntax(self, start: int, end: int) -> None:
        """Mark ``[start, end)`` as syntax."""
        if start < end:
            self.marks.append(Mark(start, end, "markup"))

    def closed(self) -> Block:
        """Return the block of the line."""
        if len(self.marks) > 1:
            self.marks.sort(key=lambda mark: (mark.start, -mark.end))
        return Block(self.start, self.end, self.kind, self.level, self.indent, None, tuple(self.marks), self.cell)


def read(data: bytes, name: str) -> Source:
    """Return the raw text with one block a line."""
    source = plain.source(data, name, "markdown")
    return msgspec.structs.replace(source, blocks=blocks(source.text))


def blocks(text: str) -> tuple[Block, ...]:
    """Return one block per line of ``text.split("\\n")``."""
    return tuple(line if isinstance(line, Block) else line.closed() for line in _Reader(text).lines)


class _Reader:
    """The state that lasts from line to line: an open fence, comment or front matter, lists, table and paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Block | _Line] = []
        self.fence = ""  # what closes the open fence or front matter
        self.inside: BlockKind = "code"
        self.hidden = 0  # everything before this offset is inside a comment or a tag
        self.comments = "<!--" in text
        self.lists: list[int] = []  # the columns of the list markers around this line
        self.length = 0  # lines of the open paragraph
        self.table = self.row = -1  # row -1: no table is open
        links = {name.casefold(): target.strip("<>") for name, target in _TARGET.findall(text)} if "]:" in text else {}
        self.inline = Inline(text, links)
        self._read()

    def _read(self) -> None:
        at, opens, special = 0, _OPENS.match, _INLINE.search
        for raw in self.text.split("\n"):
            end = at + len(raw)
            if opens(raw) or self.fence or at < self.hidden or self.row >= 0 or (self.comments and "<!--" in raw):
                self._structure(raw, at, end)
            elif self.lists or self.inline.open or special(raw):
                self._text(_Line(at, end))
            else:
                self.lines.append(Block(at, end))
                self.length += 1
            at = end + 1

    def _close(self) -> None:
        """End the open paragraph and table."""
        self.length, self.row = 0, -1
        if self.inline.open:
            self.inline.close()

    def _structure(self, raw: str, start: int, end: int) -> None:
        """Take a line that may be more than a paragraph's text."""
        if not self.fence and start >= self.hidden and (not raw or raw.isspace()):
            self._close()
            self.lines.append(Block(start, end))
            return
        line = _Line(start, end)
        if self._verbatim(line, raw):
            self.lines.append(line)
            return
        if quote := _QUOTE.match(raw):
            line.kind = "quote"
            line.syntax(start, start + quote.end())
            line.content = start + quote.end()
        if self._underline(line) or self._leaf(line):
            self.lines.append(line)
        else:
            self._text(line)

    def _text(self, line: _Line) -> None:
        """Take a line of a paragraph, list or table."""
        self._list(line)
        self._table(line)
        self.lines.append(line)
        self.length += 1
        self.inline.read(line)

    def _verbatim(self, line: _Line, raw: str) -> bool:
        """Take a line of a fence, of front matter, or of a comment or tag that runs over lines."""
        if self.fence:
            line.kind = self.inside
            if _is_run(raw, self.fence[0], len(self.fence)):
                self.fence = ""
                line.syntax(line.start, line.end)
        elif line.start < self.hidden:
            line.content = min(line.end, self.hidden)
            line.syntax(line.start, line.content)
            self.inline.read(line)
        elif line.start == 0 and raw.rstrip() in ("---", "+++") and self._front(line, raw.rstrip()):
            self.fence, self.inside, line.kind = raw.rstrip(), "header", "header"
            line.syntax(line.start, line.end)
        elif fence := _FENCE.match(raw):
            self._close()
            self.fence, self.inside, line.kind = fence[1], "code", "code"
            line.syntax(line.start, line.end)
        else:
            return "<" in raw and self._hides(line, raw)
        return True

    def _front(self, line: _Line, fence: str) -> bool:
        """Tell whether the first line opens front matter, which a like line closes."""
        lines = self.text[line.end + 1 : line.end + _FRONT_CHARS].split("\n")
        return any(":" in text or "=" in text for text in lines[:1]) and any(text.rstrip() == fence for text in lines)

    def _hides(self, line: _Line, raw: str) -> bool:
        """Open a comment or a tag that begins in this line and ends in a later one."""
        opening = raw.rfind("<!--") if self.comments else -1
        if opening >= 0 and raw.find("-->", opening) < 0:
            self.hidden = self.text.find("-->", line.end) + len("-->")
            self.comments = self.hidden > line.end  # without one more end no comment can begin
        elif (tag := _TAG.match(self.text, line.start)) and tag.end() > line.end:
            self.hidden, opening = tag.end(), 0
        if self.hidden <= line.end:
            return False
        self._close()
        line.content_end = line.start + opening
        line.syntax(line.content_end, line.end)
        self.inline.read(line)
        return True

    def _above(self) -> _Line:
        """Return the line before this one, open for change."""
        last = self.lines[-1]
        if isinstance(last, Block):
            last = self.lines[-1] = _Line(last.start, last.end)
        return last

    def _underline(self, line: _Line) -> bool:
        """Take a setext underline or a rule."""
        raw = self.text[line.content : line.end].strip()
        char = raw[:1]
        if char not in ("=", "-", "*", "_") or self._columns(line):
            return False
        rule = len(raw) >= _RULE_CHARS and _is_run(raw.replace(" ", "").replace("\t", ""), char, _RULE_CHARS)
        if char in "=-" and self.length == 1 and self.row < 0 and _is_run(raw, char, 1):
            above = self._above()
            if above.kind == line.kind and not above.indent and above.end - above.start <= _SETEXT_CHARS:
                above.kind, above.level, rule = "heading", 1 if char == "=" else 2, True
        if rule:
            self._close()
            line.kind = "rule"
            line.syntax(line.content, line.end)
        return rule

    def _leaf(self, line: _Line) -> bool:
        """Take a heading, a link target or a footnote."""
        raw = self.text[line.content : line.end]
        if heading := _ATX.match(raw):
            self._close()
            self.lists.clear()
            line.kind, line.level = "heading", len(heading[1])
            line.syntax(line.content, line.content + heading.end())
            line.content += heading.end()
            text = self.text[line.content : line.end].rstrip()
            if text.endswith("#") and (text := text.rstrip("#"))[-1:] in ("", " ", "\t"):
                line.content_end = line.content + len(text)
                line.syntax(line.content_end, line.end)
            self.inline.read(line)
            self.inline.close()
            return True
        if _FOOTNOTE.match(raw):
            self._close()
            line.kind = "footnote"
        elif not self.length and raw.lstrip(" ").startswith("[") and _TARGET.match(raw):
            line.syntax(line.content, line.end)
            return True
        return False

    def _list(self, line: _Line) -> None:
        """Find the lists around the line and step over its own list markers (they are labels, not syntax)."""
        column = 0
        while item := _ITEM.match(self.text, line.content, line.end):
            if column == 0:
                self._close()
            column += len(item[1].expandtabs(4))
            while self.lists and column < self.lists[-1] + 2:
                self.lists.pop()
            self.lists.append(column)
            column += len(item[0]) - len(item[1])
            line.content = item.end()
        if column == 0 and not self.length and self.lists:
            raw = self.text[line.content : line.end]
            column = len(raw[: len(raw) - len(raw.lstrip(" \t"))].expandtabs(4))
            while self.lists and column < self.lists[-1] + 2:
                self.lists.pop()
        line.indent = len(self.lists)

    def _columns(self, line: _Line) -> bool:
        """Tell whether the line rules off a table's head, which is the line before it."""
        raw = self.text[line.content : line.end].strip()
        if self.row >= 0 or not self.length or "|" not in raw or not set(raw) <= set("|:- \t"):
            return False
        above = self.lines[-1]
        pipes = self.text.count("|", above.start, above.end)
        return pipes > 0 and "-" in raw and abs(pipes - raw.count("|")) <= 2

    def _table(self, line: _Line) -> None:
        """Take a line as a table's row if it is one."""
        if self._columns(line):
            self.table, self.row = self.table + 1, 0
            self._as_row(self._above())
            line.kind = "rule"
            line.syntax(line.content, line.end)
            line.content = line.end
        elif self.row >= 0:
            self.row += 1
            self._as_row(line)

    def _as_row(self, line: _Line) -> None:
        line.kind, line.cell = "cell", Cell(self.table, self.row, 0)
        for at in _pipes(self.text, line.content, line.end):
            line.syntax(at, at + 1)


def _is_run(raw: str, char: str, least: int) -> bool:
    """Tell whether a line is nothing but at least ``least`` times ``char``."""
    raw = raw.strip()
    return len(raw) >= least and not raw.strip(char)


def _pipes(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets of unescaped ``|``."""
    at = start - 1
    while (at := text.find("|", at + 1, end)) >= 0:
        if text[at - 1 : at] != "\\":
            yield at
