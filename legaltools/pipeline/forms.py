"""What is shown of it: every result in every format, a report value from the report room and a writer each."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from legaltools import structure
from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.source import Source
from legaltools.pipeline.verbs import Analysis, analyse, extract

if TYPE_CHECKING:
    import networkx as nx

    from legaltools.model.answer import Answer
    from legaltools.model.comparison import Comparison
    from legaltools.model.history import History
    from legaltools.model.register import Register
    from legaltools.model.score import Score
    from legaltools.report.catalog import Lang
    from legaltools.writers.changes import Show
    from legaltools.writers.page import Page

PAGED = {"text", "table", "cards", "outline", "answers", "paragraphs"}  # the formats whose writer looks at the page
LEDGERS = {"csv": "ledgers_csv", "docx": "ledgers_docx"}  # the formats in which a table has a writer of its own


def _writer(name: str) -> Any:  # a module of the room: ``write(value) -> bytes``
    from importlib import import_module

    return import_module(f"legaltools.writers.{name}")


def _written(writer: str, value: object, page: "Page | None" = None) -> bytes:
    """Return a value in a format; those that are read on a terminal are laid out for ``page``."""
    module = _writer(writer)
    return cast(bytes, module.write(value, page) if writer in PAGED else module.write(value))


def write_history(
    found: "History", to: str, lang: "Lang", *, blame: bool, clause: str | None, page: "Page | None" = None
) -> bytes:
    """Return a history as a table, page, feed or JSON; raises ``LookupError`` if there is no such clause."""
    from legaltools.report import history as told

    life = found.life(clause) if clause else None
    if clause and life is None:
        raise LookupError(clause)
    if to == "json":
        from legaltools.report import contract

        return _written("json", contract.history_output(life or found))
    if to in ("html", "atom"):
        return _written("history_html" if to == "html" else to, told.chronicle(found, lang))
    ledgers = told.log(found, life, lang) if life else told.blame(found, lang) if blame else told.versions(found, lang)
    return _written(LEDGERS.get(to, to), ledgers, page)


def write_sentences(document: Document) -> bytes:
    """Return the text a sentence a line behind its clause's label and a tab: what ``git diff`` compares best."""
    return _written("lines", document)


def write_comparison(
    old: Document,
    new: Document,
    comparison: "Comparison",
    to: str,
    lang: "Lang",
    show: "Show | None" = None,
    files: tuple[bytes, bytes] | None = None,
) -> bytes:
    """Return the comparison as ``json``, ``text``, ``html``, ``memo``, ``docx``, ``xlsx``, ``csv``, ``markdown``.

    The last four are the side-by-side table; ``redline`` is a Word document with every change tracked: the new file
    itself if ``files`` are the bytes of two Word files, else a plain document of the texts.
    """
    from legaltools.report import comparison as told
    from legaltools.report import contract

    if to == "json":
        return _written("json", contract.diff_output(old, new, comparison, lang))
    if to == "redline":
        from legaltools.compare.stream import weave
        from legaltools.pipeline.revision import revise

        own = None if files is None else revise(old, new, comparison, files, lang)
        if own is not None:
            return own
        pieces = tuple(weave(old, new, comparison))
        return _written("tracked", told.redline(old, new, comparison, pieces, lang))
    versions = told.build(old, new, comparison, lang)
    if to == "text":
        from legaltools.writers import changes

        show = show or changes.Show()
        lines = told.shown(versions, everything=show.everything, substantive=show.substantive)
        hidden = told.hidden(versions, lines, lang)
        return changes.write(changes.Screen(versions, tuple(lines), show, hidden))
    if to == "html":
        return _written("changes_html", versions)
    if to == "memo":
        return _written("memo", told.memo(versions, lang))
    return _written(LEDGERS.get(to, to), told.table(versions))


def report(
    source: Analysis | Document | Source | str | Path,
    to: str = "html",
    lang: "Lang" = "zh",
    side: str | None = None,
    page: "Page | None" = None,
) -> bytes:
    """Return the review opinion as HTML, Word, Markdown, text or workbook, read for ``side`` (user or provider)."""
    from legaltools.report import review as opinion
    from legaltools.review.playbook import Playbook

    rules = None if side is None else Playbook(side="provider" if side == "provider" else "user")
    whole = source if isinstance(source, Analysis) else analyse(source, rules, lang)
    value = opinion.build(whole.document, whole.annotations, whole.review, lang, side)
    return _written(to, value, page)


def annotate(whole: Analysis, data: bytes | None = None, lang: "Lang" = "zh", side: str | None = None) -> bytes:
    """Return a Word document with every finding highlighted and commented on its characters.

    ``data`` are the bytes of the file that was read: a Word file is annotated itself, any other text anew.
    """
    from legaltools.report import review as opinion
    from legaltools.writers import annotated

    value = opinion.build(whole.document, whole.annotations, whole.review, lang, side)
    return annotated.write(annotated.Input(value, whole.document.source, data))


def write_providers(left: Analysis, right: Analysis, to: str, lang: "Lang", page: "Page | None" = None) -> bytes:
    """Return two providers' terms topic by topic as ``text``, ``html``, ``markdown``, ``json`` or a table."""
    from legaltools.report import contract, providers
    from legaltools.report.subject import Subject

    value = providers.build(*(Subject(a.document, a.annotations, a.review, lang) for a in (left, right)))
    if to == "json":
        told = contract.providers_output(left.document.source, right.document.source, value)
        return _written("json", told)
    if to == "html":
        return _written("providers_html", value)
    return _written(LEDGERS.get(to, to), providers.ledgers(value), page)


def write_tree(
    document: Document, to: str, lang: "Lang", *, renumber: bool = False, page: "Page | None" = None
) -> bytes:
    """Return the tree as an outline, as Akoma Ntoso or as the JSON contract, with a renumbering proposal if asked."""
    proposal = structure.renumbering(document) if renumber else None
    if to == "text":
        from legaltools.report import tree

        return proposal.patch.encode() if proposal else _written("outline", tree.build(document, lang), page)
    if to == "akn":
        writer = _writer("akn")
        return cast(bytes, writer.write(writer.Input(document, extract(document))))
    from legaltools.report import contract

    data = None if proposal is None else {"labels": list(proposal.labels), "references": list(proposal.references)}
    return _written("json", contract.parse_output(document, lang, data))


def write_annotations(
    document: Document, annotations: Annotations, to: str, lang: "Lang", page: "Page | None" = None
) -> bytes:
    """Return what was extracted as ledgers to read or as the JSON contract."""
    if to == "json":
        from legaltools.report import contract

        return _written("json", contract.extract_output(document, annotations))
    from legaltools.report import ledgers

    return _written(to, ledgers.build(document, annotations, lang), page)


def write_review(
    whole: Analysis,
    to: str,
    lang: "Lang",
    *,
    explain: bool = False,
    side: str | None = None,
    page: "Page | None" = None,
) -> bytes:
    """Return the findings as the JSON contract, SARIF, CSV, Markdown or text; ``explain`` adds the evidence.

    HTML, Word and XLSX are the forms of the whole opinion (:func:`report`).
    """
    from legaltools.report import contract, findings
    from legaltools.review import rule

    if to in ("html", "docx", "xlsx"):
        return report(whole, to, lang, side)
    document, found = whole.document, whole.review

    if to == "json":
        return _written("json", contract.review_output(document, found))
    if to == "csv":
        return _written("csv", findings.sheet(document, found, lang))
    rules = rule.describe(lang)
    if to == "sarif":
        writer = _writer("sarif")
        return cast(bytes, writer.write(writer.Input(document, found, rules, lang)))
    listing = findings.listing(document, found, rules, lang, explain=explain)
    return _written("cards_markdown" if to == "markdown" else "cards", listing, page)


def write_rules(to: str, lang: "Lang", code: str | None = None, page: "Page | None" = None) -> bytes:
    """Return all rules, a line each, or the one called ``code`` whole; raises ``KeyError`` if there is none.

    ``to`` is ``text``, ``json`` or (all rules as the reference page) ``markdown``.
    """
    from legaltools.report import contract, rules
    from legaltools.review import rule

    every = rule.describe(lang)
    chosen = every if code is None else tuple(r for r in every if r.code == code)
    if not chosen:
        raise KeyError(code)
    if to == "json":
        return _written("json", contract.rules_output(chosen))
    if to == "markdown":
        return rules.reference(chosen, lang).encode()
    return _written("paragraphs", rules.lines(chosen, lang) if code is None else rules.whole(chosen[0], lang), page)


def read_example(text: str) -> tuple[Document, Annotations]:
    """Return what the document and its annotations are of a rule's example that is read as any document is."""
    document = structure.parse(Source("example", "text", "utf-8", "", text))
    return document, extract(document)


def test_rules(lang: "Lang", page: "Page | None" = None) -> tuple[bool, bytes]:
    """Run every rule on its own examples; return whether all came out right, and what to tell."""
    from legaltools.report import rules
    from legaltools.review import examples, rule

    every = rule.registry().values()
    count = sum(len(r.bad) + len(r.good) for r in every)
    failed = [(r.code, bad, text) for r in every for bad, text in examples.failing(r, read_example)]
    return not failed, _written("paragraphs", rules.tested(failed, len(every), count, lang), page)


def write_register(document: Document, register: "Register", to: str, page: "Page | None" = None) -> bytes:
    """Return the deadline register as a table, a calendar (ICS) or the JSON contract."""
    if to != "json":
        return _written(to, register, page)
    from legaltools.report import contract

    return _written("json", contract.register_output(document, register))


def write_graph(graph: "nx.MultiDiGraph[str]", to: str) -> bytes:
    """Return the graph as the JSON contract (node-link data) or in a format of the writers."""
    if to != "json":
        return _written(to, graph)
    from legaltools.graph import node_link
    from legaltools.report import contract

    return _written("json", contract.graph_output(node_link(graph)))


def write_answers(
    answers: "tuple[Answer, ...]", question: str, about: str, to: str, lang: "Lang", page: "Page | None" = None
) -> bytes:
    """Return what the graph answered, a line each under the question, or as JSON."""
    from legaltools.report import contract

    value = contract.ask_output(question, about, answers, lang)
    return _written("json" if to == "json" else "answers", value, page)


def write_scores(scores: "Mapping[str, Sequence[Score]]", to: str) -> bytes:
    """Return scores as a table or as the JSON contract."""
    from legaltools.corpus.score import add

    total = add([s for rows in scores.values() for s in rows])
    if to == "json":
        from legaltools.report import contract

        return _written("json", contract.score_output(scores, total))
    return _written("scores", {**scores, "TOTAL": total})
