"""Tracked changes laid into the new Word file itself: what it reads as accepted and rejected, what stays as it was."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx_files import abstract, level, num, package, para, run, style
from docx_versions import contract, mutate
from lxml import etree

from legaltools import pipeline
from legaltools.model.source import Source
from legaltools.pipeline.revision import revise

P, R, T, BODY, TBL, TC = (qn(f"w:{name}") for name in ("p", "r", "t", "body", "tbl", "tc"))
REVISIONS = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")]
SENT = "乙方应当在收到货物后三十日内以银行转账方式向甲方支付全部货款。"
KEPT = "甲方应当在合同签订后十日内向乙方交付全部货物及相关单证。"
END = "本合同一式两份，双方各执一份，具有同等法律效力。"


def revised(old: bytes, new: bytes) -> bytes:
    sides = [pipeline.parse(pipeline.read_bytes(data, "contract.docx")) for data in (old, new)]
    made = revise(*sides, pipeline.compare(*sides), (old, new), "zh")
    assert made is not None
    return made


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(data: bytes) -> Any:
    return etree.fromstring(members(data)["word/document.xml"]).find(BODY)


def read(data: bytes, tracked: str = "accepted") -> list[str]:
    """Return the lines of the body, counted labels in front, as our reader resolves the changes."""
    return lines(pipeline.read_bytes(data, "contract.docx", tracked=tracked))


def lines(source: Source) -> list[str]:
    """Return the lines of a body; a blank paragraph behind a last table can neither come nor go."""
    found = [source.text[b.start : b.end].rstrip() for b in source.blocks if b.origin is not None]
    while found and not found[-1]:
        found.pop()
    return found


def look(root: Any) -> list[tuple[str, bytes]]:
    """Return each character that is not deleted with its run's properties."""
    found = []
    for text in root.iter(T):
        above = [node.tag for node in text.iterancestors()]
        if REVISIONS[1] not in above and REVISIONS[2] not in above:
            props = text.getparent().find(qn("w:rPr"))
            told = b"" if props is None else etree.tostring(props, method="c14n", with_tail=False)
            found += [(c, re.sub(rb' xmlns:\w+="[^"]*"', b"", told)) for c in text.text or ""]
    return found


def check(old: bytes, new: bytes, made: bytes) -> Any:
    """Hold a redline against both files; return its body."""
    assert read(made) == read(new)
    assert read(made, "original") == read(old)
    root = body(made)
    ids = [node.get(qn("w:id")) for tag in REVISIONS for node in root.iter(tag)]
    ids += [node.get(qn("w:id")) for node in root.iter(qn("w:moveFromRangeStart"), qn("w:moveToRangeStart"))]
    assert max(Counter(ids).values(), default=0) <= 1
    for node in root.iter(*REVISIONS):
        assert node.get(qn("w:author")) and node.get(qn("w:date"))
        assert not any(above.tag in REVISIONS for above in node.iterancestors())
        texts = {text.tag for text in node.iter(T, qn("w:delText"))}
        assert texts <= {qn("w:delText") if node.tag == qn("w:del") else T}
    assert all(t.getparent().getparent().tag == qn("w:del") for t in root.iter(qn("w:delText")))
    for container in (root, *root.iter(TC)):
        last = container.findall(P)[-1:]
        assert all(p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{tag}") is None for p in last for tag in REVISIONS)
        assert not [p for p, following in pairwise(container.iterchildren(P)) if touching(p, following)]
    names = Counter(node.get(qn("w:name")) for node in root.iter(qn("w:moveFromRangeStart")))
    assert names == Counter(node.get(qn("w:name")) for node in root.iter(qn("w:moveToRangeStart")))
    assert max(names.values(), default=0) <= 1
    return root


def touching(one: Any, other: Any) -> bool:
    """Tell whether an insertion ends a paragraph with a kept mark and another begins the next paragraph."""
    if one.getnext() is not other or one.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{REVISIONS[0]}") is not None:
        return False
    ends = [[node.tag for node in p if node.tag in (R, *REVISIONS)] for p in (one, other)]
    marked = other.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{REVISIONS[0]}") is not None
    return ends[0][-1:] == REVISIONS[:1] and (ends[1][:1] == REVISIONS[:1] or (not ends[1] and marked))


@pytest.mark.parametrize("seed", range(12))
def test_versions_of_a_contract_are_accepted_and_rejected_without_loss(seed: int) -> None:
    own = contract()
    sides = [own, mutate(own, seed, (2, 6, 16)[seed % 3])]
    old, new = sides if seed % 2 else sides[::-1]
    made = revised(old, new)
    root = check(old, new, made)
    assert made == revised(old, new)
    assert len(docx.Document(BytesIO(made)).paragraphs) == len(root.findall(P))
    before, after = members(new), members(made)
    assert {name for name in after if after[name] != before.get(name)} <= {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
    }  # fmt: skip
    assert list(before) == list(after)[: len(before)]
    whole = [t for t in root.iter(TBL) if any(r.find(f"{qn('w:trPr')}/{qn('w:del')}") is None for r in t)]
    assert len(root.findall(TBL)) - len(whole) <= len(body(old).findall(TBL))
    assert look(root) == look(body(new))


@pytest.mark.shared
def test_versions_of_real_files_are_accepted_and_rejected_without_loss(shared: Path) -> None:
    for path in sorted((shared / "texts").glob("*.docx")):
        own = path.read_bytes()
        for seed in range(4):
            sides = [own, mutate(own, seed, 8)]
            old, new = sides if seed % 2 else sides[::-1]
            made = revised(old, new)
            root = check(old, new, made)
            assert look(root) == look(body(new)), (path.name, seed)


def test_what_did_not_change_keeps_its_xml() -> None:
    own = contract()
    document = docx.Document(BytesIO(own))
    changed = document.paragraphs[6].runs[2]
    changed.text = changed.text.replace("日内", "个工作日内")
    out = BytesIO()
    document.save(out)
    root, new = body(revised(own, out.getvalue())), body(out.getvalue())
    assert len(root) == len(new)
    differs = [k for k, (a, b) in enumerate(zip(root, new, strict=True)) if etree.tostring(a) != etree.tostring(b)]
    assert len(differs) == 1
    texts = ["".join(node.itertext()) for tag in REVISIONS[:2] for node in root.iter(tag)]
    assert [re.sub(r"\d", "", text) for text in texts] == ["个工作日", "日"]


def test_a_deleted_paragraph_keeps_style_and_list_of_the_old_file() -> None:
    lists = abstract(1, level(0)) + num(1, 1)
    looks = style("a3", run_props="<w:b/>").replace('w:name w:val="a3"', 'w:name w:val="Clause"')
    renamed = looks.replace('styleId="a3"', 'styleId="Clause1"')
    gone = para(SENT, num="1", props='<w:pStyle w:val="a3"/>')
    old = package(para(KEPT) + gone + para(END), numbering=lists, styles=looks)
    made = revised(old, package(para(KEPT) + para(END), numbering=lists, styles=renamed))
    assert read(made, "original") == [KEPT, "1." + SENT, END]
    props = next(body(made).iter(qn("w:delText"))).getparent().getparent().getparent().find(qn("w:pPr"))
    assert props.find(qn("w:pStyle")).get(qn("w:val")) == "Clause1"
    assert props.find(f"{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val")) == "1"
    plain = revised(old, package(para(KEPT) + para(END)))
    assert body(plain).find(f".//{qn('w:pStyle')}") is None and body(plain).find(f".//{qn('w:numPr')}") is None
    assert read(plain, "original") == [KEPT, "1." + SENT, END]  # the number as text


LINK = '<Relationship Id="l1" Type="http://x/hyperlink" Target="https://example.com/" TargetMode="External"/>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


LINKED = '<w:hyperlink r:id="l1">{}</w:hyperlink>'
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
BROKEN = "<w:r><w:tab/><w:t>银行{}</w:t><w:br/><w:t>或者{}</w:t></w:r>"
SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
REST = run("的约定执行，不得拖延。")
INSIDE = {
    "a link that came": (
        run("详见本合同附件一所列的服务清单。"),
        run("详见本合同") + LINKED.format(run("附件二")) + run("所列的服务清单。"),
    ),
    "words in a link": (LINKED.format(run("服务清单")) + REST, LINKED.format(run("新的服务清单")) + REST),
    "a field's result": (
        run("按照") + FIELD.format(run("第一条")) + REST,
        run("按照") + FIELD.format(run("第二条")) + REST,
    ),
    "a field that came": (run("按照") + REST, run("按照") + FIELD.format(run("第二条")) + REST),
    "tabs and breaks": (run("付款为") + BROKEN.format("转账", "支票"), run("付款为") + BROKEN.format("汇款", "现金")),
    "space that is not kept": (
        '<w:r><w:t xml:space="default">  首尾空格不算  </w:t></w:r>' + REST,
        "<w:r><w:t>  首尾的空格不算数 </w:t></w:r>" + REST,
    ),
    "a control": (CONTROL.format(run("选择甲方案")) + REST, CONTROL.format(run("选择乙方案")) + REST),
    "a separator": (run("甲方\u2029同意") + REST, run("甲方\u2029不同意") + REST),
    "symbols": (run("甲方同意") + SYMBOL.format("F0FE") + REST, run("甲方不同意") + SYMBOL.format("F0A8") + REST),
}


def inside(before: str, after: str) -> tuple[bytes, bytes]:
    old, new = (package(para(KEPT) + para(text, plain=False) + para(END), links=LINK) for text in (before, after))
    return old, new


@pytest.mark.parametrize(("before", "after"), INSIDE.values(), ids=INSIDE)
def test_what_stands_inside_a_paragraph(before: str, after: str) -> None:
    old, new = inside(before, after)
    root = check(old, new, revised(old, new))
    open_ = 0
    for char in root.iter(qn("w:fldChar")):
        open_ += {"begin": 1, "end": -1}.get(char.get(qn("w:fldCharType")), 0)
        assert open_ >= 0
    assert open_ == 0
    assert not [node for tag in REVISIONS for node in root.iter(tag) if node.find(qn("w:hyperlink")) is not None]


def test_notes_and_pictures_come_with_their_words_and_stay_where_they_go() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = '<w:footnote w:id="1">' + para("定义见附件。") + "</w:footnote>"
    plain = package(para(KEPT) + para(SENT) + para(END))
    noted = package(para(KEPT) + para(run(SENT) + note, plain=False) + para(END), footnotes=notes)
    come = body(revised(plain, noted))
    assert [n.getparent().getparent().tag for n in come.iter(qn("w:footnoteReference"))] == [qn("w:ins")]
    assert not list(body(revised(noted, plain)).iter(qn("w:footnoteReference")))


def test_changes_the_files_hold_already_are_accepted_first() -> None:
    who = 'w:id="7" w:author="律师" w:date="2020-01-01T00:00:00Z"'
    cut = f"<w:del {who}><w:r><w:delText>{{}}</w:delText></w:r></w:del>"
    tracked = (
        para(KEPT)
        + f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{cut.format('删去的一段话。')}</w:p>"
        + para(
            run("乙方应当") + f"<w:ins {who}>{run('及时')}</w:ins>{cut.format('立即')}" + run("支付货款。"), plain=False
        )
        + para(END)
    )
    old = package(para(KEPT) + para("乙方应当支付货款。") + para(END))
    for sides in ((old, package(tracked)), (package(tracked), old)):
        made = revised(*sides)
        check(*sides, made)
        assert "律师" not in members(made)["word/document.xml"].decode()


def test_comments_join_those_of_the_file() -> None:
    own = '<w:comment w:id="4" w:author="律师"><w:p><w:r><w:t>原有批注</w:t></w:r></w:p></w:comment>'
    mark = (
        '<w:commentRangeStart w:id="4"/>'
        + run(KEPT)
        + '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
    )
    sent = ("甲方应提前30天书面通知用户。", "甲方应提前15天书面通知用户。")
    old = package(para(mark, plain=False) + para(sent[0]) + para(END), comments=own)
    new = package(para(mark, plain=False) + para(sent[1]) + para(END), comments=own)
    made = members(revised(old, new))
    comments = etree.fromstring(made["word/comments.xml"])
    assert [c.get(qn("w:id")) for c in comments] == ["4", "5"]
    assert made["[Content_Types].xml"] == members(new)["[Content_Types].xml"]
    fresh = members(revised(package(para(sent[0]) + para(END)), package(para(sent[1]) + para(END))))
    assert b"/word/comments.xml" in fresh["[Content_Types].xml"]
    assert b'Target="/word/comments.xml"' in fresh["word/_rels/document.xml.rels"]
    assert body(revised(old, new)).find(f".//{qn('w:commentReference')}[@{qn('w:id')}='5']") is not None


def test_rows_and_cells_and_tables() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ["".join(f"<w:tc><w:tcPr/>{para(text)}</w:tc>" for text in row) for row in rows]
        return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    rows = [("名称", "价格"), ("云主机", "每月500元"), ("对象存储", "每月80元")]
    more = [*rows[:1], ("内容分发", "每次1000元"), ("云主机", "每月600元")]
    wide = [(*row, "备注") for row in rows]
    other = [("姓名", "电话"), ("张三", "010")]
    for before, after in ((rows, more), (more, rows), (rows, wide), (rows, other), (rows, []), ([], rows)):
        old, new = (package(para(KEPT) + (table(*r) if r else "") + para(END)) for r in (before, after))
        root = check(old, new, revised(old, new))
        assert len(root.findall(TBL)) == 1
    root = body(revised(package(para(KEPT) + table(*rows) + para(END)), package(para(KEPT) + table(*more) + para(END))))
    marks = [[child.tag for child in props] for props in root.iter(qn("w:trPr"))]
    assert marks == [[qn("w:ins")], [qn("w:del")]]


def test_another_form_gets_the_plain_document() -> None:
    old, new = package(para(KEPT) + para(SENT)), package(para(KEPT) + para(END))
    sides = [pipeline.parse(pipeline.read_bytes(data, "a.docx")) for data in (old, new)]
    found = pipeline.compare(*sides)
    assert revise(*sides, found, (old, old), "zh") is None
    assert revise(*sides, found, (b"", b""), "zh") is None
    kinds = members(new)
    kinds["[Content_Types].xml"] = kinds["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in kinds.items():
            archive.writestr(name, data)
    sides[1] = pipeline.parse(pipeline.read_bytes(out.getvalue(), "a.docx"))
    assert revise(*sides, found, (old, out.getvalue()), "zh") is None
    shown = pipeline.parse(pipeline.read_bytes(old, "a.docx", tracked="original"))
    assert revise(shown, sides[1], found, (old, new), "zh") is None


def test_a_member_that_reading_did_not_need_is_within_the_bounds_too(tmp_path: Path, root: Path) -> None:
    files = [tmp_path / "old.docx", tmp_path / "new.docx"]
    files[0].write_bytes(package(para(KEPT) + para(SENT)))
    files[1].write_bytes(package(para(KEPT) + para(END)))
    with zipfile.ZipFile(files[0], "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bin", bytes(40 << 20))
    command = [sys.executable, "-m", "legaltools", "diff", *map(str, files), "--to", "redline", "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True)
    assert done.returncode == 2 and not done.stdout
    assert done.stderr.decode().startswith("legaltools: old.docx: ") and done.stderr.count(b"\n") == 1


def test_command_writes_the_new_file_revised(tmp_path: Path, root: Path) -> None:
    own = contract()
    files = [tmp_path / "old.docx", tmp_path / "new.docx", tmp_path / "redline.docx"]
    files[0].write_bytes(own)
    files[1].write_bytes(mutate(own, 3, 6))
    command = [sys.executable, "-m", "legaltools", "diff", *map(str, files[:2]), "--to", "redline", "-o", str(files[2])]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True)
    assert done.returncode == 1, done.stderr
    made, new = members(files[2].read_bytes()), members(files[1].read_bytes())
    assert made["word/styles.xml"] == new["word/styles.xml"] and made["word/numbering.xml"] == new["word/numbering.xml"]


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_accepts_and_rejects_without_loss(shared: Path, tmp_path: Path) -> None:
    pairs = [inside(*texts) for texts in INSIDE.values()]
    for own in (contract(), *(path.read_bytes() for path in sorted((shared / "texts").glob("*.docx")))):
        for seed in range(100, 112):
            sides = own, mutate(own, seed, (3, 8, 16)[seed % 3])
            pairs.append(sides if seed % 2 else sides[::-1])
    jobs, wanted = [], []
    for old, new in pairs:
        path = tmp_path / f"{len(jobs)}.docx"
        path.write_bytes(revised(old, new))
        for operation, side in (("accept", new), ("reject", old)):
            jobs.append({"op": operation, "src": str(path), "dst": str(path.with_suffix(f".{operation}.docx"))})
            wanted.append(plain(side))
    assert len(jobs) > 100
    (tmp_path / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    oracle = ["/usr/bin/python3", str(shared / "tools" / "lo_oracle.py"), "batch", str(tmp_path / "jobs.json")]
    done = subprocess.run(oracle, capture_output=True, text=True, check=True)
    for job, result, text in zip(jobs, json.loads(done.stdout), wanted, strict=True):
        assert result["ok"] and result["left"] == 0, result
        assert plain(Path(job["dst"]).read_bytes()) == text, job


def plain(data: bytes) -> list[str]:
    """Return the lines of a body without counted labels, which LibreOffice now and then gives to a neighbour."""
    source = pipeline.read_bytes(data, "contract.docx")
    found = [source.text[b.label_end or b.start : b.end].strip() for b in source.blocks if b.origin is not None]
    while found and not found[-1]:
        found.pop()
    return found
