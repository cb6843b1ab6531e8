"""Deadlines: a table of expressions from statutes and terms, the sample's inventory, and laws over any text."""

from pathlib import Path

import pytest

from legaltools import pipeline
from legaltools.extract import deadlines
from legaltools.model.annotation import Deadline
from legaltools.model.document import Document

TABLE = Path(__file__).parent / "cases" / "extract" / "deadlines.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def parse(text: str) -> Document:
    return pipeline.parse(pipeline.read_bytes(f"协议\n1. {text}\n".encode(), "terms.txt"))


def find(text: str) -> tuple[Deadline, ...]:
    return deadlines.find(parse(text))


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 250


@pytest.mark.parametrize("row", [r for r in ROWS if len(r) == 2], ids=lambda r: r[0])
def test_no_limit(row: list[str]) -> None:
    assert find(row[0]) == ()


@pytest.mark.parametrize("row", [r for r in ROWS if len(r) > 2], ids=lambda r: r[0])
def test_expression(row: list[str]) -> None:
    marked, value, unit, relation, anchor, flags = row
    text = marked.replace("{", "").replace("}", "")
    open_, close = marked.rindex("{") - marked[: marked.rindex("{")].count("{") * 2, 0
    close = open_ + marked.rindex("}") - marked.rindex("{") - 1
    expected = set(flags.split()) - {"-"}
    shift = len("协议\n1. ")
    found = [d for d in find(text) if d.start - shift < close and open_ < d.end - shift]
    assert len(found) == 1, [d.text for d in found]
    limit = found[0]
    shown = "-" if limit.value is None else str(limit.value)
    got = {limit.bound, "excl" * (not limit.inclusive), "vague" * limit.vague} - {""}
    got |= {f"upper={limit.upper}"} if limit.upper is not None else set()
    assert (shown, limit.unit or "-", limit.relation) == (value, unit, relation)
    assert got == expected
    assert limit.anchor == anchor.replace("-", "")
