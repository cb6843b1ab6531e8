"""A review opinion or a set of ledgers as Markdown (GitHub's tables): a report in, UTF-8 bytes out."""

import re
from collections.abc import Iterator, Sequence

from legaltools.model.report import Issue, Ledgers, Report, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def write(value: Report | Ledgers) -> bytes:
    """Return the text of an opinion or of ledgers."""
    lines = _opinion(value) if isinstance(value, Report) else _ledgers(value.title, value.tables)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _plain(text: object) -> str:
    """Return ``text`` on one line with Markdown's own characters escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


def _opinion(report: Report) -> Iterator[str]:
    words = report.words
    yield f"# {_plain(report.title)}\n"
    yield f"**{_plain(report.verdict)}**\n"
    yield from _bars([f.name for f in report.levels], [[str(f.count) for f in report.levels]])
    yield f"\n## {words['summary']}\n"
    for number, line in enumerate(report.headlines, 1):
        where = f" \\[{_plain(line.place.label)}\\]" if line.place else ""
        yield f"{number}. " + (f"**{_plain(line.name)}**{where} " if line.name else "") + _plain(line.text)
    yield f"\n## {words['front']}\n"
    yield from (f"- {_plain(fact.name)}: {_plain(fact.value)}" for fact in report.facts)
    yield f"\n## {words['balance']}\n"
    yield from _table(report.asymmetry)
    yield f"\n## {words['gaps']}\n"
    yield from _table(report.ledgers[1])
    yield f"\n## {words['outside']}\n"
    for document in report.outside:
        mark = f" **{words['binding']}**" if document.binding else ""
        places = ", ".join(_plain(place.label) for place in document.places)
        yield f"- {_plain(document.name)} ({document.kind_name}){mark}: {places}"
    yield f"\n## {words['remarks']}\n"
    for issue in report.issues:
        yield from _card(report, issue)
    for table in (*report.ledgers[2:], report.quality, report.grounds):
        yield f"\n## {table.title}\n"
        yield from _table(table)
    for title, lines in ((words["evidence"], report.evidence), (words["notes"], report.notes)):
        yield f"\n## {title}\n"
        yield from (f"- {_plain(line)}" for line in lines)
    yield f"\n---\n\n{_plain(report.disclaimer)}"


def _card(report: Report, issue: Issue) -> Iterator[str]:
    words = report.words
    yield f"### {issue.number}. {_plain(issue.place.label)} {_plain(issue.name)} \\[{issue.level_name}\\]\n"
    yield f"> {_plain(issue.quote)}\n"
    basis = "; ".join(issue.grounds) + (f" ({issue.basis_note})" if issue.basis_note else "")
    pairs = (
        (words["reason"], issue.message),
        (words["effect"], issue.effect),
        (words["basis"], basis),
        (words["recommendation"], issue.recommendation),
        (words["priority"], issue.priority_name),
        (words["emphasis"], issue.emphasis_name),
        (words["also"], "; ".join(issue.also)),
        (words["related"], ", ".join(place.label for place in issue.related)),
    )
    yield from (f"- **{name}**: {_plain(text)}" for name, text in pairs if text)
    yield f"- {_plain(issue.rule)}, {words['line'].format(line=issue.line)}, {issue.start}\u2013{issue.end}\n"


def _ledgers(title: str, tables: Sequence[Table]) -> Iterator[str]:
    yield f"# {_plain(title)}"
    for table in tables:
        yield f"\n## {table.title} ({len(table.rows)})\n"
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    if table.rows:
        yield from _bars([column.title for column in table.columns], [row.cells for row in table.rows])
    if table.note:
        yield f"\n{_plain(table.note)}"


def _bars(head: Sequence[object], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield "| " + " | ".join("---" if cell == "---" else _plain(cell) for cell in row) + " |"
