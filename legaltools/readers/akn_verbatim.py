"""Akoma Ntoso that this tool wrote: the characters as they stand, marks from inline elements, blocks from the head."""

from collections.abc import Mapping
from typing import Any, cast, get_args
from urllib.parse import unquote

from legaltools.model.source import Block, BlockKind, Cell, Mark, MarkKind
from legaltools.readers.akn_lines import AKN, walk

OURS = "{urn:legaltools:akn}"
MARKS: dict[str, MarkKind] = {"b": "bold", "i": "italic", "u": "underline", "ins": "inserted", "del": "deleted",
                              "a": "link"}  # fmt: skip
DIGITS = 9  # a number is not longer


def told(root: Any) -> Any | None:
    """Return the element that tells how the text was read, ``None`` in a file that is not ours."""
    return root.find(f"{AKN}doc/{AKN}meta/{AKN}proprietary/{OURS}source")


def page(root: Any, source: Any) -> tuple[str, tuple[Block, ...]]:
    """Return the text and its blocks, none if there were none."""
    pieces: list[str] = []
    marks: list[Mark] = []
    begun: list[int] = []
    at = 0
    for event, element, text in walk(root):
        if event == "start":
            begun.append(at)
        elif event == "end" and (start := begun.pop()) < at and (kind := _kind(element)):
            marks.append(Mark(start, at, kind, element.get(f"{OURS}value") or element.get("href") or ""))
        pieces.append(text)
        at += len(text)
    whole = "".join(pieces)
    lines = source.find(f"{OURS}lines")
    if lines is None:
        return whole, ()
    return whole, _blocks(whole, _joined(marks), {line.get("n"): line.attrib for line in lines})


def _kind(element: Any) -> MarkKind | None:
    """Return what an inline element shows."""
    name = element.tag.removeprefix(AKN)
    if name == "span" and element.get("class") in get_args(MarkKind):
        return cast(MarkKind, element.get("class"))
    return MARKS.get(name)


def _joined(marks: list[Mark]) -> list[Mark]:
    """Return the marks in order, those that were cut joined again."""
    last: dict[tuple[str, str], int] = {}
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        index = last.get((mark.kind, mark.value), -1)
        if index >= 0 and joined[index].end == mark.start:
            joined[index] = Mark(joined[index].start, mark.end, mark.kind, mark.value)
        else:
            last[mark.kind, mark.value] = len(joined)
            joined.append(mark)
    return joined


def _blocks(text: str, marks: list[Mark], told: Mapping[str, Mapping[str, str]]) -> tuple[Block, ...]:
    """Return a block for every line."""
    found, at, first = [], 0, 0
    for number, line in enumerate(text.split("\n"), 1):
        end, after = at + len(line), first
        while after < len(marks) and marks[after].start <= end:
            after += 1
        found.append(_block(at, end, tuple(marks[first:after]), told.get(str(number), {})))
        at, first = end + 1, after
    return tuple(found)


def _block(start: int, end: int, marks: tuple[Mark, ...], told: Mapping[str, str]) -> Block:
    """Return the block of a line; what the file says wrongly is as if it said nothing."""
    number = {key: int(value) for key, value in told.items() if value.isdecimal() and len(value) <= DIGITS}
    cell = [int(n) for n in told.get("cell", "").split() if n.isdecimal() and len(n) <= DIGITS]
    kind = told.get("kind")
    return Block(
        start,
        end,
        cast(BlockKind, kind) if kind in get_args(BlockKind) else "paragraph",
        number.get("level", 0),
        number.get("indent", 0),
        min(end, start + number["label"]) if "label" in number else None,
        marks,
        Cell(*cell) if len(cell) == 3 else None,
        number.get("page"),
        number.get("origin"),
        told.get("continues") == "true",
        tuple(map(unquote, told.get("anchors", "").split())),
    )
