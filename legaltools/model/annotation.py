"""What extraction finds. Every value points into the text as read; lists are sorted by ``start``."""

from typing import Literal

from msgspec import Struct

from legaltools.model.span import Span

Role = Literal["provider", "user", "mutual", "affiliate", "third_party", "authority", "other"]
Confidence = Literal["high", "medium", "low"]
NormType = Literal["obligation", "prohibition", "permission", "power", "exemption", "liability", "disentitlement"]
Unit = Literal[
    "second", "minute", "hour", "day", "natural_day", "working_day", "week", "month", "quarter", "year", "date"
]
Relation = Literal["within_after", "within", "before", "after", "duration", "per", "by_date"]
ReferenceKind = Literal["number", "relative", "heading", "document", "law", "url", "term"]
ReferenceStatus = Literal["resolved", "dangling", "external", "ambiguous"]
AmountKind = Literal["amount", "percent", "rate", "multiple"]
MONTHLY = "---"  # begins a day of every month (XML Schema gDay)
DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "natural_day": 1.0, "working_day": 1.4,
    "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0,
}  # fmt: skip


class Party(Struct, frozen=True, gc=False):
    """A contracting party or class of persons; ``name`` is how the document mostly calls it."""

    name: str
    role: Role
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that the party is called, its name first."""
        return (self.name, *self.aliases)


class Term(Struct, frozen=True, gc=False):
    """A defined term. ``scope`` lists the eids its definition governs, empty for the whole document."""

    term: str
    eid: str
    start: int
    end: int
    definition: Span
    scope: tuple[str, ...] = ()
    uses: tuple[Span, ...] = ()


class TermIssue(Struct, frozen=True, gc=False):
    """Something to check about a word: quoted but never defined, used before its definition (``early``), defined but
    unused, or two words for one thing (``drift``; ``other`` is the second word). ``span`` is the place to look at.
    """

    kind: Literal["undefined", "early", "unused", "drift"]
    term: str
    span: Span
    other: str = ""


class Cue(Struct, frozen=True, gc=False):
    """The marker word of a norm: 应, 不得, 有权 …."""

    start: int
    end: int
    text: str


class Norm(Struct, frozen=True, gc=False):
    """Who must, may, must not or is freed from what.

    ``[start, end)`` runs from the cue to the end of the action. ``bearer`` is a party's ``name`` (``""`` if none),
    ``consequences`` are ids of norms, ``deadlines`` ids of deadlines, ``inherited_from`` the eid that gave the bearer.
    """

    id: str
    eid: str
    line: int
    start: int
    end: int
    type: NormType
    bearer: str
    cue: Cue
    bearer_role: Role = "other"
    counterparty: str = ""
    action: Span | None = None
    conditions: tuple[Span, ...] = ()
    exceptions: tuple[Span, ...] = ()
    consequences: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    inherited_from: str | None = None
    confidence: Confidence = "high"


class Deadline(Struct, frozen=True, gc=False):
    """A time limit, notice, retention or minimum period.

    ``value`` is a count of ``unit``, an ISO date for ``date`` (``--12-31`` every year, ``---25`` every month), ``None``
    for a vague limit (及时); a range keeps its lower bound in ``value`` and its upper in ``upper``. ``inclusive``
    follows 民法典 art. 1259.
    """

    id: str
    eid: str
    line: int
    start: int
    end: int
    text: str
    value: float | int | str | None
    unit: Unit | None
    relation: Relation
    anchor: str = ""
    inclusive: bool = True
    vague: bool = False
    bearer: str = ""
    upper: float | int | None = None
    bound: Literal["", "min", "max"] = ""

    @property
    def days(self) -> float | None:
        """The limit in days for comparison only (a working day counts 1.4), ``None`` for dates and vague limits.

        A day of every month counts from the first of the month.
        """
        if isinstance(self.value, str) and self.value.startswith(MONTHLY):
            return float(self.value.removeprefix(MONTHLY))
        if self.unit is None or self.unit == "date" or not isinstance(self.value, int | float):
            return None
        return self.value * DAYS[self.unit]


class Reference(Struct, frozen=True, gc=False):
    """A pointer to another place or document; ``targets`` are eids."""

    eid: str
    line: int
    start: int
    end: int
    text: str
    kind: ReferenceKind
    targets: tuple[str, ...] = ()
    status: ReferenceStatus = "external"
    note: str = ""


class Amount(Struct, frozen=True, gc=False):
    """Money, percentage, rate or multiple; ``value`` is a decimal number written as text."""

    eid: str
    line: int
    start: int
    end: int
    text: str
    value: str
    currency: str = ""
    kind: AmountKind = "amount"
    note: str = ""


class Annotations(Struct, frozen=True):
    """Everything extraction found in one document."""

    parties: tuple[Party, ...] = ()
    terms: tuple[Term, ...] = ()
    norms: tuple[Norm, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    term_issues: tuple[TermIssue, ...] = ()
