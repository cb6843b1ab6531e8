"""Edges between norms and to deadlines: what follows from a breach, until when an act is due, who must keep a limit.

In: norms in order, the layout, deadlines. Out: the same values with links.
"""

import re
from bisect import bisect_left

from msgspec.structs import replace

from legaltools.extract.norms.layout import HARD, Layout
from legaltools.lexicon import table
from legaltools.model.annotation import Deadline, Norm

_CONSEQUENCE = table("modality")["consequence"]
_OR_ELSE: str = _CONSEQUENCE["opener"]
_BREACH = re.compile(_CONSEQUENCE["breach"])
_DUTY = frozenset(("obligation", "prohibition"))
_HARD = re.compile(f"[{HARD}]")
REACH = 160
NEAR = 6


def linked(norms: list[Norm], layout: Layout, deadlines: tuple[Deadline, ...]) -> tuple[Norm, ...]:
    """Link numbered norms to their consequences and deadlines."""
    consequences = _consequences(norms, layout)
    starts = [deadline.start for deadline in deadlines]
    done = []
    previous = 0
    for number, norm in enumerate(norms):
        begin = layout.starts[layout.clause(norm.start)]
        low, high = bisect_left(starts, begin), bisect_left(starts, norm.end)
        due = tuple([d.id for d in deadlines[low:high] if d.start >= previous or d.start >= norm.start])
        if due or number in consequences:
            follow = tuple([norms[i].id for i in consequences.get(number, ())])
            norm = replace(norm, consequences=follow, deadlines=due)
        done.append(norm)
        previous = norm.end
    return tuple(done)


def _consequences(norms: list[Norm], layout: Layout) -> dict[int, list[int]]:
    """Map a duty's number to the numbers of the norms that follow from its breach."""
    found: dict[int, list[int]] = {}
    text = layout.text
    said = _OR_ELSE in text
    for number, norm in enumerate(norms):
        if (said and _or_else(norm, text)) or (norm.conditions and _on_breach(norm, text)):
            duty = _duty_before(norms, number)
            if duty is not None:
                found.setdefault(duty, []).append(number)
    return found


def _on_breach(norm: Norm, text: str) -> bool:
    """Tell whether a norm is conditioned by a breach."""
    for condition in norm.conditions:
        if _BREACH.search(text, condition.start, min(condition.end, condition.start + REACH)):
            return True
    return False


def _or_else(norm: Norm, text: str) -> bool:
    """Tell whether 否则 stands before a norm in its sentence."""
    at = text.rfind(_OR_ELSE, max(0, norm.start - REACH), norm.start)
    return at >= 0 and not _HARD.search(text, at, norm.start)


def _duty_before(norms: list[Norm], number: int) -> int | None:
    """Return the nearest duty before a norm in the same clause of the tree."""
    for before in range(number - 1, max(-1, number - 1 - NEAR), -1):
        if norms[before].eid != norms[number].eid:
            return None
        if norms[before].type in _DUTY and norms[before].cue.start != norms[number].cue.start:
            return before
    return None


def with_bearers(deadlines: tuple[Deadline, ...], norms: tuple[Norm, ...]) -> tuple[Deadline, ...]:
    """Return the deadlines with the bearer of the norm each belongs to."""
    bearer = {due: norm.bearer for norm in reversed(norms) for due in norm.deadlines}
    return tuple(replace(d, bearer=bearer[d.id]) if d.id in bearer else d for d in deadlines)
