"""What a change means and who is worse off: typed facts of both sides in, :class:`Effect` values out.

Every effect names the rule that decided its direction; where no rule decides it is ``unclear``, never a guess. The
wording of each rule is in the message catalogues (``effects.<rule>``).
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from legaltools.compare import replaced
from legaltools.compare.facts import Facts, paired, reworded, same_amount, same_deadline, same_norm
from legaltools.compare.forums import DISPUTES, forums, plain
from legaltools.compare.units import key
from legaltools.compare.wording import consents, flipped, listed, stands, turned
from legaltools.compare.worth import (
    CAP,
    freed,
    holds,
    kind_of,
    of_cap,
    of_duty,
    of_entry,
    of_finding,
    of_longer,
    of_more,
    of_notice,
    of_payment,
    quoted,
    topic,
    towards,
    turned_round,
    worth,
)
from legaltools.lexicon import table
from legaltools.model.annotation import Amount, Deadline, Norm
from legaltools.model.comparison import Direction, Effect, EffectType
from legaltools.model.finding import Finding

LIMITS = "LIM"
DATED = "date"  # the unit of a day of the month (每月5日前)
SLIGHT = {"low", "info"}  # severities of findings whose coming or going is not worth a line
FOLLOWING = {"finding_introduced", "finding_resolved"}  # what a change brings with it, whatever it is itself
SHOWN = {"yes", "partly"}


def effects(old: Facts, new: Facts) -> tuple[Effect, ...]:
    """Return what the change of one clause means."""
    limits = tuple(_deadlines(old, new))
    notices = [effect.old + effect.new for effect in limits if effect.rule in ("notice_added", "notice_removed")]
    found = [
        *(effect for effect in _norms(old, new) if not _told_by(effect, notices)),
        *limits,
        *_amounts(old, new),
        *_courts(old, new),
        *_definitions(old, new),
        *_findings(old, new),
    ]
    types = {effect.type for effect in found if effect.rule not in FOLLOWING}
    found = [effect for effect in found if not _part_of_another(effect, found)]
    if "definition" not in types:
        found += _lists(old, new)
    if not types & {"modality", "exemption"}:
        found += _exceptions(old, new)
        types |= {effect.type for effect in found if effect.rule not in FOLLOWING}
    if not types & {"modality", "exemption", "definition"}:
        found += [_effect("modality", "negated", t.was, t.now, turned_round(new, t)) for t in flipped(old, new)]
    if not types & {"party", "jurisdiction", "definition"}:
        found += _swapped(old, new)
    if not types & {"amount", "deadline", "notice", "definition"}:
        found += _counts(old, new)
    return tuple(dict.fromkeys(found))


def _exceptions(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the exceptions that came or went, whatever they are excepted from (…，维护期间除外)."""
    for passage in replaced.exceptions(old, new):
        more = of_more(passage.facts, replaced.main(passage))
        if passage.op == "+":
            yield _effect("exemption", "exception_added", "", passage.text, towards(-more))
        else:
            yield _effect("exemption", "exception_removed", passage.text, "", towards(more))
    for passage in replaced.narrowed(old, new):
        more = of_more(passage.facts, replaced.main(passage)) * (1 if passage.op == "+" else -1)
        rule = "exemption_narrowed" if passage.op == "+" else "exemption_widened"
        yield _effect("exemption", rule, *replaced.excepted(passage), towards(more))


def _swapped(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the places where one side stands now for the other."""
    for swap in replaced.parties(old, new):
        yield _effect("party", "bearer_changed", swap.was, swap.now, towards(swap.more * swap.worth))


def _counts(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the counts of things that changed."""
    for swap in replaced.counts(old, new):
        rule = "amount_raised" if swap.more > 0 else "amount_lowered"
        yield _effect("amount", rule, swap.was, swap.now, towards(swap.more * swap.worth))


def _part_of_another(effect: Effect, found: list[Effect]) -> bool:
    """Tell whether an effect is told by another one: a figure by its definition, whose court it is by the court."""
    if effect.type in ("party", "modality"):
        courts = table("effects")["courts"]
        said = any(word in effect.old + effect.new for word in courts)
        return said and any(other.type == "jurisdiction" for other in found)
    if effect.type in ("amount", "deadline"):
        meant = (other for other in found if other.type == "definition")
        return any(effect.old in other.old and effect.new in other.new for other in meant)
    return False


def _told_by(effect: Effect, notices: list[str]) -> bool:
    """Tell whether a duty that came or went is the notice that is told already."""
    gone = effect.rule in ("obligation_added", "obligation_removed")
    return gone and any(notice in effect.old + effect.new for notice in notices)


def formatting(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the findings whose marking was lost or added, also where the words stayed; one of each sentence."""
    told: set[int] = set()
    for was, now in paired(old.findings, new.findings, lambda a, b: float(a.rule == b.rule)):
        if was is None or now is None or now.card in told or "unknown" in (was.emphasised, now.emphasised):
            continue
        if (was.emphasised in SHOWN) != (now.emphasised in SHOWN):
            told.add(now.card)
            lost = was.emphasised in SHOWN
            rule = "emphasis_lost" if lost else "emphasis_added"
            yield _effect("formatting", rule, was.quote, now.quote, "worse_for_user" if lost else "better_for_user")


def _effect(type_: EffectType, rule: str, old: str, new: str, direction: Direction) -> Effect:
    return Effect(type_, old.strip(), new.strip(), direction, rule)


def _norms(old: Facts, new: Facts) -> Iterator[Effect]:
    gone, come = [], []
    for was, now in paired(old.norms, new.norms, same_norm(old.side, new.side)):
        if was is not None and now is not None:
            yield from _changed_norm(old, new, was, now)
        elif now is not None and not stands(quoted(new, now.start, now.end), old):
            come.append(now)
        elif was is not None and not stands(quoted(old, was.start, was.end), new):
            gone.append(was)
    again = paired(gone, come, lambda was, now: float(reworded(old.side, was, new.side, now)))
    for was, now in again:
        if was is None and now is not None:
            yield _lone_norm(new, now, old, 1)
        elif now is None and was is not None:
            yield _lone_norm(old, was, new, -1)


def _lone_norm(facts: Facts, norm: Norm, other: Facts, sign: int) -> Effect:
    """Return what it means that a norm came (``sign`` 1) or went (-1); the other side may say the contrary."""
    quote, direction = quoted(facts, norm.start, norm.end), towards(sign * worth(norm))
    contrary = turned(quote, other)
    if contrary:
        before, after = (contrary, quote) if sign > 0 else (quote, contrary)
        return _effect("modality", "negated", before, after, direction)
    type_: EffectType = "exemption" if norm.type == "exemption" else "modality"
    rule = f"{kind_of(norm)}_{'added' if sign > 0 else 'removed'}"
    return _effect(type_, rule, "" if sign > 0 else quote, quote if sign > 0 else "", direction)


def _changed_norm(old: Facts, new: Facts, was: Norm, now: Norm) -> Iterator[Effect]:
    before, after = quoted(old, was.start, was.end), quoted(new, now.start, now.end)
    if kind_of(was) != kind_of(now):
        better = worth(now) - worth(was) or of_duty(new, now)
        yield _effect("modality", "modality_changed", before, after, towards(better))
    elif {was.bearer_role, now.bearer_role} == {"user", "provider"}:
        yield _effect("party", "bearer_changed", f"{was.bearer}{before}", f"{now.bearer}{after}", towards(worth(now)))
    elif len(was.exceptions) != len(now.exceptions):
        narrowed = len(now.exceptions) - len(was.exceptions)
        rule = "exception_added" if narrowed > 0 else "exception_removed"
        gone = [quoted(old, s.start, s.end) for s in was.exceptions]
        come = [quoted(new, s.start, s.end) for s in now.exceptions]
        yield _effect("exemption", rule, " ".join(gone), " ".join(come), towards(-narrowed * worth(now)))


def _deadlines(old: Facts, new: Facts) -> Iterator[Effect]:
    for was, now in paired(old.deadlines, new.deadlines, same_deadline(old.side, new.side)):
        if was is not None and now is not None:
            yield from _changed_deadline(old, new, was, now)
        elif now is not None and topic(new, now) == "notice":
            yield _effect("notice", "notice_added", "", now.text, towards(of_notice(new, now)))
        elif was is not None and topic(old, was) == "notice":
            yield _effect("notice", "notice_removed", was.text, "", towards(-of_notice(old, was)))
        elif now is not None and not now.vague:
            yield _effect("deadline", "deadline_added", "", now.text, "unclear")
        elif was is not None and not was.vague:
            yield _effect("deadline", "deadline_removed", was.text, "", "unclear")


def _changed_deadline(old: Facts, new: Facts, was: Deadline, now: Deadline) -> Iterator[Effect]:
    if (was.value, was.unit, was.relation) == (now.value, now.unit, now.relation):
        return
    about, before, after = topic(new, now), was.days, now.days
    longer = 0 if before is None or after is None else (after > before) - (after < before)
    if not longer and was.unit == now.unit == DATED:
        longer = (str(now.value) > str(was.value)) - (str(now.value) < str(was.value))
    capped = of_cap(new, now)
    if capped is not None and now.relation in ("before", "within", "duration"):  # "the fees of the last three months"
        rule = {1: "cap_raised", -1: "cap_lowered", 0: "cap_changed"}[longer]
        yield _effect("amount", rule, was.text, now.text, towards(longer * capped))
        return
    rule = {1: "lengthened", -1: "shortened", 0: "changed"}[longer]
    sign = of_longer(new, now, about) if was.relation == now.relation else 0
    yield _effect(
        "notice" if about == "notice" else "deadline", f"{about}_{rule}", was.text, now.text, towards(longer * sign)
    )


def _amounts(old: Facts, new: Facts) -> Iterator[Effect]:
    caps = [f for f in new.findings if f.rule == CAP]
    still = bool(caps) and any(f.rule == CAP for f in old.findings)
    for was, now in paired(old.amounts, new.amounts, same_amount(old.side, new.side)):
        if (
            was is None
            and now is not None
            and still
            and any(holds(new, f, now) for f in new.findings_near(now.start) if f.rule == CAP)
        ):
            lowered = now.kind == "percent" and _more_than(now.value, 100) < 0
            rule, direction = ("cap_lowered", -1) if lowered else ("cap_changed", 0)
            yield _effect("amount", rule, _cap(old), _cap(new), towards(direction))
        if was is None or now is None or (was.value, was.currency) == (now.value, now.currency):
            continue
        more = _more(was, now)
        capped = of_cap(new, now)
        rule = ("cap_" if capped is not None else "amount_") + {1: "raised", -1: "lowered", 0: "changed"}[more]
        sign = of_payment(new, now) if capped is None else capped
        yield _effect("amount", rule, was.text, now.text, towards(more * sign))


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


def _courts(old: Facts, new: Facts) -> Iterator[Effect]:
    for swap in forums(old, new):
        yield _effect("jurisdiction", "jurisdiction_changed", swap.was, swap.now, towards(swap.more * swap.worth))


def _definitions(old: Facts, new: Facts) -> Iterator[Effect]:
    for was, now in paired(old.terms, new.terms, lambda a, b: float(key(a.term) == key(b.term))):
        if was is None or now is None:
            continue
        before, after = quoted(old, *_bounds(old, was.start)), quoted(new, *_bounds(new, now.start))
        if plain(before) != plain(after):
            yield _effect("definition", "definition_changed", before, after, "unclear")


def _bounds(facts: Facts, start: int) -> tuple[int, int]:
    sentence = facts.side.sentence(start)
    at = facts.side.document.text.find(sentence, max(0, start - len(sentence)))
    return at, at + len(sentence)


def _lists(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the lists that grew or shrank: of what somebody may or must do, of what is excepted from it."""
    for item in consents(old, new):
        norm_worth = worth(item.norm) if item.norm is not None else 0
        rule = "exception_added" if item.more else "exception_removed"
        before, after = ("", item.text) if item.more else (item.text, "")
        yield _effect("exemption", rule, before, after, towards(-norm_worth if item.more else norm_worth))
    for swap in replaced.lists(old, new):
        rule = "scope_widened" if swap.more > 0 else "scope_narrowed"
        yield _effect("scope", rule, swap.was, swap.now, towards(swap.more * swap.worth))
    for item in listed(old, new):
        more = of_entry(new if item.more else old, item)
        sign = more if item.more else -more
        rule = "widened" if item.more else "narrowed"
        before, after = ("", item.text) if item.more else (item.text, "")
        if item.excepted:
            yield _effect("exemption", f"exemption_{rule}", before, after, towards(-sign))
        elif freed(new if item.more else old, item):
            yield _effect("exemption", f"exemption_{rule}", before, after, towards(sign))
        else:
            yield _effect("scope", f"scope_{rule}", before, after, towards(sign))


def _findings(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the risks a change introduced and resolved; what is only odd about the writing is no risk."""
    before = [f for f in old.findings if f.severity not in SLIGHT and not stands(f.quote, new)]
    after = [f for f in new.findings if f.severity not in SLIGHT and not stands(f.quote, old)]
    for was, now in paired(before, after, lambda a, b: float(a.rule == b.rule)):
        if was is None and now is not None:
            yield _effect(_kind(now), "finding_introduced", "", f"{now.name}: {now.quote}", towards(of_finding(now)))
        elif now is None and was is not None:
            yield _effect(_kind(was), "finding_resolved", f"{was.name}: {was.quote}", "", towards(-of_finding(was)))


def _kind(finding: Finding) -> EffectType:
    family = finding.rule[:3]
    return "jurisdiction" if family == DISPUTES else "exemption" if family == LIMITS else "scope"
