"""What a mention points at: numbers, pointing words and headings to addresses of the clause tree.

A :class:`Mention` and the node it stands in go in, an :class:`Outcome` comes out; ``None`` if the words point at
nothing that is a reference (a plain thing, the whole document).
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from legaltools.extract import titles
from legaltools.extract.mentions import Level, Mention, Number
from legaltools.lexicon import table
from legaltools.model.annotation import ReferenceStatus
from legaltools.model.document import Document, Node

OPENINGS = frozenset({"clause", "heading", "item", "attachment"})
ENDS = "\u3002\uff1b;\uff01!\uff1f?"


class Outcome(Struct, frozen=True):
    """Where a reference points, and how sure that is; ``note`` codes what a reader should know."""

    targets: tuple[str, ...] = ()
    status: ReferenceStatus = "external"
    note: str = ""


def _of(nodes: Iterable[Node]) -> Outcome:
    targets = tuple(dict.fromkeys(node.eid for node in nodes))
    return Outcome(targets, "resolved" if targets else "dangling")


class Tree:
    """The questions asked of one document's tree, with the indexes that answer them."""

    def __init__(self, document: Document, folded: str) -> None:
        self.document, self.text = document, folded
        self.heads = titles.headings(document)
        self.children = document.children
        self.openings = [node for node in document.nodes if node.kind in OPENINGS and node.number]
        self.ranks = {node.eid: rank_of(node) for node in self.openings}
        self.articled = "article" in self.ranks.values()

    def resolve(self, mention: Mention, node: Node) -> Outcome | None:
        """Return where ``mention`` in ``node`` points."""
        if mention.kind in ("document", "law", "url"):
            return None if mention.base == titles.OWN else Outcome()
        if mention.kind == "heading":
            found = _of(titles.matching(mention.noun, self.heads))
            return replace(found, status="ambiguous") if len(found.targets) > 1 else found
        if mention.kind == "number":
            return self.numbered(mention, node)
        if mention.direction in ("up", "down"):
            return self.pointed(mention, node)
        return self.nearby(mention, node)

    # --- numbers

    def numbered(self, mention: Mention, node: Node) -> Outcome | None:
        """Follow an address level by level."""
        if not mention.path:
            return None
        places: list[Node] = []
        for step, level in enumerate(mention.path):
            places = (
                self._step(level, places, node)
                if step or not self._base(mention, node)
                else self._inside(level, self._base(mention, node))
            )
            if not places:
                return Outcome((), "dangling")
        return _of(places)

    def _base(self, mention: Mention, node: Node) -> list[Node]:
        """Return the place that 本条 or 本章 before a number fixes."""
        rank = table("references")["here"].get(mention.base)
        found = self.enclosing(node, rank) if rank else None
        return [found] if found else []

    def _step(self, level: Level, places: list[Node], node: Node) -> list[Node]:
        if places:
            return self._inside(level, places)
        if level.rank in ("item", "paragraph", "point"):
            return self._near(level, node)
        return [n for number in level.numbers for n in self._ranked(level.rank, number)[:1]]

    def _ranked(self, rank: str, number: Number) -> list[Node]:
        """Return the nodes of a rank that bear ``number``, anywhere in the document."""
        same = [n for n in self.openings if n.number == number]
        if len(number) > 1:
            return same
        exact = [n for n in same if self.ranks[n.eid] == rank]
        if exact or (rank == "article" and self.articled):
            return exact
        return [n for n in same if n.depth == min((m.depth for m in same), default=0)]

    def _inside(self, level: Level, places: list[Node]) -> list[Node]:
        """Return the parts of ``places`` a further level names; a paragraph without number is counted."""
        found: list[Node] = []
        for place in places:
            below = list(self._below(place))
            for number in level.numbers:
                hits = [n for n in below if n.number[-1:] == number[-1:] and n.kind in OPENINGS and n.number]
                if level.rank == "paragraph" and not any(self.ranks.get(n.eid) == "paragraph" for n in hits):
                    texts = [place, *(n for n in self.children.get(place.eid, ()) if n.kind == "text")]
                    hits = texts[number[-1] - 1 : number[-1]] or hits
                found += hits[:1]
        return found

    def _below(self, place: Node) -> Iterator[Node]:
        """Yield what lies under a node, level by level."""
        level = list(self.children.get(place.eid, ()))
        while level:
            yield from level
            level = [child for node in level for child in self.children.get(node.eid, ())]

    def _near(self, level: Level, node: Node) -> list[Node]:
        """Return the items a bare 第（一）项 names: the nearest list around the node that has them."""
        for above in (node, *self.document.ancestors(node), None):
            row = self.children.get(above.eid if above else None, ())
            found = [n for number in level.numbers for n in row if n.number[-1:] == number[-1:] and _alike(n, level)]
            if len(found) >= len(level.numbers):
                return found
        return []

    # --- pointing words

    def owner(self, node: Node) -> Node:
        """Return the clause a node belongs to: itself if it opens one, else the clause around it."""
        if node.kind in OPENINGS:
            return node
        return next((a for a in self.document.ancestors(node) if a.kind in OPENINGS), node)

    def pointed(self, mention: Mention, node: Node) -> Outcome | None:
        """Resolve 上述 and 下列 with their noun."""
        weak = mention.noun in table("references")["relative"]["list_nouns"]
        if mention.direction == "down":
            if weak and not self._introduces(mention, node):
                return None
            return _of([self.owner(node)])
        if weak and not self._after_list(node):
            return None
        return _of([self._antecedent(mention, node)])

    def _introduces(self, mention: Mention, node: Node) -> bool:
        """Tell whether a list follows: a colon later in the sentence, or children."""
        rest = self.text[mention.end : node.end]
        return (
            bool(re.match(r"[^\u3002;]{0,60}:", rest))
            or rest.rstrip().endswith(":")
            or bool(self.children.get(node.eid))
        )

    def _after_list(self, node: Node) -> bool:
        row = self.children.get(node.parent, ())
        before = [n for n in row if n.start < node.start]
        return bool(before) and (node.kind == "text" and before[-1].kind in OPENINGS)

    def _antecedent(self, mention: Mention, node: Node) -> Node:
        """Return the clause an upward pointing word means."""
        clause = self.owner(node)
        if node is not clause:
            return clause
        if any(mark in self.text[node.text_start : mention.start] for mark in ENDS):
            return clause
        before = [n for n in self.children.get(node.parent, ()) if n.start < node.start and n.kind in OPENINGS]
        parent = self.document.by_eid.get(node.parent or "")
        if len(before) == 1 or (before and mention.noun not in table("references")["relative"]["whole"]):
            return next((n for n in reversed(before) if self.children.get(n.eid)), before[-1])
        return parent or clause

    def enclosing(self, node: Node, rank: str) -> Node | None:
        """Return the node around ``node`` (itself included) that has a rank; 条 is the first number below chapters."""
        chain = [n for n in (node, *self.document.ancestors(node)) if n.kind in OPENINGS]
        exact = next((n for n in chain if self.ranks.get(n.eid) == rank), None)
        if exact is not None or not chain:
            return exact
        if rank == "article":
            return next((n for n in reversed(chain) if self.ranks.get(n.eid) == ""), chain[-1])
        if rank in ("chapter", "part", "book"):
            return chain[-1]
        return chain[0]

    def nearby(self, mention: Mention, node: Node) -> Outcome | None:
        """Resolve 本条, 前款, 前两款, 下条."""
        words = table("references")
        if mention.base in words["here"]:
            if mention.base in words["whole_document"] and not self._contrasted(mention):
                return None
            found = self.enclosing(node, words["here"][mention.base])
            return _of([found] if found else [])
        count, rank = words["before"].get(mention.base, (1, "paragraph"))
        step = 1 if mention.direction == "after" else -count
        place = self.enclosing(node, rank) if rank == "article" else node
        row = [
            n for n in self.children.get(place.parent if place else None, ()) if n.kind in OPENINGS or n.kind == "text"
        ]
        if place is None or place not in row:
            return Outcome((), "dangling")
        at = row.index(place)
        hits = row[at + 1 : at + 2] if step > 0 else row[max(0, at + step) : at]
        if not hits and place.parent and rank != "article":
            hits = [self.document.by_eid[place.parent]]
        return _of(hits)

    def _contrasted(self, mention: Mention) -> bool:
        """Tell whether a word for the whole document stands in the same sentence, so that 本条款 is the clause."""
        low = max(0, *(self.text.rfind(mark, 0, mention.start) + 1 for mark in (*ENDS, "\n")))
        high = min(
            (at for mark in (*ENDS, "\n") if (at := self.text.find(mark, mention.end)) >= 0), default=len(self.text)
        )
        sentence = self.text[low : mention.start] + self.text[mention.end : high]
        return any(word in sentence for word in table("references")["whole_words"])


def rank_of(node: Node) -> str:
    """Return the rank a printed label names (第三条 → article), ``""`` for a plain number."""
    ranks = table("references")["ranks"]
    return next(
        (ranks[word] for word in sorted(ranks, key=len, reverse=True) if node.label.rstrip().endswith(word)), ""
    )


def _alike(node: Node, level: Level) -> bool:
    """Tell whether a label is printed in a like way: an enclosed number only answers to an enclosed number."""
    odd = any(ord(c) in range(0x2460, 0x2500) for c in node.label)
    return odd == any(ord(c) in range(0x2460, 0x2500) for c in level.printed)
