"""Who the text speaks of: contracting parties with their aliases, classes of third persons, authorities.

In: the document. Out: one :class:`~legaltools.model.annotation.Party` a person or class, ``name`` being how the text
mostly calls it, with every mention. A side of a contract (甲方) gets its role from what the text says of it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import get_args

from legaltools.extract import actors, naming
from legaltools.lexicon import Names, Patterns, Triggers, table
from legaltools.model.annotation import Party, Role
from legaltools.model.document import Document
from legaltools.model.span import Span

ROLES: tuple[Role, ...] = get_args(Role)
_TABLE = table("parties")
_WORDS: dict[str, list[str]] = _TABLE["words"]
_SIDES: dict[str, list[str]] = _TABLE["sides"]
_NEUTRAL = frozenset(_SIDES["neutral"])
_NAMES: dict[str, str] = {name: value for name, value in _TABLE["names"].items() if isinstance(value, str)}
_P = Patterns(
    {
        **_NAMES,
        "form": _NAMES["form"] + r"\s*$",
        "organisation": _NAMES["organisation"] + _NAMES["form"] + r"\s*$",
        "heads": "(?m)^" + _NAMES["heads"],
        "rest": _NAMES["rest"] + _NAMES["trade"],
        "trade": _NAMES["trade"] + "$",
    }
)
_ALSO_USERS = tuple(user + word for user in _WORDS["user"] for word in _TABLE["names"]["also"])
_LOOSE = frozenset([*_WORDS["loose"], *_WORDS["loose_user"]])
_PERSONS = tuple(_WORDS["persons"])
WINDOW = 60
HEAD_CHARS = 4000
SHORT = 2_000  # characters of a text in which one mention of a side is enough
HEADING = 24  # characters of a line that names whose rights or duties follow, at most
QUOTES = (("\u300a", "\u300b"), ("\u201c", "\u201d"), ("\u300c", "\u300d"))  # marks that a name may stand in
LONGEST = 12  # characters of a name that is no organisation's full one
PLACE = 5  # characters a place before a name has
MOST = 8  # names of a provider whose full forms are looked for
LEAST, SURE = 3, 6  # of the weight of an actor, or of its mentions


class Cast:
    """The persons gathered so far: groups of names, each with a role."""

    def __init__(self) -> None:
        self.role: list[Role] = []
        self.names: list[list[str]] = []
        self.owner: dict[str, int] = {}
        self.turned: int | None = None  # the group of a side word that a company faces

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
def _generic() -> dict[str, Role]:
    return {word: role for role in ROLES for word in _WORDS[role]}


@cache
def _known() -> Triggers:
    words = (*_generic(), *_SIDES["provider"], *_SIDES["user"], *_TABLE["masks"]["words"])
    return Triggers(words, overlapping=True)


def find(document: Document) -> tuple[Party, ...]:
    """Return the parties of a document, contracting parties first, each with its mentions."""
    text = document.text
    seen = actors.find(text)
    cast = Cast()
    _declared(document, cast)
    _short(cast, text)
    declared = frozenset((*cast.owner, *_generic()))
    _acting(cast, seen, document)
    _full(cast, text)
    names = Names(_known(), text, cast.owner)
    hits, counts = _counted(names.find())
    doubtful = [n for n in cast.owner if 0 < seen[n] < SURE and counts[n] < SURE and n not in declared]
    cast.drop(doubtful)
    if any(name in counts for name in doubtful):  # asked again: a wrong name may have hidden a right one inside it
        hits, counts = _counted(names.find(without=frozenset(doubtful)))
    _sides(cast, counts, least=1 if len(text) < SHORT else LEAST)
    _classes(cast, counts, seen)
    _merge(cast)
    return _parties(cast, hits, counts)


def _counted(found: Iterable[tuple[int, int, str]]) -> tuple[list[tuple[int, int, str]], Counter[str]]:
    """Return the hits of names, and how often each name was found."""
    hits = list(found)
    return hits, Counter([hit[2] for hit in hits])


def _declared(document: Document, cast: Cast) -> None:
    """Aliases in brackets and the heads of contracts."""
    text = document.text
    for match in _P["heads"].finditer(text[:HEAD_CHARS]):
        side, other = _squeeze(match["side"]), match["other"]
        names = [n for n in (other, side) if n and _side_role(n)]
        if names and other in _generic():  # 丙方（平台）
            names.insert(0, other)
        if names:
            cast.add(names, _side_role(names[-1]) or "other")
    for node in document.nodes:
        found = _P["owner"].match(text, node.text_start, node.end) if node.end - node.text_start <= HEADING else None
        if found and text.count(found["name"]) >= LEAST and found["name"] not in (*_generic(), *cast.owner):
            cast.add([found["name"]], "user" if found["name"].endswith(tuple(_WORDS["user"])) else "other")
    for given in naming.find(document):
        names = [span.of(text) for span in given.names]
        described = given.described.of(text) or _headed(text[: given.described.start])
        company = _company(described)
        role = next((_generic().get(n) or _side_role(n) for n in names if _generic().get(n) or _side_role(n)), None)
        word = _told(described, cast) if _NEUTRAL.intersection(names) else None
        if word is not None:  # 您（以下称“甲方”）
            cast.add([word, *names], _generic().get(word) or role or "other")
            continue
        if role is None and company is not None and given.described.start < HEAD_CHARS:
            role = "provider" if "provider" not in cast.role else "other"
        if role in ("provider", "user") and company is None:
            company = _called(described, text)
        if role is None and any(_also(described, name) for name in names):
            role = "user"  # 注册用户及学员（以下简称“学员”）
        if role is None and described.endswith(_PERSONS):
            role = "third_party"
        if role is not None:
            company = described if _side_role(described) else company
            whole = [*names, *([company] if company else [])]
            cast.add(whole, role)


def _also(described: str, name: str) -> bool:
    """Tell whether a run of text ends with users and, beside them, with a name."""
    return described.endswith(name) and described.removesuffix(name).endswith(_ALSO_USERS)


def _told(described: str, cast: Cast) -> str | None:
    """Return the word that says who a neutral side is, at the end of what it names: you, the user, a party known."""
    words = (*_WORDS["user"], *(name for name in cast.owner if len(name) > 2 and name not in _NEUTRAL))
    return max((word for word in words if described.endswith(word)), key=len, default=None)


def _headed(before: str) -> str:
    """Return the role word of a contract's head whose name was left blank: "出租人：＿＿（以下简称甲方）"."""
    found = _P["blank"].search(before[-WINDOW:])
    return found["side"] if found else ""


def _squeeze(name: str) -> str:
    return "".join(name.split())


def _side_role(name: str) -> Role | None:
    return "provider" if name in _SIDES["provider"] else "user" if name in _SIDES["user"] else None


def _called(described: str, text: str) -> str | None:
    """Return the name a run of text is, or ends with if the text goes on using it: "与某某AI（以下简称“我们”）"."""
    if 1 < len(described) <= LONGEST and actors.is_name(described):
        return described
    lead = _P["lead"].match(described)
    tail = described[lead.end() :].strip() if lead else ""
    if not (1 < len(tail) <= LONGEST and tail.isalnum()) or _P["no_tail"].search(tail):
        return None
    own = tail not in _generic() and not _side_role(tail) and (actors.is_brand(tail) or not actors.is_thing(tail))
    return tail if own and text.count(tail) > LEAST else None


def _company(described: str) -> str | None:
    """Return the organisation's name at the end of a run of text; who is named beside it (及其关联公司) is left out."""
    described = _P["beside"].sub("", described)
    if _P["form"].search(described) is None:
        return None
    lead = _P["lead"].match(described)
    rest = described[lead.end() :] if lead else described
    match = _P["organisation"].search(rest) or _P["organisation"].search(described)
    return match[0].strip() if match and not _P["foreign"].search(match[0]) else None


def _sides(cast: Cast, counts: Counter[str], least: int) -> None:
    """The sides a contract names (甲方, 出租人); the role of 甲方 comes from the role word it goes with."""
    role: Role
    rivals = sum(counts[word] for word in _WORDS["direct"])  # terms that say 您 and 我们 have no sides
    stems = {n[:-1]: group for n, group in cast.owner.items() if len(n) > 2 and _side_role(n)}
    for role in ("provider", "user"):
        for word in _SIDES[role]:
            if word not in counts and word not in cast.owner:
                continue
            if word not in cast.owner and word[:-1] in stems:  # 出租方 is 出租人
                cast.join([word], stems[word[:-1]])
            elif word in cast.owner or counts[word] >= max(least, rivals):
                stems[word[:-1]] = cast.add([word], role)
            elif counts[word] >= LEAST:
                cast.add([word], "other")
    for index, names in enumerate(cast.names):
        telling = [n for n in names if n not in _SIDES["neutral"]]
        said = next((r for n in telling if (r := _side_role(n) or _generic().get(n))), None)
        if said in ("provider", "user") and index != cast.turned:
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


def _short(cast: Cast, text: str) -> None:
    """Put what a text leaves of the provider's full name into its group: 某某市甲乙科技有限公司 is 甲乙 elsewhere."""
    home = cast.home("provider")
    companies = [] if home is None else [name for name in cast.names[home] if _P["trade"].search(name)]
    for company in companies:
        core = company[: _P["trade"].search(company).start()]  # type: ignore[union-attr]
        for start in range(len(core) - 1):
            tail = core[start:]
            if tail in cast.owner or not tail.isalnum():
                break
            if text.count(tail) - text.count(tail + company[len(core) :]) >= LEAST:
                names = [tail, *(tail + end for end in _TABLE["acting"]["called"])]
                cast.join([name for name in names if name not in cast.owner], cast.owner[company])
                break


def _full(cast: Cast, text: str) -> None:
    """Put full names that hold the provider's own name (某某（东海）有限公司) into its group."""
    home = cast.home("provider")
    own = [] if home is None else [n for n in cast.names[home] if n not in _generic() and not _side_role(n)]
    for name in own[:MOST]:
        if len(name) > 1 and name.isalnum() and not _P["organisation"].search(name):
            cast.join(sorted(_full_names(text, name) - cast.owner.keys()), cast.owner[name])


def _full_names(text: str, name: str) -> set[str]:
    """Return the names of organisations that hold ``name``, with the place before it."""
    found = set()
    last, at = 0, text.find(name)
    while at >= 0:
        rest = _P["rest"].match(text, at + len(name))
        if rest is not None:
            places = (start for start in range(max(last, at - PLACE), at) if _P["place"].fullmatch(text, start, at))
            found.add(text[next(places, at) : rest.end()])
            last = rest.end()
        at = text.find(name, max(last, at + 1))
    return found


def _named(document: Document, name: str, titles: Iterable[str]) -> bool:
    """Tell whether ``name`` is part of an organisation's name or of a title."""
    if any(name in title for title in titles):
        return True
    company = re.escape(name) + r"[\u4e00-\u9fff]{0,16}" + _TABLE["names"]["trade"]
    return re.search(company, document.text) is not None


def _whole(name: str, text: str) -> str:
    """Return a name with the word at its end that only looks like a marker, where the text quotes it so: 某某将."""
    quotes = [(opening, closing) for opening, closing in QUOTES if opening + name in text]
    tails = _TABLE["acting"]["swallowed"] if quotes else ()
    return next((name + tail for tail in tails for o, c in quotes if o + name + tail + c in text), name)


def _acting(cast: Cast, seen: Counter[str], document: Document) -> None:
    """Put the names of actors into the provider's group; those that end as persons do (债务人) stand alone."""
    known = {*_generic(), *_SIDES["provider"], *_SIDES["user"], *cast.owner}
    names = [n for n, weight in seen.items() if weight >= LEAST and n not in known and actors.is_name(n)]
    names = [_whole(name, document.text) for name in names]
    often = [n for n, weight in seen.items() if weight >= 2 * SURE and n not in known and n not in names]
    titles = [document.text[node.start : node.end] for node in document.nodes if node.kind == "title"] if often else ()
    names += [n for n in often if _named(document, n, titles)]
    persons = [n for n in names if n.endswith(_PERSONS) and not actors.is_brand(n)]
    for name in persons:
        cast.add([name], "other")
    brands = [n for n in names if n not in persons]
    own = [*brands, *(n for i, group in enumerate(cast.names) if cast.role[i] == "provider" for n in group)]
    own = [n for n in own if n not in _generic()]
    brands += sorted({n + tail for n in own for tail in _TABLE["acting"]["extended"]} - known - set(brands))
    brands += [w for w in _WORDS["loose"] if seen[w]]
    short = {n.removesuffix(tail) for n in own for tail in _TABLE["acting"]["tails"]} - known - set(brands)
    brands += sorted(n for n in short if 2 <= len(n) <= 8 and seen[n] >= 2)
    _face(cast, brands, seen, document.text)
    _join(cast, brands, "provider")


def _face(cast: Cast, brands: list[str], seen: Counter[str], text: str) -> None:
    """Take a side word for the other side where a company acts beside it and nobody else faces the company (发布者)."""
    home = cast.home("provider")
    if home is None or not all(_side_role(name) and name not in _NEUTRAL for name in cast.names[home]):
        return
    company = any(_P["form"].search(name) and seen[name] >= LEAST for name in brands)
    faced = any(word in text for word in _SIDES["user"] if word not in _NEUTRAL)
    if company and not faced:
        cast.role[home], cast.turned = "user", home


def _classes(cast: Cast, counts: Counter[str], seen: Counter[str]) -> None:
    """Generic words that occur: provider and user words join their party, the others make classes."""
    for role in ROLES:
        words = [w for w in _WORDS[role] if w in counts and w not in cast.owner]
        words = [w for w in words if w not in _LOOSE or (role == "user" and seen[w])]
        if role == "user" and cast.turned is not None:  # 用户 are those the other side serves
            for word in words:
                cast.add([word], "third_party")
        elif role in ("provider", "user"):
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
            if all(_generic().get(n) == role for n in cast.names[group]):
                cast.names[groups[0]] += cast.names[group]
                cast.owner.update(dict.fromkeys(cast.names[group], groups[0]))
                cast.names[group] = []


def _join(cast: Cast, words: list[str], role: Role) -> None:
    if not words:
        return
    home = cast.home(role)
    if home is None:
        cast.add(words, role)
        return
    cast.join([word for word in dict.fromkeys(words) if cast.owner.get(word) != home], home)


def _parties(cast: Cast, hits: list[tuple[int, int, str]], counts: Counter[str]) -> tuple[Party, ...]:
    """Give each group its mentions; a group nobody mentions is no party."""
    mentions: list[list[Span]] = [[] for _ in cast.role]
    for start, end, name in hits:
        group = cast.owner.get(name)
        if group is not None:
            mentions[group].append(Span(start, end))
    parties = []
    for group, names in enumerate(cast.names):
        if mentions[group]:
            ranked = [n for n in names if n in counts]
            if cast.role[group] != "mutual":  # 双方 before 一方, however often
                ranked.sort(key=lambda n: -counts[n])
            parties.append(Party(ranked[0], cast.role[group], tuple(ranked[1:]), tuple(mentions[group])))
    return tuple(sorted(parties, key=lambda p: (ROLES.index(p.role), p.mentions[0])))
