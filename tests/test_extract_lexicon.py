"""The tables time, references and money: every pattern's own examples, and its cost on adversarial input."""

import re
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from legaltools import pipeline
from legaltools.extract import amounts, deadlines, durations, references
from legaltools.lexicon import fill, pattern, table
from legaltools.model.document import Document

T = TypeVar("T")

TABLES = ("time", "references", "money")
PATTERNS = [(name, key) for name in TABLES for key in table(name)["patterns"]]
PIECES = (
    *[
        "1",
        "1.",
        "一",
        "十",
        "_",
        "第",
        "第1",
        "（",
        "(",
        "(1)",
        "《",
        "“",
        "，",
        "、",
        "1、",
        "至",
        "-",
        "a",
        "a.",
        "a@",
        "www.",
        "自",
        "在",
        "自收到",
        "后",
        "应",
        "的",
        "提前",
        "不超过",
        "每",
        "本",
        "上述",
        "下列",
    ],
    *[
        "任何",
        "条款",
        "年",
        "1年",
        "月",
        "日",
        "1日",
        "元",
        "万",
        "1,000",
        "壹",
        "1万",
        "倍",
        "%",
        "百分之",
        "中华人民共和国",
        "法",
        "附件",
        "附件1",
        "合理",
        "按照",
        "如",
        "有关规定",
    ],
    *[
        "第一条",
        "第1条、",
        "2026年",
        "2026-",
        "第一、",
        "20",
        "期满",
        "见1.1",
        "之",
        "之一",
        "年月日",
        "下列情形",
        "1至",
    ],
    "  1",
)


@pytest.mark.parametrize(("name", "key"), PATTERNS)
def test_a_pattern_keeps_its_examples(name: str, key: str) -> None:
    row = table(name)["patterns"][key]
    compiled = pattern(name, key)
    assert row["matches"], "a pattern needs an example"
    for example in row["matches"]:
        assert compiled.search(example), example
    for example in row["rejects"]:
        found = compiled.search(example)
        assert not found or not found[0], example


@pytest.mark.parametrize("name", TABLES)
def test_no_part_is_left_unfilled(name: str) -> None:
    for key, row in table(name)["patterns"].items():
        assert not re.search(r"\{[a-z]+\}", fill(name, row["regex"])), key


def test_every_unit_word_is_read_as_its_unit() -> None:
    for word, unit in durations.units().items():
        count = "两" if word == table("time")["bare_month"] else "3"
        assert [m.unit for m in durations.find(f"{count}{word}内")] == [unit], word


def test_masks_hide_no_unit() -> None:
    for word in table("time")["masks"]["words"]:
        if word not in table("time")["lifted"]:
            assert not list(durations.find(f"3{word}")), word


def text_of(body: str) -> Document:
    return pipeline.parse(pipeline.read_bytes(f"协议\n1. 约定{body}".encode(), "x.txt"))


def cost(run: Callable[[T], object], text: T) -> float:
    """Return the least processor time of three runs (the machine's other work does not count)."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(("name", "key"), PATTERNS)
def test_a_pattern_is_not_super_linear_in_its_window(name: str, key: str) -> None:
    """On 8 times the text a match from one place may not take 40 times as long (64 would be a square)."""
    compiled = pattern(name, key)
    for piece in PIECES:
        short, long = piece * (800 // len(piece)), piece * (6400 // len(piece))
        quick = max(cost(compiled.match, short), 5e-5)
        assert cost(compiled.match, long) < 40 * quick, piece


@pytest.mark.parametrize("find", [deadlines.find, references.find, amounts.find], ids=["limits", "pointers", "money"])
def test_extraction_is_linear_on_adversarial_text(find: Callable[[Document], object]) -> None:
    for piece in PIECES:
        small, large = (text_of(piece * (size // len(piece))) for size in (1_000, 8_000))
        assert cost(find, large) < 40 * max(cost(find, small), 1e-3), piece
