"""How a text keeps to its own vocabulary: undefined, early and unused terms, two words for one thing.

In: the document, its terms and parties. Out: :class:`~legaltools.model.annotation.TermIssue` sorted by place.
"""

import re
from collections.abc import Iterator

from legaltools.extract import naming
from legaltools.lexicon import table
from legaltools.model.annotation import Party, Term, TermIssue
from legaltools.model.document import Document
from legaltools.model.span import Span

_VOCABULARY = table("definitions")["vocabulary"]
_QUOTED = re.compile(_VOCABULARY["quoted"])
_ORDINARY = re.compile(_VOCABULARY["ordinary"])
_SYNONYMS: list[list[str]] = _VOCABULARY["synonyms"]
_SILENT = frozenset(("title", "meta", "toc", "heading"))
OFTEN = 3


def check(document: Document, terms: tuple[Term, ...], parties: tuple[Party, ...]) -> tuple[TermIssue, ...]:
    """Return what a careful reader would note about the document's defined and quoted words."""
    names = {name for party in parties for name in party.names}
    own = tuple({term.term: term for term in reversed(terms) if term.term not in names}.values())[::-1]
    found = (*_undefined(document, terms, names), *_misplaced(document, own), *_drift(document, own))
    return tuple(sorted(found, key=lambda issue: issue.span))


def _undefined(document: Document, terms: tuple[Term, ...], names: set[str]) -> Iterator[TermIssue]:
    """Yield quoted words that stand quoted again and again like defined terms, but are never defined."""
    known = {term.term for term in terms} | names
    places: dict[str, list[Span]] = {}
    for match in _QUOTED.finditer(document.text):
        word = match["term"]
        if word not in known and not _ORDINARY.search(word):
            places.setdefault(word, []).append(Span(*match.span("term")))
    for word, spans in places.items():
        if len(spans) >= OFTEN:
            yield TermIssue("undefined", word, spans[0])


def _misplaced(document: Document, terms: tuple[Term, ...]) -> Iterator[TermIssue]:
    early = []
    for term in terms:
        first = next((use for use in term.uses if _operative(document, use.start)), None)
        if not term.uses:
            yield TermIssue("unused", term.term, Span(term.start, term.end))
        elif first is not None and first.end <= term.definition.start and len(term.term) > 1:
            early.append(TermIssue("early", term.term, first))
    if 2 * len(early) <= max(len(terms), 2):  # else the definitions stand together at the end, as is customary
        yield from early


def _operative(document: Document, offset: int) -> bool:
    node = document.at(offset)
    return node is not None and node.kind not in _SILENT


def _drift(document: Document, terms: tuple[Term, ...]) -> Iterator[TermIssue]:
    """Yield the first use of a second word for one thing: of a defined term, or of a word used far more often."""
    defined = {term.term for term in terms}
    first: dict[str, Span] = {}
    count: dict[str, int] = {}
    for start, end, word in naming.hits(document)["synonym"]:
        first.setdefault(word, Span(start, end))
        count[word] = count.get(word, 0) + 1
    for group in _SYNONYMS:
        used = [word for word in group if word in first]
        if len(used) > 1:
            main = next((word for word in used if word in defined), max(used, key=lambda word: count[word]))
            for word in used:
                if word != main and word not in defined:
                    yield TermIssue("drift", main, first[word], word)
