"""Tracked changes in the new file itself: two Word files and their woven bodies in, the new file revised out.

Everything of the new file stays as it is, byte for byte, but the paragraphs that changed and the comments. How the
rules of a valid redline (ECMA-376 17.13.5) are kept is in ``docs/analysis/tracked-changes.md``.
"""

from typing import Any

from msgspec import Struct

from legaltools.model.body import Package, Words, Woven, WovenTable
from legaltools.writers.ooxml import packed
from legaltools.writers.revised.body import Body
from legaltools.writers.revised.emit import Emitter, Told
from legaltools.writers.revised.names import serial
from legaltools.writers.revised.notes import Notes
from legaltools.writers.revised.properties import Translator
from legaltools.writers.revised.tracker import Tracker

__all__ = ["Body", "Input", "revisable", "write"]

DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STRICT = b"http://purl.oclc.org/ooxml/"


class Input(Struct, frozen=True):
    """Two files under way (the writer takes them over), what became of them, and the comments by the clause's eid."""

    old: Body
    new: Body
    woven: Woven
    notes: dict[str, tuple[str, ...]]
    author: str
    date: str


def revisable(package: Package) -> bool:
    """Tell whether a file can be revised: a document (no template, no macros) in the common form of the format."""
    types = package.members.get("[Content_Types].xml", b"")
    return DOCUMENT in types and STRICT not in package.members[package.main]


def write(value: Input) -> bytes:
    """Return the new file with every change tracked."""
    new, old = value.new, value.old
    translator = Translator(old, new, sorted(set(_kept(value.woven.items))))
    notes = Notes(new.package, value.author, value.date)
    tracker = Tracker(old, new, translator, value.woven.labels, value.author, value.date)
    emitter = Emitter(new, tracker, notes, _told(value))
    emitter.container(new.element, value.woven.items)
    emitter.rest(value.notes[eid] for eid in value.notes if eid not in value.woven.spots)
    members = {**new.package.members, new.package.main: serial(new.root), **notes.parts()}
    return packed(members)


def _kept(items: Any) -> Any:
    """Yield the paragraphs of both sides that share characters."""
    for item in items:
        if isinstance(item, Words) and item.op == "=":
            yield item.old, item.new
        elif isinstance(item, WovenTable):
            for row in item.rows:
                for cell in row.cells:
                    yield from _kept(cell)


def _told(value: Input) -> Told:
    told: Told = {}
    for eid, lines in value.notes.items():
        if eid in value.woven.spots:
            spot = value.woven.spots[eid]
            told.setdefault((spot.gone, spot.paragraph), []).append((spot, lines))
    return told
