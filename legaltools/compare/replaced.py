"""What was put in place of something else: one party for the other, an open list for a closed one, another count.

In: the facts of a clause on both sides. Out: :class:`~legaltools.compare.wording.Swap` values, each with what it is
worth to the user, where the words say so.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare.facts import Facts, Side
from legaltools.compare.stake import gain
from legaltools.compare.wording import LONG, Passage, passages, replacements
from legaltools.compare.worth import of_more
from legaltools.lexicon import table
from legaltools.model.annotation import Role
from legaltools.text.numerals import parse

_WORDS = table("effects")
_RIGHT = re.compile(_WORDS["swap"]["right"])
_OWNING = tuple(_WORDS["swap"]["owning"])
_CHARGE = re.compile(_WORDS["swap"]["charge"])
_BY = tuple(_WORDS["swap"]["by"])
_OPEN, _CLOSED = re.compile(_WORDS["list"]["open"]), re.compile(_WORDS["list"]["closed"])
_DISPUTE, _FORUM = re.compile(_WORDS["forum"]["dispute"]), re.compile(_WORDS["forum"]["name"])
_ARTICLE = re.compile(_WORDS["forum"]["article"])
_LEAD = re.compile(_WORDS["forum"]["lead"])
_EXCEPTION = re.compile(_WORDS["exception"]["pattern"])
_BOTH, _MANNER = frozenset(_WORDS["swap"]["both"]), re.compile(_WORDS["swap"]["manner"])
_REST = re.compile(_WORDS["list"]["rest"])
_ET_CETERA = frozenset(_WORDS["list"]["et_cetera"])
_COUNT = re.compile(_WORDS["count"]["pattern"])
_ALLOWED = tuple(_WORDS["count"]["allowed"])
_END = re.compile("[\uff0c\u3002\uff1b\n]|$")
_STARTS = "\uff0c\u3002\uff1b\uff1a\n"
FEW = 12  # characters before 等 that are quoted with it
SHARE = {"user": 1, "mutual": 0, "provider": -1}  # how much of a right is the user's


class Swap(Struct, frozen=True):
    """Something that replaced something else: more of it (``more`` > 0) or less, and what more is worth to the user."""

    was: str
    now: str
    more: int
    worth: int


def parties(old: Facts, new: Facts) -> Iterator[Swap]:
    """Yield where one side took the other's place, or that of both, as the one who acts, bears or owns."""
    for swap in replacements(old, new):
        roles = _role(old.side, swap.was.strip()), _role(new.side, swap.now.strip())
        if roles[0] == roles[1] or not set(roles) <= set(SHARE):
            continue
        before = new.text[: swap.at_new].rstrip()
        if before and before[-1] not in _STARTS and not before.endswith((*_BY, *_OWNING)):
            continue
        told = new.text[swap.at_new + len(swap.now) :]
        right = _RIGHT.match(told) is not None or (before.endswith(_OWNING) and not _CHARGE.match(told))
        more = SHARE[roles[1]] - SHARE[roles[0]]
        yield Swap(_piece(old.text, swap.at_old), _piece(new.text, swap.at_new), more, 1 if right else -1)


def _role(side: Side, words: str) -> Role:
    """Return who is named by a few words that say nothing else (双方协商, 平台单方)."""
    bare = _MANNER.sub("", words)
    return "mutual" if bare in _BOTH else side.role(bare)


def forums(old: Facts, new: Facts) -> Iterator[tuple[str, str]]:
    """Yield the court, the arbitrators or the law that stand in place of others."""
    for swap in replacements(old, new):
        sentences = old.side.sentence(old.start + swap.at_old), new.side.sentence(new.start + swap.at_new)
        if (
            all(map(_DISPUTE.search, sentences))
            and _forum(old, swap.at_old, swap.was)
            and _forum(new, swap.at_new, swap.now)
        ):
            yield _piece(old.text, swap.at_old), _piece(new.text, swap.at_new)


def _forum(facts: Facts, at: int, words: str) -> bool:
    """Tell whether words at an offset of the text of a clause name a court, arbitrators, a place or a law."""
    if _ARTICLE.search(words):
        return False
    ended = _FORUM.search(words) or _FORUM.match(facts.text[at + len(words) :]) or _LEAD.search(facts.text[:at])
    return ended is not None


def exceptions(old: Facts, new: Facts) -> Iterator[Passage]:
    """Yield the exceptions that were added or taken away, whatever they are excepted from."""
    yield from (passage for passage in passages(old, new) if _EXCEPTION.fullmatch(passage.text))


def _piece(text: str, at: int, start: int | None = None) -> str:
    """Return the words from ``start`` (``at`` unless told) to the stop that follows ``at``."""
    found = _END.search(text, at)
    return text[at if start is None else start : found.start() if found else len(text)]


def lists(old: Facts, new: Facts) -> Iterator[Swap]:
    """Yield an open list in place of a closed one (``worth`` 1) or the other way round (-1)."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    was, now = (_kind(text) for text in (old.text, new.text))
    if was and now and was != now:
        yield Swap(was[0], now[0], -1 if was[1] else 1, of_more(new, new.start + new.text.find(now[0])))
        return
    for passage in passages(old, new):
        if passage.text in _ET_CETERA:
            at = passage.start - passage.facts.start
            words = passage.facts.text[max(0, at - FEW) : at]
            more, worth = 1 if passage.op == "+" else -1, of_more(passage.facts, passage.start)
            yield Swap("" if more > 0 else words + passage.text, words + passage.text if more > 0 else "", more, worth)
    for swap in replacements(old, new):
        pieces = _rest(old.text, swap.at_old), _rest(new.text, swap.at_new)
        if bool(pieces[0]) != bool(pieces[1]):
            yield Swap(swap.was, swap.now, 1 if pieces[1] else -1, of_more(new, new.start + swap.at_new))


def _rest(text: str, at: int) -> bool:
    """Tell whether what stands at an offset leaves a list open (…等情形)."""
    return _REST.match(text, at) is not None


def _kind(text: str) -> tuple[str, bool] | None:
    """Return how the one list of a clause is opened and whether it is open; ``None`` if there is not just one."""
    opened, closed = _OPEN.findall(text), _CLOSED.findall(text)
    if len(opened) + len(closed) != 1:
        return None
    return (opened[0], True) if opened else (closed[0], False)


def counts(old: Facts, new: Facts) -> Iterator[Swap]:
    """Yield counts of things (1000次, 5个账号) that became others; more of what is allowed or free is good."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    before, after = (list(_COUNT.finditer(facts.text)) for facts in (old, new))
    if [m["unit"] for m in before] != [m["unit"] for m in after]:
        return
    for was, now in zip(before, after, strict=True):
        first, second = (parse(m["number"].replace(",", "")) for m in (was, now))
        if first is None or second is None or first == second:
            continue
        allowed = any(word in new.side.sentence(new.start + now.start()) for word in _ALLOWED)
        worth = 1 if allowed else gain(new, new.start + now.start())
        yield Swap(was[0], now[0], 1 if second > first else -1, worth)
