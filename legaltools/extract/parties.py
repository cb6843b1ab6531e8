"""Who the text speaks of: contracting parties with their aliases, classes of third persons, authorities.

In: the document. Out: one :class:`~legaltools.model.annotation.Party` a person or class, ``name`` being how the text
mostly calls it, with every mention. A side of a contract (甲方) gets its role from what the text says of it.
"""

import re
from collections import Counter
from functools import cache

from legaltools.extract import naming
from legaltools.lexicon import Triggers, Words, table
from legaltools.model.annotation import Party, Role
from legaltools.model.document import Document
from legaltools.model.span import Span

_TABLE = table("parties")
_WORDS: dict[str, list[str]] = _TABLE["words"]
_SIDES: dict[str, list[str]] = _TABLE["sides"]
_ORGANISATION = re.compile(_TABLE["names"]["organisation"] + r"\s*$")
_FOREIGN = re.compile(_TABLE["names"]["foreign"])
_LEAD = re.compile(_TABLE["names"]["lead"])
_HEAD = re.compile(r"^" + _TABLE["names"]["heads"], re.MULTILINE)
_CUES = frozenset(_TABLE["acting"]["cues"])
_ACTING = Triggers([*_CUES, *(word for words in table("masks")["words"].values() for word in words)])
_LOOSE = frozenset([*_WORDS["loose"], *_WORDS["loose_user"]])
_TAILS = Words(_TABLE["acting"]["extended"])
_THINGS = Words(table("subjects")["subject"]["thing"])
_ONLY = frozenset(_TABLE["acting"]["only"])
_PERSONS = tuple(_WORDS["persons"])
HEAD_CHARS = 4000


class Cast:
    """The persons gathered so far: groups of names, each with a role."""

    def __init__(self) -> None:
        self.role: list[Role] = []
        self.names: list[list[str]] = []
        self.owner: dict[str, int] = {}
        self.acting: frozenset[str] = frozenset()

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


@cache
def _generic() -> dict[str, Role]:
    words: dict[str, Role] = {}
    role: Role
    for role in ("provider", "user", "mutual", "affiliate", "third_party", "authority", "other"):
        words.update(dict.fromkeys(_WORDS[role], role))
    return words


@cache
def _scan() -> Triggers:
    return Triggers([*_generic(), *_SIDES["provider"], *_SIDES["user"], *_TABLE["masks"]["words"]])


def find(document: Document) -> tuple[Party, ...]:
    """Return the parties of a document, contracting parties first, each with its mentions."""
    text = document.text
    counts = _scan().count(text)
    cast = Cast()
    _declared(text, cast, counts)
    _sides(cast, counts)
    _acting(text, cast, counts)
    _classes(cast, counts)
    _merge(cast)
    return _parties(text, cast)


def _declared(text: str, cast: Cast, counts: Counter[str]) -> None:
    """Aliases in brackets and the heads of contracts."""
    for match in _HEAD.finditer(text[:HEAD_CHARS]):
        side, other = _squeeze(match["side"]), match["other"]
        names = [n for n in (other, side) if n and _side_role(n)]
        if names:
            cast.add(names, _side_role(names[-1]) or "other")
    for given in naming.find(text):
        names = [span.of(text) for span in given.names]
        described = given.described.of(text)
        company = _company(described)
        role = next((_generic().get(n) or _side_role(n) for n in names if _generic().get(n) or _side_role(n)), None)
        if role is None and company is not None and given.described.start < HEAD_CHARS:
            role = "provider" if "provider" not in cast.role else "other"
        if role in ("provider", "user") and company is None and 1 < len(described) <= 12 and _is_name(described):
            company = described
        if role is None and described.endswith(_PERSONS):
            role = "third_party"
        if role is not None:
            whole = [*names, *([company] if company else [])]
            cast.add(whole, role)


def _squeeze(name: str) -> str:
    return "".join(name.split())


def _side_role(name: str) -> Role | None:
    return "provider" if name in _SIDES["provider"] else "user" if name in _SIDES["user"] else None


def _company(described: str) -> str | None:
    """Return the organisation's name at the end of a run of text."""
    lead = _LEAD.match(described)
    rest = described[lead.end() :] if lead else described
    match = _ORGANISATION.search(rest) or _ORGANISATION.search(described)
    return match[0].strip() if match and not _FOREIGN.search(match[0]) else None


def _sides(cast: Cast, counts: Counter[str]) -> None:
    """The sides a contract names (甲方, 出租人); the role of 甲方 comes from the role word it goes with."""
    role: Role
    rivals = sum(counts[word] for word in _WORDS["direct"])  # terms that say 您 and 我们 have no sides
    for role in ("provider", "user"):
        for word in _SIDES[role]:
            if word in cast.owner or counts[word] >= max(3, rivals):
                cast.add([word], role)
            elif counts[word] >= 3:
                cast.add([word], "other")
    for index, names in enumerate(cast.names):
        telling = [n for n in names if n not in _SIDES["neutral"]]
        said = next((r for n in telling if (r := _side_role(n) or _generic().get(n))), None)
        if said in ("provider", "user"):
            cast.role[index] = said
    _opposite(cast)


def _opposite(cast: Cast) -> None:
    """Two neutral sides do not share a role: the one without evidence takes the other's opposite."""
    told = {n: i for n, i in cast.owner.items() if n in _SIDES["neutral"]}
    first, second = (told.get(n) for n in _SIDES["neutral"][:2])
    if first is None or second is None or cast.role[first] != cast.role[second]:
        return
    loose = second if len(cast.names[second]) <= len(cast.names[first]) else first
    cast.role[loose] = "user" if cast.role[first] == "provider" else "provider"


def _acting(text: str, cast: Cast, counts: Counter[str]) -> None:
    """Names that do what only a person does: what stands before 有权 at the beginning of a clause."""
    known = _generic()
    seen: Counter[str] = Counter()
    for start, _, cue in _ACTING.find(text):
        name = _before(text, start) if cue in _CUES else ""
        if name and (name not in known or name in _LOOSE) and name not in cast.owner and not _side_role(name):
            seen[name] += 3 if cue in _ONLY else 1
    frequent = [n for n, count in seen.items() if count >= 3 and n not in _LOOSE and _is_name(n)]
    uses = Triggers(frequent).count(text) if frequent else Counter()
    names = [n for n in frequent if uses[n] >= 6 or seen[n] >= 6]
    for name in [
        n for n in names if n.endswith(_PERSONS) and not _TAILS.at_end(n)
    ]:  # 债务人 is a person of its own, no brand
        cast.add([name], "other")
        names.remove(name)
    short = {n.removesuffix(tail) for n in (*names, *_providers(cast)) for tail in _TABLE["acting"]["tails"]}
    long = {n + tail for n in (*names, *_providers(cast)) for tail in _TABLE["acting"]["extended"] if n not in known}
    names += [n for n in sorted(long) if n not in cast.owner and n not in known and n not in names]
    names += [w for w in _WORDS["loose"] if seen[w]]
    cast.acting = frozenset(seen)
    names += [n for n in sorted(short) if n not in cast.owner and n not in names and 2 <= len(n) <= 8 and seen[n] >= 2]
    if names:
        provider = next((i for i, r in enumerate(cast.role) if r == "provider"), None)
        if provider is None:
            cast.add(names, "provider")
        else:
            for name in names:
                cast.owner[name] = provider
                cast.names[provider].append(name)


def _is_name(run: str) -> bool:
    return not _NO_NAME.search(run) and (not _THINGS.at_end(run) or bool(_TAILS.at_end(run)))


_NO_NAME = re.compile(_TABLE["acting"]["no_name"])
_IN_QUOTES = re.compile("[\u201c\u300c](?P<name>[^\u201c\u201d\u300c\u300d]{2,12})[\u201d\u300d]$")
_NAME_LEAD = re.compile(_TABLE["acting"]["before"])
_NAME_START = re.compile(
    r"[^\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001\n,;:\uff08\uff09()\u201c\u201d\u300a\u300b]{2,16}$"
)


def _providers(cast: Cast) -> list[str]:
    return [name for i, names in enumerate(cast.names) if cast.role[i] == "provider" for name in names]


def _before(text: str, at: int) -> str:
    window = text[max(0, at - 17) : at]
    quoted = _IN_QUOTES.search(window)
    if quoted is not None:
        return quoted["name"]
    match = _NAME_START.search(window)
    if match is None or match.start() == 0:
        return ""
    lead = _NAME_LEAD.match(match[0])
    return match[0][lead.end() if lead else 0 :].strip()


def _classes(cast: Cast, counts: Counter[str]) -> None:
    """Generic words that occur: provider and user words join their party, the others make classes."""
    role: Role
    groups: tuple[Role, ...] = ("provider", "user", "mutual", "affiliate", "third_party", "authority", "other")
    for role in groups:
        words = [w for w in _WORDS[role] if counts[w] and w not in cast.owner]
        words = [w for w in words if w not in _LOOSE or (role == "user" and w in cast.acting)]
        if role in ("provider", "user"):
            _join(cast, words, role)
        elif role == "mutual":
            if words:
                cast.add(words, role)
        else:
            for word in words:
                cast.add([word], role)


def _merge(cast: Cast) -> None:
    """In terms without 甲方 and 乙方, generic words declared apart belong to the one provider and the one user."""
    if any(name in cast.owner for name in _SIDES["neutral"]):
        return
    for role in ("provider", "user"):
        groups = [i for i, r in enumerate(cast.role) if r == role]
        for group in groups[1:]:
            if all(_generic().get(n) == role or _side_role(n) for n in cast.names[group]):
                cast.names[groups[0]] += cast.names[group]
                cast.owner.update(dict.fromkeys(cast.names[group], groups[0]))
                cast.names[group] = []


def _join(cast: Cast, words: list[str], role: Role) -> None:
    if not words:
        return
    home = next((i for i, r in enumerate(cast.role) if r == role), None)
    if home is None:
        cast.add(words, role)
        return
    for word in words:
        cast.owner[word] = home
        cast.names[home].append(word)


def _parties(text: str, cast: Cast) -> tuple[Party, ...]:
    mentions: list[list[Span]] = [[] for _ in cast.role]
    uses: Counter[str] = Counter()
    masks = [m for m in _TABLE["masks"]["words"] if m not in cast.owner]
    for start, end, word in Triggers([*cast.owner, *masks]).find(text):
        group = cast.owner.get(word)
        if group is not None:
            mentions[group].append(Span(start, end))
            uses[word] += 1
    order: list[Role] = ["provider", "user", "mutual", "affiliate", "third_party", "authority", "other"]
    parties = []
    for group, names in enumerate(cast.names):
        if mentions[group]:
            ranked = sorted((n for n in names if uses[n]), key=lambda n: -uses[n])
            if cast.role[group] == "mutual":  # 双方 before 一方, however often
                ranked = [n for n in names if uses[n]]
            parties.append(Party(ranked[0], cast.role[group], tuple(ranked[1:]), tuple(mentions[group])))
    return tuple(sorted(parties, key=lambda p: (order.index(p.role), p.mentions[0])))
