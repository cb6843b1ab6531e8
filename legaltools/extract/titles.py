"""Mentions by name: parts of this document by heading, other documents, laws, addresses.

A :class:`Document` and its folded text in, :class:`Mention` values out.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

from msgspec.structs import replace

from legaltools.extract import actors, headings
from legaltools.extract.cast import generic
from legaltools.extract.headings import NO_PARTS, Headings, plain
from legaltools.extract.mentions import Mention, levels
from legaltools.lexicon import Triggers, pattern, table
from legaltools.model.document import Document
from legaltools.text.folded import folded
from legaltools.text.sentences import back
from legaltools.text.width import fold

WINDOW, LINK, OWNER, NAME = 64, 320, 12, 40
OFTEN = 4  # times a document says 本条款 when it means itself
BLOCK = 5  # lines within which titles belong to one agreement
TITLE_LENGTH = 80
OPENING = 4000  # characters in which a document names itself
OWN = "own"  # marks a mention of the document itself, which is no reference
COUNTED = 40_000  # characters in which a name must stand twice to be one
TITLE = "\u300a"
STOP = "\u3002"
NEXT, BESIDE = "\u3001\u300a", "\u300b\u3001\u300a"  # one of several documents named side by side
NO_LINKS = NO_PARTS | {"table"}
Kind = Literal["address", "titled", "part", "marked", "quoted", "page", "loose", "linked", "named", "article_of", "law"]
_HEADINGS = table("references")["headings"]
_DOCUMENTS = table("references")["documents"]
_MAKEABLE = frozenset(_DOCUMENTS["makeable"])
_UNOWNED = frozenset(_DOCUMENTS["unowned"])
_WEAK, _VAGUE = frozenset(_DOCUMENTS["weak"]), frozenset(_DOCUMENTS["vague_owner"])
_BESIDE = {
    key: tuple(_DOCUMENTS[key]) for key in ("not_after", "particular", "pointers", "own_words", "linked", "vague_lead")
}


@cache
def _kinds() -> dict[str, Kind]:
    """Return what each trigger may begin or end a mention of; the first of several kinds holds."""
    data = table("references")
    documents, laws = _DOCUMENTS, data["laws"]
    words: dict[Kind, list[str]] = {
        "address": data["addresses"]["triggers"],
        "titled": [TITLE],
        "part": [_HEADINGS["word"], *_HEADINGS["quoted"]],
        "marked": [
            *(mark + word for mark in _HEADINGS["closers"] for word in _HEADINGS["follow"]),
            *(word + mark for word in _HEADINGS["inside_of"] for mark in _HEADINGS["openers"]),
        ],
        "quoted": documents["quoted"],
        "page": documents["page"],
        "loose": documents["loose"],
        "linked": [documents["link"]],
        "named": documents["names"],
        "article_of": laws["article_of"],
        "law": [*laws["plain"], laws["state"][0]],
    }
    return {word: kind for kind in reversed(words) for word in words[kind]}


@cache
def _triggers() -> Triggers:
    return Triggers(_kinds())


def find(document: Document, text: str, heads: Headings, own: "OwnTitles") -> Iterator[Mention]:
    """Yield the mentions by name in folded ``text``."""
    kinds, last = _kinds(), 0
    for start, end, word in _triggers().find(text):
        if start < last:
            continue
        found: Mention | None
        match kinds[word]:
            case "address":
                found = _address(text, start, last)
            case "titled":
                found = _titled(text, start, own.at(start))
            case "part":
                parts = headings.mentions(document, text, start, end, last, heads)
                yield from parts[:-1]
                found = parts[-1] if parts else None
                if found is not None and _leads_out(text, found.end):
                    found = replace(found, kind="document")
            case "marked":
                found = headings.marked(text, start, end, last, heads)
            case "quoted":
                found = _quoted(text, end, own)
            case "page" | "loose" as key:
                found = _before(text, end, last, key)
            case "linked":
                found = _anchored(document, text, end, last) or _linked(text, end, last, own.at(start))
            case "named":
                found = _named(text, start, end, word, own.at(start)) or _quoted(text, end + 1, own)
            case "article_of":
                found = _article_of(text, end - 1, last)
            case "law":
                found = _law(text, start, end, word)
        if found is not None:
            last = found.end
            yield found


class OwnTitles:
    """The plain titles a document bears itself, by place: a file may hold several agreements one after the other."""

    def __init__(self, document: Document) -> None:
        text = folded(document)
        opening = text[:OPENING]
        named = (pattern("references", key).finditer(opening) for key in ("own_alias", "own_named", "own_agreed"))
        self.aliases = frozenset(plain(match["alias"]) for matches in named for match in matches)
        self.given = frozenset(_given(text[:COUNTED]))
        printed = [document.text[n.start : n.end].rstrip() for n in document.nodes if n.kind == "title"]
        self.is_clauses = _is_clauses(document, printed)
        known = {plain(title) for title in printed} - {""}
        self.starts: list[int] = []
        self.titles: list[frozenset[str]] = []
        line = -BLOCK
        firsts = {title[0] for title in known}
        for node in document.nodes:
            first = document.text[node.start : node.start + 1]
            if node.end - node.start > TITLE_LENGTH or (first.isalnum() and first not in firsts):
                continue
            if (name := plain(document.text[node.start : node.end])) in known:
                block = self.titles[-1] if self.titles and node.line - line <= BLOCK else self.aliases
                self.starts.append(node.start)
                self.titles.append(block | {name})
                line = node.line

    def at(self, offset: int) -> frozenset[str]:
        """Return the titles of the agreement that holds ``offset``."""
        index = max(0, bisect_right(self.starts, offset) - 1)
        return self.titles[index] if self.titles else self.aliases


def _given(text: str) -> Iterator[str]:
    """Yield the names a text gives in quotation marks, those of titles left out."""
    to_title = pattern("references", "given_to_title")
    for match in pattern("references", "given").finditer(text):
        if not to_title.search(text, max(0, match.start() - OWNER), match.start()):
            yield match["name"]


def _is_clauses(document: Document, titles: list[str]) -> bool:
    """Tell whether a document calls itself 条款, in its title or by the words it uses for itself."""
    words = table("references")
    bare = [title[: title.rfind("(")] if title.endswith(")") else title for title in map(fold, titles)]
    notes = tuple(words["notes"])
    if any(title.rstrip().endswith(words["headings"]["word"]) and not title.endswith(notes) for title in bare):
        return True
    named = any(word in document.text for word in words["clause_words"])
    return named or any(document.text.count(word) >= OFTEN for word in words["whole_document"])


def _address(text: str, start: int, last: int) -> Mention | None:
    low, high = max(last, start - WINDOW), min(len(text), start + LINK)
    for key in ("email", "url") if text.find("@", low, high) >= 0 else ("url",):
        for match in pattern("references", key).finditer(text, low, high):
            if match.start() <= start < match.end():
                end = match.start() + len(match[0].rstrip(".,;:)]&?"))
                return Mention(match.start(), end, "url")
            if match.start() > start:
                break
    return None


def _titled(text: str, start: int, own: frozenset[str]) -> Mention | None:
    match = pattern("references", "titled").match(text, start, start + LINK // 2)
    if match is None:
        return None
    title = match[0][1:-1]
    if annex := pattern("references", "annex_title").match(title):
        return Mention(start, match.end(), "heading", levels(annex["number"]), annex["word"], noun="annex")
    if pattern("references", "of_this").search(text, max(0, start - OWNER), start):
        return Mention(start, match.end(), "document", base=OWN)
    if is_law(title) or pattern("references", "standard").search(text, max(0, start - OWNER * 2), start):
        return Mention(start, _articles(text, match.end()), "law", noun=title)
    listed = text.startswith(NEXT, match.end()) or text.endswith(BESIDE, 0, start + 1)
    if (plain(title) in own and not listed) or pattern("references", "own_after").match(text, match.end()):
        return Mention(start, match.end(), "document", base=OWN)
    return Mention(start, _articles(text, match.end()), "document", noun=title)


def _articles(text: str, end: int) -> int:
    """Return where the article or annex numbers directly after a title end: all of a list of them."""
    numbers = table("references")["numbers"]
    at, words = end, numbers["glue"]
    while True:
        for word in words:
            if text.startswith(word, at):
                at += len(word)
        tried = (pattern("references", key).match(text, at, at + WINDOW) for key in ("number", "annex"))
        match = next((m for m in tried if m), None)
        if match is None:
            return end
        at, end, words = match.end(), match.end(), numbers["lists"]


def is_law(title: str) -> bool:
    """Tell whether a title names a law, regulation or rule of the state."""
    laws = table("references")["laws"]
    bare = title.split("(")[0].strip()
    house = not bare.startswith(tuple(laws["leading"])) and any(word in bare for word in laws["house"])
    if bare.endswith(tuple(laws["endings"])):
        return not (house and bare.endswith(tuple(laws["ways"])) and any(word in bare for word in laws["makers"]))
    if bare.endswith(tuple(laws["official_endings"])):
        return any(word in bare for word in laws["official"])
    if not bare.endswith(tuple(laws["shared_endings"])):
        return False
    return not house and any(word in bare for word in laws["state"])


def _law(text: str, start: int, end: int, word: str) -> Mention | None:
    laws = table("references")["laws"]
    if word == laws["state"][0]:
        match = pattern("references", "state_law").match(text, start, start + WINDOW)
        if match is None:
            return None
        end = match.end()
    elif text.startswith(tuple(laws["not_after"]), end):
        return None
    return Mention(start, _articles(text, end), "law", noun=text[start:end])


def _article_of(text: str, end: int, last: int) -> Mention | None:
    """Return a law named without brackets before the number of its article, which stands at ``end``."""
    low = back(text, end, OWNER * 2, "\n", last)
    match = pattern("references", "article_of").search(text, low, end)
    after = _articles(text, end)
    if match is None or after == end:
        return None
    return Mention(match.start("name"), after, "law", noun=match["name"])


def _before(text: str, end: int, last: int, key: str) -> Mention | None:
    """Return a document by what the words before its name do with it: a page agreed on, a code to follow."""
    low = back(text, end, OWNER * 3, "\n", last)
    found = pattern("references", key).finditer(text, low, min(len(text), end + OWNER // 2))
    match = next((m for m in found if m.end() == end), None)
    return match and Mention(*match.span("title"), "document", noun=match["title"])


def _linked(text: str, end: int, last: int, own: frozenset[str]) -> Mention | None:
    """Return the document a link in Markdown names; ``end`` is where its address begins."""
    low = back(text, end, WINDOW, "\n", last)
    found = pattern("references", "linked_title").finditer(text, low, end + 1)
    match = next((m for m in found if m.end() == end), None)
    if match is None or plain(match["title"]) in own:
        return None
    return Mention(*match.span("title"), "document", noun=match["title"])


def _leads_out(text: str, end: int) -> bool:
    """Tell whether words that end at ``end`` are a link to somewhere else."""
    return text.startswith("](", end) and not text.startswith("](#", end)


def _anchored(document: Document, text: str, end: int, last: int) -> Mention | None:
    """Return the heading of this document a link inside a sentence leads to; ``end`` is where its address begins."""
    low = back(text, end, WINDOW, "\n", last)
    found = pattern("references", "anchored").finditer(text, low, min(len(text), end + LINK))
    match = next((m for m in found if m.start("anchor") == end), None)
    node = None if match is None else document.at(end)
    if match is None or node is None or node.kind in NO_LINKS or node.heading:
        return None
    return Mention(*match.span("title"), "heading", base=match["anchor"], noun=match["title"])


def _named(text: str, start: int, end: int, word: str, own: frozenset[str]) -> Mention | None:
    """Return a document named by its title without brackets."""
    if text.startswith(_BESIDE["not_after"], end):
        return None
    before = text[back(text, start, OWNER) : start]
    if pattern("references", "of_this").search(before) or pattern("references", "being_named").search(before):
        return None
    weak = word in _WEAK
    if word in _MAKEABLE and pattern("references", "being_made").search(before):
        return None
    particular = before.endswith(_BESIDE["particular"]) and word in _DOCUMENTS["published"]
    particular = particular or pattern("references", "coupled").match(text, end) is not None
    particular = particular or pattern("references", "coupled_before").search(before) is not None
    particular = particular or (weak and word in _DOCUMENTS["agreements"] and _possessed(text, start))
    if weak and not particular and before.endswith(_BESIDE["pointers"]):
        return None
    if pattern("references", "being_defined").match(text, end):
        return None
    owner = "" if word in _UNOWNED else _owner(text[back(text, start, NAME) : start])
    linked = text[start - 1 : start] == "[" and text.startswith("](", end)
    begin = start - len(owner)
    if weak and owner and (owner in _VAGUE or text.endswith(_BESIDE["vague_lead"], 0, begin)):
        return None
    if text[max(0, begin - 2) : begin].rstrip().endswith(_BESIDE["own_words"]):
        return None
    named = particular or len(owner) > 3 or (len(owner) > 1 and text.count(owner, 0, COUNTED) > 1)
    if weak and not named and not linked and not (word in _DOCUMENTS["agreements"] and _private(*own)):
        return None
    lead = text[max(0, begin - OWNER) : begin]
    if pattern("references", "being_named").search(lead) or pattern("references", "numbered_before").search(lead):
        return None
    title = plain(text[begin:end])
    if title in own:
        return None
    said = before.rpartition(STOP)[2]
    other = any(hint in said for hint in _DOCUMENTS["others"]) or text.startswith(_BESIDE["linked"], end)
    if not owner and not other and not linked:
        private = _private(word) and _private(*own)
        if private or any(name.endswith(title) for name in own):
            return None
    return Mention(begin, end, "document", noun=text[begin:end])


def _possessed(text: str, start: int) -> bool:
    """Tell whether a name is that of a document of somebody the text goes on naming: 某某云的服务协议."""
    end = start - 1
    if text[end:start] != _DOCUMENTS["possessive"]:
        return False
    owner = _owner(text[back(text, end, NAME) : end])
    somebody = len(owner) > 1 and owner not in generic() and owner not in _VAGUE and not actors.is_thing(owner)
    return somebody and text.count(owner, 0, COUNTED) > 2


def _private(*titles: str) -> bool:
    """Tell whether one of the titles is about privacy."""
    return any(mark in title for title in titles for mark in _DOCUMENTS["privacy"])


def _quoted(text: str, end: int, own: OwnTitles) -> Mention | None:
    """Return a document whose title stands in quotation marks up to ``end`` and is neither own nor being defined."""
    if not text.startswith(tuple(_DOCUMENTS["closers"]), end - 1):
        return None
    low = back(text, end, OWNER * 3)
    match = next((m for m in pattern("references", "quoted_title").finditer(text, low, end) if m.end() == end), None)
    if match is None or pattern("references", "being_defined").match(text, end):
        return None
    if pattern("references", "numbered_before").search(text, max(0, match.start() - OWNER), match.start("title")):
        return None
    title = plain(match["title"])
    if match["title"] in own.given or any(name.endswith(title) for name in own.at(end)):
        return None
    return Mention(match.start("title"), match.end("title"), "document", noun=match["title"])


def _owner(before: str) -> str:
    """Return the name of a party, product or site that stands at the end of ``before``, ``""`` if there is none."""
    run = pattern("references", "owner").search(before)
    name = run["owner"] if run else ""
    lead = pattern("references", "owner_lead").match(name)
    return name[lead.end() :] if lead else name
