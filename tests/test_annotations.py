"""Limits and references against annotations of our own (line and columns, no text), made by the guidelines.

``agreement_privacy_huineng``, ``privacy_chataudio`` and ``privacy_azure_cn`` were annotated before the extractor was
run on them; afterwards two targets were changed, to the usage of later annotators (下列情形 in a paragraph under a mere
heading points at that paragraph). The two others were annotated beside its output.
"""

from pathlib import Path

import pytest

from legaltools import pipeline
from legaltools.corpus import gold, score
from legaltools.extract import deadlines, references
from legaltools.model.annotation import Annotations
from legaltools.model.finding import Review
from legaltools.model.score import Score

ANNOTATIONS = Path(__file__).parent / "annotations"


@pytest.mark.shared
def test_limits_and_references_agree_with_the_annotations(shared: Path) -> None:
    rows: list[Score] = []
    for path in gold.files(ANNOTATIONS):
        document = pipeline.parse(shared / "texts" / gold.document_name(path))
        truth = gold.load(path, document.text)
        found = Annotations(deadlines=deadlines.find(document), references=references.find(document))
        rows += score.score(truth, document, found, Review(), {}, {})
    total = {row.measure: row.f1 for row in score.add(rows)}
    assert total["deadlines"] >= 0.97
    assert total["references"] >= 0.95
    assert total["references, resolved"] >= 0.93
