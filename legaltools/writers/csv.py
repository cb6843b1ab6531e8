"""CSV for spreadsheets: rows in, RFC 4180 bytes with a UTF-8 BOM out (Excel reads Chinese right only with the BOM)."""

import csv
import io

from legaltools.model.listing import Sheet
from legaltools.text.escape import no_formula


def write(value: Sheet) -> bytes:
    """Return the sheet as CSV; text that a spreadsheet would run as a formula is prefixed with an apostrophe."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(map(no_formula, value.columns))
    rows.writerows([no_formula(entry) if isinstance(entry, str) else entry for entry in row] for row in value.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()
