"""Amounts: a table of expressions and what is no amount."""

from pathlib import Path

import pytest

from legaltools import pipeline
from legaltools.extract import amounts
from legaltools.model.annotation import Amount

TABLE = Path(__file__).parent / "cases" / "extract" / "amounts.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def find(text: str) -> tuple[Amount, ...]:
    return amounts.find(pipeline.parse(pipeline.read_bytes(f"协议\n1. {text}\n".encode(), "terms.txt")))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r[0])
def test_expression(row: list[str]) -> None:
    marked, value, currency, kind, note = row
    low = len("协议\n1. ") + marked.index("{")
    high = low + marked.index("}") - marked.index("{") - 1
    found = [a for a in find(marked.replace("{", "").replace("}", "")) if a.start <= high and low <= a.end]
    found = [a for a in found if a.start < high] or found
    assert found
    best = max(found, key=lambda a: min(a.end, high) - max(a.start, low))
    assert (best.value, best.currency or "-", best.kind, best.note or "-") == (value, currency, kind, note)


@pytest.mark.parametrize(
    "text",
    [
        "本单元不适用。",
        "元旦休息。",
        "多元化经营。",
        "元数据归用户所有。",
        "加倍努力。",
        "三分之二以上成员同意。",
        "数据已加密。",
    ],
)
def test_no_amount(text: str) -> None:
    assert find(text) == ()
