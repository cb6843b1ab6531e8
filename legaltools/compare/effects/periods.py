"""What a time limit, and more of it, is worth to the user: whom it binds, whom it waits for, what is kept that long.

In: the facts of a clause. Out: 1 (good for the user), -1 (bad for him) or 0 (nothing says), and what a limit is about.
"""

import re

from legaltools.compare.effects.facts import LASTING, Facts
from legaltools.compare.effects.stake import ERASED, GIVEN, OTHER, bound, doer, gain
from legaltools.compare.effects.worth import BANS, FREEDOMS, kind_of, quoted, worth
from legaltools.lexicon import table
from legaltools.model.annotation import Deadline, Norm, Role

_AFTER = table("effects")["behind"]
_GETS = {"user": 1, "provider": -1}
FEW = 40  # characters behind a limit in which it is told what is done then
WITHIN = {"within", "within_after"}  # one with and without what it is counted from
_LONGER = table("effects")["longer"]
_WINDOW, _ASKING = (re.compile(_LONGER[name]) for name in ("window", "asking"))
_LAPSED, _CHOICE = (re.compile(_LONGER[name]) for name in ("lapsed", "choice"))
_LICENCE, _LICENSED = (re.compile(_LONGER[name]) for name in ("licence", "licensed"))
_PAY_TERM = re.compile(_LONGER["pay_term"])
_ASKED_FOR = re.compile(_LONGER["asked"])
_NOT_DONE = re.compile(_LONGER["undone"])
_DEEMED, _VALID = (re.compile(_LONGER[name]) for name in ("deemed", "valid"))
_WAITING, _WAITS = re.compile(_LONGER["waiting"]), re.compile(_LONGER["waits"])
_AT_MOST = re.compile(table("effects")["definition"]["at_most"] + "|" + _LONGER["at_most"])


def of_longer(facts: Facts, deadline: Deadline, about: str) -> int:
    """Return 1 if a longer limit is good for the user, -1 if a shorter one is, 0 if no rule says."""
    if _erases(facts, deadline):
        return -1  # what is known of somebody is kept until then
    if deadline.relation in LASTING | WITHIN and (bounded := _bounded(facts, deadline)) is not None:
        return bounded
    if about == "notice":
        return of_notice(facts, deadline)
    if (licensed := _licensed(facts, deadline)) is not None:
        return licensed
    role, kind = _holder(facts, deadline)
    if about == "retention":
        if personal(facts, deadline.start):
            return -1  # who keeps what he knows of somebody longer
        return GIVEN.get(role, 0) or GIVEN.get(doer(facts.side, deadline.start), 0)
    if deadline.relation in LASTING and _undone(facts, deadline) and (later := _later(facts, deadline)) is not None:
        return -worth(later)  # 连续90天未登录的，可以注销
    if role == "user" and kind == "obligation":
        return -1 if deadline.relation in ("before", "duration") else 1
    if role == "user" and kind == "permission":
        return -1 if deadline.relation in LASTING else 1
    if role in GIVEN and kind in BANS and deadline.relation != "before":
        return GIVEN[role]  # a ban that lasts longer
    if role == "provider" and kind == "obligation" and deadline.relation in WITHIN | {"per"}:
        return -1
    if deadline.relation == "after":
        return -(gain(facts, deadline.end) or (-1 if role == "provider" and kind in FREEDOMS else 0))
    return _by_words(facts, deadline, role, kind)


def _erases(facts: Facts, deadline: Deadline) -> bool:
    """Tell whether what is known of somebody is deleted, or no longer used, after or within a limit."""
    sentence = facts.side.around(deadline.start)
    return ERASED.search(facts.side.document.text, deadline.end, min(sentence.end, deadline.end + FEW)) is not None


def _licensed(facts: Facts, deadline: Deadline) -> int | None:
    """Return what a longer licence is worth: good if the user gets it; ``None`` if there is none."""
    sentence = facts.side.sentence(deadline.start)
    if deadline.relation not in LASTING or not _LICENCE.search(sentence):
        return None
    found = (_GETS.get(facts.side.leading(match["to"])) for match in _LICENSED.finditer(sentence))
    return next((worth for worth in found if worth is not None), None)


def _bounded(facts: Facts, deadline: Deadline) -> int | None:
    """Return what a longer limit in a condition of a norm is worth, ``None`` if it stands in none."""
    for norm in facts.norms_near(deadline.start):
        if any(span.start <= deadline.start and deadline.end <= span.end for span in norm.conditions):
            longer = _AT_MOST.search(deadline.text) is not None  # what may last so long and the norm still applies
            inside = deadline.relation in WITHIN and not _undone(facts, deadline)
            return worth(norm) if longer or inside else -worth(norm)
    return None


def _by_words(facts: Facts, deadline: Deadline, role: Role, kind: str) -> int:
    """Return what a longer limit is worth by the words of its sentence: a wait, a silence, a lapse, a window."""
    sentence, words = facts.side.sentence(deadline.start), table("effects")
    if _WAITS.search(sentence):
        return -1
    if _PAY_TERM.search(sentence) and role not in GIVEN:
        return 1
    if _DEEMED.search(sentence) or _VALID.search(sentence):
        return 1  # what a silence or a lapse costs the user comes later
    if any(w in sentence for w in words["benefits"]) and any(w in sentence for w in words["valid"]):
        return 1
    if _AT_MOST.search(deadline.text) and _WAITING.search(sentence):
        return -1
    if deadline.relation in WITHIN:
        return _of_window(facts, deadline, role, kind)
    return gain(facts, deadline.start) if deadline.relation == "duration" else 0


def _of_window(facts: Facts, deadline: Deadline, role: Role, kind: str) -> int:
    """Return what a longer time within which something is or may be done is worth."""
    text, piece = facts.side.document.text, facts.side.piece(deadline.start)
    if _WINDOW.match(text, deadline.end) and doer(facts.side, deadline.start) != "provider":
        return 1  # 7日内可申请退款: the user's own
    if _ASKING.search(text, piece.start, deadline.start):
        return 1
    if _LAPSED.match(text, deadline.end) and (lapsed := GIVEN.get(doer(facts.side, deadline.end + 2), 0)):
        return -lapsed  # …后2日内，您未回复的
    if role == "provider" and kind == "permission":
        chosen = _CHOICE.search(text, piece.start, deadline.start) is not None
        act = gain(facts, deadline.end)
        return act if chosen else -(act or 1)  # 可在30日内退款; 将在30日内删除
    binds = bound(facts.side, deadline.end)
    if binds in GIVEN:
        return -GIVEN[binds]
    sentence, words = facts.side.sentence(deadline.start), table("effects")
    return -any(word in sentence for word in (*words["favours"], *words["served"]))


def _later(facts: Facts, deadline: Deadline) -> Norm | None:
    """Return the freedom that follows in the sentence of a limit, or in whose words it stands in brackets."""
    sentence = facts.side.around(deadline.start)
    norms = [norm for norm in facts.norms_near(deadline.start) if norm.start < sentence.end and norm.type in FREEDOMS]
    return next((norm for norm in norms if norm.start >= deadline.end or norm.end >= deadline.end), None)


def _undone(facts: Facts, deadline: Deadline) -> bool:
    """Tell whether a limit is told of what was not done in time (未在7日内付款的)."""
    text, piece = facts.side.document.text, facts.side.piece(deadline.start)
    return _NOT_DONE.search(text, piece.start, piece.end) is not None


def _holder(facts: Facts, deadline: Deadline) -> tuple[Role, str]:
    """Return role and norm type of the one the limit binds or helps."""
    norms = facts.norms_near(deadline.start)
    for norm in norms:
        if deadline.id in norm.deadlines:
            asked = (
                kind_of(norm) == "permission"
                and norm.bearer_role in OTHER
                and _ASKED_FOR.match(facts.side.document.text, norm.cue.end)
            )
            return (OTHER[norm.bearer_role], "obligation") if asked else (norm.bearer_role, kind_of(norm))
    around = [norm for norm in norms if norm.start < deadline.end <= norm.end]
    if around:
        return around[0].bearer_role, kind_of(around[0])
    return facts.side.role(deadline.bearer), "obligation"


def of_exact(facts: Facts, deadline: Deadline) -> int:
    """Return what a number in place of a reasonable time is worth: good where it binds who serves, bad for the user."""
    role = _holder(facts, deadline)[0]
    return GIVEN.get(role if role in GIVEN else bound(facts.side, deadline.end), 0)


def of_added(facts: Facts, deadline: Deadline) -> int:
    """Return what a new limit is worth: what binds who serves is good, what delays him or binds the user is bad."""
    if _erases(facts, deadline):
        return -1 if deadline.relation in LASTING or deadline.text.endswith(_AFTER) else 1
    for norm in facts.norms_near(deadline.start):
        if any(span.start <= deadline.start < span.end for span in norm.conditions):
            return -worth(norm)  # the norm applies less often
    if topic(facts, deadline) == "retention" and personal(facts, deadline.start):
        return -1
    sentence, words = facts.side.sentence(deadline.start), table("effects")
    if any(word in sentence for word in words["kept_for"]) and deadline.relation == "duration":
        return 1  # what is kept for him that long
    role, kind = _holder(facts, deadline)
    role = role if role in GIVEN else bound(facts.side, deadline.end)
    if deadline.relation == "after" and kind in FREEDOMS:
        return -gain(facts, deadline.end) or GIVEN.get(role, 0)  # a right that has to wait
    if deadline.relation == "after" or role == "user":
        return -1 if role in GIVEN else 0
    return GIVEN.get(role, 0) if deadline.relation in ("within", "within_after", "before", "by_date") else 0


def kept(facts: Facts, at: int) -> bool:
    """Tell whether the piece of a sentence at a place is about keeping what is known of the user."""
    piece = facts.side.piece(at).of(facts.side.document.text)
    return any(word in piece for word in table("effects")["retention"]) and personal(facts, at)


def personal(facts: Facts, at: int) -> bool:
    """Tell whether the sentence at a place is about what is known of the user."""
    sentence, words = facts.side.sentence(at), table("effects")
    return any(word in sentence for word in words["personal"]) and not any(
        word in sentence for word in words["kept_for"]
    )


def of_notice(facts: Facts, deadline: Deadline) -> int:
    """Return what longer notice is worth: good if the provider gives it, bad if the user must."""
    sentence = facts.side.sentence(deadline.start)
    role = doer(facts.side, deadline.start)
    if role not in GIVEN and any(word in sentence for word in table("effects")["announced"]):
        return GIVEN["provider"]
    roles = (_holder(facts, deadline)[0], role, _notifier(facts, deadline))
    return next((GIVEN[role] for role in roles if role in GIVEN), 0)


def _notifier(facts: Facts, deadline: Deadline) -> Role:
    """Return who gives notice later in the sentence (届满前3天，我们应当通知您)."""
    sentence, words = facts.side.sentence(deadline.start), table("effects")["notice"]
    for norm in facts.norms_near(deadline.start):
        quote = quoted(facts, norm.start, norm.end)
        if norm.start >= deadline.end and quote in sentence and any(word in quote for word in words):
            return norm.bearer_role
    return "other"


def topic(facts: Facts, deadline: Deadline) -> str:
    """Return what a limit is about: ``notice``, ``retention`` or any other ``deadline``."""
    sentence, words = facts.side.sentence(deadline.start), table("effects")
    told = any(word in sentence for word in words["notice"])
    ahead = any(word in deadline.text for word in words["ahead"])
    if told and (deadline.relation == "before" or ahead):
        return "notice"
    heard = told or any(word in sentence for word in words["announced"])
    starts = heard and any(word in sentence for word in words["effective"])
    if starts and deadline.relation in LASTING | {"within_after"}:
        return "notice"  # 公告满三十日后生效
    if any(word in sentence for word in words["notice_period"]):
        return "notice"
    if ahead and not any(word in sentence for word in (*words["pay"], *words["booked"])):
        return "notice"
    piece = facts.side.piece(deadline.start).of(facts.side.document.text)
    return "retention" if any(word in piece for word in words["retention"]) else "deadline"
