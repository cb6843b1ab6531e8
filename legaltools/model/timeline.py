"""A history as a page and as a feed, worded in one language."""

from msgspec import Struct

from legaltools.model.report import Table


class Bar(Struct, frozen=True):
    """One version on the timeline; ``height`` in CSS pixels."""

    number: int
    title: str
    height: int
    technical: bool
    worse: bool


class Entry(Struct, frozen=True):
    """One version in a feed."""

    number: int
    name: str
    date: str
    sha256: str
    title: str


class Chronicle(Struct, frozen=True):
    """Everything a page and a feed say of a history."""

    lang: str
    title: str
    feed: str
    bars: tuple[Bar, ...]
    entries: tuple[Entry, ...]
    tables: tuple[Table, ...]
    words: dict[str, str]
