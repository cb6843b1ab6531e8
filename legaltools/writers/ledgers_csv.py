"""The first table of a set of ledgers as CSV."""

from legaltools.model.listing import Sheet
from legaltools.model.report import Ledgers
from legaltools.writers import csv


def write(value: Ledgers) -> bytes:
    """Return the table."""
    table = value.tables[0]
    return csv.write(Sheet(tuple(c.title for c in table.columns), tuple(row.cells for row in table.rows)))
