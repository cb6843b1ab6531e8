"""Ledgers as a Word document across the page, a table each: ledgers in, the bytes of a DOCX out."""

from legaltools.model.report import Ledgers


def write(value: Ledgers) -> bytes:
    """Return the document."""
    from legaltools.writers.paper import Paper

    paper = Paper(value.title)
    paper.paragraph(value.title, style="Title", centred=True)
    paper.turn(landscape=True)
    for table in value.tables:
        paper.heading(table.title, 2)
        paper.table(table, "")
    return paper.saved()
