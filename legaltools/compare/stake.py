"""Who gains by more of what stands at a place: told by the act nearest to it and by who does that act.

Whoever gives (退还 赔偿 提供 支付) helps the other side, whoever takes (收取 使用 收集 终止) helps himself. In: the
facts of a clause and an offset of its document. Out: roles, and 1 (good for the user), -1 (bad for him) or 0 (unclear).
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from legaltools.compare.facts import Facts, Side
from legaltools.lexicon import table
from legaltools.model.annotation import Role
from legaltools.model.span import Span
from legaltools.text.sentences import COMMAS, STOPS, bounds

_WORDS = table("effects")["stake"]
_GIVES = frozenset(_WORDS["gives"])
_TAKES = frozenset(_WORDS["takes"])
_ACT = re.compile("|".join(sorted(map(re.escape, _GIVES | _TAKES), key=len, reverse=True)))
_TOWARDS = re.compile(f"(?:{'|'.join(_WORDS['towards'])}|{_ACT.pattern})$")
_AGENT = re.compile(_WORDS["agent"])
_OWNED = tuple(_WORDS["owned"])
_BOUND = re.compile(_WORDS["bound"])
_FAVOURS, _BURDENS = (re.compile("|".join(table("effects")[kind])) for kind in ("favours", "burdens"))
_BREAK = COMMAS.replace("\u3001", "")
LONG = 1_000  # characters of a sentence in which nobody is looked for any more
OTHER: dict[Role, Role] = {"provider": "user", "user": "provider"}
GIVEN = {"provider": 1, "user": -1}  # what it is worth to the user that the one or the other gives


class Name(Struct, frozen=True):
    """A side named in a sentence, and whether something is done to or for it there."""

    start: int
    role: Role
    aimed_at: bool


def gain(facts: Facts, at: int) -> int:
    """Return what more of what stands at ``at`` is worth to the user, by the act of its sentence nearest to it."""
    text, sentence = facts.side.document.text, sentence_at(facts.side, at)
    if sentence.end - sentence.start > LONG:
        return 0
    piece = bounds(text, at, sentence.start, sentence.end, _BREAK)
    for act in _nearest(list(_ACT.finditer(text, sentence.start, sentence.end)), piece, at):
        role = doer(facts.side, act.start())
        if role != "other":
            worth = GIVEN.get(role, 0)
            return worth if act[0] in _GIVES else -worth
    if not {party.role for party in facts.side.annotations.parties} >= OTHER.keys():
        return 0  # nobody offers anything to anybody here: a statute
    words = piece.of(text)
    return bool(_FAVOURS.search(words)) - bool(_BURDENS.search(words))


def _nearest(acts: list[re.Match[str]], piece: Span, at: int) -> Iterator[re.Match[str]]:
    """Yield acts: of the piece the last before ``at`` and the first behind it, then those of the whole sentence."""
    for inside in (True, False):
        near = [act for act in acts if (piece.start <= act.start() < piece.end) is inside]
        yield from reversed([act for act in near if act.start() <= at])
        yield from (act for act in near if act.start() > at)


def doer(side: Side, at: int) -> Role:
    """Return who does what stands at ``at``: the side named last before it that nothing is done to.

    Where only the other side is named, as the one it is done to (向您收取), it is done by this one.
    """
    text, sentence = side.document.text, sentence_at(side, at)
    if sentence.end - sentence.start > LONG:
        return "other"
    names = [name for name in _names(side, sentence) if name.start < at]
    acting = [name for name in names if not name.aimed_at]
    agent = max((found.start() for found in _AGENT.finditer(text, sentence.start, at)), default=-1)
    if acting:
        return "provider" if agent > acting[-1].start else acting[-1].role
    if agent >= 0:
        return "provider"
    return OTHER.get(names[-1].role, "other") if names else _later(side, sentence, at)


def _later(side: Side, sentence: Span, at: int) -> Role:
    """Return who does it when only somebody behind the act is named: the other one of the side it is done to."""
    later = [name for name in _names(side, sentence) if name.start >= at]
    if not later:
        return "other"
    return OTHER.get(later[0].role, "other") if later[0].aimed_at else later[0].role


def _names(side: Side, sentence: Span) -> list[Name]:
    """Return where the sides are named in a sentence, in order; owners of something (您的数据) are not.

    Who has a duty (您的保密义务) is.
    """
    text = side.document.text
    found: dict[int, tuple[int, Role]] = {}
    for party in side.annotations.parties:
        if party.role in OTHER or party.role == "mutual":
            for name in (party.name, *party.aliases):
                at = text.find(name, sentence.start, sentence.end)
                while at >= 0:
                    end = max(at + len(name), found[at][0] if at in found else 0)
                    found[at] = (end, party.role)
                    at = text.find(name, end, sentence.end)
    names, covered = [], -1
    for start, (end, role) in sorted(found.items()):
        if start >= covered and (not text.startswith(_OWNED, end) or _BOUND.match(text, end)):
            aimed_at = _TOWARDS.search(text, max(sentence.start, start - 8), start) is not None
            names.append(Name(start, role, aimed_at))
        covered = max(covered, end)
    return names


def sentence_at(side: Side, at: int) -> Span:
    """Return the sentence around an offset as a span."""
    node = side.document.at(at)
    if node is None:
        return Span(at, at)
    return bounds(side.document.text, at, node.text_start, max(node.end, at + 1), STOPS)
