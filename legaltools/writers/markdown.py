"""A review opinion or a set of ledgers as Markdown (GitHub's tables): a report in, UTF-8 bytes out."""

from collections.abc import Iterator, Sequence

from legaltools.model.comparison import Segment
from legaltools.model.report import Issue, Ledgers, Marked, Report, Table
from legaltools.text.escape import markdown as escaped
from legaltools.text.escape import one_line


def write(value: Report | Ledgers) -> bytes:
    """Return the text of an opinion or of ledgers."""
    lines = _opinion(value) if isinstance(value, Report) else _ledgers(value.title, value.tables)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _opinion(report: Report) -> Iterator[str]:
    words = report.words
    yield f"# {escaped(report.title)}\n"
    yield f"**{escaped(report.verdict)}**\n"
    yield from _bars([f.name for f in report.levels], [[str(f.count) for f in report.levels]])
    yield f"\n## {words['summary']}\n"
    for number, line in enumerate(report.headlines, 1):
        where = f" \\[{escaped(line.place.label)}\\]" if line.place else ""
        yield f"{number}. " + (f"**{escaped(line.name)}**{where} " if line.name else "") + escaped(line.text)
    yield f"\n## {words['front']}\n"
    yield from (f"- {escaped(fact.name)}{report.words['colon']}{escaped(fact.value)}" for fact in report.facts)
    yield f"\n## {words['balance']}\n"
    yield from _table(report.asymmetry)
    if report.promises:
        yield f"\n## {words['promises']}\n"
        for promise in report.promises:
            when = f" ({escaped(promise.deadline)})" if promise.deadline else ""
            yield f"- **{escaped(promise.place.label)}** {escaped(promise.text)}{when}"
    yield f"\n## {words['gaps']}\n"
    yield from _table(report.ledgers[1])
    yield f"\n## {words['outside']}\n"
    for document in report.outside:
        mark = f" **{words['binding']}**" if document.binding else ""
        places = ", ".join(escaped(place.label) for place in document.places)
        yield f"- {escaped(document.name)} ({document.kind_name}){mark}: {places}"
    yield f"\n## {words['remarks']}\n"
    for issue in report.issues:
        yield from _card(report, issue)
    for table in (*report.ledgers[2:], report.quality, report.grounds):
        yield f"\n## {table.title}\n"
        yield from _table(table)
    for title, lines in ((words["evidence"], report.evidence), (words["notes"], report.notes)):
        yield f"\n## {title}\n"
        yield from (f"- {escaped(line)}" for line in lines)
    yield f"\n---\n\n{escaped(report.disclaimer)}"


def _card(report: Report, issue: Issue) -> Iterator[str]:
    words = report.words
    yield f"### {issue.number}. {escaped(issue.place.label)} {escaped(issue.name)} \\[{issue.level_name}\\]\n"
    yield f"> {escaped(issue.quote)}\n"
    basis = words["semicolon"].join(issue.grounds) + (f" ({issue.basis_note})" if issue.basis_note else "")
    pairs = (
        (words["reason"], issue.message),
        (words["effect"], issue.effect),
        (words["basis"], basis),
        (words["recommendation"], issue.recommendation),
        (words["priority"], issue.priority_name),
        (words["emphasis"], issue.emphasis_name),
        (words["also"], words["semicolon"].join(issue.also)),
        (words["related"], ", ".join(place.label for place in issue.related)),
    )
    yield from (f"- **{name}**{words['colon']}{escaped(text)}" for name, text in pairs if text)
    yield f"- {escaped(issue.rule)}, {issue.where}, {issue.start}\u2013{issue.end}\n"


def _ledgers(title: str, tables: Sequence[Table]) -> Iterator[str]:
    yield f"# {escaped(title)}"
    for table in tables:
        yield f"\n## {table.title} ({len(table.rows)})\n"
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    if table.rows:
        yield from _bars([column.title for column in table.columns], [row.cells for row in table.rows])
    if table.note:
        yield f"\n{escaped(table.note)}"


def _bars(head: Sequence[object], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield "| " + " | ".join("---" if cell == "---" else _cell(cell) for cell in row) + " |"


def _cell(cell: object) -> str:
    """Return a cell: what is marked as deleted is struck out, what is inserted is bold."""
    if not isinstance(cell, Marked):
        return escaped(cell)
    return "".join(_marked(segment) for segment in cell.segments)


def _marked(segment: Segment) -> str:
    text = one_line(segment.text)
    bare = text.strip()
    if segment.op == "=" or not bare:
        return escaped(text, ends=True)
    mark = "~~" if segment.op == "-" else "**"
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{escaped(bare)}{mark}{after}"
