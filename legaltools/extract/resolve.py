"""What a mention points at: numbers, pointing words and headings to addresses of the clause tree.

A :class:`Mention` and the node it stands in go in, an :class:`Outcome` comes out; ``None`` if the words point at
nothing that is a reference (a plain thing, the whole document).
"""

import re
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct

from legaltools.extract import headings, titles
from legaltools.extract.addresses import OPENINGS, Addresses, around
from legaltools.extract.mentions import Level, Mention
from legaltools.lexicon import pattern, table
from legaltools.model.annotation import ReferenceKind, ReferenceStatus
from legaltools.model.document import Document, Node
from legaltools.text.folded import folded
from legaltools.text.sentences import back
from legaltools.text.width import fold

_DASH = "-"
_DASHED = re.compile(r"(?<![\d-])(\d{1,3}(?:-\d{1,3}){1,3})(?![\d-])")
ENDS = "\u3002\uff1b;\uff01!\uff1f?"
REACH = 400  # characters of a sentence looked at on either side
BULLET = "bullet"
SIBLINGS = 100  # clauses before one that are looked at


class Outcome(Struct, frozen=True, gc=False):
    """Where a reference points, and how sure that is; ``kind`` replaces the mention's where reading changed it."""

    targets: tuple[str, ...] = ()
    status: ReferenceStatus = "external"
    note: str = ""
    kind: ReferenceKind | None = None


def _of(nodes: Iterable[Node], wanted: int = 0) -> Outcome:
    """Return the outcome of a search for ``wanted`` nodes: more than that are several readings."""
    targets = tuple(dict.fromkeys(node.eid for node in nodes))
    if not targets:
        return Outcome((), "dangling", "no_such_place")
    if wanted and len(targets) > wanted:
        return Outcome(targets, "ambiguous", "several_places")
    return Outcome(targets, "resolved")


class Resolver:
    """The questions mentions ask of one document's tree."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, folded(document)
        self.heads = headings.Headings(document)
        self.own = titles.OwnTitles(document)
        self.children = document.children
        self.at = Addresses(document)

    def resolve(self, mention: Mention, node: Node) -> Outcome | None:
        """Return where ``mention`` in ``node`` points."""
        if mention.noun == "annex":
            return self._annex(mention)
        if mention.kind in ("document", "law", "url"):
            return None if mention.base == titles.OWN else Outcome()
        if mention.kind == "heading" and mention.base:
            anchored = self.heads.anchored(mention.base)
            return _of(anchored) if anchored else None
        if mention.kind == "heading":
            return _of(self.at.nearest(list(self.heads.meant(mention.noun)), node), 1)
        if mention.kind == "number":
            return self._numbered(mention, node)
        if mention.direction in ("up", "down"):
            return self._pointed(mention, node)
        return self._nearby(mention.base, node, mention)

    def _numbered(self, mention: Mention, node: Node) -> Outcome | None:
        """Follow an address level by level."""
        words = table("references")
        if mention.base in words["numbers"]["law_words"]:
            return Outcome(kind="law")
        if dashed := self._dashed(mention):
            return _of(self.at.nearest(dashed, node), 1)
        places = self._base(mention, node)
        path = mention.path
        if not places and path:
            places, path = self.at.find(path[0], node), path[1:]
            if len(places) > len(mention.path[0].numbers):
                return _of(places, len(mention.path[0].numbers)) if not path else _of(self._down(path, places), 1)
        found = self._down(path, places)
        if not found and places and mention.base in words["here"]:  # 本条 may be what stands around the clause
            around = (self._down(path, [above]) for above in self.document.ancestors(places[0]))
            found = next((nodes for nodes in around if nodes), [])
        if not found and mention.base in words["numbers"]["this_law"]:
            return Outcome(kind="law", note="not_in_this_text")
        return _of(found) if mention.path else None

    def _dashed(self, mention: Mention) -> list[Node]:
        """Return the clauses whose label is the number itself where a text numbers with dashes: 第3-2款 is no range."""
        found = _DASHED.search(self.text, mention.start, mention.end)
        if found is None:
            return []
        number = tuple(map(int, found[1].split(_DASH)))
        return [node for node in self.at.by_number.get(number, ()) if _DASH in fold(node.label)]

    def _down(self, path: tuple[Level, ...], places: list[Node]) -> list[Node]:
        for level in path:
            places = self.at.inside(level, places)
        return places

    def _base(self, mention: Mention, node: Node) -> list[Node]:
        """Return the place that 本条, 本章 or 前款 before a number fixes."""
        words = table("references")
        if mention.base in words["here"]:
            found = self._here(words["here"][mention.base], node)
            return [found] if found else []
        if mention.base in words["before"]:
            outcome = self._nearby(mention.base, node, mention)
            return [self.document.by_eid[eid] for eid in outcome.targets] if outcome else []
        return []

    def _here(self, rank: str, node: Node) -> Node | None:
        """Return the article, paragraph or chapter a mention stands in."""
        if rank != "paragraph":
            return self.at.enclosing(node, rank)
        place = self.at.paragraph_of(node)
        above = self.document.by_eid.get(place.parent or "")
        numbered = above is not None and above.number and not self.at.rank[above.eid]  # 2.3.1 is a 款 itself
        return above if above and place.kind == "text" and numbered and (above.parent or above.number[1:]) else place

    def _annex(self, mention: Mention) -> Outcome:
        """Return the annex of that number, or the place in it; an annex that is not in the file is a document."""
        wanted = mention.path[0].numbers if mention.path else ()
        annexes = [n for n in self.document.nodes if n.kind == "attachment" and n.label.startswith(mention.base)]
        found = [n for n in annexes if n.number in wanted] if wanted else annexes
        if not found or (not wanted and len(found) > 1):
            return Outcome(note="annex_not_here", kind="document")
        return _of(self._down(mention.path[1:], found[:1]))

    # --- pointing words

    def _owner(self, node: Node) -> Node:
        """Return the clause a node belongs to: itself if it opens one or stands under a mere heading or bullet."""
        if node.kind in OPENINGS:
            return node
        above = next((a for a in self.document.ancestors(node) if a.kind in OPENINGS), node)
        return node if (above.heading and self._is_bare(above)) or above.scheme == BULLET else above

    def _is_bare(self, clause: Node) -> bool:
        """Tell whether a clause is nothing but its label and heading, so that its paragraphs stand for themselves."""
        own = self.text[clause.text_start : clause.end].strip(" \n.:")
        return len(own) <= len(clause.heading or "") + 2

    def _pointed(self, mention: Mention, node: Node) -> Outcome | None:
        """Resolve 上述 and 下列 with their noun."""
        words = table("references")["relative"]
        weak = mention.noun in words["list_nouns"]
        if mention.noun in words["whole"] and self._says_all(mention, node):
            return None
        if mention.direction == "down":
            if weak and not self._introduces(mention, node):
                return None
            owner = self._owner(node)
            part = self.document.by_eid.get(node.parent or "")
            if part and part.heading and self.text.endswith(tuple(words["parts"]), mention.start, mention.end):
                return _of([part])
            return _of([node if self.children.get(node.eid) or self._is_bare(owner) else owner])
        if weak and self._counted(mention, node):
            return _of([self._owner(node)])
        if weak and mention.noun == words["list_nouns"][0] and mention.base in words["acts"]:
            return _of([self._listing(mention, node) or self._owner(node)])
        if weak and not self._after_list(node):
            return None
        return _of([self._antecedent(mention, node)])

    def _says_all(self, mention: Mention, node: Node) -> bool:
        """Tell whether 以上条款 or 以下条款 is the whole document: before its first clause, or said of all of it."""
        if mention.direction == "down":
            return node.kind == "preamble" and not self.children.get(node.eid)
        return pattern("references", "everything").match(self.text, mention.end) is not None

    def _counted(self, mention: Mention, node: Node) -> bool:
        """Tell whether the sentence itself listed what 前述内容 means (协议、规则等内容，前述内容)."""
        low = back(self.text, mention.start, REACH, ENDS, node.text_start)
        return pattern("references", "counted").search(self.text, low, mention.start) is not None

    def _introduces(self, mention: Mention, node: Node) -> bool:
        """Tell whether a list follows: a colon soon after, or entries below or after the node."""
        rest = self.text[mention.end : min(node.end, mention.end + REACH)]
        last = self.text[max(mention.end, node.end - 4) : node.end].rstrip()
        if pattern("references", "colon_ahead").match(rest) or last.endswith(":"):
            return True
        return bool(self.children.get(node.eid)) or (node.kind == "text" and bool(self.at.introduced(node)))

    def _after_list(self, node: Node) -> bool:
        """Tell whether a list stands right before a flush paragraph."""
        before = next(self.at.before(node), None)
        return node.kind == "text" and before is not None and before.kind in OPENINGS

    def _listing(self, mention: Mention, node: Node) -> Node | None:
        """Return the clause whose list an entry closes that begins by pointing back: （六）发布与以上行为有关的信息.

        A paragraph flush under the last entry points back at the list as well.
        """
        above = self.document.by_eid.get(node.parent or "")
        if node.kind == "text" and above is not None and above.kind == "item":
            row = [n for n in self.children.get(above.parent, ()) if n.kind == "item"]
            return self.document.by_eid.get(above.parent or "") if len(row) > 1 and row[-1] == above else None
        said = self.text[node.text_start : mention.start]
        earlier = next(self.at.before(node), None)
        if node.kind != "item" or "," in said or any(mark in said for mark in ENDS) or earlier is None:
            return None
        return self.document.by_eid.get(node.parent or "") if earlier.kind == "item" else None

    def _just_told(self, mention: Mention, said: str) -> bool:
        """Tell whether the sentence itself told what 上述情况 means before it came to say so."""
        words = table("references")["relative"]
        if mention.noun in words["own_nouns"] and mention.noun in said:
            return True
        key = "told" if mention.noun in words["events"] else "ordered" if mention.noun in words["whole"] else ""
        return bool(key) and pattern("references", key).search(said) is not None

    def _antecedent(self, mention: Mention, node: Node) -> Node:
        """Return the clause an upward pointing word means."""
        clause = self._owner(node)
        if node is not clause:
            return clause
        said = self.text[max(node.text_start, mention.start - REACH) : mention.start]
        if any(mark in said for mark in ENDS) or self._just_told(mention, said):
            return clause
        parent = self.document.by_eid.get(node.parent or "")
        plain = node.kind == "text" and parent is not None and self._is_bare(parent)
        kinds = OPENINGS | {"text"} if plain else OPENINGS
        before = list(islice((n for n in self.at.before(node) if n.kind in kinds), SIBLINGS))
        if len(before) == 1 or (before and mention.noun not in table("references")["relative"]["whole"]):
            return next((n for n in before if self.children.get(n.eid)), before[0])
        return parent or clause

    def _nearby(self, base: str, node: Node, mention: Mention) -> Outcome | None:
        """Resolve 本条, 前款, 前两款, 下条."""
        words = table("references")
        if base in words["relative"]["loose"]:
            low = back(self.text, mention.start, REACH, ENDS, node.text_start)
            if pattern("references", "whichever").search(self.text, low, mention.start):
                return None
        if base in words["here"]:
            if base in words["whole_document"] and pattern("references", "as_whole").match(self.text, mention.end):
                return None
            named = self._headed_so(node) if base in words["whole_document"] else None
            if named is not None:
                return _of([named])
            if base in words["whole_document"] and not self._a_clause(mention, node):
                return None
            found = self._here(words["here"][base], node)
            return _of([found] if found else [])
        count, rank = words["before"].get(base, (1, "paragraph"))
        step = 1 if mention.direction == "after" else -count
        hits = self._beside(node, rank, step)
        wanted = abs(step) if abs(step) < words["all"] else 1
        return _of(hits) if len(hits) >= wanted else Outcome(_of(hits).targets, "dangling", "no_such_place")

    def _beside(self, node: Node, rank: str, step: int) -> list[Node]:
        """Return the neighbours of the article, paragraph or entry around ``node``."""
        if rank == "paragraph":
            place = self.at.paragraph_of(node)
            article = self.document.by_eid.get(place.parent or "")
            row = self.at.paragraphs(article) if article and place.kind == "text" else self._row(place)
        else:
            place = self.at.enclosing(node, rank) or node
            row = self._row(place)
        if place not in row:
            return []
        at = row.index(place)
        return row[at + 1 : at + 1 + step] if step > 0 else row[max(0, at + step) : at]

    def _row(self, place: Node) -> list[Node]:
        """Return the openings beside a node; for an article, the articles around it in reading order."""
        if self.at.rank.get(place.eid) == "article":
            return around(self.at.articles, place)
        return [n for n in around(self.children.get(place.parent, ()), place) if n.kind in OPENINGS]

    def _headed_so(self, node: Node) -> Node | None:
        """Return the clause around ``node`` whose heading calls it a 条款 (用户隐私条款)."""
        words = table("references")
        word, whole = words["headings"]["word"], tuple(words["whole_document"])
        chain = ((n, n.heading or "") for n in (node, *self.document.ancestors(node)))
        return next((n for n, heading in chain if heading.endswith(word) and not heading.endswith(whole)), None)

    def _a_clause(self, mention: Mention, node: Node) -> bool:
        """Tell whether 本条款 is the clause: it may be the whole of a document that calls itself 条款."""
        if pattern("references", "as_clause").match(self.text, mention.end):
            return True
        return (not self.own.is_clauses and node.kind != "preamble") or self._contrasted(mention)

    def _contrasted(self, mention: Mention) -> bool:
        """Tell whether a word for the whole document stands in the same sentence, so that 本条款 is the clause."""
        low = back(self.text, mention.start, REACH, ENDS + "\n")
        rest = self.text[mention.end : mention.end + REACH]
        high = min((at for mark in ENDS + "\n" if (at := rest.find(mark)) >= 0), default=REACH)
        sentence = self.text[low : mention.start] + rest[:high]
        return any(word in sentence for word in table("references")["whole_words"])
