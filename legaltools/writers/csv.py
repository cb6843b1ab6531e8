"""CSV for spreadsheets: rows in, RFC 4180 bytes with a UTF-8 BOM out (Excel reads Chinese right only with the BOM)."""

import csv
import io

from legaltools.model.listing import Sheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(value: Sheet) -> bytes:
    """Return the sheet as CSV; text that a spreadsheet would run as a formula is prefixed with an apostrophe."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(map(neutral, value.columns))
    rows.writerows([neutral(cell) for cell in row] for row in value.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def neutral(cell: str | float) -> str | float:
    """Return a cell that no spreadsheet evaluates (OWASP, CSV Injection).

    >>> neutral("=1+1"), neutral("合同"), neutral(-1)
    ("'=1+1", '合同', -1)
    """
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA):
        return "'" + cell
    return cell
