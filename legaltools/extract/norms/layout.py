"""The text cut at its stops: clauses between commas, grouped into sentences.

In: the document. Out: :class:`Layout`, which answers where a clause begins and ends and what the lines are.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from legaltools.model.document import Document
from legaltools.text import numerals

# One class first, so that the search runs over what is no stop; "," and ":" are none in numbers, "." only ends words.
_STOP = re.compile(r"([\uff0c\uff1b\u3002\uff01\uff1f\uff1a\n;,:.])(?<![,:](?=[\d/]))(?<!\.(?!\s))")
HARD = "\u3002\uff01\uff1f\n"
COMMA = "\uff0c,"
COLON = "\uff1a:"
SEMICOLON = "\uff1b;"
STOPPING = HARD + SEMICOLON
OPEN, CLOSE = "\uff08(", "\uff09)"
_COUNTING = "".join(map(numerals.format, range(1, 11)))
_MARK = rf"(?:\d{{1,3}}(?:[.\uff0e]\d{{1,3}}){{0,6}}|[a-zA-Z]|[{_COUNTING}]{{1,3}})"
_LABEL = re.compile(
    r"(?:\d{1,2}(?:-\d{1,2}){1,3}(?=[\s\u4e00-\u9fff])|\d{1,3}(?:[.\uff0e]\d{1,3}){1,6}[.\uff0e\u3001]?(?=[\s\u4e00-\u9fff\u201c])|"
    rf"[#>*\u2022\u00b7-]+|[\uff08(]?{_MARK}[.\uff0e\u3001:\uff1a\uff09)]+|[\uff10-\uff19.\uff0e\u3001]+|[\u2460-\u24ff\u2160-\u217f]"
    r"|[\u3010\[][^\u3011\]\n]{0,14}[\u3011\]])[\s*]*"
)
_BRACKETED = re.compile(r"[\uff08(][^\uff08\uff09()]{0,200}[\uff09)]")
_BRACKET = re.compile(f"[{OPEN}{CLOSE}]")
REACH = 400


class Layout:
    """Clauses ``starts[i] … ends[i]``; ``stops[i]`` is the character that ends clause ``i``.

    ``words[i]`` is where its words begin: after the label, if a node begins in it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = text = document.text
        pieces = _STOP.split(text)  # clauses and stops in turn
        bounds = list(accumulate(map(len, pieces)))
        self.ends = bounds[::2]
        self.starts = [0, *bounds[1::2]]
        self.stops = [*pieces[1::2], "\n"]
        self.words = self.starts.copy()
        following = [*(node.start for node in document.nodes[1:]), len(text) + 1]
        for node, after in zip(document.nodes, following, strict=False):
            index = bisect_left(self.ends, node.text_start)
            if self.starts[index] < node.text_start and self.ends[index] < after:
                self.words[index] = node.text_start

    def clause(self, offset: int) -> int:
        """Return the index of the clause that holds ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def sentence_end(self, index: int) -> int:
        """Return where the sentence of a clause ends, at most sixteen clauses on."""
        for at in range(index, min(index + 16, len(self.ends))):
            if self.stops[at] in STOPPING:
                return self.ends[at]
        return self.ends[min(index + 15, len(self.ends) - 1)]

    def line_start(self, index: int) -> int:
        """Return the offset at which the line of a clause begins."""
        starts = self.document.line_starts
        return starts[bisect_right(starts, self.starts[index]) - 1]

    def begins(self, index: int, offset: int) -> int:
        """Return where the clause that leads to ``offset`` begins, stepping out of closed and into open brackets."""
        start = self.starts[index]
        if start < offset - REACH:
            start = offset - REACH
        if _BRACKET.search(self.text, start, offset) is None:
            return start
        depth = 0
        for at in range(offset - 1, start - 1, -1):
            char = self.text[at]
            if char in CLOSE:
                depth += 1
            elif char in OPEN:
                if depth == 0:
                    return at + 1
                depth -= 1
        if depth == 0:
            return start
        opening = max(self.text.rfind(c, max(0, start - REACH), start) for c in OPEN)
        return start if opening < 0 or "\n" in self.text[opening:start] else self.starts[self.clause(opening)]


def flat(text: str) -> str:
    """Return ``text`` without what stands in brackets."""
    return _BRACKETED.sub("", text) if "\uff08" in text or "(" in text else text


def unlabelled(run: str) -> str:
    """Return a run of text without the label, bullet or 【run-in heading】 it begins with."""
    run = run.lstrip()
    for _ in range(3):
        first = run[:1]
        if not first or (first > "z" and first.isalpha() and first not in _COUNTING):  # a word: the common case
            break
        found = _LABEL.match(run)
        if found is None:
            break
        run = run[found.end() :]
    return run
