"""What the Word reader shows: looks, tables, notes, fields, tracked changes, and what surrounds the text."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx_files import OFFICE, package, para, run, style
from hypothesis import given, settings
from hypothesis import strategies as st

from legaltools import structure
from legaltools.model.source import Block, Source
from legaltools.readers.docx import read


def source_of(body: str, tracked: str = "accepted", **parts: str) -> Source:
    source = read(package(body, **parts), "a.docx", tracked=tracked)
    lines = source.text.split("\n")
    assert len(lines) == len(source.blocks)
    assert [source.text[b.start : b.end] for b in source.blocks] == lines
    return source


def shown(source: Source, kind: str) -> list[tuple[str, str]]:
    return [(source.text[m.start : m.end], m.value) for b in source.blocks for m in b.marks if m.kind == kind]


def styled(content: str, name: str) -> str:
    return para(content, props=f'<w:pStyle w:val="{name}"/>')


def kinds(source: Source) -> list[tuple[str, str]]:
    return [(b.kind, source.text[b.start : b.end]) for b in source.blocks]


def bold(inner: str) -> str:
    return f"<w:b{inner}/>"


def test_direct_formatting() -> None:
    runs = (
        run("重", bold("")) + run("轻", bold(' w:val="0"')) + run("斜", "<w:i/>") + run("线", '<w:u w:val="double"/>')
        + run("点", '<w:em w:val="dot"/>') + run("删", "<w:strike/>") + run("黄", '<w:highlight w:val="yellow"/>')
        + run("底", '<w:shd w:val="clear" w:fill="FFFF00"/>') + run("Aa", "<w:smallCaps/>") + run("隐", "<w:vanish/>")
    )  # fmt: skip
    source = source_of(para(runs, plain=False))
    assert shown(source, "bold") == [("重", "")]
    assert shown(source, "italic") == [("斜", "")]
    assert shown(source, "underline") == [("线", "double"), ("点", "dots")]
    assert shown(source, "strike") == [("删", "")]
    assert shown(source, "highlight") == [("黄", "yellow"), ("底", "FFFF00")]
    assert shown(source, "caps") == [("Aa", "")]
    assert shown(source, "hidden") == [("隐", "")]


def test_neighbouring_runs_of_one_look_are_one_mark() -> None:
    runs = run("免除", bold("")) + run("责任", bold("") + "<w:i/>") + run("条款", bold(""))
    source = source_of(para(runs, plain=False))
    assert shown(source, "bold") == [("免除责任条款", "")]


def test_looks_come_down_through_styles_and_toggles_cancel() -> None:
    styles = (
        style("Base", run_props=bold("") + '<w:sz w:val="21"/>')
        + style("Child", based="Base")
        + style("Off", run_props=bold(' w:val="false"'), based="Base")
        + style("Strong", run_props=bold(""), kind="character")
    )
    strong = run("强", '<w:rStyle w:val="Strong"/>')
    body = (
        styled("继承", "Child") + styled("取消", "Off")
        + f'<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr>{strong}{run("直接", bold(""))}</w:p>'
        + para(strong, plain=False)
    )  # fmt: skip
    source = source_of(body, styles=styles)
    assert shown(source, "bold") == [("继承", ""), ("直接", ""), ("强", "")]


def test_document_defaults_and_the_default_style() -> None:
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>" + style(
        "Normal", run_props=bold(""), extra='w:default="1"'
    )
    source = source_of(para("正文") + styled("未知样式", "Missing"), styles=styles)
    assert shown(source, "bold") == [("正文", ""), ("未知样式", "")]
    assert shown(source, "italic") == [("正文", ""), ("未知样式", "")]


def test_a_style_that_is_its_own_ancestor_ends() -> None:
    styles = style("A", based="B") + style("B", run_props=bold(""), based="A")
    assert shown(source_of(styled("环", "A"), styles=styles), "bold") == [("环", "")]


def test_colour_and_size_are_marked_where_they_differ() -> None:
    grey, red = '<w:color w:val="333333"/><w:sz w:val="21"/>', '<w:color w:val="FF0000"/><w:sz w:val="32"/>'
    accent = '<w:color w:themeColor="accent1"/><w:sz w:val="18"/>'
    body = para(run("正文都是深灰色的", grey) + run("红", red) + run("主题", accent), plain=False)
    theme = '<a:clrScheme><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme>'
    source = source_of(body, theme=theme)
    assert shown(source, "color") == [("红", "FF0000"), ("主题", "4472C4")]
    assert shown(source, "size") == [("红", "16")]


def test_a_label_looks_like_the_paragraph_mark_and_its_level() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:rPr><w:u w:val="single"/></w:rPr></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    source = source_of(para("条", "1", props=""), numbering=numbering)
    assert shown(source, "underline") == [("1.\t", "single")]
    source = source_of(para("条", "1", props=f"<w:rPr>{bold('')}</w:rPr>"), numbering=numbering)
    assert shown(source, "bold") == [("1.\t", "")]


def test_headings_by_style_and_by_paragraph() -> None:
    styles = style("H2", '<w:outlineLvl w:val="1"/>') + style("Sub", based="H2")
    body = (
        styled("二级", "H2") + styled("下级", "Sub") + para("一级", props='<w:outlineLvl w:val="0"/>')
        + f'<w:p><w:pPr><w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/></w:pPr>{run("正文")}</w:p>'
    )  # fmt: skip
    source = source_of(body, styles=styles)
    assert [(b.kind, b.level) for b in source.blocks] == [
        ("heading", 2),
        ("heading", 2),
        ("heading", 1),
        ("paragraph", 0),
    ]


def test_white_space_breaks_tabs_and_symbols() -> None:
    inner = (
        "<w:r><w:t> 首尾空格不保留 </w:t></w:r>"
        '<w:r><w:tab/><w:t xml:space="preserve"> 保留</w:t><w:br/><w:t>下一\n行</w:t>'
        '<w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    )
    source = source_of(para(inner, plain=False) + para(""))
    assert source.text == "首尾空格不保留\t 保留\n下一 行-☑\n"
    assert [b.continues for b in source.blocks] == [False, True, False]
    assert [b.origin for b in source.blocks] == [0, 0, 1]


def test_pages_where_word_kept_them() -> None:
    second = "<w:r><w:lastRenderedPageBreak/><w:t>次页</w:t></w:r>"
    source = source_of(para("首页") + para(second, plain=False) + para("同页"))
    assert [b.page for b in source.blocks] == [1, 2, 2]
    assert [b.page for b in source_of(para("不知")).blocks] == [None]


def cell(*content: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{''.join(para(c) for c in content)}</w:tc>"


def row(*cells: str, props: str = "") -> str:
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def place(block: Block) -> tuple[int, int, int] | None:
    return block.cell and (block.cell.table, block.cell.row, block.cell.column)


def test_tables_keep_row_and_column() -> None:
    span, start, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = row(cell("甲", "乙", props=span), cell("丙")) + row(cell("丁", props=start), cell(""), cell("后"))
    table += row(cell("合并", props=goes_on), cell("戊"), cell("己"))
    source = source_of(para("前") + f"<w:tbl>{table}</w:tbl>" + para("尾"))
    assert [(source.text[b.start : b.end], place(b)) for b in source.blocks] == [
        ("前", None), ("甲", (0, 0, 0)), ("乙", (0, 0, 0)), ("丙", (0, 0, 2)), ("丁", (0, 1, 0)), ("", (0, 1, 1)),
        ("后", (0, 1, 2)), ("戊", (0, 2, 1)), ("己", (0, 2, 2)), ("尾", None),
    ]  # fmt: skip


CLAUSE = "甲方应当按照本合同约定的时间和方式向乙方交付租赁物，" * 10


def test_a_table_that_only_places_text_is_text() -> None:
    box = f"<w:tbl>{row(cell('重要提示', CLAUSE))}</w:tbl>"
    beside = f"<w:tbl>{row(cell('第一条'), cell(CLAUSE, '次段'))}{row(cell(''), cell('后文'))}</w:tbl>"
    inner = f"<w:tc><w:tbl>{row(cell('甲'), cell('乙'))}</w:tbl>{para('')}</w:tc>"
    nested = f"<w:tbl>{row(cell('左'), inner)}</w:tbl>"
    source = source_of(box + beside + nested)
    assert [source.text[b.start : b.end] for b in source.blocks] == [
        "重要提示", CLAUSE, f"第一条\t{CLAUSE}", "次段", "", "后文", "左", "甲", "乙", "",
    ]  # fmt: skip
    assert [place(b) for b in source.blocks] == [None] * 7 + [(0, 0, 0), (0, 0, 1), None]


def test_long_cells_under_a_header_row_are_data() -> None:
    head = row(cell("服务"), cell("说明"), props="<w:tblHeader/>")
    source = source_of(f"<w:tbl>{head}{row(cell('带宽'), cell(CLAUSE))}</w:tbl>")
    assert [place(b) for b in source.blocks] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


def test_a_table_style_gives_its_look() -> None:
    styles = style("Grid", run_props=bold(""), kind="table")
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>{row(cell("表"))}</w:tbl>'
    assert shown(source_of(table + para("文"), styles=styles), "bold") == [("表", "")]


def test_a_table_style_marks_its_first_row_where_the_table_asks_for_it() -> None:
    part = f'<w:tblStylePr w:type="firstRow"><w:rPr>{bold("")}</w:rPr></w:tblStylePr>'
    styles = style("Grid", kind="table").replace("</w:style>", part + "</w:style>")
    lines = row(cell("项目"), cell("金额")) + row(cell("租金"), cell("一万元"))
    head = ["项目", "金额"]
    for look, expected in (('w:val="0020"', head), ('w:val="0020" w:firstRow="0"', []), ('w:firstRow="1"', head)):
        table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook {look}/></w:tblPr>{lines}</w:tbl>'
        assert [text for text, _ in shown(source_of(table, styles=styles), "bold")] == expected


def test_content_controls_and_wrappers_are_read_through() -> None:
    inline = f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt><w:smartTag>{run('标签')}</w:smartTag>"
    table = f"<w:tbl><w:sdt><w:sdtContent>{row(cell('格'))}</w:sdtContent></w:sdt></w:tbl>"
    block = f"<w:sdt><w:sdtContent>{para('块')}{table}</w:sdtContent></w:sdt>"
    assert source_of(para(inline, plain=False) + block).text == "控件标签\n块\n格"


def complex_field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_links_and_references_show_text_and_keep_the_target() -> None:
    links = f'<Relationship Id="u" Type="{OFFICE}/hyperlink" Target="https://example.com/a" TargetMode="External"/>'
    inner = (
        f'<w:hyperlink r:id="u">{run("网页")}</w:hyperlink><w:hyperlink w:anchor="rent">{run("租金条款")}</w:hyperlink>'
        + complex_field(r" REF _Ref1 \r \h ", "3.1")
        + f'<w:fldSimple w:instr=" REF rent ">{run("第三条")}</w:fldSimple>'
        + complex_field(' HYPERLINK "https://example.com/b" ', "另页")
    )
    marks = '<w:bookmarkStart w:id="1" w:name="_Ref1"/><w:bookmarkStart w:id="2" w:name="_GoBack"/>'
    body = (
        para(marks + run("租金"), plain=False)
        + '<w:bookmarkStart w:id="3" w:name="rent"/>' + para(inner, plain=False)
    )  # fmt: skip
    source = source_of(body, links=links)
    assert source.text == "租金\n网页租金条款3.1第三条另页"
    assert shown(source, "link") == [
        ("网页", "https://example.com/a"), ("租金条款", "#rent"), ("3.1", "#_Ref1"), ("第三条", "#rent"),
        ("另页", "https://example.com/b"),
    ]  # fmt: skip
    assert [b.anchors for b in source.blocks] == [("_Ref1",), ("rent",)]


def test_a_nested_field_and_one_that_never_ends_lose_nothing() -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        + complex_field(" MERGEFIELD x ", "条件")
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("结果")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    assert source_of(para(nested, plain=False) + para(broken, plain=False) + para("后文")).text == "结果\n\n后文"


def test_fields_nested_as_deep_as_word_allows() -> None:
    inner = run("底")
    for depth in range(18):
        before, after = complex_field(f' HYPERLINK "https://example.com/{depth}" ', "¶").split(run("¶"))
        inner = before + inner + after
    source = source_of(para(inner, plain=False))
    assert source.text == "底"
    assert len(shown(source, "link")) == 18


def test_check_boxes() -> None:
    def box(inner: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin">'
            f"<w:ffData><w:checkBox>{inner}</w:checkBox></w:ffData></w:fldChar></w:r>"
            '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    body = para(box("<w:checked/>") + run("同意") + box('<w:default w:val="0"/>') + run("不同意"), plain=False)
    assert source_of(body).text == "☑同意☐不同意"


def test_tables_of_contents_are_told_apart() -> None:
    styles = style("TOC1").replace('w:val="TOC1"/>', 'w:val="toc 1"/>')
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    start += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("第一条")
    end = run("第二条") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = styled("目录行", "TOC1") + para(start, plain=False) + para(end, plain=False) + para("正文")
    assert [b.kind for b in source_of(body, styles=styles).blocks] == ["toc", "toc", "toc", "paragraph"]


def test_what_surrounds_the_text_comes_after_it() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = para(run("甲") + note.format(5) + run("乙") + note.format(3), plain=False)
    body += para(
        run("丙") + '<w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/></w:r>', plain=False
    )
    rows = ((-1, "分隔"), (3, "后引"), (5, "先引"))
    notes = "".join(f'<w:footnote w:id="{n}">{para(text)}</w:footnote>' for n, text in rows)
    page = complex_field(" PAGE ", "1")
    source = source_of(
        body,
        header1=para("某公司合同"),
        header2=para("某公司合同"),
        footer1=para(run("第 ") + page + run(" 页"), plain=False),
        footnotes=notes,
        endnotes=f'<w:endnote w:id="1">{para("尾注")}</w:endnote>',
        comments=f'<w:comment w:id="0" w:author="x">{para("批注")}</w:comment>',
    )
    assert kinds(source) == [
        ("paragraph", "甲[1]乙[2]"), ("paragraph", "丙[1]"), ("header", "某公司合同"), ("page_number", "第 1 页"),
        ("footnote", "[1] 先引"), ("footnote", "[2] 后引"), ("endnote", "[1] 尾注"), ("comment", "批注"),
    ]  # fmt: skip
    assert shown(source, "link") == [("[1]", "#_ftn1"), ("[2]", "#_ftn2"), ("[1]", "#_edn1")]
    assert [b.anchors for b in source.blocks][4:] == [("_ftn1",), ("_ftn2",), ("_edn1",), ("_cmnt1",)]


def changed(kind: str, inner: str) -> str:
    return f'<w:{kind} w:id="1" w:author="x">{inner}</w:{kind}>'


DELETED = changed("del", "<w:r><w:delText>七日</w:delText></w:r>")
INSERTED = changed("ins", run("三十日"))


@pytest.mark.parametrize(
    ("tracked", "text"),
    [
        ("accepted", "提前三十日通知"),
        ("final", "提前三十日通知"),
        ("original", "提前七日通知"),
        ("both", "提前七日三十日通知"),
    ],
)
def test_tracked_changes_in_a_line(tracked: str, text: str) -> None:
    source = source_of(para(run("提前") + DELETED + INSERTED + run("通知"), plain=False), tracked)
    assert source.text == text
    if tracked == "both":
        assert shown(source, "deleted") == [("七日", "")]
        assert shown(source, "inserted") == [("三十日", "")]


def test_tracked_paragraphs_join_vanish_and_do_not_count() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    gone, new = "<w:rPr><w:del w:id='1'/></w:rPr>", "<w:rPr><w:ins w:id='1'/></w:rPr>"
    body = (
        para("甲", "1") + para(DELETED, "1", props=gone, plain=False) + para(INSERTED, "1", props=new, plain=False)
        + para("前半", "1", props=gone) + para("后半", "1")
    )  # fmt: skip
    expected = {
        "accepted": "1、甲\n2、三十日\n3、前半后半",
        "original": "1、甲\n2、七日\n3、前半\n4、后半",
        "both": "1、甲\n2、七日\n3、三十日\n4、前半\n5、后半",
    }
    for tracked, text in expected.items():
        assert source_of(body, tracked, numbering=numbering).text == text


def test_a_deleted_paragraph_mark_before_a_table_joins_nothing() -> None:
    table = f"<w:tbl>{row(cell('表'), cell('格'))}</w:tbl>"
    body = para("甲", props="<w:rPr><w:del/></w:rPr>") + table + para("乙")
    assert source_of(body).text == "甲\n表\n格\n乙"


def test_tracked_rows_and_properties() -> None:
    table = f"<w:tbl>{row(cell('旧'), props='<w:del/>')}{row(cell('新'), props='<w:ins/>')}</w:tbl>"
    change = f"<w:rPrChange w:id='1'><w:rPr>{bold('')}</w:rPr></w:rPrChange>"
    body = table + para(run("曾粗", change), plain=False)
    assert source_of(body).text == "新\n曾粗"
    before = source_of(body, "original")
    assert before.text == "旧\n曾粗"
    assert shown(before, "bold") == [("曾粗", "")]


def test_moved_text_is_where_it_went_or_where_it_was() -> None:
    body = para(changed("moveFrom", run("甲")) + run("乙") + changed("moveTo", run("甲")), plain=False)
    assert source_of(body).text == "乙甲"
    assert source_of(body, "original").text == "甲乙"


def test_text_boxes_formulas_and_readings() -> None:
    math = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{run('lǐ')}</w:rt><w:rubyBase>{run('里')}</w:rubyBase></w:ruby></w:r>"
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{para('框中')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert source_of(para(math + ruby + box + run("后"), plain=False)).text == "a+b里后\n框中"


def test_strict_files_read_the_same() -> None:
    stream = BytesIO()
    with ZipFile(BytesIO(package(para(run("严格", bold("")), plain=False)))) as old, ZipFile(stream, "w") as new:
        for item in old.namelist():
            text = old.read(item).decode()
            for name in ("wordprocessingml/2006/main", "officeDocument/2006/relationships"):
                short = name.replace("/2006", "")
                text = text.replace(f"http://schemas.openxmlformats.org/{name}", f"http://purl.oclc.org/ooxml/{short}")
            new.writestr(item, text)
    source = read(stream.getvalue(), "a.docx")
    assert (source.text, shown(source, "bold")) == ("严格", [("严格", "")])


def test_an_unknown_reading_of_tracked_changes_is_refused() -> None:
    with pytest.raises(ValueError, match="maybe"):
        source_of(para("甲"), "maybe")


def test_what_a_person_should_know() -> None:
    source = source_of(para(run("提前") + DELETED + INSERTED + run("通知", "<w:vanish/>"), plain=False))
    assert [(note.code, note.args.get("count")) for note in source.notes] == [("SRC004", "2"), ("SRC005", None)]
    assert source.text[source.notes[1].start : source.notes[1].end] == "通知"
    assert source_of(para("干净")).notes == ()
    assert [note.code for note in source_of(para("甲") + "<w:altChunk/>").notes] == ["SRC006"]


def test_symbols_show_their_shape_by_font() -> None:
    signs = '<w:r><w:sym w:font="Wingdings 2" w:char="0052"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    assert source_of(para(signs + run("\uf0a8同意"), plain=False)).text == "☑≥□同意"


def test_notes_and_comments_are_no_clauses() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    source = source_of(
        para(run("一、租金") + note, plain=False) + para("二、押金"),
        footnotes=f'<w:footnote w:id="1">{para("三、不是条款")}</w:footnote>',
        comments=f'<w:comment w:id="0">{para("四、也不是")}</w:comment>',
    )
    document = structure.parse(source)
    assert [(node.kind, node.label) for node in document.nodes][-2:] == [("meta", ""), ("meta", "")]
    assert [node.label for node in document.nodes if node.label] == ["一、", "二、"]


MARKED = {"bold": "<w:b/>", "italic": "<w:i/>", "underline": '<w:u w:val="single"/>'}
LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufffe\uffff"), max_size=40
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(LINES, min_size=1, max_size=6).filter(lambda lines: any(line.strip() for line in lines)))
def test_any_text_is_read_as_it_stands(lines: list[str]) -> None:
    assert source_of("".join(para(line) for line in lines)).text == "\n".join(lines)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.tuples(LINES.filter(bool), st.sampled_from(("", *MARKED.values())))))
def test_marks_cover_exactly_their_characters(runs: list[tuple[str, str]]) -> None:
    source = source_of(para("首") + para("".join(run(*pair) for pair in runs), plain=False))
    line = source.blocks[1]
    at = line.start
    for text, props in runs:
        for kind, element in MARKED.items():
            covered = any(m.kind == kind and m.start <= at and at + len(text) <= m.end for m in line.marks)
            assert covered == (props == element)
        at += len(text)
    assert at == line.end
