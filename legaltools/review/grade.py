"""From a hit to what the reader is told: gravity with its reasons, confidence, citations for the kind of contract."""

from functools import cache, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from legaltools.lexicon import table
from legaltools.model.annotation import Confidence
from legaltools.model.finding import LEVELS, BasisScope, Evidence, Finding, Level
from legaltools.review.context import Sentence
from legaltools.review.law import citation, named, wording
from legaltools.review.rule import Hit, Rule, SentenceRule, pattern, said
from legaltools.review.scan import standard

if TYPE_CHECKING:
    from legaltools.review.playbook import Playbook

# LAW.md 2.1: of several rules on one sentence the first of these is the card's main code.
PRECEDENCE = (
    "LIM002", "LIM003", "DAT001", "DAT002", "USR001", "USR005", "UNI003", "USR003", "GEN001", "UNI002", "UNI001",
    "ACC002", "LIM006", "LIM004", "LIM009", "LIM005", "LIM008", "DAT003", "USR002", "LIM001",
)  # fmt: skip
RANK = {code: i for i, code in enumerate(PRECEDENCE)}
DERIVED = ("LIM007", "ASY001")
GRAVITY = {level: place for place, level in enumerate(LEVELS)}
LATE = ("QLT",)  # a fault of the text never leads a card that has a legal finding
NEAR = 4000  # characters of a clause in which a way out is looked for
IN_CLAUSE = ("absolute", "stakes")
UNGRADED = ("QLT", "ASY", "CMB", "MIS")  # the modifiers of LAW.md 2.1 speak of clauses


@cache
def rank(code: str) -> tuple[int, str]:
    """Return the key that puts a card's main code first."""
    last = 2 * (code in DERIVED) or 1 * code.startswith(LATE)
    return (len(RANK) + last if last else RANK.get(code, len(RANK)), code)


def severity(rule: Rule, hit: Hit, sentence: Sentence, side: str, playbook: "Playbook") -> tuple[Level, list[str]]:
    """Return the level after the modifiers of LAW.md 2.1 and the playbook's, and the names of those that applied."""
    if rule.code in playbook.severity:
        return playbook.severity[rule.code], ["playbook"]
    index = GRAVITY[rule.severity] + hit.step
    applied: list[str] = []
    if rule.severity != "info" and rule.family not in UNGRADED:
        graver, milder = _graver(rule, hit, sentence, playbook), _milder(rule, sentence, side, playbook)
        if rule.inherent:
            graver, milder = ([name for name in names if name not in rule.inherent] for names in (graver, milder))
        index += len(milder) - len(graver)
        applied = graver + milder
    return LEVELS[min(max(index, 0), len(LEVELS) - 1)], applied


def _graver(rule: Rule, hit: Hit, sentence: Sentence, playbook: "Playbook") -> list[str]:
    """Return the names of the modifiers that apply and make a clause one level graver each."""
    applied = _in_clause(sentence, hit)
    if "absolute" in _traits(sentence) and "absolute" not in applied:
        applied.insert(0, "absolute")
    if playbook.party_context == "consumer" and _listed(rule.basis):
        applied.append("blacklist")
    return applied


def _milder(rule: Rule, sentence: Sentence, side: str, playbook: "Playbook") -> list[str]:
    """Return the names of the modifiers that apply and make a clause one level milder each."""
    applied, family = [], rule.family
    if side == "mutual" and family != "DSP":  # where to sue is agreed for both by its nature
        applied.append("mutual")
    traits = _traits(sentence)
    if traits:
        applied += [name for name in ("carve_out", "fair_exit") if name in traits]
    if family == "USR" and sentence.has(_wording("own_act")):
        applied.append("own_act")
    if rule.code == "LIM002" and _months(sentence) >= playbook.thresholds.cap_months:
        applied.append("high_cap")
    if family == "DAT" and sentence.view.kind == "privacy":
        applied.append("notice")
    if playbook.side == side:
        applied.append("our_side")
    return applied


def _traits(sentence: Sentence) -> tuple[str, ...]:
    """Return what holds for all findings of a sentence: absolute opening, carve-out, fair way out."""
    if sentence.traits is None:
        told = (
            "absolute" if sentence.has(_wording("absolute_lead")) else "",
            "carve_out" if sentence.has(_wording("carve_out")) or _carved_beside(sentence) else "",
            "fair_exit" if _fair_exit(sentence) else "",
        )
        sentence.traits = tuple(filter(None, told)) if any(told) else ()
    return sentence.traits


def _carved_beside(sentence: Sentence) -> bool:
    """Tell whether the list's introduction or the proviso keeps something out; a carve-out is within one line."""
    if sentence.head and sentence.view.keeps(sentence.head, _wording("carve_out")):
        return True
    return bool(sentence.proviso) and matches("carve_out", sentence.proviso)


def _in_clause(sentence: Sentence, hit: Hit) -> list[str]:
    """Return the names of the modifiers that match in the clause of a hit."""
    if not sentence.may & _weighing():
        return []
    clause = sentence.clause(hit.start - sentence.start, hit.end - sentence.start)
    return [name for name in IN_CLAUSE if matches(name, clause)]


def matches(name: str, text: str) -> bool:
    """Tell whether the review lexicon's pattern ``name`` matches in a masked text."""
    return pattern(_wording(name)).search(text) is not None


@cache
def _wording(name: str) -> str:
    source: str = table("review")[name]["pattern"]
    return source


@cache
def _weighing() -> int:
    """Return the bits of the modifiers that are looked for in the clause of a hit."""
    return reduce(or_, (standard().bit(_wording(name)) for name in IN_CLAUSE))


@cache
def _listed(basis: tuple[str, ...]) -> bool:
    return any(citation(key).listed for key in basis)


def _months(sentence: Sentence) -> float:
    """Return the longest period of fees a sentence names, in months, 0 if none."""
    months = {"month": 1, "quarter": 3, "year": 12}
    found = [float(d.value) * months.get(d.unit or "", 0) for d in sentence.limits if isinstance(d.value, int | float)]
    return max(found, default=0.0)


def _fair_exit(sentence: Sentence) -> bool:
    """Tell whether the clause gives the notice the playbook wants, an exit and a refund."""
    if sentence.node is None or sentence.notice_days < sentence.view.thresholds.notice_days:
        return False
    return all(matches(name, sentence.passage(NEAR)) for name in ("exit", "refund"))


def confidence(hit: Hit, sentence: Sentence) -> Confidence:
    """Return what the rule says, else high where the sentence names a side, else medium."""
    if hit.confidence is not None:
        return hit.confidence
    return "high" if sentence.names("provider") or sentence.names("user") or sentence.names("mutual") else "medium"


@lru_cache(maxsize=1024)
def blank(rule: Rule, context: str, lang: str) -> Finding:
    """Return what all findings of a rule have alike; citations for consumers are marked or left out by context."""
    basis, scope = _basis(rule.basis, context, lang)
    return Finding(
        rule=rule.code,
        name=said(rule.name, lang),
        severity=rule.severity,
        confidence="medium",
        side=rule.side,
        eid="",
        line=0,
        start=0,
        end=0,
        quote="",
        message=said(rule.message, lang),
        basis=basis,
        basis_scope=scope,
        recommendation=said(rule.advice, lang),
        evidence=Evidence(guards_checked=guards(rule, lang)),
    )


def guards(rule: Rule, lang: str) -> tuple[str, ...]:
    """Return the names of the look-alikes a rule rules out."""
    checked = rule.guards if isinstance(rule, SentenceRule) else ()
    return tuple(dict.fromkeys(named(guard.name, lang) for guard in checked if guard.name))


def _basis(keys: tuple[str, ...], context: str, lang: str) -> tuple[tuple[str, ...], BasisScope]:
    words = wording(lang)
    shown: list[str] = []
    scopes: list[BasisScope] = []
    for key in keys:
        law = citation(key, lang)
        if law.scope == "consumer" and context == "business":
            continue
        cite = law.cite if law.verified == "V1" else words["unverified"].format(cite=law.cite)
        if law.scope == "platform":
            cite = words["if_platform"].format(cite=cite)
        elif law.scope == "consumer" and context == "unknown":
            cite = words["if_consumer"].format(cite=cite)
        shown.append(cite)
        scopes.append(law.scope)
    if not shown:
        return (words["practice"],), "all"
    return tuple(shown), "all" if "all" in scopes else scopes[0]
