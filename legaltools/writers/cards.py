"""Findings for the terminal and for plain text files: a listing in, text out."""

from collections.abc import Iterator

from legaltools.model.listing import Item, Listing
from legaltools.text.punctuation import COLON, DOT
from legaltools.writers.page import LEVELS, Page, encoded


def write(value: Listing, page: Page | None = None) -> bytes:
    """Return the listing as text: heading, counts, notes, then the cards of each section."""
    return encoded(_lines(value, page or Page()))


def _lines(value: Listing, page: Page) -> Iterator[str]:
    yield from page.rows(value.title, styles=("bold",))
    for text in (value.summary, *value.notes):
        yield from page.rows(text)
    for section in value.sections:
        yield from ("", page.paint(f"== {section.title} ({len(section.items)}) ==", "bold"))
        for item in section.items:
            yield ""
            yield from _card(item, COLON[value.lang], page)


def _card(item: Item, colon: str, page: Page) -> Iterator[str]:
    head = DOT.join(filter(None, (f"[{item.level_name}] {item.rule} {item.name}", item.place, item.where)))
    yield from page.rows(head, f"{item.number}. ", styles=LEVELS[item.level])
    if item.quote:
        yield from page.rows(f"\u201c{item.quote}\u201d", "   ")
    for name, fact in item.facts:
        yield from page.rows(f"{name}{colon}{fact}", "   ", "     ")
    if item.also:
        yield from page.rows(", ".join(item.also), "   + ")
