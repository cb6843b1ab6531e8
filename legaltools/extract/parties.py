"""Who the text speaks of: contracting parties with their aliases, classes of third persons, authorities.

In: the document. Out: one :class:`~legaltools.model.annotation.Party` a person or class, ``name`` being how the text
mostly calls it, with every mention. A side of a contract (甲方) gets its role from what the text says of it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from legaltools.extract import actors, naming, sides
from legaltools.extract.cast import NEUTRAL, ROLES, SIDES, WORDS, Cast, generic, side_role
from legaltools.lexicon import Names, Patterns, Triggers, table
from legaltools.model.annotation import Party, Role
from legaltools.model.document import Document
from legaltools.model.span import Span

_TABLE = table("parties")
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
_ALSO_USERS = tuple(user + word for user in WORDS["user"] for word in _TABLE["names"]["also"])
_LOOSE = frozenset([*WORDS["loose"], *WORDS["loose_user"]])
_PERSONS = tuple(WORDS["persons"])
WINDOW = 60
HEAD_CHARS = 4000
SHORT = 2_000  # characters of a text in which one mention of a side is enough
HEADING = 24  # characters of a line that names whose rights or duties follow, at most
QUOTES = (("\u300a", "\u300b"), ("\u201c", "\u201d"), ("\u300c", "\u300d"))  # marks that a name may stand in
LONGEST = 12  # characters of a name that is no organisation's full one
PLACE = 5  # characters a place before a name has
MOST = 8  # names of a provider whose full forms are looked for
LEAST, SURE = 3, 6  # of the weight of an actor, or of its mentions


@cache
def _known() -> Triggers:
    words = (*generic(), *SIDES["provider"], *SIDES["user"], *_TABLE["masks"]["words"])
    return Triggers(words, overlapping=True)


def find(document: Document) -> tuple[Party, ...]:
    """Return the parties of a document, contracting parties first, each with its mentions."""
    text = document.text
    seen = actors.find(text)
    cast = Cast(sides.traders(document))
    _declared(document, cast)
    sides.resolve(cast)
    _short(cast, text)
    sides.kinds(cast, text)
    declared = frozenset((*cast.owner, *generic()))
    _acting(cast, seen, document)
    _full(cast, text)
    names = Names(_known(), text, cast.owner)
    hits, counts = _counted(names.find())
    doubtful = [n for n in cast.owner if 0 < seen[n] < SURE and counts[n] < SURE and n not in declared]
    cast.drop(doubtful)
    if any(name in counts for name in doubtful):  # asked again: a wrong name may have hidden a right one inside it
        hits, counts = _counted(names.find(without=frozenset(doubtful)))
    sides.find(cast, counts, text, least=1 if len(text) < SHORT else LEAST)
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
        names = [n for n in (other, side) if n and side_role(n)]
        if len(names) == 1:  # 丙方（平台）, 采购单位（甲方）
            names[:0] = [n for n in (other, side) if n and n not in names and (n in generic() or sides.said(n, cast))]
        if names:
            group = cast.add(names, side_role(names[-1]) or "other")
            sides.fill(cast, group, text, match.end())
    sides.inline(text[:HEAD_CHARS], cast)
    for node in document.nodes:
        found = _P["owner"].match(text, node.text_start, node.end) if node.end - node.text_start <= HEADING else None
        if found and text.count(found["name"]) >= LEAST and found["name"] not in (*generic(), *cast.owner):
            cast.add([found["name"]], "user" if found["name"].endswith(tuple(WORDS["user"])) else "other")
    for given in naming.find(document):
        names = [span.of(text) for span in given.names]
        described = given.described.of(text)
        if not any(map(str.isalnum, described)):
            described = _headed(text[: given.described.start])
        company = _company(described)
        role = next((generic().get(n) or side_role(n) for n in names if generic().get(n) or side_role(n)), None)
        word = _told(described, cast) if NEUTRAL.intersection(names) else None
        if word is not None:  # 您（以下称“甲方”）
            cast.add([word, *names], generic().get(word) or role or "other")
            continue
        if role is None and cast.traders.intersection(names):
            role = "user"
        if role is None and company is not None and given.described.start < HEAD_CHARS:
            role = "provider" if "provider" not in cast.role else "other"
        if role in ("provider", "user") and company is None:
            company = _called(described, text)
        if role is None and any(_also(described, name) for name in names):
            role = "user"  # 注册用户及学员（以下简称“学员”）
        if role is None and described.endswith(_PERSONS):
            role = "third_party"
        if role is not None:
            company = described if side_role(described) else company
            whole = [*names, *([company] if company else [])]
            cast.add(whole, role)


def _also(described: str, name: str) -> bool:
    """Tell whether a run of text ends with users and, beside them, with a name."""
    return described.endswith(name) and described.removesuffix(name).endswith(_ALSO_USERS)


def _told(described: str, cast: Cast) -> str | None:
    """Return the word that says who a neutral side is, at the end of what it names: you, the user, a party known."""
    words = (*WORDS["user"], *cast.traders, *(name for name in cast.owner if len(name) > 2 and name not in NEUTRAL))
    return max((word for word in words if described.endswith(word)), key=len, default=None)


def _headed(before: str) -> str:
    """Return the role word of a contract's head whose name was left blank: "出租人：＿＿（以下简称甲方）"."""
    found = _P["blank"].search(before[-WINDOW:])
    return found["side"] if found else ""


def _squeeze(name: str) -> str:
    return "".join(name.split())


def _called(described: str, text: str) -> str | None:
    """Return the name a run of text is, or ends with if the text goes on using it: "与某某AI（以下简称“我们”）"."""
    if 1 < len(described) <= LONGEST and actors.is_name(described):
        return described
    lead = _P["lead"].match(described)
    tail = described[lead.end() :].strip() if lead else ""
    if not (1 < len(tail) <= LONGEST and tail.isalnum()) or _P["no_tail"].search(tail):
        return None
    own = tail not in generic() and not side_role(tail) and (actors.is_brand(tail) or not actors.is_thing(tail))
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
    own = [] if home is None else [n for n in cast.names[home] if n not in generic() and not side_role(n)]
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
    known = {*generic(), *SIDES["provider"], *SIDES["user"], *cast.owner}
    names = [n for n, weight in seen.items() if weight >= LEAST and n not in known and actors.is_name(n)]
    names = [_whole(name, document.text) for name in names]
    often = [n for n, weight in seen.items() if weight >= 2 * SURE and n not in known and n not in names]
    titles = [document.text[node.start : node.end] for node in document.nodes if node.kind == "title"] if often else ()
    names += [n for n in often if _named(document, n, titles)]
    persons = [n for n in names if n.endswith(_PERSONS) and not actors.is_brand(n)]
    for name in persons:
        cast.add([name], "user" if name in cast.traders else "other")
    brands = [n for n in names if n not in persons]
    own = [*brands, *(n for i, group in enumerate(cast.names) if cast.role[i] == "provider" for n in group)]
    own = [n for n in own if n not in generic() and n not in NEUTRAL]
    brands += sorted({n + tail for n in own for tail in _TABLE["acting"]["extended"]} - known - set(brands))
    brands += [w for w in WORDS["loose"] if seen[w] and w not in cast.traders]
    short = {n.removesuffix(tail) for n in own for tail in _TABLE["acting"]["tails"]} - known - set(brands)
    brands += sorted(n for n in short if 2 <= len(n) <= 8 and seen[n] >= 2)
    _face(cast, brands, seen, document.text)
    _join(cast, brands, "provider")


def _face(cast: Cast, brands: list[str], seen: Counter[str], text: str) -> None:
    """Take a side word for the other side where a company acts beside it and nobody else faces the company (发布者)."""
    home = cast.home("provider")
    if home is None or not all(side_role(name) and name not in NEUTRAL for name in cast.names[home]):
        return
    company = any(_P["form"].search(name) and seen[name] >= LEAST for name in brands)
    faced = any(word in text for word in SIDES["user"] if word not in NEUTRAL)
    if company and not faced:
        cast.role[home], cast.turned = "user", home


def _classes(cast: Cast, counts: Counter[str], seen: Counter[str]) -> None:
    """Generic words that occur: provider and user words join their party, the others make classes."""
    for role in ROLES:
        words = [w for w in WORDS[role] if w in counts and w not in cast.owner]
        words = [w for w in words if w not in _LOOSE or (role == "user" and seen[w])]
        if role == "user" and _apart(cast, counts):  # 甲方's own customers
            for word in (w for w in words if w in WORDS["customers"]):
                cast.add([word], "third_party")
            words = [w for w in words if w not in cast.owner]
        if role == "user" and (cast.turned is not None or _trading(cast)):  # 用户 are those the other side serves
            own = [word for word in words if cast.turned is None and word in sides.OWN]
            _join(cast, own, role)
            for word in words:
                cast.add([word], "third_party")
        elif role in ("provider", "user"):
            _join(cast, words, role)
        elif role == "mutual":
            for group in sides.together(cast, words):
                cast.add(group, role)
        else:
            for word in words:
                cast.add([word], role)


def _trading(cast: Cast) -> bool:
    """Tell whether the user of a text is who trades on a platform."""
    home = cast.home("user")
    return home is not None and not cast.traders.isdisjoint(cast.names[home])


def _apart(cast: Cast, counts: Counter[str]) -> bool:
    """Tell whether a contract between 甲方 and 乙方 calls neither of them customer or user."""
    first, second = (cast.owner.get(name) for name in SIDES["neutral"][:2])
    if first is None or second is None or any(counts[word] for word in WORDS["direct"]):
        return False
    ends = tuple(WORDS["user"])
    return not any(name.endswith(ends) for group in (first, second) for name in cast.names[group])


def _merge(cast: Cast) -> None:
    """In terms without 甲方 and 乙方, generic words declared apart belong to the one provider and the one user."""
    if any(name in cast.owner for name in SIDES["neutral"]):
        return
    for role in ("provider", "user"):
        groups = [i for i, r in enumerate(cast.role) if r == role]
        for group in groups[1:]:
            if all(generic().get(n) == role for n in cast.names[group]):
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
