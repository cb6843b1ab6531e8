"""One pass over a text that tells which patterns of which rules can match in which sentence.

Aho-Corasick (45–80 MB/s) looks for the rules' triggers and for the phrases their patterns need; a pattern is tried only
on a sentence that holds a phrase of every one of its groups.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from legaltools.lexicon import Triggers
from legaltools.review.context import View
from legaltools.review.prefilter import required, sides
from legaltools.review.rule import SentenceRule, registry


class Candidate(Struct, frozen=True):
    """A pattern of a rule; ``need`` are the bits of its groups, ``sides`` the marks it needs one each of."""

    rule: SentenceRule
    pattern: re.Pattern[str]
    weak: bool
    need: int
    sides: tuple[frozenset[str], ...]

    def possible(self, masked: str, folded: str) -> bool:
        """Tell whether a sentence holds the sides and the rule's triggers that a hit needs."""
        for group in self.sides:
            for mark in group:
                if mark in masked:
                    break
            else:
                return False
        return self.rule.triggered(folded)


class Scanner:
    """The phrases of a set of rules: phrase → bits of its groups, bits of the patterns it is the best sign of."""

    def __init__(self, rules: Iterable[SentenceRule]) -> None:
        self.candidates: list[Candidate] = []
        bits: dict[str, int] = {}
        keys: dict[str, int] = {}
        at = 0
        for rule in rules:
            for compiled, weak in rule.compiled:
                groups = required(compiled.pattern) or tuple(map(frozenset, rule.triggers))
                need = 0
                for group in groups:
                    for phrase in group:
                        bits[phrase] = bits.get(phrase, 0) | 1 << at
                    need |= 1 << at
                    at += 1
                for phrase in groups[0]:
                    keys[phrase] = keys.get(phrase, 0) | 1 << len(self.candidates)
                self.candidates.append(Candidate(rule, compiled, weak, need, sides(compiled.pattern)))
        self._triggers = Triggers(bits, overlapping=True)
        self._signs = [(bits[phrase], keys.get(phrase, 0)) for phrase in self._triggers.phrases]

    def find(self, view: View) -> Iterator[tuple[int, list[Candidate]]]:
        """Yield the number of each sentence where a pattern may match, with those patterns in the rules' order."""
        seen: dict[int, tuple[int, int]] = {}
        starts, signs, last = view.starts, self._signs, len(view.text)
        unit = begin = end = found = keyed = 0
        for index, start, _ in self._triggers.hits(view.folded):
            if not begin <= start < end:
                seen[unit] = found, keyed
                unit = max(bisect_right(starts, start) - 1, 0)
                begin, end = starts[unit], starts[unit + 1] if unit + 1 < len(starts) else last
                found, keyed = seen.get(unit, (0, 0))
            bits, key = signs[index]
            found |= bits
            keyed |= key
        seen[unit] = found, keyed
        candidates = self.candidates
        for unit in sorted(seen):
            found, keyed = seen[unit]
            possible = []
            while keyed:
                low = keyed & -keyed
                candidate = candidates[low.bit_length() - 1]
                if found & candidate.need == candidate.need:
                    possible.append(candidate)
                keyed ^= low
            if possible:
                yield unit, possible


@cache
def standard(codes: tuple[str, ...]) -> Scanner:
    """Return the scanner for rules of the registry."""
    known = registry()
    return Scanner(rule for code in codes if isinstance(rule := known[code], SentenceRule))
