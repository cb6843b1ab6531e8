"""Whose terms a contract is: one who buys on its own terms (采购人, 发包人) is favoured where else the provider is.

In: the annotations. Out: whether the rules must take the user's side for the provider's, and which role each party has
for them. Only a contract between named sides can be turned: what is offered to everybody (您, 用户) is the provider's.
"""

from collections import Counter
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from legaltools.lexicon import table
from legaltools.model.annotation import Annotations, Party, Role

RIGHTS = ("permission", "power", "exemption")
LEAST_RIGHTS, LEAST_BURDENS = 3, 8  # of the favoured side, of the other one; fewer tell nothing
SHARE, TIMES = 0.25, 2.5  # of rights among all its norms; how much more than the other's
ALLIED = 0.4  # the same of one of two users, whom the other one faces beside the provider
OTHER: dict[Role, Role] = {"provider": "user", "user": "provider"}


class Weight(Struct, frozen=True):
    """How many rights and duties somebody has."""

    rights: int
    duties: int

    @property
    def share(self) -> float:
        """The share of rights."""
        return self.rights / max(1, self.rights + self.duties)

    def __add__(self, other: "Weight") -> "Weight":
        """Return the rights and duties of both."""
        return Weight(self.rights + other.rights, self.duties + other.duties)

    def outweighs(self, other: "Weight", least: float) -> bool:
        """Tell whether one has clearly more rights than another, who has mostly duties."""
        enough = self.rights >= LEAST_RIGHTS and other.duties >= LEAST_BURDENS
        return enough and self.share >= max(least, TIMES * other.share)


def turned(annotations: Annotations) -> bool:
    """Tell whether the user's side has most rights and the provider's most duties."""
    weights = _weights(annotations)
    both = {role: [p for p in annotations.parties if p.role == role] for role in OTHER}
    if not all(any(_sides().intersection(p.names) for p in parties) for parties in both.values()):
        return False
    user, provider = (sum((weights[p.name] for p in both[role]), Weight(0, 0)) for role in ("user", "provider"))
    return user.outweighs(provider, SHARE)


def cast(annotations: Annotations) -> tuple[Party, ...]:
    """Return the parties in the roles the rules take them in.

    In a turned contract provider and user are exchanged; else a user who has rights against another one (the lender,
    the lessor beside a platform) stands with the provider.
    """
    if turned(annotations):
        return tuple(replace(p, role=OTHER.get(p.role, p.role)) for p in annotations.parties)
    users = [p for p in annotations.parties if p.role == "user" and _sides().intersection(p.names)]
    if len(users) < 2:
        return annotations.parties
    weights = _weights(annotations)
    allied = {p.name for p in users if any(weights[p.name].outweighs(weights[q.name], ALLIED) for q in users)}
    return tuple(replace(p, role="provider") if p.name in allied else p for p in annotations.parties)


def _weights(annotations: Annotations) -> dict[str, Weight]:
    said = Counter((norm.bearer, norm.type in RIGHTS) for norm in annotations.norms)
    return {p.name: Weight(said[p.name, True], said[p.name, False]) for p in annotations.parties}


@cache
def _sides() -> frozenset[str]:
    sides = table("parties")["sides"]
    return frozenset([*sides["provider"], *sides["user"]])
