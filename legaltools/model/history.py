"""A text through its versions: what each version changed, and each clause's life."""

from typing import Literal

from msgspec import Struct

EventKind = Literal["born", "reworded", "renumbered", "moved", "split", "merged", "reverted", "gone"]


class Revision(Struct, frozen=True):
    """One version as it was kept: a name (file or commit), an ISO date (``""`` if unknown), its bytes."""

    name: str
    date: str
    file: str
    data: bytes


class Version(Struct, frozen=True):
    """One version with what it changed against the one before.

    ``technical`` marks a version in which no clause's wording changed: a re-scrape, a new layout.
    """

    number: int
    name: str
    date: str
    sha256: str
    clauses: int
    counts: dict[str, int]
    substantive: int
    directions: dict[str, int]
    technical: bool = False


class Event(Struct, frozen=True):
    """What happened to a clause in a version: ``version`` counts from 1, texts are without labels."""

    version: int
    kind: EventKind
    eid: str
    label: str
    text: str
    back_to: int = 0


class Life(Struct, frozen=True):
    """One clause through renumbering and moves; ``id`` stays, ``parents`` are the lives it was split from.

    ``last`` is the version of the last change of its wording, ``changes`` how often that changed, ``eid`` and
    ``label`` how it is called in the newest version it stands in.
    """

    id: str
    first: int
    last: int
    changes: int
    eid: str
    label: str
    text: str
    events: tuple[Event, ...]
    parents: tuple[str, ...] = ()
    gone: int = 0


class History(Struct, frozen=True):
    """All versions, oldest first, and all lives: those of the newest version in its order, then those gone."""

    name: str
    versions: tuple[Version, ...]
    lives: tuple[Life, ...]

    def life(self, eid: str) -> Life | None:
        """Return the life of a clause by its id, or its eid or label in the newest version (punctuation aside)."""
        wanted = eid.strip().strip(".\u3001\uff0e")
        standing = [life for life in self.lives if not life.gone]
        return next((x for x in self.lives if x.id == eid), None) or next(
            (x for x in standing if x.eid == eid or x.label.strip(".\u3001\uff0e") == wanted), None
        )
