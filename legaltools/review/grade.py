"""From a hit to what the reader is told: gravity with its reasons, confidence, citations for the kind of contract."""

from typing import Literal

from legaltools.lexicon import table
from legaltools.model.annotation import Confidence
from legaltools.model.finding import LEVELS, BasisScope, Level
from legaltools.review.context import Sentence
from legaltools.review.law import citation, wording
from legaltools.review.rule import Hit, Rule, pattern

PartyContext = Literal["consumer", "business", "unknown"]
# LAW.md 2.1: of several rules on one sentence the first of these is the card's main code.
PRECEDENCE = (
    "LIM002", "LIM003", "DAT001", "DAT002", "USR001", "USR005", "UNI003", "USR003", "GEN001", "UNI002", "UNI001",
    "ACC002", "LIM006", "LIM004", "LIM009", "LIM005", "LIM008", "DAT003", "USR002", "LIM001",
)  # fmt: skip
RANK = {code: i for i, code in enumerate(PRECEDENCE)}
DERIVED = ("LIM007", "ASY001")


def rank(code: str) -> tuple[int, str]:
    """Return the key that puts a card's main code first."""
    return (len(RANK) + 1 if code in DERIVED else RANK.get(code, len(RANK)), code)


def severity(rule: Rule, hit: Hit, sentence: Sentence, side: str, consumer: bool) -> tuple[Level, list[str]]:
    """Return the level after the modifiers of LAW.md 2.1, and the names of those that applied."""
    if rule.severity == "info" or rule.family in ("QLT", "ASY"):
        return rule.severity, []
    start, end = hit.start - sentence.start, hit.end - sentence.start
    where = sentence.clause(start, end)
    steps = {
        "absolute": _matches("absolute", "pattern", where),
        "stakes": _matches("stakes", "pattern", where),
        "blacklist": consumer and any(citation(key).listed for key in rule.basis),
        "mutual": -(side == "mutual"),
        "carve_out": -_matches("carve_out", "pattern", sentence.context),
        "fair_exit": -_fair_exit(sentence),
        "own_act": -(rule.family == "USR" and _matches("own_act", "pattern", sentence.masked)),
    }
    applied = [name for name, step in steps.items() if step and name not in rule.inherent]
    index = LEVELS.index(rule.severity) - hit.step - sum(steps[name] for name in applied)
    return LEVELS[min(max(index, 0), len(LEVELS) - 1)], applied


def _matches(name: str, key: str, text: str) -> bool:
    return pattern(table("review")[name][key]).search(text) is not None


def _fair_exit(sentence: Sentence) -> bool:
    """Tell whether the clause gives thirty days' notice, an exit and a refund."""
    if not _matches("fair_exit", "notice", sentence.masked) or sentence.node is None:
        return False
    whole = sentence.view.masked[sentence.node.start : min(sentence.node.subtree_end, sentence.node.start + 4000)]
    return all(_matches("fair_exit", key, whole) for key in ("exit", "refund"))


def confidence(hit: Hit, sentence: Sentence) -> Confidence:
    """Return high where the sentence (or its list's head) names a side, else medium."""
    if hit.confidence is not None:
        return hit.confidence
    if sentence.names("provider") or sentence.names("user") or sentence.names("mutual"):
        return "high"
    return "medium"


def basis(rule: Rule, context: PartyContext, lang: str) -> tuple[tuple[str, ...], BasisScope]:
    """Return the citations to show and whom they protect; those for consumers are marked or left out by context."""
    words = wording(lang)
    shown, scopes = [], []
    for key in rule.basis:
        law = citation(key)
        if law.scope == "consumer" and context == "business":
            continue
        cite = law.cite if law.verified == "V1" else words["unverified"].format(cite=law.cite)
        if law.scope == "platform" or (law.scope == "consumer" and context == "unknown"):
            cite = words["if_platform" if law.scope == "platform" else "if_consumer"].format(cite=cite)
        shown.append(cite)
        scopes.append(law.scope)
    if not shown:
        return (words["practice"],), "all"
    return tuple(shown), "all" if "all" in scopes else scopes[0]
