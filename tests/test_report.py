"""Reports in every format, from a contract of our own with hand-made annotations and findings."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx as word
import openpyxl
import pypdfium2
import pytest
from msgspec import structs

from legaltools.model.annotation import Annotations
from legaltools.model.finding import Review
from legaltools.report import catalog, ledgers
from legaltools.report import review as opinion
from legaltools.writers import docx, html, markdown, text, xlsx
from tests import contract

WRITERS = {"html": html, "docx": docx, "markdown": markdown, "text": text, "xlsx": xlsx}


SIDES = ("user", "provider")
SCRIPT = """
import hashlib
from tests.test_report import WRITERS
from tests import contract
print([hashlib.sha256(WRITERS[name].write(contract.report())).hexdigest() for name in sorted(WRITERS)])
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_gives_the_same_bytes_each_time(name: str, lang: str) -> None:
    first, second = (WRITERS[name].write(contract.report(lang)) for _ in range(2))
    assert first == second
    assert len(first) > 2000


def test_what_the_provider_promises_is_put_on_record() -> None:
    duty = contract.annotations().norms[0]
    promise = structs.replace(duty, bearer="我们", bearer_role="provider")
    said = structs.replace(contract.annotations(), norms=(promise,))
    report = opinion.build(contract.document(), said, contract.review())
    assert [(p.text, p.deadline) for p in report.promises] == [("应在下单后7日内支付费用", "7日内")]
    assert contract.report().promises == ()


def test_every_reference_leads_somewhere() -> None:
    report = contract.report()
    leads = {piece.text: piece.target for clause in report.clauses for piece in clause.pieces if piece.target}
    assert leads["第2.1条"] in {clause.eid for clause in report.clauses}
    assert leads["《价格说明》"] == report.outside[0].anchor


def test_bytes_do_not_depend_on_the_hash_seed(root: Path) -> None:
    said = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", SCRIPT]
        said.add(subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True).stdout)
    assert len(said) == 1


def test_parties_are_those_the_words_name() -> None:
    report = contract.report()
    price = next(issue for issue in report.issues if issue.rule == "UNI002")
    assert price.parties == ("甲公司",)
    assert report.parties[0].name == "甲公司"


def test_no_character_of_the_text_is_lost_in_the_pieces() -> None:
    document = contract.document()
    shown = "".join(piece.text for clause in contract.report().clauses for piece in clause.pieces)
    said = "".join(document.text[node.start : node.end] for node in document.nodes)
    assert shown == said


def test_secondary_rule_joins_the_card_of_its_words() -> None:
    report = contract.report()
    cap = next(issue for issue in report.issues if issue.rule == "LIM002")
    assert cap.also == ("LIM007 carve-out",)
    assert [issue.rule for issue in report.issues].count("LIM007") == 0


def test_side_decides_what_a_clause_means_for_us() -> None:
    user, provider = (next(i for i in contract.report("en", side).issues if i.rule == "LIM002") for side in SIDES)
    assert user.priority == "must"
    assert provider.priority == "negotiate"
    assert user.effect != provider.effect


def test_ten_lines_at_most_and_the_gravest_first() -> None:
    report = contract.report()
    assert 0 < len(report.headlines) <= 10
    assert report.headlines[0].name.startswith(report.issues[0].name)


def test_timeline_puts_notice_before_and_limits_after_the_event() -> None:
    report = contract.report()
    x = {moment.text: moment.x for moment in report.moments}
    assert x["\u63d0\u524d30\u65e5"] is not None and x["\u63d0\u524d30\u65e5"] < 0
    assert x["7\u65e5\u5185"] is not None and x["7\u65e5\u5185"] > 0
    assert x["\u53ca\u65f6"] is None


def test_ledgers_speak_both_languages() -> None:
    zh, en = (ledgers.build(contract.document(), contract.annotations(), lang) for lang in ("zh", "en"))
    assert [t.key for t in zh.tables] == [t.key for t in en.tables]
    assert [len(t.rows) for t in zh.tables] == [len(t.rows) for t in en.tables]
    assert en.tables[2].columns[1].title == "Bearer"


def test_workbook_has_a_sheet_a_table_with_filter_and_frozen_head() -> None:
    report = contract.report()
    book = openpyxl.load_workbook(BytesIO(xlsx.write(report)))
    titles = [table.title for table in (*report.ledgers, report.quality, report.grounds)]
    assert book.sheetnames == titles
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
    issues = book[report.ledgers[0].title]
    assert [cell.value for cell in issues[1]] == [column.title for column in report.ledgers[0].columns]
    assert issues.max_row == 1 + len(report.issues)
    assert issues["A2"].value == 1


def test_word_opinion_has_its_parts_and_a_table_of_contents() -> None:
    report = contract.report()
    document = word.Document(BytesIO(docx.write(report)))
    heads = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    words = report.words
    for part in ("contents", "issues", "remarks", "gaps", "outside", "evidence", "notes"):
        assert words[part] in heads
    assert report.ledgers[4].title in heads
    body = document.element.xml
    assert 'TOC \\o "1-1"' in body
    listed = [p.text.split("\t")[0] for p in document.paragraphs if "\t" in p.text]
    assert listed == [head for head in heads if head != words["contents"]]
    for issue in report.issues:
        assert any(issue.quote in p.text for p in document.paragraphs)


@pytest.mark.slow
def test_libreoffice_opens_the_opinion(tmp_path: Path) -> None:
    path = tmp_path / "opinion.docx"
    path.write_bytes(docx.write(contract.report()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = pypdfium2.PdfDocument(tmp_path / "opinion.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for issue in contract.report().issues:
        assert issue.name in text


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("words", ["你好", "1. \n", "一、\n\n二、"])
def test_hardly_any_text_is_no_fault(name: str, words: str) -> None:
    document = contract.document(words)
    assert len(WRITERS[name].write(opinion.build(document, Annotations(), Review()))) > 500


def test_both_languages_say_the_same_things() -> None:
    def keys(table: dict[str, object], above: str = "") -> set[str]:
        found = {above + key for key in table}
        for key, value in table.items():
            found |= keys(value, f"{above}{key}.") if isinstance(value, dict) else set()
        return found

    def places(table: dict[str, object]) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", str(table)))

    zh, en = catalog.opinion("zh"), catalog.opinion("en")
    assert keys(zh) == keys(en)
    assert places(zh) == places(en)
    for name, table in zh["tables"].items():
        assert len(table.get("columns", ())) == len(en["tables"][name].get("columns", ())), name
