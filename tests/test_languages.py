"""Both languages: every rule speaks them; what is Chinese in English output is a quotation of the document."""

import re
from pathlib import Path

import pytest

from legaltools import pipeline
from legaltools.review.data import data
from legaltools.review.law import citation, statutes
from legaltools.review.rule import SentenceRule, describe, registry
from legaltools.writers.page import Page

HAN = re.compile("[\u3400-\u9fff]+")
WIDE = Page(10_000)


def test_every_law_article_and_name_has_its_english() -> None:
    table = data("english")
    assert set(table["laws"]) == set(statutes())
    assert {law: set(says) for law, says in table["says"].items()} == {k: set(v.says) for k, v in statutes().items()}
    rules = [rule for rule in registry().values() if isinstance(rule, SentenceRule)]
    names = {g.name for r in rules for g in r.guards} | {s.name for r in rules for s in r.shades}
    assert set(table["names"]) == names


def test_every_rule_speaks_english() -> None:
    for rule in registry().values():
        assert all((rule.name[1], rule.message[1], rule.advice[1])), rule.code
        assert not HAN.search(" ".join((rule.name[1], rule.message[1], rule.advice[1]))), rule.code


def test_every_rule_is_explained_in_chinese() -> None:
    told = data("about")
    assert set(told) == {code for code in registry() if not code.startswith("MIS")} | {"MIS"}
    assert all(HAN.search(rule.about) for rule in describe("zh"))


@pytest.mark.parametrize(
    ("key", "cite"),
    [
        ("民-497(2)", "Civil Code art. 497 item 2"),
        ("民-496(2)", "Civil Code art. 496 para. 2"),
        ("价格-13", "Price Law art. 13"),
    ],
)
def test_citations_in_english(key: str, cite: str) -> None:
    assert citation(key, "en").cite == cite


def test_chinese_in_english_output_is_quoted_from_the_document(sample: Path) -> None:
    whole = pipeline.analyse(sample, None, "en")
    text = re.sub(r"\s", "", whole.document.text)
    register = pipeline.deadlines(whole, ["下单=2026-03-02"], "en")
    outputs = {
        "parse": pipeline.write_tree(whole.document, "text", "en", page=WIDE),
        "extract": pipeline.write_annotations(whole.document, whole.annotations, "text", "en", WIDE),
        "review": pipeline.write_review(whole, "text", "en", explain=True, page=WIDE),
        "csv": pipeline.write_review(whole, "csv", "en"),
        "report": pipeline.report(whole, "text", "en", page=WIDE),
        "markdown": pipeline.report(whole, "markdown", "en"),
        "deadlines": pipeline.write_register(whole.document, register, "table", WIDE),
        "rules": pipeline.write_rules("text", "en"),
    }
    ours = {name: [h for h in HAN.findall(data.decode()) if h not in text] for name, data in outputs.items()}
    assert not {name: found for name, found in ours.items() if found}


@pytest.mark.shared
def test_so_it_is_for_real_documents(shared: Path) -> None:
    for name in (
        "tos_huibang.docx",
        "privacy_azure_cn.md",
        "contract_lease_house.html",
        "agreement_privacy_huineng.pdf",
    ):
        whole = pipeline.analyse(shared / "texts" / name, None, "en")
        text = re.sub(r"\s", "", whole.document.text)
        found = pipeline.write_review(whole, "text", "en", explain=True, page=WIDE)
        found += pipeline.report(whole, "text", "en", page=WIDE)
        assert not [han for han in HAN.findall(found.decode()) if han not in text], name
