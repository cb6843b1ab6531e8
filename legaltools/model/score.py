"""How well an analysis agrees with gold."""

from msgspec import Struct


class Score(Struct, frozen=True):
    """Counts of one measure; the ratios are 1.0 where there was nothing to find and nothing was found."""

    measure: str
    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of what is in the gold that was found."""
        return self.right / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0
