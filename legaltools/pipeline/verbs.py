"""What is done with documents: read, parse, extract, review, compare, ask, score, each through its rooms in order."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from legaltools import readers, structure
from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.finding import Review
from legaltools.model.source import ReadError, Source

if TYPE_CHECKING:
    import networkx as nx

    from legaltools.model.answer import Answer
    from legaltools.model.comparison import Comparison
    from legaltools.model.history import History
    from legaltools.model.register import Register
    from legaltools.model.score import Score
    from legaltools.report.catalog import Lang
    from legaltools.review.playbook import Playbook

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
    old: Analysis | Document | Source | str | Path,
    new: Analysis | Document | Source | str | Path,
    law: tuple[Document, Document] | None = None,
    lang: "Lang" = "zh",
) -> "Comparison":
    """Return what changed from the old to the new document, what it means and who is worse off.

    ``lang`` names the findings that came or went. With both versions of a statute as ``law`` also which citations of
    it in the new document are behind.
    """
    from legaltools.compare import Side, citations, explain
    from legaltools.compare import compare as script

    sides = [
        Side(a.document, a.annotations, a.review.findings)
        for a in (x if isinstance(x, Analysis) else analyse(x, lang=lang) for x in (old, new))
    ]
    found = explain(script(sides[0].document, sides[1].document), *sides)
    return found if law is None else replace(found, citations=citations(*law, sides[1].annotations.references))


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


def differs(comparison: "Comparison", by: str) -> bool:
    """Tell whether versions differ at all (``any``), in substance, or for the worse of the user (``worse``)."""
    changes = comparison.changes
    if by == "any":
        return bool(changes)
    if by == "substantive":
        return any(change.matters for change in changes)
    effects = [*comparison.effects, *(effect for change in changes for effect in change.effects)]
    return any(effect.direction == "worse_for_user" for effect in effects)


def build_graph(*analyses: Analysis | Document | str | Path) -> "nx.MultiDiGraph[str]":
    """Return the graph of one or several documents."""
    from legaltools import graph

    whole = [a if isinstance(a, Analysis) else analyse(a) for a in analyses]
    return graph.build([(a.document, a.annotations, a.review.findings) for a in whole])


def ask(graph: "nx.MultiDiGraph[str]", question: str, about: str = "") -> "tuple[Answer, ...]":
    """Answer a question of :mod:`legaltools.graph.ask`; raises ``LookupError`` for an unknown question or subject.

    Raises ``ValueError`` if the question needs a subject and has none.
    """
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
        text = next((p for t in texts for p in (t / name, t) if p.is_file() and (p.name == name or p != t)), None)
        if text is not None:
            whole = analyse(text)
            truth = annotated.load(path, whole.document.text)
            scores[name] = measures.score(truth, whole.document, whole.annotations, whole.review, categories, anomalies)
    return scores
