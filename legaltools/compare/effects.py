"""What a change means and who is worse off: typed facts of both sides in, :class:`Effect` values out.

Every effect names the rule that decided its direction; where no rule decides it is ``unclear``, never a guess. The
wording of each rule is in the message catalogues (``effects.<rule>``).
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from legaltools.compare import replaced
from legaltools.compare.facts import Facts, paired, reworded, same_amount, same_deadline, same_norm
from legaltools.compare.units import key
from legaltools.compare.wording import consents, flipped, listed, negations, stands, turned
from legaltools.lexicon import table
from legaltools.model.annotation import Amount, Deadline, Norm, Role
from legaltools.model.comparison import Direction, Effect, EffectType
from legaltools.model.finding import Finding

BURDENS = {"obligation", "prohibition", "liability", "disentitlement"}
FREEDOMS = {"permission", "power", "exemption"}
CAP, DISPUTES, LIMITS = "LIM002", "DSP", "LIM"
GOOD = {"provider": 1, "user": -1}  # whose burden, debt or promise is good for the user
SLIGHT = {"low", "info"}  # severities of findings whose coming or going is not worth a line
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
    types = {effect.type for effect in found}
    if "jurisdiction" in types:
        found = [effect for effect in found if effect.type != "party"]  # where a court sits is nobody's duty
    if "definition" not in types:
        found += _lists(old, new)
    if not types & {"modality", "exemption"}:
        found += [_effect("modality", "negated", was, now, _turned(was, now)) for was, now in flipped(old, new)]
    if not types & {"party", "jurisdiction", "definition"}:
        found += _swapped(old, new)
    if not types & {"amount", "deadline", "notice", "definition"}:
        found += _counts(old, new)
    return tuple(dict.fromkeys(found))


def _turned(was: str, now: str) -> Direction:
    """Return the direction of a negation that binds nobody by the act it denies (款项不予退还)."""
    words, denied = (
        table("effects"),
        len(now) > len(was) if len(now) != len(was) else any(no in now for no, _ in negations()),
    )
    good = any(word in now for word in words["favours"]) - any(word in now for word in words["burdens"])
    return _towards(-good if denied else good)


def _swapped(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the places where one side stands now for the other."""
    for swap in replaced.parties(old, new):
        yield _effect("party", "bearer_changed", swap.was, swap.now, _towards(swap.worth))


def _counts(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the counts of things that changed."""
    for swap in replaced.counts(old, new):
        rule = "amount_raised" if swap.worth > 0 else "amount_lowered" if swap.worth < 0 else "amount_changed"
        yield _effect("amount", rule, swap.was, swap.now, _towards(swap.worth))


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


def _towards(benefit: float) -> Direction:
    """Return the direction of a change that is good (> 0) or bad (< 0) for the user."""
    return "better_for_user" if benefit > 0 else "worse_for_user" if benefit < 0 else "unclear"


def worth(norm: Norm) -> int:
    """Return what a norm is worth to the user: 1 good, -1 bad, 0 neither (mutual, third parties)."""
    sign = {"user": 1, "provider": -1}.get(norm.bearer_role, 0)
    return sign if norm.type in FREEDOMS else -sign


def _quote(facts: Facts, start: int, end: int) -> str:
    return facts.side.document.text[start:end]


def _norms(old: Facts, new: Facts) -> Iterator[Effect]:
    gone, come = [], []
    for was, now in paired(old.norms, new.norms, same_norm(old.side, new.side)):
        if was is not None and now is not None:
            yield from _changed_norm(old, new, was, now)
        elif now is not None and not stands(_quote(new, now.start, now.end), old):
            come.append(now)
        elif was is not None and not stands(_quote(old, was.start, was.end), new):
            gone.append(was)
    again = paired(gone, come, lambda was, now: float(reworded(old.side, was, new.side, now)))
    for was, now in again:
        if was is None and now is not None:
            yield _lone_norm(new, now, old, 1)
        elif now is None and was is not None:
            yield _lone_norm(old, was, new, -1)


def _lone_norm(facts: Facts, norm: Norm, other: Facts, sign: int) -> Effect:
    """Return what it means that a norm came (``sign`` 1) or went (-1); the other side may say the contrary."""
    quote, direction = _quote(facts, norm.start, norm.end), _towards(sign * worth(norm))
    contrary = turned(quote, other)
    if contrary:
        before, after = (contrary, quote) if sign > 0 else (quote, contrary)
        return _effect("modality", "negated", before, after, direction)
    type_: EffectType = "exemption" if norm.type == "exemption" else "modality"
    rule = f"{_word(norm)}_{'added' if sign > 0 else 'removed'}"
    return _effect(type_, rule, "" if sign > 0 else quote, quote if sign > 0 else "", direction)


def _word(norm: Norm) -> str:
    return {"power": "permission", "liability": "obligation"}.get(norm.type, norm.type)


def _changed_norm(old: Facts, new: Facts, was: Norm, now: Norm) -> Iterator[Effect]:
    before, after = _quote(old, was.start, was.end), _quote(new, now.start, now.end)
    if _word(was) != _word(now):
        yield _effect("modality", "modality_changed", before, after, _towards(worth(now) - worth(was)))
    elif {was.bearer_role, now.bearer_role} == {"user", "provider"}:
        yield _effect("party", "bearer_changed", f"{was.bearer}{before}", f"{now.bearer}{after}", _towards(worth(now)))
    elif len(was.exceptions) != len(now.exceptions):
        narrowed = len(now.exceptions) - len(was.exceptions)
        rule = "exception_added" if narrowed > 0 else "exception_removed"
        gone = [_quote(old, s.start, s.end) for s in was.exceptions]
        come = [_quote(new, s.start, s.end) for s in now.exceptions]
        yield _effect("exemption", rule, " ".join(gone), " ".join(come), _towards(-narrowed * worth(now)))


def _deadlines(old: Facts, new: Facts) -> Iterator[Effect]:
    for was, now in paired(old.deadlines, new.deadlines, same_deadline(old.side, new.side)):
        if was is not None and now is not None:
            yield from _changed_deadline(old, new, was, now)
        elif now is not None and _about(new, now) == "notice":
            yield _effect("notice", "notice_added", "", now.text, _towards(_notice_sign(new, now)))
        elif was is not None and _about(old, was) == "notice":
            yield _effect("notice", "notice_removed", was.text, "", _towards(-_notice_sign(old, was)))
        elif now is not None and not now.vague:
            yield _effect("deadline", "deadline_added", "", now.text, "unclear")
        elif was is not None and not was.vague:
            yield _effect("deadline", "deadline_removed", was.text, "", "unclear")


def _changed_deadline(old: Facts, new: Facts, was: Deadline, now: Deadline) -> Iterator[Effect]:
    if (was.value, was.unit, was.relation) == (now.value, now.unit, now.relation):
        return
    about, before, after = _about(new, now), was.days, now.days
    longer = 0 if before is None or after is None else (after > before) - (after < before)
    capped = _cap_sign(new, now)
    if capped is not None and now.relation in ("before", "within", "duration"):  # "the fees of the last three months"
        rule = {1: "cap_raised", -1: "cap_lowered", 0: "cap_changed"}[longer]
        yield _effect("amount", rule, was.text, now.text, _towards(longer * capped))
        return
    rule = {1: "lengthened", -1: "shortened", 0: "changed"}[longer]
    sign = _polarity(new, now, about) if was.relation == now.relation else 0
    yield _effect(
        "notice" if about == "notice" else "deadline", f"{about}_{rule}", was.text, now.text, _towards(longer * sign)
    )


def _about(facts: Facts, deadline: Deadline) -> str:
    """Return what a limit is about: ``notice``, ``retention`` or any other ``deadline``."""
    sentence, words = facts.side.sentence(deadline.start), table("effects")
    if any(word in sentence for word in words["notice"]) and deadline.relation in ("before", "within"):
        return "notice"
    if any(word in sentence for word in words["retention"]):
        return "retention"
    return "deadline"


def _holder(facts: Facts, deadline: Deadline) -> tuple[Role, str]:
    """Return role and norm type of the one the limit binds or helps."""
    norms = facts.norms_near(deadline.start)
    for norm in norms:
        if deadline.id in norm.deadlines:
            return norm.bearer_role, _word(norm)
    around = [norm for norm in norms if norm.start < deadline.end <= norm.end]
    if around:
        return around[0].bearer_role, _word(around[0])
    return facts.side.role(deadline.bearer), "obligation"


def _notice_sign(facts: Facts, deadline: Deadline) -> int:
    role, _ = _holder(facts, deadline)
    return (
        GOOD.get(role, 0)
        or GOOD.get(facts.side.party_before(deadline.start), 0)
        or GOOD.get(_notifier(facts, deadline), 0)
    )


def _notifier(facts: Facts, deadline: Deadline) -> Role:
    """Return who gives notice later in the sentence (届满前3天，我们应当通知您)."""
    sentence, words = facts.side.sentence(deadline.start), table("effects")["notice"]
    for norm in facts.norms_near(deadline.start):
        quote = _quote(facts, norm.start, norm.end)
        if norm.start >= deadline.end and quote in sentence and any(word in quote for word in words):
            return norm.bearer_role
    return "other"


def _polarity(facts: Facts, deadline: Deadline, about: str) -> int:
    """Return 1 if a longer limit is good for the user, -1 if a shorter one is, 0 if no rule says."""
    if deadline.relation in ("duration", "after"):
        for norm in facts.norms_near(deadline.start):
            if any(span.start <= deadline.start and deadline.end <= span.end for span in norm.conditions):
                return -worth(norm)  # what has to last so long before the norm applies
    role, kind = _holder(facts, deadline)
    if about == "notice":
        return _notice_sign(facts, deadline)
    if about == "retention":
        return GOOD.get(role, 0) or GOOD.get(facts.side.party_before(deadline.start), 0)
    if role == "user" and kind == "obligation":
        return -1 if deadline.relation == "before" else 1
    if role == "user" and kind == "permission":
        return -1 if deadline.relation == "duration" else 1
    if role == "provider" and kind == "obligation" and deadline.relation in ("within", "within_after"):
        return -1
    sentence, words = facts.side.sentence(deadline.start), table("effects")
    return int(any(w in sentence for w in words["benefits"]) and any(w in sentence for w in words["valid"]))


def _amounts(old: Facts, new: Facts) -> Iterator[Effect]:
    caps = [f for f in new.findings if f.rule == CAP]
    still = bool(caps) and any(f.rule == CAP for f in old.findings)
    for was, now in paired(old.amounts, new.amounts, same_amount(old.side, new.side)):
        if (
            was is None
            and now is not None
            and still
            and any(_holds(new, f, now) for f in new.findings_near(now.start) if f.rule == CAP)
        ):
            lowered = now.kind == "percent" and _more_than(now.value, 100) < 0
            rule, direction = ("cap_lowered", -1) if lowered else ("cap_changed", 0)
            yield _effect("amount", rule, _cap(old), _cap(new), _towards(direction))
        if was is None or now is None or (was.value, was.currency) == (now.value, now.currency):
            continue
        more = _more(was, now)
        capped = _cap_sign(new, now)
        rule = ("cap_" if capped is not None else "amount_") + {1: "raised", -1: "lowered", 0: "changed"}[more]
        sign = _payer_sign(new, now) if capped is None else capped
        yield _effect("amount", rule, was.text, now.text, _towards(more * sign))


def _holds(facts: Facts, finding: Finding, fact: Amount | Deadline) -> bool:
    """Tell whether an amount or a limit stands in the sentence of a finding."""
    return facts.side.sentence(finding.start) == facts.side.sentence(fact.start)


def _cap_sign(facts: Facts, fact: Amount | Deadline) -> int | None:
    """Return whom a higher cap of liability is good for if this is one: 1 the user, -1 the provider, 0 unclear."""
    if any(_holds(facts, f, fact) for f in facts.findings_near(fact.start) if f.rule == CAP):
        return 1
    sentence = facts.side.sentence(fact.start)
    if not any(word in sentence for word in table("effects")["cap"]):
        return None
    at = min(sentence.find(word) for word in table("effects")["cap"] if word in sentence)
    start = facts.side.document.text.rfind(sentence, 0, fact.start + len(sentence))
    return GOOD.get(facts.side.party_before(start + at), 0)


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


def _payer_sign(facts: Facts, amount: Amount) -> int:
    """Return -1 if the user pays, 1 if the provider does, 0 if neither a norm nor the sentence says."""
    for norm in facts.norms_near(amount.start):
        if norm.start <= amount.start < norm.end and norm.type in BURDENS:
            return GOOD.get(norm.bearer_role, 0)
    sentence, words = facts.side.sentence(amount.start), table("effects")
    if any(word in sentence for word in words["pay"]):
        return GOOD.get(facts.side.party_before(amount.start), 0)
    return GOOD["user"] if any(word in sentence for word in words["price"]) else 0


def _courts(old: Facts, new: Facts) -> Iterator[Effect]:
    before, after = _disputes(old), _disputes(new)
    if before and after:
        a, b = before[0], after[0]
        if _plain(a.quote) != _plain(b.quote):
            was, now = GOOD.get(old.side.named(a.quote), 0), GOOD.get(new.side.named(b.quote), 0)
            home = now - was if was * now < 0 else 0  # from the place of one side to that of the other
            yield _effect("jurisdiction", "jurisdiction_changed", a.quote, b.quote, _towards(-home))


def _plain(text: str) -> str:
    """Return the words of a text without stops and particles that carry nothing."""
    return key(text).translate(str.maketrans("", "", table("effects")["particles"]))


def _disputes(facts: Facts) -> list[Finding]:
    return [f for f in facts.findings if f.rule.startswith(DISPUTES)]


def _definitions(old: Facts, new: Facts) -> Iterator[Effect]:
    for was, now in paired(old.terms, new.terms, lambda a, b: float(key(a.term) == key(b.term))):
        if was is None or now is None:
            continue
        before, after = _quote(old, *_bounds(old, was.start)), _quote(new, *_bounds(new, now.start))
        if _plain(before) != _plain(after):
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
        yield _effect("exemption", rule, before, after, _towards(-norm_worth if item.more else norm_worth))
    for swap in replaced.lists(old, new):
        rule = "scope_widened" if swap.worth > 0 else "scope_narrowed"
        yield _effect("scope", rule, swap.was, swap.now, _towards(swap.worth * _side_worth(new, swap.now)))
    for item in listed(old, new):
        sign = (1 if item.more else -1) * (worth(item.norm) if item.norm is not None else 0)
        rule = "widened" if item.more else "narrowed"
        before, after = ("", item.text) if item.more else (item.text, "")
        if item.excepted:
            yield _effect("exemption", f"exemption_{rule}", before, after, _towards(-sign))
        elif item.norm is not None and item.norm.type == "exemption":
            yield _effect("exemption", f"exemption_{rule}", before, after, _towards(sign))
        else:
            yield _effect("scope", f"scope_{rule}", before, after, _towards(sign))


def _side_worth(facts: Facts, words: str) -> int:
    """Return whom more of the list that ``words`` open is good for: 1 the user, -1 the provider, 0 nobody says."""
    at = facts.start + max(facts.text.find(words), 0)
    around = (norm for norm in facts.norms_near(at) if norm.start <= at < norm.end)
    return next((worth(norm) for norm in around), -GOOD.get(facts.side.party_before(at), 0))


def _findings(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the risks a change introduced and resolved; what is only odd about the writing is no risk."""
    before = [f for f in old.findings if f.severity not in SLIGHT and not stands(f.quote, new)]
    after = [f for f in new.findings if f.severity not in SLIGHT and not stands(f.quote, old)]
    for was, now in paired(before, after, lambda a, b: float(a.rule == b.rule)):
        if was is None and now is not None:
            yield _effect(_kind(now), "finding_introduced", "", f"{now.name}: {now.quote}", _towards(_gain(now)))
        elif now is None and was is not None:
            yield _effect(_kind(was), "finding_resolved", f"{was.name}: {was.quote}", "", _towards(-_gain(was)))


def _kind(finding: Finding) -> EffectType:
    family = finding.rule[:3]
    return "jurisdiction" if family == DISPUTES else "exemption" if family == LIMITS else "scope"


def _gain(finding: Finding) -> int:
    return {"provider": -1, "user": 1}.get(finding.side, 0)
