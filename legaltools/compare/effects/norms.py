"""Norms that came, went or became others: another kind, another bearer, other exceptions.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from legaltools.compare.effects.facts import Facts, displaced, paired, reworded, same_norm
from legaltools.compare.effects.stake import GIVEN, OTHER, SHARE, doer, gain, of_consent, said
from legaltools.compare.effects.wording import flipped, ordered, replacements, stands, turned
from legaltools.compare.effects.worth import effect, erased, kind_of, of_duty, of_turn, quoted, worth
from legaltools.lexicon import table
from legaltools.model.annotation import Norm, Role
from legaltools.model.comparison import Effect, EffectType

_KINDS = {word: kind for kind, words in table("effects")["modal"].items() if isinstance(words, list) for word in words}
_MODAL = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
_HOLDING = re.compile(table("effects")["holding"])
_HARM = re.compile(table("effects")["harm"])
_HINDER = re.compile(table("effects")["hinder"])
_EFFORT = re.compile(table("effects")["effort"])
_AROUND = table("effects")["modal"]["around"]
_BORNE, _BURDEN = (re.compile(table("effects")["borne"][name]) for name in ("by", "burden"))
_WITH = tuple(table("effects")["swap"]["with"])
_PERSONAL = tuple(table("effects")["personal"])
_LEADING = re.compile(table("effects")["exception"]["leading"])
_CAPS = frozenset(table("effects")["caps"])
BOUND = {"obligation", "prohibition"}  # of which only to try is less
FREEDOMS = {"may", "free"}
ACT = 2  # characters of an act that tell whether it is the same
NEAR = 50.0  # least likeness (0…100) of two acts of one kind of which one was written anew
BEFORE = 2  # characters from an exception back into what it is made from
FEW = 16  # characters of a sentence that are quoted from a modal verb on


def norms(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield what became of the norms of a clause."""
    gone: list[Norm] = []
    come: list[Norm] = []
    attached: list[Norm] = []
    for was, now in paired(old.norms, new.norms, same_norm(old, new)):
        if was is not None and now is not None:
            attached += _attached(old, new, was, now)
            yield from _changed(old, new, was, now)
        elif now is not None and not stands(quoted(new, now.start, now.end), old):
            come.append(now)
        elif was is not None and not stands(quoted(old, was.start, was.end), new):
            gone.append(was)
    gone, come = ([norm for norm in side if norm not in attached] for side in (gone, come))
    for was in list(gone):
        if (borne := _borne(old, new, was, went=True)) is not None:
            gone.remove(was)
            come = [now for now in come if quoted(new, now.start, now.end) not in borne.new]
            yield borne
    for now in list(come):
        if (borne := _borne(new, old, now, went=False)) is not None:
            come.remove(now)
            gone = [was for was in gone if quoted(old, was.start, was.end) not in borne.old]
            yield borne
    for now in [norm for norm in come if norm.cue.text in _CAPS]:
        freed = next((was for was in gone if _bounds(was, now)), None)
        if freed is not None:
            gone.remove(freed)
            come.remove(now)
            yield from _changed(old, new, freed, now)
    again = [*paired(gone, come, reworded(old.side, new.side))]
    left: list[Norm] = [was for was, now in again if was is not None and now is None]
    right: list[Norm] = [now for was, now in again if now is not None and was is None]
    for was, now in paired(left, right, _instead(old, new, left, right)):
        if was is not None and now is not None and kind_of(was) == kind_of(now):
            before, after = quoted(old, was.start, was.end), quoted(new, now.start, now.end)
            yield effect("modality", "norm_rewritten", before, after)
        elif was is not None and now is not None:
            yield from _changed(old, new, was, now)
        elif now is not None:
            yield _alone(new, now, old, 1)
        elif was is not None:
            yield _alone(old, was, new, -1)


def _instead(old: Facts, new: Facts, left: list[Norm], right: list[Norm]) -> Callable[[Norm, Norm], float]:
    """Return how alike two norms are of which one stands in place of the other.

    The only two left of one side are, if they are of two kinds or share words of the act.
    """
    alike = displaced(old.side, new.side)
    if len(left) == len(right) == 1 and left[0].bearer_role == right[0].bearer_role:
        deeds = (quoted(old, left[0].start, left[0].end), quoted(new, right[0].start, right[0].end))
        near = fuzz.partial_ratio(*deeds) >= NEAR or kind_of(left[0]) != kind_of(right[0])
        return lambda was, now: alike(was, now) or float(near)
    return alike


def _attached(old: Facts, new: Facts, was: Norm, now: Norm) -> Iterator[Norm]:
    """Yield the duties that went or came with a freedom they were attached to (可以转租，但应通知 → 不得转租)."""
    for facts, free, other in ((old, was, now), (new, now, was)):
        if kind_of(free) == "permission" and kind_of(other) == "prohibition":
            around = facts.side.around(free.start)
            for norm in facts.norms:
                own = norm.type == "obligation" and norm.bearer_role == free.bearer_role
                if own and free.end <= norm.start < around.end:
                    yield norm


def _borne(here: Facts, there: Facts, norm: Norm, *, went: bool) -> Effect | None:
    """Return that somebody else bears now what one side bore, or bore what one side bears now (``went`` False)."""
    if norm.bearer_role not in OTHER or _BURDEN.search(quoted(here, norm.start, norm.end)) is None:
        return None
    for found in _BORNE.finditer(there.text):
        same = there.side.leading(found["who"]) == norm.bearer_role
        if found[0] in here.text or (same and not any(word in found["who"] for word in _WITH)):
            continue
        more = 0 if same else GIVEN[norm.bearer_role]  # 由您及他人连带承担: one more bears
        own = here.side.called(norm.bearer, norm.start) + quoted(here, norm.start, norm.end)
        return effect("party", "bearer_changed", *ordered(found[0], own, more=went), -more if went else more)
    return None


def _alone(facts: Facts, norm: Norm, other: Facts, sign: int) -> Effect:
    """Return what it means that a norm came (``sign`` 1) or went (-1); the other side may say the contrary."""
    quote = quoted(facts, norm.start, norm.end)
    benefit = sign * (_whoever(facts, norm, quote) or worth(norm) or _asks(facts, norm))
    if norm.cue.text in _CAPS and norm.type == "exemption":
        capped = _piece(facts, norm)
        rule = "cap_added" if sign > 0 else "cap_removed"
        return effect("amount", rule, *ordered(capped, more=sign > 0), -sign * GIVEN.get(_liable(facts, norm), 0))
    contrary = turned(quote, other)
    if contrary:
        before, after = (contrary, quote) if sign > 0 else (quote, contrary)
        return effect("modality", "negated", before, after, benefit)
    type_: EffectType = "exemption" if norm.type == "exemption" else "modality"
    rule = f"{kind_of(norm)}_{'added' if sign > 0 else 'removed'}"
    return effect(type_, rule, "" if sign > 0 else quote, quote if sign > 0 else "", benefit)


def _whoever(facts: Facts, norm: Norm, quote: str) -> int:
    """Return what a norm is worth by its words alone where nobody is named in its sentence (…的课时可结转)."""
    if facts.side.party_before(norm.start) in SHARE:
        return 0
    return _asks(facts, norm) or (said(quote) if kind_of(norm) == "permission" else 0)


def _bounds(was: Norm, cap: Norm) -> bool:
    """Tell whether a cap took the place of a norm that freed from a liability or told of all of it."""
    liable = kind_of(was) == "exemption" or was.type == "liability"
    return was.cue.text not in _CAPS and liable and was.bearer_role == cap.bearer_role


def _piece(facts: Facts, norm: Norm) -> str:
    """Return the words between two commas around a norm."""
    return facts.side.piece(norm.start).of(facts.side.document.text)


def _liable(facts: Facts, cap: Norm) -> Role:
    """Return whose liability a cap bounds: who is liable before it in its sentence, else whose it is as it was read."""
    sentence = facts.side.around(cap.start)
    before = [
        norm for norm in facts.norms if sentence.start <= norm.start < cap.start and kind_of(norm) == "obligation"
    ]
    if before:
        return before[-1].bearer_role
    role = doer(facts.side, cap.start)
    return role if role in OTHER else cap.bearer_role


def _changed(old: Facts, new: Facts, was: Norm, now: Norm) -> Iterator[Effect]:
    """Yield what became of a norm, and of the exceptions from it."""
    before, after = quoted(old, was.start, was.end), quoted(new, now.start, now.end)
    if now.cue.text in _CAPS and was.cue.text not in _CAPS and kind_of(was) in ("obligation", "exemption"):
        liable = GIVEN.get(was.bearer_role, 0) * (1 if kind_of(was) == "exemption" else -1)
        yield effect("amount", "cap_added", before, _piece(new, now), liable)
        return
    tried = bool(_EFFORT.search(_led(new, now))) - bool(_EFFORT.search(_led(old, was)))
    if tried and kind_of(was) in BOUND and kind_of(now) in BOUND:
        less = -tried * (worth(now) if kind_of(was) == kind_of(now) else GIVEN.get(now.bearer_role, 0))
        yield effect("modality", "modality_changed", before, after, less)
    elif kind_of(was) != kind_of(now):
        yield effect("modality", "modality_changed", before, after, _better(old, new, was, now))
    elif was.bearer_role != now.bearer_role and {was.bearer_role, now.bearer_role} <= SHARE.keys():
        names = old.side.called(was.bearer, was.start), new.side.called(now.bearer, now.start)
        more = SHARE[now.bearer_role] - SHARE[was.bearer_role]
        benefit = more if kind_of(now) in ("permission", "exemption") else -more
        yield effect("party", "bearer_changed", f"{names[0]}{before}", f"{names[1]}{after}", benefit)
    elif tried:
        yield effect("modality", "modality_changed", before, after, -tried * worth(now))
    yield from _exceptions(old, new, was, now)


def _asks(facts: Facts, norm: Norm) -> int:
    """Return what it is worth that a norm tells to ask somebody first, or frees from it, whoever it binds."""
    return {"obligation": 1, "exemption": -1}.get(kind_of(norm), 0) * of_consent(facts.side, norm.start)


def _led(facts: Facts, norm: Norm) -> str:
    """Return the words of a norm with those before it in its piece of the sentence (尽最大努力保证)."""
    return quoted(facts, max(facts.side.piece(norm.start).start, norm.start - FEW), norm.end)


def _better(old: Facts, facts: Facts, was: Norm, now: Norm) -> int:
    """Return what it is worth that a norm became one of another kind."""
    better = worth(now) - worth(was) or _broken(was, now) or _stranger(facts, was, now)
    better = better or of_duty(facts, now) or _by_agent(facts, was, now)
    kinds = {kind_of(was), kind_of(now)}
    harm = _HARM.match(facts.side.document.text, now.cue.end) is not None
    if harm and now.bearer_role == "provider" and kinds == {"permission", "obligation"}:
        return -better  # 可以终止 → 必须终止
    return better or _asks(facts, now) - _asks(old, was)


def _exceptions(old: Facts, new: Facts, was: Norm, now: Norm) -> Iterator[Effect]:
    """Yield the exception that was put to a norm or taken from it."""
    gone = [quoted(old, span.start, span.end) for span in was.exceptions]
    come = [quoted(new, span.start, span.end) for span in now.exceptions]
    if len(gone) == len(come) or not (_excepted(old, was) and _excepted(new, now)):
        return
    narrowed = len(come) - len(gone)
    rule = "exception_added" if narrowed > 0 else "exception_removed"
    if any(not stands(words, old if narrowed > 0 else new) for words in (come if narrowed > 0 else gone)):
        facts, norm = (new, now) if narrowed > 0 else (old, was)
        kept = erased(facts, norm, min(span.start for span in norm.exceptions) - BEFORE)
        yield effect("exemption", rule, " ".join(gone), " ".join(come), -narrowed * (1 if kept else worth(now)))


def _excepted(facts: Facts, norm: Norm) -> bool:
    """Tell whether the exceptions of a norm are from it, not from another norm of its sentence nearer to them."""
    for span in norm.exceptions:
        leads = _LEADING.match(facts.side.document.text, span.start) is not None
        near = [other for other in facts.norms if span in other.exceptions]
        before, after = ([n for n in near if n.start < span.start], [n for n in near if n.start >= span.end])
        nearest = (after[:1] or before[-1:]) if leads else (before[-1:] or after[:1])
        if nearest and nearest[0] is not norm:
            return False
    return True


def _broken(was: Norm, now: Norm) -> int:
    """Return what it is worth that a provider will not do any more what he promised (将告知 → 不会告知)."""
    return -1 if now.bearer_role == "provider" and (was.type, now.type) == ("obligation", "prohibition") else 0


def _stranger(facts: Facts, was: Norm, now: Norm) -> int:
    """Return what it is worth that a third party may, or may not any more, do something with personal data."""
    sentence = facts.side.sentence(now.cue.start)
    if {was.bearer_role, now.bearer_role} & OTHER.keys() or not any(word in sentence for word in _PERSONAL):
        return 0
    free = [kind_of(norm) in ("permission", "exemption") for norm in (was, now)]
    return 0 if free[0] == free[1] else -1 if free[1] else 1


def _by_agent(facts: Facts, was: Norm, now: Norm) -> int:
    """Return what another kind of norm is worth where somebody of one side bears it (平台的工作人员)."""
    role = doer(facts.side, now.cue.start)
    free = [kind_of(norm) in ("permission", "exemption") for norm in (was, now)]
    return 0 if free[0] == free[1] else GIVEN.get(role, 0) * (-1 if free[1] else 1)


def turns(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield what was turned round by a negation, or is a duty where it was a choice, though it binds nobody named."""
    denied = list(flipped(old, new))
    for turn in denied:
        if _HOLDING.match(turn.now) or _HOLDING.match(turn.was):  # 包括税款 → 不包括税款
            rule = "list_closed" if len(turn.now) > len(turn.was) else "list_opened"
            yield effect("scope", rule, turn.was, turn.now, of_turn(new, turn))
        else:
            yield effect("modality", "negated", turn.was, turn.now, of_turn(new, turn))
    for swap in replacements(old, new) if not denied else ():
        (was, act), (now, other) = _modal(swap.was), _modal(swap.now)
        if was and now and was != now and act[:ACT] == other[:ACT]:
            before, after = old.text[swap.at_old :][:FEW], new.text[swap.at_new :][:FEW]
            at = new.start + swap.at_new + len(swap.now) - len(other)
            yield effect("modality", "modality_changed", before, after, _stricter(new, was, now, at))


def outcomes(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield what is bad for the user where something good was, or the contrary, whoever does it (结转 → 清零)."""
    for swap in replacements(old, new):
        before, after = said(swap.was), said(swap.now)
        if before * after < 0:
            yield effect("modality", "negated", swap.was, swap.now, after)


def _modal(words: str) -> tuple[str, str]:
    """Return the kind of the modal verb words begin with (``must``, ``may``, ``ban``, ``free``), and the rest."""
    bare = re.sub(_AROUND, "", words)
    found = _MODAL.match(bare)
    return (_KINDS[found[0]], bare[found.end() :]) if found else ("", "")


def _stricter(facts: Facts, was: str, now: str, at: int) -> int:
    """Return what another modal verb is worth, by who acts behind it and, between duty and ban, by the act."""
    if (was in FREEDOMS) != (now in FREEDOMS) and _HINDER.match(facts.side.document.text, at):
        return -1 if now in FREEDOMS else 1
    role = doer(facts.side, at)
    if (was in FREEDOMS) != (now in FREEDOMS):
        given = GIVEN.get(role, 0) or -gain(facts, at, denied=False)
        return given * (-1 if now in FREEDOMS else 1)
    act = gain(facts, at, denied=False)
    return {"must": act, "ban": -act}.get(now, 0)
