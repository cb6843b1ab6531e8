"""Citations of a statute whose articles a new version of it renumbered, changed or dropped.

In: both versions of the statute and the references of a document. Out: the citations that are no longer right as they
stand. A statute is known by its title; 《中华人民共和国…》 and the short name are the same.
"""

import re
from collections.abc import Iterable, Iterator

from legaltools.compare.script import compare
from legaltools.lexicon import table
from legaltools.model.annotation import Reference
from legaltools.model.comparison import Citation, CitationStatus
from legaltools.model.document import Document
from legaltools.text import numerals


def citations(old: Document, new: Document, references: Iterable[Reference]) -> tuple[Citation, ...]:
    """Return the citations of ``old`` that ``new`` moved, changed or dropped, in reading order."""
    words = table("effects")["statute"]
    name = _name(old, words)
    cited = [r for r in references if r.kind == "law" and name and name in r.text]
    became = _articles(old, new) if cited else {}
    article = re.compile(words["article"])
    return tuple(found for reference in cited for found in _judged(reference, became, article))


def _name(document: Document, words: dict[str, str]) -> str:
    """Return the short title of a statute."""
    title = next((n for n in document.nodes if n.kind == "title"), None)
    text = document.text[title.text_start : title.end] if title is not None else ""
    found = re.search(words["title"], text)
    return found[0].removeprefix(words["state"]) if found else ""


def _articles(old: Document, new: Document) -> dict[int, tuple[int, CitationStatus]]:
    """Return what each old article number became (0: dropped)."""
    script = compare(old, new)
    became: dict[int, tuple[int, CitationStatus]] = {}
    for pair in script.alignment:
        for eid in pair.old:
            node = old.by_eid[eid]
            if node.scheme != "article" or not node.number:
                continue
            after = [new.by_eid[e] for e in pair.new if new.by_eid[e].scheme == "article" and new.by_eid[e].number]
            number = after[0].number[0] if after else 0
            status: CitationStatus = "dropped" if not after else "renumbered" if number != node.number[0] else "changed"
            became[node.number[0]] = (number, status if status != "changed" or pair.kind != "unchanged" else "same")
    return became


def _judged(
    reference: Reference, became: dict[int, tuple[int, CitationStatus]], article: re.Pattern[str]
) -> Iterator[Citation]:
    for match in article.finditer(reference.text):
        number = numerals.parse(match[1])
        if number not in became:
            continue
        after, status = became[number]
        if status != "same":
            label = match[0].replace(match[1], numerals.format(after) if not match[1].isdigit() else str(after))
            new = label if after else ""
            yield Citation(reference.eid, reference.start, reference.end, reference.text, match[0], new, status)
