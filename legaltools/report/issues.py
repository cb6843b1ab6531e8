"""Findings into cards: secondary rules join the card of their words, each card says what it means for our side."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from msgspec.structs import replace

from legaltools.model.finding import LEVELS, Finding, Missing
from legaltools.model.report import Gap, Headline, Issue
from legaltools.model.span import Span
from legaltools.report.subject import Subject

PRIORITY = {"critical": "must", "high": "must", "medium": "negotiate", "low": "accept", "info": "accept"}
_CITATION = re.compile(
    r"(?P<law>\S.*?) (?P<article>(?:第|art\. ).*?)(?P<condition>(?:（[若待][^（）]*）| \([^()]*\))*)"
)
RANK = {level: rank for rank, level in enumerate(LEVELS)}


def build(subject: Subject) -> tuple[Issue, ...]:
    """Return one card a primary finding, in the review's order."""
    cards, joined = _merged(subject.review.findings)
    who = _Mentions(subject)
    alike: dict[str, dict[str, int]] = defaultdict(dict)
    for number, finding in enumerate(cards, 1):
        alike[finding.rule].setdefault(finding.eid, number)
    return tuple(
        replace(
            _issue(subject, finding, number),
            also=tuple(dict.fromkeys(f"{f.rule} {f.name}" for f in joined[number] if f.rule != finding.rule)),
            spots=tuple(Span(f.start, f.end) for f in joined[number]),
            similar=tuple(n for eid, n in alike[finding.rule].items() if eid != finding.eid),
            parties=who.named(finding),
        )
        for number, finding in enumerate(cards, 1)
    )


class _Mentions:
    """Where the parties are named."""

    def __init__(self, subject: Subject) -> None:
        self._nodes = subject.document.by_eid
        found = [(span.start, p.name) for p in subject.annotations.parties for span in p.mentions]
        self._found = sorted(found)

    def named(self, finding: Finding) -> tuple[str, ...]:
        """Return the parties the words name, those of the clause if they name none."""
        node = self._nodes.get(finding.eid)
        spans = [(finding.start, finding.end), *([(node.start, node.end)] if node else [])]
        for start, end in spans:
            low, high = (bisect_left(self._found, (border, "")) for border in (start, end))
            if low < high:
                return tuple(dict.fromkeys(name for _, name in self._found[low:high]))
        return ()


def _merged(findings: Sequence[Finding]) -> tuple[list[Finding], dict[int, list[Finding]]]:
    """Return the findings that get a card and, by card number, the findings that join it."""
    primary: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.primary:
            primary[finding.eid].append(finding)
    joined: dict[int, list[Finding]] = defaultdict(list)
    cards = []
    for finding in findings:
        home = None if finding.primary else _home(finding, primary[finding.eid])
        if home is None:
            cards.append(finding)
        else:
            joined[id(home)].append(finding)
    cards.sort(key=lambda card: (RANK[card.severity], card.start))
    return cards, {number: joined[id(card)] for number, card in enumerate(cards, 1)}


def _home(finding: Finding, cards: Sequence[Finding]) -> Finding | None:
    """Return the card a secondary finding belongs to: of the same words, else of the same sentence."""
    same = (card for card in cards if card.start < finding.end and finding.start < card.end)
    return next(same, None) or next((card for card in cards if card.card == finding.card), None)


def key(finding: Finding) -> str:
    """Return what identifies a finding between runs: its rule and the words it stands on."""
    return sha256(f"{finding.rule}\0{''.join(finding.quote.split())}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


@cache
def grounds(basis: tuple[str, ...], mark: str) -> tuple[str, ...]:
    """Return the citations with the articles of one law (and one condition after them) in one.

    >>> grounds(("民法典 第1条", "民法典 第2条第（2）项", "消法 第3条（若）", "消法 第4条（若）", "惯例"), "、")
    ('民法典 第1条、第2条第（2）项', '消法 第3条、第4条（若）', '惯例')
    >>> grounds(("Price Law art. 1", "Price Law art. 2 item 3", "Law (new) art. 4 (if)"), ", ")
    ('Price Law art. 1, art. 2 item 3', 'Law (new) art. 4 (if)')
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for cite in basis:
        law, article, condition = "", cite, ""
        if match := _CITATION.fullmatch(cite):
            law, article, condition = match.groups()
        groups.setdefault((law, condition), []).append(article)
    return tuple(f"{law} {mark.join(articles)}{condition}".strip() for (law, condition), articles in groups.items())


def _effect(finding: Finding, side: str) -> str:
    if finding.side == "mutual":
        return "mutual"
    if finding.side not in ("provider", "user"):
        return "other"
    if not side:
        return finding.side
    return "own" if finding.side == side else "against"


def _issue(subject: Subject, finding: Finding, number: int) -> Issue:
    words, effect = subject.words, _effect(finding, subject.side)
    family = finding.rule[:3]
    priority = PRIORITY[finding.severity]
    if effect == "own" and priority == "must":
        priority = "negotiate"
    scope = finding.basis_scope
    return Issue(
        number=number,
        key=key(finding),
        rule=finding.rule,
        name=finding.name,
        family=family,
        family_name=words["families"].get(family, family),
        level=finding.severity,
        level_name=words["levels"][finding.severity],
        side=finding.side,
        side_name=words["sides"][finding.side],
        confidence_name=words["confidences"][finding.confidence],
        tentative=finding.confidence == "low",
        place=subject.place(finding.eid),
        where=_where(subject, finding),
        line=finding.line,
        start=finding.start,
        end=finding.end,
        quote=finding.quote,
        message=finding.message,
        effect=words["effects"][effect],
        basis=finding.basis,
        grounds=grounds(finding.basis, words["headlines"]["and"]),
        basis_scope=scope,
        basis_note="" if scope == "all" else words["words"][f"basis_{scope}"],
        recommendation=finding.recommendation,
        priority=priority,
        priority_name=words["priorities"][priority],
        emphasised=finding.emphasised,
        emphasis_name=words["emphasised"][finding.emphasised],
        related=tuple(subject.place(eid) for eid in finding.related),
        why=finding.evidence.why,
        guards=tuple(guard for guard in finding.evidence.guards_checked if guard),
    )


def _where(subject: Subject, finding: Finding) -> str:
    """Return the page if the source has pages, else the line."""
    blocks, words = subject.document.source.blocks, subject.words["words"]
    page = blocks[finding.line - 1].page if 0 < finding.line <= len(blocks) else None
    form: str = words["line"] if page is None else words["page"]
    return form.format(line=finding.line, page=page)


def gaps(subject: Subject) -> tuple[Gap, ...]:
    """Return the missing clauses, gravest first."""

    def gap(missing: Missing) -> Gap:
        level = subject.words["levels"][missing.severity]
        return Gap(
            missing.rule,
            missing.name,
            missing.severity,
            level,
            missing.message,
            grounds(missing.basis, subject.words["headlines"]["and"]),
            missing.recommendation,
        )

    return tuple(gap(m) for m in sorted(subject.review.missing, key=lambda m: (RANK[m.severity], m.rule)))


def headlines(subject: Subject, issues: Sequence[Issue], size: int) -> list[Headline]:
    """Return the ``size`` gravest concerns, cards of one rule gathered in one line."""
    groups: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        if not issue.tentative and RANK[issue.level] <= RANK["medium"]:
            groups[issue.rule].append(issue)
    first = sorted(groups.values(), key=lambda group: (RANK[group[0].level], group[0].number))[:size]
    return [_headline(subject, group) for group in first]


def _headline(subject: Subject, group: list[Issue]) -> Headline:
    form = subject.words["headlines"]["one" if len(group) == 1 else "many"]
    name = form.format(name=group[0].name, count=len(group))
    places: dict[str, int] = {}
    for issue in group:
        places.setdefault(issue.place.eid, issue.number)
    return Headline(group[0].message, group[0].level, tuple(places.values()), group[0].place, name)
