"""Where the opinion leans on something else: outside documents, legal grounds, faults of the text itself."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from legaltools.model.annotation import Reference
from legaltools.model.report import ADRIFT, Issue, Outside, Row, Table
from legaltools.report import contract
from legaltools.report.subject import Subject, shorten

INCORPORATION = "ACC007"  # the rule that says a document becomes part of the contract
QUOTES = "\u300a\u300b\u3008\u3009\u201c\u201d\"' "


def outside(subject: Subject) -> tuple[Outside, ...]:
    """Return the documents and pages the text points to, binding ones first, then laws, each with its places."""
    lines = {f.line for f in subject.review.findings if f.rule == INCORPORATION}
    found: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for reference in subject.annotations.references:
        if reference.kind in ("document", "url", "law"):
            found[reference.text.strip(QUOTES), reference.kind].append(reference)
    kinds = subject.words["kinds"]
    documents = [
        Outside(
            anchor="",
            name=name,
            kind=references[0].kind,
            kind_name=kinds[references[0].kind],
            places=tuple(subject.place(eid) for eid in dict.fromkeys(r.eid for r in references)),
            binding=references[0].kind != "law" and any(r.line in lines for r in references),
        )
        for (name, _), references in found.items()
    ]
    documents.sort(key=lambda d: (not d.binding, d.kind == "law", -len(d.places)))
    return tuple(replace(document, anchor=f"outside-{n}") for n, document in enumerate(documents, 1))


def targets(subject: Subject, documents: Sequence[Outside]) -> list[str]:
    """Return where each reference of the text leads on the page."""
    anchors = {(document.name, document.kind): document.anchor for document in documents}
    return [
        r.targets[0] if r.targets else anchors.get((r.text.strip(QUOTES), r.kind), ADRIFT)
        for r in subject.annotations.references
    ]


def grounds(subject: Subject, issues: Sequence[Issue]) -> Table:
    """Return every legal ground with the cards that cite it, most cited first."""
    cited: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        for basis in issue.basis:
            cited[basis].append(issue)
    ordered = sorted(cited.items(), key=lambda item: (-len(item[1]), item[0]))
    whole = subject.words["tables"]["grounds"]["all"]

    def row(basis: str, citing: list[Issue]) -> Row:
        scopes = {issue.basis_note or whole for issue in citing}
        scope = whole if whole in scopes else sorted(scopes)[0]
        return Row((basis, scope, ", ".join(str(i.number) for i in citing)))

    return subject.table("grounds", (row(basis, citing) for basis, citing in ordered))


def quality(subject: Subject) -> Table:
    """Return the faults of reading and numbering as a table."""
    document = subject.document
    rows = []
    for fault in document.source.notes + document.diagnostics:
        worded = contract.diagnostic(fault, subject.lang)
        node = document.by_eid.get(fault.eid or "") or document.at(fault.start)
        eid = node.eid if node else ""
        quote = shorten(document.text[fault.start : fault.end], 60)
        place = subject.place(eid).label if eid else ""
        rows.append(Row((fault.code, place, quote, worded.message, worded.suggestion), eid, link=1))
    return subject.table("quality", rows)
