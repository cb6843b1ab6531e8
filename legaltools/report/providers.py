"""Two providers' terms topic by topic: two analysed texts in, :class:`Providers` or its ledgers out.

Who is stricter towards the user is said only where a rule decides: a figure, a clause only one text has, a clause one
text lacks, more kinds of restriction. Everything else is left open.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from legaltools.model.providers import Figure, Ground, Position, Providers, Topic, Verdict
from legaltools.model.report import Column, Ledgers, Row, Table
from legaltools.report import topics
from legaltools.report.catalog import Lang, load
from legaltools.report.subject import Subject, shorten
from legaltools.report.topics import Rule

SHOWN, CELL = 6, 400  # clauses of a topic a table lists for each text; characters of a cell
NAME = 24


def words(lang: Lang) -> dict[str, Any]:
    """Return the content of ``providers.<lang>.toml``; treat it as frozen."""
    return load("providers", lang)


def build(left: Subject, right: Subject) -> Providers:
    """Return both texts on every topic; the language is that of ``left``."""
    lang = left.lang
    say = words(lang)
    names = _names(left, right)
    sides = topics.positions(left), topics.positions(right)
    found = tuple(_topic(rule, sides[0][rule.key], sides[1][rule.key], names, say) for rule in topics.load().topics)
    tally = Counter(topic.stricter for topic in found)
    counted = {"a": tally["left"], "b": tally["right"], "same": tally["same"], "open": tally["open"]}
    named = {"left": names[0], "right": names[1]}
    return Providers(
        lang,
        say["words"]["title"].format(**named),
        names,
        (left.document.source.name, right.document.source.name),
        say["words"]["summary"].format(count=len(found), **named, **counted),
        found,
        say["words"],
    )


def _names(left: Subject, right: Subject) -> tuple[str, str]:
    """Return what to call the texts: their providers, else their titles, else the first and the second."""
    say = words(left.lang)["words"]
    for a, b in ((_provider(left) or left.name, _provider(right) or right.name), (left.name, right.name)):
        if a != b:
            return shorten(a, NAME), shorten(b, NAME)
    return say["first"], say["second"]


def _provider(subject: Subject) -> str:
    """Return the longest name of the provider that is no common word."""
    parties = [p for p in subject.annotations.parties if p.role == "provider"]
    names = (name for p in parties[:1] for name in p.names)
    return max((name for name in names if name not in topics.load().generic), key=len, default="")


def _topic(rule: Rule, left: Position, right: Position, names: tuple[str, str], say: dict[str, Any]) -> Topic:
    left, right = _compared(left, right), _compared(right, left)
    stricter, ground = judge(rule, left, right)
    index = int(stricter == "right")
    worse, other = (right, left) if index else (left, right)
    reason = say["grounds"][ground].format(
        name=names[index],
        left=_figures(left.figures, differing=True),
        right=_figures(right.figures, differing=True),
        codes=", ".join(
            sorted(set(worse.lacks) - set(other.lacks) if ground == "missing" else worse.rules - other.rules)
        ),
    )
    return Topic(rule.key, say["topics"][rule.key], left, right, stricter, ground, reason)


def _compared(own: Position, other: Position) -> Position:
    """Return a position whose figures know whether the other text has them too."""
    there = {(figure.measure, figure.size) for figure in other.figures}
    figures = (replace(f, differs=(f.measure, f.size) not in there) for f in own.figures)
    return replace(own, figures=tuple(figures))


def judge(rule: Rule, left: Position, right: Position) -> tuple[Verdict, Ground]:
    """Return which text is stricter towards the user, and the rule that says so; the first that decides wins."""
    if not left.said and not right.said and left.lacks == right.lacks:
        return "none", "none"
    if rule.more and (side := _by_figures(rule, left.figures, right.figures)):
        return side, "number"
    if not rule.neutral and bool(left.rules) != bool(right.rules):
        return ("left" if left.rules else "right"), "only"
    if side := _larger(frozenset(left.lacks), frozenset(right.lacks)):
        return side, "missing"
    if not rule.neutral and (side := _larger(left.rules, right.rules)):
        return side, "kinds"
    alike = {(f.measure, f.size) for f in left.figures} == {(f.measure, f.size) for f in right.figures}
    return ("same", "same") if left.rules == right.rules and left.rules and alike else ("open", "open")


def _larger(left: frozenset[str], right: frozenset[str]) -> Verdict | None:
    """Return the side that has all the other has and more."""
    return "left" if left > right else "right" if right > left else None


def _by_figures(rule: Rule, left: Iterable[Figure], right: Iterable[Figure]) -> Verdict | None:
    """Return the text whose worst figure for the user is worse, if both have one of a measure and they differ."""
    worst = min if rule.more == "better" else max
    sizes: dict[str, tuple[list[float], list[float]]] = {}
    for side, figures in enumerate((left, right)):
        for figure in figures:
            sizes.setdefault(figure.measure, ([], []))[side].append(figure.size)
    decided: set[Verdict] = set()
    for a, b in sizes.values():
        if a and b and worst(a) != worst(b):
            decided.add("left" if worst(worst(a), worst(b)) == worst(a) else "right")
    return decided.pop() if len(decided) == 1 else None


def _figures(figures: Iterable[Figure], *, differing: bool = False) -> str:
    return "; ".join(dict.fromkeys(f.short for f in figures if f.differs or not differing))


def stricter(value: Providers, topic: Topic) -> str:
    """Return the verdict of a topic in words."""
    if topic.stricter in ("left", "right"):
        return value.names[topic.stricter == "right"]
    return value.words["neither" if topic.stricter == "none" else topic.stricter]


def ledgers(value: Providers) -> Ledgers:
    """Return the overview and the clauses as tables."""
    return Ledgers(value.lang, value.title, (_overview(value), _clauses(value)))


def _overview(value: Providers) -> Table:
    say = value.words
    columns = [Column(say["topic"], 24), *(Column(say["count"].format(name=name), 30) for name in value.names)]
    columns += [Column(say["figures"].format(name=name), 26) for name in value.names]
    columns += [Column(say["stricter"], 20), Column(say["reason"], 40)]
    rows = [
        Row(
            (
                topic.name,
                _places(value, topic.left),
                _places(value, topic.right),
                _figures(topic.left.figures),
                _figures(topic.right.figures),
                stricter(value, topic),
                topic.reason,
            )
        )
        for topic in value.topics
    ]
    return Table("overview", say["overview"], tuple(columns), tuple(rows), f"{value.summary} {say['disclaimer']}")


def _places(value: Providers, position: Position) -> str:
    """Return where a text speaks of a topic, and what it lacks."""
    labels = list(dict.fromkeys(said.label for said in position.said))
    shown = labels[:SHOWN]
    if len(labels) > SHOWN:
        shown.append(value.words["more"].format(count=len(labels) - SHOWN))
    if position.lacks:
        shown.append(f"{value.words['lacks']}: {', '.join(position.lacks)}")
    return "; ".join(shown) or value.words["none"]


def _clauses(value: Providers) -> Table:
    say = value.words
    titles = ((say["topic"], 20), (say["provider"], 20), (say["clause"], 16), (say["text"], 80), (say["rules"], 36))
    rows = [
        Row(
            (
                topic.name,
                name,
                said.label,
                shorten(said.text, CELL),
                "; ".join(f"{code} {told}" for code, told in zip(said.rules, said.names, strict=True)),
            ),
            said.eid,
        )
        for topic in value.topics
        for name, position in zip(value.names, (topic.left, topic.right), strict=True)
        for said in position.said
    ]
    return Table("clauses", say["clauses"], tuple(Column(*column) for column in titles), tuple(rows))
