"""What reading a Word file costs beside parsing its XML, in one run.

``pytest -m slow -s tests/benchmarks/test_docx_cost.py`` prints the ratios.
"""

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from clock import least
from lxml import etree

from legaltools.readers.docx import read

sys.path.insert(0, str(Path(__file__).parent.parent))
from docx_files import NAMESPACES, package

pytestmark = pytest.mark.slow
FONTS = '<w:rFonts w:hint="eastAsia" w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="SimSun" w:cs="SimSun"/>'
TEXT = "甲方应当在每月五日前向乙方支付当月租金，逾期支付的，按日支付违约金。"


def contract(paragraphs: int) -> bytes:
    """Return a contract as Word saves one: numbered paragraphs of a few runs, with the styles of an empty document."""
    stream = BytesIO()
    docx.Document().save(stream)
    body = "".join(
        f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:pStyle w:val="ListNumber"/>'
        f'<w:spacing w:line="360"/><w:ind w:firstLine="420"/><w:rPr>{FONTS}<w:sz w:val="24"/></w:rPr></w:pPr>'
        f'<w:r w:rsidRPr="00C1"><w:rPr>{FONTS}<w:b/><w:bCs/><w:sz w:val="24"/></w:rPr><w:t>租金支付</w:t></w:r>'
        f'<w:r><w:rPr>{FONTS}<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t>（{n}）{TEXT}</w:t></w:r>'
        f'<w:r><w:rPr>{FONTS}<w:sz w:val="24"/><w:u w:val="single"/></w:rPr>'
        f'<w:t xml:space="preserve">{TEXT} </w:t></w:r></w:p>'
        for n in range(paragraphs)
    )
    made = BytesIO()
    with ZipFile(stream) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return made.getvalue()


def xml_parts(data: bytes) -> list[bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]


def test_reading_costs_at_most_four_times_the_parsing() -> None:
    data = contract(500)
    parts = xml_parts(data)
    parsing = least(lambda: [etree.fromstring(part) for part in parts])
    reading = least(lambda: read(data, "a.docx"))
    print(f"\n500 paragraphs: read / parse its XML = {reading / parsing:.2f}")
    assert reading <= 4 * parsing


def test_reading_grows_linearly() -> None:
    small, large = (contract(n) for n in (1000, 8000))
    ratio = least(lambda: read(large, "a.docx"), 3) / least(lambda: read(small, "a.docx"), 3)
    print(f"\n8,000 paragraphs / 1,000 paragraphs = {ratio:.2f}")
    assert ratio <= 8 * 1.5


def test_style_names_of_python_docx_cost_more_than_the_whole_reading() -> None:
    data = contract(500)
    document = docx.Document(BytesIO(data))
    parts = xml_parts(data)
    parsing = least(lambda: [etree.fromstring(part) for part in parts], 3)
    naming = least(lambda: [paragraph.style.name for paragraph in document.paragraphs], 3)
    opening = least(lambda: docx.Document(BytesIO(data)), 3)
    print(f"\npython-docx: open / parse = {opening / parsing:.1f}, style.name of each / parse = {naming / parsing:.1f}")
    assert naming > least(lambda: read(data, "a.docx"), 3)


OPEN = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
)
GONE = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
SHAPES = {
    "fields that never end": (f"<w:p>{OPEN}<w:r><w:t>a</w:t></w:r></w:p>", ""),
    "deleted paragraph marks": (f"<w:p>{GONE}<w:r><w:t>a</w:t><w:br/></w:r></w:p>", ""),
    "footnotes": ('<w:p><w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>', ""),
    "one long paragraph": ('<w:r><w:fldChar w:fldCharType="end"/><w:t>a</w:t></w:r>', ""),
    "instructions": ("<w:r><w:instrText>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</w:instrText></w:r>", ""),
    "bookmarks": ('<w:bookmarkStart w:name="a{n}"/>', ""),
    "rows": ("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", ""),
    "lists": (
        '<w:p><w:pPr><w:numPr><w:numId w:val="{n}"/></w:numPr></w:pPr></w:p>',
        '<w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl>',
    ),
    "looks": ('<w:p><w:r><w:rPr><w:sz w:val="{n}"/></w:rPr><w:t>a</w:t></w:r></w:p>', ""),
}


def hostile(body: str, levels: str, count: int) -> bytes:
    """Return a document of ``count`` equal parts; with lists, as many levels and instances of one definition."""
    filled = "".join(body.replace("{n}", str(n)) for n in range(1, count + 1))
    if body.startswith("<w:r>"):
        filled = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{filled}</w:p>'
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in range(1, count + 1))
    return package(
        filled + "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
        numbering=f'<w:abstractNum w:abstractNumId="0">{levels * count}</w:abstractNum>{nums}',
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_shapes_cost_in_proportion_to_their_size(shape: str) -> None:
    small, large = (hostile(*SHAPES[shape], count) for count in (4_000, 16_000))
    ratio = least(lambda: read(large, "a.docx"), 3) / least(lambda: read(small, "a.docx"), 3)
    print(f"\n{shape}: four times the size costs {ratio:.1f} times")
    assert ratio <= 8
