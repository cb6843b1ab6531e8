"""Statutes are told from contracts; the clause rules leave statutes alone."""

import pytest

from legaltools.lexicon import table
from legaltools.review.engine import review
from legaltools.review.examples import cast, document
from legaltools.review.genre import is_statute


@pytest.mark.parametrize("case", table("genre")["matches"], ids=lambda c: c["text"][:20])
def test_statutes(case: dict[str, str]) -> None:
    assert is_statute(case["text"])


@pytest.mark.parametrize("case", table("genre")["rejects"], ids=lambda c: c["text"][:20])
def test_other_texts(case: dict[str, str]) -> None:
    assert not is_statute(case["text"])


def test_a_statute_exempts_no_provider() -> None:
    statute = "本法所称承运人不承担责任。\n本法自公布之日起施行。\n本法由国务院解释。\n运营方不承担任何责任。"
    assert [f for f in review(document(statute), cast()).findings if f.rule.startswith("LIM")] == []
