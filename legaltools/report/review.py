"""The review opinion: a document, what it says and what the review found in, a neutral :class:`Report` out."""

from collections import Counter
from collections.abc import Sequence

from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.finding import LEVELS, Review
from legaltools.model.report import Balance, Clause, Count, Fact, Gap, Headline, Issue, Outside, Report
from legaltools.report import balance, clauses, issues, ledgers, picture, sources, timeline
from legaltools.report.catalog import Lang
from legaltools.report.subject import Subject
from legaltools.text.punctuation import COLON, SEMICOLON

SIDES = ("user", "provider")
LINES = 10  # lines of the summary
NAMED = 4  # missing clauses the summary names


def build(
    document: Document, annotations: Annotations, review: Review, lang: Lang = "zh", side: str | None = None
) -> Report:
    """Return the opinion on a document, read for ``side`` (``user``, ``provider`` or nobody), in one language."""
    subject = Subject(document, annotations, review, lang, side if side in SIDES else "")
    cards = issues.build(subject)
    gaps, outside = issues.gaps(subject), sources.outside(subject)
    parts = clauses.build(subject, cards, sources.targets(subject, outside))
    balances = balance.build(subject, cards)
    words = subject.words
    return Report(
        lang=lang,
        side=subject.side,
        title=words["words"]["title"].format(name=subject.name),
        name=subject.name,
        sha256=document.source.sha256,
        words={**words["words"], "colon": COLON[lang], "semicolon": SEMICOLON[lang]},
        facts=_facts(subject, parts, cards),
        verdict=_verdict(subject, cards),
        headlines=_headlines(subject, cards, gaps, outside, balances),
        levels=tuple(Count(key, words["levels"][key], review.summary[key]) for key in LEVELS),
        families=_counts(words["families"], [issue.family for issue in cards]),
        sides=_counts(words["sides"], [issue.side for issue in cards]),
        parties=_parties(subject, cards),
        issues=cards,
        gaps=gaps,
        balances=balances,
        balance_note=balance.note(subject, balances),
        promises=balance.promises(subject),
        moments=timeline.build(subject),
        ticks=timeline.ticks(subject),
        outside=outside,
        bands=clauses.bands(subject, parts),
        clauses=parts,
        definitions=clauses.definitions(subject),
        picture=picture.build(subject, parts, outside),
        ledgers=(ledgers.findings(subject, cards), ledgers.missing(subject, gaps), *ledgers.tables(subject)),
        quality=sources.quality(subject),
        grounds=sources.grounds(subject, cards),
        asymmetry=balance.table(subject, balances),
        evidence=tuple(words["lists"]["evidence"]),
        notes=_notes(subject, parts),
        disclaimer=words["lists"]["disclaimer"],
    )


def _counts(names: dict[str, str], keys: Sequence[str]) -> tuple[Count, ...]:
    counts = Counter(keys)
    known = [key for key in names if counts[key]]
    return tuple(
        Count(key, names.get(key, key), counts[key]) for key in (*known, *sorted(counts.keys() - names.keys()))
    )


def _parties(subject: Subject, cards: Sequence[Issue]) -> tuple[Count, ...]:
    """Return the contracting parties the issues name, most often named first."""
    main = {p.name for p in subject.annotations.parties if p.role in ("provider", "user", "mutual", "affiliate")}
    counts = Counter(name for card in cards for name in card.parties if name in main)
    return tuple(Count(name, name, n) for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _facts(subject: Subject, parts: Sequence[Clause], cards: Sequence[Issue]) -> tuple[Fact, ...]:
    names, source = subject.words["facts"], subject.document.source
    stance = subject.words["stances"][subject.side or "neutral"]
    who = [p.name for p in subject.annotations.parties if p.role in ("provider", "user")]
    form = subject.words["formats"][source.format]
    encoding = f" ({source.encoding})" if source.format == "text" else ""
    values = {
        "file": source.name,
        "format": form + encoding,
        "chars": f"{len(source.text):,}",
        "clauses": f"{len(parts):,}",
        "clean": f"{sum(not c.issues for c in parts):,}",
        "issues": f"{len(cards):,}",
        "parties": subject.words["headlines"]["and"].join(who),
        "stance": stance,
        "law_time": names["law_time_value"],
        "sha256": source.sha256,
    }
    return tuple(Fact(names[key], value) for key, value in values.items() if value)


def _verdict(subject: Subject, cards: Sequence[Issue]) -> str:
    counts = Counter(issue.level for issue in cards)
    high, medium = counts["critical"] + counts["high"], counts["medium"]
    form: str = subject.words["verdicts"]["must" if high else "negotiate" if medium else "accept"]
    return form.format(high=high, medium=medium)


def _headlines(
    subject: Subject,
    cards: Sequence[Issue],
    gaps: Sequence[Gap],
    outside: Sequence[Outside],
    balances: Sequence[Balance],
) -> tuple[Headline, ...]:
    """Return the ten lines: the gravest concerns, then balance, gaps, outside documents, dangling references."""
    words = subject.words["headlines"]
    more = []
    sides = {b.role: b for b in balances}
    if {"user", "provider"} <= sides.keys():
        user, provider = sides["user"], sides["provider"]
        text = words["balance"].format(
            user=user.name,
            user_burdens=user.burdens,
            user_rights=user.rights,
            provider=provider.name,
            provider_burdens=provider.burdens,
            provider_rights=provider.rights,
        )
        more.append(Headline(text, "info"))
    if gaps:
        names = words["and"].join(gap.name for gap in gaps[:NAMED]) + (words["more"] if len(gaps) > NAMED else "")
        more.append(Headline(words["gaps"].format(count=len(gaps), names=names), gaps[0].level))
    if binding := sum(document.binding for document in outside):
        more.append(Headline(words["outside"].format(count=binding), "medium"))
    if dangling := sum(r.status == "dangling" for r in subject.annotations.references):
        more.append(Headline(words["dangling"].format(count=dangling), "low"))
    return (*issues.headlines(subject, cards, LINES - len(more)), *more)


def _notes(subject: Subject, parts: Sequence[Clause]) -> tuple[str, ...]:
    """Return what bounds the opinion: what was read, what was not checked, what the review has to say besides."""
    lists, source = subject.words["lists"], subject.document.source
    read = subject.words["words"]["clauses_read"].format(
        chars=f"{len(source.text):,}", clauses=f"{len(parts):,}", clean=f"{sum(not c.issues for c in parts):,}"
    )
    gone = len(subject.review.suppressed)
    accepted = (lists["accepted"].format(count=gone),) if gone else ()
    return (read, *lists["notes"], *accepted, *subject.review.notes)
