"""A review rule as it is told to people: what it looks for, on what ground, with which examples."""

from typing import Literal

from msgspec import Struct

from legaltools.model.annotation import Role
from legaltools.model.finding import BasisScope, Level


class Ground(Struct, frozen=True):
    """An article: how it is cited, what it says in paraphrase, whom it protects, since when, how it was verified.

    ``verified``: ``V1`` the article's text was read, ``V2`` a secondary source only (shown as 待核).
    """

    cite: str
    says: str
    scope: BasisScope
    since: str
    verified: Literal["V1", "V2"]


class RuleInfo(Struct, frozen=True):
    """One rule in one language. ``bad`` examples are flagged, ``good`` ones are not."""

    code: str
    name: str
    family: str
    kind: Literal["sentence", "document", "missing"]
    severity: Level
    category: str
    side: Role
    message: str
    advice: str
    basis: tuple[Ground, ...]
    guards: tuple[str, ...]
    about: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
