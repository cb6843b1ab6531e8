"""A changed clause cut into the sentences that changed: what one of them says shall not hide what another says.

In: the facts of a clause on both sides. Out: pairs of facts, one for each stretch of sentences that became another.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from legaltools.compare.effects.facts import Facts, Located
from legaltools.compare.effects.wording import LONG
from legaltools.compare.redline import Bounds, changed


def slices(old: Facts, new: Facts) -> Iterator[tuple[Facts, Facts]]:
    """Yield the facts of each changed stretch; of the whole clause where it came, went or was put in other order."""
    if not old.text or not new.text or max(len(old.text), len(new.text)) > LONG or not (_whole(old) and _whole(new)):
        yield old, new
        return
    blocks = list(changed(old.text, new.text))
    gone, come = (any(_empty(block[1 - k]) and not _empty(block[k]) for block in blocks) for k in (0, 1))
    if len(blocks) < 2 or (gone and come):  # what went in one place may stand in another
        yield old, new
        return
    for before, after in blocks:
        yield _within(old, before), _within(new, after)


def _whole(facts: Facts) -> bool:
    """Tell whether the text of a clause is one stretch of its document."""
    return facts.side.document.text.startswith(facts.text, facts.start)


def _empty(bounds: Bounds) -> bool:
    return bounds[0] == bounds[1]


def _within(facts: Facts, bounds: Bounds) -> Facts:
    """Return what a stretch of a clause says."""
    start, end = (facts.start + at for at in bounds)

    def inside(fact: Located) -> bool:
        return start <= fact.start < end

    return replace(
        facts,
        text=facts.text[slice(*bounds)],
        start=start,
        norms=tuple(filter(inside, facts.norms)),
        deadlines=tuple(filter(inside, facts.deadlines)),
        amounts=tuple(filter(inside, facts.amounts)),
        terms=tuple(filter(inside, facts.terms)),
        findings=tuple(filter(inside, facts.findings)),
        head=None if bounds[0] else facts.head,
        clause=facts.clause or facts.text,
    )
