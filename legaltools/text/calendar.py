"""Periods of time by 民法典 arts. 200–204 and 1259: from an event and a count to a day, with every step written down.

* The day of the event does not count (201); hours count from the moment (201 ¶2).
* Months and years end on the corresponding day, on the month's last day where there is none (202).
* A last day that is a rest day gives way to the day after the rest days (203), where an act is due; leads, hours and
  running terms do not move. Saturdays, Sundays and notified days off are rest days, notified working weekends are not.
* Working days come from the State Council's yearly notices through the package ``chinesecalendar``; years without a
  notice are refused (:class:`RefusedError`), never guessed.

Steps are codes with values; their wording is in the report's catalogues under ``calendar``. All dates are local.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from msgspec import Struct

Unit = Literal[
    "second", "minute", "hour", "day", "natural_day", "working_day", "week", "month", "quarter", "year", "date"
]
MIDNIGHT, END_OF_DAY = "00:00", "24:00"
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAYS = {"day": 1, "natural_day": 1, "week": 7}
HALF_MONTH = 15  # days; half a month has no rule in the Code, trade counts fifteen
SATURDAY = 5
MOST_DAYS = 366 * 200


class RefusedError(Exception):
    """A computation that would be a guess: ``code`` keys the wording, ``details`` fill it."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Step(Struct, frozen=True):
    """One step of a derivation: a code of the catalogues and the values that fill it."""

    code: str
    args: dict[str, str] = {}


class Reading(Struct, frozen=True):
    """One way to read a period: its last (or first) ``day`` at ``clock``; ``nominal`` is the day before any move."""

    code: str
    day: date
    clock: str
    nominal: date
    steps: tuple[Step, ...] = ()

    @property
    def moved(self) -> bool:
        """Tell whether rest days moved the day."""
        return self.day != self.nominal


def coverage() -> tuple[int, int]:
    """Return the first and the last year whose notices are known."""
    from chinese_calendar.constants import holidays

    return min(holidays).year, max(holidays).year


def is_rest_day(day: date) -> bool:
    """Tell whether ``day`` is a Saturday, Sunday or notified day off and no notified working day.

    Raises :class:`RefusedError` for years without a notice.

    >>> [is_rest_day(date(2026, 9, n)) for n in (18, 19, 20)]
    [False, True, False]
    """
    from chinese_calendar import is_holiday

    try:
        return bool(is_holiday(day))
    except NotImplementedError:
        first, last = coverage()
        raise RefusedError("not_covered", year=str(day.year), first=str(first), last=str(last)) from None


def shift(day: date, count: float | int, unit: Unit) -> tuple[date, tuple[Step, ...]]:
    """Move ``day`` by ``count`` calendar units (forward or, if negative, back); days of months by art. 202.

    >>> shift(date(2026, 1, 31), 1, "month")[0], shift(date(2026, 3, 2), 0.5, "year")[0]
    (datetime.date(2026, 2, 28), datetime.date(2026, 9, 2))
    """
    number = Decimal(str(count))
    try:
        if unit in DAYS:
            whole = number * DAYS[unit]
            if whole != whole.to_integral_value():
                raise RefusedError("part_of_day", count=f"{number.normalize():f}")
            return day + timedelta(days=int(whole)), ()
        months = number * MONTHS[unit]
    except OverflowError:
        raise RefusedError("out_of_range") from None
    except KeyError:
        raise RefusedError("no_unit", unit=unit) from None
    return _months(day, months)


def _months(day: date, months: Decimal) -> tuple[date, tuple[Step, ...]]:
    whole = int(months.to_integral_value(ROUND_FLOOR)) if months > 0 else -int((-months).to_integral_value(ROUND_FLOOR))
    part = months - whole
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    if not 1 <= year <= 9998:
        raise RefusedError("out_of_range")
    last = monthrange(year, month + 1)[1]
    found = date(year, month + 1, min(day.day, last))
    steps: list[Step] = []
    if day.day > last:
        steps.append(Step("month_end", {"month": f"{year}-{month + 1:02}", "wanted": str(day.day), "day": str(found)}))
    if part:
        days = int(part * 2) * HALF_MONTH
        found += timedelta(days=days)
        steps.append(Step("half_month", {"days": str(abs(days))}))
    return found, tuple(steps)


def deadline(event: date, count: float | int, unit: Unit, *, moves: bool = True) -> Reading:
    """Return the last day of a period that runs from ``event``; ``moves``: an act is due, so rest days move it.

    >>> deadline(date(2026, 9, 24), 7, "day").day
    datetime.date(2026, 10, 8)
    """
    steps = [Step("event_not_counted", {"event": str(event), "first": str(_plus(event, 1))})]
    if unit == "working_day":
        days = list(_working(event, _whole(count), 1))
        steps += _counted(days)
        return _ended("ordinary", days[-1], days[-1], steps)
    nominal, more = shift(event, count, unit)
    steps += [Step("last_day", _last(count, unit, nominal)), *more]
    day = nominal
    if moves:
        day, rest = after_rest(nominal)
        steps += rest
    return _ended("ordinary", day, nominal, steps)


def counting_event(event: date, count: float | int, unit: Unit) -> Reading:
    """Return the literal reading of 自…之日起: the day of the event counts (an agreement under art. 204)."""
    if unit == "working_day":
        days = list(_working(_plus(event, -1), _whole(count), 1))
        return _ended("counting_event", days[-1], days[-1], [Step("event_counted", {"event": str(event)})])
    nominal, more = shift(_plus(event, -1), count, unit)
    steps = [Step("event_counted", {"event": str(event)}), Step("last_day", _last(count, unit, nominal)), *more]
    return _ended("counting_event", nominal, nominal, steps)


def after_rest(day: date) -> tuple[date, list[Step]]:
    """Return ``day`` or, if it is a rest day, the first day after the rest days (art. 203 ¶1)."""
    try:
        if not is_rest_day(day):
            return day, []
        moved = day
        while is_rest_day(moved):
            moved = _plus(moved, 1)
    except RefusedError as refusal:
        return day, [Step(refusal.code, {**refusal.details, "day": str(day)})]
    return moved, [Step("rest_day", {"day": str(day), "moved": str(moved)})]


def latest_notice(boundary: date, count: float | int, unit: Unit) -> Reading:
    """Return the last day for a notice so that ``count`` full units lie before ``boundary`` (00:00); it never moves.

    >>> latest_notice(date(2026, 7, 1), 30, "day").day
    datetime.date(2026, 5, 31)
    """
    more: tuple[Step, ...] = ()
    if unit == "working_day":
        first = list(_working(boundary, _whole(count), -1))[-1]
    else:
        first, more = shift(boundary, -count, unit)
    day = _plus(first, -1)
    full = {"count": _shown(count), "unit": unit, "first": str(first), "last": str(_plus(boundary, -1))}
    steps = [
        Step("full_units", full),
        *more,
        Step("notice_before", {"day": str(day), "short": str(first)}),
    ]  # fmt: skip
    return _ended("full_units", day, day, [*steps, *_rest_note(day)])


def at_least_before(end: date, count: float | int, unit: Unit) -> Reading:
    """Read N days before ``end`` (24:00) as a lead: the act is done at least so long before."""
    found = latest_notice(_plus(end, 1), count, unit)
    return Reading("at_least", found.day, found.clock, found.nominal, found.steps)


def within_last(end: date, count: float | int, unit: Unit) -> Reading:
    """Read within N days before ``end`` as a window: the act is done on one of the last N days."""
    if unit == "working_day":
        first = list(_working(_plus(end, 1), _whole(count), -1))[-1]
    else:
        first = _plus(shift(end, -count, unit)[0], 1)
    return _ended("within_last", end, end, [Step("window", {"first": str(first), "last": str(end)})])


def earliest_effect(arrival: date, count: float | int, unit: Unit) -> Reading:
    """Return the day from which (00:00) a notice that arrived on ``arrival`` takes effect after ``count`` full units.

    >>> earliest_effect(date(2026, 1, 15), 30, "day").day
    datetime.date(2026, 2, 15)
    """
    found = deadline(arrival, count, unit, moves=False)
    return _begins("earliest_effect", found)


def exceeded(event: date, count: float | int, unit: Unit) -> Reading:
    """Return the day from which (00:00) more than ``count`` units have passed: 超过 excludes the number (art. 1259)."""
    return _begins("exceeded", deadline(event, count, unit, moves=False))


def run_of(moment: datetime, count: float | int, unit: Unit) -> Reading:
    """Return when an unbroken run of hours, minutes or seconds from ``moment`` is reached; it never moves.

    >>> run_of(datetime(2026, 9, 30, 22, 15), 72, "hour").clock
    '22:15'
    """
    try:
        reached = moment + timedelta(seconds=float(count) * SECONDS[unit])
    except OverflowError:
        raise RefusedError("out_of_range") from None
    steps = (Step("from_moment", {"moment": f"{moment:%Y-%m-%d %H:%M}", "count": _shown(count), "unit": unit}),)
    return Reading("run", reached.date(), f"{reached:%H:%M}", reached.date(), steps)


def periods_begun(start: date, stop: date, unit: Unit) -> int:
    """Return how many periods from ``start`` have begun by ``stop``: a part counts as a whole (不足一个月的按一个月计).

    >>> periods_begun(date(2026, 1, 1), date(2026, 4, 2), "month")
    4
    """
    count = 0
    while shift(start, count, unit)[0] < stop:
        count += 1
    return count


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise RefusedError("out_of_range") from None


def _whole(count: float | int) -> int:
    if count != int(count) or not 0 < count <= MOST_DAYS:
        raise RefusedError("part_of_day", count=_shown(count))
    return int(count)


def _working(day: date, count: int, step: int) -> Iterator[date]:
    """Yield ``count`` working days after (or, with ``step`` -1, before) ``day``."""
    while count:
        day = _plus(day, step)
        if not is_rest_day(day):
            count -= 1
            yield day


def _counted(days: list[date]) -> list[Step]:
    """Tell the working days counted, and the weekends among them that are working days by notice."""
    first, last = coverage()
    steps = [Step("working_days", {"count": str(len(days)), "first": str(days[0]), "day": str(days[-1])})]
    odd = [str(day) for day in days if day.weekday() >= SATURDAY]
    if odd:
        steps.append(Step("working_weekend", {"days": ", ".join(odd)}))
    return [*steps, Step("working_day_basis", {"first": str(first), "last": str(last)})]


def _rest_note(day: date) -> list[Step]:
    try:
        return [Step("rest_day_kept", {"day": str(day)})] if is_rest_day(day) else []
    except RefusedError:
        return []


def _ended(code: str, day: date, nominal: date, steps: list[Step]) -> Reading:
    return Reading(code, day, END_OF_DAY, nominal, (*steps, Step("until_end", {"day": str(day)})))


def _begins(code: str, found: Reading) -> Reading:
    day = _plus(found.day, 1)
    return Reading(code, day, MIDNIGHT, day, (*found.steps[:-1], Step("begins", {"day": str(day)})))


def _last(count: float | int, unit: Unit, day: date) -> dict[str, str]:
    return {"count": _shown(count), "unit": unit, "day": str(day)}


def _shown(count: float | int) -> str:
    return f"{Decimal(str(count)).normalize():f}"
