"""Comparison: the edit script reproduces the new document, a document equals itself, redlines join to both sides."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools import pipeline
from legaltools.compare import apply, compare
from legaltools.compare.order import heaviest_chain
from legaltools.compare.redline import redline
from legaltools.model.document import Document

WORDS = st.sampled_from([*"甲乙丙丁应得提前后天日。，；（）0123456789ab \n", "不得", "30天", "有权", "应当"])
TEXTS = st.lists(WORDS, max_size=40).map("".join)
CLAUSES = st.lists(
    st.sampled_from(["您应付费。", "我们可以停止服务。", "提前30天通知。", "争议由法院管辖。", "总则"]), max_size=12
)


def document(text: str) -> Document:
    return pipeline.parse(pipeline.read_bytes(text.encode(), "a.txt"))


def numbered(clauses: list[str]) -> str:
    return "条款\n" + "\n".join(f"{i}. {clause}" for i, clause in enumerate(clauses, 1))


def reads(document: Document) -> tuple[tuple[str, str], ...]:
    return tuple((n.eid, document.text[n.text_start : n.end].strip()) for n in document.nodes)


@given(TEXTS, TEXTS)
def test_a_redline_joins_to_both_sides(old: str, new: str) -> None:
    segments = redline(old, new)
    assert "".join(s.text for s in segments if s.op != "+") == old
    assert "".join(s.text for s in segments if s.op != "-") == new


@given(CLAUSES, CLAUSES)
def test_the_script_applied_to_the_old_is_the_new(old: list[str], new: list[str]) -> None:
    a, b = document(numbered(old)), document(numbered(new))
    assert apply(a, compare(a, b)) == reads(b)


@given(CLAUSES)
def test_a_document_does_not_differ_from_itself(clauses: list[str]) -> None:
    a = document(numbered(clauses))
    found = compare(a, a)
    assert not found.changes
    assert not found.renumberings


@given(st.lists(st.integers(0, 50), unique=True, max_size=12))
def test_the_heaviest_chain_increases(values: list[int]) -> None:
    chain = heaviest_chain(values, [1] * len(values))
    assert [values[k] for k in chain] == sorted(values[k] for k in chain)


def test_an_inserted_clause_is_one_insertion_and_one_range() -> None:
    clauses = ["您应按约定付费。", "我们提供服务。", "提前30天通知您。", "争议由法院管辖。"]
    a, b = document(numbered(clauses)), document(numbered([clauses[0], "双方应当对价格保密。", *clauses[1:]]))
    found = compare(a, b)
    assert [c.kind for c in found.changes].count("inserted") == 1
    assert {c.kind for c in found.changes} == {"inserted", "renumbered"}
    (shift,) = found.renumberings
    assert (shift.old_first, shift.old_last, shift.new_first, shift.new_last) == ("2.", "4.", "3.", "5.")
    assert shift.cause == b.nodes[2].eid


@pytest.mark.shared
def test_every_pair_of_every_series_is_reproduced(shared: Path) -> None:
    for series in sorted((shared / "versions").iterdir()):
        files = sorted(series.glob("v*"), key=lambda p: int(p.stem[1:]))
        documents = [pipeline.parse(file) for file in files]
        for old, new in pairwise(documents):
            script = compare(old, new)
            assert apply(old, script) == reads(new), (series.name, new.source.name)
            for side, nodes in ((0, old.nodes), (1, new.nodes)):
                cells = [eid for pair in script.alignment for eid in (pair.new if side else pair.old)]
                assert sorted(cells) == sorted(node.eid for node in nodes)


def letters(seed: int, count: int) -> str:
    return "".join(Random(seed).choices("甲乙丙丁戊己庚辛壬癸应当不得可以通知付款期限", k=count))


HARD = {
    "equal lines": ("双方应当遵守本条款。\n" * 4000, "双方应当遵守本条款。\n" * 3990),
    "rewritten": tuple("\n".join(f"第{i}条 {letters(i * k, 60)}。" for i in range(1, 2000)) for k in (1, 7919)),
    "one paragraph": ("1. " + letters(1, 330_000), "1. " + letters(2, 330_000)),
    "one paragraph edited": (
        "1. " + "提前30天通知。" * 40_000,
        "1. " + "提前30天通知。" * 20_000 + "提前7天通知。" * 20_000,
    ),
}


@pytest.mark.parametrize("name", HARD)
def test_hard_texts_come_to_an_end(name: str) -> None:
    old, new = map(document, HARD[name])
    assert apply(old, compare(old, new)) == reads(new)
