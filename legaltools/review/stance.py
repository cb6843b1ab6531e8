"""Whose terms a contract is: one who buys on its own terms (采购人, 发包人) is favoured where else the provider is.

In: the annotations. Out: whether the rules must take the user's side for the provider's. Only a contract between named
sides can be turned: what is offered to everybody (您, 用户) is the provider's.
"""

from collections import Counter
from functools import cache

from legaltools.lexicon import table
from legaltools.model.annotation import Annotations, Party, Role

RIGHTS = ("permission", "power", "exemption")
LEAST_RIGHTS, LEAST_BURDENS = 3, 8  # of the favoured side, of the other one; fewer tell nothing
SHARE, TIMES = 0.25, 2.5  # of rights among all its norms; how much more than the other's
OTHER: dict[Role, Role] = {"provider": "user", "user": "provider"}


def turned(annotations: Annotations) -> bool:
    """Tell whether the user's side has most rights and the provider's most duties."""
    sides = _sides()
    for role in OTHER:
        if not any(party.role == role and sides.intersection(party.names) for party in annotations.parties):
            return False
    roles = {party.name: party.role for party in annotations.parties}
    said = Counter((roles.get(norm.bearer), norm.type in RIGHTS) for norm in annotations.norms)
    rights, duties = said["user", True], said["user", False]
    others, burdens = said["provider", True], said["provider", False]
    if rights < LEAST_RIGHTS or burdens < LEAST_BURDENS:
        return False
    share = rights / (rights + duties)
    return share >= SHARE and share >= TIMES * others / (others + burdens)


def opposite(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the parties with the provider's and the user's roles exchanged."""
    return tuple(Party(p.name, OTHER.get(p.role, p.role), p.aliases, p.mentions) for p in parties)


@cache
def _sides() -> frozenset[str]:
    sides = table("parties")["sides"]
    return frozenset([*sides["provider"], *sides["user"]])
