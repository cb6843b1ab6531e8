"""A review as a list to read (:class:`Listing`) or as rows (:class:`Sheet`), worded in the language asked for."""

from collections.abc import Iterable, Sequence

from legaltools.model.document import Document
from legaltools.model.finding import LEVELS, Finding, Missing, Review
from legaltools.model.listing import Item, Listing, Section, Sheet
from legaltools.model.rule import RuleInfo
from legaltools.report.catalog import Lang, message

PLACE = 16  # characters of a clause without a label that name it
COLUMNS = (
    "number", "level", "rule", "name", "clause", "eid", "line", "start", "end", "quote", "message", "basis",
    "recommendation", "side", "confidence", "emphasised", "primary",
)  # fmt: skip


def listing(
    document: Document, review: Review, rules: Sequence[RuleInfo], lang: Lang = "zh", *, explain: bool = False
) -> Listing:
    """Return the cards by severity and place, what is missing and what was accepted; ``explain`` adds the evidence."""
    says = {g.cite: g.says for r in rules for g in r.basis}
    sections = []
    for tentative in (False, True):
        cards = [c for c in _cards(review.findings) if (c[0].confidence == "low") is tentative]
        key = "tentative" if tentative else "found"
        sections.append(Section(_t(key, lang), tuple(_items(document, cards, says, lang, explain))))
    sections.append(Section(_t("missing", lang), tuple(_gap(i, m, lang) for i, m in enumerate(review.missing, 1))))
    accepted = [(f, ()) for f in review.suppressed]
    sections.append(Section(_t("accepted", lang), tuple(_items(document, accepted, says, lang, explain=False))))
    counts = ", ".join(
        _t("count", lang, level=_level(level, lang), count=n) for level, n in review.summary.items() if n
    )
    title = _t("title", lang, name=document.source.name)
    return Listing(lang, title, counts or _t("none", lang), review.notes, tuple(s for s in sections if s.items))


def sheet(document: Document, review: Review, lang: Lang = "zh") -> Sheet:
    """Return one row a finding, then one a missing clause (without a place)."""
    rows: list[tuple[str | int, ...]] = [
        (
            number, _level(f.severity, lang), f.rule, f.name, place(document, f.eid), f.eid, f.line, f.start, f.end,
            f.quote, f.message, "; ".join(f.basis), f.recommendation, f.side, f.confidence, f.emphasised,
            int(f.primary),
        )
        for number, f in enumerate(review.findings, 1)
    ]  # fmt: skip
    for number, m in enumerate(review.missing, len(rows) + 1):
        rows.append(
            (number, _level(m.severity, lang), m.rule, m.name, "", "", "", "", "", "", m.message, "; ".join(m.basis),
             m.recommendation, "", "", "", 1)
        )  # fmt: skip
    return Sheet(tuple(_t(f"columns.{c}", lang) for c in COLUMNS), tuple(rows))


def place(document: Document, eid: str) -> str:
    """Return the clause as a reader calls it: the nearest printed label at or above it, else how its text begins."""
    node = document.by_eid.get(eid)
    if node is None:
        return ""
    for above in (node, *document.ancestors(node)):
        if above.label:
            return above.label.rstrip(".\uff0e\u3001 ")
    text = " ".join(document.text[node.text_start : min(node.end, node.text_start + 4 * PLACE)].split())
    return text if len(text) <= PLACE else text[: PLACE - 1] + "\u2026"


def _cards(findings: Iterable[Finding]) -> list[tuple[Finding, tuple[Finding, ...]]]:
    """Put the secondary findings of each card with its main one, one a rule."""
    others: dict[int, list[Finding]] = {}
    findings = list(findings)
    told = {(f.card, f.rule) for f in findings if f.primary}
    for finding in findings:
        if (finding.card, finding.rule) not in told:
            told.add((finding.card, finding.rule))
            others.setdefault(finding.card, []).append(finding)
    return [(f, tuple(others.get(f.card, ()))) for f in findings if f.primary]


def _items(
    document: Document,
    cards: Sequence[tuple[Finding, Sequence[Finding]]],
    says: dict[str, str],
    lang: Lang,
    explain: bool,
) -> Iterable[Item]:
    for number, (f, others) in enumerate(cards, 1):
        facts = [("message", f.message), ("basis", _join(f.basis, lang)), ("advice", f.recommendation)]
        if f.emphasised in ("no", "partly"):
            facts.append(("emphasis", _t(f"emphasised.{f.emphasised}", lang)))
        if f.related:
            facts.append(("related", _join(sorted({place(document, e) for e in f.related}), lang)))
        if explain:
            law = [
                f"{cite}{_t('colon', lang)}{says[bare]}"
                for cite in f.basis
                for bare in says
                if cite == bare or cite.startswith((bare + "\uff08", bare + " ("))
            ]
            facts += [("why", f.evidence.why), ("guards", _join(f.evidence.guards_checked, lang))]
            facts += [("law", line) for line in law]
            facts += [("also", f"{o.rule} {o.name}{_t('colon', lang)}{o.message}") for o in others]
        yield Item(
            number, f.severity, _level(f.severity, lang), f.rule, f.name, place(document, f.eid),
            _t("line", lang, line=f.line), " ".join(f.quote.split()),
            () if explain else tuple(f"{o.rule} {o.name}" for o in others),
            tuple((_t(f"facts.{k}", lang), v) for k, v in facts if v),
        )  # fmt: skip


def _gap(number: int, m: Missing, lang: Lang) -> Item:
    facts = [("message", m.message), ("basis", _join(m.basis, lang)), ("advice", m.recommendation)]
    worded = tuple((_t(f"facts.{k}", lang), v) for k, v in facts if v)
    return Item(number, m.severity, _level(m.severity, lang), m.rule, m.name, "", "", "", (), worded)


def _join(values: Iterable[str], lang: Lang) -> str:
    return _t("separator", lang).join(values)


def _level(level: str, lang: Lang) -> str:
    assert level in LEVELS
    return _t(f"levels.{level}", lang)


def _t(key: str, lang: Lang, **values: object) -> str:
    return message(f"findings.{key}", lang, **values)
