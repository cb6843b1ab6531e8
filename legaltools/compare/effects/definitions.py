"""What defined terms mean now, and who gains by a wider or narrower meaning, where its own sentence tells.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator

from legaltools.compare.effects.facts import Facts, paired
from legaltools.compare.effects.forums import plain
from legaltools.compare.effects.stake import gain
from legaltools.compare.effects.worth import effect
from legaltools.compare.redline import redline
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.annotation import Term
from legaltools.model.comparison import Effect
from legaltools.text.numerals import decimal

_WORDS = table("effects")["definition"]
_MARKS = tuple(table("effects")["list_marks"])
_AT_LEAST, _AT_MOST, _CONSEQUENCE = (re.compile(_WORDS[name]) for name in ("at_least", "at_most", "consequence"))
_EXCEPTION = re.compile(table("effects")["exception"]["phrase"])
_NUMBER = re.compile(_WORDS["number"])
LONGEST = 2_000  # characters of a meaning in which one change is looked for


def definitions(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the terms that mean something else now."""
    for was, now in paired(old.terms, new.terms, lambda a, b: float(key(a.term) == key(b.term))):
        if was is None or now is None:
            continue
        before, after = _meaning(old, was), _meaning(new, now)
        if plain(before) != plain(after):
            wider = _wider(before, after) if max(len(before), len(after)) <= LONGEST else 0
            yield effect("definition", "definition_changed", before, after, wider * _stake(new, now) if wider else 0)


def _meaning(facts: Facts, term: Term) -> str:
    """Return what a term means: its sentence from the term on, of an alias what it names."""
    text, sentence = facts.side.document.text, facts.side.around(term.start)
    start = max(sentence.start, min(term.definition.start, term.start))
    return text[start : term.end if term.definition.end <= term.end else max(sentence.end, term.definition.end)]


def _wider(before: str, after: str) -> int:
    """Return 1 if a meaning covers more than before, -1 if less, 0 if the one place that changed does not say."""
    segments = redline(before, after)
    changed = [k for k, segment in enumerate(segments) if segment.op != "="]
    if not changed or changed[-1] - changed[0] > 1 or _EXCEPTION.search(after):
        return 0
    was, now = ("".join(s.text for s in segments if s.op == op) for op in "-+")
    lead = "".join(segment.text for segment in segments[: changed[0]])
    tail = "".join(segment.text for segment in segments[changed[-1] + 1 :])
    if was and now:
        return _threshold(was, now, lead, tail)
    added, sign = (now, 1) if now else (was, -1)
    if added.startswith(_MARKS) or added.endswith(_MARKS):
        return sign
    return -sign if added.endswith(_WORDS["attributive"]) else 0


def _threshold(was: str, now: str, lead: str, tail: str) -> int:
    """Return what another number does to a meaning: more days that must have passed cover fewer cases."""
    figures = [_NUMBER.match(words) for words in (was, now)]
    if not figures[0] or not figures[1]:
        return 0
    first, second = decimal(figures[0][0]), decimal(figures[1][0])
    if first is None or second is None or first == second:
        return 0
    higher = 1 if second > first else -1
    around = lead[-8:] + now + tail[:8]
    return -higher if _AT_LEAST.search(around) else higher if _AT_MOST.search(around) else 0


def _stake(facts: Facts, term: Term) -> int:
    """Return whom a wider meaning is good for by what the rest of its sentence makes of it (…，您按此付费), else 0.

    What the norms that use the term elsewhere are worth says too little: they use it on both sides.
    """
    sentence = facts.side.around(term.start)
    found = _CONSEQUENCE.finditer(facts.side.document.text, term.end, sentence.end)
    signs = {sign for place in found if (sign := gain(facts, place.end()))}
    return signs.pop() if len(signs) == 1 else 0
