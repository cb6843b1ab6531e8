"""Run the rules over a document: ``review(Document, Annotations, Playbook) -> Review``.

One pass (:mod:`legaltools.review.scan`) finds the sentences in which a rule's patterns can match; only there do they
run, and they see one sentence. Then hits are graded, put on cards (one a sentence) and ordered.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.finding import Evidence, Finding, Missing, Review
from legaltools.review import grade, suppress
from legaltools.review.context import LONGEST, Found, Sentence, View
from legaltools.review.law import named, wording
from legaltools.review.playbook import Accepted, Playbook
from legaltools.review.rule import DocumentRule, Hit, MissingRule, Rule, SentenceRule, pattern, registry, said
from legaltools.review.scan import Candidate, Scanner, holds, standard
from legaltools.review.stance import OTHER
from legaltools.text.sentences import STOPS, trim

HEAD_SHOWN = 40  # characters of a list's introduction shown as evidence
FORMAL = {"QLT003", "QLT005", "QLT007"}  # what may be asked of a statute too
BURDENS = {"LIM", "UNI", "ACC", "USR", "DSP", "DAT", "IPR", "GEN"}  # families whose clauses must be pointed out
TITLE = 60  # characters; a heading that is longer has a text run in
SILENT = ("title", "meta", "toc", "signature")


def review(document: Document, annotations: Annotations, playbook: Playbook | None = None, lang: str = "zh") -> Review:
    """Return the findings ordered by severity and place, and the clauses that are missing."""
    playbook = playbook or Playbook()
    rules = tuple(r for r in (*registry().values(), *playbook.own()) if playbook.wants(r.code))
    view = View(document, annotations, playbook.thresholds)
    if view.statute:
        rules = tuple(r for r in rules if r.code in FORMAL)
    graded = [_finding(view, found, playbook, lang) for found in _run(view, rules)]
    parted = suppress.split(graded, playbook.accept)
    findings = sorted(_cards(parted.kept), key=order)
    missing = tuple(_missing(view, rules, playbook, lang))
    return Review(tuple(findings), missing, parted.accepted, tuple(_notes(view, findings, parted.unused, lang)))


def order(finding: Finding) -> tuple[int, int, bool, str]:
    """Return the key that orders findings: gravest first, then as they stand in the text, a card's main code first."""
    return grade.GRAVITY[finding.severity], finding.start, not finding.primary, finding.rule


def _run(view: View, rules: Sequence[Rule]) -> list[Found]:
    """Run the rules: of sentences, of the house, of the document, and last those derived from what was found."""
    known = registry()
    found = list(in_sentences(view, _formal() if view.statute else standard(), rules))
    own = [rule for rule in rules if isinstance(rule, SentenceRule) and rule.code not in known]
    if own:
        found += in_sentences(view, Scanner(own), own)
    whole = [rule for rule in rules if isinstance(rule, DocumentRule)]
    found += [view.place(rule, hit) for rule in whole if not rule.derived for hit in rule.find(view)]
    view.found = tuple(found)
    return found + [view.place(rule, hit) for rule in whole if rule.derived for hit in rule.find(view)]


@cache
def _formal() -> Scanner:
    """Return the scanner of what may be asked of a statute."""
    return Scanner(rule for rule in registry().values() if rule.code in FORMAL)


def in_sentences(view: View, scanner: Scanner, rules: Iterable[Rule]) -> Iterator[Found]:
    """Yield what the rules find, at most one hit a rule and sentence."""
    wanted = scanner.of(rules)
    for number, may in enumerate(view.may if scanner is standard() else scanner.may(view.masked, view.units)):
        if not may & wanted:
            continue
        sentence = view.sentence(number)
        if not _operative(sentence):
            continue
        last: Rule | None = None
        for candidate in scanner.among(may & wanted, sentence.masked):
            rule = candidate.rule
            hit = _tried(candidate, sentence, may) if rule is not last else None
            if hit is not None:
                last = rule
                yield Found(rule, hit, sentence)
                if rule.inherited:
                    yield from (view.place(rule, item) for item in _inherited(view, sentence, hit))


def _operative(sentence: Sentence) -> bool:
    """Tell whether a sentence says what shall be: it is no title, heading, table of contents or signature."""
    node = sentence.node
    if node is None or node.kind in SILENT:
        return node is None
    if not node.heading:
        told = node.kind != "heading" or node.end - node.text_start > TITLE
    else:
        heading = sentence.view.text.find(node.heading, node.start, node.end)
        within = sentence.end <= heading + len(node.heading)
        told = not within or (node.kind != "heading" and sentence.text[-1] in STOPS)
    return told or grade.matches("asserts", sentence.masked)


def _inherited(view: View, head: Sentence, hit: Hit) -> Iterator[Hit]:
    """Yield a hit for every item of the list that a flagged sentence introduces."""
    if head.node is None or head.masked[-1:] != ":":
        return
    for item in view.document.children.get(head.node.eid, ()):
        own = trim(view.text, item.text_start, item.end)
        if own.start >= hit.end and own.end > own.start:
            yield replace(hit, start=own.start, end=own.end, confidence="low")


def _tried(candidate: Candidate, sentence: Sentence, may: int) -> Hit | None:
    """Return the first hit of a pattern in a sentence that no guard drops; ``may`` tells what else can match in it."""
    masked = sentence.masked
    match = candidate.search(masked)
    if match is not None and candidate.triggers and not holds(sentence.folded, candidate.triggers):
        return None
    while match is not None:
        guarded = _guarded(candidate, sentence, match, may)
        hit = None if guarded else candidate.rule.judge(sentence, match)
        if hit is not None:
            hit = _shaded(candidate, sentence, hit, may)
            return replace(hit, confidence="low") if candidate.weak else hit
        match = candidate.search(masked, max(match.end(), match.start() + 1))
    return None


def _guarded(candidate: Candidate, sentence: Sentence, match: re.Match[str], may: int) -> bool:
    """Tell whether a look-alike stands where its guard looks."""
    if not may & candidate.guarding:
        return False
    for bit, guard in candidate.guards:
        if not may & bit:
            continue
        if guard.scope == "context":
            where = sentence.context
        else:
            where = sentence.masked if guard.scope == "sentence" else sentence.clause(*match.span())
        if pattern(guard.pattern).search(where) is not None:
            return True
    return False


def _shaded(candidate: Candidate, sentence: Sentence, hit: Hit, may: int) -> Hit:
    """Make a hit lighter or graver by what else its sentence and the proviso say."""
    if not (may & candidate.shading or (candidate.shades and sentence.proviso)):
        return hit
    said = [
        shade
        for bit, shade in candidate.shades
        if (may & bit or sentence.proviso) and pattern(shade.pattern).search(sentence.masked + sentence.proviso)
    ]
    if not said:
        return hit
    return replace(hit, step=hit.step + sum(shade.step for shade in said), notes=tuple(shade.name for shade in said))


def _finding(view: View, found: Found, playbook: Playbook, lang: str) -> Finding:
    rule, hit, sentence, node = found.rule, found.hit, found.sentence, view.node_at(found.hit.start)
    words, blank = wording(lang), grade.blank(rule, playbook.party_context, lang)
    quote = view.text[hit.start : hit.end]
    side = hit.side or ("mutual" if sentence.mutual else rule.side)
    if view.turned and rule.family != "QLT":
        side = OTHER.get(side, side)
    level, steps = grade.severity(rule, hit, sentence, side, playbook)
    why = words["why"].format(quote=quote)
    if sentence.head:
        why += words["inherited"].format(head=_introduction(sentence)[-HEAD_SHOWN:])
    if hit.notes or steps:
        why = words["join"].join([why, *(named(note, lang) for note in hit.notes), *(words[step] for step in steps)])
    return replace(
        blank,
        severity=level,
        confidence=grade.confidence(hit, sentence),
        side=side,
        eid=node.eid if node else "",
        line=view.document.line_of(hit.start),
        start=hit.start,
        end=hit.end,
        quote=quote,
        message=said(hit.message, lang) if hit.message else blank.message,
        emphasised=view.emphasis.of(hit.start, hit.end) if rule.family in BURDENS else "unknown",
        related=hit.related or _items(view, sentence),
        evidence=Evidence(why, blank.evidence.guards_checked),
        card=-hit.start - 1 if isinstance(rule, DocumentRule) and rule.apart else sentence.start,
    )


def _items(view: View, sentence: Sentence) -> tuple[str, ...]:
    """Return the items of the list a sentence introduces: what it says holds for each of them."""
    if sentence.masked[-1:] != ":" or sentence.node is None:
        return ()
    return tuple(n.eid for n in view.document.children.get(sentence.node.eid, ()) if n.kind in ("item", "clause"))


def _introduction(sentence: Sentence) -> str:
    """Return the last sentence of the nearest text above, as read."""
    text, node = sentence.view.text, sentence.node
    for above in sentence.view.document.ancestors(node) if node else ():
        own = text[max(above.text_start, above.end - LONGEST) : above.end].strip()
        if own:
            return own.rpartition("\u3002")[2]
    return ""


def _cards(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Mark one finding of each card as its main one; sentences of one clause with the same main code share a card."""
    cards: dict[int, list[Finding]] = {}
    for finding in findings:
        cards.setdefault(finding.card, []).append(finding)
    clauses: dict[tuple[str, str], list[list[Finding]]] = {}
    for card in cards.values():
        if len(card) > 1:
            card.sort(key=lambda f: (grade.rank(f.rule), f.start))
        first = card[0]
        apart = str(first.card) if first.card < 0 or first.confidence == "low" else ""
        clauses.setdefault((first.eid + apart, first.rule), []).append(card)
    for together in clauses.values():
        main = min([card[0] for card in together], key=lambda f: (grade.GRAVITY[f.severity], f.start))
        for card in together:
            for finding in card:
                yield finding if finding is main else replace(finding, primary=False, card=main.card)


def _missing(view: View, rules: Iterable[Rule], playbook: Playbook, lang: str) -> Iterator[Missing]:
    for rule in rules:
        if isinstance(rule, MissingRule) and not rule.present(view):
            told = grade.blank(rule, playbook.party_context, lang)
            level = playbook.severity.get(rule.code, told.severity)
            yield Missing(told.rule, told.name, level, told.message, told.basis, told.recommendation)


def _notes(view: View, findings: Sequence[Finding], unused: Iterable[Accepted], lang: str) -> Iterator[str]:
    """Yield what is said once for the whole: a statute, how far terms are marked, acceptances without a finding."""
    words = wording(lang)
    if view.statute:
        yield words["statute"]
    if view.turned:
        yield words["turned"]
    if not view.emphasis.known:
        yield words["plain_text"]
    elif view.emphasis.inflated:
        yield words["inflated"].format(share=round(100 * view.emphasis.share))
    marked = Counter(f.emphasised for f in findings if f.primary and f.rule[:3] in BURDENS and f.side != "mutual")
    if view.emphasis.known and marked:
        yield words["marked"].format(total=marked.total(), yes=marked["yes"], partly=marked["partly"], no=marked["no"])
    for entry in unused:
        yield words["unused"].format(line=entry.line, rule=entry.rule, quote=entry.quote)
