"""What a rule sees: the text with its sides marked, and each sentence with what it hangs from.

In: a document and its annotations. Out: a :class:`View`; a :class:`Sentence` is made only where a trigger is.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from msgspec import Struct

from legaltools.lexicon import Triggers, table
from legaltools.model.annotation import Annotations, Confidence, Deadline, Party, Role
from legaltools.model.document import Document, Node
from legaltools.model.span import Span
from legaltools.review import stance
from legaltools.review.brands import brand
from legaltools.review.emphasis import Emphasis
from legaltools.review.genre import is_statute
from legaltools.review.rule import ROLE_MARKS, Hit, Rule, Words, pattern, watched
from legaltools.review.scan import MARKS, standard
from legaltools.text.folded import folded
from legaltools.text.sentences import sentences
from legaltools.text.width import fold

T = TypeVar("T")
LONGEST = 800  # characters of a sentence a pattern sees; a longer one is cut at a comma
_COMMA = re.compile("[,\u3001:]")  # what parts the clauses of a folded sentence
DAYS = {"day": 1, "natural_day": 1, "working_day": 1, "week": 7, "month": 30, "year": 365}
# 某某用户 names the user; the provider and both sides next to each other in a row are left alone.
_OWN_USER = re.compile(
    "{provider}(?<!{provider}{provider}){provider}{{0,30}}{user}{{1,20}}(?![{user}{mutual}])".format(**ROLE_MARKS)
)
HEADS = 3  # list heads above a sentence that are looked at


class Thresholds(Struct, frozen=True, forbid_unknown_fields=True):
    """Days of notice and months of fees from which a clause counts as milder."""

    notice_days: int = 30
    cap_months: int = 12


class Found(Struct, frozen=True):
    """What a rule found, and the sentence in which it begins."""

    rule: Rule
    hit: Hit
    sentence: "Sentence"

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code


class once(Generic[T]):  # noqa: N801 - named as property is
    """A property computed when first asked for; :class:`functools.cached_property` takes a lock before Python 3.12."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self.compute = compute
        self.name = compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, instance: object, owner: type) -> T:
        """Compute the value and keep it in the instance, where it is found before this."""
        value = instance.__dict__[self.name] = self.compute(instance)
        return value


class View:
    """A document for its rules: ``masked`` is the text folded, every mention of a side replaced by its role's mark.

    In a ``turned`` contract the marks of provider and user are exchanged: it is on the user's terms.
    """

    def __init__(self, document: Document, annotations: Annotations, thresholds: Thresholds | None = None) -> None:
        self.document = document
        self.thresholds = thresholds or Thresholds()
        self.annotations = annotations
        self.text = document.text
        self.folded = folded(document)
        self.turned = stance.turned(annotations)
        self.masked = mask(self.folded, stance.cast(annotations))
        self.units: list[Span] = []
        for span in sentences(self.folded):
            self.units += [span] if span.end - span.start <= LONGEST else _pieces(self.folded, span)
        self.starts = [unit.start for unit in self.units]
        self.found: tuple[Found, ...] = ()
        self.memo: dict[str, object] = {}
        self._sentences: dict[int, Sentence] = {}
        self._heads: dict[str, str] = {}
        self._kept: dict[tuple[str, str], bool] = {}

    def sentence(self, index: int) -> "Sentence":
        """Return the sentence number ``index``."""
        found = self._sentences.get(index)
        if found is None:
            found = self._sentences[index] = Sentence(self, index)
        return found

    def place(self, rule: Rule, hit: Hit) -> Found:
        """Return a hit of a rule with its sentence."""
        return Found(rule, hit, self.sentence_at(hit.start))

    def sentence_at(self, offset: int) -> "Sentence":
        """Return the sentence at or before ``offset``."""
        return self.sentence(self.unit_at(offset))

    @once
    def may(self) -> list[int]:
        """The bits of what can match in each sentence (:mod:`legaltools.review.scan`)."""
        return standard().may(self.masked, self.units)

    def says(self, source: str, among: Iterable[int] | None = None) -> bool:
        """Tell whether a rule pattern matches in any sentence, or in any of those so numbered."""
        wanted, bit, may, units = pattern(source), standard().bit(source), self.may, self.units
        for number in range(len(units)) if among is None else among:
            if may[number] & bit and wanted.search(self.masked, units[number].start, units[number].end):
                return True
        return False

    def keeps(self, head: str, source: str) -> bool:
        """Tell whether a rule pattern matches in a list's introduction; many sentences hang from one."""
        known = self._kept.get((head, source))
        if known is None:
            known = self._kept[head, source] = pattern(source).search(head) is not None
        return known

    def units_with(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the sentences that hold one of these watched words."""
        starts, places = self.starts, self.places
        found = {bisect_right(starts, at) for word in words for at in places.get(word, ())}
        return sorted(max(number - 1, 0) for number in found)

    def unit_at(self, offset: int) -> int:
        """Return the number of the sentence at or before ``offset``."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    @once
    def kind(self) -> str:
        """What the document is: ``law``, ``privacy``, ``licence``, ``contract`` (甲方, 乙方) or ``terms``."""
        kinds = table("review")["kinds"]
        title = " ".join(n.heading or self.text[n.start : n.end] for n in self.document.nodes[:3])[:200]
        if self.statute:
            return "law"
        for kind in ("privacy", "licence"):
            if pattern(kinds[kind]).search(title):
                return kind
        return "contract" if pattern(kinds["contract"]).search(self.folded[:3000]) else "terms"

    @once
    def places(self) -> dict[str, list[int]]:
        """Where each watched word stands: one pass over the text for all rules over the whole document."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        words = watched()
        for word, start, _ in words.hits(self.folded):
            places[word].append(start)
        return {words.phrases[word]: starts for word, starts in places.items()}

    @once
    def emphasis(self) -> Emphasis:
        """What of the document is marked bold, underlined …."""
        return Emphasis(self.document)

    @once
    def statute(self) -> bool:
        """Tell whether the document is a statute: nobody to be freed, nothing to be agreed."""
        return is_statute(self.folded)

    @once
    def limits(self) -> dict[int, list[Deadline]]:
        """The time limits by the number of the sentence in which they begin."""
        limits: defaultdict[int, list[Deadline]] = defaultdict(list)
        for limit in self.annotations.deadlines:
            limits[self.unit_at(limit.start)].append(limit)
        return dict(limits)

    def node_at(self, offset: int) -> Node | None:
        """Return the node whose text holds ``offset``."""
        return self.document.at(offset)

    def head_of(self, node: Node) -> str:
        """Return the masked introductions (``…承诺：``) a node hangs from, nearest first, ``""`` if none."""
        if node.parent is None:
            return ""
        known = self._heads.get(node.parent)
        if known is None:
            heads = []
            for above in self.document.ancestors(node)[:HEADS]:
                own = self.masked[max(above.text_start, above.end - LONGEST) : above.end].rstrip(" *_\n")
                if own[-1:] == ":":
                    last = max(own.rfind(mark) for mark in "\u3002;\n")
                    heads.append(own[last + 1 :])
            known = self._heads[node.parent] = "\n".join(heads)
        return known


class Sentence:
    """One sentence (or piece of a very long one); offsets of ``masked`` count from ``start``."""

    def __init__(self, view: View, index: int) -> None:
        unit = view.units[index]
        self.view, self.index, self.start, self.end = view, index, unit.start, unit.end
        self.masked = view.masked[unit.start : unit.end]
        self.node: Node | None = view.document.at(unit.start)  # in which the sentence begins
        self.traits: tuple[str, ...] | None = None  # kept by the grading

    @property
    def text(self) -> str:
        """The sentence as read."""
        return self.view.text[self.start : self.end]

    @once
    def may(self) -> int:
        """The bits of what can match in it."""
        return self.view.may[self.index]

    @once
    def folded(self) -> str:
        """The sentence with its sides' names."""
        return self.view.folded[self.start : self.end]

    @once
    def head(self) -> str:
        """Masked introductions of the lists the sentence stands in; an introduction before it on the line counts."""
        return "" if self.node is None else self.view.head_of(self.node)

    @once
    def beside(self) -> str:
        """The masked end of the paragraph that announces, beside it, the list the sentence stands in, else ``""``."""
        first = None if self.node is None else self.view.document.head(self.node)
        if first is None or self.node is None or first.parent != self.node.parent:
            return ""
        return self.view.masked[max(first.text_start, first.end - LONGEST) : first.end].rstrip(" *_\n")

    @once
    def proviso(self) -> str:
        """The next sentence, masked, if it limits this one (但…除外; 前述限制不适用于…), else ``""``."""
        source, following = table("review")["proviso"]["pattern"], self.index + 1
        if following >= len(self.view.units) or not self.view.may[following] & standard().bit(source):
            return ""
        after = self.view.units[following]
        text = self.view.masked[after.start : min(after.end, after.start + LONGEST)]
        return text if pattern(source).match(_unlabelled(text)) else ""

    @once
    def context(self) -> str:
        """List heads, the sentence and its proviso in one string."""
        return "\n".join(filter(None, (self.head, self.masked, self.proviso)))

    @once
    def notice_days(self) -> float:
        """Days of advance notice the sentence gives (提前30天), 0 if none; a month counts 30 days."""
        if not self.limits:
            return 0
        found = [
            float(limit.value) * DAYS.get(limit.unit or "", 0)
            for limit in self.limits
            if limit.relation == "before" and isinstance(limit.value, int | float)
        ]
        return max(found, default=0.0)

    @property
    def limits(self) -> Sequence[Deadline]:
        """The time limits that stand in the sentence."""
        return self.view.limits.get(self.index, ())

    def names(self, role: Role) -> bool:
        """Tell whether the sentence mentions a side."""
        return ROLE_MARKS[role] in self.masked

    @once
    def mutual(self) -> bool:
        """Tell whether it speaks of both sides alike (双方, 任何一方) and not of the provider."""
        return self.names("mutual") and not self.names("provider")

    def has(self, source: str) -> bool:
        """Tell whether a rule pattern matches in the sentence."""
        return self.may & standard().bit(source) != 0 and pattern(source).search(self.masked) is not None

    def clause(self, start: int, end: int) -> str:
        """Return the masked text of ``[start, end)`` widened to the nearest commas."""
        text = self.masked
        left = max(text.rfind(",", 0, start), text.rfind("\u3001", 0, start), text.rfind(":", 0, start)) + 1
        found = _COMMA.search(text, end)
        return text[left : found.start() if found else len(text)]

    def passage(self, most: int) -> str:
        """Return the masked text of the clause in which the sentence begins, its parts included, cut at ``most``."""
        node = self.node
        return self.view.masked[node.start : min(node.subtree_end, node.start + most)] if node else ""

    def hit(
        self,
        match: re.Match[str] | tuple[int, int],
        *,
        confidence: Confidence | None = None,
        side: Role | None = None,
        step: int = 0,
        message: Words | None = None,
    ) -> Hit:
        """Return a hit at a match (or at offsets within the sentence)."""
        start, end = match if isinstance(match, tuple) else match.span()
        while start > 0 and self.masked[start - 1] == self.masked[start] in MARKS:
            start -= 1
        while end < len(self.masked) and self.masked[end] == self.masked[end - 1] in MARKS:
            end += 1
        return Hit(self.start + start, self.start + end, confidence=confidence, side=side, step=step, message=message)


def _pieces(text: str, span: Span) -> list[Span]:
    """Cut a sentence longer than :data:`LONGEST` at its commas (else hard)."""
    pieces, start = [], span.start
    while span.end - start > LONGEST:
        cut = text.rfind(",", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, span.end)]


_LABEL = re.compile(r"[\W\d]{0,20}")


def _unlabelled(text: str) -> str:
    found = _LABEL.match(text)
    return text[found.end() :] if found else text


def mask(folded: str, parties: tuple[Party, ...]) -> str:
    """Replace every mention of a side by its role's mark, character for character."""
    names = {name: party.role for party in parties for name in party.names if name}
    unnamed = brand(folded, names.keys() | _defaults().keys())
    if unnamed is not None:
        names[unnamed] = "provider"
    triggers, marks = _matcher(tuple(sorted(names.items())))
    pieces: list[str] = []
    at = 0
    loose, before = _loose()
    for index, start, end in triggers.hits(folded):
        mark, phrase = marks[index], triggers.phrases[index]
        if mark and (phrase not in loose or start == 0 or folded[start - 1] in before):
            if phrase.isascii():  # the spaces that set a Latin name off from Chinese are part of it
                start -= start > at and folded[start - 1] == " " and folded[start - 2 : start - 1] > "\u2e80"
                end += folded[end : end + 1] == " " and folded[end + 1 : end + 2] > "\u2e80"
            pieces += (folded[at:start], mark * (end - start))
            at = end
    masked = "".join((*pieces, folded[at:]))
    if ROLE_MARKS["provider"] + ROLE_MARKS["user"] not in masked:
        return masked
    return _OWN_USER.sub(lambda m: ROLE_MARKS["user"] * len(m[0]), masked)


@cache
def _defaults() -> dict[str, Role | None]:
    data = table("roles")
    known: dict[str, Role | None] = {word: role for role in ROLE_MARKS for word in data.get(role, ())}
    return known | dict.fromkeys(data["neutral"])


@cache
def _loose() -> tuple[frozenset[str], str]:
    """Return the words that are a side only as a subject or object, and the characters that may stand before them."""
    data = table("roles")
    return frozenset(data["loose"]), data["loose_after"]


@lru_cache(maxsize=8)
def _matcher(names: tuple[tuple[str, Role], ...]) -> tuple[Triggers, list[str]]:
    """Return the automaton of the sides' names and the mark of each, ``""`` for words that are no side."""
    known = _defaults()
    named = {fold(name): role for name, role in names if known.get(name, role) is not None}
    roles = known | {name: role for name, role in named.items() if len(name) > 1 or name in known}
    return Triggers(roles), [ROLE_MARKS[role] if role else "" for role in roles.values()]
