"""A proposal to repair the numbering: which labels to change, which references follow them, and the patch.

In: a :class:`~legaltools.model.document.Document`. Out: :class:`Proposal`. Nothing is applied.
"""

import re
from functools import cache

from msgspec import Struct

from legaltools.lexicon import table
from legaltools.model.document import Document
from legaltools.structure.diagnose import NUMBERING, lists, number_above
from legaltools.structure.label import relabel
from legaltools.structure.row import Row
from legaltools.structure.scheme import Label, expand

CONTEXT = 3


@cache
def _reference() -> "re.Pattern[str]":
    return re.compile(expand(table("numbering")["inline"]["reference"]))


class Relabel(Struct, frozen=True):
    """One label to print anew."""

    eid: str
    line: int
    old: str
    new: str


class Rewritten(Struct, frozen=True):
    """One reference that follows its target's new label."""

    line: int
    start: int
    end: int
    old: str
    new: str
    target: str


class Proposal(Struct, frozen=True):
    """``patch`` is a unified diff of the lines of the text as read."""

    labels: tuple[Relabel, ...]
    references: tuple[Rewritten, ...]
    patch: str


def propose(document: Document, rows: list[Row]) -> Proposal:
    """Return the repair of every list that has a numbering fault, and of what counts on from it."""
    faulty = {d.eid for d in document.diagnostics if d.code in NUMBERING}
    renewed: dict[int, tuple[int, ...]] = {}
    for members in lists(rows):
        repair = any(document.nodes[row.index].eid in faulty for row in members)
        for position, row in enumerate(members, 1):
            label = row.label
            if label is None or (len(label.numbers) > 1 and label.scheme.number != "decimal"):
                continue
            last = position if repair else label.numbers[-1]
            renewed[row.index] = (*label.numbers[:-1], last)
    _prefixes(rows, renewed)
    labels, edits = [], []
    targets: dict[str, tuple[str, str]] = {}
    for i, row in enumerate(rows):
        if i in renewed and row.label is not None and renewed[i] != row.label.numbers:
            node = document.nodes[i]
            new = relabel(row.label, row.printed, renewed[i])
            if new != row.printed:
                labels.append(Relabel(node.eid, row.line, row.printed, new))
                edits.append((_at(document.text, row), row.printed, new))
                targets[_name(row.label, row.printed)] = (_name(row.label, new), node.eid)
    references = _references(document, rows, targets)
    edits += [(r.start, r.old, r.new) for r in references]
    return Proposal(tuple(labels), references, _patch(document, sorted(edits)))


def _prefixes(rows: list[Row], renewed: dict[int, tuple[int, ...]]) -> None:
    """Let decimal labels take the number of the clause above them, new or old."""
    for i, row in enumerate(rows):
        label = row.label
        if i not in renewed or label is None or label.scheme.number != "decimal":
            continue
        above = number_above(rows, row)
        at = row.parent
        while at >= 0 and above and (rows[at].label is None or rows[at].label.numbers != above):  # type: ignore[union-attr]
            at = rows[at].parent
        if above and len(above) == len(label.numbers) - 1:
            renewed[i] = (*renewed.get(at, above), renewed[i][-1])


def _at(text: str, row: Row) -> int:
    """Return where the label's characters begin (marks of Markdown may stand before them)."""
    at = text.find(row.printed[:1], row.start, row.text_start + 1)
    return at if at >= 0 else row.start


def _name(label: Label, printed: str) -> str:
    """Return a label as references write it."""
    return (
        printed.strip().rstrip(".\uff0e\u3001\uff1a:")
        if label.scheme.number == "decimal"
        else printed.rstrip("\u3001\uff1a: ")
    )


def _references(document: Document, rows: list[Row], targets: dict[str, tuple[str, str]]) -> tuple[Rewritten, ...]:
    """Return the references to labels that change, where only one clause carries the old label."""
    if not targets:
        return ()
    counts: dict[str, int] = {}
    for row in rows:
        if row.label is not None:
            name = _name(row.label, row.printed)
            counts[name] = counts.get(name, 0) + 1
    labels = {_at(document.text, row) for row in rows if row.label is not None}
    found = []
    for match in _reference().finditer(document.text):
        if match[0] in targets and counts.get(match[0]) == 1 and match.start() not in labels:
            new, eid = targets[match[0]]
            line = document.line_of(match.start())
            found.append(Rewritten(line, match.start(), match.end(), match[0], new, eid))
    return tuple(found)


def _patch(document: Document, edits: list[tuple[int, str, str]]) -> str:
    """Return the edits as a unified diff; every line keeps its number."""
    if not edits:
        return ""
    lines = document.text.split("\n")
    changed: dict[int, str] = {}
    for start, old, new in reversed(edits):
        number = document.line_of(start) - 1
        column = start - document.line_starts[number]
        line = changed.get(number, lines[number])
        if line.startswith(old, column):
            changed[number] = line[:column] + new + line[column + len(old) :]
    name = document.source.name
    out = [f"--- {name}", f"+++ {name}"]
    numbers = sorted(changed)
    while numbers:
        hunk = [numbers.pop(0)]
        while numbers and numbers[0] - hunk[-1] <= 2 * CONTEXT:
            hunk.append(numbers.pop(0))
        first, last = max(0, hunk[0] - CONTEXT), min(len(lines), hunk[-1] + CONTEXT + 1)
        out.append(f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@")
        for i in range(first, last):
            out += [f"-{lines[i]}", f"+{changed[i]}"] if i in changed else [f" {lines[i]}"]
    return "\n".join(out) + "\n"
