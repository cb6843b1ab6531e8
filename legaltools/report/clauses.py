"""The text for reading: every clause cut into pieces that are shown alike (highlight, link, defined term, emphasis)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from legaltools.model.document import Document, Node
from legaltools.model.report import Band, Clause, Definition, Issue, Piece
from legaltools.report.subject import Subject

SHOWN_STRONG = ("bold", "underline", "highlight")
ROWS = 10  # rows of the risk map a text fills if its chapters had no borders
Layer = tuple[str, int]  # what lies on the characters: its kind and its number there


def build(subject: Subject, issues: Sequence[Issue]) -> tuple[Clause, ...]:
    """Return every node with its pieces, in reading order."""
    document = subject.document
    by_eid: dict[str, list[int]] = defaultdict(list)
    for issue in issues:
        by_eid[issue.place.eid].append(issue.number)
    pieces = _pieces(subject, issues)
    blocks = document.source.blocks
    anchors = {issue.number: issue for issue in issues}
    return tuple(
        Clause(
            eid=node.eid,
            kind=node.kind,
            label=node.label,
            title=subject.title(node),
            parent=node.parent or "",
            depth=node.depth,
            line=node.line,
            size=node.end - node.start,
            pieces=tuple(pieces.get(node.eid, ())),
            level=anchors[numbers[0]].level if (numbers := by_eid.get(node.eid, [])) else "",
            issues=tuple(numbers),
            cell=blocks[node.line - 1].cell if node.line <= len(blocks) else None,
            heading=node.heading is not None and len(node.heading) >= len(subject.own(node).strip()),
        )
        for node in document.nodes
    )


def definitions(subject: Subject) -> tuple[Definition, ...]:
    """Return the defined terms; a piece's ``term`` counts in this list."""
    text = subject.document.text
    return tuple(
        Definition(t.term, " ".join(t.definition.of(text).split()), subject.place(t.eid), len(t.uses))
        for t in subject.annotations.terms
    )


def _layers(subject: Subject, issues: Sequence[Issue]) -> Iterator[tuple[int, int, Layer]]:
    """Give every stretch of the text something lies on."""
    for issue in issues:
        yield issue.start, issue.end, ("issue", issue.number)
        for spot in issue.spots:
            yield spot.start, spot.end, ("spot", issue.number)
    for index, reference in enumerate(subject.annotations.references):
        if reference.targets:
            yield reference.start, reference.end, ("reference", index)
    shown: set[int] = set()  # a term defined again and again is the same word each time: the first definition shows
    for index, term in enumerate(subject.annotations.terms):
        yield term.start, term.end, ("defines", index)
        for use in term.uses:
            if use.start not in shown:
                shown.add(use.start)
                yield use.start, use.end, ("term", index)
    for block in subject.document.source.blocks:
        for mark in block.marks:
            if mark.kind == "markup" or mark.kind in SHOWN_STRONG:
                yield mark.start, mark.end, ("markup" if mark.kind == "markup" else "strong", 0)


def _pieces(subject: Subject, issues: Sequence[Issue]) -> dict[str, list[Piece]]:
    """Sweep over the text once: at every border layers begin or end, between two borders is a piece."""
    begin: dict[int, list[Layer]] = defaultdict(list)
    finish: dict[int, list[Layer]] = defaultdict(list)
    for start, end, layer in _layers(subject, issues):
        if start < end:
            begin[start].append(layer)
            finish[end].append(layer)
    by_number = {issue.number: issue for issue in issues}
    active: dict[Layer, int] = defaultdict(int)
    pieces: dict[str, list[Piece]] = defaultdict(list)
    opened: set[int] = set()
    for node, start, end in _stretches(subject.document, {*begin, *finish}):
        for layer in finish.get(start, ()):
            active[layer] -= 1
            if not active[layer]:
                del active[layer]
        for layer in begin.get(start, ()):
            active[layer] += 1
        if node is not None and ("markup", 0) not in active:
            text, label = subject.document.text[start:end], start < node.text_start
            pieces[node.eid].append(_piece(subject, text, label, active, by_number, opened))
    return pieces


def _stretches(document: Document, borders: set[int]) -> Iterator[tuple[Node | None, int, int]]:
    """Cut the text at all borders and at every node's text; say which node each stretch belongs to."""
    owner: dict[int, Node | None] = {}
    for node in document.nodes:
        if node.start < node.end:
            owner[node.start] = node
            owner.setdefault(node.end, None)
            if node.start < node.text_start < node.end:
                owner[node.text_start] = node
    cuts = sorted(borders | owner.keys())
    current: Node | None = None
    for start, end in pairwise(cuts):
        current = owner.get(start, current)
        yield current, start, end


def _piece(
    subject: Subject,
    text: str,
    label: bool,
    active: Iterable[Layer],
    by_number: dict[int, Issue],
    opened: set[int],
) -> Piece:
    numbers, spots, target, term, defines, strong = [], [], "", -1, False, False
    for kind, index in active:
        if kind == "issue":
            numbers.append(index)
        elif kind == "spot":
            spots.append(index)
        elif kind == "reference":
            target = subject.annotations.references[index].targets[0]
        elif kind == "strong":
            strong = True
        elif kind == "defines" or term < 0:
            term, defines = index, kind == "defines"
    numbers.sort()
    spots = sorted(set(spots).difference(numbers))
    first = by_number[min(numbers or spots)] if numbers or spots else None
    opens = tuple(number for number in numbers if number not in opened)
    opened.update(opens)
    return Piece(
        text=text,
        issues=tuple(numbers),
        spots=tuple(spots),
        opens=opens,
        level=first.level if first else "",
        family=first.family if first else "",
        target=target,
        term=term,
        defines=defines,
        strong=strong,
        label=label,
    )


def bands(subject: Subject, clauses: Sequence[Clause]) -> tuple[Band, ...]:
    """Return the risk map: a row a chapter (short chapters share one, long ones run on), a box a clause."""
    capacity = max(400, sum(c.size for c in clauses) // ROWS)
    rows: list[list[Clause]] = []
    filled = 0
    for clause in clauses:
        opens = not clause.parent and filled > capacity // 3
        if not rows or opens or filled + clause.size > capacity:
            rows.append([])
            filled = 0
        rows[-1].append(clause)
        filled += clause.size
    widest = max((sum(c.size for c in row) for row in rows), default=1) or 1
    return tuple(_band(subject, row, 1000 / widest) for row in rows)


def _band(subject: Subject, row: list[Clause], scale: float) -> Band:
    boxes, x = [], 0.0
    for clause in row:
        width = clause.size * scale
        boxes.append((round(x, 2), round(max(1.0, width - 1), 2), clause.eid, clause.level, clause.title))
        x += width
    chapter = next((c for c in row if not c.parent and c.kind != "text"), None)
    name = chapter.title if chapter else f"\u21b3 {subject.place(row[0].eid).label}"
    return Band(name, (chapter or row[0]).eid, tuple(boxes))
