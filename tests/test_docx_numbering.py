"""The numbering engine: every rule of docs/analysis/docx-numbering.md by one small document."""

from io import BytesIO

import docx
from docx_files import abstract, level, num, package, para, restart, run, style

from legaltools.readers.docx import read
from legaltools.readers.docx_numbering import displayed_labels, labelled_paragraphs

LEVELS = tuple(level(index) for index in range(4))


def labels(body: str, numbering: str, **parts: str) -> list[str]:
    """Return the label of each line, by the reader and by ``displayed_labels`` alike."""
    data = package(body, numbering=numbering, **parts)
    source = read(data, "a.docx")
    shown = [source.text[block.start : block.label_end or block.start] for block in source.blocks]
    document = docx.Document(BytesIO(data))
    alone = displayed_labels(document)
    assert alone == [label for _, label in labelled_paragraphs(document)]
    assert len(alone) == len(document.paragraphs)
    assert [label for label in shown if label] == [label for label in alone if label]
    return shown


def sequence(numbering: str, *paragraphs: tuple[int, int], **parts: str) -> list[str]:
    return labels("".join(para("条", str(n), lvl) for n, lvl in paragraphs), numbering, **parts)


def test_levels_count_and_restart_under_their_parent() -> None:
    found = sequence(abstract(0, *LEVELS) + num(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1))
    assert found == ["1.", "1.1.", "1.2.", "1.2.1.", "2.", "2.1."]


def test_a_skipped_level_counts_as_begun() -> None:
    found = sequence(abstract(0, *LEVELS) + num(1, 0), (1, 1), (1, 1), (1, 0), (1, 3), (1, 2))
    assert found == ["1.1.", "1.2.", "2.", "2.1.1.1.", "2.1.2."]


def test_a_list_goes_on_under_another_num_and_restarts_once_where_told() -> None:
    numbering = abstract(0, *LEVELS) + num(1, 0) + num(2, 0) + num(3, 0, restart(0, 5))
    found = sequence(numbering, (1, 0), (2, 0), (2, 1), (1, 1), (3, 0), (3, 0), (1, 0), (3, 0))
    assert found == ["1.", "2.", "2.1.", "2.2.", "5.", "6.", "7.", "8."]


def test_a_start_override_is_also_what_a_level_restarts_at() -> None:
    numbering = abstract(0, *LEVELS) + num(1, 0, restart(1, 7))
    assert sequence(numbering, (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["1.", "1.7.", "1.8.", "2.", "2.7."]


def test_an_overriding_level_changes_the_print_not_the_count() -> None:
    letters = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    numbering = abstract(0, *LEVELS) + num(1, 0) + num(2, 0, letters)
    assert sequence(numbering, (1, 0), (1, 0), (2, 0), (1, 0)) == ["1.", "2.", "C)", "4."]


def test_level_restart_never_and_by_a_given_level() -> None:
    never = level(2, extra='<w:lvlRestart w:val="0"/>')
    first = level(3, extra='<w:lvlRestart w:val="1"/>')
    numbering = abstract(0, level(0), level(1), never, first) + num(1, 0)
    found = sequence(numbering, (1, 0), (1, 1), (1, 2), (1, 3), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2), (1, 3))
    assert found[5:7] == ["1.2.2.", "1.2.2.2."]
    assert found[9:] == ["2.1.3.", "2.1.3.1."]


def test_legal_levels_print_arabic_digits() -> None:
    numbering = abstract(
        0,
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "upperRoman", "%1.%2", extra="<w:isLgl/>"),
        level(2, "decimal", "%1-%2-%3"),
    )
    assert sequence(numbering + num(1, 0), (1, 0), (1, 1), (1, 2)) == ["第一章", "1.1", "一-I-1"]


def test_what_stands_between_label_and_text() -> None:
    forms = [level(0, suff=suff) for suff in ("tab", "space", "nothing")]
    numbering = "".join(abstract(i, form) for i, form in enumerate(forms)) + "".join(num(i + 1, i) for i in range(3))
    source = read(package("".join(para("租金", str(n)) for n in (1, 2, 3)), numbering=numbering), "a.docx")
    assert source.text == "1.\t租金\n1. 租金\n1.租金"
    assert [source.text[b.start : b.label_end] for b in source.blocks] == ["1."] * 3


def test_zero_means_no_number_and_an_unknown_list_too() -> None:
    numbering = abstract(0, *LEVELS) + num(1, 0)
    styles = style("Clause", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = (
        para("甲", props='<w:pStyle w:val="Clause"/>')
        + para("乙", "0", props='<w:pStyle w:val="Clause"/>')
        + para("丙", "99")
        + para("丁", props='<w:pStyle w:val="Clause"/>')
    )
    assert labels(body, numbering, styles=styles) == ["1.", "", "", "2."]


def test_the_level_linked_to_a_style_wins_and_is_inherited() -> None:
    linked = (level(0, extra='<w:pStyle w:val="H1"/>'), level(1, extra='<w:pStyle w:val="H2"/>'))
    styles = (
        style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("H2", '<w:numPr><w:ilvl w:val="5"/><w:numId w:val="1"/></w:numPr>')
        + style("Child", based="H2")
    )
    body = "".join(para("条", props=f'<w:pStyle w:val="{name}"/>') for name in ("H1", "H2", "Child", "H1", "H2"))
    found = labels(body, abstract(0, *linked) + num(1, 0), styles=styles)
    assert found == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_a_style_that_gives_only_a_level_and_a_paragraph_that_overrides_it() -> None:
    linked = (level(0, extra='<w:pStyle w:val="H1"/>'), level(1, extra='<w:pStyle w:val="H2"/>'), level(2))
    styles = style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "H2", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based="H1"
    )
    deeper = '<w:pStyle w:val="H1"/><w:numPr><w:ilvl w:val="2"/></w:numPr>'
    body = "".join(para("条", props=p) for p in ('<w:pStyle w:val="H1"/>', '<w:pStyle w:val="H2"/>', deeper))
    assert labels(body, abstract(0, *linked) + num(1, 0), styles=styles) == ["1.", "1.1.", "1.1.1."]


def test_list_and_level_merge_one_by_one() -> None:
    styles = style("Clause", '<w:numPr><w:ilvl w:val="1"/></w:numPr>') + style(
        "List", '<w:numPr><w:numId w:val="1"/></w:numPr>'
    )
    body = (
        para("条", "1")
        + para("款", "1", None, props='<w:pStyle w:val="Clause"/>')
        + para("款", props='<w:pStyle w:val="List"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    )
    assert labels(body, abstract(0, *LEVELS) + num(1, 0), styles=styles) == ["1.", "1.1.", "1.2."]


def test_numbering_styles_are_followed_and_loops_end() -> None:
    numbering = (
        abstract(0, *LEVELS, extra='<w:styleLink w:val="Contract"/>')
        + abstract(1, extra='<w:numStyleLink w:val="Contract"/>')
        + abstract(2, extra='<w:numStyleLink w:val="Loop"/>')
        + num(1, 0)
        + num(2, 1)
        + num(3, 2)
    )
    styles = style("Contract", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering") + style(
        "Loop", '<w:numPr><w:numId w:val="3"/></w:numPr>', kind="numbering"
    )
    assert sequence(numbering, (1, 0), (2, 0), (2, 1), (3, 0), styles=styles) == ["1.", "2.", "2.1.", ""]


def test_empty_paragraphs_count_section_breaks_and_hidden_ones_do_not() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    body = (
        para("一", "1")
        + para("", "1")
        + para("", "1", props="<w:sectPr/>")
        + para(run("二", "<w:vanish/>"), "1", props=hidden, plain=False)
        + para("三", "1", props=hidden)
    )
    assert labels(body, abstract(0, *LEVELS) + num(1, 0)) == ["1.", "2.", "", "3."]


def test_a_single_level_list_has_one_level() -> None:
    numbering = abstract(0, *LEVELS, kind="singleLevel") + num(1, 0)
    assert sequence(numbering, (1, 0), (1, 3), (1, 1)) == ["1.", "2.", "3."]


def test_bullets_show_the_shape_of_their_font() -> None:
    forms = [level(0, "bullet", text) for text in ("\uf0b7", "\uf0d8", "—", "")]
    numbering = "".join(abstract(i, form) for i, form in enumerate(forms)) + "".join(num(i + 1, i) for i in range(4))
    assert sequence(numbering, (1, 0), (2, 0), (3, 0), (4, 0)) == ["•", "➢", "—", "•"]


def test_custom_formats_stand_in_an_alternative() -> None:
    form = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert sequence(abstract(0, form) + num(1, 0), (1, 0), (1, 0)) == ["009、", "010、"]


def test_start_at_zero_and_percent_signs_that_are_none() -> None:
    numbering = abstract(0, level(0, start=0, text="%1 (100%)"), level(1, text="%1.%2%3")) + num(1, 0)
    assert sequence(numbering, (1, 0), (1, 1), (1, 0)) == ["0 (100%)", "0.1", "1 (100%)"]


def test_text_boxes_count_for_themselves_and_once() -> None:
    inside = f"<w:txbxContent>{para('框', '1')}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = para("甲", "1") + para(run("乙") + box, "1", plain=False) + para("丙", "1")
    data = package(body, numbering=abstract(0, *LEVELS) + num(1, 0))
    assert read(data, "a.docx").text.split("\n") == ["1.甲", "2.乙", "1.框", "3.丙"]


def test_paragraphs_in_tables_count_and_are_among_all() -> None:
    table = f"<w:tbl><w:tr><w:tc>{para('乙', '1')}</w:tc><w:tc>{para('丙', '1')}</w:tc></w:tr></w:tbl>"
    body = para("甲", "1") + table + para("丁", "1")
    document = docx.Document(BytesIO(package(body, numbering=abstract(0, *LEVELS) + num(1, 0))))
    assert displayed_labels(document) == ["1.", "4."]
    assert [label for _, label in labelled_paragraphs(document)] == ["1.", "2.", "3.", "4."]
