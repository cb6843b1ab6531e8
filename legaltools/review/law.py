"""The law a rule may cite: abbreviations (``民-496(2)``) in, citations with paraphrase, scope and verification out.

The articles are data (``rules/statutes.toml``); a citation that is not in that table cannot be shipped.
"""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from legaltools.model.finding import BasisScope
from legaltools.model.rule import Ground
from legaltools.review.data import data
from legaltools.text import numerals

_PLACE = re.compile(r"(?P<article>\d+)?(?:\((?P<part>\d+)\))?")


class Law(Struct, frozen=True):
    """A statute or interpretation; ``listed`` marks the regulators' lists of prohibited terms."""

    name: str
    since: str
    says: dict[str, str]
    scope: BasisScope = "all"
    verified: Literal["V1", "V2"] = "V1"
    items: tuple[str, ...] = ()
    listed: bool = False


class Citation(Ground, frozen=True):
    """One article; ``listed`` if it is an item of a regulator's list of prohibited terms."""

    listed: bool = False

    @property
    def ground(self) -> Ground:
        """What of it is told to people."""
        return Ground(self.cite, self.says, self.scope, self.since, self.verified)


@cache
def statutes() -> dict[str, Law]:
    """Return the laws by abbreviation."""
    import msgspec

    return msgspec.convert(data("statutes"), dict[str, Law])


def named(name: str, lang: str) -> str:
    """Return the name of a guard or shade in a language; the Chinese one where the table has no other."""
    names: dict[str, str] = {} if lang == "zh" else data("english")["names"]
    return names.get(name, name)


@cache
def citation(key: str, lang: str = "zh") -> Citation:
    """Return the citation of ``abbreviation-article``; raises ``KeyError`` if the table has no such article."""
    abbreviation, _, place = key.partition("-")
    law, words = statutes()[abbreviation], wording(lang)
    name, says = law.name, law.says[place]
    if lang != "zh":
        name = data("english")["laws"].get(abbreviation, name)
        says = data("english")["says"].get(abbreviation, {}).get(place, says)
    match = _PLACE.fullmatch(place)
    assert match is not None, key
    article, part = match["article"], match["part"]
    cite = name
    if article:
        cite += " " + words["article"].format(article=article)
    if part:
        item = article in law.items
        number = (
            numerals.format(int(part)) if item and lang == "zh" else part
        )  # 第（二）项, but 第2款, as courts write them
        cite += words["item" if item else "paragraph"].format(part=number)
    return Citation(cite, says, law.scope, law.since, law.verified, law.listed)


@cache
def wording(lang: str) -> dict[str, str]:
    """Return the words of ``rules/wording.toml`` in a language; treat them as frozen."""
    return {**data("wording")["zh"], **data("wording")[lang]}
