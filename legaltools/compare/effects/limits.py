"""Time limits and amounts that came, went or became others.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from legaltools.compare.effects.facts import Facts, paired, same_amount, same_deadline
from legaltools.compare.effects.periods import WITHIN, kept, of_added, of_exact, of_longer, of_notice, topic
from legaltools.compare.effects.stake import GIVEN, bound, doer, gain
from legaltools.compare.effects.wording import ordered, passages, replacements
from legaltools.compare.effects.worth import CAP, effect, holds, of_cap, of_payment
from legaltools.lexicon import table
from legaltools.model.annotation import DAYS, Amount, Deadline
from legaltools.model.comparison import Effect, EffectType

CAPPED = {"before", "within", "within_after", "duration"}  # "the fees of the last three months"
BEFORE = 2  # characters before a changed unit that say each
FEW = 24  # characters that were put in or taken out with an amount
PLACES = 2  # of a clause that were changed at most
WHOLE = {"percent": 100, "multiple": 1}  # the share or the times of something that are the whole of it
DATED = "date"  # the unit of a day of the month (每月5日前)
_RHYTHM, _UNITS = re.compile(table("effects")["rhythm"]["pattern"]), table("effects")["rhythm"]["units"]
_OPEN = re.compile(table("effects")["open_ended"])
_SET = re.compile(table("effects")["set_by_one"])
_DUE = re.compile(table("effects")["rhythm"]["paid"])
_VAGUE = re.compile(table("effects")["vague"])
_COUNTED = re.compile(table("effects")["counted"])
_PAID, _FREE = re.compile(table("effects")["paid"]), re.compile(table("effects")["free"])
_PART = re.compile(table("effects")["fraction"] + "|" + table("effects")["half"])
_MEANT: list[tuple[str, int]] = table("effects")["vague_days"]


def limits(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield what became of the time limits."""
    for was, now in paired(old.deadlines, new.deadlines, same_deadline(old.side, new.side)):
        if was is not None and now is not None:
            yield from _changed(old, new, was, now)
        elif now is not None and topic(new, now) == "notice":
            yield effect("notice", "notice_added", "", now.text, of_notice(new, now))
        elif was is not None and topic(old, was) == "notice":
            yield effect("notice", "notice_removed", was.text, "", -of_notice(old, was))
        elif now is not None and not now.vague:
            yield from _alone(old, new, now, came=True)
        elif was is not None and not was.vague:
            yield from _alone(old, new, was, came=False)
    yield from _vaguely(old, new)


def _vaguely(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the limits nobody can count that stand in place of others (最短期限内保存 → 长期保存)."""
    for swap in replacements(old, new):
        was, now = _VAGUE.search(swap.was), _VAGUE.search(swap.now)
        longer = _meant(now[0]) - _meant(was[0]) if was and now else 0
        if was and now and longer:
            at = new.start + swap.at_new
            benefit = -1 if kept(new, at) else -GIVEN.get(bound(new.side, at), 0)
            rule = "deadline_lengthened" if longer > 0 else "deadline_shortened"
            yield effect("deadline", rule, was[0], now[0], benefit * longer)


def _alone(old: Facts, new: Facts, limit: Deadline, *, came: bool) -> Iterator[Effect]:
    """Yield what a limit without partner is: one put in or taken out, or one that stands where a vague word stood."""
    facts = new if came else old
    vague = next((words for words in _vague_words(old, new, limit, came=came)), "")
    if not vague:
        benefit = of_added(facts, limit)
        rule = "deadline_added" if came else "deadline_removed"
        yield effect("deadline", rule, *ordered(limit.text, more=came), benefit if came else -benefit)
        return
    longer = _beside(vague, limit) * (1 if came else -1)
    sign = longer * of_longer(facts, limit, "deadline")
    if _OPEN.search(vague):
        sign = of_exact(facts, limit) * (1 if came else -1)
    if _SET.search(vague):
        sign = 0  # whoever sets a time may set any
    rule = "deadline_lengthened" if longer > 0 else "deadline_shortened"
    yield effect("deadline", rule, *ordered(limit.text, vague, more=came), sign)


def _vague_words(old: Facts, new: Facts, limit: Deadline, *, came: bool) -> Iterator[str]:
    """Yield the vague words (立即, 合理期限内) that a limit took the place of, or that took its place."""
    for swap in replacements(old, new):
        words, at, other = (
            (swap.now, new.start + swap.at_new, swap.was) if came else (swap.was, old.start + swap.at_old, swap.now)
        )
        found = _VAGUE.search(other)
        if found is not None and at < limit.end and limit.start < at + len(words):
            yield found[0]


def _changed(old: Facts, new: Facts, was: Deadline, now: Deadline) -> Iterator[Effect]:
    if (was.value, was.unit, was.relation, was.vague) == (now.value, now.unit, now.relation, now.vague):
        return
    about, longer = topic(new, now), _longer(was, now)
    capped = of_cap(new, now)
    if capped is not None and now.relation in CAPPED:
        rule = {1: "cap_raised", -1: "cap_lowered", 0: "cap_changed"}[longer]
        yield effect("amount", rule, was.text, now.text, longer * capped)
        return
    rule = {1: "lengthened", -1: "shortened", 0: "changed"}[longer]
    alike = was.relation == now.relation or {was.relation, now.relation} <= WITHIN
    sign = (of_longer(new, now, about) or of_longer(old, was, about)) if alike or was.vague != now.vague else 0
    yield effect("notice" if about == "notice" else "deadline", f"{about}_{rule}", was.text, now.text, longer * sign)


def _longer(was: Deadline, now: Deadline) -> int:
    """Return 1 if a limit is longer now, -1 if shorter: at once < any number of days < a reasonable time."""
    if was.vague != now.vague:
        vague, exact = (was, now) if was.vague else (now, was)
        return _beside(vague.text, exact) * (1 if was.vague else -1)
    if was.unit == now.unit == DATED:
        return (str(now.value) > str(was.value)) - (str(now.value) < str(was.value))
    if was.days is None or now.days is None:
        if was.value is None and now.value is None and was.unit in DAYS and now.unit in DAYS:  # blanks to fill in
            return (DAYS[now.unit] > DAYS[was.unit]) - (DAYS[now.unit] < DAYS[was.unit])
        return 0
    return (now.days > was.days) - (now.days < was.days)


def _beside(vague: str, exact: Deadline) -> int:
    """Return 1 if a number is longer than a vague word means (立即 < 3日 < 合理期限), else -1."""
    return 1 if exact.days is None or exact.days > _meant(vague) else -1


def _meant(vague: str) -> int:
    """Return about how many days a vague word means."""
    return next(days for words, days in _MEANT if re.search(words, vague))


def amounts(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield what became of amounts, shares and caps."""
    still = any(f.rule == CAP for f in old.findings)
    told: set[tuple[str, str]] = set()
    for was, now in paired(old.amounts, new.amounts, same_amount(old.side, new.side)):
        if was is None and now is not None and still and _caps(new, now):
            more = _more_than(now.value, WHOLE[now.kind]) if now.kind in WHOLE else 0
            rule = {1: "cap_raised", -1: "cap_lowered", 0: "cap_changed"}[more]
            yield effect("amount", rule, _cap(old), _cap(new), more * (of_cap(new, now) or 0))
        if was is None or now is None or (was.value, was.currency) == (now.value, now.currency):
            continue
        if (was.value, now.value) in told:  # 不高于50%，含50%
            continue
        told.add((was.value, now.value))
        more, capped = _more(was, now), of_cap(new, now)
        rule = ("cap_" if capped is not None else "amount_") + {1: "raised", -1: "lowered", 0: "changed"}[more]
        yield effect("amount", rule, was.text, now.text, more * (of_payment(new, now) if capped is None else capped))


def inclusive(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield limits and amounts that say now, or no longer, whether the number itself counts (含本数)."""
    for passage in passages(old, new):
        if not _COUNTED.fullmatch(passage.text):
            continue
        bounds: tuple[Deadline | Amount, ...] = (*passage.facts.deadlines, *passage.facts.amounts)
        near = [
            fact for fact in bounds if 0 <= passage.start - fact.end <= BEFORE or fact.start <= passage.start < fact.end
        ]
        if near:
            type_: EffectType = "deadline" if isinstance(near[0], Deadline) else "amount"
            words = near[0].text.replace(passage.text, "")
            pair = ordered(words + passage.text, words, more=passage.op == "+")
            yield effect(type_, f"{type_}_changed", *pair)


def sums(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the sums and shares that came or went where nothing else tells of them and little else was changed."""
    touched = [(swap.was, swap.now) for swap in replacements(old, new)]
    touched += [passage.sides(passage.text) for passage in passages(old, new)]
    rewritten = len(touched) > PLACES or any(len(words) > FEW for pair in touched for words in pair)
    if rewritten and not (old.text and new.text):
        return
    for was, now in paired(old.amounts, new.amounts, same_amount(old.side, new.side)):
        if was is None and now is not None and any(now.text in pair[1] for pair in touched):
            rule, told, benefit = "amount_added", ("", now.text), _bounded(new, now)
        elif now is None and was is not None and any(was.text in pair[0] for pair in touched):
            rule, told, benefit = "amount_removed", (was.text, ""), -_bounded(old, was)
        else:
            continue
        if benefit or (not rewritten and (was or now).kind in WHOLE):  # type: ignore[union-attr]  # else only when something holds
            yield effect("amount", rule, *told, benefit)
    yield from _priced(old, new)
    for passage in passages(old, new):
        if (part := _PART.search(passage.text)) is not None and len(passage.text) <= FEW:
            less = -gain(passage.facts, passage.start)
            rule = "amount_added" if passage.op == "+" else "amount_removed"
            yield effect(
                "amount", rule, *ordered(part[0], more=passage.op == "+"), less if passage.op == "+" else -less
            )


def _priced(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield what costs something that was free, and the contrary (有偿 → 免费)."""
    for swap in replacements(old, new):
        costs = [bool(_PAID.search(words)) - bool(_FREE.search(words)) for words in (swap.was, swap.now)]
        if costs[0] * costs[1] < 0:
            yield effect("amount", "amount_changed", swap.was, swap.now, costs[0])


def _bounded(facts: Facts, amount: Amount) -> int:
    """Return what it is worth that an amount is told: a share, or at most so much, is less than the whole."""
    less = amount.kind == "percent" and _more_than(amount.value, 100) < 0
    return -gain(facts, amount.start) if less or "bound=max" in amount.note else gain(facts, amount.start)


def rhythms(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield how often something is done where that changed (每周 → 每日): more often is worse for who does it.

    What is paid or settled less often is paid ahead for longer by the user, or later to him.
    """
    for swap in replacements(old, new):
        was, now = _rhythm(old.text, swap.at_old, swap.was), _rhythm(new.text, swap.at_new, swap.now)
        if was and now and was["unit"] != now["unit"]:
            longer, at = _UNITS[now["unit"]] > _UNITS[was["unit"]], new.start + swap.at_new
            paid = _DUE.search(new.side.piece(at).of(new.side.document.text))
            benefit = 1 if paid else GIVEN.get(doer(new.side, at), 0)  # paid for longer at once, or paid out later
            rule = "deadline_lengthened" if longer else "deadline_shortened"
            yield effect("deadline", rule, was[0], now[0], -benefit if longer else benefit)


def _rhythm(text: str, at: int, words: str) -> re.Match[str] | None:
    """Return how often, as the words at an offset say together with those right before."""
    return _RHYTHM.search(text, max(0, at - BEFORE), at + len(words))


def _caps(facts: Facts, amount: Amount) -> bool:
    """Tell whether an amount is a cap of liability as the findings tell."""
    return any(holds(facts, f, amount) for f in facts.findings_near(amount.start) if f.rule == CAP)


def _cap(facts: Facts) -> str:
    return facts.side.sentence(next(f.start for f in facts.findings if f.rule == CAP))


def _more(was: Amount, now: Amount) -> int:
    try:
        return _more_than(now.value, Decimal(was.value)) if was.currency == now.currency else 0
    except InvalidOperation:
        return 0


def _more_than(value: str, bound: Decimal | int) -> int:
    number = Decimal(value)
    return (number > bound) - (number < bound)
