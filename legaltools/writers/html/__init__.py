"""A review opinion as one self-contained HTML page: a report in, UTF-8 bytes out.

The page works from disk without a network. Its Content-Security-Policy admits exactly the style and the script that
stand in it, by their hashes, and nothing else; every word of a document is escaped and never becomes
markup, an attribute name, a style or a link target (links lead only to anchors of the page itself).
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from types import SimpleNamespace
from typing import NamedTuple

from legaltools.model.report import Clause, Report, Table
from legaltools.writers.html.frame import policy, resource, template

STYLES = ("base", "overview", "review", "ledgers", "print")
SCRIPTS = ("views", "filter", "marks", "peek", "walk", "keys")
HEIGHT = 1000  # of the strip beside the text


def write(value: Report) -> bytes:
    """Return the page of an opinion."""
    from legaltools.writers.html import loops

    style, script = _joined("style", STYLES, "css"), _joined("script", SCRIPTS, "js")
    return (
        template(__name__, "templates")
        .render(
            report=value,
            w=SimpleNamespace(**value.words),
            style=style,
            script=script,
            policy=policy(style, script),
            levels={issue.number: issue.level for issue in value.issues},
            clause=loops.clause,
            rows=loops.rows,
            strip=_strip(value.clauses),
            tables=[(table, _shown(table)) for table in _tables(value)],
            blocks=list(_blocks(value.clauses)),
            issue={issue.number: issue for issue in value.issues},
        )
        .encode("utf-8", "replace")
    )


@cache
def _joined(folder: str, names: tuple[str, ...], ending: str) -> str:
    return "\n".join(resource(__name__, f"{folder}/{name}.{ending}") for name in names)


def _strip(clauses: tuple[Clause, ...]) -> list[tuple[float, float, str, str]]:
    """Return the marks of the strip beside the text: y, height, level, eid of each clause with an issue."""
    total = sum(clause.size for clause in clauses) or 1
    marks, y = [], 0.0
    for clause in clauses:
        height = clause.size * HEIGHT / total
        if clause.level:
            marks.append((round(y, 1), round(max(2.0, height), 1), clause.level, clause.eid))
        y += height
    return marks


def _tables(report: Report) -> tuple[Table, ...]:
    return (*report.ledgers, report.asymmetry, report.quality, report.grounds)


def _shown(table: Table) -> list[tuple[int, int]]:
    """Return the columns to show with their share of the width in percent: no details, no empty ones."""
    shown = [
        i
        for i, column in enumerate(table.columns)
        if not column.detail and any(row.cells[i] != "" for row in table.rows)
    ]
    whole = sum(table.columns[i].width for i in shown) or 1
    return [(i, table.columns[i].width * 100 // whole) for i in shown]


class Block(NamedTuple):
    """What stands one below the other in the text: a clause, or a table as rows of cells of clauses."""

    clause: Clause | None = None
    rows: tuple[tuple[tuple[Clause, ...], ...], ...] = ()


def _blocks(clauses: tuple[Clause, ...]) -> Iterator[Block]:
    """Gather the clauses that stand in the cells of one table."""
    for table, members in groupby(clauses, key=lambda c: None if c.cell is None else c.cell.table):
        if table is None:
            yield from (Block(clause) for clause in members)
            continue
        rows: dict[int, dict[int, list[Clause]]] = {}
        for clause in members:
            if clause.cell is not None:
                rows.setdefault(clause.cell.row, {}).setdefault(clause.cell.column, []).append(clause)
        yield Block(rows=tuple(tuple(tuple(row[i]) for i in sorted(row)) for _, row in sorted(rows.items())))
