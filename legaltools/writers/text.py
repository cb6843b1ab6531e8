"""A review opinion or a set of ledgers as plain text for a terminal: a report in, UTF-8 bytes out."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from legaltools.model.report import Issue, Ledgers, Report, Table

WIDEST = 44  # columns of a cell at most
GAP = "  "


def write(value: Report | Ledgers) -> bytes:
    """Return the text of an opinion or of ledgers."""
    lines = _opinion(value) if isinstance(value, Report) else _ledgers(value)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def width(text: str) -> int:
    """Return how many terminal columns ``text`` takes (Unicode Standard Annex 11).

    >>> width("ab\\uff0c")
    4
    """
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, room: int) -> str:
    """Return ``text`` on one line, no wider than ``room`` columns."""
    plain = " ".join(text.split())
    if width(plain) <= room:
        return plain
    taken, kept = 1, ""
    for c in plain:
        taken += width(c)
        if taken > room:
            break
        kept += c
    return kept + "\u2026"


def _opinion(report: Report) -> Iterator[str]:
    words = report.words
    yield from (report.title, "", report.verdict, "")
    yield GAP.join(f"{count.name} {count.count}" for count in report.levels)
    yield f"\n{words['summary']}"
    for number, line in enumerate(report.headlines, 1):
        where = f" [{line.place.label}]" if line.place else ""
        yield f"{number:3}. " + (f"{line.name}{where}: " if line.name else "") + " ".join(line.text.split())
    yield f"\n{words['issues']}"
    for issue in report.issues:
        yield from _card(report, issue)
    for table in (report.ledgers[1], report.asymmetry, report.quality, *report.ledgers[2:]):
        yield from _table(table)
    yield f"\n{words['notes']}"
    yield from (f"  - {note}" for note in (*report.notes, report.disclaimer))


def _card(report: Report, issue: Issue) -> Iterator[str]:
    words = report.words
    yield f"\n{issue.number}. [{issue.level_name}] {issue.place.label} {issue.name} ({issue.rule})"
    yield f"   \u201c{' '.join(issue.quote.split())}\u201d"
    pairs = (
        (words["reason"], issue.message),
        (words["basis"], "; ".join(issue.grounds)),
        (words["recommendation"], issue.recommendation),
    )
    yield from (f"   {name}: {' '.join(text.split())}" for name, text in pairs if text)


def _ledgers(value: Ledgers) -> Iterator[str]:
    yield value.title
    for table in value.tables:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"\n{table.title} ({len(table.rows)})"
    if table.note:
        yield f"  {table.note}"
    if table.rows:
        cells = [[_cut(str(cell), WIDEST) for cell in row.cells] for row in table.rows]
        yield from _aligned([column.title for column in table.columns], cells)


def _aligned(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(width(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, ["-" * w for w in widths], *rows):
        line = GAP.join(cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(row))
        yield (GAP + line).rstrip()
