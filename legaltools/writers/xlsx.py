"""Ledgers or a review opinion as a workbook: a sheet a table, frozen head, filters; bytes of an XLSX out.

Every cell of text is written as a string, never as a formula, and one that a spreadsheet would take for a formula when
the sheet is saved as CSV (it begins with ``= + - @``, a tab or a line end) is led by an apostrophe (OWASP, *CSV
Injection*).
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from legaltools.model.report import Ledgers, Marked, Report, Table
from legaltools.text.escape import no_formula
from legaltools.writers.ooxml import legal

LONGEST = 32767  # characters a cell holds
SHADES = {"critical": "#F8DDE4", "high": "#FBE5DC", "medium": "#FBF0D6", "low": "#DFF0EC", "info": "#ECEEF1"}
DATE = datetime(2000, 1, 1)
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write(value: Report | Ledgers) -> bytes:
    """Return the workbook of all tables."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": legal(value.title)[:255], "created": DATE})
    styles = {
        "head": book.add_format({"bold": True, "bg_color": "#F1EFEA", "bottom": 1, "text_wrap": True, "valign": "top"}),
        "": book.add_format({"text_wrap": True, "valign": "top"}),
        "-": book.add_format({"font_strikeout": True, "font_color": "#8D1522"}),
        "+": book.add_format({"underline": 1, "font_color": "#0F5A33"}),
        **{k: book.add_format({"text_wrap": True, "valign": "top", "bg_color": c}) for k, c in SHADES.items()},
    }
    tables = value.tables if isinstance(value, Ledgers) else (*value.ledgers, value.quality, value.grounds)
    for table in tables:
        _sheet(book, table, styles)
    book.close()
    return out.getvalue()


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula, cut to what a cell holds.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return legal(no_formula(text))[:LONGEST]


def _sheet(book: Any, table: Table, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.title.translate(FORBIDDEN)[:31])
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, harmless(column.title), styles["head"])
    for number, row in enumerate(table.rows, 1):
        style = styles[row.level]
        for index, cell in enumerate(row.cells):
            if isinstance(cell, Marked):
                _rich(sheet, number, index, cell, styles)
            elif isinstance(cell, str):
                sheet.write_string(number, index, harmless(cell), style)
            else:
                sheet.write_number(number, index, cell, style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _rich(sheet: Any, row: int, column: int, cell: Marked, styles: dict[str, Any]) -> None:
    """Write a cell whose deleted text is struck out and whose inserted text is underlined."""
    whole = harmless(str(cell))
    lead = "'" if whole.startswith("'") and not str(cell).startswith("'") else ""
    parts: list[Any] = [lead] if lead else []
    for segment in cell.segments:
        text = legal(segment.text)
        if text:
            parts += [styles[segment.op], text] if segment.op != "=" else [text]
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) > 1 and sum(map(len, texts)) <= LONGEST:
        sheet.write_rich_string(row, column, *parts, styles[""])
    else:
        sheet.write_string(row, column, whole, styles[""])
