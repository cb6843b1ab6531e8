"""A Word file with its findings as comments: on the exact characters, and nothing else changed."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from lxml import etree

from legaltools import pipeline
from legaltools.model.finding import Finding, Review
from legaltools.pipeline import Analysis

HEAD = " ".join(f'xmlns:{name}="{nsmap[name]}"' for name in ("w", "r"))
PARAGRAPHS = (
    # a span over three runs, one of them highlighted by the user, with a tab inside
    "<w:r><w:t>1. 我们的赔偿</w:t></w:r><w:r><w:rPr><w:highlight w:val='green'/></w:rPr><w:t>责任总额</w:t><w:tab/>"
    "<w:t xml:space='preserve'> 不超过</w:t></w:r><w:r w:rsidR='00A1'><w:rPr><w:i/></w:rPr><w:t>已付费用。</w:t></w:r>",
    # a hyperlink in the middle
    "<w:r><w:t>2. 以</w:t></w:r><w:hyperlink w:anchor='x'><w:r><w:t>价格页面</w:t></w:r></w:hyperlink>"
    "<w:r><w:t>为准。</w:t></w:r>",
    # a field with its instruction
    "<w:r><w:t>3. 违反第</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    "<w:r><w:instrText> REF x </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    "<w:r><w:t>条的，我们有权终止。</w:t></w:r>",
    # tracked changes: what is deleted is not part of the text as read
    "<w:r><w:t>4. 我们</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>概</w:delText></w:r></w:del>"
    "<w:ins w:id='2' w:author='a'><w:r><w:t>不承担</w:t></w:r></w:ins><w:r><w:t>任何责任。</w:t></w:r>",
)  # fmt: skip
DELETED = ("概", "")  # LibreOffice keeps tracked deletions in the text
QUOTES = ("责任总额\t 不超过已付", "以价格页面为", "违反第1条的，我们", "们不承担任何", "单元格里的责")


def contract() -> bytes:
    """Return a Word file with everything a span may cross."""
    document = docx.Document()
    for inner in PARAGRAPHS:
        document.element.body.insert(-1, parse_xml(f"<w:p {HEAD}>{inner}</w:p>"))
    document.add_table(1, 2).cell(0, 1).text = "5. 单元格里的责任。"
    document.add_paragraph("列表的自动编号不在文字里", style="List Number")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def annotated(data: bytes, *quotes: str) -> tuple[bytes, Analysis]:
    """Return the file with a finding on each of the quotes."""
    document = pipeline.parse(pipeline.read_bytes(data, "contract.docx"))
    findings = []
    for quote in quotes:
        start = document.text.index(quote)
        node = document.at(start)
        assert node is not None
        findings.append(
            Finding(
                rule="LIM001",
                name="name",
                severity="high",
                confidence="high",
                side="provider",
                eid=node.eid,
                line=node.line,
                start=start,
                end=start + len(quote),
                quote=quote,
                message=quote,
            )
        )
    whole = Analysis(document, pipeline.extract(document), Review(tuple(findings)))
    return pipeline.annotate(whole, data), whole


def body(data: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def joined(root: Any) -> bytes:
    """Return the XML with neighbouring runs of one look joined, so that where runs are cut does not count."""
    for run in list(root.iter(qn("w:r"))):
        before = run.getprevious()
        if (
            before is None
            or before.tag != qn("w:r")
            or before.attrib != run.attrib
            or _special(run)
            or _special(before)
        ):
            continue
        looks = [b"" if (look := r.find(qn("w:rPr"))) is None else etree.tostring(look) for r in (before, run)]
        if looks[0] != looks[1]:
            continue
        for child in [c for c in before if c.tag != qn("w:rPr")][::-1]:
            at = 0 if run.find(qn("w:rPr")) is None else 1
            if at < len(run) and child.tag == run[at].tag == qn("w:t"):
                run[at].text = child.text + run[at].text
            else:
                run.insert(at, child)
        before.getparent().remove(before)
    for t in root.iter(qn("w:t")):
        t.attrib.clear()
    return etree.tostring(root, method="c14n")


def _special(run: Any) -> bool:
    return any(run.find(qn(f"w:{name}")) is not None for name in ("fldChar", "instrText"))


def stripped(data: bytes) -> Any:
    """Return the document without comments and without the highlights that the original does not have."""
    root = body(data)
    for name in ("commentRangeStart", "commentRangeEnd"):
        for mark in list(root.iter(qn(f"w:{name}"))):
            mark.getparent().remove(mark)
    for mark in list(root.iter(qn("w:commentReference"))):
        mark.getparent().getparent().remove(mark.getparent())
    for light in list(root.iter(qn("w:highlight"))):
        if light.get(qn("w:val")) != "green":
            look = light.getparent()
            look.remove(light)
            if not len(look):
                look.getparent().remove(look)
    return root


def commented(data: bytes) -> list[tuple[str, str]]:
    """Return what each comment says and the characters it stands on (deletions left out, tabs kept)."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        notes = etree.fromstring(package.read("word/comments.xml"))
    said = {n.get(qn("w:id")): "\n".join("".join(p.itertext()) for p in n.iter(qn("w:p"))) for n in notes}
    open_notes: dict[str, str] = {}
    done: list[tuple[str, str]] = []
    for element in body(data).iter():
        if element.tag == qn("w:commentRangeStart"):
            open_notes[element.get(qn("w:id"))] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            key = element.get(qn("w:id"))
            done.append((said[key], open_notes.pop(key)))
        elif element.tag in (qn("w:t"), qn("w:tab")) and element.getparent().tag == qn("w:r"):
            for key in open_notes:
                open_notes[key] += element.text if element.tag == qn("w:t") else "\t"
    return done


def test_comments_stand_on_the_exact_characters() -> None:
    data, _ = annotated(contract(), *QUOTES)
    notes = commented(data)
    for quote in QUOTES:
        assert [on for said, on in notes if "".join(quote.split()) in "".join(said.split()) and on == quote] == [quote]


def test_without_comments_and_highlights_the_file_is_what_it_was() -> None:
    own = contract()
    data, _ = annotated(own, *QUOTES)
    assert body(data) is not None and joined(body(data)) != joined(body(own))
    assert joined(stripped(data)) == joined(body(own))


def test_overlapping_findings_keep_their_own_characters() -> None:
    data, _ = annotated(contract(), "我们的赔偿责任", "赔偿责任总额", "责任")
    assert {on for _, on in commented(data)} >= {"我们的赔偿责任", "赔偿责任总额", "责任"}


def test_the_same_bytes_every_time_and_no_date() -> None:
    first, second = (annotated(contract(), *QUOTES)[0] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert b"w:date" not in package.read("word/comments.xml")


def test_a_finding_outside_the_body_goes_to_the_summary() -> None:
    own = docx.Document(BytesIO(contract()))
    own.sections[0].header.paragraphs[0].text = "页眉里的免责声明"
    out = BytesIO()
    own.save(out)
    data, _ = annotated(out.getvalue(), "页眉里的免责")
    assert any("页眉里的免责" in said for said, _ in commented(data))


def test_other_formats_get_a_clean_document(sample: Path) -> None:
    whole = pipeline.analyse(sample)
    data = pipeline.annotate(whole)
    document = docx.Document(BytesIO(data))
    text = "".join("".join(p.text.split()) for p in document.paragraphs)
    for line in whole.document.text.split("\n"):
        assert "".join(line.split()) in text
    quotes = {"".join(f.quote.split()) for f in whole.review.findings if f.primary}
    assert quotes <= {"".join(on.split()) for _, on in commented(data)}


@pytest.mark.shared
def test_real_files_lose_nothing(real: Callable[[str], list[Path]]) -> None:
    for path in real("texts/*.docx"):
        own = path.read_bytes()
        data = pipeline.annotate(pipeline.analyse(path), own)
        root = stripped(data)
        texts = ["".join(t.text or "" for t in r.iter(qn("w:t"))) for r in (root, body(own))]
        assert texts[0] == texts[1], path.name


@pytest.mark.slow
def test_libreoffice_shows_the_comments_at_the_right_words(tmp_path: Path) -> None:
    data, _ = annotated(contract(), *QUOTES)
    (tmp_path / "a.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    root = etree.parse(tmp_path / "a.fodt").getroot()
    office = root.nsmap["office"]
    shown: dict[str, str] = {}
    waiting: dict[str, str] = {}

    def walk(element: Any) -> None:
        name = element.get(f"{{{office}}}name", "")
        if element.tag == f"{{{office}}}annotation":
            waiting[name] = ""
        elif element.tag == f"{{{office}}}annotation-end":
            shown[name] = waiting.pop(name)
        else:
            for key in waiting:
                waiting[key] += element.text or ""
            for child in element:
                walk(child)
        for key in waiting:
            waiting[key] += element.tail or ""

    walk(root.find(f".//{{{office}}}text"))
    spoken = {"".join(text.split()) for text in shown.values()}
    assert {"".join(quote.split()).replace(*DELETED) for quote in QUOTES} <= {t.replace(*DELETED) for t in spoken}


def test_command_writes_the_annotated_file_beside_the_findings(tmp_path: Path, root: Path) -> None:
    own, out = tmp_path / "contract.docx", tmp_path / "annotated.docx"
    data = contract()
    own.write_bytes(data)
    command = [sys.executable, "-m", "legaltools", "review", str(own), "--annotate", str(out), "--to", "json"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    quotes = {finding["quote"] for finding in json.loads(done.stdout)["findings"] if finding["primary"]}
    assert quotes and quotes <= {on for _, on in commented(out.read_bytes())}
    assert own.read_bytes() == data
