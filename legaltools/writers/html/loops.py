"""The two loops that make most of a page, text and tables, in Python: there Jinja spends its time on single values.

Everything that comes from a document goes through :func:`html.escape`, quotes included, and stands in text or in a
quoted attribute.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from markupsafe import Markup

from legaltools.model.report import ADRIFT, Clause, Piece, Row, Table

DEEPEST = 6  # depths the style tells apart


def clause(value: Clause, levels: Mapping[int, str], issue: str) -> Markup:
    """Return a clause; ``levels`` are those of the cards by number, ``issue`` is the word for one."""
    classes = f"clause k-{value.kind} d{min(value.depth, DEEPEST)}"
    classes += (" head" if value.heading else "") + (" has" if value.level else "")
    inner = "".join(part for piece in value.pieces for part in _piece(piece, levels, issue))
    return Markup(f'<div class="{escape(classes)}" id="{escape(value.eid)}">{inner}</div>\n')  # noqa: S704


def _piece(piece: Piece, levels: Mapping[int, str], issue: str) -> Iterator[str]:
    for n in piece.opens:
        attributes = f'class="num l-{levels[n]}" href="#issue-{n}" data-issue="{n}" aria-label="{escape(issue)} {n}"'
        yield f"<a {attributes}>{n}</a>"
    if piece.level:
        numbers = " ".join(map(str, piece.issues + piece.spots))
        yield f'<mark class="f-{escape(piece.family)} l-{escape(piece.level)}" data-issues="{numbers}">'
    if piece.strong:
        yield "<strong>"
    yield _words(piece)
    if piece.strong:
        yield "</strong>"
    if piece.level:
        yield "</mark>"


def _words(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.label:
        return f'<span class="label">{text.strip()}</span>'
    if piece.strong and not text.strip():
        return '<span class="blank"></span>'
    if piece.target:
        adrift = " adrift" if piece.target == ADRIFT else ""
        return f'<a class="ref{adrift}" href="#{escape(piece.target)}">{text}</a>'
    if piece.defines:
        return f'<dfn data-term="{piece.term}">{text}</dfn>'
    return f'<span class="term" data-term="{piece.term}">{text}</span>' if piece.term >= 0 else text


def rows(table: Table, shown: Sequence[int]) -> Markup:
    """Return the body of a table with the columns ``shown``."""
    return Markup("".join(_row(row, shown) for row in table.rows))  # noqa: S704


def _row(row: Row, shown: Sequence[int]) -> str:
    cells = []
    for i in shown:
        text = escape(str(row.cells[i]))
        if i == 0 and row.issue:
            text = f'<a href="#issue-{row.issue}">{text}</a>'
        elif row.eid and i == row.link:
            text = f'<a class="place" href="#{escape(row.eid)}">{text}</a>'
        cells.append(f"<td>{text}</td>")
    level = f' class="l-{escape(row.level)}"' if row.level else ""
    return f"<tr{level}>{''.join(cells)}</tr>"
