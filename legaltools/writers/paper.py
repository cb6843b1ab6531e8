"""A Word document under way: styles, headings, paragraphs and tables for the writers of DOCX.

Tables are built from XML elements directly: a cell through python-docx's objects costs some forty times as much.
Lengths are in twentieths of a point (the unit of WordprocessingML) unless said otherwise.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips

from legaltools.model.report import Table
from legaltools.writers.ooxml import legal, repacked

COLORS = {"critical": "9C1136", "high": "B93A12", "medium": "8A5C00", "low": "23695B", "info": "59606C"}
SHADES = {"critical": "F8DDE4", "high": "FBE5DC", "medium": "FBF0D6", "low": "DFF0EC", "info": "ECEEF1"}
SEAL, SOFT, HEAD, RULE = "A3262A", "59606C", "F1EFEA", "C9C5BB"
LATIN = "Times New Roman"
SERIF, SANS = "SimSun", "SimHei"
PAGE, MARGIN = (11906, 16838), 1134  # A4, 2 cm
DATE = datetime(2000, 1, 1)  # a document that is the same in every run has no date of its own
Run = tuple[str, bool]  # text and whether it is bold


class Paper:
    """The document under way; ``saved`` gives its bytes."""

    def __init__(self, title: str) -> None:
        self.document = docx.Document()
        self._bookmarks: list[str] = []
        self._contents: Any = None
        self._styles()
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
        quote.element.get_or_add_pPr().append(_shading(HEAD))

    def saved(self) -> bytes:
        """Return the finished file, the same bytes in every run."""
        self._fill_contents()
        out = BytesIO()
        self.document.save(out)
        return repacked(out.getvalue())

    def heading(self, text: str, level: int, *, listed: bool = True) -> None:
        """Write a heading; level 1 stands in the table of contents if ``listed``."""
        paragraph = self.document.add_paragraph(legal(text), style=f"Heading {level}")
        if listed and level == 1:
            name = f"part{len(self._bookmarks) + 1}"
            self._bookmarks.append(text)
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for mark in (start, end):
                mark.set(qn("w:id"), str(len(self._bookmarks)))
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
        paragraph = self.document.add_paragraph(style=style)
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
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
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
        self.grid(([str(c) for c in row.cells] for row in table.rows), widths, head=head, shades=shades)

    def _fit(self, widths: Sequence[int]) -> list[int]:
        section = self.document.sections[-1]
        assert section.page_width is not None
        room = section.page_width.twips - 2 * MARGIN
        return [width * room // sum(widths) for width in widths]

    def grid(
        self,
        rows: Iterable[Sequence[str]],
        widths: Sequence[int],
        *,
        head: Sequence[str] = (),
        shades: Sequence[Sequence[str]] = (),
        size: float = 8.5,
        centred: bool = False,
    ) -> None:
        """Write a table of plain cells."""
        table = OxmlElement("w:tbl")
        table.append(_properties())
        grid = OxmlElement("w:tblGrid")
        for width in widths:
            column = OxmlElement("w:gridCol")
            column.set(qn("w:w"), str(width))
            grid.append(column)
        table.append(grid)
        if head:
            table.append(_row(head, widths, [HEAD] * len(head), size, bold=True, repeated=True))
        for index, row in enumerate(rows):
            table.append(_row(row, widths, shades[index] if shades else (), size, centred=centred))
        body = self.document.element.body
        body.insert(len(body) - 1, table)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def contents(self) -> None:
        """Leave a place for the table of contents; it is filled when the document is saved."""
        self._contents = self.document.add_paragraph()

    def _fill_contents(self) -> None:
        """Write a field Word refreshes, holding a linked line with a page reference for every heading."""
        if self._contents is None:
            return
        room = PAGE[0] - 2 * MARGIN
        here = self._contents
        here._p.append(_mark("begin"))
        here._p.append(_instruction('TOC \\o "1-1" \\h'))
        here._p.append(_mark("separate"))
        for number, text in enumerate(self._bookmarks, 1):
            line = self._contents.insert_paragraph_before()
            line.paragraph_format.tab_stops.add_tab_stop(Twips(room), 2, 1)  # right, dots
            line.add_run(legal(text) + "\t")
            _field(line, f"PAGEREF part{number} \\h", "", dirty=True)
            if number == 1:
                for element in list(here._p)[-3:]:
                    line._p.insert(line._p.index(line.runs[0]._r), element)
        here._p.append(_mark("end"))


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


def _properties() -> Any:
    """Return the look of every table: fixed columns, hairlines, room inside the cells."""
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    for part in (borders, layout, margins):
        properties.append(part)
    return properties


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    shades: Sequence[str],
    size: float,
    *,
    bold: bool = False,
    repeated: bool = False,
    centred: bool = False,
) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for index, text in enumerate(cells):
        row.append(_cell(text, widths[index], shades[index] if shades else "", size, bold, centred))
    return row


def _cell(text: str, width: int, shade: str, size: float, bold: bool, centred: bool) -> Any:
    cell, properties, room = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
    room.set(qn("w:w"), str(width))
    room.set(qn("w:type"), "dxa")
    properties.append(room)
    if shade:
        properties.append(_shading(shade))
    cell.append(properties)
    paragraph, form, run, look = (OxmlElement(f"w:{name}") for name in ("p", "pPr", "r", "rPr"))
    spacing = OxmlElement("w:spacing")
    for key, value in (("before", "0"), ("after", "0"), ("line", "260"), ("lineRule", "auto")):
        spacing.set(qn(f"w:{key}"), value)
    form.append(spacing)
    if centred:
        align = OxmlElement("w:jc")
        align.set(qn("w:val"), "center")
        form.append(align)
    if bold:
        look.append(OxmlElement("w:b"))
    for name in ("sz", "szCs"):
        height = OxmlElement(f"w:{name}")
        height.set(qn("w:val"), str(int(2 * size)))
        look.append(height)
    words = OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = legal(text)
    run.append(look)
    run.append(words)
    for part in (form, run):
        paragraph.append(part)
    cell.append(paragraph)
    return cell
