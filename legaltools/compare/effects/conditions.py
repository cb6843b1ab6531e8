"""Conditions that came or went: a circumstance a norm was bound to, a notice without a period that had to come first.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator

from legaltools.compare.effects.facts import Facts
from legaltools.compare.effects.stake import GIVEN, gain, notifier
from legaltools.compare.effects.wording import Passage, ordered, passages
from legaltools.compare.effects.worth import effect, worth
from legaltools.lexicon import table
from legaltools.model.comparison import Effect
from legaltools.text.sentences import STOPS

_WORDS = table("effects")
_CIRCUMSTANCE = re.compile(_WORDS["circumstance"])
_FIRST = re.compile(_WORDS["first"])
_NOTICE = tuple(_WORDS["notice"])
LONGEST = 40  # characters of a condition


def conditions(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the conditions that were put to norms or taken from them."""
    for passage in passages(old, new):
        text = passage.text.strip("\uff0c")
        if len(text) > LONGEST or any(stop in text for stop in STOPS):
            continue
        pair = ordered(text, more=passage.op == "+")
        if _FIRST.match(text) and any(word in text for word in _NOTICE):
            yield effect("notice", f"notice_{'added' if passage.op == '+' else 'removed'}", *pair, _notice(passage))
        elif _CIRCUMSTANCE.fullmatch(text) and (free := _bound(passage)):
            rule = "condition_added" if passage.op == "+" else "condition_removed"
            yield effect("scope", rule, *pair, -free if passage.op == "+" else free)


def _notice(passage: Passage) -> int:
    """Return what a notice that came or went is worth: good if the provider has to give it, bad if the user has."""
    benefit = GIVEN.get(notifier(passage.facts.side, passage.start), 0)
    return benefit if passage.op == "+" else -benefit


def _bound(passage: Passage) -> int:
    """Return what it is worth that what holds under a condition holds: the norm around it or next, else the act."""
    end = passage.start + len(passage.text)
    text = passage.facts.side.document.text
    for norm in passage.facts.norms:
        if norm.start <= passage.start < norm.end:
            return worth(norm)
        if norm.start >= end and not any(stop in text[end : norm.start] for stop in STOPS):
            return worth(norm)
    return gain(passage.facts, end)
