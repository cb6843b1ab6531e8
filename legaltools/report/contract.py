"""The JSON the commands promise: values of the model in, the structs of :mod:`legaltools.model.contract` out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from legaltools.model.annotation import Annotations
from legaltools.model.answer import Answer
from legaltools.model.comparison import Change, Comparison, Effect
from legaltools.model.contract import (
    AskOutput,
    ChangeOut,
    DeadlinesOutput,
    DiagnosticOut,
    DiffOutput,
    DiffSide,
    EffectOut,
    ExtractOutput,
    GraphOutput,
    HistoryOutput,
    ParseOutput,
    ProvidersOutput,
    ReviewOutput,
    RulesOutput,
    ScoreLine,
    ScoreOutput,
    SourceInfo,
)
from legaltools.model.diagnostic import Diagnostic
from legaltools.model.document import Document
from legaltools.model.finding import Review
from legaltools.model.history import History, Life
from legaltools.model.providers import Providers
from legaltools.model.register import Register
from legaltools.model.rule import RuleInfo
from legaltools.model.score import Score
from legaltools.model.source import Source
from legaltools.report.catalog import Lang, message

KINDS = ("inserted", "deleted", "moved", "renumbered", "reworded", "split", "merged")


def source_info(source: Source) -> SourceInfo:
    """Return what is told of a source."""
    return SourceInfo(source.name, source.sha256, source.format, source.encoding, len(source.text))


def diagnostic(value: Diagnostic, lang: Lang) -> DiagnosticOut:
    """Return a diagnostic with its wording."""
    wording = message(f"diagnostics.{value.code}", lang, suggestion=value.suggestion, **value.args)
    return DiagnosticOut(
        value.code, value.severity, wording, value.eid, value.line, value.start, value.end, value.suggestion
    )


def parse_output(document: Document, lang: Lang, renumbering: dict[str, Any] | None = None) -> ParseOutput:
    """Return what ``legaltools parse --to json`` prints."""
    return ParseOutput(
        schema_="legaltools/parse/1",
        source=source_info(document.source),
        text=document.text,
        clauses=document.nodes,
        diagnostics=tuple(diagnostic(d, lang) for d in document.source.notes + document.diagnostics),
        renumbering=UNSET if renumbering is None else renumbering,
    )


def extract_output(document: Document, annotations: Annotations) -> ExtractOutput:
    """Return what ``legaltools extract --to json`` prints."""
    return ExtractOutput(
        schema_="legaltools/extract/1",
        source=source_info(document.source),
        text=document.text,
        clauses=document.nodes,
        parties=annotations.parties,
        terms=annotations.terms,
        norms=annotations.norms,
        deadlines=annotations.deadlines,
        references=annotations.references,
        amounts=annotations.amounts,
        term_issues=annotations.term_issues,
    )


def review_output(document: Document, review: Review) -> ReviewOutput:
    """Return what ``legaltools review --to json`` prints."""
    return ReviewOutput(
        schema_="legaltools/review/1",
        source=source_info(document.source),
        findings=review.findings,
        missing=review.missing,
        summary=review.summary,
        notes=review.notes,
        suppressed=review.suppressed,
    )


def rules_output(rules: tuple[RuleInfo, ...]) -> RulesOutput:
    """Return what ``legaltools rules --to json`` prints."""
    return RulesOutput(schema_="legaltools/rules/1", rules=rules)


def _effect(effect: Effect, lang: Lang) -> EffectOut:
    wording = message(f"effects.{effect.rule}", lang, old=effect.old, new=effect.new)
    return EffectOut(effect.type, effect.old, effect.new, effect.direction, wording, effect.rule)


def _change(change: Change, lang: Lang) -> ChangeOut:
    return ChangeOut(
        change.kind,
        change.also,
        change.old,
        change.new,
        change.old_label,
        change.new_label,
        change.redline,
        tuple(_effect(effect, lang) for effect in change.effects),
        change.substantive,
        change.similarity,
    )


def register_output(document: Document, register: Register) -> DeadlinesOutput:
    """Return what ``legaltools deadlines --to json`` prints."""
    return DeadlinesOutput(
        schema_="legaltools/deadlines/1",
        source=source_info(document.source),
        deadlines=register.rows,
        unused=register.unused,
    )


def providers_output(left: Source, right: Source, value: Providers) -> ProvidersOutput:
    """Return what ``legaltools compare-providers --to json`` prints."""
    return ProvidersOutput(
        schema_="legaltools/compare-providers/1",
        left=DiffSide(source_info(left)),
        right=DiffSide(source_info(right)),
        names=value.names,
        topics=value.topics,
    )


def diff_output(old: Document, new: Document, comparison: Comparison, lang: Lang) -> DiffOutput:
    """Return what ``legaltools diff --to json`` prints."""
    counts: Counter[str] = Counter(kind for change in comparison.changes for kind in {change.kind, *change.also})
    return DiffOutput(
        schema_="legaltools/diff/1",
        old=DiffSide(source_info(old.source)),
        new=DiffSide(source_info(new.source)),
        alignment=comparison.alignment,
        changes=tuple(_change(change, lang) for change in comparison.changes),
        renumberings=comparison.renumberings,
        reference_drift=comparison.reference_drift,
        reference_updates=comparison.reference_updates,
        effects=tuple(_effect(effect, lang) for effect in comparison.effects),
        citations=comparison.citations,
        summary={kind: counts[kind] for kind in KINDS},
    )


def history_output(found: History | Life) -> HistoryOutput:
    """Return what ``legaltools history --to json`` prints."""
    if isinstance(found, Life):
        return HistoryOutput(schema_="legaltools/history/1", name=found.id, versions=(), lives=(found,))
    return HistoryOutput(schema_="legaltools/history/1", name=found.name, versions=found.versions, lives=found.lives)


def graph_output(data: Mapping[str, Any]) -> GraphOutput:
    """Return node-link data as what ``legaltools graph --to json`` prints."""
    return GraphOutput(
        schema_="legaltools/graph/1",
        directed=data["directed"],
        multigraph=data["multigraph"],
        graph=dict(data["graph"]),
        nodes=tuple(data["nodes"]),
        edges=tuple(data["edges"]),
    )


def ask_output(question: str, about: str, answers: tuple[Answer, ...], lang: Lang) -> AskOutput:
    """Return what ``legaltools graph FILE ask QUESTION --to json`` prints."""
    title = message(f"questions.{question}", lang, about=about, count=len(answers))
    return AskOutput(schema_="legaltools/ask/1", question=question, about=about, title=title, answers=answers)


def score_output(documents: Mapping[str, Sequence[Score]], total: Sequence[Score]) -> ScoreOutput:
    """Return what ``legaltools score --to json`` prints."""

    def line(s: Score) -> ScoreLine:
        return ScoreLine(s.measure, round(s.precision, 4), round(s.recall, 4), round(s.f1, 4), s.right, s.found, s.gold)

    return ScoreOutput(
        schema_="legaltools/score/1",
        documents={name: tuple(line(s) for s in scores) for name, scores in documents.items()},
        total=tuple(line(s) for s in total),
    )
