"""Where disputes are settled, and by which law: what stands in place of what, and whose home it is.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Postfix, Prefix

from legaltools.compare.effects.facts import Facts, Side
from legaltools.compare.effects.stake import GIVEN
from legaltools.compare.effects.wording import passages, replacements
from legaltools.compare.effects.worth import effect
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.comparison import Effect
from legaltools.model.finding import Finding

_WORDS = table("effects")["forum"]
_DISPUTE, _NAME, _LEAD = (re.compile(_WORDS[name]) for name in ("dispute", "name", "lead"))
_PLACE = re.compile(_WORDS["place"])
_NAMED = re.compile(_WORDS["named"])
AROUND = 8  # characters beside a difference that may name what differs
_MARKS = frozenset(table("effects")["list_marks"])
_ARBITERS, _ABROAD = re.compile(_WORDS["arbiters"]), re.compile(_WORDS["abroad"])
_SETTLED = re.compile(_WORDS["settled"])
_BY = table("effects")["swap"]["agent"]
_NONE = re.compile(_WORDS["none"])
_VARIANTS = [tuple(pair) for pair in table("effects")["variants"]]
_PARTICLES = str.maketrans("", "", table("effects")["particles"])
DISPUTES = "DSP"  # the family of the findings on courts, arbitrators and laws
COSTS = "DSP004"  # who pays for a dispute names no forum


def forums(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the court, the arbitrators or the law that stand in place of others, as findings or words tell."""
    yield from (one for one in _forums(old, new) if plain(one.old) != plain(one.new))


def _forums(old: Facts, new: Facts) -> Iterator[Effect]:
    before, after = _disputes(old), _disputes(new)
    if before and after and plain(before[0].quote) != plain(after[0].quote):
        pieces = _piece(old, before[0].start), _piece(new, after[0].start)
        if any(_NAMED.search(words) for words in _differing(*pieces, around=AROUND)):
            yield _told(old.side, new.side, *pieces)
            return
    for swap in replacements(old, new):
        if {swap.was.strip(), swap.now.strip()} & _MARKS:
            continue
        if _forum(old, swap.at_old, swap.was) and _forum(new, swap.at_new, swap.now):
            yield _told(old.side, new.side, _piece(old, old.start + swap.at_old), _piece(new, new.start + swap.at_new))
    for passage in passages(old, new):
        named = _PLACE.fullmatch(passage.text) or (_SETTLED.search(passage.text) and _NAME.search(passage.text))
        if named and _forum(passage.facts, passage.start - passage.facts.start, passage.text):
            yield _told(old.side, new.side, *passage.sides(_piece(passage.facts, passage.start)))


def _told(old: Side, new: Side, was: str, now: str) -> Effect:
    """Return what became of a forum; it is good for the side whose name stands where the two differ."""
    places = _differing(was, now)
    left, home = GIVEN.get(old.named(places[0]), 0), -GIVEN.get(new.named(places[1]), 0)
    if bool(_ARBITERS.search(was)) == bool(_ARBITERS.search(now)) and not _ABROAD.search(now):
        home += left  # of another kind of forum, or one abroad, only whose home it is now tells
    return effect("jurisdiction", "jurisdiction_changed", was.removeprefix(_BY), now.removeprefix(_BY), home)


def _differing(was: str, now: str, around: int = 0) -> tuple[str, str]:
    """Return where two pieces differ, with some characters around."""
    lead = Prefix.similarity(was, now)
    tail = Postfix.similarity(was[lead:], now[lead:])
    start = max(0, lead - around)
    return was[start : len(was) - max(0, tail - around)], now[start : len(now) - max(0, tail - around)]


def _forum(facts: Facts, at: int, words: str) -> bool:
    """Tell whether words at an offset of the text of a clause name a court, arbitrators, a place or a law."""
    if _NONE.search(words) or not _DISPUTE.search(facts.side.sentence(facts.start + at)):
        return False
    after = facts.text[at + len(words) :]
    return any((_NAME.search(words), _NAME.match(after), _LEAD.search(facts.text[:at])))


def _piece(facts: Facts, at: int) -> str:
    """Return the words between two commas around an offset of the document."""
    return facts.side.piece(at).of(facts.side.document.text)


def plain(text: str) -> str:
    """Return the words of a text without stops and particles that carry nothing."""
    text = key(text).translate(_PARTICLES)
    for written, one in _VARIANTS:
        text = text.replace(written, one)
    return text


def _disputes(facts: Facts) -> list[Finding]:
    return [f for f in facts.findings if f.rule.startswith(DISPUTES) and f.rule != COSTS]
