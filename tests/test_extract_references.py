"""References: a table of expressions put into two documents of our own, and laws over any text."""

from pathlib import Path

import pytest

from legaltools import pipeline
from legaltools.extract import references
from legaltools.model.annotation import Reference
from legaltools.model.document import Document

CASES = Path(__file__).parent / "cases" / "extract"
FRAMES = {"a": "frame-articles.txt", "d": "frame-decimal.txt"}
ROWS = [
    line.split("\t")
    for line in (CASES / "references.tsv").read_text(encoding="utf-8").splitlines()
    if line and line[0] != "#"
]


def place(frame: str, sentence: str) -> tuple[Document, int]:
    """Return the frame with the sentence in it and the sentence's offset."""
    text = (CASES / FRAMES[frame]).read_text(encoding="utf-8")
    at = text.index("※")
    return pipeline.parse(pipeline.read_bytes(text.replace("※", sentence).encode(), "terms.txt")), at


def within(document: Document, low: int, high: int) -> list[Reference]:
    return [r for r in references.find(document) if low <= r.start < high]


def first_line(document: Document, eid: str) -> str:
    node = document.by_eid[eid]
    return document.text[node.start : node.end].strip()


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize("row", [r for r in ROWS if len(r) == 3], ids=lambda r: f"{r[0]} {r[1]}")
def test_no_reference(row: list[str]) -> None:
    document, at = place(row[0], row[1])
    assert [r.text for r in within(document, at, at + len(row[1]))] == []


@pytest.mark.parametrize("row", [r for r in ROWS if len(r) > 3], ids=lambda r: f"{r[0]} {r[1]}")
def test_expression(row: list[str]) -> None:
    frame, marked, kind, status, targets = row
    sentence = marked.replace("{", "").replace("}", "")
    document, at = place(frame, sentence)
    low, high = at + marked.index("{"), at + marked.index("}") - 1
    found = within(document, at, at + len(sentence))
    assert {r.kind for r in found} == {kind}, [r.text for r in found]
    assert low <= found[0].start and found[-1].end <= high + 1
    assert {r.status for r in found} == {status}
    got = [first_line(document, eid) for r in found for eid in r.targets]
    wanted = [] if targets == "-" else targets.split("|")
    assert len(got) == len(wanted), got
    assert all(line.startswith(head) for line, head in zip(got, wanted, strict=True)), got


@pytest.mark.parametrize(
    ("text", "mention", "line"),
    [
        ("1. 【留置】乙方不得留置货物。\n2. 违反【留置】条款的，支付违约金。", "【留置】条款", 1),
        ("1. 费用说明：另行约定。\n2. 以本合同“费用说明”为准。", "“费用说明”", 1),
        ("1. 附件：\n1.1 《报价单》\n1.2 《验收标准》", "《报价单》", 0),
        (
            "五、管理\n1. 查阅资料\n您可以在线查阅。\n2. 更正 按本条第1点的路径更正。\na) 甲\nb) 乙",
            "本条第1点",
            2,
        ),
        ("1. 用户不得有下列行为：\n（1）刷单；\n（2）炒信；\n（3）为以上行为提供工具。", "以上行为", 1),
        ("2.1 用户应保密\n用户同意：\n(a)及时通知；\n(b)因违反本款造成的损失自负。", "本款", 1),
    ],
)
def test_place_of_a_mention(text: str, mention: str, line: int) -> None:
    document = pipeline.parse(pipeline.read_bytes(text.encode(), "terms.txt"))
    found = [r for r in references.find(document) if r.text == mention]
    assert [[document.by_eid[eid].line for eid in r.targets] for r in found] == [[line] if line else []]


def test_address_that_is_its_own_words_is_two() -> None:
    document = pipeline.parse(pipeline.read_bytes("1. 见 [http://e.com/a](http://e.com/a)。".encode(), "terms.md"))
    assert [r.text for r in references.find(document)] == ["http://e.com/a"] * 2


def test_own_title_among_others_is_one_of_them() -> None:
    text = "小店会员章程\n1. 会员应遵守《小店会员章程》、《小店公约》。\n2. 会员应仔细阅读《小店会员章程》。"
    document = pipeline.parse(pipeline.read_bytes(text.encode(), "terms.txt"))
    assert [r.text for r in references.find(document)] == ["《小店会员章程》", "《小店公约》"]


def test_own_name_in_brackets_is_no_reference() -> None:
    document = pipeline.parse(pipeline.read_bytes("1. 【支付条款】甲方应当付款。".encode(), "terms.txt"))
    assert references.find(document) == ()


def test_numbers_with_dashes_are_no_ranges_where_labels_have_them() -> None:
    text = (
        "许可协议\n第一条　定义\n１－１　“产品”是指软件。\n１－２　双方应当守约。\n"
        "第二条　付款\n２－１　甲方应按第１－２款付款。\n"
    )
    document = pipeline.parse(pipeline.read_bytes(text.encode(), "a.txt"))
    (reference,) = pipeline.extract(document).references
    assert [document.by_eid[eid].label for eid in reference.targets] == ["１－２"]
