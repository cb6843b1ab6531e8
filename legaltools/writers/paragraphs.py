"""Paragraphs for the terminal and for plain text files."""

from collections.abc import Iterable, Iterator

from legaltools.model.listing import Paragraph
from legaltools.text.wrap import rows
from legaltools.writers.page import LEVELS, Page, encoded


def write(value: Iterable[Paragraph], page: Page | None = None) -> bytes:
    """Return the paragraphs, each wrapped at the page and its further rows indented."""
    return encoded(row for paragraph in value for row in _rows(paragraph, page or Page()))


def _rows(value: Paragraph, page: Page) -> Iterator[str]:
    styles = ("bold",) if value.strong else LEVELS[value.level] if value.level else ()
    for row in rows(value.text, page.width, " " * value.indent, " " * (value.indent + 2)):
        yield page.paint(row, *styles)
