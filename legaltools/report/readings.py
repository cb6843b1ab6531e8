"""The readings of a limit whose event is known: a :class:`Deadline` and a moment in, :class:`Reading` values out."""

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from legaltools.lexicon import pattern, table
from legaltools.model.annotation import Deadline
from legaltools.text import calendar as cal
from legaltools.text.calendar import Reading, Step


def read(deadline: Deadline, moment: datetime | None, notice: bool = False) -> tuple[Reading, ...]:
    """Return the readings of ``deadline`` counted from ``moment``; ``notice``: the moment is the notice's arrival.

    Raises :class:`~legaltools.text.calendar.RefusedError` where a result would be a guess.
    """
    if deadline.unit == "date":
        return _dated(deadline)
    assert moment is not None  # the caller asks for it
    assert deadline.unit is not None  # only open standards have none
    count = deadline.upper or deadline.value
    assert isinstance(count, int | float)  # dates are handled above, blanks by the caller
    found = _counted(deadline, count, deadline.unit, moment, notice)
    if deadline.upper:
        step = Step("upper", {"lower": str(deadline.value), "count": str(deadline.upper), "unit": deadline.unit})
        return tuple(replace(r, steps=(step, *r.steps)) for r in found)
    return found


def _counted(
    deadline: Deadline, count: int | float, unit: cal.Unit, moment: datetime, notice: bool
) -> tuple[Reading, ...]:
    day = moment.date()
    if unit in cal.SECONDS:
        return (_run(count, unit, moment, deadline),)
    sides = table("time")["sides"]
    if deadline.relation == "before":
        if notice:
            return (cal.earliest_effect(day, count, unit),)
        if deadline.anchor and deadline.text.endswith(tuple(sides["within"])):
            return cal.at_least_before(day, count, unit), cal.within_last(day, count, unit)
        return (cal.latest_notice(day, count, unit),)
    if deadline.relation == "after":
        return (cal.earliest_effect(day, count, unit),)
    if not deadline.inclusive and deadline.bound == "min":
        return (cal.exceeded(day, count, unit),)
    ordinary = cal.deadline(day, count, unit, moves=deadline.relation != "duration")
    if pattern("time", "event_counts").search(deadline.text):
        return (cal.counting_event(day, count, unit),)
    if any(word in deadline.text for word in table("time")["notice"]["from_the_day"]):
        return ordinary, cal.counting_event(day, count, unit)
    return (ordinary,)


def _run(count: int | float, unit: cal.Unit, moment: datetime, deadline: Deadline) -> Reading:
    signed = -count if deadline.relation == "before" else count
    found = cal.run_of(moment, signed, unit)
    if (moment.hour, moment.minute) != (0, 0):
        return found
    return replace(found, steps=(Step("midnight_assumed"), *found.steps))


def _dated(deadline: Deadline) -> tuple[Reading, ...]:
    """Return a date as written and, where 前 leaves it open, the day before it."""
    day = date.fromisoformat(str(deadline.value))
    fixed = Reading("fixed", day, cal.END_OF_DAY, day, (Step("fixed_date", {"day": str(day)}),))
    if not deadline.text.endswith(tuple(table("time")["sides"]["before"])):
        return (fixed,)
    eve = day - timedelta(days=1)
    return fixed, Reading("before_date", eve, cal.END_OF_DAY, eve, (Step("fixed_date", {"day": str(day)}),))
