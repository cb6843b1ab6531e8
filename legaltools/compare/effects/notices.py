"""Notices nobody told a period of: to be given first or not at all, in writing or by a posting.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare.effects.facts import Facts
from legaltools.compare.effects.stake import GIVEN, doer, notifier
from legaltools.compare.effects.wording import LONG, keyed, ordered, passages, replacements
from legaltools.compare.effects.worth import effect
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.comparison import Effect

_WORDS = table("effects")["told"]
_TOLD, _FREED, _NOTICE = (re.compile(_WORDS[name]) for name in ("first", "freed", "notice"))
_STRONG, _WEAK = (re.compile(_WORDS[name]) for name in ("strong", "weak"))
FEW = 4  # characters quoted before a form
NEAR = 24  # characters behind a form in which the notice it is the form of stands


class Said(Struct, frozen=True):
    """Words that stand on one side only: a notice comes first (``told`` 1) or somebody is freed from it (-1)."""

    words: str
    at: int
    told: int
    facts: Facts


def notices(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield a notice that has to come first where none had to or somebody was freed from it, and the contrary."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    was, now = _extra(old, new), _extra(new, old)
    before, after = (said.told if said is not None else 0 for said in (was, now))
    if before == after:
        yield from _forms(old, new)
        return
    told = next(said for said in (now, was) if said is not None)
    benefit = GIVEN.get(notifier(told.facts.side, told.facts.start + told.at), 0)
    words = [said.words if said is not None else "" for said in (was, now)]
    rule = "notice_added" if after > before else "notice_removed"
    yield effect("notice", rule, words[0], words[1], benefit if after > before else -benefit)


def _extra(facts: Facts, other: Facts) -> Said | None:
    """Return what only this side says: that a notice has to be given first, or that none has to."""
    text = keyed(other.clause or other.text)
    freed = [found for found in _FREED.finditer(facts.text) if key(found[0]) not in text]
    told = [found for found in _TOLD.finditer(facts.text) if key(found[0]) not in text]
    told = [one for one in told if not any(no.start() < one.end() and one.start() < no.end() for no in freed)]
    found = next(iter(told or freed), None)
    return Said(found[0], found.start(), 1 if told else -1, facts) if found is not None else None


def _forms(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the form of a notice that became a weaker or a stronger one (书面 → 口头, 送达或公告 → 公告)."""
    for passage in passages(old, new):
        strong, weak = _STRONG.search(passage.text), _WEAK.search(passage.text)
        at = passage.start - passage.facts.start
        if len(passage.text) > NEAR or bool(strong) == bool(weak):
            continue
        end = at + len(passage.text)
        if (told := _NOTICE.search(passage.facts.text, end, end + NEAR)) is None:
            continue
        more = passage.op == "+"
        lead, tail = passage.facts.text[max(0, at - FEW) : at], passage.facts.text[end : told.end()]
        pair = ordered(lead + passage.text + tail, lead + tail, more=more)
        yield _form(passage.facts, passage.start, *pair, better=bool(strong) == more)
    for swap in replacements(old, new):
        first, second = (bool(_STRONG.search(words)) - bool(_WEAK.search(words)) for words in (swap.was, swap.now))
        end = swap.at_new + len(swap.now)
        if first * second >= 0 or not _NOTICE.search(new.text, end, end + NEAR):
            continue
        yield _form(new, new.start + swap.at_new, swap.was, swap.now, better=second > first)


def _form(facts: Facts, at: int, was: str, now: str, *, better: bool) -> Effect:
    """Return that a notice at ``at`` has a form now that tells better or worse."""
    benefit = GIVEN.get(doer(facts.side, at), 0)
    rule = "notice_strengthened" if better else "notice_weakened"
    return effect("notice", rule, was, now, benefit if better else -benefit)
