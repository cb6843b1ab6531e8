"""A contract with its findings as Word comments on their exact characters: report and file in, bytes of a DOCX out.

A Word file stays the user's own: nothing changes but that runs are cut at the borders of findings, highlighted where
they had no highlight yet, and commented. Every other format gets a clean new document with the same remarks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from msgspec import Struct

from legaltools.model.report import Clause, Issue, Report
from legaltools.model.source import Source
from legaltools.writers.ooxml import legal, repacked

AUTHOR, INITIALS = "legaltools", "LT"
COLORS = {"critical": "PINK", "high": "YELLOW"}  # Word's palette; the rest is grey
REST = "GRAY_25"


class Input(Struct, frozen=True):
    """The opinion, the source it is about, and the bytes of its file (used if it is a Word file)."""

    report: Report
    source: Source
    data: bytes | None = None


def write(value: Input) -> bytes:
    """Return the annotated document."""
    if value.source.format == "docx" and value.data is not None:
        return _own(value.report, value.source, value.data)
    return _clean(value.report)


def _own(report: Report, source: Source, data: bytes) -> bytes:
    """Return the user's file with highlights and comments."""
    import docx
    from docx.text.run import Run

    from legaltools.writers import characters

    document = docx.Document(BytesIO(data))
    place = characters.places(document.element.body, source.text, source.blocks)
    spans = {
        issue.number: characters.spread(place[i] for i in range(issue.start, issue.end) if i in place)
        for issue in report.issues
    }
    cuts: dict[Any, set[int]] = defaultdict(set)
    for span in spans.values():
        for t, borders in span.items():
            cuts[t].update(borders)
    pieces = characters.cut(cuts)
    notes = _Notes(document, report)
    for issue in report.issues:
        runs = [
            Run(run, document)
            for t, (start, end) in spans[issue.number].items()
            for at, run in pieces.get(t, ())
            if start <= at < end
        ]
        notes.on(runs, issue)
    notes.summary()
    return notes.saved()


def _clean(report: Report) -> bytes:
    """Return a new document with the text, its headings and emphasis, and the comments."""
    from legaltools.writers.paper import Paper

    paper = Paper(report.name)
    runs: dict[int, list[Any]] = defaultdict(list)
    for clause in report.clauses:
        _clause(paper, clause, runs)
    notes = _Notes(paper.document, report)
    for issue in report.issues:
        notes.on(runs[issue.number], issue)
    notes.summary()
    return paper.saved()


def _clause(paper: Any, clause: Clause, runs: dict[int, list[Any]]) -> None:
    style = "Title" if clause.kind == "title" else "Heading 1" if clause.heading and not clause.depth else "Normal"
    paragraph = paper.add(style)
    for index, piece in enumerate(clause.pieces):
        text = piece.text.rstrip() if index == len(clause.pieces) - 1 else piece.text
        run = paragraph.add_run(legal(text))
        run.bold = True if piece.strong else None
        for number in piece.issues:
            runs[number].append(run)


class _Notes:
    """The comments of one document."""

    def __init__(self, document: Any, report: Report) -> None:
        self.document, self.report = document, report
        self._loose: list[Issue] = []

    def on(self, runs: Sequence[Any], issue: Issue) -> None:
        """Comment and highlight the runs of an issue; one without a place of its own goes to the summary."""
        if not runs:
            self._loose.append(issue)
            return
        from docx.enum.text import WD_COLOR_INDEX

        color = WD_COLOR_INDEX[COLORS.get(issue.level, REST)]
        for run in runs:
            if run.font.highlight_color is None:
                run.font.highlight_color = color
        self._comment(runs, self._lines(issue))

    def _lines(self, issue: Issue) -> Iterable[str]:
        words = self.report.words
        yield f"[{issue.level_name}] {issue.name} ({issue.rule})"
        pairs = (
            (words["reason"], issue.message),
            (
                words["basis"],
                words["semicolon"].join(issue.grounds) + (f" ({issue.basis_note})" if issue.basis_note else ""),
            ),
            (words["recommendation"], issue.recommendation),
            (words["also"], words["semicolon"].join(issue.also)),
        )
        yield from (f"{name}{words['colon']}{text}" for name, text in pairs if text)

    def summary(self) -> None:
        """Comment the beginning of the document with the verdict, what is missing and what has no place in the body."""
        first = next((p.runs[0] for p in self.document.paragraphs if p.runs and p.text.strip()), None)
        if first is None:
            return
        report, words = self.report, self.report.words
        lines = [f"{words['opinion']}{words['colon']}{report.verdict}"]
        lines.append(", ".join(f"{count.name} {count.count}" for count in report.levels))
        lines += [f"{words['gaps']}: [{gap.level_name}] {gap.name}. {gap.message}" for gap in report.gaps]
        for issue in self._loose:
            lines += [f"\u201c{issue.quote}\u201d", *self._lines(issue)]
        self._comment([first], [*lines, report.disclaimer])

    def _comment(self, runs: Sequence[Any], lines: Iterable[str]) -> None:
        comment = self.document.add_comment(runs, "\n".join(map(legal, lines)), AUTHOR, INITIALS)
        for name in [name for name in comment._comment_elm.attrib if name.endswith("}date")]:
            del comment._comment_elm.attrib[name]  # no date: the same bytes in every run

    def saved(self) -> bytes:
        """Return the bytes of the document."""
        out = BytesIO()
        self.document.save(out)
        return repacked(out.getvalue())
