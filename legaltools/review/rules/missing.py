"""MIS: clauses one expects (民法典 art. 470 and the practice of online services) and does not find.

The cards are data (``missing.toml``).
"""

from collections.abc import Callable
from typing import Any

from legaltools.review.context import View
from legaltools.review.data import data
from legaltools.review.rule import MissingRule, missing_rule

SEEN = 200  # sentences with a word that are looked at for a pattern


def _present(card: dict[str, Any]) -> Callable[[View], bool]:
    def present(view: View) -> bool:
        """Tell whether the clause is there, or not expected in such a document."""
        places = view.places
        if view.kind not in card["kinds"] or ("if" in card and not any(word in places for word in card["if"])):
            return True
        if "pattern" not in card:
            return any(word in places for word in card["words"])
        return view.says(card["pattern"], view.units_with(card["words"])[:SEEN])

    return present


def _rule(code: str, card: dict[str, Any]) -> MissingRule:
    said = {key: tuple(card[key]) for key in ("name", "message", "advice", "basis", "bad", "good")}
    words = (*card["words"], *card.get("if", ()))
    asks = (card["pattern"],) if "pattern" in card else ()
    return missing_rule(code=code, severity=card["severity"], watch=words, asks=asks, **said)(_present(card))


RULES = tuple(_rule(code, card) for code, card in data("missing").items())
