"""What a clause says as typed facts, and which fact of the old clause became which of the new one."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from legaltools.compare.units import BORDER, key
from legaltools.lexicon import table
from legaltools.model.annotation import Amount, Annotations, Deadline, Norm, Party, Role, Term
from legaltools.model.document import Document, Node
from legaltools.model.finding import Finding
from legaltools.model.span import Span
from legaltools.text.sentences import COMMAS, STOPS, bounds

SIDES: frozenset[Role] = frozenset(("provider", "user"))  # whose role both versions have to know
WHOLE = 4  # letters from which a deed that is part of a longer one is the same
REWORDED = 70.0  # least similarity of two sentences that say the same duty of the same side in other words
CELLS, SPREAD = 10_000, 8  # pairs of facts of one clause weighed against each other; else how far off at most
FEW = 50  # norms of a clause that are all looked at
FAR = 400  # characters in which a party is looked for
COLONS = ("\uff1a", ":")
BREAKS = STOPS + COMMAS.replace("\u3001", "")  # what parts a sentence into pieces; an enumeration stays whole
DISPLACED = 50.0  # least similarity of two sentences in which one norm took the place of another
ENDLESS = 2_000  # characters of a sentence on either side of a place that are looked at
LASTING = {"duration", "after"}  # how long something lasts before something follows
MET = 0.4  # least similarity of the words around two limits of which one is vague
NEAR = 12  # characters on either side of a number that tell which one it is
ALIKE = 55.0  # least similarity (0…100) of two actions that are one reworded


class Placed(Protocol):
    """A fact that knows its clause."""

    @property
    def eid(self) -> str: ...  # noqa: D102


class Located(Protocol):
    """A fact that knows where it begins."""

    @property
    def start(self) -> int: ...  # noqa: D102


_ANNOUNCING = re.compile(table("effects")["list"]["announcing"])
P = TypeVar("P", bound=Placed)
T = TypeVar("T")


class Side(Struct, frozen=True):
    """One document with what was read out of it."""

    document: Document
    annotations: Annotations
    findings: tuple[Finding, ...]

    def sentence(self, start: int) -> str:
        """Return the sentence around an offset."""
        return self.around(start).of(self.document.text)

    def around(self, at: int) -> Span:
        """Return the sentence around an offset as a span, cut off where it goes on without end."""
        at = self._inside(at)
        node = self.document.at(at)
        if node is None:
            return Span(at, at)
        floor, ceiling = max(node.text_start, at - ENDLESS), max(min(node.end, at + ENDLESS), at + 1)
        return bounds(self.document.text, at, floor, ceiling, STOPS)

    def piece(self, at: int) -> Span:
        """Return the piece of a sentence between two commas around an offset."""
        at, sentence = self._inside(at), self.around(at)
        return bounds(self.document.text, at, sentence.start, sentence.end, BREAKS)

    def _inside(self, at: int) -> int:
        """Return an offset inside the document: behind its last character nothing follows."""
        return max(0, min(at, len(self.document.text) - 1))

    def role(self, name: str) -> Role:
        """Return the role of the party called ``name``, ``other`` if nobody is."""
        found = (p.role for p in self.annotations.parties if name == p.name or name in p.aliases)
        return next(found, "other") if name else "other"

    def party_before(self, offset: int) -> Role:
        """Return the role of the party named last in the sentence before an offset, ``other`` if none is."""
        node = self.document.at(offset)
        text = self.document.text[max(node.text_start, offset - FAR) if node is not None else offset : offset]
        text = text[max(map(text.rfind, STOPS)) + 1 :]
        places = [(text.rfind(n), len(n), p.role) for p in self.annotations.parties for n in p.names]
        found = max(places, default=(-1, 0, "other"))
        return found[2] if found[0] >= 0 else "other"

    def called(self, name: str, offset: int) -> str:
        """Return how the text calls a party where it names it last before ``offset`` in the sentence, else ``name``."""
        node = self.document.at(offset)
        text = self.document.text[max(node.text_start, offset - FAR) if node is not None else offset : offset]
        text = text[max(map(text.rfind, STOPS)) + 1 :]
        party = next((p for p in self.annotations.parties if name == p.name or name in p.aliases), None)
        names = party.names if party is not None else ()
        places = [
            (at + len(n), len(n), n) for n in names if (at := text.rfind(n)) >= 0
        ]  # the longest of those last named
        return max(places, default=(0, 0, name))[2]

    def named(self, text: str) -> Role:
        """Return the role of the party whose name stands in a text, ``other`` if none does."""
        found = (p.role for p in self.annotations.parties if any(n in text for n in p.names))
        return next(found, "other")

    def leading(self, text: str) -> Role:
        """Return the role of the party whose name a text begins with, ``other`` if it begins with none."""
        found = [(len(n), p.role) for p in self.annotations.parties for n in p.names if text.startswith(n)]
        return max(found, default=(0, "other"))[1]

    def nameless(self, text: str) -> str:
        """Return a text without the names of provider and user: who acts is told apart from what is done."""
        for party in self.annotations.parties:
            if party.role in ("provider", "user"):
                for name in party.names:
                    text = text.replace(name, "")
        return text


def agreed(one: Side, other: Side) -> Side:
    """Return a side on which whoever the other version knows as provider or user is that here too.

    One version may name a party only where the other tells who it is.
    """
    own = {name for party in one.annotations.parties if party.role in SIDES for name in party.names}
    known = {
        name: party.role
        for party in other.annotations.parties
        if party.role in SIDES
        for name in party.names
        if name not in own
    }
    heard = {name for party in one.annotations.parties for name in party.names}
    added = [Party(name, known[name]) for name in known if name not in heard and name in one.document.text]
    if not added and not known.keys() & heard:
        return one
    told = [replace(p, role=known[p.name]) if p.name in known else p for p in one.annotations.parties]
    norms = [
        replace(norm, bearer_role=known[norm.bearer]) if norm.bearer in known else norm
        for norm in one.annotations.norms
    ]
    return replace(one, annotations=replace(one.annotations, parties=(*told, *added), norms=tuple(norms)))


class Facts(Struct, frozen=True):
    """The facts of one cell of the alignment on one side, each list in reading order.

    ``text`` are the texts of its clauses without their labels, ``start`` is where the first begins. ``head`` is the
    norm that the head of the list they stand in says (您不得：). ``clause`` is the whole text where these are the facts
    of a part of it.
    """

    side: Side
    text: str
    start: int
    norms: tuple[Norm, ...]
    deadlines: tuple[Deadline, ...]
    amounts: tuple[Amount, ...]
    terms: tuple[Term, ...]
    findings: tuple[Finding, ...]
    head: Norm | None = None
    clause: str = ""

    def norms_near(self, offset: int) -> tuple[Norm, ...]:
        """Return the norms that begin within some hundred characters of an offset, all if there are few."""
        if len(self.norms) <= FEW:
            return self.norms
        first = bisect_left(self.norms, offset - FAR, key=_start)
        return self.norms[first : bisect_right(self.norms, offset + FAR, key=_start)]

    def findings_near(self, offset: int) -> tuple[Finding, ...]:
        """Return the findings that begin within some hundred characters of an offset."""
        first = bisect_left(self.findings, offset - FAR, key=_start)
        return self.findings[first : bisect_right(self.findings, offset + FAR, key=_start)]


class Index:
    """The facts of one side by the clause they stand in."""

    def __init__(self, side: Side) -> None:
        self.side = side
        said = side.annotations
        self.norms, self.deadlines, self.amounts = _by_eid(said.norms), _by_eid(said.deadlines), _by_eid(said.amounts)
        self.terms, self.findings = _by_eid(said.terms), _by_eid(sorted(side.findings, key=_start))

    def facts(self, eids: tuple[str, ...]) -> Facts:
        """Return the facts of the clauses with these eids."""
        document = self.side.document
        nodes = [document.by_eid[eid] for eid in eids]
        return Facts(
            self.side,
            "\n".join(document.text[node.text_start : node.end] for node in nodes),
            nodes[0].text_start if nodes else 0,
            _of(self.norms, eids),
            _of(self.deadlines, eids),
            _of(self.amounts, eids),
            _of(self.terms, eids),
            _of(self.findings, eids),
            self._head(nodes[0]) if nodes else None,
        )

    def _head(self, node: Node) -> Norm | None:
        """Return the last norm of the nearest head that announces a list: with a colon, or by its words (以下情形)."""
        text = self.side.document.text
        for above in self.side.document.heads(node):
            head = text[above.start : above.end].rstrip()
            if head.endswith(COLONS) or _ANNOUNCING.search(head):
                said = self.norms.get(above.eid)
                return said[-1] if said else None
        return None


def _start(fact: Norm | Finding) -> int:
    return fact.start


def _by_eid(facts: Iterable[P]) -> dict[str, list[P]]:
    lists: defaultdict[str, list[P]] = defaultdict(list)
    for fact in facts:
        lists[fact.eid].append(fact)
    return lists


def _of(lists: dict[str, list[P]], eids: tuple[str, ...]) -> tuple[P, ...]:
    return tuple(fact for eid in eids for fact in lists.get(eid, ()))


def paired(left: Sequence[T], right: Sequence[T], same: Callable[[T, T], float]) -> Iterator[tuple[T | None, T | None]]:
    """Yield which fact became which: the best ``same`` (0: not at all) first; ``None`` where there is no partner."""
    options = sorted(
        (-score, abs(i - j), i, j)
        for i, a in enumerate(left)
        for j in _reach(i, len(left), len(right))
        if (score := same(a, right[j])) > 0
    )
    to_new: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in options:
        if i not in to_new and j not in taken:
            to_new[i] = j
            taken.add(j)
    for i, a in enumerate(left):
        yield a, right[to_new[i]] if i in to_new else None
    for j, b in enumerate(right):
        if j not in taken:
            yield None, b


def _reach(i: int, size: int, other: int) -> range:
    """Return which facts of the other side are weighed: all, of very many only those at about the same place."""
    if size * other <= CELLS:
        return range(other)
    middle = i * other // size
    return range(max(0, middle - SPREAD), min(other, middle + SPREAD + 1))


def same_norm(old: Facts, new: Facts) -> Callable[[Norm, Norm], float]:
    """Return how alike two norms are (0…2): by what is to be done, and by whom."""

    before, after = cache(lambda norm: deeds(old, norm)), cache(lambda norm: deeds(new, norm))

    def alike(a: Norm, b: Norm) -> float:
        (left, bare), (right, other) = before(a), after(b)
        score = max(fuzz.ratio(left, right), fuzz.ratio(bare, other) if bare and other else 0.0)
        if score < ALIKE and min(len(left), len(right)) >= WHOLE and (left in right or right in left):
            score = ALIKE  # the deed was told more fully
        if score < ALIKE:
            return 0.0
        return score / 100 + (a.bearer == b.bearer) * 0.5 + (a.type == b.type) * 0.2

    return alike


def reworded(old: Side, new: Side) -> Callable[[Norm, Norm], float]:
    """Return whether two norms without partner are one (1): of one kind and side, in sentences that are much alike."""

    def one(was: Norm, now: Norm) -> float:
        if (was.type, was.bearer_role) != (now.type, now.bearer_role):
            return 0.0
        return float(fuzz.ratio(key(old.sentence(was.start)), key(new.sentence(now.start))) >= REWORDED)

    return one


def displaced(old: Side, new: Side) -> Callable[[Norm, Norm], float]:
    """Return how alike the sentences of two norms of one side and two kinds are (0: neither replaced the other)."""

    def alike(was: Norm, now: Norm) -> float:
        if was.type == now.type or was.bearer_role != now.bearer_role:
            return 0.0
        score = fuzz.ratio(key(old.sentence(was.start)), key(new.sentence(now.start)))
        return score if score >= DISPLACED else 0.0

    return alike


def deeds(facts: Facts, norm: Norm) -> tuple[str, str]:
    """Return what a norm is about, without its cue and who is in it, as compared, and the same without time limits."""
    start, end = (norm.action.start, norm.action.end) if norm.action is not None else (norm.cue.end, norm.end)
    whole = text = facts.side.document.text[start:end]
    for limit in facts.deadlines:
        if start <= limit.start and limit.end <= end:
            text = text.replace(limit.text, "", 1)
    return key(facts.side.nameless(whole)), key(facts.side.nameless(text))


def same_deadline(old: Side, new: Side) -> Callable[[Deadline, Deadline], float]:
    """Return how alike two limits are (0…3): by anchor, relation and the words around, least by length."""

    before, after = _surroundings(old), _surroundings(new)

    def alike(a: Deadline, b: Deadline) -> float:
        around = fuzz.ratio(before(a.start, a.end), after(b.start, b.end)) / 100
        if a.vague != b.vague:
            lasting = (b if a.vague else a).relation in LASTING  # 拖欠超过7日 is no 立即
            return around / 10 if around >= MET and not lasting else 0.0
        score = 0.5 + (a.relation == b.relation) * 0.5 + fuzz.ratio(a.anchor, b.anchor) / 200
        score += 0.2 * ((a.value, a.unit) == (b.value, b.unit))
        return score + around

    return alike


def same_amount(old: Side, new: Side) -> Callable[[Amount, Amount], float]:
    """Return how alike two amounts are (0…2): of one kind, by the words around and their value."""

    before, after = _surroundings(old), _surroundings(new)

    def alike(a: Amount, b: Amount) -> float:
        if a.kind != b.kind:
            return 0.0
        score = 0.3 + 0.5 * ((a.value, a.currency) == (b.value, b.currency))
        return score + fuzz.ratio(before(a.start, a.end), after(b.start, b.end)) / 100

    return alike


def _surroundings(side: Side) -> Callable[[int, int], str]:
    """Return what gives the words on both sides of a place."""
    text = side.document.text
    return cache(lambda start, end: key(text[max(0, start - NEAR) : start] + BORDER + text[end : end + NEAR]))
