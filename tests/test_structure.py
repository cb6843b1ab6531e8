"""The clause tree: laws that hold for every text, and outlines to read."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legaltools import readers, structure
from legaltools.model.document import Document
from legaltools.model.source import ReadError, Source

CASES = sorted((Path(__file__).parent / "cases" / "structure").glob("*.*"))
GOLDEN = [path for path in CASES if path.suffix in (".txt", ".md")]


def tree(text: str, form: str = "text") -> Document:
    return structure.parse(Source("case", form, "utf-8", "", text))  # type: ignore[arg-type]


def outline(document: Document) -> Iterator[str]:
    """Yield a line for each node: kind, label and the first 60 characters of its own text."""
    for node in document.nodes:
        own = " ".join(document.text[node.text_start : min(node.end, node.text_start + 240)].split())
        kind = "" if node.kind == "clause" else f"[{node.kind}]"
        parts = filter(None, (kind, node.label, own if len(own) <= 60 else own[:59] + "\u2026"))
        yield "  " * node.depth + " ".join(parts) + "\n"


def hold(document: Document) -> None:
    """Assert the laws of the tree."""
    text, nodes = document.text, document.nodes
    ends = 0
    eids = set()
    for node in nodes:
        assert node.start >= ends
        assert not text[ends : node.start].strip()
        assert node.start < node.end <= len(text)
        assert node.start <= node.text_start <= node.end
        assert node.subtree_end >= node.end
        assert node.parent is None or node.parent in eids
        assert node.eid not in eids
        assert node.line == document.line_of(node.start)
        eids.add(node.eid)
        ends = node.end
    assert not text[ends:].strip()
    for fault in document.diagnostics:
        assert 0 <= fault.start <= fault.end <= len(text)
        assert fault.eid is None or fault.eid in eids
    structure.renumbering(document)


MARKERS = (
    "一、 二、 （一） （二） 1. 2. 1、 2、 1.1 1.2 2.1.1. 3.1.3.1.1． （1） （2） ① ② ⑴ ⒈ ㈠ a. b. i. ii. A、 I. Ⅰ、"
)
LINES = (
    "第一条 第二条 第十二条之一 第一章 第二节 附件一： 壹、 • · ** 1\\. 【审慎阅读】 目录 === --- <td> 包括： 服务协议"
)
WORDS = "36.2款确定的 甲方（盖章）： 更新日期：2021年5月8日 以下简称“用户” 甲方应当付款 服务费用"
SIGNS = "\n \t\r|#。；：，\u3000\u200b\x00\ud800"
PIECES = [*SIGNS, *f"{MARKERS} {LINES} {WORDS}".split(), "- ", "* ", "## ", "\n\n", "9" * 30]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from(["text", "markdown"]))
def test_the_laws_hold_for_mixtures_of_markers(text: str, form: str) -> None:
    hold(tree(text, form))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300), st.sampled_from(["text", "markdown"]))
def test_the_laws_hold_for_any_text(text: str, form: str) -> None:
    hold(tree(text, form))


@pytest.mark.shared
def test_the_laws_hold_for_real_documents(shared: Path) -> None:
    read = 0
    for path in [*sorted((shared / "texts").iterdir()), *sorted((shared / "versions").rglob("*.*"))]:
        try:
            source = readers.read(path.read_bytes(), path.name)
        except ReadError:
            continue
        hold(structure.parse(source))
        read += 1
    assert read > 50


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.name)
def test_the_outline_is_as_it_should_be(path: Path) -> None:
    """``UPDATE_CASES=1 pytest`` writes the outlines anew: read the difference before you keep it."""
    document = structure.parse(readers.read(path.read_bytes(), path.name))
    hold(document)
    faults = "".join(f"! {d.line} {d.code} {d.suggestion}".rstrip() + "\n" for d in document.diagnostics)
    found = "".join(outline(document)) + faults
    expected = path.with_name(path.name + ".outline")
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


ODD = [
    *("", "\n" * 9, "\x00" * 50_000, "\ud800\udfff" * 9_000, "甲" * 2_000_000, "  " * 100_000 + "甲"),
    *(mark * 50_000 for mark in ("（", "1、", "1.", "一", "第", "*", "①", "1.1")),
    *("（1）甲；（2）乙；" * 10_000, "甲方\n" * 20_000),
    "".join(f"{' ' * i}- 甲\n" for i in range(400)),
    "".join(f"{i}.1 甲\n" for i in range(9999)),
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_neither_raise_nor_hang(text: str) -> None:
    hold(tree(text))
    hold(tree(text, "markdown"))


def test_the_same_tree_every_time() -> None:
    rng = random.Random(7)
    text = "".join(rng.choice(PIECES) for _ in range(3000))
    assert tree(text).nodes == tree(text).nodes


def test_a_letter_goes_on_with_the_letters_also_under_headings_of_a_page() -> None:
    chapters = "".join(f"{letter}. 章节\n---\n\n您应当遵守。\n\n" for letter in "FGHIJ")
    document = structure.parse(readers.read(f"# 条款\n\n{chapters}".encode(), "a.md"))
    assert {node.parent for node in document.nodes if node.label[:1] in "FGHIJ" and node.label} == {None}
