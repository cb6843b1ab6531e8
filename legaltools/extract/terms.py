"""Defined terms: where the text says what a word means, the part it governs, and where it is used.

In: the document. Out: :class:`~legaltools.model.annotation.Term` sorted by ``start``: the term's own place,
``definition`` from the start of the defined expression to the defining verb or alias, ``scope``, ``uses`` (with the
first definition, if a word is defined twice).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from legaltools.extract import naming
from legaltools.extract.norms.layout import COLON, unlabelled
from legaltools.lexicon import Patterns, Triggers, table
from legaltools.model.annotation import Term
from legaltools.model.document import Document, Node
from legaltools.model.span import Span

_TABLE = table("definitions")
_P = Patterns(
    {f"{part}.{name}": value for part, row in _TABLE.items() for name, value in row.items() if isinstance(value, str)}
)
_VERB = _TABLE["verb"]
_OPENINGS = frozenset(_TABLE["gloss"]["openings"])
_BRACKETS = frozenset(_TABLE["bracket"]["openings"])
_PAIRS: list[str] = _VERB["pairs"]
_MASKS = frozenset(_VERB["masks"])
_QUOTES = _VERB["quotes"]
_OPEN = "\uff08("
_CLOSE = "\uff09)"
_COMMAS, _DASHES = "\uff0c,", "\u2014\u2013\uff0d-"
_KEPT = frozenset(_VERB["kept"])
_TITLE_ENDS = "\u300b\u300f"
_COLON = tuple(COLON)
_ASIDE = re.compile(f"[{_OPEN}]{_VERB['lead']}$")
_WORD = tuple(_VERB["word"])
_STOPS: str = _VERB["stops"]
_SCOPE_UNITS: dict[str, str] = _TABLE["scope"]["units"]
WINDOW = 120
SHORT_NAME = 6  # characters of the last of a row of nouns that is a name as it stands
NEAR = 8_000
NAME = 64
SHORT = 64
MOST = 6  # quoted words defined together
_Found = tuple[Span, Span]


def find(document: Document) -> tuple[Term, ...]:
    """Return the explicit definitions of a document, each with its uses."""
    text = document.text
    found: dict[int, _Found] = {}
    for name, definition in (*_aliases(document), *_meanings(document), *_glossary(document)):
        if name.start not in found and any(map(str.isalnum, name.of(text))):
            found[name.start] = (name, definition)
    uses = _uses(text, {name.of(text) for name, _ in found.values()})
    terms = []
    for name, definition in (found[start] for start in sorted(found)):
        word = name.of(text)
        node = document.at(name.start)
        elsewhere = tuple([use for use in uses.pop(word, ()) if use.end <= name.start or use.start >= name.end])
        scope = _scope(document, node, text[max(0, definition.start - 12) : definition.end]) if node else ()
        terms.append(Term(word, node.eid if node else "", name.start, name.end, definition, scope, elsewhere))
    return tuple(terms)


def _aliases(document: Document) -> Iterator[_Found]:
    for given in naming.find(document):
        for name in given.names:
            yield name, Span(given.described.start, name.end)


def _meanings(document: Document) -> Iterator[_Found]:
    """ "X是指…", a bare 指 after a quoted word, a bracket or a short name, and "（即X）"."""
    text = document.text
    for start, end, word in naming.hits(document)["meaning"]:
        if word in _OPENINGS:
            yield from _gloss(text, start)
        elif word in _BRACKETS:
            yield from _bracket(text, start)
        elif word in naming.AFTER_QUOTE:
            name = _defined(text, start + naming.AFTER_QUOTE[word], single=True) if naming.AFTER_QUOTE[word] else None
            if name is not None:
                yield name, Span(_sentence_start(text, name.start), end)
        elif word not in _MASKS or (word.startswith(_VERB["single"]) and _follows_quote(text, start)):
            if word in _MASKS or word in _KEPT:  # “级别”指定期公布…: the quoted word is what is defined
                word, end = _VERB["single"], start + 1
            single = word == _VERB["single"]
            name = _defined(text, start, single)
            if name is not None and (not single or _is_defined(text, name, end)):
                for one in (*_beside(text, name), name):
                    yield one, Span(_sentence_start(text, one.start), end)


def _follows_quote(text: str, verb: int) -> bool:
    """Tell whether a quoted word stands directly before a verb, a comma left out: “X”，指…."""
    return text[verb - 1 : verb] in _QUOTES or (text[verb - 1] in _COMMAS and text[verb - 2 : verb - 1] in _QUOTES)


def _is_defined(text: str, name: Span, end: int) -> bool:
    """Tell whether a bare 指 that ends at ``end`` says what ``name`` means."""
    after, before = text[name.end], text[max(0, name.start - 1) : name.start]
    if after in _QUOTES + _OPEN + COLON or (after in _DASHES and before not in _COMMAS):
        return True
    return (
        after in _COMMAS and _P["verb.says"].search(text, max(0, name.start - SHORT_NAME), name.start) is not None
    ) or (_P["verb.after_single"].match(text, end) is not None)


def _gloss(text: str, start: int) -> Iterator[_Found]:
    match, reject = _P["gloss.pattern"].match(text, start), _P["gloss.reject"]
    described = naming.described(text, start)
    if match is not None and not reject.match(match["name"]):
        yield Span(*match.span("name")), Span(described.start, match.end("name"))
    elif (match := _P["gloss.meaning"].match(text, start)) is not None and not reject.match(match["meaning"]):
        name = _known_tail(text, described)
        if name is not None and not _P["verb.sentence"].search(name.of(text)):
            yield name, Span(described.start, match.start("meaning"))


def _bracket(text: str, start: int) -> Iterator[_Found]:
    """ "文件（“证明”）": a description and its name alone in brackets."""
    match = _P["bracket.pattern"].match(text, start)
    if match is None or not start or not (text[start - 1].isalnum() or text[start - 1] in _TITLE_ENDS):
        return
    for group in ("a", "b", "c", "more"):
        if match[group] and not _P["bracket.reject"].match(match[group]):
            yield Span(*match.span(group)), Span(naming.described(text, start).start, match.end(group))


def _sentence_start(text: str, at: int) -> int:
    while at and text[at - 1] in _QUOTES:
        at -= 1
    return at


def _defined(text: str, verb: int, single: bool) -> Span | None:
    """Return the place of the expression a verb of meaning at ``verb`` defines."""
    end = verb
    while end and text[end - 1] in " \t\u3000\uff0c,\uff1a:*\uff0d\u2014\u2013-":
        end -= 1
    floor = max(0, end - WINDOW)
    end -= next((len(word) - 1 for word in _WORD if text.endswith(word, floor, end)), 0)  # “X”一词
    if end and text[end - 1] in _OPEN:  # X（指…）
        return _known_tail(text, naming.described(text, end))
    if end and text[end - 1] in _QUOTES:
        return _quoted(text, floor, end - 1)
    if aside := _ASIDE.search(text, floor, end):  # X（本合同中指…）
        return _known_tail(text, naming.described(text, aside.start()))
    start = max(floor, end - NAME, *(text.rfind(stop, floor, end) + 1 for stop in _STOPS))
    start += len(text[start:end]) - len(unlabelled(text[start:end]))
    opened = max(text.rfind(mark, start, end) for mark in _OPEN)
    if opened >= 0 and not any(mark in text[opened:end] for mark in _CLOSE):  # “X”状态（X，是指…）
        start = opened + 1
    lead = _P["verb.lead"].match(text, start, end)
    start = lead.end() if lead else start
    while start < end and text[start] in _QUOTES + " ":
        start += 1
    name = text[start:end]
    if not name or name[0] in _OPEN or len(name) > (12 if single else 24) or _P["verb.sentence"].search(name):
        return None
    return Span(start, end)


def _quoted(text: str, floor: int, close: int) -> Span | None:
    """Return the place of the words in the quotation marks that close at ``close``, emphasis marks left out."""
    opening = max((text.rfind(pair[0], floor, close) for pair in _PAIRS if pair[1] == text[close]), default=-1)
    start, end = opening + 1, close
    while start < end and text[start] in "*_ ":
        start += 1
    while start < end and text[end - 1] in "*_ ":
        end -= 1
    return Span(start, end) if opening >= 0 and 0 < end - start <= 24 and "\n" not in text[start:end] else None


def _beside(text: str, name: Span) -> Iterator[Span]:
    """Yield the quoted words joined to a quoted one, the nearest first: “X”和“Y”是指…."""
    for _ in range(MOST):
        joined = _P["verb.joined"].search(text, max(0, name.start - NAME), name.start)
        before = _quoted(text, max(0, joined.start() - WINDOW), joined.start()) if joined else None
        if before is None:
            return
        yield before
        name = before


def _known_tail(text: str, described: Span) -> Span | None:
    """Return the longest tail (2…16 characters) of a run that the text uses again, else the run if short."""
    listed = text.rfind("\u3001", described.start, described.end) + 1
    if listed and 1 < described.end - listed <= SHORT_NAME:  # …、同一用户（指…）
        return Span(listed, described.end)
    for length in range(min(16, described.end - described.start), 1, -1):
        tail = text[described.end - length : described.end]
        if text.count(tail, max(0, described.start - NEAR), described.end + NEAR) > 1:
            return Span(described.end - length, described.end)
    return described if 0 < described.end - described.start <= 12 else None


def _glossary(document: Document) -> Iterator[_Found]:
    """Entries "term：meaning" below a heading, or in the list after a line, that announces definitions."""
    for index, node in enumerate(document.nodes):
        entries: Iterable[Node] = ()
        line = document.text[node.text_start : min(node.end, node.text_start + SHORT)].strip()
        colon = line.endswith(_COLON)
        if colon and (named := _P["glossary.defined"].fullmatch(line)) is not None:
            start = document.text.index(named["name"], node.text_start)
            yield Span(start, start + len(named["name"])), Span(start, start + len(line))
        elif node.heading and _P["glossary.heading"].search(node.heading):
            entries = document.children.get(node.eid, ())
        elif colon and _P["glossary.announced"].fullmatch(line) is not None:
            entries = (*document.children.get(node.eid, ()), *_items_after(document, index))
        for child in entries:
            match = _P["glossary.entry"].match(document.text, child.text_start, child.end)
            if match is not None and not _P["verb.sentence"].search(match["name"]):
                yield Span(*match.span("name")), Span(*match.span("name"))


def _items_after(document: Document, index: int) -> Iterator[Node]:
    """Yield the list items that follow a line on its own level; of an empty item the first line below it."""
    line = document.nodes[index]
    for node in islice(document.nodes, index + 1, None):
        if node.depth > line.depth:
            continue
        if node.kind != "item" or node.parent != line.parent:
            return
        below = document.children.get(node.eid, ())
        yield node if document.text[node.text_start : node.end].strip() or not below else below[0]


def _uses(text: str, words: set[str]) -> dict[str, list[Span]]:
    if not words:
        return {}
    triggers = Triggers(sorted(words), once=True)
    uses: list[list[Span]] = [[] for _ in triggers.phrases]
    for index, start, end in triggers.hits(text):
        uses[index].append(Span(start, end))
    return dict(zip(triggers.phrases, uses, strict=True))


def _scope(document: Document, node: Node, lead: str) -> tuple[str, ...]:
    """Return the part a definition is bound to ("本章所称"), empty for the whole document."""
    match = _P["scope.pattern"].search(lead)
    if match is None:
        return ()
    scheme = _SCOPE_UNITS[match["unit"]]
    return next(((n.eid,) for n in (node, *document.ancestors(node)) if n.scheme == scheme), (node.eid,))
