"""Norms: a table of sentences, the words around a norm, links, and laws that hold over any text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legaltools import pipeline
from legaltools.extract import deadlines, norms, parties, terms
from legaltools.extract.norms import cues
from legaltools.lexicon import table
from legaltools.model.annotation import Norm
from legaltools.model.document import Document

TABLE = Path(__file__).parent / "cases" / "extract" / "norms.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
PREAMBLE = (
    "服务协议\n某某科技有限公司（以下简称“某某”）与用户（以下简称“您”）订立本协议。您确认，您已阅读，您知道其含义。\n"
)


def parse(text: str) -> Document:
    return pipeline.parse(pipeline.read_bytes(text.encode(), "terms.txt"))


def find(text: str) -> tuple[Norm, ...]:
    document = parse(f"{PREAMBLE}1. {text}\n")
    return norms.find(document, parties.find(document), deadlines.find(document))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_sentence(row: list[str]) -> None:
    text, expected = row
    found = [f"{n.type} {n.bearer} {n.cue.text}" for n in find(text.replace("⏎", "\n"))]
    assert found == ([] if expected == "-" else expected.split("; "))


@pytest.mark.parametrize("case", table("modality")["examples"]["matches"], ids=lambda case: case[0])
def test_marker_is_found(case: list[str]) -> None:
    text, kind = case
    assert [m.type for m in cues.find(text)] == [kind]


@pytest.mark.parametrize("text", [*table("modality")["examples"]["rejects"], *table("masks")["examples"]["rejects"]])
def test_look_alike_is_no_marker(text: str) -> None:
    assert list(cues.find(text)) == []


def test_surroundings() -> None:
    text = "您逾期付款的，应当支付违约金，但不可抗力除外。"
    (norm,) = find(text)
    source = f"{PREAMBLE}1. {text}"
    assert [c.of(source) for c in norm.conditions] == ["您逾期付款的"]
    assert [e.of(source) for e in norm.exceptions] == ["但不可抗力除外"]
    assert norm.action is not None
    assert norm.action.of(source) == "支付违约金"
    assert norm.counterparty == "某某"


def test_an_action_reaches_past_what_only_says_how_or_when() -> None:
    said = {
        "您可以通过注销账户的方式，撤回全部授权。": "可以通过注销账户的方式，撤回全部授权",
        "某某有权在任何时间，在合理范围内，变更服务。": "有权在任何时间，在合理范围内，变更服务",
        "您授权某某在周期结束前24小时内，从您的账户扣除费用。": "授权某某在周期结束前24小时内，从您的账户扣除费用",
        "某某会自动收集您的使用情况，作为日志保存。": "会自动收集您的使用情况",
    }
    for text, action in said.items():
        norm = find(text)[0]
        assert parse(f"{PREAMBLE}1. {text}\n").text[norm.start : norm.end] == action


def test_condition_does_not_hold_its_label() -> None:
    document = parse("服务协议\n某某有限公司（以下简称“某某”）提供服务。\n3.1.2． 如您逾期付款，某某有权暂停服务。\n")
    (norm,) = norms.find(document, parties.find(document), ())
    assert [c.of(document.text) for c in norm.conditions] == ["如您逾期付款"]


def test_short_text_has_norms() -> None:
    document = parse("服务协议\n一、您应当在收货后五日内付款。\n")
    (norm,) = norms.find(document, parties.find(document), ())
    assert (norm.bearer, norm.type) == ("您", "obligation")


def test_page_heading_is_no_norm() -> None:
    source = pipeline.read_bytes("# 条款\n\n## 您必须成年\n\n您必须年满十八岁。\n".encode(), "terms.md")
    document = pipeline.parse(source)
    assert [n.line for n in norms.find(document, parties.find(document), ())] == [5]


def test_consequence_follows_from_the_duty() -> None:
    duty, sanction = find("您应在三日内付款，否则某某有权解除合同。")
    assert duty.consequences == (sanction.id,)


def test_deadline_belongs_to_the_bearer() -> None:
    document = parse(f"{PREAMBLE}1. 您应在收到通知后三日内付款。\n")
    limits = deadlines.find(document)
    found = norms.find(document, parties.find(document), limits)
    assert found[0].deadlines == (limits[0].id,)
    assert norms.with_bearers(limits, found)[0].bearer == "您"


def test_heading_gives_the_bearer_at_low_confidence() -> None:
    document = parse(f"{PREAMBLE}一、用户的权利和义务\n1. 应当遵守法律。\n")
    (norm,) = norms.find(document, parties.find(document), ())
    assert (norm.bearer, norm.confidence) == ("您", "low")
    assert norm.inherited_from == document.at(norm.start).parent  # type: ignore[union-attr]


def check(document: Document) -> None:
    text = document.text
    who, defined = parties.find(document), terms.find(document)
    found = norms.find(document, who, deadlines.find(document))
    assert [n.start for n in found] == sorted(n.start for n in found)
    assert len({n.id for n in found}) == len(found)
    ids, names = {n.id for n in found}, {n.bearer for n in found}
    assert "" not in names
    for norm in found:
        assert 0 <= norm.start < norm.end <= len(text)
        assert norm.cue.text == text[norm.cue.start : norm.cue.end]
        assert norm.start == norm.cue.start
        assert document.by_eid[norm.eid].start <= norm.start
        assert set(norm.consequences) <= ids - {norm.id}
        for span in (*norm.conditions, *norm.exceptions):
            assert 0 <= span.start < span.end <= len(text)
    for party in who:
        assert all(m.of(text) in (party.name, *party.aliases) for m in party.mentions)
        assert list(party.mentions) == sorted(party.mentions)
    assert [t.start for t in defined] == sorted(t.start for t in defined)
    for term in defined:
        assert text[term.start : term.end] == term.term
        assert all(use.of(text) == term.term for use in term.uses)
        assert 0 <= term.definition.start < term.definition.end <= len(text)


PIECES = [
    *(w for cue in cues.CUES.values() for w in cue["words"]),
    *"您甲乙方的，。；：（）“”《》\n如除外则否一方不对将由",
]  # type: ignore[attr-defined]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_laws_on_any_words(text: str) -> None:
    check(parse(PREAMBLE + text))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("C",)), max_size=120).filter(str.strip))
def test_laws_on_any_text(text: str) -> None:
    check(parse(text))


@pytest.mark.shared
def test_laws_on_real_texts(shared: Path) -> None:
    files = [p for p in sorted((shared / "texts").iterdir()) if p.suffix in (".txt", ".md")]
    assert files
    for path in files:
        check(pipeline.parse(path))


@pytest.mark.parametrize("head", ["甲方的工作内容：", "甲方的职责：", "甲方的权利义务"])
def test_items_under_what_one_side_has_to_do_bind_it(head: str) -> None:
    document = parse(f"起重机租赁合同\n甲方：____\n乙方：____\n一、{head}\n1、负责现场的防火。\n2、应提供用水。\n")
    found = norms.find(document, parties.find(document), ())
    assert [(norm.bearer, norm.cue.text) for norm in found] == [("甲方", "负责"), ("甲方", "应")]
