"""A review opinion as a Word document: a report in, the bytes of a DOCX out.

Front page, table of contents, issue table, clause-by-clause remarks, missing clauses, outside documents, ledgers.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from legaltools.model.report import Clause, Issue, Report, Row, Table

if TYPE_CHECKING:
    from legaltools.writers.paper import Paper

LEVEL, LEVEL_MISSING = 6, 2  # where the level stands in the list of issues and in that of missing clauses
ACROSS = ("obligations", "deadlines", "references", "terms", "amounts")
FEW = 6  # clean clauses named one by one


def write(value: Report) -> bytes:
    """Return the document of an opinion."""
    from legaltools.writers.paper import Paper

    paper = Paper(value.title)
    _front(paper, value)
    _issues(paper, value)
    _remarks(paper, value)
    _lists(paper, value)
    _ledgers(paper, value)
    return paper.saved()


def _front(paper: "Paper", report: Report) -> None:
    """Write title, facts, verdict, counts, the ten lines, and the table of contents."""
    from legaltools.writers.paper import COLORS, SHADES

    words = report.words
    paper.paragraph(words["opinion"], style="Title", centred=True)
    paper.paragraph((report.name, True), style="Subtitle", centred=True)
    paper.paragraph(report.verdict, style="Subtitle", centred=True)
    counts = report.levels
    paper.grid(
        [[c.name for c in counts], [str(c.count) for c in counts]],
        (1927,) * len(counts),
        shades=[[SHADES[c.key] for c in counts]] * 2,
        size=12,
        centred=True,
    )
    paper.heading(words["summary"], 2)
    for line in report.headlines:
        where = f" [{line.place.label}]" if line.place else ""
        if line.name:
            paper.paragraph((f"{line.name}{where}  ", True), line.text, style="List Number", color=COLORS[line.level])
        else:
            paper.paragraph((line.text, True), style="List Number")
    paper.heading(words["front"], 2)
    paper.grid(([f.name, f.value] for f in report.facts), (2200, 7438), size=10)
    paper.section(landscape=False)
    paper.heading(words["contents"], 1, listed=False)
    paper.contents()
    paper.paragraph(words["contents_hint"], color="59606C", size=9)


def _issues(paper: "Paper", report: Report) -> None:
    """Write the issue table."""
    paper.section(landscape=False)
    paper.heading(report.words["issues"], 1)
    table = report.ledgers[0]
    shown = [i for i, column in enumerate(table.columns) if not column.detail]
    columns = tuple(table.columns[i] for i in shown)
    rows = tuple(Row(tuple(row.cells[i] for i in shown), row.eid, row.issue, row.level) for row in table.rows)
    paper.table(Table(table.key, table.title, columns, rows), report.words["nothing"], shown.index(LEVEL))


def _remarks(paper: "Paper", report: Report) -> None:
    """Write every clause that has issues with its cards, and between them a line for each run of clean ones."""
    paper.heading(report.words["remarks"], 1)
    paper.paragraph(report.notes[0], color="59606C", size=9)
    cards = {issue.number: issue for issue in report.issues}
    clean: list[str] = []
    for clause in report.clauses:
        if clause.issues:
            _clean(paper, report, clean)
            clean = []
            _clause(paper, report, clause, [cards[number] for number in clause.issues])
        elif clause.label:
            clean.append(clause.label.rstrip("."))
    _clean(paper, report, clean)


def _clean(paper: "Paper", report: Report, labels: Sequence[str]) -> None:
    if labels:
        few = ", ".join(labels)
        shown = few if len(labels) <= FEW else f"{labels[0]} \u2026 {labels[-1]} ({len(labels)})"
        paper.paragraph(f"{shown}{report.words['colon']}{report.words['clean']}", color="59606C", size=9)


def _clause(paper: "Paper", report: Report, clause: Clause, cards: Iterable[Issue]) -> None:
    from legaltools.writers.paper import COLORS

    words = report.words
    paper.heading(clause.title, 2)
    for issue in cards:
        head = f"{issue.number}. [{issue.level_name}] {issue.name} ({issue.rule}, {issue.where})"
        paper.paragraph((head, True), color=COLORS[issue.level], keep=True)
        paper.paragraph(issue.quote, style="Quote")
        pairs = (
            (words["reason"], issue.message),
            (words["effect"], f"{issue.effect} {words['priority']}{words['colon']}{issue.priority_name}"),
            (
                words["basis"],
                words["semicolon"].join(issue.grounds) + (f" ({issue.basis_note})" if issue.basis_note else ""),
            ),
            (words["recommendation"], issue.recommendation),
            (words["emphasis"], issue.emphasis_name),
            (words["also"], words["semicolon"].join(issue.also)),
            (words["related"], ", ".join(place.label for place in issue.related)),
        )
        for name, text in pairs:
            if text:
                paper.paragraph((f"{name}  ", True), text, size=10)


def _lists(paper: "Paper", report: Report) -> None:
    """Write missing clauses, outside documents, who bears what, quality, grounds, evidence."""
    words = report.words
    paper.heading(words["gaps"], 1)
    paper.table(report.ledgers[1], words["nothing"], LEVEL_MISSING)
    paper.heading(words["outside"], 1)
    for document in report.outside:
        mark = f" [{words['binding']}]" if document.binding else ""
        places = ", ".join(place.label for place in document.places[:12])
        paper.paragraph((document.name, True), f" ({document.kind_name}){mark}  {places}", style="List Bullet")
    paper.paragraph(words["outside_hint" if report.outside else "nothing"], color="59606C", size=9)
    if report.promises:
        paper.heading(words["promises"], 1)
        for promise in report.promises:
            when = f" ({promise.deadline})" if promise.deadline else ""
            paper.paragraph((promise.place.label, True), f"  {promise.text}{when}", style="List Bullet")
    for table in (report.asymmetry, report.quality, report.grounds):
        paper.heading(table.title, 1)
        paper.table(table, words["nothing"])
    paper.heading(words["evidence"], 1)
    for line in report.evidence:
        paper.paragraph(line, style="List Bullet")


def _ledgers(paper: "Paper", report: Report) -> None:
    """Write the ledgers of what the text says, then the notes."""
    paper.section(landscape=True)
    for table in report.ledgers:
        if table.key in ACROSS:
            paper.heading(table.title, 1)
            paper.table(table, report.words["nothing"])
    paper.section(landscape=False)
    paper.heading(report.words["notes"], 1)
    for line in report.notes:
        paper.paragraph(line, style="List Bullet")
    paper.paragraph(report.disclaimer, color="59606C")
