"""Who is mentioned where: the parties' mentions, ordered, and the questions asked of them.

In: the parties. Out: :class:`Bearer` values.
"""

from bisect import bisect_left

from msgspec import Struct

from legaltools.extract.norms.wording import OF
from legaltools.lexicon import table
from legaltools.model.annotation import Confidence, Party, Role

_SUBJECT = table("subjects")["subject"]
_SIDES = frozenset(table("parties")["sides"]["neutral"])
_THIRD: str = table("parties")["sides"]["neutral"][2]


MOST = 2  # users a contract may have


class Bearer(Struct, frozen=True, gc=False):
    """A person and how it was found; ``source`` is the eid that gave it, if it was inherited."""

    name: str
    role: Role
    confidence: Confidence = "high"
    source: str | None = None


NOBODY = Bearer("", "other", "low")  # the sentence speaks of a thing


class People:
    """The mentions of a text as ``rows`` of (start, end, person), and the persons by role."""

    def __init__(self, text: str, parties: tuple[Party, ...]) -> None:
        self.text = text
        self.rows = sorted([(m.start, m.end, i) for i, p in enumerate(parties) for m in p.mentions])
        self.starts = [row[0] for row in self.rows]
        self.persons = [Bearer(p.name, p.role) for p in parties]
        self.provider = self._main("provider", parties)
        self.user = self._main("user", parties)
        mutual = (b for b in self.persons if b.role == "mutual")
        self.opposite = {"provider": self.user, "user": self.provider}
        self.both = next(mutual, Bearer(_SUBJECT["both"], "mutual"))
        self.several = sum(p.role == "user" for p in parties) > MOST  # a statute speaks to nobody
        self.third = any(_THIRD in p.names for p in parties)
        self.sides = any(name in _SIDES for p in parties for name in p.names)

    def _main(self, role: Role, parties: tuple[Party, ...]) -> Bearer | None:
        """Return the party of a role that the text speaks of most, the first of equals."""
        counts = [len(p.mentions) if p.role == role else 0 for p in parties]
        return self.persons[counts.index(max(counts))] if any(counts) else None

    def of(self, index: int) -> Bearer:
        """Return the person of a row."""
        return self.persons[self.rows[index][2]]

    def within(self, start: int, at: int) -> tuple[int, int]:
        """Return the range of rows that begin in ``[start, at)``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, at)

    def at(self, offset: int, gap: int) -> Bearer | None:
        """Return the person mentioned at ``offset`` or at most ``gap`` characters after."""
        index = bisect_left(self.starts, offset)
        if index < len(self.rows) and self.rows[index][0] <= offset + gap:
            return self.of(index)
        return None

    def ends(self, offset: int) -> int:
        """Return where the mention at ``offset`` ends."""
        return self.rows[bisect_left(self.starts, offset)][1]

    def covered(self, offset: int) -> int:
        """Return where a mention that began before ``offset`` and goes on past it ends, else ``offset``."""
        index = bisect_left(self.starts, offset) - 1
        return max(offset, self.rows[index][1]) if index >= 0 else offset

    def possessive(self, offset: int) -> bool:
        """Tell whether the mention at ``offset`` only owns something ("同意您的要求")."""
        index = bisect_left(self.starts, offset)
        return index < len(self.rows) and self.text[self.rows[index][1] : self.rows[index][1] + 1] in OF

    def first(self, start: int, at: int) -> Bearer | None:
        """Return the first person mentioned in ``[start, at)``."""
        index = bisect_left(self.starts, start)
        return self.of(index) if index < len(self.rows) and self.rows[index][1] <= at else None

    def near(self, start: int, at: int) -> Bearer | None:
        """Return the last person mentioned in ``[start, at)``."""
        index = bisect_left(self.starts, at) - 1
        return self.of(index) if index >= 0 and self.rows[index][0] >= start else None

    def mentions(self, role: Role, start: int, at: int) -> bool:
        """Tell whether a person of ``role`` is mentioned in ``[start, at)``."""
        low, high = self.within(start, at)
        return any(self.persons[row[2]].role == role for row in self.rows[low:high])

    def right_before(self, start: int, at: int) -> Bearer | None:
        """Return the person right before ``at`` ("与甲方无关")."""
        index = bisect_left(self.starts, at) - 1
        if index < 0 or self.rows[index][0] < start or not at - 2 <= self.rows[index][1] <= at:
            return None
        return self.of(index)

    def other(self, bearer: Bearer, start: int, end: int) -> str:
        """Return the first other contracting party named in an action, else the opposite of the bearer."""
        low, high = self.within(start, end)
        for _, _, index in self.rows[low : min(high, low + 6)]:
            person = self.persons[index]
            if person.name != bearer.name and person.role in self.opposite:
                return person.name
        opposite = self.opposite.get(bearer.role)
        return opposite.name if opposite else ""
