"""Parts of this document named by their heading: 保密条款, “保密”一节, 保密、争议解决等条款, 本合同“费用”.

A :class:`Document` and its folded text in, :class:`Mention` values out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from legaltools.extract.mentions import Mention
from legaltools.lexicon import Words, pattern, table
from legaltools.model.document import Document, Node
from legaltools.text.sentences import back

WINDOW = 64
TELLING = 3  # characters from which part of a heading names the place
MOST = 8  # parts named in one list
HEADS = frozenset({"clause", "heading", "attachment"})
NO_PARTS = frozenset({"preamble", "title", "meta", "toc"})
_HEADINGS = table("references")["headings"]
_BARE, _USUAL = frozenset(_HEADINGS["bare"]), frozenset(_HEADINGS["names"])
_GENERIC = tuple(_HEADINGS["generic"])
_POINTING = tuple(_HEADINGS["own"])
_SEE = tuple(_HEADINGS["see"])
_OPENERS, _CLOSERS = tuple(_HEADINGS["openers"]), tuple(_HEADINGS["closers"])
_ANCHOR = re.compile(r"#[^()\s{}#]{1,80}")
_MARKS = re.compile(r"[\W_]+")
_JOINS = "|".join(_HEADINGS["joins"])
_JOIN = re.compile(_JOINS)
_JOINED = re.compile(f"(?:{_JOINS})$")
_SPLIT = re.compile("|".join(word[::-1] for word in _HEADINGS["joins"]))
_ENDED = re.compile("|".join([*_HEADINGS["joins"], *_HEADINGS["ends"]]))
_NAME = re.compile(r"[\u4e00-\u9fff]{2,16}")


def plain(heading: str) -> str:
    """Return a heading without white space, marks and the generic word at its end, for matching."""
    kept = heading if heading.isalnum() else _MARKS.sub("", heading)
    if kept.endswith(_GENERIC):
        for ending in _GENERIC:
            if kept.endswith(ending) and len(kept) > len(ending):
                return kept[: -len(ending)]
    return kept


class Headings:
    """The headed parts of a document by the plain form of their heading."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._anchors: dict[str, Node] | None = None
        self._begun: dict[str, list[Node]] | None = None
        self._nodes = document.nodes
        self._headed = [node for node in document.nodes if node.kind in HEADS and node.heading]
        self._parts: dict[str, list[Node]] = {}
        for node in self._headed:
            self._parts.setdefault(plain(node.heading or ""), []).append(node)
        self.longest = max(map(len, self._parts), default=0)
        self._forward = sorted(self._parts)
        self._backward = sorted(name[::-1] for name in self._parts)

    def __contains__(self, name: str) -> bool:
        """Tell whether a heading reads so."""
        return name in self._parts

    def anchored(self, anchor: str) -> tuple[Node, ...]:
        """Return the headings whose line bears an anchor."""
        if self._anchors is None:
            lines = ((node, self._text[node.start : node.end].partition("\n")[0]) for node in self._headed)
            self._anchors = {found: node for node, line in lines for found in _ANCHOR.findall(line)}
        return (self._anchors[anchor],) if anchor in self._anchors else ()

    def run_in(self, name: str) -> tuple[Node, ...]:
        """Return the clauses without a heading that begin with a name: 【保密】双方应…, 费用说明：另行约定."""
        return tuple(self._run_ins().get(name, ()))

    def _run_ins(self) -> dict[str, list[Node]]:
        if self._begun is None:
            self._begun = {}
            for node in self._nodes:
                if node.heading is None and node.kind not in NO_PARTS:
                    match = pattern("references", "run_in").match(self._text, node.text_start, node.end)
                    if match is not None:
                        self._begun.setdefault(plain(match["box"] or match["name"]), []).append(node)
        return self._begun

    def touches(self, name: str) -> bool:
        """Tell whether a heading begins or ends with ``name``."""
        return _under(self._forward, name) or _under(self._backward, name[::-1])

    def meant(self, name: str) -> tuple[Node, ...]:
        """Return the parts a name means: those headed so, else those whose heading begins or ends with it."""
        found = self._meant(name)
        for word, other in _HEADINGS["same"]:
            if not found and word in name:
                found = self._meant(name.replace(word, other))
        return found

    def _meant(self, name: str) -> tuple[Node, ...]:
        if name in self._parts:
            return tuple(self._parts[name])
        if found := self.run_in(name):
            return found
        if len(name) < TELLING and name not in _USUAL:
            return ()
        parts = self._parts if self.touches(name) else self._run_ins()
        names = [heading for heading in parts if heading.startswith(name) or heading.endswith(name)]
        return tuple(node for heading in names for node in parts[heading])


def _under(words: list[str], start: str) -> bool:
    """Tell whether one of the sorted ``words`` begins with ``start``."""
    at = bisect_left(words, start)
    return at < len(words) and words[at].startswith(start)


def mentions(document: Document, text: str, start: int, end: int, last: int, heads: Headings) -> list[Mention]:
    """Return the parts named up to a word for part at ``[start, end)``: one, or all of a list (保密、通知等条款)."""
    node = document.at(start)
    if node is None:
        return []
    if text[start - 1 : start] in _CLOSERS:
        return _quoted(text, start, end, last, heads)
    if text[start:end] != _HEADINGS["word"]:
        return []
    if node.kind in NO_PARTS:
        seen = _named(text, node, start, end, last, heads)
        pointed = seen is not None and seen.noun in heads and text.endswith(_SEE, 0, seen.start)
        return [seen] if seen and pointed else []
    tail = _tail().at_end(text[max(last, start - MOST) : start])
    found = None if tail else _named(text, node, start, end, last, heads)
    if found is not None:
        return [*_before(text, found.start, last, heads), found, *_after(text, end, heads)]
    listed = _before(text, start - len(tail), last, heads, open_end=True) if tail else []
    known = [mention for mention in listed if _known(mention.noun, heads)]
    return listed if len(known) > 1 or any(mention.noun in heads for mention in known) else []


@cache
def _tail() -> Words:
    """Return the words between a list of names and the word for part."""
    return Words(_HEADINGS["tails"])


def _named(text: str, node: Node, start: int, end: int, last: int, heads: Headings) -> Mention | None:
    low = back(text, start, WINDOW - 16, "\n", last)
    begin = start
    while begin > low and (text[begin - 1].isalnum() or text[begin - 1] in _HEADINGS["inside"]):
        begin -= 1
    if begin - 1 == node.text_start and text[begin - 1] in _OPENERS:  # the clause's own: 【保密条款】双方应…
        return None
    for at in range(begin, start - 1):
        name = plain(text[at:start])
        if name in _BARE or name.endswith(_POINTING):
            return None
        if name.startswith(_POINTING) or text[at] in _HEADINGS["between"]:
            continue
        if _fits(name, heads):
            return Mention(at, end, "heading", noun=name)
    return None


def _quoted(text: str, start: int, end: int, last: int, heads: Headings) -> list[Mention]:
    """Return the part whose name stands in quotation marks right before a word for part."""
    match = _in_marks(text, start, last)
    name = plain(match["name"]) if match else ""
    if match is None or name in _BARE or name.endswith(_POINTING):
        return []
    sure = _fits(name, heads) or heads.run_in(name) or text[start - 1] in _HEADINGS["boxes"]
    return [Mention(match.start(), end, "heading", noun=name)] if sure else []


def _in_marks(text: str, end: int, last: int) -> re.Match[str] | None:
    """Return the words in quotation marks that close at ``end``, numbers at their beginning left out."""
    found = pattern("references", "marked").finditer(text, back(text, end, WINDOW // 2, "\n", last), end)
    return next((m for m in found if m.end() == end), None)


def marked(text: str, start: int, end: int, last: int, heads: Headings) -> Mention | None:
    """Return a part named in quotation marks by its whole heading: “联系方式”中所述, 本合同“费用”.

    ``[start, end)`` is the closing mark and what follows, or the word for the document and the opening mark.
    """
    if text[end - 1] in _OPENERS:
        match = pattern("references", "marked").match(text, end - 1, end + WINDOW // 2)
    else:
        match = _in_marks(text, start + 1, last)
        low = max(last, match.start() - 2) if match else 0
        if match is not None and pattern("references", "number_before").search(text, low, match.start()):
            return None
    name = plain(match["name"]) if match else ""
    if match is None or not (name in heads or heads.run_in(name)):
        return None
    return Mention(match.start(), match.end(), "heading", noun=name)


def _before(text: str, end: int, last: int, heads: Headings, open_end: bool = False) -> list[Mention]:
    """Return the further parts of a list that ends at ``end``; ``open_end``: nothing joins what stands there."""
    low, found = back(text, end, WINDOW, "\n\u3002;:,", last), list[Mention]()
    passed: Mention | None = None
    while len(found) < MOST:
        join = None if open_end else _JOINED.search(text, low, end)
        if not (open_end or join):
            break
        stop = end if join is None else join.start()
        mark = _SPLIT.search(text[low:stop][::-1])
        begin = low if mark is None else stop - mark.start()
        at = next((i for i in range(begin, stop - 1) if text[i].isalnum() and _known(plain(text[i:stop]), heads)), None)
        whole = Mention(begin, stop, "heading", noun=plain(text[begin:stop]))
        if at is None and (passed or mark is None or not 1 < stop - begin <= MOST):
            break
        if at is None:
            passed = whole
        else:
            found += [passed] if passed else []
            found.append(whole if mark else Mention(at, stop, "heading", noun=plain(text[at:stop])))
            passed = None
            if not mark:
                break
        end, open_end = begin, False
    return found[::-1]


def _after(text: str, end: int, heads: Headings) -> Iterator[Mention]:
    """Yield the headings listed after a named part: 保密条款、担保和通知."""
    for _ in range(MOST):
        join = _JOIN.match(text, end)
        match = _NAME.match(text, join.end()) if join else None
        if match is None:
            return
        begin = match.start()
        tried = (at for at in range(match.end(), begin + 1, -1) if plain(text[begin:at]) in heads)
        end = next((at for at in tried if not _NAME.match(text, at) or _ENDED.match(text, at)), 0)
        if not end:
            return
        yield Mention(begin, end, "heading", noun=plain(text[begin:end]))


def _fits(name: str, heads: Headings) -> bool:
    """Tell whether a heading reads so, begins or ends so, or usually does."""
    return name in heads or name in _USUAL or (TELLING <= len(name) <= heads.longest and heads.touches(name))


def _known(name: str, heads: Headings) -> bool:
    return name not in _BARE and (name in heads or name in _USUAL or bool(heads.run_in(name)))
