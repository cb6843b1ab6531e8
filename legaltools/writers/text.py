"""A review opinion or a set of ledgers as plain text for a terminal: a report in, UTF-8 bytes out."""

from collections.abc import Iterator

from legaltools.model.report import Issue, Ledgers, Report
from legaltools.text.punctuation import COLON, DOT, SEMICOLON
from legaltools.writers import tables
from legaltools.writers.page import LEVELS, Page, encoded


def write(value: Report | Ledgers, page: Page | None = None) -> bytes:
    """Return the text of an opinion or of ledgers."""
    page = page or Page()
    return encoded(_opinion(value, page) if isinstance(value, Report) else _ledgers(value, page))


def _opinion(report: Report, page: Page) -> Iterator[str]:
    words, colon = report.words, COLON[report.lang]
    yield from page.rows(report.title, styles=("bold",))
    yield ""
    yield from page.rows(report.verdict)
    yield ""
    yield DOT.join(page.paint(f"{count.name} {count.count}", *LEVELS[count.key]) for count in report.levels)
    yield from ("", page.paint(words["summary"], "bold"))
    for number, line in enumerate(report.headlines, 1):
        where = f" [{line.place.label}]" if line.place else ""
        told = f"{line.name}{where}{colon}" if line.name else ""
        yield from page.rows(told + line.text, f"{number:3}. ")
    yield from ("", page.paint(words["issues"], "bold"))
    for issue in report.issues:
        yield from _card(report, issue, page)
    for table in (report.ledgers[1], report.asymmetry, report.quality, *report.ledgers[2:]):
        yield from tables.lines(table, page, colon)
    yield from ("", page.paint(words["notes"], "bold"))
    for note in (*report.notes, report.disclaimer):
        yield from page.rows(note, "  - ")


def _card(report: Report, issue: Issue, page: Page) -> Iterator[str]:
    words = report.words
    yield ""
    head = f"[{issue.level_name}] {issue.rule} {issue.name}{DOT}{issue.place.label}"
    yield from page.rows(head, f"{issue.number}. ", styles=LEVELS[issue.level])
    yield from page.rows(f"\u201c{issue.quote}\u201d", "   ")
    pairs = (
        (words["reason"], issue.message),
        (words["basis"], SEMICOLON[report.lang].join(issue.grounds)),
        (words["recommendation"], issue.recommendation),
    )
    for name, text in pairs:
        if text:
            yield from page.rows(f"{name}{COLON[report.lang]}{text}", "   ", "     ")


def _ledgers(value: Ledgers, page: Page) -> Iterator[str]:
    yield page.paint(value.title, "bold")
    for table in value.tables:
        yield from tables.lines(table, page, COLON[value.lang])
