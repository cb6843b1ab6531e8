"""Who gains by more of what stands at a place: told by the act nearest to it and by who does that act.

Whoever gives (退还 赔偿 提供 支付) helps the other side, whoever takes (收取 使用 收集 终止) helps himself. In: the
facts of a clause and an offset of its document. Out: roles, and 1 (good for the user), -1 (bad for him) or 0 (unclear).
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare.effects.facts import Facts, Side
from legaltools.lexicon import table
from legaltools.model.annotation import Role
from legaltools.model.span import Span

_WORDS = table("effects")["stake"]


def _longest_first(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ACTS = {kind: _longest_first(_WORDS[kind]) for kind in ("holds", "charges", "takes", "gives", "bans")}
_ACT = re.compile(
    f"(?P<holds>{_ACTS['holds']})|(?P<charges>(?:{_ACTS['charges']})(?!{_WORDS['nouns']}))|(?P<erased>{_WORDS['erased']})"
    f"|(?P<takes>{_WORDS['given_on']}|(?:{_ACTS['takes']})(?!{_WORDS['nouns']}))|(?P<gives>{_ACTS['gives']})"
    f"|(?P<bans>(?:{_ACTS['bans']})(?!{_WORDS['measured']}))"
)
_BUT_NOT = tuple(_WORDS["but_not"])
_SINCE, _ANCHORED = tuple(_WORDS["since"]), re.compile(_WORDS["anchored"])
_BACK = re.compile(_WORDS["back"])
_GIVER, _TAKER = (re.compile(table("effects")["told"][name]) for name in ("giver", "taker"))
_BESIDE = frozenset((*table("effects")["swap"]["with"], *_WORDS["beside"]))
_THING, _ENDING = re.compile(_WORDS["thing"]), re.compile(_WORDS["ending"])
_FEE = re.compile(_WORDS["fee"])
_MODAL, _DENIAL = re.compile(_WORDS["modal"]), re.compile(_WORDS["denial"])
_REACHED, _SHORT_OF = re.compile(_WORDS["reached"]), re.compile(_WORDS["short_of"])
CONDITION = re.compile(table("effects")["list"]["condition"])
_DONE_TO = "|".join([*_WORDS["towards"], *_WORDS["gives"], *_WORDS["takes"], *_WORDS["charges"]])
_TOWARDS = re.compile(f"(?:{_DONE_TO})$")
_RELATIVE = re.compile(_WORDS["relative"])
_AGENT = re.compile(_WORDS["agent"])
_OWNED = re.compile(f"{_WORDS['owned']}|{_WORDS['compound']}")
_BOUND = re.compile(_WORDS["bound"])
_ASKING = re.compile(table("effects")["consent"]["asking"])
ERASED = re.compile(_WORDS["erased"])
FAVOURS, _BURDENS = (re.compile("|".join(table("effects")[kind])) for kind in ("favours", "burdens"))
FEW = 24  # characters before an act that tell what it happens to
NEAR = 6  # characters from a place to the words that tell who gives a notice
BOTH = 2  # names that stand beside each other
LONG = 1_000  # characters of a sentence in which nobody is looked for any more
OTHER: dict[Role, Role] = {"provider": "user", "user": "provider"}
SHARE: dict[Role, int] = {"user": 1, "mutual": 0, "provider": -1}  # how much of a right that is theirs is the user's
ASKED = {"user": 1, "provider": -1}  # what it is worth that the one or the other is asked first
GIVEN = {"provider": 1, "user": -1}  # what it is worth to the user that the one or the other gives, owes or promises


class Name(Struct, frozen=True):
    """A side named in a sentence, and whether something is done to or for it there."""

    start: int
    end: int
    role: Role
    aimed_at: bool


def gain(facts: Facts, at: int, *, denied: bool = True) -> int:
    """Return what more of what stands at ``at`` is worth to the user, by the act of its sentence nearest to it.

    ``denied``: an act that is denied (不得收集…) is worth the contrary.
    """
    side, text, sentence = facts.side, facts.side.document.text, facts.side.around(at)
    if sentence.end - sentence.start > LONG:
        return 0
    piece = side.piece(at)
    offered = {party.role for party in side.annotations.parties} >= OTHER.keys()  # else a statute
    acts = [act for act in _ACT.finditer(text, sentence.start, sentence.end) if denied or act.lastgroup != "bans"]
    if _FEE.search(text, piece.start, at) and not any(piece.start <= act.start() < piece.end for act in acts):
        return -1
    for act in _nearest(acts, piece, at):
        worth = _worth(side, act)
        if worth is None and offered:
            worth = said(act[0]) or None
        if worth is not None:
            turned = denied and act.lastgroup != "holds" and _DENIAL.search(text, sentence.start, act.start())
            return -worth if turned else worth
    return said(piece.of(text)) if offered else 0


def said(words: str) -> int:
    """Return what words are worth by themselves, whoever does what they say."""
    return bool(FAVOURS.search(words)) - bool(_BURDENS.search(words))


def _worth(side: Side, act: re.Match[str]) -> int | None:
    """Return what an act is worth to the user, ``None`` if nobody is named who does it."""
    if act.lastgroup == "holds":
        return 1
    if _ENDING.match(act[0]) and _THING.search(act.string, max(0, act.start() - FEW), act.start()):
        return -1  # …的权利立即终止
    role = doer(side, act.start())
    if _BACK.match(act[0]) and not any(
        n.start < act.start() and not n.aimed_at for n in _names(side, side.around(act.start()))
    ):
        return 1  # 退款金额的70%: whoever is not named gives back
    if act.lastgroup == "charges":
        return 1 if role == "user" and _MODAL.search(act.string, 0, act.start()) else -1
    if role == "other" and act.lastgroup == "bans":
        role = next((n.role for n in _names(side, side.around(act.start())) if n.start < act.start()), "other")
    if role == "other":
        return None
    return GIVEN.get(role, 0) * (-1 if act.lastgroup == "takes" else 1)


def threshold(facts: Facts, at: int) -> int | None:
    """Return what a higher threshold at ``at`` is worth (满59元的，免运费; 低于99%的，赔偿); ``None`` if it is none."""
    text, piece = facts.side.document.text, facts.side.piece(at)
    if not CONDITION.search(text, at, piece.end + 1):
        return -1 if _REACHED.search(text, piece.start, at) and FAVOURS.search(text, at, piece.end) else None
    if _SHORT_OF.search(text, piece.start, at):
        return gain(facts, piece.end + 1)
    return -gain(facts, piece.end + 1) if _REACHED.search(text, piece.start, at) else None


def _nearest(acts: list[re.Match[str]], piece: Span, at: int) -> Iterator[re.Match[str]]:
    """Yield acts: of the piece those with a modal verb, the last before ``at``, the first behind it; then others."""
    for inside in (True, False):
        near = [act for act in acts if (piece.start <= act.start() < piece.end) is inside]
        before = [act for act in reversed(near) if act.start() <= at]
        yield from (act for act in before if inside and _MODAL.search(act.string, piece.start, act.start()))
        yield from before
        yield from (act for act in near if act.start() > at)


def doer(side: Side, at: int) -> Role:
    """Return who does what stands at ``at``: the side named last before it that nothing is done to.

    Who is only told of in passing (您交纳的押金…返还) does not.

    Where only the other side is named, as the one it is done to (向您收取), it is done by this one.
    """
    text, sentence = side.document.text, side.around(at)
    if sentence.end - sentence.start > LONG:
        return "other"
    names = [name for name in _names(side, sentence) if name.start < at and not _in_passing(text, name, at)]
    acting = [name for name in names if not name.aimed_at]
    agent = max((found.start() for found in _AGENT.finditer(text, sentence.start, at)), default=-1)
    if acting and agent <= acting[-1].start:
        return "mutual" if _together(text, acting) else acting[-1].role
    if acting:
        return "provider"
    if agent >= 0:
        return "provider"
    return OTHER.get(names[-1].role, "other") if names else _later(side, sentence, at)


def _together(text: str, names: list[Name]) -> bool:
    """Tell whether the last of the names stands beside one of the other side (用户或平台可以…)."""
    if len(names) < BOTH or names[-1].role == names[-2].role:
        return False
    return text[names[-2].end : names[-1].start] in _BESIDE


def of_consent(side: Side, at: int) -> int:
    """Return what it is worth that somebody's consent is asked for in the piece at ``at``; 0 if it is not."""
    found = _ASKING.search(side.piece(at).of(side.document.text))
    return ASKED.get(side.named(found[0]), 0) if found else 0


def notifier(side: Side, at: int) -> Role:
    """Return who gives the notice that words at ``at`` tell of: who is named in them (经平台通知后), else who acts."""
    found = _GIVER.search(side.document.text, at, side.around(at).end)
    named = side.leading(found["who"]) if found is not None and found.start() - at < NEAR else "other"
    if named in OTHER:
        return named
    found = _TAKER.search(side.document.text, at, side.around(at).end)
    told = side.leading(found["who"]) if found is not None and found.start() - at < NEAR else "other"
    return OTHER.get(told) or doer(side, at)


def _in_passing(text: str, name: Name, at: int) -> bool:
    """Tell whether a side is only named in passing: in what tells of a noun, or of when something happens."""
    if _RELATIVE.match(text, name.end, at) or text.endswith(_BUT_NOT, 0, name.start):
        return True
    return text.endswith(_SINCE, 0, name.start) and _ANCHORED.match(text, name.end, at) is not None


def _later(side: Side, sentence: Span, at: int) -> Role:
    """Return who does it when only somebody behind the act, before the next comma, is named.

    That is the other one of the side it is done to.
    """
    text, piece = side.document.text, side.piece(at)
    told = next((m for m in _AGENT.finditer(text, at, piece.end) if _TOWARDS.search(text, at, m.start())), None)
    if told is not None:
        return "user"  # 应提前告知客服
    later = [name for name in _names(side, sentence) if at <= name.start < piece.end]
    if not later:
        return "other"
    return OTHER.get(later[0].role, "other") if later[0].aimed_at else later[0].role


def bound(side: Side, end: int) -> Role:
    """Return whom a time limit that ends at ``end`` binds: who acts there, else who acts next in its sentence.

    Where money comes back (…7日内，押金无息退还) and nobody is named between, it is the provider.
    """
    text, sentence = side.document.text, side.around(end)
    if sentence.end - sentence.start > LONG:
        return "other"
    act, names = _ACT.search(text, end, sentence.end), _names(side, sentence)
    between = [name for name in names if end <= name.start and act and name.start < act.start()]
    if act is not None and not between and _BACK.match(text, act.start()):
        return "provider"
    role = doer(side, end)
    acting = (name.role for name in names if name.start >= end and not name.aimed_at)
    return next(acting, role) if role == "other" else role


def _names(side: Side, sentence: Span) -> list[Name]:
    """Return where the sides are named in a sentence, in order; owners of something (您的数据) are not.

    Who has a duty (您的保密义务) is.
    """
    text = side.document.text
    found: dict[int, tuple[int, Role]] = {}
    for party in side.annotations.parties:
        if party.role in OTHER or party.role == "mutual":
            for name in party.names:
                at = text.find(name, sentence.start, sentence.end)
                while at >= 0:
                    end = max(at + len(name), found[at][0] if at in found else 0)
                    found[at] = (end, party.role)
                    at = text.find(name, end, sentence.end)
    names, covered = [], -1
    for start, (end, role) in sorted(found.items()):
        if start >= covered and (not _OWNED.match(text, end) or _BOUND.match(text, end)):
            aimed_at = _TOWARDS.search(text, max(sentence.start, start - 8), start) is not None
            names.append(Name(start, end, role, aimed_at))
        covered = max(covered, end)
    return names
