"""Time limits, notice, retention and minimum periods of a document.

In: a :class:`Document`. Out: :class:`Deadline` values sorted by place. Counting rules: 民法典 arts. 200–204, 1259;
what is a limit and what is not: the annotation guidelines, D1 and D2.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from legaltools.extract import around, dates, durations, openended
from legaltools.extract.around import Around
from legaltools.extract.durations import Measure
from legaltools.model.annotation import Deadline, Relation, Unit
from legaltools.model.document import Document
from legaltools.text.width import fold

LIMITING = frozenset({"title", "toc"})


def find(document: Document) -> tuple[Deadline, ...]:
    """Return the deadlines of ``document``; bearers are left to the norms that carry them."""
    folded = fold(document.text)
    rows = [*_dated(document, folded), *_counted(document, folded), *_open(document, folded)]
    rows.sort(key=lambda row: (row.start, row.end))
    kept: list[Deadline] = []
    for row in rows:
        if kept and row.start < kept[-1].end and row.value == kept[-1].value and row.unit == kept[-1].unit:
            continue
        kept.append(row)
    return tuple(replace(row, id=f"deadline_{i}") for i, row in enumerate(kept, 1))


def _make(
    document: Document, start: int, end: int, value: float | int | str | None, unit: Unit | None, relation: Relation
) -> Deadline | None:
    node = document.at(start)
    if node is None or node.kind in LIMITING:
        return None
    return Deadline("", node.eid, document.line_of(start), start, end, document.text[start:end], value, unit, relation)


def _dated(document: Document, text: str) -> Iterator[Deadline]:
    for found in dates.find(text):
        if found.limits and (row := _make(document, found.start, found.end, found.value, "date", "by_date")):
            yield row


def _open(document: Document, text: str) -> Iterator[Deadline]:
    for span in openended.find(text):
        if row := _make(document, span.start, span.end, None, None, "within"):
            yield replace(row, vague=True)


def _counted(document: Document, text: str) -> Iterator[Deadline]:
    for measure in durations.find(text):
        beside = around.look(text, measure)
        if beside is None:
            continue
        row = _make(document, beside.start, beside.end, measure.value, measure.unit, _relation(measure, beside))
        if row is not None:
            yield replace(
                row,
                upper=measure.upper,
                anchor=beside.anchor,
                inclusive=beside.inclusive,
                vague=measure.vague,
                bound=beside.bound,
            )


def _relation(measure: Measure, beside: Around) -> Relation:
    """Return how the period lies to its anchor."""
    if beside.back or beside.side == "before" or beside.towards == "before":
        return "before"
    if beside.side == "after":
        return "after"
    if beside.side == "within":
        return "within_after" if beside.anchor else "within"
    if beside.per:
        return "per"
    return "within_after" if beside.anchor and not beside.run and beside.bound != "min" else "duration"
