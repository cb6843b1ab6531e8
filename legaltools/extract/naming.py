"""Aliases: every "以下简称 X" of a text, with what stands before it. Shared by parties and terms.

In: the document. Out: a :class:`Naming` for each name given, in order, kept with the document.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from legaltools.lexicon import PhraseHit, Sets, table
from legaltools.model.document import Document, kept
from legaltools.model.span import Span

_TABLE = table("definitions")
_ALIAS = _TABLE["alias"]
_WORDS = frozenset(_ALIAS["words"])
_VERB, _SAME = _TABLE["verb"], _TABLE["vocabulary"]
_OPENINGS = [*_TABLE["gloss"]["openings"], *_TABLE["bracket"]["openings"]]
# Closing mark + verb: how many characters the mark takes; 0 where the verb is none after all.
AFTER_QUOTE = {mark + word: len(mark) for mark in _VERB["closing"] for word in _VERB["quoted"]}
AFTER_QUOTE |= {mark + word: 0 for mark in _VERB["closing"] for word in _VERB["quoted_masks"]}
_SETS = Sets(
    {
        "alias": [*_ALIAS["words"], *_ALIAS["masks"]],
        "meaning": [*_VERB["words"], _VERB["single"], *_VERB["masks"], *_VERB["kept"], *_OPENINGS, *AFTER_QUOTE],
        "synonym": [*(word for group in _SAME["synonyms"] for word in group), *_SAME["compounds"]],
    }
)
_GAP = re.compile(_ALIAS["gap"])
_QUOTED = re.compile(_ALIAS["quoted"])
_JOIN = re.compile(_ALIAS["join"])
_BARE = re.compile(_ALIAS["bare"])
_BARE_JOIN = re.compile(_ALIAS["bare_join"])
_BREAKS = "\uff0c\u3002\uff1b\uff1a\uff01\uff1f\n\u201c\u201d;"
_OPEN, _CLOSE = "\uff08(", "\uff09)"
WINDOW = 80


class Naming(Struct, frozen=True, gc=False):
    """``names`` (one place in the text each) given together to what stands in ``described``."""

    described: Span
    names: tuple[Span, ...]


@kept
def hits(document: Document) -> dict[str, list[PhraseHit]]:
    """Return where words stand that name (``alias``), define (``meaning``) or have a ``synonym``."""
    return _SETS.find(document.text)


@kept
def find(document: Document) -> tuple[Naming, ...]:
    """Return the aliases a text gives, in order."""
    return tuple(_namings(document))


def _namings(document: Document) -> Iterator[Naming]:
    text = document.text
    for start, end, word in hits(document)["alias"]:
        if word in _WORDS:
            names = _names(text, end)
            if names:
                yield Naming(described(text, start), names)


def _names(text: str, at: int) -> tuple[Span, ...]:
    gap = _GAP.match(text, at)
    at = gap.end() if gap else at
    names = []
    match = _QUOTED.match(text, at)
    while match is not None:
        names.append(Span(*match.span("name")))
        join = _JOIN.match(text, match.end())
        match = _QUOTED.match(text, join.end() if join else match.end())
    return tuple(names) or _bare(text, at)


def _bare(text: str, at: int) -> tuple[Span, ...]:
    """Return names without quotation marks: "许可方、或乙方"."""
    names = []
    bare = _BARE.match(text, at)
    while bare is not None and bare["name"].strip():
        left = len(bare["name"]) - len(bare["name"].lstrip())
        names.append(Span(bare.start("name") + left, bare.start("name") + len(bare["name"].rstrip())))
        join = _BARE_JOIN.match(text, bare.end())
        bare = _BARE.match(text, join.end()) if join else None
    return tuple(names)


def described(text: str, at: int) -> Span:
    """Return the run of text before ``at`` that an alias or a bracket names: outside the bracket, back to a stop."""
    floor = max(0, at - WINDOW)
    window = text[floor:at]
    opening = _unclosed(window)
    end = floor + (opening if opening >= 0 else len(window))
    floor = max(0, end - WINDOW)
    start, at = floor, end
    while at > floor:  # a bracket before the name is skipped whole
        char = text[at - 1]
        if char in _CLOSE:
            inner = max(text.rfind(c, floor, at - 1) for c in _OPEN)
            at = inner if inner >= 0 else at - 1
            continue
        if char in _BREAKS:
            start = at
            break
        at -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def _unclosed(window: str) -> int:
    depth = 0
    for index in range(len(window) - 1, -1, -1):
        if window[index] in _CLOSE:
            depth += 1
        elif window[index] in _OPEN:
            if depth == 0:
                return index
            depth -= 1
        elif window[index] in "\u3002\n":
            break
    return -1
