"""What was put in place of something else: one party for the other, an open list for a closed one, another count.

In: the facts of a clause on both sides. Out: :class:`~legaltools.compare.wording.Swap` values, each with what it is
worth to the user, where the words say so.
"""

import re
from collections.abc import Iterator

from legaltools.compare.facts import Facts, Side
from legaltools.compare.stake import gain
from legaltools.compare.wording import LONG, Passage, Swap, passages, replacements
from legaltools.compare.worth import of_more
from legaltools.lexicon import table
from legaltools.model.annotation import Role
from legaltools.text.numerals import decimal

_WORDS = table("effects")
_RIGHT = re.compile(_WORDS["swap"]["right"])
_OWNING = tuple(_WORDS["swap"]["owning"])
_CHARGE = re.compile(_WORDS["swap"]["charge"])
_BY = tuple(_WORDS["swap"]["by"])
_OPEN, _CLOSED = re.compile(_WORDS["list"]["open"]), re.compile(_WORDS["list"]["closed"])
_NARROWER = re.compile(_WORDS["exception"]["narrower"])
_EXCEPTION = re.compile(_WORDS["exception"]["pattern"])
_BOTH, _MANNER = frozenset(_WORDS["swap"]["both"]), re.compile(_WORDS["swap"]["manner"])
_REST = re.compile(_WORDS["list"]["rest"])
_ET_CETERA = frozenset(_WORDS["list"]["et_cetera"])
_COUNT = re.compile(_WORDS["count"]["pattern"])
_ALLOWED = tuple(_WORDS["count"]["allowed"])
_END = re.compile("[\uff0c\u3002\uff1b\n]|$")
_COMMA = "\uff0c"
_STARTS = "\uff0c\u3002\uff1b\uff1a\n"
NEAR = 4  # characters around a changed word that may belong to it
FEW = 12  # characters before 等 that are quoted with it
SHARE = {"user": 1, "mutual": 0, "provider": -1}  # how much of a right is the user's


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


def exceptions(old: Facts, new: Facts) -> Iterator[Passage]:
    """Yield the exceptions that were added or taken away, whatever they are excepted from."""
    yield from (passage for passage in passages(old, new) if _EXCEPTION.fullmatch(passage.text))


def narrowed(old: Facts, new: Facts) -> Iterator[Passage]:
    """Yield the words that were added to or taken from an exception and make it narrower (重大过失 for 过失)."""
    for passage in passages(old, new):
        at = passage.start - passage.facts.start
        excepted = _EXCEPTION.search(_piece(passage.facts.text, at))
        if excepted and _NARROWER.match(passage.text) and not _EXCEPTION.fullmatch(passage.text):
            yield passage


def main(passage: Passage) -> int:
    """Return a place in what an exception is made from: behind it if it opens the sentence, else before."""
    at = passage.start - passage.facts.start
    begin = max(passage.facts.text.rfind(_COMMA, 0, at + 1), 0)
    opens = not passage.facts.text[:begin] or passage.facts.text[begin - 1] in _STARTS
    return passage.start + len(passage.text) + 1 if opens else passage.facts.start + begin - 1


def excepted(passage: Passage) -> tuple[str, str]:
    """Return an exception before and after words came to it or went from it."""
    longer = _piece(passage.facts.text, passage.facts.text.rfind(_COMMA, 0, passage.start - passage.facts.start) + 1)
    shorter = longer.replace(passage.text, "", 1)
    return (shorter, longer) if passage.op == "+" else (longer, shorter)


def _piece(text: str, at: int) -> str:
    """Return the words from ``at`` to the next stop."""
    found = _END.search(text, at)
    return text[at : found.start() if found else len(text)]


def lists(old: Facts, new: Facts) -> Iterator[Swap]:
    """Yield an open list in place of a closed one (``worth`` 1) or the other way round (-1)."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    for swap in replacements(old, new):
        was, now = _opened(old.text, swap.at_old, swap.was), _opened(new.text, swap.at_new, swap.now)
        if was and now and was[1] != now[1]:
            yield Swap(was[0], now[0], 1 if now[1] else -1, of_more(new, new.start + swap.at_new))
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


def _opened(text: str, at: int, words: str) -> tuple[str, bool] | None:
    """Return how the words at an offset, or those just around, open a list, and whether it is open."""
    around = text[max(0, at - NEAR) : at + len(words) + NEAR]
    opened, closed = _OPEN.search(around), _CLOSED.search(around)
    return (opened[0], True) if opened else (closed[0], False) if closed else None


def counts(old: Facts, new: Facts) -> Iterator[Swap]:
    """Yield counts of things (1000次, 5个账号) that became others; more of what is allowed or free is good."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    before, after = (list(_COUNT.finditer(facts.text)) for facts in (old, new))
    if [m["unit"] for m in before] != [m["unit"] for m in after]:
        return
    for was, now in zip(before, after, strict=True):
        first, second = (decimal(m["number"]) for m in (was, now))
        if first is None or second is None or first == second:
            continue
        allowed = any(word in new.side.sentence(new.start + now.start()) for word in _ALLOWED)
        worth = 1 if allowed else gain(new, new.start + now.start())
        yield Swap(was[0], now[0], 1 if second > first else -1, worth)
