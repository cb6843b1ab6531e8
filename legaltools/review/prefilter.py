"""Which phrases a text must hold before a pattern can match: read off the pattern itself (cf. RE2's FilteredRE2).

In: a regular expression. Out: groups of phrases; every match holds at least one phrase of each group. With one
Aho-Corasick pass over all phrases most patterns need not run at all.

Reading hundreds of patterns takes a tenth of a second; what those of the house need is therefore kept beside the rules
(``rules/required.json``, made by ``docs/generate.py``). A pattern that is not in that table is read when asked for.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import msgspec

MOST = 64  # phrases a group may have
TABLE = Path(__file__).with_name("rules") / "required.json"
Group = frozenset[str]
_ZERO_WIDTH = {ops.AT, ops.ASSERT, ops.ASSERT_NOT}
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}


@cache
def known() -> dict[str, tuple[Group, ...]]:
    """Return what the patterns of the house need, each by the pattern itself, so that no other can be taken for it."""
    return msgspec.json.decode(TABLE.read_bytes(), type=dict[str, tuple[Group, ...]]) if TABLE.is_file() else {}


@cache
def required(source: str) -> tuple[Group, ...]:
    """Return the groups of phrases that a match of the pattern needs, see :func:`read`."""
    groups = known().get(source)
    return read(source) if groups is None else groups


def read(source: str) -> tuple[Group, ...]:
    """Return the groups of phrases, the most telling first; none if a match needs no phrase.

    >>> [sorted(group) for group in read("(?:赔偿|补偿).{0,9}(?:不(?:得)?超过|为限)")]
    [['补偿', '赔偿'], ['不得超过', '不超过', '为限']]
    >>> read("(?i)sla"), read("(?i:sla)")
    ((), ())
    """
    parsed = parser.parse(source)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    groups = set(map(_shortest, _required(list(parsed))))
    return tuple(sorted(groups, key=_tells, reverse=True))


def _tells(group: Group) -> tuple[int, int, list[str]]:
    return min(map(len, group)), -len(group), sorted(group)


def _shortest(group: Group) -> Group:
    """Drop a phrase that holds another of the group: the shorter one is found wherever it is."""
    return frozenset(p for p in group if not any(other != p and other in p for other in group))


def _required(items: Sequence[Any]) -> list[Group]:
    groups: list[Group] = []
    run: Group = frozenset([""])
    for item in items:
        texts = _texts(item)
        if texts is not None and len(run) * len(texts) <= MOST:
            run = frozenset(a + b for a in run for b in texts)
            continue
        groups += _whole(run)
        run = texts or frozenset([""])
        if texts is None:
            groups += _inside(item)
    return groups + _whole(run)


def _whole(run: Group) -> list[Group]:
    return [] if "" in run else [run]


def _inside(item: tuple[Any, Any]) -> list[Group]:
    """Return the groups of an item that cannot be written out."""
    op, value = item
    if op is ops.SUBPATTERN:
        return [] if value[1] & re.IGNORECASE else _required(value[3])
    if op in _REPEATS:
        return _required(value[2]) if value[0] >= 1 else []
    if op is ops.BRANCH:
        best = [max(_required(branch), key=_tells, default=None) for branch in value[1]]
        if all(best) and sum(len(group or ()) for group in best) <= 4 * MOST:
            return [frozenset(phrase for group in best for phrase in group or ())]
    return []


def _texts(item: tuple[Any, Any]) -> Group | None:
    """Return every text an item can match, ``None`` if they are too many."""
    op, value = item
    if op is ops.LITERAL:
        return frozenset([chr(value)])
    if op in _ZERO_WIDTH:
        return frozenset([""])
    if op is ops.IN:
        plain = all(kind is ops.LITERAL for kind, _ in value)
        return frozenset(chr(code) for _, code in value) if plain and len(value) <= MOST else None
    if op is ops.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _product(map(_texts, value[3]))
    if op is ops.BRANCH:
        branches = [_product(map(_texts, branch)) for branch in value[1]]
        texts = None if None in branches else frozenset(t for b in branches for t in b or ())
        return texts if texts is not None and len(texts) <= MOST else None
    if op in _REPEATS and value[1] is not ops.MAXREPEAT and value[1] <= 2:
        once = _product(map(_texts, value[2]))
        times = [_product([once] * count) for count in range(value[0], value[1] + 1)]
        return None if None in times else frozenset(text for group in times for text in group or ())
    return None


def _product(parts: Iterable[Group | None]) -> Group | None:
    """Return every way of putting one text of each part in a row, ``None`` if they are too many."""
    known = list(parts)
    size = 1
    for part in known:
        size = size * len(part) if part is not None else MOST + 1
        if size > MOST:
            return None
    return frozenset("".join(texts) for texts in product(*(part for part in known if part is not None)))
