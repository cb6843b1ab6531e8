"""Deadlines on one axis: before the event on the left, after it on the right, distances on a logarithmic scale."""

from math import log1p

from legaltools.model.annotation import Deadline
from legaltools.model.report import Moment, Tick
from legaltools.report.subject import Subject, shorten

HOURS = {
    "second": 1 / 3600, "minute": 1 / 60, "hour": 1, "day": 24, "natural_day": 24, "working_day": 24 * 7 / 5,
    "week": 168, "month": 730, "quarter": 2190, "year": 8760,
}  # fmt: skip
NEAR = 8  # hours that stand as far from the event as the axis is drawn linear
FAR = log1p(10 * HOURS["year"] / NEAR)  # the ends of the axis
APART = 0.04  # two moments nearer than this stand in different lanes
TICKS = ("day", "week", "month", "year")
CONTEXT = 40


def build(subject: Subject) -> tuple[Moment, ...]:
    """Return the deadlines in the order of the axis, undecided ones last."""
    ordered = sorted(
        ((_x(d), d) for d in subject.annotations.deadlines), key=lambda m: (m[0] is None, m[0] or 0.0, m[1].start)
    )
    ends: list[float] = []
    return tuple(_moment(subject, x, deadline, _lane(x, ends)) for x, deadline in ordered)


def ticks(subject: Subject) -> tuple[Tick, ...]:
    """Return the marks of the axis."""
    names = subject.words["axis"]
    right = [Tick(_scale(HOURS[unit]), names[unit]) for unit in TICKS]
    left = [Tick(-tick.x, tick.name) for tick in reversed(right)]
    return (*left, Tick(0.0, names["event"]), *right)


def _scale(hours: float) -> float:
    return round(min(1.0, log1p(hours / NEAR) / FAR), 4)


def _x(deadline: Deadline) -> float | None:
    if deadline.vague or deadline.unit is None or not isinstance(deadline.value, int | float):
        return None
    if deadline.unit not in HOURS or deadline.value < 0:
        return None
    x = _scale(deadline.value * HOURS[deadline.unit])
    return -x if deadline.relation == "before" else x


def _lane(x: float | None, ends: list[float]) -> int:
    """Return the first lane whose last moment is far enough to the left, and take it."""
    if x is None:
        return 0
    for lane, end in enumerate(ends):
        if x - end >= APART:
            ends[lane] = x
            return lane
    ends.append(x)
    return len(ends) - 1


def _moment(subject: Subject, x: float | None, deadline: Deadline, lane: int) -> Moment:
    text = subject.document.text
    line_end = text.find("\n", deadline.end)
    until = min(deadline.end + CONTEXT, len(text) if line_end < 0 else line_end)
    start = max(text.rfind("\n", 0, deadline.start) + 1, deadline.start - CONTEXT // 2)
    return Moment(
        text=shorten(deadline.text, 24),
        detail=shorten(text[start:until], 2 * CONTEXT),
        who=deadline.bearer,
        place=subject.place(deadline.eid),
        x=x,
        lane=lane,
        span=deadline.relation in ("duration", "within", "within_after", "per"),
    )
