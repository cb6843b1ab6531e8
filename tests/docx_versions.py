"""Versions of a Word file for tests: seeded changes to its paragraphs and tables, and a contract with everything.

``mutate(data, seed, operations)`` gives the bytes of a new version; sentences that come in are our own.
"""

from copy import deepcopy
from io import BytesIO
from random import Random
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

NEW = (
    "双方应当对合作中知悉的商业秘密予以保密，未经对方书面同意不得向任何第三方披露。",
    "任何一方变更联系人的，应当提前十日书面告知另一方，否则自行承担由此产生的后果。",
    "因电力供应中断造成服务无法使用的，受影响的时长不计入可用性统计。",
    "服务商的员工进入您的机房前，应当出示工作证件并登记姓名、事由和离开时间。",
    "您可以在控制台下载最近十二个月的操作日志，日志的格式以控制台说明为准。",
)
PIECES = ("，但法律另有规定的除外", "（含税）", "30个工作日内", "书面")
PRICES = (
    ("项目", "单价", "数量"),
    ("云主机", "每月500元", "12"),
    ("对象存储", "每月80元", "6"),
    ("支持", "1000元", "3"),
)
P, R, T, TBL, TR, TC = (qn(f"w:{name}") for name in ("p", "r", "t", "tbl", "tr", "tc"))


def contract() -> bytes:
    """Return a contract with a title, headings, numbered paragraphs, emphasis, two tables, a header and a footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "星河科技服务合同"
    document.sections[0].footer.paragraphs[0].text = "第一版"
    document.add_heading("云平台服务合同", 0)
    document.add_paragraph("甲方：星河科技有限公司").runs[0].bold = True
    document.add_paragraph("乙方：晨光贸易有限公司")
    document.add_paragraph()
    for number, title in enumerate(("定义", "服务内容", "费用与支付", "保密", "违约责任"), 1):
        document.add_heading(f"第{'一二三四五'[number - 1]}条 {title}", 1)
        for k in range(3):
            paragraph = document.add_paragraph(style="List Number" if k else "Normal")
            paragraph.paragraph_format.first_line_indent = Pt(21) if not k else None
            paragraph.add_run(f"甲方应当在第{number}期开始前{k + 5}日内向乙方提供")
            run = paragraph.add_run(f"第{number}号服务清单")
            run.bold, run.font.color.rgb = True, RGBColor(0xC0, 0, 0)
            paragraph.add_run(f"，乙方应于收到后{10 * number + k}日内书面确认，逾期未确认的视为同意{title}的安排。")
        if number == 3:
            table = document.add_table(rows=4, cols=3)
            table.style = "Table Grid"
            for row, texts in zip(table.rows, PRICES, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
            document.add_paragraph("费用以本表为准。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "甲方（盖章）："
    table.rows[0].cells[0].add_paragraph("日期：")
    table.rows[0].cells[1].text = "乙方（盖章）："
    document.add_paragraph("本合同一式两份，双方各执一份。")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def mutate(data: bytes, seed: int, operations: int) -> bytes:
    """Return a version of a file with so many seeded changes."""
    random = Random(seed)
    document = docx.Document(BytesIO(data))
    body = document.element.body
    acts = (_reword, _reword, _insert, _delete, _move, _split, _merge, _rows, _cell, _blank, _table)
    for _ in range(operations):
        random.choice(acts)(body, random)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _texts(paragraph: Any) -> list[Any]:
    return [t for t in paragraph.iter(T) if t.text and t.getparent().getparent() is paragraph]


def _said(body: Any) -> list[Any]:
    return [p for p in body.iterchildren(P) if len("".join(t.text for t in _texts(p))) > 3]


def _put(t: Any, text: str) -> None:
    t.text = text
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _reword(body: Any, random: Random) -> None:
    texts = _texts(random.choice(_said(body)))
    if texts:
        t = random.choice(texts)
        at = random.randrange(len(t.text) + 1)
        cut = at + random.choice((0, 0, 2, 6))
        _put(t, t.text[:at] + random.choice((*PIECES, "")) + t.text[cut:])


def _copy(paragraph: Any, text: str) -> Any:
    """Return a copy of a paragraph with one run that says ``text``."""
    made = deepcopy(paragraph)
    runs = [child for child in made if child.tag != qn("w:pPr")]
    keep = next((r for r in runs if r.tag == R and r.find(T) is not None), None)
    for run in runs:
        if run is not keep:
            made.remove(run)
    if keep is not None:
        for t in keep.findall(T)[1:]:
            keep.remove(t)
        _put(keep.find(T), text)
    return made


def _insert(body: Any, random: Random) -> None:
    where = random.choice(_said(body))
    made = _copy(where, random.choice(NEW))
    where.addnext(made) if random.random() < 0.7 else where.addprevious(made)


def _delete(body: Any, random: Random) -> None:
    said = _said(body)
    at = random.randrange(len(said))
    for paragraph in said[at : at + random.choice((1, 1, 2))]:
        if len(_said(body)) > 3 and paragraph.find(f".//{qn('w:sectPr')}") is None:
            body.remove(paragraph)


def _move(body: Any, random: Random) -> None:
    said = _said(body)
    one, other = random.sample(said, 2)
    if one.find(f".//{qn('w:sectPr')}") is None:
        other.addnext(one)


def _split(body: Any, random: Random) -> None:
    paragraph = random.choice(_said(body))
    whole = "".join(t.text for t in _texts(paragraph))
    if len(whole) > 20:
        at = random.randrange(8, len(whole) - 8)
        paragraph.addprevious(_copy(paragraph, whole[:at]))
        paragraph.addprevious(_copy(paragraph, whole[at:]))
        body.remove(paragraph)


def _merge(body: Any, random: Random) -> None:
    said = _said(body)
    at = random.randrange(len(said) - 1)
    one, other = said[at], said[at + 1]
    if one.getnext() is other:
        for child in [c for c in other if c.tag == R]:
            one.append(child)
        body.remove(other)


def _rows(body: Any, random: Random) -> None:
    rows = [row for table in body.iterchildren(TBL) for row in table.iterchildren(TR)]
    if not rows:
        return
    row = random.choice(rows)
    if random.random() < 0.5:
        if len(row.getparent().findall(TR)) > 1:
            row.getparent().remove(row)
        return
    made = deepcopy(row)
    for paragraph in made.iter(P):
        texts = list(paragraph.iter(T))
        for t in texts:
            _put(t, random.choice(NEW)[:6] if t is texts[0] else "")
    row.addnext(made)


def _cell(body: Any, random: Random) -> None:
    cells = [p for table in body.iterchildren(TBL) for p in table.iter(P) if any(t.text for t in p.iter(T))]
    if not cells:
        return
    paragraph = random.choice(cells)
    if random.random() < 0.3:
        paragraph.addnext(_copy(paragraph, random.choice(NEW)))
        return
    t = random.choice([t for t in paragraph.iter(T) if t.text])
    _put(t, t.text + random.choice(PIECES))


def _blank(body: Any, random: Random) -> None:
    blank = [p for p in body.iterchildren(P) if not list(p.iter(R)) and p.find(f".//{qn('w:sectPr')}") is None]
    blank = [p for p in blank if p.getnext().tag != qn("w:sectPr")]  # the last paragraph
    if blank and random.random() < 0.5:
        body.remove(random.choice(blank))
    else:
        random.choice(_said(body)).addnext(body.makeelement(P))


def _table(body: Any, random: Random) -> None:
    tables = list(body.iterchildren(TBL))
    if not tables or random.random() < 0.6:
        return
    table = random.choice(tables)
    beside = (table.getprevious(), table.getnext())
    if any(node is None or node.tag != P for node in beside) or beside[1].getnext() is None:
        return
    if random.random() < 0.5 and len(tables) > 1:
        body.remove(table)
        return
    made = deepcopy(table)
    for t in made.iter(T):
        _put(t, random.choice(NEW)[:8])
    beside[1].addnext(made)
    if made.getnext() is None or made.getnext().tag != P:
        made.addnext(body.makeelement(P))
