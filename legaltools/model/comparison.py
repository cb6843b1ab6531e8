"""What changed between two versions: an edit script with meaning."""

from typing import Literal

from msgspec import Struct

ChangeKind = Literal["unchanged", "reworded", "renumbered", "moved", "inserted", "deleted", "split", "merged"]
EffectType = Literal[
    "deadline", "amount", "modality", "party", "exemption", "notice",
    "jurisdiction", "reference", "definition", "scope", "formatting",
]  # fmt: skip
CitationStatus = Literal["same", "renumbered", "changed", "dropped"]
Direction = Literal["worse_for_user", "better_for_user", "neutral", "unclear"]

PART = "\u2029"  # PARAGRAPH SEPARATOR: stands in a redline between the parts of a split, merged or grouped clause


class Segment(Struct, frozen=True, gc=False, array_like=True):
    """A piece of a redline: ``=`` kept, ``-`` deleted, ``+`` inserted; JSON: ``["=", "…"]``."""

    op: Literal["=", "-", "+"]
    text: str


class Piece(Struct, frozen=True):
    """A run of the stream two documents are woven into, with what became of it; a line end is a piece of its own.

    ``from`` and ``to`` are the two places of a move and share its number; ``node`` is the clause's eid (of the new
    document where it is there).
    """

    op: Literal["=", "-", "+", "from", "to"]
    text: str
    move: int = 0
    node: str = ""


class Effect(Struct, frozen=True):
    """What a change means and for whom; ``rule`` names what decided the direction and keys the wording."""

    type: EffectType
    old: str
    new: str
    direction: Direction
    rule: str


class Pair(Struct, frozen=True, gc=False):
    """One cell of the alignment: which old nodes became which new ones.

    ``similarity`` is the likeness of their texts, ``confidence`` how far the pair leads its runner-up (both 0…1).
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: ChangeKind
    also: tuple[ChangeKind, ...] = ()
    similarity: float = 1.0
    confidence: float = 1.0


class Change(Struct, frozen=True, gc=False):
    """A pair that is not unchanged, with its redline and its effects."""

    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    also: tuple[ChangeKind, ...] = ()
    old_label: str = ""
    new_label: str = ""
    redline: tuple[Segment, ...] = ()
    effects: tuple[Effect, ...] = ()
    substantive: bool = True
    similarity: float = 1.0

    @property
    def matters(self) -> bool:
        """Tell whether a reader must know of it: its wording changed in substance, or it means something for a side."""
        return self.substantive or any(effect.direction != "neutral" for effect in self.effects)


class Renumbering(Struct, frozen=True):
    """A run of labels that moved together, with the change that caused it (eid, ``""`` if none is clear).

    ``gone`` is the label of the old clause whose removal caused it, ``under`` the eid of the clause they are in.
    """

    old_first: str
    old_last: str
    new_first: str
    new_last: str
    count: int
    cause: str = ""
    gone: str = ""
    under: str = ""


class Drift(Struct, frozen=True):
    """A reference whose digits stayed although its target moved on: ``meant`` and ``now_points_to`` are new eids."""

    eid: str
    start: int
    end: int
    text: str
    meant: str
    now_points_to: str
    status: Literal["drifted", "updated"] = "drifted"


class Citation(Struct, frozen=True):
    """A statute's article as a document cites it (``old``) and what a new version of the statute calls it (``new``)."""

    eid: str
    start: int
    end: int
    text: str
    old: str
    new: str
    status: CitationStatus


class Comparison(Struct, frozen=True):
    """The comparison of two documents."""

    alignment: tuple[Pair, ...]
    changes: tuple[Change, ...] = ()
    renumberings: tuple[Renumbering, ...] = ()
    reference_drift: tuple[Drift, ...] = ()
    reference_updates: tuple[Drift, ...] = ()
    effects: tuple[Effect, ...] = ()
    citations: tuple[Citation, ...] = ()


class Redline(Struct, frozen=True):
    """The new document with every change tracked: a title, the stream, comments and headings by the clause's eid."""

    title: str
    pieces: tuple[Piece, ...]
    notes: dict[str, tuple[str, ...]] = {}
    headings: frozenset[str] = frozenset()
    author: str = "legaltools"
    date: str = "2000-01-01T00:00:00Z"
