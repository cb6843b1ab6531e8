"""The public verbs; the only module that knows the order of the rooms.

Rooms are imported where they are used, so that ``parse`` never loads what only a review or a report needs.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from msgspec.structs import replace

from legaltools import readers, structure
from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.finding import Review
from legaltools.model.source import ReadError, Source

if TYPE_CHECKING:
    import networkx as nx

    from legaltools.corpus.score import Score
    from legaltools.graph import Answer
    from legaltools.model.comparison import Comparison
    from legaltools.model.history import History
    from legaltools.model.register import Register
    from legaltools.report.catalog import Lang
    from legaltools.review.playbook import Playbook
    from legaltools.writers.changes import Show

MAX_BYTES = readers.MAX_BYTES


class Analysis(Struct, frozen=True):
    """Everything the tool knows of one document."""

    document: Document
    annotations: Annotations
    review: Review


def read(path: str | Path, format: str | None = None, **options: str) -> Source:
    """Read a file into a :class:`Source`; raises :class:`~legaltools.model.source.ReadError`."""
    path = Path(path)
    try:
        if path.is_dir():
            raise ReadError("directory")
        if path.stat().st_size > MAX_BYTES:
            raise readers.too_large(path.stat().st_size)
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("missing") from None
    except PermissionError:
        raise ReadError("permission") from None
    except (OSError, ValueError) as error:  # a name with NUL is a ValueError
        raise ReadError("io", reason=getattr(error, "strerror", None) or str(error)) from None
    return read_bytes(data, path.name, format, **options)


def read_bytes(data: bytes, name: str, format: str | None = None, **options: str) -> Source:
    """Read the bytes of a file called ``name`` into a :class:`Source`."""
    return readers.read(data, name, format, **options)


def parse(source: Source | str | Path) -> Document:
    """Return the clause tree of a source or of the file at a path."""
    return structure.parse(source if isinstance(source, Source) else read(source))


def extract(document: Document) -> Annotations:
    """Return what the document says: parties, terms, norms, deadlines, references, amounts."""
    from legaltools.extract import amounts, deadlines, norms, parties, references, terms, vocabulary

    who = parties.find(document)
    defined = terms.find(document)
    limits = deadlines.find(document)
    duties = norms.find(document, who, limits)
    return Annotations(
        parties=who,
        terms=defined,
        norms=duties,
        deadlines=norms.with_bearers(limits, duties),
        references=references.find(document, defined),
        amounts=amounts.find(document),
        term_issues=vocabulary.check(document, defined, who),
    )


def deadlines(
    source: Analysis | Document | Source | str | Path, events: Sequence[str] = (), lang: "Lang" = "zh"
) -> "Register":
    """Return the deadline register: what each limit comes to once ``events`` (``NAME=2026-03-02``) are known.

    Raises ``ValueError`` with its wording if an event is not written so.
    """
    from legaltools.report import deadlines as register

    known = register.parse_events(events, lang)
    document = source.document if isinstance(source, Analysis) else _document(source)
    annotations = source.annotations if isinstance(source, Analysis) else extract(document)
    return register.build(document, annotations, known, lang)


def _document(source: Document | Source | str | Path) -> Document:
    return source if isinstance(source, Document) else parse(source)


def compare(
    old: Analysis | Document | Source | str | Path, new: Analysis | Document | Source | str | Path
) -> "Comparison":
    """Return what changed from the old to the new document, what it means and who is worse off."""
    from legaltools.compare import Side, explain
    from legaltools.compare import compare as script

    sides = [
        Side(a.document, a.annotations, a.review.findings)
        for a in (x if isinstance(x, Analysis) else analyse(x) for x in (old, new))
    ]
    return explain(script(sides[0].document, sides[1].document), *sides)


def history(place: Path, path: str | None = None) -> "History":
    """Return the history of the files in a folder, or of ``path`` in the git repository at ``place``.

    Versions that cannot be read are left out. Raises :class:`~legaltools.model.source.ReadError`.
    """
    from legaltools.compare.history import history as told
    from legaltools.corpus import revisions

    kept = revisions.from_folder(place) if path is None else revisions.from_git(place, path)
    read_, dates = [], []
    for revision in kept:
        try:
            source = read_bytes(revision.data, revision.file)
        except ReadError:
            continue
        read_.append(analyse(replace(source, name=revision.name)))
        dates.append(revision.date)
    scripts = [compare(old, new) for old, new in pairwise(read_)]
    return told(path or place.name, [whole.document for whole in read_], dates, scripts)


def write_history(found: "History", to: str, lang: "Lang", *, blame: bool, clause: str | None) -> bytes:
    """Return a history as a table, page, feed or JSON; raises ``LookupError`` if there is no such clause."""
    from legaltools.report import history as told

    life = found.life(clause) if clause else None
    if clause and life is None:
        raise LookupError(clause)
    if to == "json":
        from legaltools.report import contract

        return cast(bytes, _writer("json").write(contract.history_output(life or found)))
    if to in ("html", "atom"):
        return cast(bytes, _writer("history_html" if to == "html" else to).write(told.chronicle(found, lang)))
    ledgers = told.log(found, life, lang) if life else told.blame(found, lang) if blame else told.versions(found, lang)
    return cast(bytes, _writer("ledgers_csv" if to == "csv" else to).write(ledgers))


def differs(comparison: "Comparison", by: str) -> bool:
    """Tell whether versions differ at all (``any``), in substance, or for the worse of the user (``worse``)."""
    changes = comparison.changes
    if by == "any":
        return bool(changes)
    if by == "substantive":
        return any(change.substantive or change.effects for change in changes)
    effects = [*comparison.effects, *(effect for change in changes for effect in change.effects)]
    return any(effect.direction == "worse_for_user" for effect in effects)


def write_comparison(
    old: Document, new: Document, comparison: "Comparison", to: str, lang: "Lang", show: "Show | None" = None
) -> bytes:
    """Return the comparison as ``json``, ``text``, ``html``, ``memo``, ``docx``, ``xlsx``, ``csv``, ``markdown``.

    The last four are the side-by-side table; ``redline`` is a Word document with every change tracked.
    """
    from legaltools.report import comparison as told
    from legaltools.report import contract

    if to == "json":
        return cast(bytes, _writer("json").write(contract.diff_output(old, new, comparison, lang)))
    if to == "redline":
        from legaltools.compare.stream import weave

        pieces = tuple(weave(old, new, comparison))
        return cast(bytes, _writer("tracked").write(told.redline(old, new, comparison, pieces, lang)))
    versions = told.build(old, new, comparison, lang)
    if to == "text":
        from legaltools.writers import changes

        show = show or changes.Show()
        lines = told.shown(versions, everything=show.everything, substantive=show.substantive)
        return changes.write(changes.Screen(versions, tuple(lines), show))
    if to == "html":
        return cast(bytes, _writer("changes_html").write(versions))
    if to == "memo":
        return cast(bytes, _writer("memo").write(told.memo(versions, lang)))
    writer = {"docx": "ledgers_docx", "csv": "ledgers_csv"}.get(to, to)
    return cast(bytes, _writer(writer).write(told.table(versions)))


def build_graph(*analyses: Analysis | Document | str | Path) -> "nx.MultiDiGraph[str]":
    """Return the graph of one or several documents."""
    from legaltools import graph

    whole = [a if isinstance(a, Analysis) else analyse(a) for a in analyses]
    return graph.build([(a.document, a.annotations, a.review.findings) for a in whole])


def ask(graph: "nx.MultiDiGraph[str]", question: str, about: str = "") -> "tuple[Answer, ...]":
    """Answer a question of :mod:`legaltools.graph.ask`; raises ``LookupError`` for an unknown question or subject."""
    from legaltools import graph as room

    return room.answer(graph, question, about)


def review(
    document: Document, annotations: Annotations | None = None, playbook: "Playbook | None" = None, lang: "Lang" = "zh"
) -> Review:
    """Return the findings of a document, ordered by severity and place."""
    from legaltools.review import engine

    return engine.review(document, annotations or extract(document), playbook, lang)


def analyse(
    source: Document | Source | str | Path, playbook: "Playbook | None" = None, lang: "Lang" = "zh"
) -> Analysis:
    """Parse, extract and review in one go."""
    document = source if isinstance(source, Document) else parse(source)
    annotations = extract(document)
    return Analysis(document, annotations, review(document, annotations, playbook, lang))


def report(
    source: Analysis | Document | Source | str | Path, to: str = "html", lang: "Lang" = "zh", side: str | None = None
) -> bytes:
    """Return the review opinion as HTML, Word, Markdown, text or workbook, read for ``side`` (user or provider)."""
    from legaltools.report import review as opinion
    from legaltools.review.playbook import Playbook

    rules = None if side is None else Playbook(side="provider" if side == "provider" else "user")
    whole = source if isinstance(source, Analysis) else analyse(source, rules, lang)
    value = opinion.build(whole.document, whole.annotations, whole.review, lang, side)
    return cast(bytes, _writer(to).write(value))


def annotate(whole: Analysis, data: bytes | None = None, lang: "Lang" = "zh", side: str | None = None) -> bytes:
    """Return a Word document with every finding highlighted and commented on its characters.

    ``data`` are the bytes of the file that was read: a Word file is annotated itself, any other text anew.
    """
    from legaltools.report import review as opinion
    from legaltools.writers import annotated

    value = opinion.build(whole.document, whole.annotations, whole.review, lang, side)
    return annotated.write(annotated.Input(value, whole.document.source, data))


def score(gold: Path, texts: Iterable[Path]) -> "dict[str, list[Score]]":
    """Score every gold file at ``gold`` whose text is one of ``texts`` or lies in one of those folders.

    Raises ``ValueError`` if a file is not a gold annotation.
    """
    from legaltools.corpus import gold as annotated
    from legaltools.corpus import score as measures
    from legaltools.report.catalog import catalog
    from legaltools.review import rule

    anomalies = cast(dict[str, str], catalog("en").get("anomalies", {}))
    categories = {r.code: r.category for r in rule.registry().values() if r.category}
    scores = {}
    for path in annotated.files(gold):
        name = annotated.document_name(path)
        text = next((p for t in texts for p in (t, t / name) if p.name == name and p.is_file()), None)
        if text is not None:
            whole = analyse(text)
            truth = annotated.load(path, whole.document.text)
            scores[name] = measures.score(truth, whole.document, whole.annotations, whole.review, categories, anomalies)
    return scores


def _writer(name: str) -> Any:  # a module of the room: ``write(value) -> bytes``
    from importlib import import_module

    return import_module(f"legaltools.writers.{name}")


def write_tree(document: Document, to: str, lang: "Lang", *, renumber: bool = False) -> bytes:
    """Return the tree as an outline or as the JSON contract, with a renumbering proposal if asked."""
    proposal = structure.renumbering(document) if renumber else None
    if to == "text":
        return cast(bytes, proposal.patch.encode() if proposal else _writer("outline").write(document))
    from legaltools.report import contract

    data = None if proposal is None else {"labels": list(proposal.labels), "references": list(proposal.references)}
    return cast(bytes, _writer("json").write(contract.parse_output(document, lang, data)))


def write_annotations(document: Document, annotations: Annotations, to: str, lang: "Lang") -> bytes:
    """Return what was extracted as ledgers to read or as the JSON contract."""
    if to == "json":
        from legaltools.report import contract

        return cast(bytes, _writer("json").write(contract.extract_output(document, annotations)))
    from legaltools.report import ledgers

    return cast(bytes, _writer(to).write(ledgers.build(document, annotations, lang)))


def write_review(whole: Analysis, to: str, lang: "Lang", *, explain: bool = False, side: str | None = None) -> bytes:
    """Return the findings as the JSON contract, SARIF, CSV, Markdown or text; ``explain`` adds the evidence.

    HTML, Word and XLSX are the forms of the whole opinion (:func:`report`).
    """
    from legaltools.report import contract, findings
    from legaltools.review import rule

    if to in ("html", "docx", "xlsx"):
        return report(whole, to, lang, side)
    document, found = whole.document, whole.review

    if to == "json":
        return cast(bytes, _writer("json").write(contract.review_output(document, found)))
    if to == "csv":
        return cast(bytes, _writer("csv").write(findings.sheet(document, found, lang)))
    rules = rule.describe(lang)
    if to == "sarif":
        writer = _writer("sarif")
        return cast(bytes, writer.write(writer.Input(document, found, rules, lang)))
    listing = findings.listing(document, found, rules, lang, explain=explain)
    return cast(bytes, _writer("cards_markdown" if to == "markdown" else "cards").write(listing))


def write_rules(to: str, lang: "Lang", code: str | None = None) -> bytes:
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
        return cast(bytes, _writer("json").write(contract.rules_output(chosen)))
    if to == "markdown":
        return rules.reference(chosen, lang).encode()
    return (rules.lines(chosen, lang) if code is None else rules.whole(chosen[0], lang)).encode()


def test_rules(lang: "Lang") -> tuple[bool, bytes]:
    """Run every rule on its own examples; return whether all came out right, and what to tell."""
    from legaltools.report import rules
    from legaltools.review import examples, rule

    every = rule.registry().values()
    count = sum(len(r.bad) + len(r.good) for r in every)
    failed = [(r.code, bad, text) for r in every for bad, text in examples.failing(r)]
    return not failed, rules.tested(failed, len(every), count, lang).encode()


def write_register(document: Document, register: "Register", to: str) -> bytes:
    """Return the deadline register as a table, a calendar (ICS) or the JSON contract."""
    if to != "json":
        return cast(bytes, _writer(to).write(register))
    from legaltools.report import contract

    return cast(bytes, _writer("json").write(contract.register_output(document, register)))


def write_graph(graph: "nx.MultiDiGraph[str]", to: str) -> bytes:
    """Return the graph as the JSON contract (node-link data) or in a format of the writers."""
    if to != "json":
        return cast(bytes, _writer(to).write(graph))
    from legaltools.graph import node_link
    from legaltools.report import contract

    return cast(bytes, _writer("json").write(contract.graph_output(node_link(graph))))


def write_answers(answers: "Sequence[Answer]", question: str, about: str, to: str) -> bytes:
    """Return what the graph answered, a line each or as JSON."""
    from legaltools.report import contract

    value = contract.ask_output(question, about, answers)
    return cast(bytes, _writer("json" if to == "json" else "answers").write(value))


def write_scores(scores: "Mapping[str, Sequence[Score]]", to: str) -> bytes:
    """Return scores as a table or as the JSON contract."""
    from legaltools.corpus.score import add

    total = add([s for rows in scores.values() for s in rows])
    if to == "json":
        from legaltools.report import contract

        return cast(bytes, _writer("json").write(contract.score_output(scores, total)))
    return cast(bytes, _writer("scores").write({**scores, "TOTAL": total}))
