"""What was put in place of something else: one party for the other, an open list for a closed one, another count.

In: the facts of a clause on both sides. Out: :class:`~legaltools.compare.wording.Swap` values, each with what it is
worth to the user, where the words say so.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare.facts import Facts
from legaltools.compare.wording import LONG, replacements
from legaltools.lexicon import table
from legaltools.text.numerals import parse

_WORDS = table("effects")
_RIGHT = re.compile(_WORDS["swap"]["right"])
_OWNING = tuple(_WORDS["swap"]["owning"])
_BY = tuple(_WORDS["swap"]["by"])
_OPEN, _CLOSED = re.compile(_WORDS["list"]["open"]), re.compile(_WORDS["list"]["closed"])
_REST = re.compile(_WORDS["list"]["rest"])
_COUNT = re.compile(_WORDS["count"]["pattern"])
_ALLOWED = tuple(_WORDS["count"]["allowed"])
_END = re.compile("[\uff0c\u3002\uff1b\n]|$")
_STARTS = "\uff0c\u3002\uff1b\uff1a\n"
SIDES = ("provider", "user")


class Swap(Struct, frozen=True):
    """Something that replaced something else, and what that is worth to the user: 1 good, -1 bad, 0 unclear."""

    was: str
    now: str
    worth: int


def parties(old: Facts, new: Facts) -> Iterator[Swap]:
    """Yield where one side took the other's place as the one who acts, bears or owns."""
    for swap in replacements(old, new):
        roles = old.side.role(swap.was.strip()), new.side.role(swap.now.strip())
        if set(roles) != set(SIDES):
            continue
        before = new.text[: swap.at_new].rstrip()
        if before and before[-1] not in _STARTS and not before.endswith((*_BY, *_OWNING)):
            continue
        told = new.text[swap.at_new + len(swap.now) :]
        right = before.endswith(_OWNING) or _RIGHT.match(told) is not None
        worth = 1 if (roles[1] == "user") == right else -1
        yield Swap(_piece(old.text, swap.at_old), _piece(new.text, swap.at_new), worth)


def _piece(text: str, at: int) -> str:
    found = _END.search(text, at)
    return text[at : found.start() if found else len(text)]


def lists(old: Facts, new: Facts) -> Iterator[Swap]:
    """Yield an open list in place of a closed one (``worth`` 1) or the other way round (-1)."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    was, now = (_kind(text) for text in (old.text, new.text))
    if was and now and was != now:
        yield Swap(was[0], now[0], -1 if was[1] else 1)
        return
    for swap in replacements(old, new):
        pieces = _rest(old.text, swap.at_old), _rest(new.text, swap.at_new)
        if bool(pieces[0]) != bool(pieces[1]):
            yield Swap(swap.was, swap.now, 1 if pieces[1] else -1)


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
        yield Swap(was[0], now[0], (1 if second > first else -1) * allowed)
