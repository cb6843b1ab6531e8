"""The persons of a text while they are gathered: groups of names, each with a role; the role of a word by itself."""

from functools import cache
from typing import get_args

from legaltools.lexicon import table
from legaltools.model.annotation import Role

ROLES: tuple[Role, ...] = get_args(Role)
WORDS: dict[str, list[str]] = table("parties")["words"]
SIDES: dict[str, list[str]] = table("parties")["sides"]
NEUTRAL = frozenset(SIDES["neutral"])


class Cast:
    """The persons gathered so far: groups of names, each with a role."""

    def __init__(self, traders: frozenset[str] = frozenset()) -> None:
        self.role: list[Role] = []
        self.names: list[list[str]] = []
        self.owner: dict[str, int] = {}
        self.turned: int | None = None  # the group of a side word that a company faces
        self.traders = traders  # whom an agreement with traders calls so: its users

    def add(self, names: list[str], role: Role) -> int:
        """Put ``names`` into one group: the group one of them already has, else a new one."""
        known = [self.owner[name] for name in names if name in self.owner]
        group = known[0] if known else len(self.role)
        if not known:
            self.role.append(role)
            self.names.append([])
        for name in names:
            if name not in self.owner:
                self.owner[name] = group
                self.names[group].append(name)
        return group

    def join(self, names: list[str], group: int) -> None:
        """Put ``names`` into ``group``, wherever they were."""
        for name in names:
            self.owner[name] = group
            self.names[group].append(name)

    def home(self, role: Role) -> int | None:
        """Return the first group of a role."""
        return self.role.index(role) if role in self.role else None

    def drop(self, names: list[str]) -> None:
        """Forget ``names``."""
        for name in names:
            self.names[self.owner.pop(name)].remove(name)


@cache
def generic() -> dict[str, Role]:
    """Return the role of every word that names a class of persons by itself."""
    return {word: role for role in ROLES for word in WORDS[role]}


def side_role(name: str) -> Role | None:
    """Return the role of a side word of a contract, if it is one."""
    return "provider" if name in SIDES["provider"] else "user" if name in SIDES["user"] else None
