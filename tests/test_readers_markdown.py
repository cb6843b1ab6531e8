"""Markdown: what the page would show of each line."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools import readers
from legaltools.model.source import Block, ReadError, Source


def read(text: str) -> Source:
    return readers.read(text.encode(), "a.md")


def shown(text: str) -> str:
    """The text without its markup."""
    hidden = {
        at for block in read(text).blocks for m in block.marks if m.kind == "markup" for at in range(m.start, m.end)
    }
    return "".join(char for at, char in enumerate(text) if at not in hidden)


def marks(text: str) -> list[str]:
    """Every mark but markup as ``kind:text`` or ``kind:text>value``."""
    found = [m for block in read(text).blocks for m in block.marks if m.kind != "markup"]
    return [f"{m.kind}:{text[m.start : m.end]}" + (f">{m.value}" if m.value else "") for m in found]


def kinds(text: str) -> list[str]:
    return [block.kind for block in read(text).blocks]


def check(source: Source) -> None:
    """Blocks are the lines, marks lie inside their lines and in order."""
    at = 0
    for line, block in zip(source.text.split("\n"), source.blocks, strict=True):
        assert (block.start, block.end) == (at, at + len(line))
        at = block.end + 1
        for mark in block.marks:
            assert block.start <= mark.start < mark.end <= block.end
        assert all(a.start <= b.start for a, b in pairwise(block.marks))


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("## 1、定义", "1、定义"),
        ("##定义 ##", "定义 "),
        ("# C#", "C#"),
        ("#1 号楼", "#1 号楼"),
        (r"1\. 甲方", "1. 甲方"),
        (r"\*注", "*注"),
        ("**注意。**请", "注意。请"),
        ("**1.1** 甲", "1.1 甲"),
        ("***甲***乙", "甲乙"),
        ("*甲*乙", "甲乙"),
        ("~~甲~~乙", "甲乙"),
        ("** 甲 **乙", " 甲 乙"),
        ('[甲](https://x.cn/a_(b) "题")', "甲"),
        ("[甲方](以下简称买方)", "[甲方](以下简称买方)"),
        ("![图](a.png)", "图"),
        ("<https://x.cn>", "https://x.cn"),
        ("`a*b*`", "a*b*"),
        ("``a`b``", "a`b"),
        ("a<br/>b", "ab"),
        ("甲&nbsp;乙", "甲乙"),
        ("甲方：____乙方：____", "甲方：____乙方：____"),
        ("__年__月", "__年__月"),
        ("****有限公司****", "****有限公司****"),
        ("3 * 5 * 7", "3 * 5 * 7"),
        ("a_b_c", "a_b_c"),
        ("**甲", "**甲"),
        ("[甲", "[甲"),
        ("甲<乙>丙", "甲<乙>丙"),
        ('2026年 {: datetime="2026" }', "2026年 "),
        ("> 甲", "甲"),
        ("<!-- 注 -->甲", "甲"),
        ('<x-y z="1">甲', "甲"),
    ],
)
def test_syntax_is_marked(text: str, visible: str) -> None:
    assert shown(text) == visible


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**甲**和**乙**", ["bold:甲", "bold:乙"]),
        ("***甲***", ["bold:甲", "italic:甲"]),
        ("__甲__ _乙_", ["bold:甲", "italic:乙"]),
        ("~~甲~~", ["strike:甲"]),
        ("**甲\n乙**丙", ["bold:甲", "bold:乙"]),
        ("**甲\n\n乙**丙", []),
        ("[甲](#b)", ["link:甲>#b"]),
        ("**[甲](/x)**", ["bold:[甲](/x)", "link:甲>/x"]),
        ("<b>甲</b><u>乙</u><a href='/x'>丙</a>", ["bold:甲", "underline:乙", "link:丙>/x"]),
        ("[甲][one] [two]\n\n[one]: /1\n[two]: </2>", ["link:甲>/1", "link:two>/2"]),
        ("- **甲**：乙", ["bold:甲"]),
        ("1. *甲*", ["italic:甲"]),
    ],
)
def test_emphasis_and_links(text: str, found: list[str]) -> None:
    assert marks(text) == found


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# 甲\n乙", [1, 0]), ("甲\n==\n乙", [1, 0, 0]), ("甲\n---", [2, 0]), ("甲\n乙\n---", [0, 0, 0]),
        ("甲\n\n---", [0, 0, 0]), ("#", [1]), ("####### 甲", [0]), ("**甲**\n===", [1, 0]), ("- 甲\n---", [0, 0]),
    ],
)  # fmt: skip
def test_heading_levels(text: str, levels: list[int]) -> None:
    assert [block.level for block in read(text).blocks] == levels


def test_lists_nest() -> None:
    text = "1. 甲\n   - 乙\n   - 丙\n\n     丙二\n2. 丁\n\n己\n* a\n\t* b"
    assert [block.indent for block in read(text).blocks] == [1, 2, 2, 0, 2, 1, 0, 0, 1, 2]


def test_blocks_of_other_kinds() -> None:
    assert kinds("```\n# 甲\n```\n# 乙") == ["code", "code", "code", "heading"]
    assert kinds("---\ntitle: 甲\n---\n乙") == ["header", "header", "header", "paragraph"]
    assert kinds("---\n甲\n乙") == ["rule", "paragraph", "paragraph"]
    assert kinds("> 甲\n> # 乙\n丙") == ["quote", "heading", "paragraph"]
    assert kinds("甲\n***\n乙\n- - -") == ["paragraph", "rule", "paragraph", "rule"]
    assert kinds("[^1]: 注") == ["footnote"]


def test_tables() -> None:
    blocks: tuple[Block, ...] = read("项 | 值\n--- | ---\n甲 | **一**\n\n乙 | 二").blocks
    assert [block.kind for block in blocks] == ["cell", "rule", "cell", "paragraph", "paragraph"]
    assert [block.cell.row for block in blocks if block.cell] == [0, 1]
    assert shown("项 | 值\n--- | ---") == "项  值\n"


def test_comments_and_tags_over_lines() -> None:
    assert shown("甲<!-- 乙\n\n丙 -->丁").split() == ["甲", "丁"]
    assert shown('<x\n a="1"\n b="2"/>\n甲').split() == ["甲"]
    assert shown("<!-- 甲\n乙") == "<!-- 甲\n乙"


@given(st.text(st.sampled_from("甲乙。 \t\n#*_~`[]()<>!-=+|\\&{}:1.ab\u3000"), max_size=120))
def test_any_text_has_its_lines(text: str) -> None:
    try:
        source = read(text)
    except ReadError:
        assert not text.strip()
    else:
        check(source)


@pytest.mark.parametrize(
    "piece",
    [
        "**a ",
        "*a",
        "[",
        "](",
        "`` ` ",
        "<!-- ",
        "<b><u>",
        "> ",
        "- ",
        "# ",
        "__",
        "\\",
        "&nbsp;",
        "<a b=",
        "1. ",
        "| ",
        "{:",
        "a\n",
        "<!--\n",
        "**\n",
        "[a]: b\n",
        "<a b=\n",
        "|-\n",
        "\t- a\n",
    ],
)
def test_time_is_linear(piece: str) -> None:
    source = read("甲" + piece * (200_000 // len(piece)))
    assert len(source.blocks) == source.text.count("\n") + 1


@pytest.mark.shared
def test_real_texts(real: Callable[[str], list[Path]]) -> None:
    for path in real("[tv]e*/**/*.md"):
        check(readers.read(path.read_bytes(), path.name))
