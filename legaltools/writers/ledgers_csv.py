"""The first table of a set of ledgers as CSV."""

from legaltools.model.listing import Sheet
from legaltools.model.report import Ledgers, Marked
from legaltools.writers import csv


def write(value: Ledgers) -> bytes:
    """Return the table."""
    table = value.tables[0]
    rows = (tuple(str(cell) if isinstance(cell, Marked) else cell for cell in row.cells) for row in table.rows)
    return csv.write(Sheet(tuple(c.title for c in table.columns), tuple(rows)))
