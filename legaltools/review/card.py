"""The card of a rule: what it says and looks for, as data beside its function (``rules/<family>.toml``).

In: a family's name. Out: a decorator that makes a sentence rule of a card and the function that judges its matches.
"""

import re
from collections.abc import Callable
from typing import Any

from legaltools.review.context import Sentence
from legaltools.review.data import data
from legaltools.review.rule import Guard, Hit, SentenceRule, Shade, rule

LISTS = ("basis", "inherent", "bad", "good", "patterns", "weak", "name", "message", "advice")


class Family:
    """The cards of one file. ``family("LIM001")`` decorates the function of that rule."""

    def __init__(self, name: str) -> None:
        self.cards: dict[str, dict[str, Any]] = data(name)

    def __call__(self, code: str) -> Callable[[Callable[[Sentence, re.Match[str]], Hit | None]], SentenceRule]:
        """Return the decorator for the rule ``code``; raises ``KeyError`` if the family has no such card."""
        card: dict[str, Any] = {key: tuple(v) if key in LISTS else v for key, v in self.cards[code].items()}
        card["triggers"] = tuple(map(tuple, card["triggers"]))
        card["guards"] = tuple(Guard(*guard) for guard in card.get("guards", ()))
        card["shades"] = tuple(Shade(*shade) for shade in card.get("shades", ()))
        return rule(code=code, **card)
