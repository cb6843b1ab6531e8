"""Two providers' terms topic by topic, worded in one language; offsets index the text of each side as read."""

from typing import Literal

from msgspec import Struct

Side = Literal["left", "right"]
Verdict = Literal["left", "right", "same", "open", "none"]
Ground = Literal["number", "only", "missing", "kinds", "same", "open", "none"]


class Said(Struct, frozen=True):
    """A sentence on a topic; ``rules`` are the review rules that found it, none if its words did."""

    eid: str
    label: str
    start: int
    end: int
    text: str
    rules: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Figure(Struct, frozen=True):
    """A time limit or an amount on a topic as written.

    ``measure`` names what it can be compared with (``days``, ``percent``, ``amount CNY``), ``size`` is how much of it;
    ``short`` is how it is shown, ``differs`` tells that the other text does not have it.
    """

    eid: str
    text: str
    short: str
    start: int
    end: int
    measure: str
    size: float
    differs: bool = True


class Position(Struct, frozen=True):
    """What one text says on a topic; ``lacks`` are the rules that miss a clause in it."""

    said: tuple[Said, ...] = ()
    figures: tuple[Figure, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """The review rules that speak."""
        return frozenset(rule for said in self.said for rule in said.rules)


class Topic(Struct, frozen=True):
    """One topic on both sides; ``stricter`` is the text that is less favourable to the user, ``ground`` the rule that
    decides it and ``reason`` that rule in words; ``open`` leaves it to a lawyer."""

    key: str
    name: str
    left: Position
    right: Position
    stricter: Verdict
    ground: Ground
    reason: str


class Providers(Struct, frozen=True):
    """All topics; ``names`` is what the two texts are called, ``tally`` how often each verdict was given, in words."""

    lang: str
    title: str
    names: tuple[str, str]
    files: tuple[str, str]
    summary: str
    topics: tuple[Topic, ...]
    words: dict[str, str]
