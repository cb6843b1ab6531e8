"""What a fact, and more or less of it, is worth to the user: who gains by it, as far as the words say.

In: the facts of a clause. Out: 1 (good for the user), -1 (bad for him) or 0 (nothing says), and directions.
"""

import re

from legaltools.compare.effects.facts import COLONS, Facts
from legaltools.compare.effects.stake import CONDITION, ERASED, GIVEN, OTHER, doer, gain, threshold
from legaltools.compare.effects.wording import Turn, negations
from legaltools.lexicon import table
from legaltools.model.annotation import Amount, Deadline, Norm
from legaltools.model.comparison import Direction, Effect, EffectType
from legaltools.model.finding import Finding
from legaltools.text.sentences import STOPS

DEEMED, FEW = 4, 16  # characters of what is deemed before the place where words differ, and behind it
BANS = {"prohibition", "disentitlement"}
BURDENS = {"obligation", "prohibition", "liability", "disentitlement"}
FREEDOMS = {"permission", "power", "exemption"}
CAP = "LIM002"
SHARES = {"percent", "multiple"}  # of a price, not the price
_LONGER = table("effects")["longer"]
_PAID, _LATE = re.compile(_LONGER["paid"]), re.compile(_LONGER["late"])
_DEEMED_TO = re.compile(table("effects")["deemed"])
_QUALITY = re.compile(_LONGER["quality"])
_HINDER = re.compile(table("effects")["hinder"])
_EXCEPTING = re.compile(table("effects")["exception"]["head"])
_LIABLE = re.compile(_LONGER["liable"])


def towards(benefit: float) -> Direction:
    """Return the direction of a change that is good (> 0) or bad (< 0) for the user."""
    return "better_for_user" if benefit > 0 else "worse_for_user" if benefit < 0 else "unclear"


def effect(type_: EffectType, rule: str, old: str, new: str, benefit: float = 0) -> Effect:
    """Return an effect that is good (``benefit`` > 0) or bad (< 0) for the user; ``rule`` names what decided."""
    return Effect(type_, old.strip(), new.strip(), towards(benefit), rule)


def worth(norm: Norm) -> int:
    """Return what a norm is worth to the user: 1 good, -1 bad, 0 neither (mutual, third parties)."""
    sign = {"user": 1, "provider": -1}.get(norm.bearer_role, 0)
    return sign if norm.type in FREEDOMS else -sign


def of_turn(facts: Facts, turn: Turn) -> int:
    """Return what a negation that binds nobody is worth, by the act it denies (款项不予退还)."""
    denied = len(turn.now) > len(turn.was)
    if len(turn.now) == len(turn.was):
        denied = any(no in turn.now for no, _ in negations())
    hinders = -1 if _HINDER.match(min(turn.was, turn.now, key=len)) else 0
    worth = hinders or _deemed(facts, turn.at) or gain(facts, turn.at, denied=False)
    return -worth if denied else worth


def _deemed(facts: Facts, at: int) -> int:
    """Return what it is worth that something at ``at`` is deemed: consent binds, performance frees who is named."""
    found = _DEEMED_TO.search(facts.side.document.text, at - DEEMED, at + FEW)
    if found is None or found.start() > at:
        return 0
    named = facts.side.leading(found["who"])
    role = named if named in OTHER else doer(facts.side, at)
    return GIVEN.get(role, -1) * (1 if found["binds"] else -1)


def of_cap(facts: Facts, fact: Amount | Deadline) -> int | None:
    """Return whom a higher cap of liability is good for if this is one: 1 the user, -1 the provider, 0 unclear."""
    if any(holds(facts, f, fact) for f in facts.findings_near(fact.start) if f.rule == CAP):
        return 1
    sentence = facts.side.sentence(fact.start)
    if not any(word in sentence for word in table("effects")["cap"]) or not _LIABLE.search(sentence):
        return None
    at = min(sentence.find(word) for word in table("effects")["cap"] if word in sentence)
    start = facts.side.document.text.rfind(sentence, 0, fact.start + len(sentence))
    return GIVEN.get(facts.side.party_before(start + at), 0)


def holds(facts: Facts, finding: Finding, fact: Amount | Deadline) -> bool:
    """Tell whether an amount or a limit stands in the sentence of a finding."""
    return facts.side.sentence(finding.start) == facts.side.sentence(fact.start)


def of_payment(facts: Facts, amount: Amount) -> int:
    """Return -1 if the user pays, 1 if the provider does, 0 if neither a norm nor the sentence says."""
    reached = threshold(facts, amount.start)
    if reached is not None:
        return reached
    for norm in facts.norms_near(amount.start):
        if norm.start <= amount.start < norm.end:
            paid = norm.type not in BURDENS and _PAID.search(facts.side.document.text, norm.start, amount.start)
            return GIVEN.get(norm.bearer_role, 0) if norm.type in BURDENS or paid else worth(norm)
    sentence = facts.side.sentence(amount.start)
    if _QUALITY.search(sentence):
        return 1
    moved = gain(facts, amount.start)
    if moved:
        return moved
    words = table("effects")
    prices = words["price"] if amount.kind in SHARES else (*words["price"], *words["total"])
    priced = any(word in sentence for word in prices) or _LATE.search(sentence)
    return GIVEN["user"] if priced else 0


def of_duty(facts: Facts, norm: Norm) -> int:
    """Return what a duty or a ban is worth by its act, where it replaced its contrary (不会 → 会匿名化)."""
    act = gain(facts, norm.cue.end, denied=False)
    return {"obligation": act, "prohibition": -act}.get(kind_of(norm), 0)


def of_more(facts: Facts, at: int) -> int:
    """Return whom more of what stands at ``at`` is good for: 1 the user, -1 the provider, 0 nobody says."""
    for norm in facts.norms_near(at):
        if norm.start <= at < norm.end or any(span.start <= at < span.end for span in norm.conditions):
            return 1 if erased(facts, norm, at) else worth(norm)
    head = headed(facts, at)
    return gain(facts, at) or (worth(head) if head is not None else 0)


def erased(facts: Facts, norm: Norm, at: int) -> bool:
    """Tell whether at a place in what the provider does, what is known of the user is deleted."""
    piece = facts.side.piece(at).of(facts.side.document.text)
    return norm.bearer_role == "provider" and norm.type in ("power", "obligation") and bool(ERASED.search(piece))


def headed(facts: Facts, at: int) -> Norm | None:
    """Return the norm of the list's head that governs what stands at ``at``: the entry's first sentence, no more."""
    return None if any(stop in facts.text[: at - facts.start] for stop in STOPS) else facts.head


def said_by(facts: Facts, start: int, end: int) -> tuple[Norm | None, bool]:
    """Return the norm that says what stands in ``[start, end)``, and whether the place is in one of its exceptions.

    That is the norm around it, the one whose cause or condition it is (因甲、乙造成的损失，我们不承担责任), or the head
    of the list it is an entry of.
    """
    for norm in facts.norms:
        if any(span.start <= start and end <= span.end for span in norm.exceptions):
            return norm, True
    around = next((norm for norm in facts.norms if norm.start <= start and end <= norm.end), None)
    said = around or _announced(facts, start) or _conditioned(facts, end)
    head = headed(facts, end) if said is None and not facts.norms else None
    return (said, False) if head is None else (head, _excepts(facts, head))


def _announced(facts: Facts, start: int) -> Norm | None:
    """Return the norm whose list follows it behind a colon (我们不承担责任：甲、乙)."""
    before = next((norm for norm in reversed(facts.norms) if norm.end <= start), None)
    if before is None:
        return None
    between = facts.side.document.text[before.end : start].lstrip()
    return before if between.startswith(COLONS) and not any(stop in between for stop in STOPS) else None


def _excepts(facts: Facts, head: Norm) -> bool:
    """Tell whether the head of a list announces exceptions (…，除非：)."""
    node = facts.side.document.by_eid[head.eid]
    return _EXCEPTING.search(facts.side.document.text[node.start : node.end]) is not None


def _conditioned(facts: Facts, end: int) -> Norm | None:
    later = next((norm for norm in facts.norms if norm.start >= end), None)
    if later is None:
        return None
    between = facts.side.document.text[end : later.start]
    if any(stop in between for stop in STOPS):
        return None
    return later if later.type == "exemption" or CONDITION.search(between) else None


def of_finding(finding: Finding) -> int:
    """Return what it is worth that a risk is there."""
    return {"provider": -1, "user": 1}.get(finding.side, 0)


def kind_of(norm: Norm) -> str:
    """Return the type of a norm as changes are told: a power is a permission, a liability an obligation."""
    return {"power": "permission", "liability": "obligation"}.get(norm.type, norm.type)


def quoted(facts: Facts, start: int, end: int) -> str:
    """Return the words of a document between two offsets."""
    return facts.side.document.text[start:end]
