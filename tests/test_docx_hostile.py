"""Damaged and hostile Word files: each ends in a source or in an error with a wording, at bounded cost."""

import random
import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx_files import MAIN, NAMESPACES, abstract, level, num, package, para, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legaltools import structure
from legaltools.model.source import ReadError
from legaltools.readers.docx import read
from legaltools.report.catalog import catalog

BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def outcome(data: bytes, tracked: str = "accepted") -> str:
    """Return ``tree`` or the code of the error; anything else that is raised is a fault."""
    try:
        source = read(data, "a.docx", tracked=tracked)
    except ReadError as error:
        assert error.code in catalog("zh")["errors"], error.code
        assert error.code in catalog("en")["errors"], error.code
        return error.code
    assert source.text.strip()
    assert len(source.blocks) == source.text.count("\n") + 1
    for block in source.blocks:
        assert all(block.start <= mark.start < mark.end <= block.end for mark in block.marks)
    structure.parse(source)
    return "tree"


def sound() -> bytes:
    table = f"<w:tbl><w:tr><w:tc>{para('甲方')}</w:tc><w:tc>{para('乙方')}</w:tc></w:tr></w:tbl>"
    link = f'<w:hyperlink w:anchor="a">{run("第一条")}</w:hyperlink>'
    return package(
        para("总则", "1") + para("租金按月支付。", "1", 1) + table + para(run("见", "<w:b/>") + link, plain=False),
        numbering=abstract(0, level(0, "chineseCountingThousand", "第%1条"), level(1)) + num(1, 0),
        styles='<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/></w:style>',
        header1=para("页眉"),
        footnotes=f'<w:footnote w:id="1">{para("注")}</w:footnote>',
    )


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def document(xml: str) -> bytes:
    return packed(members(sound()) | {"word/document.xml": xml.encode()})


def test_a_sound_file_is_read() -> None:
    assert outcome(sound()) == "tree"


def test_what_is_no_word_file() -> None:
    assert outcome(b"") == "damaged"
    assert outcome("合同".encode()) == "damaged"
    assert outcome(BINARY + bytes(600)) == "word97"
    assert outcome(BINARY + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert outcome(packed({"xl/workbook.xml": b"<workbook/>"})) == "not_word"
    assert outcome(document(f"<w:document {NAMESPACES}/>")) == "not_word"


def test_a_file_without_text_says_so() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    assert outcome(package(para(""))) == "empty"
    assert outcome(package(para(picture, plain=False))) == "pictures"
    assert outcome(package(para(picture + run("图一"), plain=False))) == "tree"


def test_an_encrypted_member_is_called_encrypted() -> None:
    data = bytearray(sound())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert outcome(bytes(data)) == "encrypted"


@pytest.mark.parametrize("name", members(sound()))
def test_a_missing_part(name: str) -> None:
    parts = members(sound())
    del parts[name]
    assert outcome(packed(parts)) == ("not_word" if name == "word/document.xml" else "tree")


@pytest.mark.parametrize("name", [n for n in members(sound()) if not n.startswith("[")])
@pytest.mark.parametrize(
    "content", [b"", b"<", b"<a/>", b"\x00" * 40, b"<w:p/>", "<?xml version='1.0'?>".encode("utf-16")]
)
def test_a_part_that_is_something_else(name: str, content: bytes) -> None:
    assert outcome(packed(members(sound()) | {name: content})) in ("tree", "damaged", "not_word")


def test_names_of_parts_stand_in_for_missing_relationships() -> None:
    parts = members(sound())
    whole = read(sound(), "a.docx").text
    del parts["word/_rels/document.xml.rels"]
    assert read(packed(parts), "a.docx").text.startswith("第一条总则\n")
    windows = {name.replace("/", "\\"): data for name, data in members(sound()).items()}
    assert read(packed(windows), "a.docx").text == whole


def test_content_types_do_not_matter() -> None:
    wrong = members(sound())["[Content_Types].xml"].replace(b"wordprocessingml", b"spreadsheetml")
    assert outcome(packed(members(sound()) | {"[Content_Types].xml": wrong})) == "tree"


def test_relations_that_lead_out_or_nowhere() -> None:
    parts = members(sound())
    for target in (b"../../../../etc/passwd", b"/../x", b"", b"numbering.xml#x", b"\xe2\x80\xae.xml", b"document.xml"):
        changed = parts["word/_rels/document.xml.rels"].replace(b"numbering.xml", target)
        assert outcome(packed(parts | {"word/_rels/document.xml.rels": changed})) == "tree"


LAUGHS = "".join(f'<!ENTITY {"abcdefgh"[i]} "{("&" + "bcdefghi"[i] + ";") * 10}">' for i in range(8))
ENTITIES = {
    "billion laughs": f'<!DOCTYPE x [{LAUGHS}<!ENTITY i "哈哈哈哈哈哈哈哈">]>',
    "external": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "remote": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
}


@pytest.mark.parametrize("declaration", ENTITIES.values(), ids=ENTITIES)
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_refused(declaration: str, code: str) -> None:
    xml = f'<?xml version="1.0" encoding="{code}"?>{declaration}<w:document xmlns:w="{MAIN}"><w:body><w:p>'
    xml += "<w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    data = packed(members(sound()) | {"word/document.xml": xml.encode(code)})
    assert outcome(data) == "unsafe_xml"


def test_bombs_are_refused_before_they_open() -> None:
    bombs = (
        document(f"<w:document {NAMESPACES}><w:body>{' ' * (80 << 20)}</w:body></w:document>"),
        document(f"<w:document {NAMESPACES}><w:body>{para('甲') * 400_000}</w:body></w:document>"),
        document(f"<w:document {NAMESPACES}><w:body>{'<w:p/>' * 2_100_000}</w:body></w:document>"),
        packed(members(sound()) | {f"x{n}": b"" for n in range(10_001)}),
    )
    for bomb in bombs:
        assert len(bomb) < 2 << 20
        tracemalloc.start()
        assert outcome(bomb) == "bomb"
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 64 << 20


def test_a_lie_about_a_member_s_size_is_damage() -> None:
    data = bytearray(sound())
    at = data.rfind(b"PK\x01\x02", 0, data.find(b"word/document.xml", data.find(b"PK\x01\x02")))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert outcome(bytes(data)) == "damaged"


NESTS = (["w:hyperlink"], ["w:ins"], ["w:sdt", "w:sdtContent"], ["w:tbl", "w:tr", "w:tc"],
         ["w:r", "w:pict", "w:txbxContent", "w:p"])  # fmt: skip


@pytest.mark.parametrize("tags", NESTS, ids="".join)
@pytest.mark.parametrize("depth", [10, 50, 240, 3000])
def test_depth_is_bounded(tags: list[str], depth: int) -> None:
    before = "".join(f"<{tag}>" for tag in tags) * depth
    after = "".join(f"</{tag}>" for tag in reversed(tags)) * depth
    for body in (before + para("底") + after, f"<w:p>{before}{run('底')}{after}</w:p>"):
        xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        assert outcome(document(xml)) in ("tree", "damaged", "empty", "pictures")


def test_absurd_numbers_are_bounded() -> None:
    numbering = abstract(0, level(0, "upperLetter", "%1" * 2000, start=2**31)) + num(1, 0)
    source = read(package(para("条", "1") * 3, numbering=numbering), "a.docx")
    assert len(source.text) < 5000
    assert outcome(package(para("条", "1", 2**40) + para("条", "-1", -5), numbering=numbering)) == "tree"


def test_every_truncation_ends_in_an_error() -> None:
    data = sound()
    for size in range(0, len(data) - 1, 37):
        assert outcome(data[:size]) == "damaged"


@pytest.mark.parametrize("seed", range(120))
def test_flipped_bits(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(sound())
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    outcome(bytes(data))


WRAPPERS = "p pPr rPr r t del ins tbl tr tc sdt sdtContent numPr ruby txbxContent drawing fldSimple hyperlink instrText"
EMPTIES = """br tab b vanish ilvl numId vMerge sectPr pStyle sym footnoteReference outlineLvl bookmarkStart gridSpan
    trPr color sz rStyle fldChar"""
PIECES = st.sampled_from(
    [piece for tag in WRAPPERS.split() for piece in (f"<w:{tag}>", "</")]
    + [f"<w:{tag}/>" for tag in EMPTIES.split()]
    + ["<mc:AlternateContent>", "<mc:Choice>", "</", "</", "甲", "&#13;"]
)
VALUES = st.sampled_from(["", "0", "1", "9", "-1", "9" * 12, "x", "begin", "separate", "end", "true", "none", "FFFFFF"])


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Return well-formed XML of known elements in any order and nesting."""
    opened: list[str] = []
    parts: list[str] = []
    for piece in draw(st.lists(PIECES, max_size=60)):
        if piece.startswith("</"):
            if opened:
                parts.append(f"</{opened.pop()}>")
        elif piece.startswith("<"):
            name = piece.strip("</>")
            value = draw(VALUES)
            attributes = "".join(f' w:{key}="{value}"' for key in ("val", "id", "char", "instr", "name", "fldCharType"))
            parts.append(f"<{name}{attributes}{'/' if piece.endswith('/>') else ''}>")
            if not piece.endswith("/>"):
                opened.append(name)
        else:
            parts.append(piece)
    return "".join(parts) + "".join(f"</{name}>" for name in reversed(opened))


BOUNDED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def fuzz(body: str, tracked: str) -> None:
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    assert outcome(document(xml), tracked) in ("tree", "empty", "pictures")


@settings(BOUNDED, max_examples=150)
@given(bodies(), st.sampled_from(("accepted", "original", "both")))
def test_any_arrangement_of_elements(body: str, tracked: str) -> None:
    fuzz(body, tracked)


@pytest.mark.slow
@settings(BOUNDED, max_examples=4000)
@given(bodies(), st.sampled_from(("accepted", "original", "both")))
def test_any_arrangement_of_elements_at_length(body: str, tracked: str) -> None:
    fuzz(body, tracked)


@pytest.mark.slow
@settings(BOUNDED, max_examples=3000)
@given(st.data())
def test_any_damage_to_the_xml_of_a_part(data: st.DataObject) -> None:
    parts = members(sound())
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=4))
    outcome(packed(parts | {name: bytes(content)}))
