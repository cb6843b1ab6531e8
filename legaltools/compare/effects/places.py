"""What was put in place of something else: one side for the other or for both, another count of things.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from legaltools.compare.effects.facts import Facts, Side
from legaltools.compare.effects.stake import OTHER, SHARE, doer, gain
from legaltools.compare.effects.wording import LONG, Replacement, passages, replacements
from legaltools.compare.effects.worth import effect
from legaltools.lexicon import table
from legaltools.model.annotation import Role
from legaltools.model.comparison import Effect
from legaltools.text.numerals import decimal

_WORDS = table("effects")
_SWAP = _WORDS["swap"]
_RIGHT, _CHARGE, _ACTING = (re.compile(_SWAP[name]) for name in ("right", "charge", "acting"))
_COMPOUND = re.compile(_WORDS["stake"]["compound"])
_ENTITY, _BEFORE = re.compile(_SWAP["entity"]), tuple(_SWAP["before"])
_VERBAL = re.compile(_SWAP["verbal"])
_OWNING, _BY, _WITH = tuple(_SWAP["owning"]), tuple(_SWAP["by"]), tuple(_SWAP["with"])
_BOTH, _MANNER, _PERSON = frozenset(_SWAP["both"]), re.compile(_SWAP["manner"]), re.compile(_SWAP["person"])
_FRACTION = re.compile(_WORDS["fraction"])
_COUNT = re.compile(_WORDS["count"]["pattern"])
_ALLOWED, _MAY = tuple(_WORDS["count"]["allowed"]), re.compile(_WORDS["count"]["may"])
_END = re.compile("[\uff0c\u3002\uff1b\n]|$")
_STARTS = "\uff0c\u3002\uff1b\uff1a\n"
LENGTH = 14  # characters of a noun that may name somebody


def parties(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield where one side, both or a stranger took another's place as the one who acts, bears or owns."""
    for swap in replacements(old, new):
        roles = _roles(old, new, swap)
        if roles is None or (roles[0] == roles[1] != "other"):
            continue
        before = new.text[: swap.at_new].rstrip()
        told = new.text[swap.at_new + len(swap.now) :]
        placed = not before or before[-1] in _STARTS or before.endswith((*_BY, *_OWNING)) or swap.now.startswith(_WITH)
        if _COMPOUND.match(told) or (not placed and not _ACTING.match(told)):
            continue
        right = _RIGHT.match(told) is not None or (before.endswith(_OWNING) and not _CHARGE.match(told))
        more = SHARE.get(roles[1], 0) - SHARE.get(roles[0], 0)
        pieces = _piece(old.text, swap.at_old), _piece(new.text, swap.at_new)
        yield effect("party", "bearer_changed", *pieces, more if right else -more)


def shared(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield where one of two sides that acted or bore together came or went (由您与平台共同选定 → 由平台选定)."""
    for passage in passages(old, new):
        at = passage.start - passage.facts.start
        words, text = passage.text.strip(), passage.facts.text
        beside = _role(passage.facts.side, words.strip("".join(_WITH)))
        if beside not in OTHER or not (words.startswith(_WITH) or words.endswith(_WITH)):
            continue
        piece, sign = _piece(text, max(text.rfind(_SWAP["agent"], 0, at) + 1, 0)), 1 if passage.op == "+" else -1
        behind = _MANNER.sub("", text[at + len(passage.text) :][:LENGTH])
        right = any(_RIGHT.match(behind[k:]) for k in range(min(len(behind), LENGTH)))
        more = -SHARE[OTHER[beside]] * sign  # from one side to both, or back
        was, now = passage.sides(piece)
        if was != now:
            yield effect("party", "bearer_changed", was, now, more if right else -more)


def _roles(old: Facts, new: Facts, swap: Replacement) -> tuple[Role, Role] | None:
    """Return who stood and who stands at a place, ``None`` unless one of the sides is named there."""
    was, now = _role(old.side, swap.was.strip()), _role(new.side, swap.now.strip())
    if was in OTHER and now == "other" and swap.was.strip() in swap.now:
        return "other", "other"  # somebody beside who was named alone
    alone = _beside(old, new, swap)
    if alone is not None:
        return alone, "mutual"
    by = new.text[: swap.at_new].endswith(_BY)
    if was is None or now is None or (not by and OTHER.keys().isdisjoint((was, now))):
        return None
    return was, now


def _beside(old: Facts, new: Facts, swap: Replacement) -> Role | None:
    """Return the side that bore alone where another one is named beside it now (您独自 → 您与平台共同)."""
    words = swap.now.strip()
    if not words.startswith(_WITH) or _role(new.side, words[1:]) not in OTHER:
        return None
    role = _role(old.side, old.text[max(0, swap.at_old - LENGTH) : swap.at_old].rpartition(_SWAP["agent"])[2])
    return role if role in OTHER else None


def _role(side: Side, words: str) -> Role | None:
    """Return who is named by a few words that say nothing else (双方协商, 平台单方), ``None`` if nobody is."""
    bare = _MANNER.sub("", words)
    if bare in _BOTH:
        return "mutual"
    role = side.role(bare)
    if role in SHARE:
        return role
    named = role != "other" or _PERSON.search(bare) or any(bare in p.names for p in side.annotations.parties)
    return "other" if named and len(bare) <= LENGTH else None


def _piece(text: str, at: int) -> str:
    """Return the words from ``at`` to the next stop."""
    found = _END.search(text, at)
    return text[at : found.start() if found else len(text)]


def entities(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield where a company or an institution is named in place of another one: no word says who gains by that."""
    for swap in replacements(old, new):
        was, now = _entity(old.text, swap.at_old, swap.was), _entity(new.text, swap.at_new, swap.now)
        if was and now and was != now:
            yield replace(effect("party", "party_replaced", was, now), direction="neutral")


def _entity(text: str, at: int, words: str) -> str:
    """Return the name of the company or institution that words at an offset are part of, else nothing."""
    for found in _ENTITY.finditer(text, max(0, at - LENGTH), at + len(words) + LENGTH):
        begin = max(found.start(), max(map(text[: at + 1].rfind, _BEFORE)) + 1)
        led = any(char.isalnum() for char in text[at:begin])
        if not led and at + len(words) <= found.end() and not _VERBAL.search(text, begin, found.end()):
            return text[begin : found.end()]
    return ""


def counts(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield counts of things (1000次, 5个账号) that became others; more of what is allowed or free is good."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    yield from _fractions(old, new)
    before, after = (list(_COUNT.finditer(facts.text)) for facts in (old, new))
    if [m["unit"] for m in before] != [m["unit"] for m in after]:
        return
    for was, now in zip(before, after, strict=True):
        first, second = (decimal(m["number"]) for m in (was, now))
        if first is None or second is None or first == second:
            continue
        at = new.start + now.start()
        allowed = any(word in new.side.sentence(at) for word in _ALLOWED) or _MAY.search(new.text, 0, now.start())
        more = 1 if allowed and doer(new.side, at) != "provider" else gain(new, at)
        yield _raised(was[0], now[0], second > first, more)


def _fractions(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield fractions (三分之二) that became others."""
    before, after = (list(_FRACTION.finditer(facts.text)) for facts in (old, new))
    for was, now in zip(before, after, strict=False) if len(before) == len(after) else ():
        first, second = ((decimal(m["part"]) or 0) / (decimal(m["base"]) or 1) for m in (was, now))
        if first != second:
            yield _raised(was[0], now[0], second > first, gain(new, new.start + now.start()))


def _raised(was: str, now: str, raised: bool, more: int) -> Effect:
    """Return the effect of a number that was raised or lowered, where ``more`` of it is worth so much."""
    return effect("amount", "amount_raised" if raised else "amount_lowered", was, now, more if raised else -more)
