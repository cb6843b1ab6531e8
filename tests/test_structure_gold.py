"""The clause tree against the annotated documents, and what is derived from it: repair proposal, emphasis."""

from pathlib import Path

import pytest

from legaltools import readers, structure
from legaltools.corpus import gold, score
from legaltools.model.source import Block, Mark, Source


def measured(annotation: Path, text: Path) -> dict[str, score.Score]:
    document = structure.parse(readers.read(text.read_bytes(), text.name))
    truth = gold.load(annotation, document.text)
    return {line.measure: line for line in score.structure(truth, document)}


def test_the_sample_is_read_line_by_line_as_a_lawyer_reads_it(root: Path, sample: Path) -> None:
    document = structure.parse(readers.read(sample.read_bytes(), sample.name))
    truth = gold.load(root / "corpus" / "gold" / f"{sample.name}.json", document.text)
    first = {node.line: node for node in reversed(document.nodes)}
    above = {line: document.by_eid[node.parent].line if node.parent else 0 for line, node in first.items()}
    roles = {line: {"heading": "clause", "item": "clause"}.get(node.kind, node.kind) for line, node in first.items()}
    assert [(line, roles[line], above[line]) for line, _, _ in truth.roles] == list(truth.roles)
    kinds = {"NUM002": "wrong_parent_number", "TXT001": "truncated_end", "TXT002": "artifact"}
    found = {(d.line, kinds[d.code]) for d in document.diagnostics}
    assert found == {(r["line"], r["kind"]) for r in truth.lists["anomalies"] if r["kind"] in kinds.values()}


@pytest.mark.shared
def test_openings_and_parents_of_annotated_documents(shared: Path) -> None:
    annotations = [*(shared / "gold" / "structure").glob("*.json"), *(shared / "gold" / "full").glob("tos_*.json")]
    texts = {path: shared / "texts" / gold.document_name(path) for path in annotations if "emphasis" not in path.name}
    assert len(texts) >= 5
    for annotation, text in texts.items():
        measures = measured(annotation, text)
        assert measures["openings"].f1 >= 0.99, annotation.name
        assert measures["parents"].recall >= 0.98, annotation.name


def test_the_proposal_changes_labels_and_what_refers_to_them() -> None:
    text = "协议\n\n1. 总则\n1.1. 甲方付款。\n1.3. 乙方交货，逾期的适用第1.4条。\n1.4. 逾期应当赔偿。\n"
    proposal = structure.renumbering(structure.parse(Source("a.txt", "text", "utf-8", "", text)))
    assert [(change.old, change.new) for change in proposal.labels] == [("1.3.", "1.2."), ("1.4.", "1.3.")]
    assert [(change.old, change.new) for change in proposal.references] == [("1.4", "1.3")]
    assert "-1.3. 乙方交货，逾期的适用第1.4条。\n+1.2. 乙方交货，逾期的适用第1.3条。" in proposal.patch
    assert proposal.patch.startswith("--- a.txt\n+++ a.txt\n@@ -2,6 +2,6 @@\n")


def test_nothing_is_proposed_where_nothing_is_wrong() -> None:
    proposal = structure.renumbering(structure.parse(Source("a.txt", "text", "utf-8", "", "一、总则\n二、附则\n")))
    assert (proposal.labels, proposal.references, proposal.patch) == ((), (), "")


def test_emphasis_is_the_share_of_visible_characters() -> None:
    text = "一、责任限制 概不负责\n其他"
    blocks = (
        Block(0, 11, marks=(Mark(7, 11, "bold"), Mark(0, 2, "underline"))),
        Block(12, 14),
    )
    first, second = structure.parse(Source("a", "html", "utf-8", "", text, blocks)).nodes
    assert (first.emphasis.bold, first.emphasis.underline, second.emphasis.bold) == (0.4, 0.2, 0.0)


def test_labels_and_levels_of_the_page() -> None:
    text = "甲、总则\n甲方付款。\n• 乙方交货。"
    blocks = (Block(0, 4, "heading", level=1, label_end=2), Block(5, 10), Block(11, 17, indent=1, label_end=13))
    nodes = structure.parse(Source("a", "docx", "utf-8", "", text, blocks)).nodes
    assert [(n.kind, n.label, n.parent) for n in nodes] == [
        ("clause", "甲、", None),
        ("text", "", nodes[0].eid),
        ("item", "•", nodes[0].eid),
    ]
