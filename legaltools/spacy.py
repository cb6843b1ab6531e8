"""The bridge to spaCy: documents with span groups, a pipeline component, DocBin and displaCy.

In: an analysis of ours or any text. Out: a ``spacy.tokens.Doc`` with ``doc.spans["norms" | "deadlines" | "references" |
"parties" | "terms" | "findings"]`` and the whole analysis in ``doc._.legal``. ``nlp.add_pipe("legaltools")`` adds the
component to any pipeline; the entry point in ``pyproject.toml`` makes it known.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> component = nlp.add_pipe("legaltools")
>>> doc = nlp("付款\\n一、甲方应在收到通知后30天内付款。")
>>> [(span.text, span.label_) for span in doc.spans["deadlines"]]
[('在收到通知后30天内', 'within_after')]
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, SpanGroup

from legaltools import pipeline
from legaltools.model.annotation import Annotations, Party
from legaltools.model.document import Document
from legaltools.model.finding import Review
from legaltools.model.source import Source
from legaltools.model.span import Span as Place
from legaltools.pipeline import Analysis

Row = tuple[str, int, int, str, str]  # group, start, end, label, id
GROUPS = ("norms", "deadlines", "references", "parties", "terms", "findings")
ENTITIES = {"ORG": "third_party", "PERSON": "third_party", "GPE": "authority"}

if not Doc.has_extension("legal"):
    Doc.set_extension("legal", default=None)


@Language.factory("legaltools", default_config={"review": True}, assigns=["doc.spans", "doc._.legal"])
def make_component(nlp: Language, name: str, review: bool) -> "Component":
    """Return the component; without ``review`` no findings are made."""
    return Component(review)


class Component:
    """Analyses a Doc's text and adds the span groups; tokens are left as they are."""

    def __init__(self, review: bool = True) -> None:
        self.review = review

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the groups added."""
        return annotate(doc, analyse_text(doc.text, review=self.review))


def blank(*, words: bool = False) -> Language:
    """Return a blank Chinese pipeline: one token a character, or with ``words`` jieba's words.

    jieba would keep its dictionary under a predictable name in the common temporary folder and load it from there
    again; here it gets a folder of its own that is gone afterwards.
    """
    if not words:
        return spacy.blank("zh")
    with TemporaryDirectory() as folder:
        import jieba

        jieba.setLogLevel(logging.WARNING)
        jieba.dt.tmp_dir = folder
        jieba.initialize()
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


def analyse_text(text: str, name: str = "doc", *, review: bool = True) -> Analysis:
    """Return the analysis of a text that is taken as read."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = pipeline.parse(Source(name, "text", "utf-8", digest, text))
    if review:
        return pipeline.analyse(document)
    return Analysis(document, pipeline.extract(document), Review())


def to_doc(analysis: Analysis, nlp: Language | None = None) -> Doc:
    """Return one Doc of the whole text, tokenised by ``nlp`` (a blank Chinese pipeline by default)."""
    nlp = nlp or blank()
    return annotate(nlp.make_doc(analysis.document.text), analysis)


def to_docs(analysis: Analysis, nlp: Language | None = None) -> Iterator[Doc]:
    """Yield one Doc a clause: spaCy's Chinese tokeniser costs more than linear time in the length of a Doc."""
    nlp = nlp or blank()
    document = analysis.document
    by_eid: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(analysis):
        if (holder := document.at(row[1])) is not None:
            by_eid[holder.eid].append(row)
    for node in document.nodes:
        text = document.text[node.start : node.end]
        if text.strip():
            doc = nlp.make_doc(text)
            _group(doc, ((g, s - node.start, e - node.start, label, id_) for g, s, e, label, id_ in by_eid[node.eid]))
            doc.user_data["eid"] = node.eid
            yield doc


def annotate(doc: Doc, analysis: Analysis) -> Doc:
    """Add the span groups of an analysis of exactly ``doc.text``."""
    _group(doc, _rows(analysis))
    doc._.legal = analysis
    return doc


def _rows(analysis: Analysis) -> Iterator[Row]:
    """Yield (group, start, end, label, id) of everything that has a place."""
    said = analysis.annotations
    yield from (("norms", n.start, n.end, n.type, n.id) for n in said.norms)
    yield from (("deadlines", d.start, d.end, d.relation, d.id) for d in said.deadlines)
    yield from (("references", r.start, r.end, r.kind, "") for r in said.references)
    yield from (("parties", m.start, m.end, p.role, p.name) for p in said.parties for m in p.mentions)
    yield from (("terms", t.start, t.end, "term", t.term) for t in said.terms)
    yield from (("findings", f.start, f.end, f.rule, f.severity) for f in analysis.review.findings)


def _group(doc: Doc, rows: Iterable[Row]) -> None:
    spans: dict[str, list[Span]] = {name: [] for name in GROUPS}
    for group, start, end, label, id_ in rows:
        span = doc.char_span(start, min(end, len(doc.text)), label=label, span_id=id_, alignment_mode="expand")
        if span is not None:
            spans[group].append(span)
    for name, found in spans.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=sorted(found, key=lambda s: (s.start, s.end)))


def to_docbin(analyses: Iterable[Analysis], nlp: Language | None = None) -> bytes:
    """Return the clauses of several documents as a DocBin for training, span groups kept."""
    nlp = nlp or blank()
    box = DocBin(store_user_data=False)
    for analysis in analyses:
        for doc in to_docs(analysis, nlp):
            box.add(doc)
    data: bytes = box.to_bytes()
    return data


def to_displacy(analysis: Analysis, group: str = "norms", nlp: Language | None = None) -> str:
    """Return a page that shows one span group with displaCy."""
    from spacy import displacy

    doc = to_doc(analysis, nlp)
    page: str = displacy.render(doc, style="span", page=True, jupyter=False, options={"spans_key": group})
    return page


def with_entities(document: Document, annotations: Annotations, nlp: Language) -> Annotations:
    """Add the organisations and persons a trained pipeline finds to the parties that are not known yet."""
    known = {name for party in annotations.parties for name in party.names}
    found: dict[str, tuple[Any, list[Place]]] = {}
    clauses = [node for node in document.nodes if node.end > node.start]
    for node, doc in zip(clauses, nlp.pipe(document.text[n.start : n.end] for n in clauses), strict=True):
        for entity in doc.ents:
            role, name = ENTITIES.get(entity.label_), entity.text.strip()
            if role and name and name not in known:
                place = Place(node.start + entity.start_char, node.start + entity.end_char)
                found.setdefault(name, (role, []))[1].append(place)
    more = tuple(Party(name, role, mentions=tuple(places)) for name, (role, places) in found.items())
    return replace(annotations, parties=annotations.parties + more)
