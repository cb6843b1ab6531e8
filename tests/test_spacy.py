"""The bridge to spaCy: groups that match our spans, a component by entry point, DocBin, displaCy, entities."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from legaltools import pipeline
from legaltools import spacy as bridge


@pytest.fixture(scope="module")
def analysis(sample: Path) -> pipeline.Analysis:
    return pipeline.analyse(sample)


def test_groups_cover_exactly_our_spans(analysis: pipeline.Analysis) -> None:
    doc = bridge.to_doc(analysis)
    assert doc.text == analysis.document.text
    assert len(doc.spans["norms"]) == len(analysis.annotations.norms)
    ours = {(d.start, d.end) for d in analysis.annotations.deadlines}
    assert {(s.start_char, s.end_char) for s in doc.spans["deadlines"]} == ours
    assert doc._.legal is analysis


def test_one_doc_a_clause_keeps_every_deadline(analysis: pipeline.Analysis) -> None:
    docs = list(bridge.to_docs(analysis))
    assert sum(len(doc.spans["deadlines"]) for doc in docs) == len(analysis.annotations.deadlines)
    assert all(doc.user_data["eid"] in analysis.document.by_eid for doc in docs)


def test_the_component_works_in_anyones_pipeline() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("legaltools", config={"review": False})
    doc = nlp("服务条款\n1. 您应当在收货后五日内付款。\n2. 我们可以停止服务。")
    assert [s.text for s in doc.spans["norms"]]
    assert not doc.spans["findings"]
    again = spacy.blank("zh").from_config(nlp.config)
    assert again.pipe_names == ["sentencizer", "legaltools"]
    assert len(again(doc.text).spans["norms"]) == len(doc.spans["norms"])


def test_docbin_is_read_back_with_its_groups(analysis: pipeline.Analysis) -> None:
    nlp = spacy.blank("zh")
    docs = list(DocBin().from_bytes(bridge.to_docbin([analysis], nlp)).get_docs(nlp.vocab))
    assert sum(len(doc.spans["norms"]) for doc in docs) == len(analysis.annotations.norms)


def test_displacy_page(analysis: pipeline.Analysis) -> None:
    assert "<mark" in (page := bridge.to_displacy(analysis, "deadlines")) or "<span" in page


def test_a_real_pipeline_adds_its_entities_to_the_parties(sample: Path) -> None:
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": [{"TEXT": c} for c in "通信管理部门"]}])  # type: ignore[attr-defined]
    document = pipeline.parse(sample)
    more = bridge.with_entities(document, pipeline.extract(document), nlp)
    party = next(p for p in more.parties if p.name == "通信管理部门")
    assert [place.of(document.text) for place in party.mentions] == ["通信管理部门"]


def test_words_of_jieba_carry_the_same_spans(analysis: pipeline.Analysis) -> None:
    doc = bridge.to_doc(analysis, bridge.blank(words=True))
    assert "服务" in {token.text for token in doc}
    assert len(doc.spans["norms"]) == len(analysis.annotations.norms)
