"""Changes of meaning with known truth: a sentence of our own stands in a clause of a real text and is changed.

Every edit says what it changes (the class of the effect), from what to what and for whom it is worse; backwards the
direction turns round.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))

import mutation
from effect_banks import BANKS, Edit

from legaltools import pipeline
from legaltools.model.comparison import Comparison, Effect
from legaltools.model.document import Document

FOLLOWS = {"finding_introduced", "finding_resolved"}  # what follows from an edit and is not counted for or against


@dataclass
class Score:
    """Counts over cases: edits, found with the right class, effects told in all, right values and directions."""

    edits: int = 0
    found: int = 0
    told: int = 0
    values: int = 0
    directions: int = 0
    misses: list[str] = None  # type: ignore[assignment]
    kinds: dict[str, list[int]] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.misses, self.kinds = [], {}

    @property
    def precision(self) -> float:
        """Share of the effects told that an edit explains."""
        return self.found / max(self.told, 1)

    @property
    def recall(self) -> float:
        """Share of the edits that were found with their class."""
        return self.found / max(self.edits, 1)


def parties(document: Document) -> tuple[str, str]:
    """Return what a text calls the provider and the user."""
    names = {}
    for party in pipeline.extract(document).parties:
        names.setdefault(party.role, party.name)
    return names["provider"], names["user"]


def changed(document: Document, edits: list[Edit], random: Random) -> tuple[str, str]:
    """Return the old and the new text with the sentences of ``edits`` in clauses taken by chance."""
    texts = []
    places: list[int] = []
    state = random.getstate()
    for new in (False, True):
        random.setstate(state)
        root = mutation.tree(document)
        leaves = [c for c in root.all() if c.label and not c.children and c.text.endswith("。")]
        places = random.sample(range(len(leaves)), len(edits))
        for place, edit in zip(places, edits, strict=True):
            leaves[place].text += edit.after if new else edit.before
        if new:
            first = next(c for c in root.children if c.label)
            at = root.children.index(first) + 1
            root.children.insert(at, mutation.Clause(first.label, mutation.NEW[0], first.scheme, first.number))
        mutation.relabel(root)
        texts.append(mutation.written(root)[0])
    return texts[0], texts[1]


def score(path: Path, bank: tuple[Edit, ...], seeds: range, size: int = 12) -> Score:
    """Return how well the effects of so many cases are told."""
    document = pipeline.parse(path)
    provider, user = parties(document)
    result = Score()
    for seed in seeds:
        random = Random(seed)
        chosen = [e.named(provider, user) for e in random.sample(bank, min(size, len(bank)))]
        edits = [edit.turned() if random.random() < 0.5 else edit for edit in chosen]
        before, after = (mutation.parsed(text) for text in changed(document, edits, random))
        _count(result, edits, pipeline.compare(before, after), after)
    return result


def _count(result: Score, edits: list[Edit], comparison: Comparison, new: Document) -> None:
    rest = list(edits)
    for change in comparison.changes:
        effects = [e for e in change.effects if e.rule not in FOLLOWS and e.type != "reference"]
        text = "".join(new.text[new.by_eid[eid].start : new.by_eid[eid].end] for eid in change.new)
        here = [edit for edit in rest if edit.after in text] if change.kind != "inserted" else []
        result.told += len(effects) if change.kind != "inserted" else 0
        for edit in here:
            rest.remove(edit)
            _judge(result, edit, effects)
        if not here and effects and change.kind != "inserted":
            result.misses.append(f"untrue {change.kind} {text[:60]} :: {effects}")
    result.edits += len(rest)
    result.misses += [f"no change {edit}" for edit in rest]


def _judge(result: Score, edit: Edit, effects: list[Effect]) -> None:
    kinds = result.kinds.setdefault(edit.type, [0, 0, 0, 0])
    result.edits += 1
    kinds[0] += 1
    fitting = [e for e in effects if e.type == edit.type]
    right = next((e for e in fitting if edit.old in e.old and edit.new in e.new), fitting[0] if fitting else None)
    extra = [e for e in effects if e is not right]
    if right is None or extra:
        result.misses.append(
            f"{'MISSED' if right is None else 'extra'} {edit.type}: {edit.before} => {edit.after} :: {extra}"
        )
    if right is None:
        return
    value, direction = edit.old in right.old and edit.new in right.new, right.direction == edit.direction
    result.found += 1
    result.values += value
    result.directions += direction
    kinds[1] += 1
    kinds[2] += value
    kinds[3] += direction
    if not value or not direction:
        result.misses.append(f"value {value} direction {direction}: {edit.before} => {edit.after} :: {right}")


def main() -> None:
    """Print the scores of the sample and of the texts named on the command line, of all banks or of those named."""
    here = Path(__file__).resolve().parents[2]
    verbose, banks = "-v" in sys.argv, [name for name in BANKS if name in sys.argv] or list(BANKS)
    texts = [word for word in sys.argv[1:] if word != "-v" and word not in BANKS]
    paths = [here / "corpus" / "aliyun-ecs-terms.txt", *map(Path, texts)]
    print(f"{'text':32}{'bank':8}{'precision':>10}{'recall':>8}{'values':>8}{'direction':>10}")
    for path in paths:
        for name in banks:
            got = score(path, BANKS[name], range(10))
            shares = (got.precision, got.recall, got.values / max(got.found, 1), got.directions / max(got.found, 1))
            print(f"{path.name:32}{name:8}{shares[0]:10.3f}{shares[1]:8.3f}{shares[2]:8.3f}{shares[3]:10.3f}")
            if verbose:
                print(*sorted(set(got.misses)), sep="\n")


if __name__ == "__main__":
    main()
