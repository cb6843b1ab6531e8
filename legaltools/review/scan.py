"""One pass over a text that tells which patterns can match in which sentence: a bit a pattern.

In: a masked text and its sentences. Out: a number for each sentence, in which a pattern's bit is set if the sentence
holds a phrase of every group the pattern needs (:mod:`legaltools.review.prefilter`). Aho-Corasick finds all phrases at
once (45–80 MB/s); most patterns need not be asked in most sentences.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, reduce
from operator import or_

from msgspec import Struct

from legaltools.lexicon import Triggers, table
from legaltools.model.span import Span
from legaltools.review.prefilter import Group, required
from legaltools.review.rule import ROLE_MARKS, Guard, Rule, SentenceRule, Shade, readable, registry

ALL = -1  # every bit: what no pass was made for may match
MARKS = frozenset(ROLE_MARKS.values())
LAYERS = 2  # groups of phrases a pattern is indexed by; a third costs more than it saves


class Index:
    """Patterns by number: the first has bit 1, the second bit 2, the third bit 4.

    >>> index = Index(["赔.{0,9}超过", "付款"])
    >>> index.may("应当付款。赔偿不超过付款。", [Span(0, 5), Span(5, 13)])
    [2, 3]
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._size = len(sources)
        self._every = (1 << len(sources)) - 1
        self._free = 0  # the bits of groups that patterns do not have
        masks: dict[str, int] = {}
        for number, source in enumerate(sources):
            groups = indexed(source)
            for layer in range(LAYERS):  # in each a pattern has a bit for one of its groups
                bit = 1 << layer * self._size + number
                if layer >= len(groups):
                    self._free |= bit
                for phrase in groups[layer] if layer < len(groups) else ():
                    masks[phrase] = masks.get(phrase, 0) | bit
        self._characters = [(phrase, mask) for phrase, mask in masks.items() if len(phrase) == 1]
        self._triggers = Triggers((phrase for phrase in masks if len(phrase) > 1), overlapping=True)
        self._masks = [masks[phrase] for phrase in self._triggers.phrases]

    def may(self, masked: str, units: Sequence[Span]) -> list[int]:
        """Return for each sentence the bits of the patterns that can match in it; the sentences are in order."""
        masks, said = self._masks, [0] * (len(units) + 1)
        number, here, end = -1, 0, 0
        for phrase, _, last in self._triggers.hits(masked):  # in the order of their ends
            if last > end:
                said[number] |= here
                here = 0
                while last > end and number + 1 < len(units):
                    number += 1
                    end = units[number].end
            here |= masks[phrase]
        said[number] |= here
        characters = [(character, mask) for character, mask in self._characters if character in masked]
        return [self._all(here, masked[u.start : u.end], characters) for here, u in zip(said, units, strict=False)]

    def _all(self, said: int, sentence: str, characters: Iterable[tuple[str, int]]) -> int:
        """Return the bits that are set in every layer, when single characters have been looked for too."""
        said |= self._free
        for character, mask in characters:
            if character in sentence:
                said |= mask
        return said & said >> self._size & self._every


def indexed(source: str) -> tuple[Group, ...]:
    """Return the groups by which a pattern is indexed; words of one character are in nearly every sentence."""
    groups = required(source)
    return tuple(group for group in groups if all(len(p) > 1 or p in MARKS for p in group))[:LAYERS] or groups[:1]


def holds(text: str, groups: Iterable[Iterable[str]]) -> bool:
    """Tell whether a text holds a phrase of every group."""
    for group in groups:
        for phrase in group:
            if phrase in text:
                break
        else:
            return False
    return True


class Candidate(Struct, frozen=True, dict=True):
    """A pattern of a rule, and the bits of the rule's guards and shades.

    What a match needs and the index does not look for: ``letters``, all of them, and of each group in ``beside`` a
    phrase. ``triggers`` are those of the rule's triggers that do not follow from the pattern itself; a sentence with a
    match seldom lacks them. ``guarding`` and ``shading`` are the bits of any guard, of any shade.
    """

    rule: SentenceRule
    source: str
    weak: bool
    anchored: bool
    letters: tuple[str, ...]
    beside: tuple[tuple[str, ...], ...]
    triggers: tuple[tuple[str, ...], ...]
    guards: tuple[tuple[int, Guard], ...]
    guarding: int
    shades: tuple[tuple[int, Shade], ...]
    shading: int

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """What looks for the pattern, compiled when it is first tried: few texts need all.

        One that stands at the beginning is not looked for elsewhere.
        """
        pattern = re.compile(self.source)
        return pattern.match if self.anchored else pattern.search


def _any(asked: Iterable[tuple[int, object]]) -> int:
    """Return all the bits of what is asked."""
    return reduce(or_, (bit for bit, _ in asked), 0)


class Scanner:
    """The patterns of a set of rules in their order, and what else is asked of single sentences (``sources``)."""

    def __init__(self, rules: Iterable[Rule], asked: Iterable[str] = ()) -> None:
        rules = tuple(rules)
        judging = [rule for rule in rules if isinstance(rule, SentenceRule)]
        self._tried = tried = [(rule, source, weak) for rule in judging for source, weak in rule.sources]
        guards = [guard.pattern for rule in judging for guard in rule.guards]
        shades = [shade.pattern for rule in judging for shade in rule.shades]
        other = dict.fromkeys([*asked, *guards, *shades, *(source for rule in rules for source in rule.asks)])
        self._bits = {source: 1 << number for number, source in enumerate(other, len(tried))}
        self.sources = (*(source for _, source, _ in tried), *map(readable, other))
        self._index = Index(self.sources)
        self._candidates: list[Candidate | None] = [None] * len(tried)  # made when first asked for: few texts need all
        self._of: dict[str, int] = {}
        for number, (rule, _, _) in enumerate(tried):
            self._of[rule.code] = self._of.get(rule.code, 0) | 1 << number

    def _candidate(self, number: int) -> Candidate:
        rule, source, weak = self._tried[number]
        groups, keys = required(source), indexed(source)
        beside = sorted((group for group in groups if group not in keys), key=len)  # the fewer the phrases the cheaper
        made = self._candidates[number] = Candidate(
            rule,
            source,
            weak,
            anchored=source.startswith("^") and "|^" not in source,
            letters=tuple(phrase for group in beside if len(group) == 1 for phrase in group),
            beside=tuple(tuple(sorted(group)) for group in beside if len(group) > 1),
            triggers=tuple(t for t in rule.triggers if not any(all(holds(p, [t]) for p in g) for g in groups)),
            guards=(guards := tuple((self._guarding(guard), guard) for guard in rule.guards)),
            guarding=_any(guards),
            shades=(shades := tuple((self.bit(shade.pattern), shade) for shade in rule.shades)),
            shading=_any(shades),
        )
        return made

    def _guarding(self, guard: Guard) -> int:
        """Return the bit of a guard, all bits if it looks beyond the sentence."""
        return ALL if guard.scope == "context" else self.bit(guard.pattern)

    def bit(self, source: str) -> int:
        """Return the bit of a pattern that is asked of sentences, all bits if it is not known."""
        return self._bits.get(source, ALL)

    def of(self, rules: Iterable[Rule]) -> int:
        """Return the bits of the patterns by which these rules are found."""
        return sum(self._of.get(rule.code, 0) for rule in rules)

    def among(self, wanted: int, masked: str) -> list[Candidate]:
        """Return the candidates whose bits are set and that find in a sentence what else they need, in rules' order."""
        found, candidates = [], self._candidates
        while wanted:
            last = wanted.bit_length() - 1
            wanted ^= 1 << last
            candidate = candidates[last] or self._candidate(last)
            for letter in candidate.letters:
                if letter not in masked:
                    break
            else:
                if not candidate.beside or holds(masked, candidate.beside):
                    found.append(candidate)
        found.reverse()
        return found

    def may(self, masked: str, units: Sequence[Span]) -> list[int]:
        """Return for each sentence the bits of what can match in it."""
        return self._index.may(masked, units)


@cache
def standard() -> Scanner:
    """Return the scanner of the registry's rules, and of what these and the grading ask of sentences."""
    return Scanner(registry().values(), [entry["pattern"] for entry in table("review").values() if "pattern" in entry])
