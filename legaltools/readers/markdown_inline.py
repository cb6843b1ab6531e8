"""Inline Markdown: emphasis, links, code, escapes and tags of one paragraph, as marks on its lines.

Delimiters are matched more leniently than CommonMark's flanking rules, which were made for languages with spaces and
leave ``**注意。**请`` unmarked: two asterisks close what two asterisks opened in the same paragraph. Time is linear:
one opener is kept for each kind of delimiter, and what was not found in a line is not looked for twice.
"""

import re
from typing import Protocol

from legaltools.model.source import Mark, MarkKind

Links = dict[str, str]


class Line(Protocol):
    """What a line must show and take."""

    content: int
    content_end: int
    marks: list[Mark]


_NEXT = re.compile(r"[\\`*_~!\[\]<&{]")
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]"
    r"|(?P<code>`+)"
    r"|(?P<run>\*+|_+|~~+)"
    r"|(?P<open>!?\[)|(?P<close>\])"
    r"|(?P<comment><!--)"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]{1,2000}|[^\s<>@]{1,64}@[A-Za-z0-9.-]{1,250})>"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][\w.-]{0,60})(?P<attributes>(?:\s[^<>\n]{0,2000}|/)?)>"
    r"|&(?:nbsp|e[mn]sp|thinsp|#160|#12288|#[xX][aA]0|#[xX]3000);"
    r"|\{:[^{}\n]{0,500}\}"
    r"|\\\Z"
)
_TICKS = re.compile("`+")
_TARGET = re.compile(r"""\([ \t]{0,20}(<[^<>\n]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,5})
                         (?:[ \t]{1,20}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?[ \t]{0,20}\)""", re.VERBOSE)  # fmt: skip
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]")
_HREF = re.compile(r"""\shref\s{0,9}=\s{0,9}["']?([^"'\s>]{1,2000})""", re.IGNORECASE)
_NAMES = """
abbr address article aside blockquote body br caption center code col colgroup dd div dl dt figure font footer form
h1 h2 h3 h4 h5 h6 head header hr html iframe img input label li main meta nav ol option p pre section select small span
style sub summary sup table tbody td tfoot th thead title tr ul video
"""
_SILENT = frozenset(_NAMES.split())
_MEANING: dict[str, MarkKind] = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
                                 "ins": "underline", "s": "strike", "del": "strike", "strike": "strike",
                                 "mark": "highlight", "a": "link"}  # fmt: skip
_LONGEST_RUN = 3


class Inline:
    """The delimiters that are open while the lines of a paragraph are read one after the other."""

    def __init__(self, text: str, links: Links) -> None:
        self.text, self.links = text, links
        self.lines: list[Line] = []
        self.runs: dict[tuple[str, int], int] = {}  # character and length of the opener, offset after it
        self.tags: dict[str, list[tuple[int, str]]] = {}  # name, offsets after it and link targets
        self.brackets: list[tuple[int, int]] = []  # offsets of ``[`` or ``![`` and after it
        self.absent: set[int] = set()  # lengths of code fences (0: comment ends) the rest of the line does not have

    def close(self) -> None:
        """End the paragraph: what is open stays literal."""
        self.lines.clear()
        self.runs.clear()
        self.tags.clear()

    @property
    def open(self) -> bool:
        """Tell whether an emphasis may go on in the next line."""
        return bool(self.runs or self.tags)

    def read(self, line: Line) -> None:
        """Add the marks of the paragraph's next line to it and to the lines before it."""
        if not self.open:
            self.lines.clear()
        self.lines.append(line)
        self.brackets.clear()
        self.absent.clear()
        text, at, end = self.text, line.content, line.content_end
        while hit := _NEXT.search(text, at, end):
            token = _TOKEN.match(text, hit.start(), end)
            at = self._take(token, line) if token else hit.end()

    def _take(self, token: re.Match[str], line: Line) -> int:
        """Take one token; return where to go on."""
        at = token.end()
        if token["run"]:
            self._run(token, line)
        elif token["open"]:
            self.brackets.append(token.span())
        elif token["close"]:
            at = self._link(token, line)
        elif token["code"]:
            at = self._code(token, line)
        elif token["comment"]:
            at = self._comment(token, line)
        elif token["tag"]:
            self._tag(token)
        elif token["auto"]:
            self._mark(token.start(), token.start() + 1, "markup")
            self._mark(token.start() + 1, at - 1, "link", token["auto"])
            self._mark(at - 1, at, "markup")
        else:
            self._mark(token.start(), token.start() + 1 if token[0][0] == "\\" else at, "markup")
        return at

    def _mark(self, start: int, end: int, kind: MarkKind, value: str = "") -> None:
        """Mark ``[start, end)``, line by line."""
        for line in reversed(self.lines):
            low, high = max(start, line.content), min(end, line.content_end)
            if low < high:
                line.marks.append(Mark(low, high, kind, value))
            if start >= line.content:
                break

    def _code(self, token: re.Match[str], line: Line) -> int:
        """Step over a code span, whose content is literal."""
        length = len(token["code"])
        if length not in self.absent:
            for closing in _TICKS.finditer(self.text, token.end(), line.content_end):
                if len(closing[0]) == length:
                    self._mark(*token.span(), "markup")
                    self._mark(*closing.span(), "markup")
                    return closing.end()
            self.absent.add(length)
        return token.end()

    def _comment(self, token: re.Match[str], line: Line) -> int:
        """Mark a comment that ends in this line."""
        end = -1 if 0 in self.absent else self.text.find("-->", token.end(), line.content_end)
        if end < 0:
            self.absent.add(0)
            return token.end()
        self._mark(token.start(), end + 3, "markup")
        return end + 3

    def _run(self, token: re.Match[str], line: Line) -> None:
        """Let a run of delimiters close what is open, else open."""
        char, length = token[0][0], len(token[0])
        if length > _LONGEST_RUN:
            return
        before = self.text[token.start() - 1] if token.start() > line.content else " "
        after = self.text[token.end()] if token.end() < line.content_end else " "
        word = char == "_"  # an underscore inside a word is literal
        strong = length > 1 and not word
        key = (char, length)
        start = self.runs.get(key)
        if start is not None and (strong or not before.isspace()) and not (word and after.isalnum()):
            self.runs = {other: at for other, at in self.runs.items() if at < start}
            self._emphasise(char, length, start, token.start())
        elif (not after.isspace() or (strong and before.isspace())) and not (word and before.isalnum()):
            self.runs[key] = token.end()

    def _emphasise(self, char: str, length: int, start: int, end: int) -> None:
        self._mark(start - length, start, "markup")
        self._mark(end, end + length, "markup")
        if char == "~":
            self._mark(start, end, "strike")
            return
        if length != 1:
            self._mark(start, end, "bold")
        if length != 2:
            self._mark(start, end, "italic")

    def _link(self, token: re.Match[str], line: Line) -> int:
        """Turn ``[text](target)`` or ``[text][name]`` into a link; return where to go on."""
        if not self.brackets:
            return token.end()
        opening, inner = self.brackets.pop()
        target, end = "", token.end()
        if (found := _TARGET.match(self.text, end, line.content_end)) and _is_address(found[1]):
            target, end = found[1].strip("<>"), found.end()
        elif self.links:
            name = _REFERENCE.match(self.text, end, line.content_end)
            target = self.links.get((name[1] if name and name[1] else self.text[inner : end - 1]).casefold(), "")
            end = name.end() if name else end
        if not target:
            return token.end()
        self._mark(opening, inner, "markup")
        self._mark(inner, token.start(), "link", target)
        self._mark(token.start(), end, "markup")
        return end

    def _tag(self, token: re.Match[str]) -> None:
        """Mark a tag as syntax, and the text between two of them as what they mean."""
        name, attributes = token["tag"].lower(), token["attributes"]
        kind = _MEANING.get(name)
        if not kind and name not in _SILENT and "=" not in attributes and "/" not in attributes:
            return
        self._mark(*token.span(), "markup")
        if kind and not token["end"]:
            href = _HREF.search(attributes)
            self.tags.setdefault(name, []).append((token.end(), href[1] if href else ""))
        elif kind and (opened := self.tags.get(name)):
            start, value = opened.pop()
            if not opened:
                del self.tags[name]
            if kind != "link" or value:
                self._mark(start, token.start(), kind, value)


def _is_address(target: str) -> bool:
    """Tell a link target from words in brackets: ``[甲方](以下简称买方)`` is no link."""
    return (target.isascii() and bool(target)) or any(char in target for char in "/.#:")
