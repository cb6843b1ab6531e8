"""A Word document under way: styles, headings, paragraphs and tables for the writers of DOCX.

Tables are written as XML and parsed in one piece: a cell through python-docx's objects costs some forty times as much.
Lengths are in twentieths of a point (the unit of WordprocessingML) unless said otherwise.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph

from legaltools.model.report import Marked, Table
from legaltools.writers.ooxml import legal, repacked

COLORS = {"critical": "9C1136", "high": "B93A12", "medium": "8A5C00", "low": "23695B", "info": "59606C"}
SHADES = {"critical": "F8DDE4", "high": "FBE5DC", "medium": "FBF0D6", "low": "DFF0EC", "info": "ECEEF1"}
SEAL, SOFT, HEAD, RULE = "A3262A", "59606C", "F1EFEA", "C9C5BB"
LATIN = "Times New Roman"
SERIF, SANS = "SimSun", "SimHei"
PAGE, MARGIN = (11906, 16838), 1134  # A4, 2 cm
DATE = datetime(2000, 1, 1)  # a document that is the same in every run has no date of its own
MARKS = {  # the order of the properties of a run is that of the schema
    "-": '<w:strike/><w:color w:val="8D1522"/>{look}',
    "+": '<w:color w:val="0F5A33"/>{look}<w:u w:val="single"/>',
}
LONG = 400  # characters of a cell whose row may be split over pages
Run = tuple[str, bool]  # text and whether it is bold


class Paper:
    """The document under way; ``saved`` gives its bytes."""

    def __init__(self, title: str) -> None:
        self.document = docx.Document()
        self._headings: list[str] = []
        self._contents: Any = None
        self._end = self.document.element.body.sectPr
        self._styles()
        self._styles_by_name = {style.name: style.style_id for style in self.document.styles}
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = legal(title)[:255], "", ""
        properties.created = properties.modified = DATE
        properties.last_modified_by, properties.revision = "", 1
        section = self.document.sections[0]
        section.page_width, section.page_height = Twips(PAGE[0]), Twips(PAGE[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(foot, "PAGE", "1")

    def _styles(self) -> None:
        look = {
            "Normal": (SERIF, 10.5, False, None, 3, 3),
            "Title": (SANS, 22, True, "1B1E24", 0, 12),
            "Subtitle": (SERIF, 12, False, "1B1E24", 0, 12),
            "Heading 1": (SANS, 15, True, SEAL, 16, 6),
            "Heading 2": (SANS, 12, True, "1B1E24", 12, 4),
            "Quote": (SERIF, 10.5, False, "1B1E24", 3, 3),
            "List Bullet": (SERIF, 10.5, False, None, 2, 2),
            "List Number": (SERIF, 10.5, False, None, 2, 2),
        }
        for name, (face, size, bold, color, before, after) in look.items():
            style: Any = self.document.styles[name]
            font, form = style.font, style.paragraph_format
            font.name, font.size, font.bold, font.italic = LATIN, Pt(size), bold, False
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:eastAsia"), face)
            if color:
                font.color.rgb = RGBColor.from_string(color)
            form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.25
        for border in self.document.styles["Title"].element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
        quote: Any = self.document.styles["Quote"]
        quote.paragraph_format.left_indent = Twips(240)
        quote.element.get_or_add_pPr().insert_element_before(_shading(HEAD), "w:tabs", "w:spacing", "w:ind", "w:jc")

    def saved(self) -> bytes:
        """Return the finished file, the same bytes in every run."""
        self._fill_contents()
        out = BytesIO()
        self.document.save(out)
        return repacked(out.getvalue())

    def heading(self, text: str, level: int, *, listed: bool = True) -> None:
        """Write a heading; level 1 stands in the table of contents if ``listed``."""
        paragraph = self.add(f"Heading {level}", text)
        if listed and level == 1:
            name = f"part{len(self._headings) + 1}"
            self._headings.append(text)
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for mark in (start, end):
                mark.set(qn("w:id"), str(len(self._headings)))
            start.set(qn("w:name"), name)
            paragraph._p.insert(1, start)
            paragraph._p.append(end)

    def paragraph(
        self,
        *runs: str | Run,
        style: str = "Normal",
        color: str = "",
        size: float = 0,
        keep: bool = False,
        centred: bool = False,
    ) -> None:
        """Write a paragraph of plain and bold runs; ``color`` paints its bold runs, or all if none is bold."""
        paragraph = self.add(style)
        paragraph.paragraph_format.keep_with_next = keep or None
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        pairs = [(run, False) if isinstance(run, str) else run for run in runs]
        strong = any(bold for _, bold in pairs)
        for text, bold in pairs:
            run = paragraph.add_run(legal(text))
            run.bold = bold or None
            if size:
                run.font.size = Pt(size)
            if color and bold == strong:
                run.font.color.rgb = RGBColor.from_string(color)

    def section(self, *, landscape: bool) -> None:
        """Begin a section on a new page, upright or across."""
        self.document.add_section(WD_SECTION.NEW_PAGE)
        self.turn(landscape=landscape)

    def turn(self, *, landscape: bool) -> None:
        """Turn the pages of the current section upright or across."""
        section = self.document.sections[-1]
        wide, high = (PAGE[1], PAGE[0]) if landscape else PAGE
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Twips(wide), Twips(high)

    def table(self, table: Table, empty: str, level_column: int | None = None) -> None:
        """Write a ledger with a repeated head; the level's column is shaded by the row's level."""
        if table.note:
            self.paragraph(table.note, color=SOFT, size=9)
        if not table.rows:
            self.paragraph(empty, color=SOFT)
            return
        widths = self._fit([column.width for column in table.columns])
        shades = [
            ["" if i != level_column else SHADES.get(row.level, "") for i in range(len(row.cells))]
            for row in table.rows
        ]
        head = [column.title for column in table.columns]
        self.grid(
            ([c if isinstance(c, Marked) else str(c) for c in row.cells] for row in table.rows),
            widths,
            head=head,
            shades=shades,
        )

    def _fit(self, widths: Sequence[int]) -> list[int]:
        section = self.document.sections[-1]
        assert section.page_width is not None
        room = section.page_width.twips - 2 * MARGIN
        return [width * room // sum(widths) for width in widths]

    def grid(
        self,
        rows: Iterable[Sequence[str | Marked]],
        widths: Sequence[int],
        *,
        head: Sequence[str] = (),
        shades: Sequence[Sequence[str]] = (),
        size: float = 8.5,
        centred: bool = False,
    ) -> None:
        """Write a table; what is marked in a cell as deleted is struck out, what is inserted underlined."""
        form = '<w:spacing w:before="0" w:after="0" w:line="260" w:lineRule="auto"/>'
        form += '<w:jc w:val="center"/>' if centred else ""
        look = f'<w:sz w:val="{int(2 * size)}"/><w:szCs w:val="{int(2 * size)}"/>'
        parts = [_row(head, widths, [HEAD] * len(head), form, f"<w:b/>{look}", "<w:tblHeader/>")] if head else []
        for index, row in enumerate(rows):
            parts.append(_row(row, widths, shades[index] if shades else (), form, look, ""))
        self._end.addprevious(_table(parts, widths))
        self.add("Normal").paragraph_format.space_after = Pt(0)

    def add(self, style: str, text: str = "") -> Any:
        """Add a paragraph.

        Its style is looked up once and its place is known (python-docx searches all styles and all of the body for each
        paragraph).
        """
        element = OxmlElement("w:p")
        self._end.addprevious(element)
        paragraph = Paragraph(element, self.document._body)
        if text:
            paragraph.add_run(legal(text))
        if style != "Normal":
            paragraph._p.style = self._styles_by_name[style]
        return paragraph

    def contents(self) -> None:
        """Leave a place for the table of contents; it is filled when the document is saved."""
        self._contents = self.add("Normal")

    def _fill_contents(self) -> None:
        """Write a field Word refreshes, holding a linked line with a page reference for every heading."""
        if self._contents is None:
            return
        last = self._contents
        for number, text in enumerate(self._headings, 1):
            line = last.insert_paragraph_before()
            line.paragraph_format.tab_stops.add_tab_stop(Twips(PAGE[0] - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)
            if number == 1:
                for element in (_mark("begin"), _instruction('TOC \\o "1-1" \\h'), _mark("separate")):
                    line._p.append(element)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"part{number}")
            link.append(line.add_run(legal(text) + "\t")._r)
            line._p.append(link)
            _field(line, f"PAGEREF part{number} \\h", "", dirty=True)
        last._p.append(_mark("end"))


def _mark(kind: str, *, dirty: bool = False) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    run.append(mark)
    return run


def _instruction(code: str) -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    run.append(text)
    return run


def _field(paragraph: Any, code: str, shown: str, *, dirty: bool = False) -> None:
    paragraph._p.append(_mark("begin", dirty=dirty))
    paragraph._p.append(_instruction(code))
    paragraph._p.append(_mark("separate"))
    paragraph.add_run(shown)
    paragraph._p.append(_mark("end"))


def _shading(color: str) -> Any:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), color)
    return shading


def _table(parts: Iterable[str], widths: Sequence[int]) -> Any:
    """Return a table of fixed columns with hairlines and room inside the cells."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    room = (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in room)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl xmlns:w="{nsmap["w"]}"><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(parts)}</w:tbl>"
    )


def _runs(cell: str | Marked, look: str) -> str:
    """Return the runs of a cell; line ends of a marked one are kept."""
    if isinstance(cell, str):
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(legal(cell))}</w:t></w:r>'
    runs = []
    for segment in cell.segments:
        text = f'<w:t xml:space="preserve">{escape(legal(segment.text))}</w:t>'
        text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        runs.append(f"<w:r><w:rPr>{MARKS.get(segment.op, '').format(look=look) or look}</w:rPr>{text}</w:r>")
    return "".join(runs)


def _row(
    cells: Sequence[str | Marked], widths: Sequence[int], shades: Sequence[str], form: str, look: str, head: str
) -> str:
    """Return a row, split over pages only if long; ``form`` and ``look`` are the properties of paragraphs and runs."""
    whole = "<w:cantSplit/>" if max((len(str(cell)) for cell in cells), default=0) <= LONG else ""
    parts = [f"<w:tr><w:trPr>{whole}{head}</w:trPr>"]
    for index, cell in enumerate(cells):
        shade = shades[index] if shades else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        parts.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[index]}" w:type="dxa"/>{fill}</w:tcPr><w:p><w:pPr>{form}</w:pPr>'
            f"{_runs(cell, look)}</w:p></w:tc>"
        )
    parts.append("</w:tr>")
    return "".join(parts)
