"""Which side of a contract is served: what its head calls it, who trades on whose platform, who pays and who serves.

In: the document and the cast so far. Out: roles of the groups that neutral words (甲方) name.
"""

from collections import Counter
from typing import Any

from legaltools.extract.cast import NEUTRAL, SIDES, WORDS, Cast, generic, side_role
from legaltools.lexicon import Patterns, table
from legaltools.model.annotation import Role
from legaltools.model.document import Document

_TABLE = table("parties")
_HEADS: dict[str, Any] = _TABLE["heads"]
_P = Patterns(
    {
        **{name: _HEADS[name] for name in ("inline", "title", "pays", "serves", "hires")},
        "filled": _HEADS["filled"],
        "company": _TABLE["names"]["form"] + "$",
    }
)
OWN = frozenset(_HEADS["own"])
_MIDDLE = tuple(_HEADS["middle"])
_PAIRS: list[list[str]] = _HEADS["pairs"]
_TWO: str = _HEADS["two"]
_ROLES: tuple[tuple[tuple[str, ...], Role], ...] = (
    ((*_HEADS["provider"], *_MIDDLE), "provider"),
    (tuple(_HEADS["user"]), "user"),
)
LEAST = 3  # mentions of a side
STEM = (3, 6)  # characters of what two kinds of users have in common
CLEAR = 2  # how much more a side must pay than serve


def said(name: str, cast: Cast) -> Role | None:
    """Return the role that a word beside a side word tells: 采购单位（甲方）."""
    return _word(name, cast) or next((role for ends, role in _ROLES if name.endswith(ends)), None)


def _word(name: str, cast: Cast) -> Role | None:
    """Return the role of a word that has one by itself."""
    role: Role | None = "user" if name in cast.traders else side_role(name) or generic().get(name)
    return role if role in ("provider", "user") else None


def traders(document: Document) -> frozenset[str]:
    """Return the words for who trades on a platform (商户) if the agreement's title names such persons."""
    first = next((node for node in document.nodes if node.end > node.start), None)
    if first is None or _P["title"].search(document.text, first.start, min(first.end, first.start + 60)) is None:
        return frozenset()
    return frozenset(_HEADS["traders"])


def inline(text: str, cast: Cast) -> None:
    """Sides explained where they stand: 甲方（客户）、乙方（某某银行）."""
    for match in _P["inline"].finditer(text):
        names = [name for name in (match["side"], match["other"]) if name not in cast.owner]
        if match["side"] in names and (said(match["other"], cast) or _P["company"].search(match["other"])):
            cast.add([match["other"], match["side"]], said(match["other"], cast) or "other")


def fill(cast: Cast, group: int, text: str, at: int) -> None:
    """Give a side the organisation that a contract's head puts behind it: 乙方：某某有限公司."""
    found = _P["filled"].match(text, at)
    if found is not None and found["name"] not in cast.owner and found["name"] not in generic():
        cast.join([found["name"]], group)


def kinds(cast: Cast, text: str) -> None:
    """Two kinds of users that meet on a platform are persons of their own: 家政服务需求方, 家政服务提供方."""
    if "provider" not in cast.role and not any(word in text for word in _HEADS["hosts"]):
        return
    for first, second in _PAIRS:
        if text.count(first) < LEAST or text.count(second) < LEAST:
            continue
        stem = _stem(text, first, second)
        names = [stem + first, stem + second] if stem else []
        for name in names:
            if name not in cast.owner and name not in generic():
                cast.add([name, *(name + word for word in _HEADS["tails"])], "other")


def _stem(text: str, first: str, second: str) -> str:
    """Return the longest run that often stands before both of two words."""
    before: list[Counter[str]] = []
    for word in (first, second):
        seen: Counter[str] = Counter()
        at = text.find(word)
        while at >= 0:
            seen.update(text[at - n : at] for n in range(STEM[0], min(at, STEM[1]) + 1))
            at = text.find(word, at + 1)
        before.append(seen)
    common = [s for s, n in before[0].items() if n >= LEAST and before[1][s] >= LEAST and s.isalnum()]
    return max(common, key=len, default="")


def find(cast: Cast, counts: Counter[str], text: str, least: int) -> None:
    """The sides a contract names (甲方, 出租人); the role of 甲方 comes from what the text tells of it."""
    role: Role
    rivals = sum(counts[word] for word in WORDS["direct"])  # terms that say 您 and 我们 have no sides
    stems = {n[:-1]: group for n, group in cast.owner.items() if len(n) > 2 and side_role(n)}
    for role in ("provider", "user"):
        for word in SIDES[role]:
            if word not in counts and word not in cast.owner:
                continue
            if word not in cast.owner and word[:-1] in stems:  # 出租方 is 出租人
                cast.join([word], stems[word[:-1]])
            elif word in cast.owner or counts[word] >= max(least, rivals):
                stems[word[:-1]] = cast.add([word], role)
            elif counts[word] >= LEAST:
                cast.add([word], "other")
    resolve(cast, text)


def resolve(cast: Cast, text: str | None = None) -> None:
    """Give sides the roles told beside them, else, where ``text`` is given, those of who pays and who serves in it."""
    told = set()
    for index, names in enumerate(cast.names):
        telling = said if NEUTRAL.intersection(names) else _word
        role = next((r for n in names if n not in NEUTRAL and (r := telling(n, cast))), None)
        if role is not None and index != cast.turned:
            cast.role[index] = role
            told.add(index)
    middle = {i for n, i in cast.owner.items() if n.endswith(_MIDDLE) and NEUTRAL.intersection(cast.names[i])}
    for index in (
        told - middle if middle else ()
    ):  # who lends and who borrows are both users of who brings them together
        if NEUTRAL.intersection(cast.names[index]):
            cast.role[index] = "user"
    first, second = (cast.owner.get(n) for n in SIDES["neutral"][:2])
    if first is None or second is None or middle:
        return
    if text is not None and not told & {first, second} and (served := _served(text)):
        served_group = cast.owner[served]
        cast.role[first], cast.role[second] = ("user", "provider") if served_group == first else ("provider", "user")
    elif cast.role[first] == cast.role[second]:
        _opposite(cast, first, second, told)


def together(cast: Cast, words: list[str]) -> list[list[str]]:
    """Group the words for all parties; where a contract has a third side, two of them (双方) are not all."""
    third = SIDES["neutral"][2]
    if third not in cast.owner:
        return [words] if words else []
    two = [word for word in words if _TWO in word]
    return [group for group in ([word for word in words if word not in two], two) if group]


def _opposite(cast: Cast, first: int, second: int, told: set[int]) -> None:
    """Two neutral sides do not share a role: the one without evidence takes the other's opposite."""
    loose = second if len(cast.names[second]) <= len(cast.names[first]) else first
    if len(told & {first, second}) == 1:
        loose = first if second in told else second
    cast.role[loose] = "user" if cast.role[first] == "provider" else "provider"


def _served(text: str) -> str | None:
    """Return the neutral side that pays and is served, where the text tells it clearly."""
    votes: Counter[str] = Counter()
    for name, weight in (("pays", 1), ("serves", 1), ("hires", CLEAR)):
        for match in _P[name].finditer(text):
            votes[match["user"]] += weight
            votes[match["provider"]] -= weight
    ranked = votes.most_common(1)
    return ranked[0][0] if ranked and ranked[0][1] >= CLEAR else None
