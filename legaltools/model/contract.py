"""What the commands print as JSON: the promise other programs read. ``docs/schemas/`` is generated from here.

Offsets are half-open code points into ``text``; ``line`` is 1-based.
"""

from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from legaltools.model.annotation import Amount, Deadline, Norm, Party, Reference, Term, TermIssue
from legaltools.model.answer import Answer
from legaltools.model.comparison import ChangeKind, Citation, Direction, Drift, EffectType, Pair, Renumbering, Segment
from legaltools.model.document import Node
from legaltools.model.finding import Finding, Missing
from legaltools.model.history import Life, Version
from legaltools.model.providers import Topic
from legaltools.model.register import Due
from legaltools.model.rule import RuleInfo


class SourceInfo(Struct, frozen=True):
    """Where the text came from; ``chars`` is its length in code points."""

    name: str
    sha256: str
    format: str
    encoding: str
    chars: int


class DiagnosticOut(Struct, frozen=True):
    """A fault of the text with its wording."""

    code: str
    severity: str
    message: str
    eid: str | None
    line: int
    start: int
    end: int
    suggestion: str


class Output(Struct, frozen=True, kw_only=True):
    """What every object carries: ``legaltools/<command>/1``."""

    schema_: str = field(name="schema")


class ParseOutput(Output, frozen=True, kw_only=True):
    """``legaltools parse``; ``renumbering`` only with ``--renumber``."""

    source: SourceInfo
    text: str
    clauses: tuple[Node, ...]
    diagnostics: tuple[DiagnosticOut, ...]
    renumbering: dict[str, Any] | UnsetType = UNSET


class ExtractOutput(Output, frozen=True, kw_only=True):
    """``legaltools extract``."""

    source: SourceInfo
    text: str
    clauses: tuple[Node, ...]
    parties: tuple[Party, ...]
    terms: tuple[Term, ...]
    norms: tuple[Norm, ...]
    deadlines: tuple[Deadline, ...]
    references: tuple[Reference, ...]
    amounts: tuple[Amount, ...]
    term_issues: tuple[TermIssue, ...]


class ReviewOutput(Output, frozen=True, kw_only=True):
    """``legaltools review``."""

    source: SourceInfo
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]
    summary: dict[str, int]
    notes: tuple[str, ...]
    suppressed: tuple[Finding, ...]


class RulesOutput(Output, frozen=True, kw_only=True):
    """``legaltools rules list`` and ``rules explain``."""

    rules: tuple[RuleInfo, ...]


class DeadlinesOutput(Output, frozen=True, kw_only=True):
    """``legaltools deadlines``: the register; ``unused`` are events nothing asked for."""

    source: SourceInfo
    deadlines: tuple[Due, ...]
    unused: tuple[str, ...]


class DiffSide(Struct, frozen=True):
    """One of the two documents."""

    source: SourceInfo


class EffectOut(Struct, frozen=True):
    """What a change means, with its wording."""

    type: EffectType
    old: str
    new: str
    direction: Direction
    message: str
    rule: str


class ChangeOut(Struct, frozen=True):
    """A change with its redline and what it means."""

    kind: ChangeKind
    also: tuple[ChangeKind, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    old_label: str
    new_label: str
    redline: tuple[Segment, ...]
    effects: tuple[EffectOut, ...]
    substantive: bool
    similarity: float


class DiffOutput(Output, frozen=True, kw_only=True):
    """``legaltools diff``."""

    old: DiffSide
    new: DiffSide
    alignment: tuple[Pair, ...]
    changes: tuple[ChangeOut, ...]
    renumberings: tuple[Renumbering, ...]
    reference_drift: tuple[Drift, ...]
    reference_updates: tuple[Drift, ...]
    effects: tuple[EffectOut, ...]
    citations: tuple[Citation, ...]
    summary: dict[str, int]


class ProvidersOutput(Output, frozen=True, kw_only=True):
    """``legaltools compare-providers``: two texts on every topic; offsets index the text of each side."""

    left: DiffSide
    right: DiffSide
    names: tuple[str, str]
    topics: tuple[Topic, ...]


class ScoreLine(Struct, frozen=True):
    """One measure; the ratios are shares 0…1."""

    measure: str
    precision: float
    recall: float
    f1: float
    right: int
    found: int
    gold: int


class ScoreOutput(Output, frozen=True, kw_only=True):
    """``legaltools score``: per document and summed (micro average)."""

    documents: dict[str, tuple[ScoreLine, ...]]
    total: tuple[ScoreLine, ...]


class GraphOutput(Output, frozen=True, kw_only=True):
    """``legaltools graph``: networkx node-link data."""

    directed: bool
    multigraph: bool
    graph: dict[str, Any]
    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]


class HistoryOutput(Output, frozen=True, kw_only=True):
    """``legaltools history``: all versions and lives, or one life with ``--log``."""

    name: str
    versions: tuple[Version, ...]
    lives: tuple[Life, ...]


class AskOutput(Output, frozen=True, kw_only=True):
    """``legaltools graph FILE ask QUESTION``; ``title`` is the question in words."""

    question: str
    about: str
    title: str
    answers: tuple[Answer, ...]


OUTPUTS: dict[str, type[Output]] = {
    "parse": ParseOutput,
    "extract": ExtractOutput,
    "review": ReviewOutput,
    "rules": RulesOutput,
    "deadlines": DeadlinesOutput,
    "diff": DiffOutput,
    "compare-providers": ProvidersOutput,
    "history": HistoryOutput,
    "graph": GraphOutput,
    "ask": AskOutput,
    "score": ScoreOutput,
}
