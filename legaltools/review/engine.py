"""Run the rules over a document: ``review(Document, Annotations, Playbook) -> Review``.

One Aho-Corasick pass finds the sentences in which every trigger group of a rule has a phrase; only there do the rule's
patterns run, and they see one sentence. Then hits are graded, put on cards (one a sentence) and ordered.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from legaltools.lexicon import Triggers
from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.finding import LEVELS, Evidence, Finding, Missing, Review
from legaltools.review import grade
from legaltools.review.context import Sentence, View
from legaltools.review.law import wording
from legaltools.review.playbook import Playbook
from legaltools.review.rule import DocumentRule, Guard, Hit, MissingRule, Rule, SentenceRule, registry
from legaltools.text.sentences import trim

HEAD_SHOWN = 40  # characters of a list's introduction shown as evidence


def review(document: Document, annotations: Annotations, playbook: Playbook | None = None, lang: str = "zh") -> Review:
    """Return the findings ordered by severity and place, and the clauses that are missing."""
    playbook = playbook or Playbook()
    rules = tuple(r for r in registry().values() if playbook.wants(r.code))
    view = View(document, annotations)
    hits = [*_sentence_hits(view, rules), *_document_hits(view, rules)]
    findings = sorted(_cards(_findings(view, hits, playbook, lang)), key=order)
    missing = tuple(_missing(view, rules, playbook, lang))
    notes = () if document.source.shows_emphasis else (wording(lang)["plain_text"],)
    return Review(tuple(findings), missing, (), notes)


def order(finding: Finding) -> tuple[int, int, bool, str]:
    """Return the key that orders findings: gravest first, then as they stand in the text, a card's main code first."""
    return LEVELS.index(finding.severity), finding.start, not finding.primary, finding.rule


class _Index:
    """The triggers of a set of rules: phrase → bits, a rule needs all bits of its groups."""

    def __init__(self, rules: Iterable[SentenceRule]) -> None:
        bits: dict[str, int] = {}
        self.needs: list[tuple[int, SentenceRule]] = []
        at = 0
        for rule in rules:
            need = 0
            for group in rule.triggers:
                for phrase in group:
                    bits[phrase] = bits.get(phrase, 0) | 1 << at
                need |= 1 << at
                at += 1
            self.needs.append((need, rule))
        self.triggers = Triggers(bits, overlapping=True)
        self.bits = bits


@cache
def _index(rules: tuple[str, ...]) -> _Index:
    known = registry()
    return _Index(r for code in rules if isinstance(r := known[code], SentenceRule))


def _sentence_hits(view: View, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Hit]]:
    """Yield at most one hit a rule and sentence."""
    index = _index(tuple(r.code for r in rules))
    seen: dict[int, int] = {}
    starts, bits = view.starts, index.bits
    for start, _, phrase in index.triggers.find(view.folded):
        unit = bisect_right(starts, start) - 1
        seen[unit] = seen.get(unit, 0) | bits[phrase]
    for unit in sorted(seen):
        found = seen[unit]
        for need, rule in index.needs:
            if found & need == need:
                hit = judge(rule, view.sentence(unit))
                if hit is not None:
                    yield rule, hit
                    if rule.inherited:
                        yield from ((rule, item) for item in _items(view, view.sentence(unit), hit))


def _items(view: View, head: Sentence, hit: Hit) -> Iterator[Hit]:
    """Yield a hit for every item of the list that a flagged sentence introduces."""
    if head.node is None or head.masked[-1:] != ":":
        return
    for item in view.document.children.get(head.node.eid, ()):
        own = trim(view.text, item.text_start, item.end)
        if own.start >= hit.end and own.end > own.start:
            yield replace(hit, start=own.start, end=own.end, confidence="low")


def judge(rule: SentenceRule, sentence: Sentence) -> Hit | None:
    """Return the first hit of a rule in a sentence that no guard drops."""
    for compiled, weak in rule.compiled:
        for match in compiled.finditer(sentence.masked):
            if any(_guarded(guard, wanted, sentence, match.span()) for guard, wanted in rule.guarding):
                continue
            hit = rule.judge(sentence, match)
            if hit is not None:
                return replace(hit, confidence="low") if weak else hit
    return None


def _guarded(guard: Guard, wanted: re.Pattern[str], sentence: Sentence, span: tuple[int, int]) -> bool:
    if guard.scope == "clause":
        return wanted.search(sentence.clause(*span)) is not None
    return wanted.search(sentence.masked if guard.scope == "sentence" else sentence.context) is not None


def _document_hits(view: View, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Hit]]:
    for rule in rules:
        if isinstance(rule, DocumentRule):
            for hit in rule.find(view):
                yield rule, hit


def _findings(view: View, hits: Iterable[tuple[Rule, Hit]], playbook: Playbook, lang: str) -> Iterator[Finding]:
    words, tongue = wording(lang), int(lang != "zh")
    bases = {code: grade.basis(rule, playbook.party_context, lang) for code, rule in registry().items()}
    for rule, hit in hits:
        sentence = view.sentence_at(hit.start)
        side = hit.side or ("mutual" if sentence.mutual else rule.side)
        level, steps = grade.severity(rule, hit, sentence, side, playbook.party_context == "consumer")
        quote = view.text[hit.start : hit.end]
        why = hit.why or words["why"].format(quote=quote)
        if sentence.head:
            why += words["inherited"].format(head=_readable(sentence)[:HEAD_SHOWN])
        node = view.node_at(hit.start)
        yield Finding(
            rule=rule.code,
            name=rule.name[tongue] or rule.name[0],
            severity=playbook.severity(rule.code) or level,
            confidence=grade.confidence(hit, sentence),
            side=side,
            eid=node.eid if node else "",
            line=view.document.line_of(hit.start),
            start=hit.start,
            end=hit.end,
            quote=quote,
            message=rule.message[tongue] or rule.message[0],
            basis=bases[rule.code][0],
            basis_scope=bases[rule.code][1],
            recommendation=rule.advice[tongue] or rule.advice[0],
            related=hit.related,
            evidence=Evidence(
                "; ".join([why, *(words[s] for s in steps)]),
                tuple(g.name for g in rule.guards) if isinstance(rule, SentenceRule) else (),
            ),
            card=sentence.start,
        )


def _readable(sentence: Sentence) -> str:
    """Return the nearest introduction as read."""
    node = sentence.node
    if node is None or node.parent is None:
        return ""
    own = next(
        (n for n in sentence.view.document.ancestors(node) if sentence.view.text[n.text_start : n.end].strip()), None
    )
    return "" if own is None else sentence.view.text[own.text_start : own.end].strip().rpartition("\u3002")[2]


def _cards(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Mark one finding of each sentence as primary."""
    cards: dict[int, list[Finding]] = {}
    for finding in findings:
        cards.setdefault(finding.card, []).append(finding)
    for card in cards.values():
        first, *others = sorted(card, key=lambda f: (grade.rank(f.rule), f.start))
        yield first
        yield from (replace(other, primary=False) for other in others)


def _missing(view: View, rules: Iterable[Rule], playbook: Playbook, lang: str) -> Iterator[Missing]:
    tongue = int(lang != "zh")
    for rule in rules:
        if isinstance(rule, MissingRule) and not rule.present(view):
            yield Missing(
                rule.code,
                rule.name[tongue] or rule.name[0],
                playbook.severity(rule.code) or rule.severity,
                rule.message[tongue] or rule.message[0],
                grade.basis(rule, playbook.party_context, lang)[0],
                rule.advice[tongue] or rule.advice[0],
            )
