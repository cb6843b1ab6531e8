"""Web pages: what a browser shows, read without one."""

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools import readers
from legaltools.model.source import Block, ReadError, Source


def read(page: str | bytes) -> Source:
    return readers.read(page if isinstance(page, bytes) else page.encode(), "a.html")


def lines(page: str | bytes) -> list[str]:
    return read(page).text.split("\n")


def marks(page: str) -> list[str]:
    source = read(page)
    found = [mark for block in source.blocks for mark in block.marks]
    return [f"{m.kind}:{source.text[m.start : m.end]}" + (f">{m.value}" if m.value else "") for m in found]


def kinds(page: str) -> dict[str, str]:
    source = read(page)
    return {source.text[block.start : block.end]: block.kind for block in source.blocks}


def check(source: Source) -> None:
    at = 0
    for line, block in zip(source.text.split("\n"), source.blocks, strict=True):
        assert (block.start, block.end) == (at, at + len(line))
        assert block.label_end is None or block.start < block.label_end <= block.end
        at = block.end + 1
        for mark in block.marks:
            assert block.start <= mark.start < mark.end <= block.end
        assert all(a.start <= b.start for a, b in pairwise(block.marks))
    source.text.encode()


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>甲</p>乙<div>丙<p>丁", ["甲", "乙", "丙", "丁"]),
        ("一、<b>甲</b>方<br>二、乙<br/><br>三、丙", ["一、甲方", "二、乙", "三、丙"]),
        ("<p>甲方\n  应当<b>\n付款</b>\nby  wire\n transfer</p>", ["甲方应当付款 by wire transfer"]),
        ("<p>合同 \n“甲方”</p>", ["合同“甲方”"]),
        ("<p>&nbsp;&nbsp;甲　乙</p><p>&nbsp;</p>", ["\u00a0\u00a0甲\u3000乙"]),
        ("<span>第</span><span>一</span><em>条</em> 定义", ["第一条 定义"]),
        ("<pre>\n一、甲\n  1. 乙\n\n二、丙</pre>", ["一、甲", "  1. 乙", "", "二、丙"]),
        ("<textarea>甲\n乙</textarea>", ["甲", "乙"]),
        ("<script>x</script><style>y</style><title>题</title><p>甲<!-- 注 --></p><select><option>选", ["甲"]),
        ('<%@ page a="b" %>\n<html><p><%= x > y %>甲', ["甲"]),
        ("<div>a</div><div style='display:inline'>b</div>c<span style='display:block'>d</span>", ["a", "bc", "d"]),
    ],
)
def test_lines_are_those_a_browser_shows(page: str, shown: list[str]) -> None:
    assert lines(page) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3. 甲", "7. 乙", "8. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=a><li>甲<li type=I>乙</ol>", ["a. 甲", "II. 乙"]),
        ("<ol type=i start=4><li>甲</ol>", ["iv. 甲"]),
        ("<ol type=A start=27><li>甲</ol>", ["AA. 甲"]),
        ("<ul><li>甲<ul><li>乙<ul><li>丙</ul></ul></ul>", ["• 甲", "◦ 乙", "▪ 丙"]),
        ("<ol><li><p>甲</p><p>乙</p></li><li>丙</ol>", ["1. 甲", "乙", "2. 丙"]),
        ("<ol><li><ol type=a><li>甲</ol></ol>", ["1.", "a. 甲"]),
        ("<ol><li></li><li>乙</ol>", ["1.", "2. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["一、 甲", "二、 乙"]),
        ("<style>ol.x{list-style:none}</style><ol class=x><li>1. 甲</ol>", ["1. 甲"]),
        ("<style>.n > li{list-style-type: upper-roman}</style><ol class=n><li>甲</ol>", ["I. 甲"]),
    ],
)
def test_list_markers_are_labels(page: str, shown: list[str]) -> None:
    assert [line.rstrip() for line in lines(page)] == shown


def test_labels_and_nesting_are_told() -> None:
    source = read("<ol><li>甲<ol type=a><li>乙</ol><li>2. 丙</ol><p>丁")
    told = [(source.text[b.start : b.label_end] if b.label_end else None, b.indent) for b in source.blocks]
    assert told == [("1.", 1), ("a.", 2), ("2.", 1), (None, 0)]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("甲<b>乙</b><strong>丙</strong>丁", ["bold:乙丙"]),
        ("<i>甲</i><u>乙</u><del>丙</del>", ["italic:甲", "underline:乙", "strike:丙"]),
        ("<p>甲乙丙<span style='font-weight:700;color:#f00'>丁</span>", ["bold:丁", "color:丁>FF0000"]),
        ("<p>甲乙丙<font color=red size=5>丁</font>", ["color:丁>FF0000", "size:丁>18"]),
        ("<style>.k{text-decoration:underline} p .w{background:yellow}</style><p class=k>甲<i class=w>乙</i>",
         ["underline:甲乙", "highlight:乙>FFFF00", "italic:乙"]),
        ("<style>b{font-weight:normal} @media print{p{font-weight:bold}} @media screen{u{font-style:italic}}</style>"
         "<p><b>甲</b><u>乙</u>", ["italic:乙", "underline:乙"]),
        ("<style>#a{font-weight:normal} .b{font-weight:bold}</style><p class=b>甲<p class=b id=a>乙", ["bold:甲"]),
        ("<p>甲<mark>乙</mark><span style='text-transform:uppercase'>abc</span>", ["highlight:乙>FFFF00", "caps:abc"]),
        ("<p>甲<span style='display:none'>乙</span><span hidden>丙</span>", ["hidden:乙丙"]),
        ("<a href='/x?a=1&amp;b=2'>甲</a> <a href='javascript:alert(1)'>乙</a>",
         ["link:甲>/x?a=1&b=2", "link:乙>javascript:alert(1)"]),
        ("<h2>甲</h2><p>乙乙乙", ["bold:甲", "size:甲>18"]),
        ("<body style='color:#333;font-size:14px'><p>甲", []),
        ("<p style='font: bold 16px/1.5 serif'>甲", ["bold:甲"]),
    ],
)  # fmt: skip
def test_emphasis_of_tags_and_rules(page: str, found: list[str]) -> None:
    assert marks(page) == found


@pytest.mark.parametrize(
    ("page", "level"),
    [
        ("<h3>甲</h3>", 3),
        ("<div class='text-h6 mb'>甲</div>", 6),
        ("<p role=heading aria-level=2>甲", 2),
        ("<p class=h>甲", 0),
    ],
)
def test_heading_levels(page: str, level: int) -> None:
    assert read(page).blocks[0].level == level


def test_data_tables_have_places() -> None:
    page = "<table><tr><th>项<th>价<tr><td rowspan=2>甲<br>乙<td>1<tr><td>2</table><p>后<table><tr><td>a<td>b</table>"
    source = read(page)
    cells = [
        (source.text[b.start : b.end], b.cell and (b.cell.table, b.cell.row, b.cell.column)) for b in source.blocks
    ]
    assert cells == [
        ("项", (0, 0, 0)), ("价", (0, 0, 1)), ("甲", (0, 1, 0)), ("乙", (0, 1, 0)), ("1", (0, 1, 1)), ("2", (0, 2, 1)),
        ("后", None), ("a", (1, 0, 0)), ("b", (1, 0, 1)),
    ]  # fmt: skip
    assert [b.kind for b in source.blocks][:2] == ["cell", "cell"]


def test_tables_that_only_place_text() -> None:
    long = "甲方应当按照本合同约定的时间和方式支付全部价款。" * 10
    assert lines(f"<table><tr><td>{long}<tr><td>乙</table>") == [long, "乙"]
    assert lines(f"<table><tr><td>1.1</td><td><p>{long}</p></td></tr><tr><td>1.2<td>乙</table>")[0] == f"1.1 {long}"
    assert all(block.cell is None for block in read(f"<table><tr><td>1.1<td>{long}</table>").blocks)


def test_soft_breaks_anchors_and_paragraphs() -> None:
    blocks: tuple[Block, ...] = read("<a name=x></a><p id=y>甲<br>乙<br><br>丙<p>丁").blocks
    assert [block.continues for block in blocks] == [False, True, False, False]
    assert blocks[0].anchors == ("x", "y") and not blocks[1].anchors
    assert [block.origin for block in blocks] == [0, 0, 1, 2]


def test_navigation_is_told_apart_but_kept() -> None:
    clause = "甲方应当按照本合同约定的时间和方式支付全部价款，逾期的应当支付违约金。" * 6
    menu = "<ul><li><a href=/a>首页</a><li><a href=/b>产品</a><li><a href=/c>帮助</a></ul>"
    footer = "<footer>版权所有 <a href=/e>备案</a></footer>"
    page = f"<nav>{menu}</nav><h1>服务协议</h1><p>{clause}<p>二、<a href=/d>隐私政策</a>{footer}"
    told = kinds(page)
    assert told["• 首页"] == "header" and told["版权所有 备案"] == "footer"
    assert told["服务协议"] == "heading" and told[clause] == "paragraph" and told["二、隐私政策"] == "paragraph"
    assert kinds(f"{menu}<p>{clause}")["• 产品"] == "header"
    contents = "".join(f"<p><a href=#c{n}>第{n}章</a>" for n in range(4))
    assert kinds(f"{contents}<p>{clause}")["第2章"] == "toc"
    assert kinds(f"<p>左<article><h1>题</h1><p>{clause}</article>右") == {
        "左": "header", "题": "heading", clause: "paragraph", "右": "footer",
    }  # fmt: skip


def test_markdown_inside_pre() -> None:
    page = "<pre># 隐私政策\n==========\n**一、总则**\n\n正文**甲**\n# 二\n</pre>"
    source = read(page)
    assert [block.level for block in source.blocks] == [1, 0, 0, 0, 0, 1]
    assert "bold:一、总则" in marks(page) and "bold:甲" in marks(page)


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<meta charset=gb2312><p>甲方應當", "gb18030"), ("<p>甲方应当按约定付款。", "gb18030"), ("<p>甲方", "utf-8"),
        ("\ufeff<p>甲方", "utf-16-le"), ("<meta charset=iso-8859-1><p>甲方应当按约定付款", "gb18030"),
        ("<meta http-equiv=x content='text/html; charset=big5'><p>甲方", "big5"),
        ("<meta charset=nonsense><p>甲方应当按约定付款。", "gb18030"),
    ],
)  # fmt: skip
def test_charset(page: str, encoding: str) -> None:
    source = read(page.encode(encoding))
    assert source.encoding == encoding
    assert source.text.startswith("甲方")


def test_unusable_pages() -> None:
    for page in ("<html></html>", "<html><body><script>document.write('甲')</script>"):
        with pytest.raises(ReadError, match="empty"):
            read(page)
    with pytest.raises(ReadError, match="damaged"):
        read("<html>" + "<div>" * 100_000 + "甲")


@pytest.mark.parametrize(
    "piece",
    ["<p>甲", "<b><p>", "<a href=x>", "<li>", "<table><tr>", "<font>", "<td>", "<br>", "&nbsp;", "<a name=x>",
     "<pre>\n", "<style>p{", "<ol><li>甲</ol>", "<%", "<!--", "</p>", "<svg>", "<select><option>", "<form>",
     "<x y=z>", "<i></b>"],
)  # fmt: skip
def test_time_is_bounded(piece: str) -> None:
    try:
        check(read("<html>甲" + piece * (60_000 // len(piece))))
    except ReadError as error:
        assert error.code in ("damaged", "empty")


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<ol type=a>", "<li>", "</ol>", "<ul>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<br>",
     "<b>", "</b>", "<a href=#x>", "</a>", "<pre>", "</pre>", "\n", " ", "甲", "1.", "&nbsp;", "<h2>", "<nav>",
     "<div style='display:none'>",
     "</div>", "<style>p{color:red}</style>", "<textarea>", "<title>", "<", ">", "<!--", "&#0;", "&#xd800;", "\x01"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_page_is_a_source_or_an_error(page: str) -> None:
    try:
        check(read(page))
    except ReadError as error:
        assert error.code in ("empty", "nul", "damaged")


@given(st.binary(max_size=300))
def test_any_bytes_called_html(data: bytes) -> None:
    with suppress(ReadError):
        check(readers.read(b"<html>" + data, "a.html"))


@pytest.mark.shared
def test_real_pages(real: Callable[[str], list[Path]]) -> None:
    for path in real("texts/*.html"):
        check(readers.read(path.read_bytes(), path.name))
