"""What a report on two versions says, worded in one language and free of any format."""

from msgspec import Struct

from legaltools.model.comparison import ChangeKind, Direction, EffectType, Segment
from legaltools.model.report import Count, Fact


class Meaning(Struct, frozen=True):
    """What one change means, in words; ``type`` and ``direction`` are for filters."""

    type: EffectType
    type_name: str
    direction: Direction
    direction_name: str
    text: str


class Line(Struct, frozen=True):
    """One cell of the alignment as a row to read.

    ``number`` counts the changes from 1 (0: nothing changed). ``old_label`` and ``new_label`` are as printed, the texts
    without them; ``noise`` marks a change of marks and white space only, ``depth`` how deep the clause lies,
    ``part`` a further clause of a chapter or list that came or went as a whole (its number is that of the first),
    ``place`` where its first old clause stands in the old text (-1: it has none).
    """

    number: int
    kind: ChangeKind
    kinds: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    old_label: str
    new_label: str
    segments: tuple[Segment, ...]
    meanings: tuple[Meaning, ...] = ()
    substantive: bool = False
    noise: bool = False
    depth: int = 0
    sure: float = 1.0
    part: bool = False
    place: int = -1

    @property
    def matters(self) -> bool:
        """Tell whether a reader must know of it."""
        return self.substantive or self.direction != "neutral"

    @property
    def direction(self) -> Direction:
        """The worst direction of its meanings, ``neutral`` if it has none."""
        found = {meaning.direction for meaning in self.meanings}
        order: tuple[Direction, ...] = ("worse_for_user", "unclear", "better_for_user", "neutral")
        return next((direction for direction in order if direction in found), "neutral")


class Versions(Struct, frozen=True):
    """A report on two versions: facts of both, counts, the most important lines, all rows in the new order.

    ``renumbered`` says which labels shifted and why, ``drifted`` which references were left behind, ``notes`` what is
    odd about the dates, ``cited`` which citations of a statute are behind it; ``words`` are the headings and
    names a writer needs.
    """

    lang: str
    title: str
    verdict: str
    facts: tuple[tuple[Fact, ...], tuple[Fact, ...]]
    kinds: tuple[Count, ...]
    directions: tuple[Count, ...]
    lines: tuple[Line, ...]
    renumbered: tuple[str, ...]
    drifted: tuple[str, ...]
    notes: tuple[str, ...]
    words: dict[str, str]
    cited: tuple[str, ...] = ()

    @property
    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is told beside the changes: heading and lines of each list that has any."""
        lists = {"renumbered": self.renumbered, "drifted": self.drifted, "cited": self.cited, "notes": self.notes}
        return tuple((self.words[name], texts) for name, texts in lists.items() if texts)


class Point(Struct, frozen=True):
    """One change in a memo: what was done and what it means."""

    number: int
    text: str
    meanings: tuple[str, ...]


class Memo(Struct, frozen=True):
    """A memo on a new version; ``sections`` are further lists with their headings."""

    heading: str
    title: str
    verdict: str
    points: tuple[Point, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    disclaimer: str
