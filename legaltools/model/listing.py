"""Findings as a list to read, worded in one language and free of any format."""

from msgspec import Struct

from legaltools.model.finding import Level


class Item(Struct, frozen=True):
    """A card: one sentence, its main finding and the codes of the others.

    ``place`` is the clause as printed, ``where`` its line, ``facts`` are the labelled lines under the quote: what may
    be wrong, on what ground, what to ask for …
    """

    number: int
    level: Level
    level_name: str
    rule: str
    name: str
    place: str
    where: str
    quote: str
    also: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


class Section(Struct, frozen=True):
    """A part of the list under its heading."""

    title: str
    items: tuple[Item, ...]


class Listing(Struct, frozen=True):
    """A review to read: heading, one line of counts, notes that are said once, sections."""

    lang: str
    title: str
    summary: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]


class Paragraph(Struct, frozen=True):
    """A line of running text: how far it is indented, whether it is a heading, how grave what it tells is."""

    text: str
    indent: int = 0
    strong: bool = False
    level: Level | None = None


class Sheet(Struct, frozen=True):
    """Rows under column headings, for machines that read tables."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]
