"""A Word file under way: its body with earlier changes accepted, and the outline of it that a comparison needs."""

from typing import Any

from legaltools.model import body as model
from legaltools.writers.revised import letters
from legaltools.writers.revised.accept import accept, blocks
from legaltools.writers.revised.names import CONTAINERS, TC, TR, VAL, P, W, parsed


class Body:
    """The body of one file; paragraphs, tables and rows go by their number in these lists."""

    def __init__(self, package: model.Package) -> None:
        self.package = package
        self.root = parsed(package.members[package.main])
        self.element = self.root.find(W + "body")
        self.paragraphs: list[Any] = []
        self.tables: list[Any] = []
        self.rows: list[Any] = []
        self._origins = {p: i for i, p in enumerate(self.element.iter(P))}
        accept(self.element)
        self.outline = self._outline(self.element)

    def _outline(self, container: Any) -> model.Blocks:
        return tuple(self._paragraph(b) if b.tag == P else self._table(b) for b in blocks(container))

    def _paragraph(self, paragraph: Any) -> model.Paragraph:
        self.paragraphs.append(paragraph)
        return model.Paragraph(
            len(self.paragraphs) - 1,
            letters.text(paragraph),
            self._origins[paragraph],
            letters.solid(paragraph),
            letters.fields(paragraph),
        )

    def _table(self, table: Any) -> model.Table:
        index = len(self.tables)
        self.tables.append(table)
        rows = []
        for row in members(table, TR):
            self.rows.append(row)
            number = len(self.rows) - 1
            rows.append(model.Row(number, tuple(self._outline(cell) for cell in members(row, TC))))
        return model.Table(index, tuple(rows))

    def part(self, kind: str) -> Any:
        """Return the root of a part that belongs to the main one (``styles``), ``None`` if there is none."""
        name = self.package.related.get(kind)
        return None if name is None else parsed(self.package.members[name])


def members(parent: Any, tag: str) -> list[Any]:
    """Return the rows of a table or the cells of a row, those in content controls too."""
    found = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in CONTAINERS:
            found += members(child, tag)
    return found


def style_names(styles: Any) -> dict[str, tuple[str, str]]:
    """Return kind and name of each style by its id."""
    found = {}
    for style in () if styles is None else styles.iter(W + "style"):
        name = style.find(W + "name")
        told = "" if name is None else name.get(VAL, "").lower()
        found[style.get(W + "styleId", "")] = (style.get(W + "type", "paragraph"), told)
    return found
