"""One pass over a text that tells which patterns of which rules can match in which sentence.

Aho-Corasick (45–80 MB/s) looks for the rules' triggers and for the phrases their patterns need; a pattern is tried only
on a sentence that holds a phrase of every one of its groups.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from msgspec import Struct

from legaltools.lexicon import Triggers
from legaltools.review.context import View
from legaltools.review.prefilter import GROUPS, required, sides
from legaltools.review.rule import SentenceRule, registry


class Candidate(Struct, frozen=True, dict=True):
    """A pattern of a rule; ``sides`` are the groups of sides' marks of which a match holds one each."""

    rule: SentenceRule
    source: str
    weak: bool
    sides: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried: few texts need all."""
        return re.compile(self.source)

    def possible(self, masked: str) -> bool:
        """Tell whether a masked sentence holds the sides that a hit needs."""
        for group in self.sides:
            for mark in group:
                if mark in masked:
                    break
            else:
                return False
        return True


class Scanner:
    """The phrases of a set of rules: of a candidate's first group each is a key to it, one of its second is needed."""

    def __init__(self, rules: Iterable[SentenceRule]) -> None:
        self.candidates: list[Candidate] = []
        self._second: list[frozenset[int]] = []
        numbers: dict[str, int] = {}
        keys: dict[int, list[int]] = {}
        for rule in rules:
            for source, weak in rule.sources:
                groups = required(source) or tuple(map(frozenset, rule.triggers))
                first, *second = ({numbers.setdefault(p, len(numbers)) for p in group} for group in groups[:GROUPS])
                for number in first:
                    keys.setdefault(number, []).append(len(self.candidates))
                self._second.append(frozenset(*second))
                self.candidates.append(Candidate(rule, source, weak, sides(source)))
        self._triggers = Triggers(numbers, overlapping=True)
        self._keys = [frozenset(keys.get(number, ())) for number in range(len(numbers))]

    def find(self, view: View) -> Iterator[tuple[int, list[Candidate]]]:
        """Yield the number of each sentence where a pattern may match, with those patterns in the rules' order."""
        keys, second, candidates, said = self._keys, self._second, self.candidates, self._said(view)
        for unit in sorted(said):
            phrases = said[unit]
            keyed = sorted(set().union(*map(keys.__getitem__, phrases)))
            possible = [candidates[n] for n in keyed if not second[n] or not second[n].isdisjoint(phrases)]
            if possible:
                yield unit, possible

    def _said(self, view: View) -> dict[int, set[int]]:
        """Return the phrases of each sentence that has any."""
        said: dict[int, set[int]] = {}
        here: set[int] = set()
        starts, last, begin, end = view.starts, len(view.text), 0, 0
        for phrase, start, _ in self._triggers.hits(view.folded):
            if not begin <= start < end:
                unit = max(bisect_right(starts, start) - 1, 0)
                begin, end = starts[unit], starts[unit + 1] if unit + 1 < len(starts) else last
                here = said.setdefault(unit, set())
            here.add(phrase)
        return said


@cache
def standard(codes: tuple[str, ...]) -> Scanner:
    """Return the scanner for rules of the registry."""
    known = registry()
    return Scanner(rule for code in codes if isinstance(rule := known[code], SentenceRule))
