"""Edits of known meaning, for the benchmark of effects: a sentence before and after, its class, values and direction.

They stand in ``edits/*.tsv``, one a line; ``{P}`` is the provider's name in the text, ``{U}`` the user's. What each
bank was measured at before anybody learnt from it is told in ``docs/analysis/real-diffs.md``. Of ``held`` every other
edit was learnt from first (``LEARNT``), the rest (``UNSEEN``) later.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

WORSE, BETTER, UNCLEAR, NEUTRAL = "worse_for_user", "better_for_user", "unclear", "neutral"
TURNED = {WORSE: BETTER, BETTER: WORSE, UNCLEAR: UNCLEAR, NEUTRAL: NEUTRAL}
EDITS = Path(__file__).parent / "edits"


@dataclass(frozen=True)
class Edit:
    """One change: class, sentence before and after, direction, what the old and the new value must contain."""

    type: str
    before: str
    after: str
    direction: str
    old: str = ""
    new: str = ""

    def turned(self) -> "Edit":
        """Return the same change made backwards."""
        return Edit(self.type, self.after, self.before, TURNED[self.direction], self.new, self.old)

    def named(self, provider: str, user: str) -> "Edit":
        """Return the edit in the words of a text."""

        def put(text: str) -> str:
            return text.replace("{P}", provider).replace("{U}", user)

        return Edit(self.type, put(self.before), put(self.after), self.direction, put(self.old), put(self.new))


def bank(name: str) -> tuple[Edit, ...]:
    """Return the edits of a file."""
    with (EDITS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(Edit(*row) for row in list(csv.reader(lines, "excel-tab", quoting=csv.QUOTE_NONE))[1:])


HELD = bank("held")
BANKS = {
    "BANK": bank("bank"),
    "KEPT": bank("kept"),
    "FRESH": bank("fresh"),
    "LEARNT": HELD[0::2],
    "UNSEEN": HELD[1::2],
    "BLIND": bank("blind"),
    "DRAFTED": bank("drafted"),
    "VARIED": bank("varied"),
    "RARE": bank("rare"),
    "LOCAL": bank("local"),
}
