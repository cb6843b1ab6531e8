"""Missing clauses: each word that makes one expected does, each that settles it does, other documents are left."""

import pytest

from legaltools.review.context import View
from legaltools.review.data import data
from legaltools.review.engine import review
from legaltools.review.examples import cast, document, flagged
from legaltools.review.rule import registry

CARDS = list(data("missing").items())
EXPECTED = [(code, card) for code, card in CARDS if "if" in card]
PLAIN = [(code, card) for code, card in CARDS if "pattern" not in card]
KINDS = {
    "terms": "我们与您订立本协议。",
    "contract": "甲方与乙方订立本合同。",
    "privacy": "隐私政策\n我们重视您的隐私。",
}


def opening(card: dict[str, list[str]]) -> str:
    return KINDS[card["kinds"][0]]


@pytest.mark.parametrize(("code", "card"), EXPECTED, ids=lambda v: v if isinstance(v, str) else "")
def test_each_word_makes_the_clause_expected(code: str, card: dict[str, list[str]]) -> None:
    rule = registry()[code]
    assert not flagged(rule, opening(card))
    for word in card["if"]:
        if "pattern" in card or word not in card["words"]:
            assert flagged(rule, f"{opening(card)}\n其中涉及{word}。"), word


@pytest.mark.parametrize(("code", "card"), PLAIN, ids=lambda v: v if isinstance(v, str) else "")
def test_each_word_settles_it(code: str, card: dict[str, list[str]]) -> None:
    rule = registry()[code]
    for word in card["words"]:
        text = f"{opening(card)}\n其中涉及{card.get('if', [''])[0]}。\n另行约定{word}。"
        assert not flagged(rule, text), word


@pytest.mark.parametrize(("code", "card"), CARDS, ids=lambda v: v if isinstance(v, str) else "")
def test_every_example_is_a_document_that_should_have_the_clause(code: str, card: dict[str, list[str]]) -> None:
    for text in (*card["bad"], *card["good"]):
        assert View(document(text), cast()).kind in card["kinds"], text
        assert "if" not in card or any(word in text for word in card["if"]), text


@pytest.mark.parametrize(
    "text",
    [
        "第一条 本法适用于云服务经营者。\n第二条 违反本法的，退还费用。\n第三条 本法由国务院解释。",
        "某某许可证\n每个贡献者授予您永久的版权许可，费用由您承担。",
    ],
)
def test_statutes_and_licences_lack_nothing(text: str) -> None:
    assert review(document(text), cast()).missing == ()


def test_only_three_are_grave() -> None:
    grave = {code for code, card in CARDS if card["severity"] in ("high", "critical")}
    assert grave == {"MIS001", "MIS004", "MIS005"}
