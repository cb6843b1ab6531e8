"""The tree asked by number: 第三条第二款第（一）项 and its parts to nodes.

Built once for a document. A number is sought in the sequence its reader stands in: where numbering restarts (chapters,
two agreements in one file), the nearer sequence answers first, and what stays open is reported as several nodes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise, takewhile

from legaltools.extract.mentions import Level, Number
from legaltools.lexicon import Words, table
from legaltools.model.document import Document, Node
from legaltools.text.width import fold

OPENINGS = frozenset({"clause", "heading", "item", "attachment"})
CIRCLED = range(0x2460, 0x2500)  # Enclosed Alphanumerics: ① ⑴ ⒈
NEAR, BELOW = 500, 2000  # nodes looked at beside and below one
CHAPTERS = ("chapter", "part", "book", "subbook", "section")


def rank_of(node: Node) -> str:
    """Return the rank a printed label names (第三条 → article), ``""`` for a plain number."""
    if node.kind == "attachment":
        return "attachment"
    words = table("references")
    label = node.label.rstrip()
    if node.scheme == "article":
        label = label.split(words["numbers"]["sub"])[0]
    ranks: dict[str, str] = words["ranks"]
    return ranks.get(_rank_words().at_end(label), "")


@cache
def _rank_words() -> Words:
    return Words(table("references")["ranks"])


def around(row: Sequence[Node], node: Node) -> list[Node]:
    """Return the nodes of a row in reading order that stand near ``node``, itself included."""
    at = bisect_left(row, node.start, key=lambda n: n.start)
    return list(row[max(0, at - NEAR) : at + NEAR])


class Addresses:
    """The numbered nodes of a document by rank and number."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.children = document.children
        self.openings = [node for node in document.nodes if node.kind in OPENINGS and node.number]
        self.rank = {node.eid: rank_of(node) for node in self.openings}
        self.by_number: dict[Number, list[Node]] = {}
        for node in self.openings:
            self.by_number.setdefault(node.number, []).append(node)
        self.ranks = frozenset(self.rank.values())
        self.articles = [n for n in self.openings if self.rank[n.eid] == "article"]
        self._restarts: dict[tuple[str, int], list[int]] = {}

    def find(self, level: Level, node: Node) -> list[Node]:
        """Return the nodes the first level of an address names, seen from ``node``."""
        if level.rank in ("item", "point"):
            return self.near(level, node)
        if level.rank == "paragraph" and all(len(number) == 1 for number in level.numbers):
            article = self.enclosing(node, "article")
            return (self.inside(level, [article]) if article else []) or self.near(level, node)
        return [found for number in level.numbers for found in self._ranked(level.rank, number, node)]

    def _ranked(self, rank: str, number: Number, node: Node) -> list[Node]:
        """Return the nodes of a rank that bear ``number``; a rank no label names is taken for the next best one."""
        same = self.by_number.get(number, [])
        exact = [n for n in same if self.rank[n.eid] == rank]
        if exact:
            return self.nearest(exact, node)
        if len(number) > 1:
            return self.nearest([n for n in same if not self.rank[n.eid]], node) or self._walk(number, node)
        if rank in self.ranks:
            return []
        if rank in CHAPTERS and (articles := [n for n in same if self.rank[n.eid] == "article"]):
            return self.nearest(articles, node)
        return self.nearest([n for n in same if not self.rank[n.eid] and self._is_top(n)], node)

    def _is_top(self, node: Node) -> bool:
        """Tell whether no other numbered clause of plain rank stands above ``node``."""
        return all(self.rank.get(a.eid, "attachment") for a in self.document.ancestors(node))

    def _walk(self, number: Number, node: Node) -> list[Node]:
        """Return the node a dotted number means where labels are not dotted: 2.3 is item 3 of clause 2."""
        places = self._ranked("article", number[:1], node)
        for part in number[1:]:
            places = self.inside(Level("", ((part,),)), places)
        return places

    def nearest(self, nodes: list[Node], node: Node) -> list[Node]:
        """Return those of several nodes that stand nearest in the tree, then those in the sequence ``node`` is in."""
        if len(nodes) < 2:
            return nodes
        around = {a.eid for a in (node, *self.document.ancestors(node))}
        annexed = any(a.kind == "attachment" for a in (node, *self.document.ancestors(node)))
        shared = [sum(a.eid in around for a in self.document.ancestors(n)) for n in nodes]
        nodes = [n for n, count in zip(nodes, shared, strict=True) if count == max(shared)]
        if not annexed:
            body = [n for n in nodes if all(a.kind != "attachment" for a in (n, *self.document.ancestors(n)))]
            nodes = body or nodes
        if len(nodes) < 2:
            return nodes
        starts = self._restarts_of(nodes[0].scheme, nodes[0].depth)
        here = bisect_right(starts, node.start)
        return [n for n in nodes if bisect_right(starts, n.start) == here] or nodes

    def _restarts_of(self, scheme: str, depth: int) -> list[int]:
        """Return where the numbering of a scheme restarts at a depth, ascending."""
        if (scheme, depth) not in self._restarts:
            row = [n for n in self.openings if n.scheme == scheme and n.depth == depth]
            starts = [later.start for first, later in pairwise(row) if later.number <= first.number]
            self._restarts[scheme, depth] = starts
        return self._restarts[scheme, depth]

    def inside(self, level: Level, places: Iterable[Node]) -> list[Node]:
        """Return the parts of ``places`` a further level names; paragraphs without number are counted."""
        found: list[Node] = []
        for place in places:
            for number in level.numbers:
                below = [n for n in islice(self.below(place), BELOW) if n.kind in OPENINGS]
                dotted = [n for n in below if n.number == number] if len(number) > 1 else []  # 第三章第3.2.1条
                hits = dotted or [n for n in below if n.number[-1:] == number[-1:] and _lettered(n, level)]
                bracketed = level.printed.startswith("(") and bool(hits)  # 第三条第（二）款 is its entry (二)
                if level.rank == "paragraph" and not bracketed and not self._numbers_paragraphs(place):
                    hits = self.paragraphs(place)[number[-1] - 1 : number[-1]]
                found += hits[:1]
        return found

    def _numbers_paragraphs(self, place: Node) -> bool:
        """Tell whether the paragraphs of an article bear numbers of their own (1. 2. 3.)."""
        below = tuple(islice(self.children.get(place.eid, ()), BELOW))
        if place.heading and below and all(n.kind == "item" and n.number for n in below):
            return True  # a mere heading over entries (一), (二)
        return any(n.kind == "clause" and n.number for n in below)

    def paragraphs(self, article: Node) -> list[Node]:
        """Return the 款 of an article: its own text unless that is a heading, then its unnumbered paragraphs."""
        texts = [n for n in islice(self.children.get(article.eid, ()), BELOW) if n.kind == "text"]
        return texts if article.heading and texts else [article, *texts]

    def below(self, place: Node) -> Iterator[Node]:
        """Yield what lies under a node, level by level; under a paragraph, the list it introduces."""
        level = list(self.children.get(place.eid, ()))
        if place.kind == "text" and not level:
            level = self.introduced(place)
        while level:
            yield from level
            level = [child for node in level for child in self.children.get(node.eid, ())]

    def introduced(self, paragraph: Node) -> list[Node]:
        """Return the list between an unnumbered paragraph and the next one."""
        row = around(self.children.get(paragraph.parent, ()), paragraph)
        after = (n for n in row if n.start > paragraph.start)
        return list(takewhile(lambda n: n.kind != "text", after))

    def before(self, node: Node) -> Iterator[Node]:
        """Yield the nodes beside ``node`` that stand before it, nearest first."""
        row = around(self.children.get(node.parent, ()), node)
        return (n for n in reversed(row) if n.start < node.start)

    def paragraph_of(self, node: Node) -> Node:
        """Return the 款 a node stands in: itself, or for a list entry the paragraph that introduces it."""
        if node.kind != "item":
            return node
        before = next((n for n in self.before(node) if n.kind == "text"), None)
        parent = self.document.by_eid.get(node.parent or "")
        return before or (self.paragraph_of(parent) if parent else node)

    def near(self, level: Level, node: Node) -> list[Node]:
        """Return the entries a bare 第（一）项 names: those of the nearest list around ``node`` that has them."""
        for above in (node, *self.document.ancestors(node), None):
            row = around(self.children.get(above.eid if above else None, ()), node)
            found = [self._closest(row, number, level, node) for number in level.numbers]
            hits = [n for n in found if n is not None]
            if len(hits) == len(level.numbers):
                return hits
        return []

    def _closest(self, row: Iterable[Node], number: Number, level: Level, node: Node) -> Node | None:
        same = [n for n in row if n.number[-1:] == number[-1:] and n.kind in OPENINGS and _alike(n, level)]
        before = [n for n in same if n.start < node.start]
        return before[-1] if before else next(iter(same), None)

    def enclosing(self, node: Node, rank: str) -> Node | None:
        """Return the node around ``node`` (itself included) that has a rank.

        Where no label names its rank, 条 is the nearest headed Arabic number, else the outermost; 节 is the nearest
        headed number, 章 the outermost.
        """
        chain = [n for n in (node, *self.document.ancestors(node)) if n.kind in OPENINGS]
        exact = next((n for n in chain if self.rank.get(n.eid) == rank), None)
        if exact is not None or not chain:
            return exact
        if rank == "article":
            arabic = table("references")["article_schemes"]
            plain = [n for n in chain if n.scheme in arabic]
            return next((n for n in plain if n.heading), plain[-1] if plain else chain[-1])
        if rank not in CHAPTERS:
            return chain[0]
        numbered = [n for n in chain if n.number] or chain
        headed = next((n for n in numbered if n.heading), None) if rank == "section" else None
        return headed or numbered[-1]


def _alike(node: Node, level: Level) -> bool:
    """Tell whether label and mention are printed in a like way: ① only answers to ①."""
    return any(ord(c) in CIRCLED for c in node.label) == any(ord(c) in CIRCLED for c in level.printed)


def _lettered(node: Node, level: Level) -> bool:
    """Tell whether both label and mention are letters or both are numbers: 第1项 does not answer to a)."""
    return not level.printed or _is_letter(fold(node.label)) == _is_letter(level.printed)


def _is_letter(printed: str) -> bool:
    bare = printed.strip(" ().:\u3001")
    return len(bare) == 1 and bare.isascii() and bare.isalpha()
