"""The tables time, references and money: every pattern's own examples, and its cost on adversarial input."""

import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from legaltools import pipeline
from legaltools.extract import amounts, deadlines, durations, references
from legaltools.lexicon import Triggers, fill, pattern, table
from legaltools.model.document import Document

T = TypeVar("T")

TABLES = ("time", "references", "money")
PATTERNS = [(name, key) for name in TABLES for key in table(name)["patterns"]]
PIECES = [*(Path(__file__).parent / "cases" / "extract" / "pieces.txt").read_text(encoding="utf-8").split(), "  1"]


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


def counts(text: str) -> list[durations.Measure]:
    return list(durations.find(text, Triggers(durations.triggers()).find(text)))


def test_every_unit_word_is_read_as_its_unit() -> None:
    for word, unit in durations.units().items():
        count = "两" if word == table("time")["bare_month"] else "3"
        assert [m.unit for m in counts(f"{count}{word}内")] == [unit], word


def test_masks_hide_no_unit() -> None:
    for word in table("time")["masks"]["words"]:
        if word not in table("time")["lifted"]:
            assert not counts(f"3{word}"), word


@cache
def text_of(piece: str, size: int) -> Document:
    body = piece * (size // len(piece))
    return pipeline.parse(pipeline.read_bytes(f"协议\n1. 约定{body}".encode(), "x.txt"))


def cost(run: Callable[[T], object], text: T) -> float:
    """Return the processor time of a run (the machine's other work does not count)."""
    start = time.process_time()
    run(text)
    return time.process_time() - start


def grows_linearly(run: Callable[[T], object], small: T, large: T, least: float) -> bool:
    """Tell whether 8 times the text costs less than 40 times as much (64 would be a square), in one of three tries."""
    return any(cost(run, large) < 40 * max(cost(run, small), least) for _ in range(3))


@pytest.mark.parametrize(("name", "key"), PATTERNS)
def test_a_pattern_is_not_super_linear_in_its_window(name: str, key: str) -> None:
    compiled = pattern(name, key)
    for piece in PIECES:
        short, long = piece * (800 // len(piece)), piece * (6400 // len(piece))
        assert grows_linearly(compiled.match, short, long, 5e-5), piece


@pytest.mark.parametrize("find", [deadlines.find, references.find, amounts.find], ids=["limits", "pointers", "money"])
def test_extraction_is_linear_on_adversarial_text(find: Callable[[Document], object]) -> None:
    for piece in PIECES:
        assert grows_linearly(find, text_of(piece, 1_000), text_of(piece, 8_000), 1e-3), piece
