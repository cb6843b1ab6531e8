"""A comparison on paper and screen: marks in the cells of the table, moves linked both ways, parts together."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from legaltools import pipeline
from legaltools.model.comparison import Segment
from legaltools.model.report import Column, Ledgers, Marked, Row, Table
from legaltools.pipeline import forms
from legaltools.writers import ledgers_csv, ledgers_docx, markdown, xlsx

CELL = Marked((Segment("=", "应提前"), Segment("-", "30天"), Segment("+", "15天"), Segment("=", "*通知*\n您")))
SHEET = Ledgers("zh", "对照", (Table("changes", "对照", (Column("新"),), (Row((CELL,)), Row((Marked(()),)))),))


def part(data: bytes, name: str) -> str:
    return ZipFile(BytesIO(data)).read(name).decode()


def test_word_strikes_out_and_underlines() -> None:
    text = part(ledgers_docx.write(SHEET), "word/document.xml")
    assert re.search(r"<w:strike/>(?:(?!</w:rPr>).)*</w:rPr><w:t[^>]*>30天<", text)
    assert re.search(r'<w:u w:val="single"/></w:rPr><w:t[^>]*>15天<', text)
    assert "*通知*</w:t><w:br/>" in text


def test_excel_has_rich_cells_and_no_formula() -> None:
    risky = Marked((Segment("+", "=1+1"), Segment("=", "元")))
    sheet = Ledgers("zh", "x", (Table("t", "t", (Column("c"),), (Row((CELL,)), Row((risky,)))),))
    text = part(xlsx.write(sheet), "xl/sharedStrings.xml")
    assert re.search(r"<strike/>(?:(?!</rPr>).)*</rPr><t>30天</t>", text)
    assert re.search(r"<u/>(?:(?!</rPr>).)*</rPr><t>15天</t>", text)
    assert "<t>'</t>" in text


def test_markdown_and_csv_say_it_in_characters() -> None:
    assert "| 应提前~~30天~~**15天**\\*通知\\* 您 |" in markdown.write(SHEET).decode()
    assert "应提前30天15天*通知*\n您" in ledgers_csv.write(SHEET).decode().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def page(sample: Path) -> str:
    old, new = pipeline.analyse(sample), pipeline.analyse(sample.with_name("aliyun-ecs-terms.next.txt"))
    found = pipeline.compare(old, new)
    return forms.write_comparison(old.document, new.document, found, "html", "zh").decode()


def test_a_moved_clause_and_its_old_place_lead_to_each_other(page: str) -> None:
    (number,) = re.findall(r'id="from(\d+)"', page)
    assert f'href="#from{number}"' in page
    assert f'class="went" href="#c{number}"' in page
    assert f'id="c{number}"' in page


def test_every_anchor_is_there_once(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_chapter_that_came_is_one_change_with_its_meaning_behind_it(page: str) -> None:
    rows = re.split(r'(?=<article class="row )', page)
    head = next(k for k, row in enumerate(rows) if row.startswith('<article class="row inserted"'))
    assert 'class="meanings"' not in rows[head]
    assert rows[head + 1].startswith('<article class="row inserted part"')
    last = next(
        k for k in range(head + 1, len(rows)) if not rows[k + 1].startswith('<article class="row inserted part"')
    )
    assert 'class="meanings"' in rows[last]
