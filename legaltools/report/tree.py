"""The clause tree to read: a document in, an :class:`Outline` in words out."""

from legaltools.model.diagnostic import Diagnostic
from legaltools.model.document import Document
from legaltools.model.outline import Fault, Outline, Step
from legaltools.report.catalog import Lang, catalog, message
from legaltools.report.contract import diagnostic
from legaltools.report.subject import UNDERLINE

SHOWN = 400  # characters of a node's own text at most: more than any terminal is wide


def build(document: Document, lang: Lang = "zh") -> Outline:
    """Return a step for each node and a line for each fault."""
    kinds, text = catalog(lang)["tree"]["kinds"], document.text
    steps = tuple(
        Step(
            n.depth,
            kinds[n.kind],
            n.label or "",
            " ".join(UNDERLINE.sub("", text[n.text_start : min(n.end, n.text_start + SHOWN)]).split()),
        )
        for n in document.nodes
    )
    faults = tuple(_fault(document, fault, lang) for fault in document.source.notes + document.diagnostics)
    return Outline(steps, message("tree.faults", lang, count=len(faults)), faults)


def _fault(document: Document, value: Diagnostic, lang: Lang) -> Fault:
    told = diagnostic(value, lang)
    where = message("tree.line", lang, line=told.line) if told.line else ""
    better = told.suggestion and told.suggestion != value.args.get("label")
    suggestion = message("tree.suggestion", lang, text=told.suggestion) if better else ""
    return Fault(told.code, where, told.message, suggestion)
