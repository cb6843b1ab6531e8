"""Who acts in a sentence, by the table's own examples."""

import pytest

from legaltools.lexicon import table
from legaltools.review.actor import actor
from legaltools.review.context import View
from legaltools.review.examples import cast, document

CASES = table("actor")["matches"] + table("actor")["rejects"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_actor(case: dict[str, str]) -> None:
    sentence = View(document(case["text"]), cast()).sentence(0)
    assert actor(sentence, case["text"].index(case["verb"])) == case.get("actor")


def test_an_item_takes_the_subject_of_its_introduction() -> None:
    view = View(document("您有权：\n终止服务；"), cast())
    assert actor(view.sentence(1), 0) == "user"
