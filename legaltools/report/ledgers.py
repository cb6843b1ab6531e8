"""The ledgers of a document: parties, terms, norms, deadlines, references and amounts as tables."""

from collections.abc import Iterable

from legaltools.model.annotation import Annotations, Deadline, Norm
from legaltools.model.document import Document
from legaltools.model.finding import Review
from legaltools.model.report import Gap, Issue, Ledgers, Row, Table
from legaltools.model.span import Span
from legaltools.report.catalog import Lang
from legaltools.report.subject import Subject, shorten
from legaltools.text.punctuation import SEMICOLON

DETAILS = (3, 8, 9, 10, 11, 13)  # columns of the list of issues that the cards say at length
CELL, NARROW = 300, 120  # characters of a cell at most, and of one of several spans in a cell


def build(document: Document, annotations: Annotations, lang: Lang = "zh") -> Ledgers:
    """Return what the document says as tables."""
    subject = Subject(document, annotations, Review(), lang)
    title = subject.words["words"]["ledgers_title"].format(name=subject.name)
    return Ledgers(lang, title, tables(subject))


def tables(subject: Subject) -> tuple[Table, ...]:
    """Return every ledger of extraction, parties first."""
    return (
        parties(subject),
        terms(subject),
        obligations(subject),
        deadlines(subject),
        references(subject),
        amounts(subject),
    )


def _joined(subject: Subject, spans: Iterable[Span]) -> str:
    text = subject.document.text
    return SEMICOLON[subject.lang].join(shorten(span.of(text), NARROW) for span in spans)


def parties(subject: Subject) -> Table:
    """Return who the parties are."""
    roles = subject.words["roles"]
    mark = subject.words["headlines"]["and"]
    return subject.table(
        "parties",
        (Row((p.name, roles[p.role], mark.join(p.aliases), len(p.mentions))) for p in subject.annotations.parties),
    )


def terms(subject: Subject) -> Table:
    """Return the defined terms."""
    whole = subject.words["tables"]["terms"]["whole"]
    return subject.table(
        "terms",
        (
            Row(
                (
                    subject.place(t.eid).label,
                    t.term,
                    subject.definition(t),
                    ", ".join(subject.place(eid).label for eid in t.scope) or whole,
                    len(t.uses),
                ),
                t.eid,
            )
            for t in subject.annotations.terms
        ),
    )


def obligations(subject: Subject) -> Table:
    """Return who must, may, must not or need not do what."""
    norms = {norm.id: norm for norm in subject.annotations.norms}
    limits = {limit.id: limit for limit in subject.annotations.deadlines}
    return subject.table("obligations", (_norm(subject, n, norms, limits) for n in subject.annotations.norms))


def _norm(subject: Subject, norm: Norm, norms: dict[str, Norm], limits: dict[str, Deadline]) -> Row:
    text = subject.document.text
    action = norm.action or Span(norm.start, norm.end)
    after = (Span(norms[i].start, norms[i].end) for i in norm.consequences if i in norms)
    cells = (
        subject.place(norm.eid).label,
        norm.bearer,
        subject.words["norms"][norm.type],
        norm.cue.text,
        shorten(action.of(text), CELL),
        _joined(subject, norm.conditions),
        _joined(subject, norm.exceptions),
        SEMICOLON[subject.lang].join(limits[i].text for i in norm.deadlines if i in limits),
        _joined(subject, after),
        norm.counterparty,
    )
    return Row(cells, norm.eid)


def deadlines(subject: Subject) -> Table:
    """Return the time limits; a vague one has no value."""
    words = subject.words
    sure = words["tables"]["deadlines"]

    def row(limit: Deadline) -> Row:
        bound = words["bounds"].get(limit.bound, "")
        upper = "" if limit.upper is None else f"\u2013{limit.upper:g}"
        value = limit.value if limit.value is not None else ""
        cells = (
            subject.place(limit.eid).label,
            limit.text,
            f"{bound}{value}{upper}" if bound or upper else value,
            words["units"][limit.unit] if limit.unit else "",
            words["relations"][limit.relation],
            limit.anchor,
            limit.bearer,
            sure["vague" if limit.vague else "sure"],
        )
        return Row(cells, limit.eid)

    return subject.table("deadlines", (row(limit) for limit in subject.annotations.deadlines))


def references(subject: Subject) -> Table:
    """Return the references with what they lead to."""
    words = subject.words
    return subject.table(
        "references",
        (
            Row(
                (
                    subject.place(r.eid).label,
                    r.text,
                    words["kinds"][r.kind],
                    ", ".join(subject.place(eid).label for eid in r.targets),
                    words["statuses"][r.status],
                    words["reference_notes"].get(r.note, r.note),
                ),
                r.eid,
            )
            for r in subject.annotations.references
        ),
    )


def amounts(subject: Subject) -> Table:
    """Return money, percentages, rates and multiples."""
    kinds = subject.words["amounts"]
    return subject.table(
        "amounts",
        (
            Row((subject.place(a.eid).label, a.text, a.value, a.currency, kinds[a.kind]), a.eid)
            for a in subject.annotations.amounts
        ),
    )


def findings(subject: Subject, issues: Iterable[Issue]) -> Table:
    """Return the list of issues as a reviewer keeps it."""
    pending = subject.words["words"]["pending"]
    return subject.table("findings", (_finding(issue, pending, subject.lang) for issue in issues), DETAILS)


def _finding(issue: Issue, pending: str, lang: Lang) -> Row:
    basis = SEMICOLON[lang].join(issue.grounds)
    cells = (
        issue.number,
        issue.place.label,
        shorten(issue.quote, CELL),
        issue.rule,
        issue.name,
        issue.family_name,
        issue.level_name,
        issue.side_name,
        issue.message,
        issue.effect,
        f"{basis} ({issue.basis_note})" if issue.basis_note else basis,
        issue.recommendation,
        issue.priority_name,
        issue.emphasis_name,
        pending,
    )
    return Row(cells, issue.place.eid, issue.number, issue.level, link=1)


def missing(subject: Subject, gaps: Iterable[Gap]) -> Table:
    """Return the missing clauses."""
    return subject.table(
        "missing",
        (
            Row(
                (g.rule, g.name, g.level_name, g.message, SEMICOLON[subject.lang].join(g.basis), g.recommendation),
                level=g.level,
            )
            for g in gaps
        ),
    )
