"""PDF: paragraphs, running heads, columns and emphasis of files made here."""

import random
import shutil
import tomllib
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_maker import Text, column, pdf

from legaltools import readers
from legaltools.model.source import ReadError, Source
from legaltools.report.catalog import message

CLAUSE = (
    "甲方应当在收到乙方书面通知之日起十日内付清全部价款，逾期付款的应当按照每日万分之五的标准支付违约金，并赔偿损失。"
)

OTHER = (
    "丙方不得将其在本合同项下的权利义务转让给第四方，但事先取得全体当事人书面同意的除外；擅自转让的，对他人不发生效力。"
)


def read(pages: list[list[Text | str]]) -> Source:
    return readers.read(pdf(pages), "a.pdf")


def lines(*text: str) -> list[str]:
    return read([column(text)]).text.split("\n")


def wrapped(text: str, width: int = 36) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def test_wrapped_lines_are_joined() -> None:
    assert lines("\u3000\u3000" + CLAUSE[:34], CLAUSE[34:], "\u3000\u3000" + OTHER[:34], OTHER[34:]) == [CLAUSE, OTHER]
    assert lines(*wrapped("一、" + CLAUSE), *wrapped("二、" + OTHER)) == ["一、" + CLAUSE, "二、" + OTHER]


def test_a_full_line_before_a_label_ends_its_paragraph() -> None:
    text = [CLAUSE[:35] + "。", "1. " + CLAUSE[:10], OTHER[:35] + "。", "第二条" + OTHER[:10]]
    assert lines(*text) == text
    reference = CLAUSE[:34] + "依照"
    assert lines(reference, "36.2款确定的时限付款。") == [reference + "36.2款确定的时限付款。"]


def test_a_hanging_indent_goes_on() -> None:
    page = [Text(72, 760, "•"), *column(wrapped(CLAUSE, 34), x=93), Text(72, 700, "•"), Text(93, 700, "乙方")]
    assert read([page]).text.split("\n") == ["• " + CLAUSE, "• 乙方"]


def test_first_lines_with_an_indent_begin_paragraphs() -> None:
    first, second = "\u3000\u3000" + CLAUSE[:34], "\u3000\u3000" + OTHER[:34]
    assert lines(first, second, CLAUSE[4:40], CLAUSE[9:12]) == [CLAUSE[:34], OTHER[:34] + CLAUSE[4:40] + CLAUSE[9:12]]


def test_spaces() -> None:
    page = [
        Text(72, 760, "甲方（盖章）："),
        Text(300, 760, "乙方："),
        Text(72, 700, "Party A"),
        Text(72, 680, "第"),
        Text(96, 680, "条"),
    ]
    assert read([page]).text.split("\n") == ["甲方（盖章）： 乙方：", "Party A", "第 条"]
    latin = "the party shall pay the price to the other party within ten days of the no"
    assert lines(latin, "tice given")[0] == f"{latin} tice given"


def test_running_heads_and_page_numbers_are_apart() -> None:
    pages = []
    for number in range(1, 4):
        text = column([*wrapped(CLAUSE[:-1] + OTHER[:-1] + f"{number}" * 9)[:3]], y=700)
        pages.append([Text(72, 800, "服务合同 版本2"), *text, Text(290, 40, f"第 {number} 页 共 3 页")])
    source = read(pages)
    kinds = [(block.kind, source.text[block.start : block.end], block.page) for block in source.blocks]
    assert [kind for kind in kinds if kind[0] != "paragraph"] == [
        (kind, text, page)
        for page in (1, 2, 3)
        for kind, text in (("header", "服务合同 版本2"), ("page_number", f"第 {page} 页 共 3 页"))
    ]
    assert len([kind for kind in kinds if kind[0] == "paragraph"]) == 1
    assert read([[*column([CLAUSE[:20]]), Text(290, 40, "- 12 -")]]).blocks[1].kind == "page_number"


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = wrapped(CLAUSE + OTHER, 15), wrapped(OTHER + CLAUSE, 15)
    page = [Text(200, 800, "合同条款", 16), *column(left, x=72), *column(right, x=320)]
    assert read([page]).text.split("\n") == ["合同条款", CLAUSE + OTHER, OTHER + CLAUSE]


def test_emphasis() -> None:
    page: list[Text | str] = [
        Text(72, 760, CLAUSE[:20]),
        Text(72, 700, "特别提示", bold=True),
        Text(72, 640, CLAUSE[20:30], 16, color="1 0 0"),
        Text(72, 600, "乙方"),
        "96 598 m 120 598 l S",
        Text(96, 600, "甲方"),
        "72 500 m 500 500 l S",
    ]
    source = read([page])
    marks = [f"{m.kind}:{source.text[m.start : m.end]}>{m.value}" for block in source.blocks for m in block.marks]
    assert marks == [
        "bold:特别提示>", f"color:{CLAUSE[20:30]}>FF0000", f"size:{CLAUSE[20:30]}>16", "underline:甲方>",
    ]  # fmt: skip


def test_radicals_become_characters_and_are_noted() -> None:
    source = read([column(["⽤户通过⽹络承担⺠事责任的⻛险"])])
    assert source.text == "用户通过网络承担民事责任的风险"
    note = source.notes[0]
    assert note.code == "SRC002" and note.args["count"] == "4" and "⺠→民" in note.args["examples"]
    assert "4" in message("diagnostics.SRC002", "en", **note.args)


def test_the_table_of_radicals(root: Path) -> None:
    table = tomllib.loads((root / "legaltools" / "lexicon" / "radicals.toml").read_text(encoding="utf-8"))
    for radical, char in table["radicals"].items():
        assert "CJK RADICAL" in unicodedata.name(radical) and "CJK UNIFIED" in unicodedata.name(char)
    assert all(0xE000 <= ord(char) < 0xF900 for char in table["symbols"])


def test_unusable_files() -> None:
    image = "q 100 0 0 100 72 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    for data, codes in (
        (b"%PDF-1.7 nothing", {"damaged"}),
        (pdf([[]]), {"empty"}),
        (pdf([[image]]), {"scanned_ocrmypdf" if shutil.which("ocrmypdf") else "scanned"}),
        (b"no pdf at all", {"damaged"}),
    ):
        with pytest.raises(ReadError) as error:
            readers.read(data, "a.pdf")
        assert error.value.code in codes
        assert error.value.code not in message(f"errors.{error.value.code}", **error.value.details)


def test_a_page_that_is_only_a_picture_is_noted() -> None:
    image = "q 100 0 0 100 72 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    source = read([column([CLAUSE[:20]]), [image]])
    assert [note.args for note in source.notes] == [{"pages": "2"}]


def test_damaged_files_end_in_a_source_or_an_error() -> None:
    data = pdf([column(wrapped(CLAUSE))])
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(data[: chance.randrange(9, len(data))] if chance.random() < 0.5 else data)
        for _ in range(chance.randrange(1, 12)):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        with suppress(ReadError):
            source = readers.read(bytes(broken), "a.pdf")
            assert len(source.blocks) == source.text.count("\n") + 1
            source.text.encode()


@given(st.lists(st.tuples(st.floats(0, 595), st.floats(0, 842), st.text(max_size=8), st.floats(1, 40)), max_size=12))
def test_any_layout_keeps_every_character(texts: list[tuple[float, float, str, float]]) -> None:
    page = [
        Text(round(x, 2), round(y, 2), "".join(c for c in t if c.isalpha() and c < "\u2e80"), round(s, 2))
        for x, y, t, s in texts
    ]
    with suppress(ReadError):
        source = read([list(page)])
        assert len(source.blocks) == source.text.count("\n") + 1


@pytest.mark.shared
def test_real_file(real: Callable[[str], list[Path]]) -> None:
    for path in real("texts/*.pdf"):
        source = readers.read(path.read_bytes(), path.name)
        assert not any(0x2E80 <= ord(char) < 0x2FE0 for char in source.text)
