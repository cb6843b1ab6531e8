"""The text for reading: every clause cut into pieces that are shown alike (highlight, link, defined term, emphasis)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from legaltools.model.document import Document, Node
from legaltools.model.report import Band, Clause, Definition, Issue, Piece
from legaltools.report.subject import Subject

SHOWN_STRONG = ("bold", "underline", "highlight")
ROWS = 10  # rows of the risk map a text fills if its chapters had no borders
Layer = tuple[str, int]  # what lies on the characters: its kind and its number there
MARKUP, STRONG = ("markup", 0), ("strong", 0)


def build(subject: Subject, issues: Sequence[Issue], targets: Sequence[str]) -> tuple[Clause, ...]:
    """Return every node with its pieces, in reading order; ``targets`` is where each reference leads."""
    document = subject.document
    by_eid: dict[str, list[int]] = defaultdict(list)
    for issue in issues:
        by_eid[issue.place.eid].append(issue.number)
    pieces = _Cutter(subject, issues, targets).pieces()
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
    return tuple(
        Definition(t.term, subject.definition(t), subject.place(t.eid), len(t.uses)) for t in subject.annotations.terms
    )


class _Cutter:
    """Cuts the text into pieces in one sweep: at every border layers begin or end, between two borders is a piece."""

    def __init__(self, subject: Subject, issues: Sequence[Issue], targets: Sequence[str]) -> None:
        self._subject, self._targets = subject, targets
        self._issues = {issue.number: issue for issue in issues}
        self._active: dict[Layer, int] = defaultdict(int)
        self._opened: set[int] = set()

    def pieces(self) -> dict[str, list[Piece]]:
        """Return the pieces of every node by its eid."""
        begin: dict[int, list[Layer]] = defaultdict(list)
        finish: dict[int, list[Layer]] = defaultdict(list)
        for start, end, layer in self._layers():
            if start < end:
                begin[start].append(layer)
                finish[end].append(layer)
        document, active = self._subject.document, self._active
        pieces: dict[str, list[Piece]] = defaultdict(list)
        for node, start, end in _stretches(document, {*begin, *finish}):
            for layer in finish.get(start, ()):
                active[layer] -= 1
                if not active[layer]:
                    del active[layer]
            for layer in begin.get(start, ()):
                active[layer] += 1
            if node is not None and MARKUP not in active:
                pieces[node.eid].append(self._piece(document.text[start:end], start < node.text_start))
        return pieces

    def _layers(self) -> Iterator[tuple[int, int, Layer]]:
        """Give every stretch of the text something lies on."""
        for issue in self._issues.values():
            yield issue.start, issue.end, ("issue", issue.number)
            for spot in issue.spots:
                yield spot.start, spot.end, ("spot", issue.number)
        for index, reference in enumerate(self._subject.annotations.references):
            yield reference.start, reference.end, ("reference", index)
        shown: set[int] = set()  # a term defined again and again is the same word: its first definition shows
        for index, term in enumerate(self._subject.annotations.terms):
            yield term.start, term.end, ("defines", index)
            for use in term.uses:
                if use.start not in shown:
                    shown.add(use.start)
                    yield use.start, use.end, ("term", index)
        for block in self._subject.document.source.blocks:
            for mark in block.marks:
                if mark.kind == "markup" or mark.kind in SHOWN_STRONG:
                    yield mark.start, mark.end, MARKUP if mark.kind == "markup" else STRONG

    def _piece(self, text: str, label: bool) -> Piece:
        """Return the characters with what lies on them now."""
        if not self._active:
            return Piece(text, label=label)
        numbers, spots, target, term, defines = [], [], "", -1, False
        for kind, index in self._active:
            if kind == "issue":
                numbers.append(index)
            elif kind == "spot":
                spots.append(index)
            elif kind == "reference":
                target = self._targets[index]
            elif kind == "defines" or (kind == "term" and term < 0):
                term, defines = index, kind == "defines"
        numbers.sort()
        spots = sorted(set(spots).difference(numbers))
        first = self._issues[min(numbers or spots)] if numbers or spots else None
        opens = tuple(number for number in numbers if number not in self._opened)
        self._opened.update(opens)
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
            strong=STRONG in self._active,
            label=label,
        )


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
