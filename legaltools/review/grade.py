"""From a hit to what the reader is told: gravity with its reasons, confidence, citations for the kind of contract."""

import re
from functools import cache
from typing import TYPE_CHECKING

from legaltools.lexicon import table
from legaltools.model.annotation import Confidence
from legaltools.model.finding import LEVELS, BasisScope, Level
from legaltools.review.context import Sentence
from legaltools.review.law import citation, named, wording
from legaltools.review.rule import Hit, Rule, SentenceRule, pattern

if TYPE_CHECKING:
    from legaltools.review.playbook import Playbook

# LAW.md 2.1: of several rules on one sentence the first of these is the card's main code.
PRECEDENCE = (
    "LIM002", "LIM003", "DAT001", "DAT002", "USR001", "USR005", "UNI003", "USR003", "GEN001", "UNI002", "UNI001",
    "ACC002", "LIM006", "LIM004", "LIM009", "LIM005", "LIM008", "DAT003", "USR002", "LIM001",
)  # fmt: skip
RANK = {code: i for i, code in enumerate(PRECEDENCE)}
DERIVED = ("LIM007", "ASY001")
LATE = ("QLT",)  # a fault of the text never leads a card that has a legal finding
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
    index = LEVELS.index(rule.severity) + hit.step
    applied: list[str] = []
    if rule.severity != "info" and rule.family not in UNGRADED:
        steps = _steps(rule, hit, sentence, side, playbook)
        applied = [name for name, step in steps.items() if step and name not in rule.inherent]
        index -= sum(steps[name] for name in applied)
    return LEVELS[min(max(index, 0), len(LEVELS) - 1)], applied


def _steps(rule: Rule, hit: Hit, sentence: Sentence, side: str, playbook: "Playbook") -> dict[str, int]:
    """Return the modifiers by name; +1 is one level graver."""
    where = sentence.clause(hit.start - sentence.start, hit.end - sentence.start)
    absolute, carved, fair = sentence.memo or _traits(sentence)
    return {
        "absolute": absolute or matches("absolute", where),
        "stakes": matches("stakes", where),
        "blacklist": int(playbook.party_context == "consumer" and _listed(rule)),
        "mutual": -(side == "mutual" and rule.family != "DSP"),  # where to sue is agreed for both by its nature
        "carve_out": -carved,
        "fair_exit": -fair,
        "own_act": -(rule.family == "USR" and matches("own_act", sentence.masked)),
        "high_cap": -(rule.code == "LIM002" and _months(sentence) >= playbook.thresholds.cap_months),
        "notice": -(rule.family == "DAT" and sentence.view.kind == "privacy"),
        "our_side": -(playbook.side == side),
    }


def _traits(sentence: Sentence) -> tuple[int, ...]:
    """Return what holds for all findings of a sentence: absolute opening, carve-out, fair way out."""
    sentence.memo = (
        matches("absolute_lead", sentence.masked),
        matches("carve_out", sentence.context),
        int(_fair_exit(sentence)),
    )
    return sentence.memo


def matches(name: str, text: str) -> int:
    """Return 1 if the review lexicon's pattern ``name`` matches, else 0."""
    return int(_compiled(name).search(text) is not None)


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return pattern(table("review")[name]["pattern"])


@cache
def _listed_law(basis: tuple[str, ...]) -> bool:
    return any(citation(key).listed for key in basis)


def _listed(rule: Rule) -> bool:
    return _listed_law(rule.basis)


def _months(sentence: Sentence) -> float:
    """Return the longest period of fees a sentence names, in months, 0 if none."""
    months = {"month": 1, "quarter": 3, "year": 12}
    found = [float(d.value) * months.get(d.unit or "", 0) for d in sentence.limits if isinstance(d.value, int | float)]
    return max(found, default=0.0)


def _fair_exit(sentence: Sentence) -> bool:
    """Tell whether the clause gives the notice the playbook wants, an exit and a refund."""
    if sentence.node is None or sentence.notice_days < sentence.view.thresholds.notice_days:
        return False
    whole = sentence.view.masked[sentence.node.start : min(sentence.node.subtree_end, sentence.node.start + 4000)]
    return all(matches(name, whole) for name in ("exit", "refund"))


def confidence(hit: Hit, sentence: Sentence) -> Confidence:
    """Return what the rule says, else high where the sentence names a side, else medium."""
    if hit.confidence is not None:
        return hit.confidence
    return "high" if sentence.names("provider") or sentence.names("user") or sentence.names("mutual") else "medium"


def guards(rule: Rule, lang: str) -> tuple[str, ...]:
    """Return the names of the look-alikes a rule ruled out."""
    return _named(rule.checked, lang) if isinstance(rule, SentenceRule) else ()


@cache
def _named(names: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(named(name, lang) for name in names))


def basis(rule: Rule, context: str, lang: str) -> tuple[tuple[str, ...], BasisScope]:
    """Return the citations to show and whom they protect; those for consumers are marked or left out by context."""
    return _basis(rule.basis, context, lang)


@cache
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
