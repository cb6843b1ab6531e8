"""References that Word resolved: REF fields and internal links against what the words say."""

from docx_files import package, para, run

from legaltools import structure
from legaltools.extract import references
from legaltools.model.annotation import Reference
from legaltools.readers.docx import read


def found(*paragraphs: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    document = structure.parse(read(package("".join(paragraphs)), "a.docx"))
    labels = {node.eid: node.label for node in document.nodes}
    rows: tuple[Reference, ...] = references.find(document)
    return [(row.text, row.kind, tuple(labels[eid] for eid in row.targets), row.status) for row in rows]


def marked(name: str, text: str) -> str:
    return para(f'<w:bookmarkStart w:id="1" w:name="{name}"/>{run(text)}<w:bookmarkEnd w:id="1"/>', plain=False)


def field(code: str, text: str) -> str:
    return f'<w:fldSimple w:instr=" {code} ">{run(text)}</w:fldSimple>'


RENT = (marked("_Ref1", "第一条 租金"), para("乙方应当按月支付租金。"), para("第二条 押金"), para("乙方应当支付押金。"))


def test_a_field_leads_where_word_says_whatever_number_it_still_shows() -> None:
    stale = para(run("乙方违反第") + field(r"REF _Ref1 \\r \\h", "二") + run("条约定的，应当赔偿。"), plain=False)
    assert found(*RENT, para("第三条 违约"), stale) == [("第二条", "number", ("第一条",), "resolved")]


def test_a_link_without_announcing_words_is_a_reference() -> None:
    link = f'<w:hyperlink w:anchor="_Ref1">{run("租金的支付")}</w:hyperlink>'
    rows = found(*RENT, para("第三条 违约"), para(run("关于") + link + run("，见前。"), plain=False))
    assert ("租金的支付", "heading", ("第一条",), "resolved") in rows


def test_links_to_nowhere_to_itself_and_from_contents_are_none() -> None:
    toc = para('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
               '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + field("PAGEREF _Ref1", "第一条 租金 1")
               + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', plain=False)  # fmt: skip
    lost = para(run("见") + field("REF _Gone", "某处"), plain=False)
    itself = para('<w:bookmarkStart w:id="2" w:name="_Self"/>' + run("本段") + field("REF _Self", "自指"), plain=False)
    assert found(toc, *RENT, lost, itself) == []
