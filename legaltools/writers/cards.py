"""Findings for the terminal and for plain text files: a listing in, text out."""

from textwrap import fill

from legaltools.model.listing import Item, Listing

WIDTH = 100


def write(value: Listing) -> bytes:
    """Return the listing as text: heading, counts, notes, then the cards of each section."""
    lines = [value.title, value.summary, *value.notes]
    for section in value.sections:
        lines += ["", f"== {section.title} ({len(section.items)}) =="]
        for item in section.items:
            lines += ["", *_card(item)]
    return ("\n".join(lines) + "\n").encode()


def _card(item: Item) -> list[str]:
    where = f"  {item.place} (L{item.line})" if item.line else ""
    lines = [f"{item.number}. [{item.level_name}] {item.rule} {item.name}{where}"]
    if item.quote:
        lines.append(f"   \u201c{item.quote}\u201d")
    lines += [
        fill(f"{name}: {fact}", 400, initial_indent="   ", subsequent_indent="     ") for name, fact in item.facts
    ]
    if item.also:
        lines.append("   + " + ", ".join(item.also))
    return lines
