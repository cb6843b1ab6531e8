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
from legaltools.review.prefilter import Group, required, sides
from legaltools.review.rule import SentenceRule, registry


class Candidate(Struct, frozen=True, dict=True):
    """A pattern of a rule; ``also`` are the phrases of which it needs one beside its key phrase.

    ``sides`` are the marks it needs one each of, ``triggers`` the rule's groups that its own phrases do not imply.
    """

    rule: SentenceRule
    source: str
    weak: bool
    also: tuple[frozenset[int], ...]
    sides: tuple[frozenset[str], ...]
    triggers: tuple[tuple[str, ...], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried: few texts need all."""
        return re.compile(self.source)

    def possible(self, masked: str, folded: str) -> bool:
        """Tell whether a sentence holds the sides and the rule's triggers that a hit needs."""
        for text, groups in ((masked, self.sides), (folded, self.triggers)):
            for group in groups:
                for phrase in group:
                    if phrase in text:
                        break
                else:
                    return False
        return True


class Scanner:
    """The phrases of a set of rules, and by phrase the candidates it is the key of."""

    def __init__(self, rules: Iterable[SentenceRule]) -> None:
        self.candidates: list[Candidate] = []
        numbers: dict[str, int] = {}
        keys: dict[int, list[int]] = {}
        for rule in rules:
            for source, weak in rule.sources:
                groups = required(source) or tuple(map(frozenset, rule.triggers))
                coded = [frozenset(numbers.setdefault(phrase, len(numbers)) for phrase in group) for group in groups]
                for number in coded[0]:
                    keys.setdefault(number, []).append(len(self.candidates))
                left = tuple(trigger for trigger in rule.triggers if not _implied(trigger, groups))
                self.candidates.append(Candidate(rule, source, weak, tuple(coded[1:]), sides(source), left))
        self._triggers = Triggers(numbers, overlapping=True)
        self._keys = [tuple(keys.get(number, ())) for number in range(len(numbers))]

    def find(self, view: View) -> Iterator[tuple[int, list[Candidate]]]:
        """Yield the number of each sentence where a pattern may match, with those patterns in the rules' order."""
        keys, candidates, said = self._keys, self.candidates, self._said(view)
        for unit in sorted(said):
            phrases = said[unit]
            possible = []
            for number in sorted({number for phrase in phrases for number in keys[phrase]}):
                candidate = candidates[number]
                for group in candidate.also:
                    if group.isdisjoint(phrases):
                        break
                else:
                    possible.append(candidate)
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


def _implied(trigger: Iterable[str], groups: Iterable[Group]) -> bool:
    """Tell whether a sentence with a phrase of every group holds one of the trigger's words in any case."""
    return any(all(any(word in phrase for word in trigger) for phrase in group) for group in groups)


@cache
def standard(codes: tuple[str, ...]) -> Scanner:
    """Return the scanner for rules of the registry."""
    known = registry()
    return Scanner(rule for code in codes if isinstance(rule := known[code], SentenceRule))
