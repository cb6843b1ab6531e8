"""What a line is: ``read(Source) -> list[Line]``, one :class:`Line` for every line that is not blank.

A line knows its label (if one is printed), its heading level (if the page says so) and what is syntax and not
content. Nothing is decided here that needs the neighbours: that is :mod:`legaltools.structure.page`.
"""

import re

from msgspec import Struct

from legaltools.model.source import Block, Source
from legaltools.structure import scheme
from legaltools.structure.scheme import HEAD, OPENERS, Label, label_of
from legaltools.structure.scheme import read as read_label

# 。；！？ and ：, half and full width, and what is typed for a colon: ∶ (ratio), ︰
STOPS = frozenset("\u3002\uff1b\uff01\uff1f;!?\uff1a:\u2236\ufe30")
_OPEN_ENDS = STOPS | frozenset(",\uff0c\u3001\uff0e")
_INNER_STOPS = re.compile("[\u3002\uff1b\uff01\uff1f;!?]")
HEADING = 32  # a heading is not longer
BULLET = scheme.schemes()["bullet"]
_TYPED_MARKUP = frozenset("#|<-*")  # what is markup in a plain text as well
_MARKUP_FIRST = frozenset("#>*_\\`|<-=+{~[ ")


class Line(Struct, gc=False):
    """A line that is not blank; offsets are absolute, white space outside.

    ``ending`` is its last character; ``kind`` is ``""`` while it is open (a clause opening or running text), else a
    node kind that is certain already; ``level`` the page's heading level; ``heading`` the length of the heading text
    after the label, 0 if there is none; ``bold`` tells that the page shows the whole line bold, ``adjacent`` that no
    blank line stands above it, ``top`` that an agreement of its own begins here, ``listed`` that a table of contents
    names it as a chapter; ``second`` is a label that stands right after the label.
    """

    number: int
    start: int
    end: int
    text_start: int
    ending: str = ""
    indent: int = 0
    adjacent: bool = False
    kind: str = ""
    label: Label | None = None
    printed: str = ""
    level: int = 0
    heading: int = 0
    bold: bool = False
    top: bool = False
    listed: bool = False
    second: Label | None = None


def read(source: Source) -> list[Line]:
    """Return the lines of ``source`` in order."""
    if source.blocks:
        return _blocks(source)
    marked = source.format == "markdown"
    lines: list[Line] = []
    openers, markup = OPENERS, _MARKUP_FIRST if marked else _TYPED_MARKUP
    at, last = 0, -1
    for number, raw in enumerate(source.text.split("\n"), 1):
        if body := raw.strip():
            first = body[0]
            indent = 0 if body is raw else raw.find(first)
            start = at + indent
            line = Line(number, start, start + len(body), start, body[-1], indent, last == number - 1)
            if first in markup:
                _markup(line, body, marked)
            elif first in openers:
                _label(line, body, 0)
            last = number
            lines.append(line)
        at += len(raw) + 1
    if marked:
        _setext(source.text, lines)
    _front_matter(source.text, lines)
    return lines


def _label(line: Line, body: str, at: int) -> bool:
    """Give ``line`` the label printed at ``body[at]``, behind marks of emphasis or not; tell whether there is one."""
    match = OPENERS[body[at]].match(body, at)
    if match is not None:
        name = match.lastgroup or ""
        label, after = label_of(name, match[name]), match.end()
        if at:
            after = _past(body, after, "*_")
    elif "\\" in body[at : at + 8]:  # Markdown escapes the mark of what it would count itself: ``1\.``
        label = read_label(body[at : at + HEAD].replace("\\", "", 1))
        after = _past(body, at + label.length + 1) if label is not None else at
    else:
        return False
    if label is None:
        return False
    line.label, line.printed, line.text_start = label, label.printed, line.start + after
    size = len(body) - after
    if size > 0:
        if size <= HEADING + 8 and line.ending not in STOPS:
            line.heading = _heading(body, after)
        if body[after] in _SECOND_FIRST:
            _second(line, body)
    return True


def _past(body: str, at: int, marks: str = "") -> int:
    """Return where blanks and ``marks`` end that stand at ``body[at]``."""
    while at < len(body) and (body[at].isspace() or body[at] in marks):
        at += 1
    return at


def _heading(body: str, after: int) -> int:
    """Return the length of ``body[after:]`` if it can only be a heading, else 0; no stop mark is at its end."""
    size = len(body) - after
    if not 0 < size <= HEADING + 8:
        return 0
    rest = body[after:].strip("*_#` ")
    return size if rest and len(rest) <= HEADING and rest[-1] not in _OPEN_ENDS and not _INNER_STOPS.search(rest) else 0


_SECOND_FIRST = frozenset((*OPENERS, "["))
# `> `, ATX marks, then emphasis that opens right before a word, then an escape.
_LEAD = re.compile(r"(?:>[ \t]?){0,4}(?:(#{1,6})(?:[ \t]+|(?=[^\s#])))?((?:[*_]{1,3}(?=[^\s*_]))?)\\?")
_RULE = re.compile(r"[-=*_~+\u2014 ]{3,}$")
_TAG = re.compile(r"</?(\w{1,12})\b[^<>]{0,400}>?|<!--")
_TABLE_TAGS = frozenset(("table", "tr", "td", "th", "thead", "tbody", "colgroup", "col"))
_ANCHORS = re.compile(r"(?:\[\]\([^()\s]{0,200}\)){1,4}")
_LINK_ONLY = re.compile(r"\[[^\[\]]{1,80}\]\((#?)[^()\s]{1,200}\)$")


def _markup(line: Line, body: str, marked: bool) -> None:
    """Read a line that begins with a character Markdown gives a meaning."""
    first = body[0]
    if first == "|" or (first == "<" and (tag := _TAG.match(body)) and (tag[1] or "").lower() in _TABLE_TAGS):
        line.kind = "table"
        return
    if _RULE.match(body) or (first == "<" and _TAG.match(body) and not _words(body)):
        line.kind = "meta"
        return
    if body[:2] == "{:" or (first in "#=" and not marked and not re.match(r"#{1,6} ", body)):
        line.kind = "meta" if first == "{" else ""
        return
    if body[0] in OPENERS and _label(line, body, 0):
        return
    if first == "[":
        _linked(line, body)
        return
    if not marked and first != "#" and body[:2] != "**":
        return
    lead = _LEAD.match(body)
    if lead is None:
        return
    at = lead.end()
    line.level = len(lead[1] or "")
    line.bold = bool(lead[2])
    line.text_start = line.start + at
    if line.level and body[at : at + 1] == "[":  # the label of a heading that is a link, or stands behind anchors
        anchors = _ANCHORS.match(body, at)
        at = anchors.end() if anchors else at + 1
    if at < len(body) and body[at] in OPENERS and not (line.level and body[at] in "*-+") and _label(line, body, at):
        return
    if line.level:
        line.heading = len(body) - at
    elif len(lead[2] or "") > 1 and (close := body.find(lead[2], at, at + HEADING + 8)) > 0:
        line.heading = close - at
        line.bold = close + len(lead[2]) == len(body)


def _linked(line: Line, body: str) -> None:
    """Read a line that begins with a link: an entry of contents, or anchors before a heading."""
    if anchors := _ANCHORS.match(body):
        at = anchors.end()
        line.text_start = line.start + at
        if at < len(body) and body[at] in OPENERS:
            _label(line, body, at)
    elif (link := _LINK_ONLY.match(body)) and link[1]:
        line.kind = "toc"


def _words(body: str) -> bool:
    return bool(re.sub(r"<[^<>]{0,400}>?|<!--[^>]{0,400}-->", "", body).strip())


def _second(line: Line, body: str) -> None:
    """Read what stands right after a label: another label, or nothing but a link.

    A typed label after a bullet is the label: ``* (i) …``; a bullet that is only a link is navigation; a label after
    a number is remembered (``7. ① …``, ``第五条 1、…``).
    """
    at = line.text_start - line.start
    bullet = line.label is not None and line.label.scheme is BULLET
    if bullet and (link := _LINK_ONLY.match(body, at)):
        line.kind = "toc" if link[1] else "link"
        return
    inner = read_label(body, at)
    if inner is None or inner.scheme is BULLET or inner.scheme.bare:
        return
    if bullet:
        _label(line, body, at)
    else:
        line.second = inner


def _setext(text: str, lines: list[Line]) -> None:
    """Make the line above a row of ``=`` or ``-`` a heading that holds the row."""
    kept: list[Line] = []
    for line in lines:
        above = kept[-1] if kept else None
        if (
            line.kind == "meta"
            and line.adjacent
            and above is not None
            and above.kind in ("", "toc")
            and set(text[line.start : line.end]) in ({"="}, {"-"})
        ):
            above.kind, above.level = "", 1 if text[line.start] == "=" else 2
            if text[above.start] == "[" and text[above.start + 1] in OPENERS:
                _label(above, text[above.start : above.end], 1)
            above.heading = above.end - above.text_start
            above.end, above.ending = line.end, line.ending
        else:
            kept.append(line)
    lines[:] = kept


def _front_matter(text: str, lines: list[Line]) -> None:
    """A block between two ``---`` or ``+++``, or one long tag, at the very beginning is about the file."""
    if not lines:
        return
    mark = text[lines[0].start : lines[0].end]
    tag = _TAG.match(mark) is not None and mark[-1] != ">"
    if not tag and mark not in ("---", "+++"):
        return
    for end, line in enumerate(lines[1:60], 1):
        if (tag and line.ending == ">") or text[line.start : line.end] == mark:
            for inner in lines[: end + 1]:
                inner.kind, inner.label, inner.level, inner.heading = "meta", None, 0, 0
            return


_PAGE_KINDS = {"header": "meta", "footer": "meta", "page_number": "meta", "rule": "meta", "toc": "toc", "cell": "table",
               "footnote": "meta", "endnote": "meta", "comment": "meta"}  # fmt: skip


def _blocks(source: Source) -> list[Line]:
    """Return the lines of a source whose reader says how the page showed them."""
    lines: list[Line] = []
    text, last, marked = source.text, -2, source.format == "markdown"
    for number, block in enumerate(source.blocks, 1):
        raw = text[block.start : block.end]
        body = raw.lstrip()
        if not body:
            continue
        start = block.start + len(raw) - len(body)
        body = body.rstrip()
        adjacent = last == number - 1 and (marked or block.continues)
        line = Line(number, start, start + len(body), start, body[-1], 0, adjacent, _PAGE_KINDS.get(block.kind, ""))
        if block.cell is not None or (line.kind == "meta" and body[0] == "|"):
            line.kind = "table"
        if not line.kind:
            _block_label(line, body, block, marked)
        last = number
        lines.append(line)
    if marked:
        _setext(text, lines)
        _front_matter(text, lines)
    return lines


def _block_label(line: Line, body: str, block: Block, marked: bool) -> None:
    """Read label, level and emphasis of a line with its block."""
    first = body[0]
    if first in _MARKUP_FIRST and (marked or first in _TYPED_MARKUP):
        _markup(line, body, marked)
    elif first in OPENERS:
        _label(line, body, 0)
    if block.label_end is not None and block.label_end > line.start:
        printed = body[: block.label_end - line.start].strip()
        if printed and printed != line.printed and line.label is None:
            line.label, line.printed = Label(BULLET, len(printed), (), printed[-1:]), printed
            line.text_start = min(block.label_end, line.end)
            line.heading = 0 if line.ending in STOPS else _heading(body, line.text_start - line.start)
    line.indent = block.indent * 2 if block.indent else line.start - block.start
    if block.level:
        line.level = block.level
        line.heading = line.heading or line.end - line.text_start
    if block.marks and not line.bold:
        bold = sum([m.end - m.start for m in block.marks if m.kind == "bold"])
        line.bold = bold >= 0.8 * (line.end - line.text_start) > 0
