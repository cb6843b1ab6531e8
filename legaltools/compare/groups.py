"""Splits and merges: one clause that became several neighbours, several that became one."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from rapidfuzz import fuzz

from legaltools.compare.align import LONG, NONE, Matching
from legaltools.compare.units import Units

WINDOW = 8  # most parts
NEAR = 2  # how far off the next of several old clauses may stand: what stood between may be gone
WHOLE = 0.8  # least similarity of the one clause to all parts together
GAIN = 0.06  # what each further part must add
LEAST = 6  # letters of a part: shorter ones prove nothing
CLOSE = 0.97  # a pair as alike as this needs no further part


class Group(Struct, frozen=True):
    """Old and new nodes that are one clause on one side and its parts on the other, by index into their units."""

    old: tuple[int, ...]
    new: tuple[int, ...]


class Groups:
    """The splits and mergers of a matching by each old and each new node that is part of one."""

    def __init__(self, matching: Matching) -> None:
        old, new, to_new, to_old = matching.old, matching.new, matching.to_new, matching.to_old
        left, right = _alone(matching)
        splits = [Group((one,), parts) for one, parts in _parted(left, old, new, to_new, to_old, 1)]
        mergers = [Group(parts, (one,)) for one, parts in _parted(right, new, old, to_old, to_new, NEAR)]
        self.old = {i: group for group in (*splits, *mergers) for i in group.old}
        self.new = {j: group for group in (*splits, *mergers) for j in group.new}


def _alone(matching: Matching) -> tuple[list[int], list[int]]:
    """Return the old and the new nodes whose partner, if they have one, is not close to them, in order."""
    loose = [i for i, score in matching.score.items() if score < CLOSE]
    free_old, free_new = matching.open()
    return sorted([*free_old, *loose]), sorted([*free_new, *(matching.to_new[i] for i in loose)])


def _parted(
    ones: Iterable[int], side: Units, many: Units, partner: list[int], taken: list[int], near: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the nodes of a side that are several of the other, with their parts."""
    used: set[int] = set()
    for one in ones:
        text, middle = side.key[one], partner[one]
        if not 2 * LEAST <= len(text) <= LONG:
            continue
        starts = [middle] if middle != NONE else _gap(partner, taken, one)
        for start in starts:
            parts = _extend(text, many, taken, used, start, near)
            if len(parts) > 1:
                used.update(parts)
                yield one, tuple(parts)
                break


def _gap(partner: list[int], taken: list[int], one: int) -> list[int]:
    """Return the first free node after the partner of the clause before ``one``."""
    before = partner[one - 1] if one else NONE
    start = before + 1
    known = one == 0 or before != NONE
    return [start] if known and start < len(taken) and taken[start] == NONE else []


def _extend(text: str, many: Units, taken: list[int], used: set[int], start: int, near: int) -> list[int]:
    """Return the run of neighbours around ``start`` that together is most like ``text``."""
    parts, joined = [start], many.key[start]
    best = fuzz.ratio(text, joined) / 100
    while len(parts) < WINDOW:
        options = []
        steps = range(1, near + 1)
        for at, right in [(parts[-1] + k, True) for k in steps] + [(parts[0] - k, False) for k in steps]:
            if 0 <= at < len(taken) and taken[at] == NONE and at not in used and len(many.key[at]) >= LEAST:
                candidate = joined + many.key[at] if right else many.key[at] + joined
                if len(candidate) <= 2 * len(text):
                    options.append((fuzz.ratio(text, candidate) / 100, right, -abs(at - start), at, candidate))
        if not options:
            break
        value, right, _, at, candidate = max(options)
        if value < best + min(GAIN, 0.5 * len(many.key[at]) / len(text)):
            break
        best, joined = value, candidate
        parts = [*parts, at] if right else [at, *parts]
    return parts if best >= WHOLE else [start]
