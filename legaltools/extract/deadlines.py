"""Time limits, notice, retention and minimum periods of a document.

In: a :class:`Document`. Out: :class:`Deadline` values sorted by place. Counting rules: 民法典 arts. 200–204, 1259;
what is a limit and what is not: the annotation guidelines, D1 and D2.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from legaltools.extract import around, dates, durations, figures, openended
from legaltools.extract.around import Around
from legaltools.extract.dates import Dated
from legaltools.extract.durations import Measure
from legaltools.lexicon import PhraseHit, pattern
from legaltools.model.annotation import MONTHLY, Deadline, Relation, Unit
from legaltools.model.document import Document
from legaltools.model.span import Span
from legaltools.text.folded import folded

TITLES = frozenset({"title", "toc"})
DATE: Unit = "date"
TITLE = "\u300a\u300b"
IN_TITLE = 30  # characters of a title before or behind a count
LASTING = 8  # characters in which a period is said to be a term
WINDOW = 24  # characters after 每月 in which the measured quality stands


def find(document: Document) -> tuple[Deadline, ...]:
    """Return the deadlines of ``document``; bearers are left to the norms that carry them."""
    text = folded(document)
    hits = figures.hits(document)
    named = tuple(dates.find(text, hits["date"]))
    rows = [*_dated(document, named), *_counted(document, text, durations.find(text, hits["count"]), named)]
    rows += [*_open(document, openended.find(text, hits["open"])), *_periods(document, text, hits["period"])]
    rows.sort(key=lambda row: (row.start, row.end))
    return tuple(replace(row, id=f"deadline_{i}") for i, row in enumerate(rows, 1))


def _make(
    document: Document, start: int, end: int, value: float | int | str | None, unit: Unit | None, relation: Relation
) -> Deadline | None:
    node = document.at(start)
    if node is None or node.kind in TITLES or (node.heading and start < node.text_start + len(node.heading)):
        return None
    return Deadline("", node.eid, document.line_of(start), start, end, document.text[start:end], value, unit, relation)


def _dated(document: Document, named: Iterable[Dated]) -> Iterator[Deadline]:
    for found in named:
        relation: Relation = "per" if found.period else "by_date"
        row = _make(document, found.start, found.end, found.value or None, "date", relation) if found.limits else None
        if row is not None:
            yield replace(row, anchor=found.period)


def _open(document: Document, spans: Iterable[Span]) -> Iterator[Deadline]:
    for span in spans:
        if row := _make(document, span.start, span.end, None, None, "within"):
            yield replace(row, vague=True)


def _periods(document: Document, text: str, hits: Iterable[PhraseHit]) -> Iterator[Deadline]:
    """Yield the windows over which a service level is measured, what is left of a running one, the next one."""
    windows, running, coming = (figures.periods(key) for key in ("windows", "running", "next"))
    for start, end, word in hits:
        if word in running:
            row = _make(document, start, end, 1, running[word], "within")
        elif word in coming:
            row = _make(document, start, end, 1, coming[word], "within_after")
        else:
            measured = pattern("time", "measured").match(text, end, end + WINDOW)
            row = _make(document, start, end, 1, windows[word], "per") if measured else None
        if row is not None:
            yield row


def _counted(document: Document, text: str, measures: Iterable[Measure], named: Sequence[Dated]) -> Iterator[Deadline]:
    ends = [day.end for day in named]
    for measure in measures:
        near = bisect_right(ends, measure.start)
        node = document.at(measure.start)
        beside = around.look(text, measure, node.text_start if node and node.text_start < measure.start else 0)
        if beside is None or _titled(text, measure) or (near < len(named) and named[near].start < measure.end):
            continue
        if measure.value is None and not (measure.vague or beside.limits):  # 期限：____个月
            continue
        value, unit = (f"{MONTHLY}{measure.value:02}", DATE) if beside.dated else (measure.value, measure.unit)
        relation = _relation(measure, beside)
        if not beside.side and pattern("time", "lasting").search(text, max(0, beside.start - LASTING), beside.start):
            relation = "duration"
        row = _make(document, beside.start, beside.end, value, unit, relation)
        if row is not None:
            yield replace(
                row,
                upper=measure.upper,
                anchor=beside.anchor,
                inclusive=beside.inclusive,
                vague=measure.vague,
                bound=beside.bound,
            )


def _titled(text: str, measure: Measure) -> bool:
    """Tell whether a count is part of a document's title: 《七天无理由退货规则》."""
    opening = text.rfind(TITLE[0], max(0, measure.start - IN_TITLE), measure.start)
    closing = text.find(TITLE[1], measure.end, measure.end + IN_TITLE) if opening >= 0 else -1
    inside = text[opening:closing] if closing >= 0 else "\n"
    return "\n" not in inside and TITLE[1] not in inside


def _relation(measure: Measure, beside: Around) -> Relation:
    """Return how the period lies to its anchor."""
    if beside.per:
        return "per"
    if beside.back or beside.side == "before" or beside.towards == "before":
        return "before"
    if beside.side == "after":
        return "after"
    if beside.side == "within" and beside.bound == "min" and not beside.inclusive and not beside.anchor:
        return "duration"  # 超过90天的时间内
    if beside.side == "within" and not (beside.run and not beside.anchor):
        return "within_after" if beside.anchor else "within"
    return "within_after" if beside.anchor and not beside.run and beside.bound != "min" else "duration"
