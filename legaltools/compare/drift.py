"""References that stayed while their target moved on, and those that were updated with it.

Old targets are carried through the alignment. A reference whose words stayed but that now reaches another clause is
*drifted*, also when it still resolves; one whose digits changed because its target was renumbered is *updated*.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from legaltools.compare.units import key
from legaltools.model.annotation import Reference
from legaltools.model.comparison import Drift, Pair

Targets = dict[str, tuple[str, ...]]


def drift(alignment: Iterable[Pair], before: Iterable[Reference], after: Iterable[Reference]) -> tuple[Drift, ...]:
    """Return drifted and updated references, eids of the new document, in reading order."""
    pairs = tuple(alignment)
    became: Targets = {eid: pair.new for pair in pairs for eid in pair.old}
    old, new = _by_eid(before), _by_eid(after)
    found: list[Drift] = []
    for pair in pairs:
        left = [r for eid in pair.old for r in old[eid]]
        right = [r for eid in pair.new for r in new[eid]]
        for was, now in matched(left, right):
            found += _judged(was, now, became)
    return tuple(sorted(found, key=lambda d: d.start))


def _by_eid(references: Iterable[Reference]) -> defaultdict[str, list[Reference]]:
    """Return the references to numbered places of the document itself, by the clause they stand in."""
    lists: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.kind in ("number", "heading"):
            lists[reference.eid].append(reference)
    return lists


def matched(left: list[Reference], right: list[Reference]) -> Iterator[tuple[Reference, Reference]]:
    """Yield which reference of an old clause became which of the new one: equal words first, then in order."""
    rest = list(right)
    waiting = []
    for was in left:
        same = next((now for now in rest if key(now.text) == key(was.text)), None)
        if same is None:
            waiting.append(was)
        else:
            rest.remove(same)
            yield was, same
    if len(waiting) == len(rest):
        yield from zip(waiting, rest, strict=True)


def _judged(was: Reference, now: Reference, became: Targets) -> Iterator[Drift]:
    if not was.targets:
        return
    meant = [eid for target in was.targets for eid in became.get(target, ())]
    if key(was.text) != key(now.text):
        if meant and set(meant) == set(now.targets):
            yield Drift(now.eid, now.start, now.end, now.text, meant[0], now.targets[0], "updated")
        return
    missed = [eid for eid in meant if eid not in now.targets]
    strays = [eid for eid in now.targets if eid not in meant]
    if missed or (strays and not meant):
        yield Drift(now.eid, now.start, now.end, now.text, (missed or [""])[0], (strays or now.targets or ("",))[0])
