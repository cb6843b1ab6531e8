"""The deadline register: events answered, readings chosen, what is left to a person, and its three written forms."""

from datetime import datetime

import pytest

from legaltools import pipeline
from legaltools.extract import deadlines
from legaltools.model.annotation import Annotations
from legaltools.model.register import Due, Register
from legaltools.report import deadlines as register

TEXT = """服务协议
1. 用户应当自收到甲方书面通知之日起10日内付款。
2. 甲方变更资费的，应提前30天公告；用户可以终止服务。
3. 用户应在服务期满前7天内续费。
4. 甲方应及时处理投诉。
5. 甲方应在____日内开具发票。
6. 设备连续72小时不能使用的，用户可以解除合同。
7. 甲方应在2026年6月30日前完成验收。
8. 逾期超过30日仍不付款的，甲方可以停止服务。
"""


def build(*events: str, lang: register.Lang = "zh") -> Register:
    document = pipeline.parse(pipeline.read_bytes(TEXT.encode(), "terms.txt"))
    found = Annotations(deadlines=deadlines.find(document))
    return register.build(document, found, register.parse_events(events), lang)


def row(given: Register, number: int) -> Due:
    return given.rows[number - 1]


def days(due: Due) -> list[tuple[str, str]]:
    return [(reading.code, reading.day) for reading in due.readings]


def test_an_event_answers_the_anchor_it_abbreviates() -> None:
    due = row(build("收到通知=2026-03-02"), 1)
    assert (due.status, due.event) == ("computed", "收到通知")
    assert days(due) == [("ordinary", "2026-03-12"), ("counting_event", "2026-03-11")]
    assert "2026-03-11" in due.decide


def test_a_clause_number_answers_before_a_name() -> None:
    due = row(build("通知=2026-01-01", "1=2026-03-02"), 1)
    assert (due.event, due.moment) == ("1", "2026-03-02 00:00")


def test_a_lead_is_counted_back_from_its_act_or_on_from_its_notice() -> None:
    assert days(row(build("变更资费=2026-07-01"), 2)) == [("full_units", "2026-05-31")]
    assert days(row(build("公告=2026-01-15"), 2)) == [("earliest_effect", "2026-02-15")]


def test_two_readings_where_the_text_has_two() -> None:
    due = row(build("服务期满=2026-12-31"), 3)
    assert days(due) == [("at_least", "2026-12-24"), ("within_last", "2026-12-31")]
    assert "2026-12-24" in due.decide


def test_what_only_a_person_can_decide_is_listed() -> None:
    rows = build().rows
    assert [r.status for r in rows] == [
        "needs_event", "needs_event", "needs_event", "open", "blank", "needs_event", "computed", "needs_event",
    ]  # fmt: skip
    assert all(r.decide for r in rows)


def test_hours_run_from_the_moment() -> None:
    due = row(build("6=2026-09-30T22:15"), 6)
    assert [(r.day, r.clock) for r in due.readings] == [("2026-10-03", "22:15")]
    assert len(row(build("6=2026-09-30"), 6).readings[0].steps) == 2


def test_before_a_date_has_two_readings() -> None:
    assert days(row(build(), 7)) == [("fixed", "2026-06-30"), ("before_date", "2026-06-29")]


def test_more_than_thirty_days_begins_the_day_after() -> None:
    due = row(build("8=2026-03-31"), 8)
    assert [(r.code, r.day, r.clock) for r in due.readings] == [("exceeded", "2026-05-01", "00:00")]


def test_an_event_nothing_asks_for_is_told() -> None:
    assert build("火星登陆=2026-03-02").unused == ("火星登陆",)


@pytest.mark.parametrize("pair", ["收到通知", "=2026-03-02", "收到=明天", "收到=2026-13-01"])
def test_a_malformed_event_is_refused_with_its_text(pair: str) -> None:
    with pytest.raises(ValueError, match="2026-03-02T10:00"):
        register.parse_events([pair])


def test_events_keep_their_time() -> None:
    assert register.parse_events(["a=2026-03-02T10:30"]) == {"a": datetime(2026, 3, 2, 10, 30)}


def test_the_calendar_is_well_formed() -> None:
    from legaltools.writers import ics

    data = ics.write(build("收到通知=2026-03-02", "6=2026-09-30T22:15")).decode()
    assert data.count("BEGIN:VEVENT") == data.count("END:VEVENT") == 5
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))
    assert "DTSTART;VALUE=DATE:20260312" in data
    assert "DTSTART:20261003T221500" in data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_shows_every_row(lang: register.Lang) -> None:
    from legaltools.writers import table

    given = build("收到通知=2026-03-02", lang=lang)
    shown = table.write(given).decode()
    assert all(due.text in shown for due in given.rows)
    assert "2026-03-12 24:00" in shown


def test_both_catalogues_say_the_same_things() -> None:
    zh, en = register.words("zh"), register.words("en")
    assert {k: set(v) for k, v in zh.items()} == {k: set(v) for k, v in en.items()}
