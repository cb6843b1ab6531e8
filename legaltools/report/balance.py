"""Who bears what: the norms of each party counted, for the picture of one-sidedness."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import get_args

from legaltools.model.annotation import NormType, Role
from legaltools.model.report import Balance, Column, Issue, Part, Promise, Row, Table
from legaltools.report.subject import Subject, shorten

HEAVY = ("obligation", "prohibition", "liability", "disentitlement")
ROLES: tuple[Role, ...] = ("user", "provider", "mutual")
PROMISED = ("obligation", "prohibition")
PROMISES, WORDS = 14, 70  # promises on record at most, and characters of each
TYPES: tuple[NormType, ...] = get_args(NormType)


def build(subject: Subject, issues: Sequence[Issue]) -> tuple[Balance, ...]:
    """Return a balance for the user's, the provider's and the common side; sides without a norm are left out."""
    counts: dict[Role, Counter[NormType]] = defaultdict(Counter)
    names: dict[Role, Counter[str]] = defaultdict(Counter)
    for norm in subject.annotations.norms:
        counts[norm.bearer_role][norm.type] += 1
        names[norm.bearer_role][norm.bearer] += 1
    favoured = Counter(issue.side for issue in issues)
    words = subject.words
    return tuple(
        Balance(
            name=min(names[role].items(), key=lambda item: (-item[1], item[0]))[0],
            role=role,
            role_name=words["roles"][role],
            parts=tuple(Part(t, words["norms"][t], counts[role][t], t in HEAVY) for t in TYPES if counts[role][t]),
            favoured=favoured[role],
        )
        for role in ROLES
        if counts[role]
    )


def note(subject: Subject, balances: Sequence[Balance]) -> str:
    """Return the sentence that compares the first two sides: rights for each burden."""
    words, pair = subject.words["balance"], [b for b in balances if b.role != "mutual"]
    if len(pair) < 2:
        return str(words["none"])
    first, second = (f"{b.rights / max(1, b.burdens):.2f}" for b in pair[:2])
    form: str = words["note"]
    return form.format(first=pair[0].name, first_ratio=first, second=pair[1].name, second_ratio=second)


def promises(subject: Subject) -> tuple[Promise, ...]:
    """Return at most :data:`PROMISES` things the provider must or must not do, those with a time taken first."""
    limits = {limit.id: limit for limit in subject.annotations.deadlines}
    duties = [n for n in subject.annotations.norms if n.bearer_role == "provider" and n.type in PROMISED]
    duties.sort(key=lambda n: (not n.deadlines, n.start))
    kept = sorted(duties[:PROMISES], key=lambda n: n.start)
    text = subject.document.text
    return tuple(
        Promise(
            shorten(text[n.start : n.end], WORDS),
            ", ".join(limits[i].text for i in n.deadlines if i in limits),
            subject.place(n.eid),
        )
        for n in kept
    )


def table(subject: Subject, balances: Sequence[Balance]) -> Table:
    """Return the norms of each party side by side, a row a type."""
    frame = subject.words["tables"]["asymmetry"]
    columns = (Column(frame["first"], 16), *(Column(b.name, 14) for b in balances))
    counts = [{part.type: part.count for part in b.parts} for b in balances]
    used = [t for t in TYPES if any(t in c for c in counts)]
    rows = tuple(Row((subject.words["norms"][t], *(c.get(t, 0) for c in counts))) for t in used)
    return Table("asymmetry", frame["title"], columns, rows, note(subject, balances))
