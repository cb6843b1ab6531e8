"""The topics two texts are compared by, as data (``topics.toml``), and what one text says on each."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, convert

from legaltools.lexicon import Triggers
from legaltools.model.annotation import Amount, Deadline
from legaltools.model.document import Node
from legaltools.model.finding import Finding
from legaltools.model.providers import Figure, Position, Said
from legaltools.model.span import Span
from legaltools.report.subject import Subject, shorten
from legaltools.text.sentences import STOPS, bounds

SILENT = ("title", "toc", "meta", "signature")  # nodes that say nothing on any topic
SHORT = 12  # characters of a figure that is shown as written
MOST = 40  # sentences of a topic
Measure = Literal["amount", "deadline"]


class Rule(Struct, frozen=True):
    """How a topic is found and its figures compared; ``topics.toml`` says what each field means."""

    key: str
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    figures: tuple[Measure, ...] = ()
    relation: tuple[str, ...] = ()
    neutral: bool = False
    more: Literal["", "better", "worse"] = ""


class Topics(Struct, frozen=True):
    """The file: the topics, and names too common to call a provider by."""

    topics: tuple[Rule, ...]
    generic: frozenset[str]


@cache
def load() -> Topics:
    """Return the topics in the order they are shown."""
    return convert(tomllib.loads(Path(__file__).with_name("topics.toml").read_text(encoding="utf-8")), Topics)


@cache
def _triggers() -> tuple[Triggers, dict[str, list[str]]]:
    """Return the automaton over all words and the topics each word belongs to."""
    owners: dict[str, list[str]] = {}
    for rule in load().topics:
        for word in rule.words:
            owners.setdefault(word, []).append(rule.key)
    return Triggers(owners, overlapping=True), owners


def positions(subject: Subject) -> dict[str, Position]:
    """Return what a text says on every topic.

    Where findings speak, a sentence that only has the topic's words is kept for a figure in it.
    """
    marked = _marked(subject)
    missing = {gap.rule for gap in subject.review.missing}
    found = {}
    for rule in load().topics:
        said = _said(subject, rule, marked.get(rule.key, ()))
        lacks = tuple(code for code in rule.missing if code in missing)
        figures = tuple(_figures(subject, rule, said))
        if any(sentence.rules for sentence in said):
            said = tuple(s for s in said if s.rules or any(s.start <= f.start < s.end for f in figures))
        found[rule.key] = Position(said, figures, lacks)
    return found


def _marked(subject: Subject) -> dict[str, list[int]]:
    """Return where words of each topic stand."""
    automaton, owners = _triggers()
    places: dict[str, list[int]] = {}
    for start, _, word in automaton.find(subject.document.text):
        for key in owners[word]:
            places.setdefault(key, []).append(start)
    return places


def _said(subject: Subject, rule: Rule, places: Iterable[int]) -> tuple[Said, ...]:
    """Return the sentences of findings on a topic, and those with its words."""
    findings = [f for f in subject.review.findings if f.rule in rule.rules and f.confidence != "low"]
    sentences: dict[Span, list[Finding]] = {}
    for finding in findings:
        sentences.setdefault(_sentence(subject, finding.start, finding.end), []).append(finding)
    for place in places:
        node = subject.document.at(place)
        if node is not None and place < node.end and node.kind not in SILENT and not _is_heading(node, place):
            sentences.setdefault(_sentence(subject, place, place + 1), [])
    ordered = sorted(sentences.items(), key=lambda item: (item[0].start, item[0].end))[:MOST]
    return tuple(_sentence_said(subject, span, found) for span, found in ordered)


def _is_heading(node: Node, place: int) -> bool:
    return node.heading is not None and place < node.text_start + len(node.heading)


def _sentence(subject: Subject, start: int, end: int) -> Span:
    """Return the sentence around ``[start, end)`` inside its clause."""
    text, node = subject.document.text, subject.document.at(start)
    if node is None:
        return Span(start, end)
    low, high = min(start, node.text_start), max(end, node.end)
    first, last = bounds(text, start, low, high, STOPS), bounds(text, max(start, end - 1), low, high, STOPS)
    return Span(min(first.start, start), max(last.end, end))


def _sentence_said(subject: Subject, span: Span, findings: list[Finding]) -> Said:
    node = subject.document.at(span.start)
    eid = findings[0].eid if findings else node.eid if node else ""
    codes = dict.fromkeys((f.rule, f.name) for f in findings)
    return Said(
        eid,
        subject.place(eid).label,
        span.start,
        span.end,
        span.of(subject.document.text),
        tuple(code for code, _ in codes),
        tuple(name for _, name in codes),
    )


def _figures(subject: Subject, rule: Rule, said: tuple[Said, ...]) -> Iterator[Figure]:
    """Yield the time limits and amounts inside the sentences on a topic."""
    values: list[Any] = []
    if "amount" in rule.figures:
        values += subject.annotations.amounts
    if "deadline" in rule.figures:
        values += subject.annotations.deadlines
    for value in sorted(values, key=lambda v: (v.start, v.end)):
        if not any(sentence.start <= value.start < sentence.end for sentence in said):
            continue
        size = _amount(value) if isinstance(value, Amount) else _days(subject, rule, value)
        if size is not None:
            yield Figure(value.eid, value.text, _short(subject, value), value.start, value.end, *size)


def _short(subject: Subject, value: Amount | Deadline) -> str:
    """Return a figure as written or, where that says a whole story, as number and unit."""
    plain = " ".join(value.text.split())
    if len(plain) <= SHORT or isinstance(value, Amount) or value.unit is None:
        return shorten(plain, 2 * SHORT)
    return f"{value.value}{subject.words['units'][value.unit]}"


def _amount(amount: Amount) -> tuple[str, float] | None:
    try:
        return f"{amount.kind} {amount.currency}".strip(), float(amount.value)
    except ValueError:
        return None


def _days(subject: Subject, rule: Rule, deadline: Deadline) -> tuple[str, float] | None:
    """Return a limit in days; what the user has to keep is nothing the provider grants."""
    days = deadline.days
    if days is None or deadline.vague or (rule.relation and deadline.relation not in rule.relation):
        return None
    bearer = next((p.role for p in subject.annotations.parties if p.name == deadline.bearer), "other")
    return None if rule.more == "better" and bearer == "user" else ("days", days)
