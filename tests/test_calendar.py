"""The date engine: LAW.md's worked examples, the corner days of the Code, and the laws of the arithmetic."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools.text import calendar as cal

DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2025, 12, 1))


def test_01_seven_days_from_an_order() -> None:
    found = cal.deadline(date(2026, 3, 2), 7, "day")
    assert (found.day, found.clock, found.moved) == (date(2026, 3, 9), "24:00", False)


def test_02_a_last_day_in_the_national_holiday_moves() -> None:
    found = cal.deadline(date(2026, 9, 24), 7, "day")
    assert (found.nominal, found.day, found.clock) == (date(2026, 10, 1), date(2026, 10, 8), "24:00")


def test_03_from_the_day_of_termination_has_two_readings() -> None:
    ordinary = cal.deadline(date(2026, 2, 10), 7, "natural_day")
    literal = cal.counting_event(date(2026, 2, 10), 7, "natural_day")
    assert (ordinary.nominal, ordinary.day) == (date(2026, 2, 17), date(2026, 2, 24))
    assert literal.day == date(2026, 2, 16)


def test_04_month_end_on_a_working_saturday_stays() -> None:
    found = cal.deadline(date(2026, 1, 31), 1, "month")
    assert (found.day, found.moved) == (date(2026, 2, 28), False)


def test_05_no_31_september() -> None:
    assert cal.deadline(date(2026, 8, 31), 1, "month").day == date(2026, 9, 30)


def test_06_a_year_from_the_leap_day() -> None:
    assert cal.deadline(date(2028, 2, 29), 1, "year").day == date(2029, 2, 28)


def test_07_three_years_of_limitation() -> None:
    found = cal.deadline(date(2026, 6, 1), 3, "year")
    assert (found.day, found.clock) == (date(2029, 6, 1), "24:00")
    assert "not_covered" in [step.code for step in found.steps]


def test_08_five_working_days_over_a_working_sunday() -> None:
    found = cal.deadline(date(2026, 9, 18), 5, "working_day")
    assert found.day == date(2026, 9, 24)
    assert next(s for s in found.steps if s.code == "working_weekend").args == {"days": "2026-09-20"}


def test_09_thirty_days_notice_before_a_change() -> None:
    found = cal.latest_notice(date(2026, 7, 1), 30, "day")
    assert found.day == date(2026, 5, 31)
    assert next(s for s in found.steps if s.code == "notice_before").args["short"] == "2026-06-01"


def test_10_thirty_days_after_a_notice_arrived() -> None:
    found = cal.earliest_effect(date(2026, 1, 15), 30, "day")
    assert (found.day, found.clock) == (date(2026, 2, 15), "00:00")


def test_11_a_lead_does_not_move_for_a_holiday() -> None:
    found = cal.latest_notice(date(2026, 10, 12), 7, "natural_day")
    assert (found.day, found.moved) == (date(2026, 10, 4), False)
    assert "rest_day_kept" in [step.code for step in found.steps]


def test_12_seventy_two_hours_run_from_the_moment() -> None:
    found = cal.run_of(datetime(2026, 9, 30, 22, 15), 72, "hour")
    assert (found.day, found.clock) == (date(2026, 10, 3), "22:15")


def test_13_within_seven_days_before_the_end_has_two_readings() -> None:
    assert cal.at_least_before(date(2026, 12, 31), 7, "day").day == date(2026, 12, 24)
    window = cal.within_last(date(2026, 12, 31), 7, "day")
    assert (window.steps[0].args, window.day) == ({"first": "2026-12-25", "last": "2026-12-31"}, date(2026, 12, 31))


def test_14_rescission_on_expiry_of_a_demand() -> None:
    found = cal.deadline(date(2026, 4, 20), 15, "day")
    assert (found.nominal, found.day) == (date(2026, 5, 5), date(2026, 5, 6))


def test_15_a_month_of_membership_ends_with_the_whole_day() -> None:
    found = cal.deadline(date(2021, 6, 9), 1, "month", moves=False)
    assert (found.day, found.clock) == (date(2021, 7, 9), "24:00")


def test_16_the_day_of_a_holiday_event_does_not_count_either() -> None:
    assert cal.deadline(date(2026, 4, 5), 30, "day").day == date(2026, 5, 6)


def test_17_more_than_thirty_days() -> None:
    found = cal.exceeded(date(2026, 3, 31), 30, "day")
    assert (found.day, found.clock) == (date(2026, 5, 1), "00:00")


def test_18_a_month_begun_is_a_month_charged() -> None:
    charged = cal.periods_begun(date(2026, 1, 1), date(2026, 4, 2), "month")
    assert 1200 - charged * 100 == 800


@pytest.mark.parametrize("year", [2003, 2090])
def test_years_without_a_notice_are_refused(year: int) -> None:
    with pytest.raises(cal.RefusedError) as refusal:
        cal.deadline(date(year, 3, 2), 5, "working_day")
    first, last = cal.coverage()
    assert (refusal.value.code, refusal.value.details) == (
        "not_covered",
        {"year": str(year), "first": str(first), "last": str(last)},
    )


@pytest.mark.parametrize(
    ("count", "unit", "code"),
    [
        (0.5, "day", "part_of_day"),
        (1.5, "working_day", "part_of_day"),
        (10**6, "year", "out_of_range"),
        (10**8, "day", "out_of_range"),
        (1, "date", "no_unit"),
    ],
)
def test_what_cannot_be_counted_is_refused(count: float, unit: cal.Unit, code: str) -> None:
    with pytest.raises(cal.RefusedError) as refusal:
        cal.deadline(date(2026, 3, 2), count, unit)
    assert refusal.value.code == code


def test_half_units() -> None:
    assert cal.shift(date(2026, 3, 2), 0.5, "month")[0] == date(2026, 3, 17)
    assert cal.shift(date(2026, 3, 2), 1.5, "year")[0] == date(2027, 9, 2)
    assert cal.shift(date(2026, 3, 31), -0.5, "year")[0] == date(2025, 9, 30)


@given(DAYS, st.integers(1, 400), st.sampled_from(["day", "natural_day", "week"]))
def test_days_count_themselves(event: date, count: int, unit: cal.Unit) -> None:
    length = count * (7 if unit == "week" else 1)
    assert cal.deadline(event, count, unit, moves=False).day - event == timedelta(days=length)


@given(DAYS, st.integers(1, 90))
def test_a_moved_day_is_never_a_rest_day_and_never_earlier(event: date, count: int) -> None:
    found = cal.deadline(event, count, "day")
    assert not cal.is_rest_day(found.day)
    assert found.day >= found.nominal
    assert all(cal.is_rest_day(found.nominal + timedelta(days=n)) for n in range((found.day - found.nominal).days))


@given(DAYS, st.integers(1, 30))
def test_working_days_lie_between(event: date, count: int) -> None:
    end = cal.deadline(event, count, "working_day").day
    between = [event + timedelta(days=n) for n in range(1, (end - event).days + 1)]
    assert sum(not cal.is_rest_day(day) for day in between) == count
    assert not cal.is_rest_day(end)


@given(DAYS, st.integers(1, 60), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_notice_on_the_last_day_takes_effect_in_time(boundary: date, count: int, unit: cal.Unit) -> None:
    notice = cal.latest_notice(boundary, count, unit).day
    assert cal.shift(notice + timedelta(days=1), count, unit)[0] <= boundary
    if unit in ("day", "week"):
        assert cal.earliest_effect(notice, count, unit).day == boundary


@given(DAYS, st.integers(1, 40), st.sampled_from(["month", "quarter", "year"]))
def test_months_end_on_the_corresponding_day_or_the_last(event: date, count: int, unit: cal.Unit) -> None:
    end, steps = cal.shift(event, count, unit)
    assert end.day == event.day or ((end + timedelta(days=1)).day == 1 and steps[0].code == "month_end")


@given(DAYS, st.integers(1, 60), st.sampled_from(["day", "week", "month"]))
def test_a_longer_period_never_ends_earlier(event: date, count: int, unit: cal.Unit) -> None:
    assert cal.deadline(event, count, unit).day <= cal.deadline(event, count + 1, unit).day
