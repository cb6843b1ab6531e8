"""The deadline register: what each time limit of a document comes to once the events are known."""

from typing import Literal

from msgspec import Struct

DueStatus = Literal["computed", "needs_event", "open", "blank", "recurring", "refused"]


class DueReading(Struct, frozen=True):
    """One way to read a limit: ``day`` (ISO 8601) at ``clock``, the day before rest days moved it, how it was counted.

    ``code`` names the reading, ``favoured`` marks the one 民法典 art. 498 prefers where two are open.
    """

    code: str
    name: str
    day: str
    clock: str
    nominal: str
    steps: tuple[str, ...] = ()
    favoured: bool = False


class Due(Struct, frozen=True):
    """A row of the register; ``decide`` says what only a person can decide, ``""`` if nothing is left."""

    deadline: str
    eid: str
    label: str
    line: int
    text: str
    anchor: str
    bearer: str
    status: DueStatus
    event: str = ""
    moment: str = ""
    readings: tuple[DueReading, ...] = ()
    decide: str = ""


class Register(Struct, frozen=True):
    """The rows in reading order, the events nothing asked for, the words a table needs."""

    name: str
    rows: tuple[Due, ...]
    unused: tuple[str, ...] = ()
    words: dict[str, str] = {}
    lang: str = "zh"
