"""What holds of limits, references and amounts on any text, and on every real document."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legaltools import pipeline
from legaltools.extract import amounts, deadlines, references
from legaltools.model.document import Document

WORDS = [
    word.replace("⏎", "\n")
    for word in (Path(__file__).parent / "cases" / "extract" / "words.txt").read_text(encoding="utf-8").split()
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


def check(document: Document) -> None:
    """Hold every value to its text, its node and its order."""
    text = document.text
    for found in (deadlines.find(document), references.find(document), amounts.find(document)):
        assert [x.start for x in found] == sorted(x.start for x in found)
        for x in found:
            assert 0 <= x.start < x.end <= len(text)
            assert x.text == text[x.start : x.end]
            assert x.line == document.line_of(x.start)
            assert x.eid in document.by_eid
    for limit in deadlines.find(document):
        assert limit.vague or limit.unit is not None
        assert limit.upper is None or not isinstance(limit.value, str)
    for reference in references.find(document):
        assert all(eid in document.by_eid for eid in reference.targets)
        assert bool(reference.targets) or reference.status in ("dangling", "external")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_laws_on_words_of_contracts(text: str) -> None:
    check(pipeline.parse(pipeline.read_bytes(f"协议\n1. 总则{text}".encode(), "x.txt")))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=80).filter(lambda t: bool(t.strip()) and "\x00" not in t))
def test_laws_on_any_text(text: str) -> None:
    check(pipeline.parse(pipeline.read_bytes(f"协议 {text}".encode("utf-8", "replace"), "x.txt")))


@pytest.mark.shared
def test_laws_on_real_documents(real: Callable[[str], list[Path]]) -> None:
    for path in real("texts/*"):
        if path.suffix in (".txt", ".md"):
            check(pipeline.parse(path))
