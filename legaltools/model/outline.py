"""The clause tree to read, worded in one language and free of any format."""

from msgspec import Struct


class Step(Struct, frozen=True):
    """A node: how deep it stands, what it is (``""``: a clause), its printed label, how its own text begins."""

    depth: int
    kind: str
    label: str
    text: str


class Fault(Struct, frozen=True):
    """A fault of the numbering or the file: code, place, what is wrong, what to write instead (``""``: unknown)."""

    code: str
    where: str
    message: str
    suggestion: str


class Outline(Struct, frozen=True):
    """The tree in reading order, then its faults under ``title``."""

    steps: tuple[Step, ...]
    title: str
    faults: tuple[Fault, ...]
