"""The comparison with its meaning: the edit script and both sides in, effects, drift and substance added."""

from msgspec.structs import replace

from legaltools.compare.drift import drift
from legaltools.compare.effects import effects, formatting
from legaltools.compare.effects.facts import Index, Side, agreed
from legaltools.compare.versions import versions
from legaltools.model.comparison import Change, Comparison, Drift, Effect


def explain(script: Comparison, old: Side, new: Side) -> Comparison:
    """Return the comparison with what each change means, reference drift and the oddities of the dates."""
    old, new = agreed(old, new), agreed(new, old)
    moved_on = drift(script.alignment, old.annotations.references, new.annotations.references)
    before, after = Index(old), Index(new)
    changes = [_explained(change, before, after, moved_on) for change in script.changes]
    known = {(change.old, change.new) for change in changes}
    for pair in script.alignment:
        if pair.old and pair.new and (pair.old, pair.new) not in known:
            found = tuple(formatting(before.facts(pair.old), after.facts(pair.new)))
            if found:
                changes.append(Change("unchanged", pair.old, pair.new, effects=found))
    odd = tuple(versions(old, new, changed=any(change.substantive for change in changes)))
    drifted, updated = (tuple(d for d in moved_on if d.status == status) for status in ("drifted", "updated"))
    return replace(script, changes=tuple(changes), reference_drift=drifted, reference_updates=updated, effects=odd)


def _rule(drift: Drift) -> str:
    return f"reference_{drift.status}" if drift.now_points_to else "reference_dangling"


def _explained(change: Change, before: Index, after: Index, moved_on: tuple[Drift, ...]) -> Change:
    old, new = before.facts(change.old), after.facts(change.new)
    drifts = [d for d in moved_on if d.eid in change.new]
    references = tuple(
        Effect("reference", d.text, d.text, "neutral" if d.status == "updated" else "unclear", _rule(d)) for d in drifts
    )
    noise = not change.substantive or (change.kind == "moved" and "reworded" not in change.also)
    marked = tuple(formatting(old, new)) if change.old and change.new else ()
    found = () if noise else effects(old, new)
    cosmetic = not found and not marked and bool(drifts) and all(d.status == "updated" for d in drifts)
    only_digits = cosmetic and sum(segment.op != "=" for segment in change.redline) <= 2 * len(drifts)
    return replace(change, effects=(*found, *marked, *references), substantive=change.substantive and not only_digits)
