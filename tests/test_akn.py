"""Akoma Ntoso out and back: valid, nothing lost, the same tree, nothing in a text becomes markup."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from legaltools import pipeline, readers, structure
from legaltools.model.annotation import Annotations, Party, Reference, Term
from legaltools.model.document import Document
from legaltools.model.source import Block, Cell, Mark, ReadError, Source
from legaltools.model.span import Span
from legaltools.writers import akn
from tests.test_cli import run

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
CONTRACT = (
    "示例服务协议\n\n本协议由双方订立。\n\n第一章　总则\n第一条　定义\n　　“服务”是指示例公司提供的服务。\n"
    "第二条　付款 用户应当：\n（一）按第一条付款；\n（二）遵守《民法典》。\n\x0c第 1 页\n（三）保管密码。\n"
    "甲方（签字）：\n乙方（签字）："
)


def document(text: str, form: str = "a.txt") -> Document:
    return pipeline.parse(readers.read(text.encode(), form))


def written(value: Document) -> bytes:
    return akn.write(akn.Input(value, pipeline.extract(value)))


def back(data: bytes) -> Document:
    return pipeline.parse(readers.read(data, "a.akn"))


def tree(value: Document) -> list[tuple[object, ...]]:
    return [(n.eid, n.kind, n.label, n.parent, n.heading, n.start, n.end, n.emphasis) for n in value.nodes]


def shown(data: bytes) -> str:
    """Return all characters of the document's parts, as any reader of XML sees them."""
    doc = etree.fromstring(data)[0]
    return "".join("".join(part.itertext()) for part in doc if part.tag != f"{AKN}meta")


def found(data: bytes, name: str) -> list[etree._Element]:
    return list(etree.fromstring(data).iter(AKN + name))


def words(data: bytes, name: str) -> list[str]:
    return ["".join(element.itertext()) for element in found(data, name)]


def test_sample_comes_back(sample: Path) -> None:
    before = pipeline.parse(sample)
    data = written(before)
    after = back(data)
    assert after.text == before.text
    assert tree(after) == tree(before)
    assert data == written(pipeline.parse(sample))


def test_the_text_alone_gives_the_tree(sample: Path) -> None:
    before = pipeline.parse(sample)
    assert tree(document(shown(written(before)))) == tree(before)


def test_elements_are_nodes_with_their_addresses(sample: Path) -> None:
    before = pipeline.parse(sample)
    carried = [e.get("eId") for e in etree.fromstring(written(before)).iter(f"{AKN}*") if e.get("eId")]
    assert len(carried) == len(set(carried))
    assert {node.eid for node in before.nodes} <= set(carried)


def test_number_heading_and_text_are_told_apart() -> None:
    data = written(document(CONTRACT))
    assert words(data, "docTitle") == ["示例服务协议"]
    assert [word.strip() for word in words(data, "num")] == ["第一章", "第一条", "第二条", "（一）", "（二）", "（三）"]
    assert words(data, "heading")[:2] == ["总则", "定义"]
    assert len(found(data, "chapter")) == 1
    assert len(found(data, "subparagraph")) == 3
    assert words(data, "conclusions") == ["甲方（签字）：\n乙方（签字）："]


def test_references_and_terms_are_marked() -> None:
    data = written(document(CONTRACT))
    links = {"".join(e.itertext()): e.get("href") for e in found(data, "ref")}
    assert links["第一条"] == "#chp_1__art_1"
    assert links["《民法典》"].startswith("/akn/cn/act/%E6%B0%91")
    assert words(data, "def") == ["服务"]
    assert found(data, "TLCTerm")[0].get("showAs") == "服务"


def test_a_page_number_inside_a_clause_stays_where_it_stands() -> None:
    before = document(CONTRACT)
    assert "\x0c" in before.text
    after = back(written(before))
    assert after.text == before.text.replace("\x0c", " ")
    assert [(n.eid, n.label, n.parent) for n in after.nodes] == [(n.eid, n.label, n.parent) for n in before.nodes]


def test_a_table_is_a_table() -> None:
    rows = "<tr><td>甲</td><td><p>乙</p><p>丙</p></td></tr><tr><td>丁</td><td>戊</td></tr>"
    before = document(f"<p>1. 费用如下：</p><table border=1>{rows}</table><p>2. 其他。</p>", "a.html")
    data = written(before)
    assert words(data, "td") == ["甲", "乙\n丙", "丁", "戊"]
    assert [len(row) for row in found(data, "tr")] == [2, 2]
    assert tree(back(data)) == tree(before)


def test_what_the_page_showed_comes_back() -> None:
    blocks = (
        Block(0, 4, "heading", 2, marks=(Mark(0, 4, "bold"), Mark(2, 4, "color", "FF0000")), anchors=("a b",)),
        Block(5, 9, "paragraph", 0, 1, 7, (Mark(7, 9, "link", "javascript:x"),), None, 3, 4, True),
        Block(10, 12, cell=Cell(0, 1, 2), marks=(Mark(10, 12, "link", "https://example.com/a?b=c#d"),)),
    )  # fmt: skip
    source = Source("a.docx", "docx", "utf-8", "0" * 64, "总则说明\na.付款\n单元", blocks)
    data = written(structure.parse(source))
    after = readers.read(data, "b.xml")
    assert (after.text, after.format, after.blocks) == (source.text, "docx", source.blocks)
    assert [e.get("href") for e in found(data, "a")] == ["https://example.com/a?b=c#d"]


PIECES = (
    "第一条 ", "1. ", "1.1 ", "（一）", "a)", "付款：", "。", "\n", "\n\n", "\u3000", "\xa0\n", "\r", " ", "\t", "<b>",
    "&", "]]>", "\x0b", "\x0c", "\x00", "\ufffe", "**", "## ", "第 1 页", "“服务”是指", "目录", "\x85", "\u2028",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(("text", "markdown")))
def test_any_text_comes_back(pieces: list[str], form: str) -> None:
    text = "".join(pieces)
    source = Source("a", form, "utf-8", "", text)
    data = written(structure.parse(source))
    kept = "".join(" " if c in "\x0b\x0c" else "\ufffd" if c in "\x00\ufffe" else c for c in text)
    assert shown(data) == kept
    if kept.strip():
        after = readers.read(data, "a.akn")
        assert after.text == kept
        assert tree(structure.parse(after)) == tree(structure.parse(Source("a", form, "utf-8", "", kept)))


EVIL = ("<script>alert(1)</script>", '"/><x a="', "]]>&amp;<!--", "javascript:alert(1)", "\x00\x1b\ud800\ufffe")


@pytest.mark.parametrize("words", EVIL)
def test_hostile_words_stay_words(words: str) -> None:
    body = f"{words}\n\n1. {words}\n"
    value = structure.parse(Source(words, "text", words, words, body))
    start, end, eid = body.rindex(words), body.rindex(words) + len(words), value.nodes[-1].eid
    notes = Annotations(
        parties=(Party(words, "provider"),),
        terms=(Term(words, eid, start, start + 1, Span(start, end), (), (Span(start, start + 2),)),),
        references=(
            Reference(eid, 3, start + 2, start + 4, words, "url"),
            Reference(eid, 3, start + 4, end, words, "number", (words, words), "resolved"),
        ),
    )
    root = etree.fromstring(akn.write(akn.Input(value, notes)))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "x"}
    assert not any(a.startswith("javascript") for e in root.iter() for a in (e.get("href"),) if a)
    assert sum(1 for _ in root.iter(etree.Comment)) == 0


FOREIGN = f"""<?xml version="1.0"?><akomaNtoso xmlns="{AKN[1:-1]}"><act name="act"><meta><x>no</x></meta>
<preface><p><docTitle>示例办法</docTitle></p></preface>
<body><chapter><num>第一章</num><heading>总则</heading>
 <article><num>第一条</num><content><p>为了<b>示例</b>，
  制定本办法。</p></content></article><!-- note -->
 <article><num>第二条</num><intro><p>用户应当：</p></intro>
  <point><num>（一）</num><content><p>付款；</p></content></point>
  <point><num>（二）</num><content><p>保密。</p></content></point></article>
</chapter></body></act></akomaNtoso>"""


def test_a_file_of_anybody_is_read() -> None:
    source = readers.read(FOREIGN.encode(), "law.xml")
    assert source.format == "akn"
    assert (
        source.text
        == "示例办法\n第一章 总则\n第一条 为了示例，制定本办法。\n第二条 用户应当：\n（一） 付款；\n（二） 保密。"
    )
    value = structure.parse(source)
    assert [(n.eid, n.parent) for n in value.nodes][1:] == [
        ("chp_1", None),
        ("chp_1__art_1", "chp_1"),
        ("chp_1__art_2", "chp_1"),
        ("chp_1__art_2__para_1__subpara_1", "chp_1__art_2"),
        ("chp_1__art_2__para_1__subpara_2", "chp_1__art_2"),
    ]
    assert [source.text[m.start : m.end] for b in source.blocks for m in b.marks] == ["示例"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<akomaNtoso", "damaged"),
        (b"<x/>", "damaged"),
        (FOREIGN.replace('<?xml version="1.0"?>', '<!DOCTYPE a [<!ENTITY x "y">]>').encode(), "unsafe_xml"),
        (f'<akomaNtoso xmlns="{AKN[1:-1]}"/>'.encode(), "empty"),
        (b"<a>" * 300_000, "damaged"),
    ],
)
def test_unreadable_files_say_why(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as error:
        readers.read(data, "a.akn")
    assert error.value.code == code


def test_a_lone_surrogate_breaks_nothing() -> None:
    text = "服务条款\n1. 您应当\ud800按第\ud800一条付款。“\ud800”是指他。\n"
    whole = pipeline.analyse(structure.parse(Source("a", "text", "utf-8", "", text)))
    assert shown(written(whole.document)) == text.replace("\ud800", "\ufffd")
    for to in ("json", "text"):
        assert pipeline.write_tree(whole.document, to, "zh")
    for to in ("json", "jsonld", "graphml", "gexf", "dot", "mermaid"):
        assert pipeline.write_graph(pipeline.build_graph(whole), to)


def test_wrong_facts_in_the_head_are_ignored() -> None:
    data = written(document("# 协议\n\n1. **付款**。\n", "a.md")).decode()
    assert "<lt:lines>" in data
    for wrong in ('n="x" level="-1"', 'n="1" level="99999999999" kind="evil" cell="1 x"'):
        told = data.replace("<lt:lines>", f"<lt:lines><lt:line {wrong}/>")
        assert readers.read(told.encode(), "a.akn").text == "# 协议\n\n1. **付款**。\n"


def test_command(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "terms.xml"
    done = run("parse", sample, "--to", "akn", "-o", out)
    assert (done.returncode, done.stderr) == (0, b"")
    assert tree(pipeline.parse(out)) == tree(pipeline.parse(sample))


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "schemas" / "akomantoso30.xsd"))


@pytest.mark.shared
@pytest.mark.slow
def test_every_real_document_is_valid_and_comes_back(shared: Path, schema: etree.XMLSchema) -> None:
    files = sorted(path for path in (shared / "texts").iterdir() if path.suffix != ".tsv")
    assert len(files) > 50
    for path in files:
        before = pipeline.parse(path)
        data = written(before)
        assert schema.validate(etree.fromstring(data)), (path.name, schema.error_log)
        after = back(data)
        assert after.text == before.text, path.name
        assert tree(after) == tree(before), path.name
        assert shown(data) == before.text, path.name


@pytest.mark.shared
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_is_valid(schema: etree.XMLSchema, pieces: list[str]) -> None:
    data = written(structure.parse(Source("a", "text", "utf-8", "", "".join(pieces))))
    assert schema.validate(etree.fromstring(data)), schema.error_log
