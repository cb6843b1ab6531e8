"""A report on two versions: documents and their comparison in, :class:`Versions` in words out; tables and a memo of it.

``build`` makes the report, ``table`` the side-by-side table as a ledger, ``memo`` a text in the past tense.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any, Literal

from msgspec.structs import replace

from legaltools.model.annotation import Annotations
from legaltools.model.comparison import (
    PART,
    Change,
    Citation,
    Comparison,
    Drift,
    Effect,
    Pair,
    Piece,
    Redline,
    Renumbering,
    Segment,
)
from legaltools.model.document import Document
from legaltools.model.finding import Review
from legaltools.model.report import Column, Count, Fact, Ledgers, Marked, Row, Table
from legaltools.model.versions import Line, Meaning, Memo, Point, Versions
from legaltools.report.catalog import Lang, load, message
from legaltools.report.subject import SHORT, Subject, shorten

KINDS = ("inserted", "deleted", "moved", "reworded", "split", "merged", "renumbered")
EXCERPT = 120  # characters of an inserted or deleted clause a memo quotes
DIRECTIONS = ("worse_for_user", "better_for_user", "unclear", "neutral")


def words(lang: Lang) -> dict[str, Any]:
    """Return the content of ``comparison.<lang>.toml``; treat it as frozen."""
    return load("comparison", lang)


def build(old: Document, new: Document, comparison: Comparison, lang: Lang = "zh") -> Versions:
    """Return the report on two compared documents."""
    say = words(lang)
    lines = _lines(old, new, comparison, lang)
    subject = Subject(new, Annotations(), Review(), lang)
    return Versions(
        lang=lang,
        title=say["words"]["title"].format(name=subject.name),
        verdict=_verdict(lines, say),
        facts=(_facts(old, say), _facts(new, say)),
        kinds=_counts(Counter(kind for c in comparison.changes for kind in {c.kind, *c.also}), KINDS, say["kind"]),
        directions=_counts(Counter(line.direction for line in lines if line.meanings), DIRECTIONS, say["direction"]),
        lines=lines,
        renumbered=tuple(_renumbered(subject, comparison, r, say) for r in comparison.renumberings),
        drifted=tuple(_drifted(subject, d, say) for d in comparison.reference_drift),
        notes=tuple(_meaning(effect, lang).text for effect in comparison.effects),
        words=say["words"],
        cited=tuple(_cited(subject, citation, say) for citation in comparison.citations),
    )


def _facts(document: Document, say: dict[str, Any]) -> tuple[Fact, ...]:
    source, w = document.source, say["words"]
    return (
        Fact(w["file"], source.name),
        Fact(w["chars"], f"{len(source.text):,}"),
        Fact(w["clauses"], f"{len(document.nodes):,}"),
        Fact(w["sha"], source.sha256),
    )


def _counts(counter: Counter[str], keys: tuple[str, ...], names: dict[str, str]) -> tuple[Count, ...]:
    return tuple(Count(key, names[key], counter[key]) for key in keys)


def _verdict(lines: tuple[Line, ...], say: dict[str, Any]) -> str:
    changed = [line for line in lines if line.number and not line.part]
    real = [line for line in changed if line.matters]
    if not changed:
        return str(say["verdict"]["same"])
    if not real:
        return str(say["verdict"]["cosmetic"]).format(count=len(changed))
    count = Counter(line.direction for line in real if line.meanings)
    return str(say["verdict"]["changed"]).format(
        count=len(real),
        worse=count["worse_for_user"],
        better=count["better_for_user"],
        unclear=count["unclear"],
    )


def _lines(old: Document, new: Document, comparison: Comparison, lang: Lang) -> tuple[Line, ...]:
    come = {eid: change for change in comparison.changes for eid in change.new}
    gone = {eid: change for change in comparison.changes if not change.new for eid in change.old}
    places = {node.eid: i for i, node in enumerate(old.nodes)}
    numbers: dict[int, int] = {}
    lines = []
    for pair in comparison.alignment:
        change = come.get(pair.new[0]) if pair.new else gone.get(pair.old[0])
        told = id(change) in numbers
        number = numbers.setdefault(id(change), len(numbers) + 1) if change is not None else 0
        line = _line(old, new, pair, change, number, lang, told=told)
        lines.append(replace(line, place=places[pair.old[0]]) if pair.old else line)
    return tuple(lines)


def _line(
    old: Document, new: Document, pair: Pair, change: Change | None, number: int, lang: Lang, *, told: bool
) -> Line:
    """Return one row; ``told`` says that it is a further clause of a change that has its row."""
    node = new.by_eid[pair.new[0]] if pair.new else old.by_eid[pair.old[0]]
    before = old.by_eid[pair.old[0]].label if pair.old else ""
    after = new.by_eid[pair.new[0]].label if pair.new else ""
    names = words(lang)["kind"]
    if change is None:
        text = new.text[node.text_start : node.end].strip()
        return Line(0, pair.kind, (), pair.old, pair.new, before, after, (Segment("=", text),), depth=node.depth)
    return Line(
        number,
        change.kind,
        () if told else tuple(names[kind] for kind in (change.kind, *change.also)),
        pair.old,
        pair.new,
        before,
        after,
        _segments(old, new, pair, change),
        () if told else tuple(_meaning(effect, lang) for effect in change.effects),
        change.substantive,
        not change.substantive and not change.effects and "renumbered" not in (change.kind, *change.also),
        node.depth,
        pair.confidence,
        told,
    )


def _segments(old: Document, new: Document, pair: Pair, change: Change) -> tuple[Segment, ...]:
    """Return the redline of one row: of a whole chapter that came or went the row's own text."""
    if change.redline and (pair.old, pair.new) == (change.old, change.new):
        return _parts(old, new, change) if len(pair.old) + len(pair.new) > 2 else change.redline
    document, node = (new, new.by_eid[pair.new[0]]) if pair.new else (old, old.by_eid[pair.old[0]])
    op: Literal["=", "-", "+"] = "=" if change.kind == "unchanged" else "+" if pair.new else "-"
    return (Segment(op, document.text[node.text_start : node.end].strip()),)


def _parts(old: Document, new: Document, change: Change) -> tuple[Segment, ...]:
    """Return the redline of a split or merged clause with each further part on its own line behind its label."""
    labels = {
        "-": iter([old.by_eid[eid].label for eid in change.old[1:]]),
        "+": iter([new.by_eid[eid].label for eid in change.new[1:]]),
    }
    segments: list[Segment] = []
    for segment in change.redline:
        for k, piece in enumerate(segment.text.split(PART)):
            label = next(labels[segment.op], "") if k and segment.op in labels else ""
            text = ("\n" if k else "") + (f"{label} " if label else "") + piece
            segments += [Segment(segment.op, text)] if text else []
    return tuple(segments)


def _meaning(effect: Effect, lang: Lang) -> Meaning:
    say = words(lang)
    text = message(f"effects.{effect.rule}", lang, old=effect.old, new=effect.new)
    return Meaning(effect.type, say["type"][effect.type], effect.direction, say["direction"][effect.direction], text)


def _renumbered(subject: Subject, comparison: Comparison, run: Renumbering, say: dict[str, Any]) -> str:
    lines = say["lines"]
    before = run.old_first if run.count == 1 else f"{run.old_first}–{run.old_last}"
    after = run.new_first if run.count == 1 else f"{run.new_first}–{run.new_last}"
    where = lines["within"].format(above=subject.place(run.under).label) if run.under else ""
    cause = ""
    if run.cause:
        kind = next((c.kind for c in comparison.changes if run.cause in c.new), "other")
        cause = lines.get(f"cause_{kind}", lines["cause_other"]).format(label=subject.place(run.cause).label)
    elif run.gone:
        cause = lines["cause_deleted"].format(label=run.gone)
    told = lines["renumbered_because" if cause else "renumbered"]
    return where + str(told).format(old=before, new=after, count=run.count, cause=cause)


def _drifted(subject: Subject, drift: Drift, say: dict[str, Any]) -> str:
    key = "drifted_dangling" if not drift.now_points_to else "drifted" if drift.meant else "drifted_gone"
    return str(say["lines"][key]).format(
        where=subject.place(drift.eid).label,
        text=drift.text,
        now=subject.place(drift.now_points_to).label if drift.now_points_to else "",
        meant=subject.place(drift.meant).label if drift.meant else "",
    )


def _cited(subject: Subject, citation: Citation, say: dict[str, Any]) -> str:
    return str(say["lines"][f"cited_{citation.status}"]).format(
        where=subject.place(citation.eid).label, text=citation.text, old=citation.old, new=citation.new
    )


def shown(versions: Versions, *, everything: bool = False, substantive: bool = False) -> list[Line]:
    """Return the changes a reader is shown: not renumbering alone (told as ranges), noise only with ``everything``."""
    lines = [line for line in versions.lines if line.number]
    if everything:
        return lines
    lines = [line for line in lines if not line.noise or line.meanings]
    lines = [line for line in lines if line.kind != "renumbered" or line.meanings]
    return [line for line in lines if line.matters] if substantive else lines


def groups(lines: list[Line]) -> list[list[Line]]:
    """Return the rows of each change together: one, or all of a chapter that came or went as a whole."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.number, []).append(line)
    return list(found.values())


def hidden(versions: Versions, lines: Collection[Line], lang: Lang) -> str:
    """Return how many changes are not among ``lines``, in words; ``""`` if none."""
    count = len({line.number for line in versions.lines} - {line.number for line in lines} - {0})
    return words(lang)["words"]["hidden"].format(count=count) if count else ""


def side(line: Line, op: str) -> str:
    """Return the text of one side (``-`` old, ``+`` new) with its label."""
    label = line.old_label if op == "-" else line.new_label
    text = "".join(segment.text for segment in line.segments if segment.op in ("=", op))
    there = line.old if op == "-" else line.new
    return f"{label} {text}".strip() if there else ""


def _cell(rows: list[Line], op: Literal["-", "+"]) -> Marked:
    """Return one side of a change with its marks, a line for each of its clauses."""
    segments: list[Segment] = []
    for line in rows:
        label, other = (line.old_label, line.new_label) if op == "-" else (line.new_label, line.old_label)
        if not (line.old if op == "-" else line.new):
            continue
        segments += [Segment("=", "\n")] if segments else []
        if label:
            segments += [Segment("=" if label == other else op, label), Segment("=", " ")]
        segments += [segment for segment in line.segments if segment.op in ("=", op)]
    return Marked(tuple(segments))


def table(versions: Versions) -> Ledgers:
    """Return the side-by-side table of the changes."""
    w = versions.words
    columns = (
        Column(w["number"], 6),
        Column(w["old"], 46),
        Column(w["new"], 46),
        Column(w["kind"], 12),
        Column(w["direction"], 14),
        Column(w["meaning"], 40),
    )
    rows = []
    for group in groups(shown(versions)):
        line = group[0]
        names = dict.fromkeys(meaning.direction_name for meaning in line.meanings)
        texts = [meaning.text for meaning in line.meanings]
        cells = (
            line.number,
            _cell(group, "-"),
            _cell(group, "+"),
            " ".join(line.kinds),
            " ".join(names),
            "\n".join(texts),
        )
        rows.append(Row(cells, eid=line.new[0] if line.new else ""))
    whole = Table("changes", w["table"], columns, tuple(rows), versions.verdict)
    more = [
        Table(f"list{i}", name, (Column(name, 80),), tuple(Row((text,)) for text in texts))
        for i, (name, texts) in enumerate(versions.lists)
    ]
    return Ledgers(versions.lang, versions.title, (whole, *more))


def redline(old: Document, new: Document, comparison: Comparison, pieces: tuple[Piece, ...], lang: Lang) -> Redline:
    """Return the woven documents with a comment on every change that means something."""
    notes = {}
    for change in comparison.changes:
        lines = tuple(
            f"{meaning.direction_name} · {meaning.text}" for meaning in (_meaning(e, lang) for e in change.effects)
        )
        if lines:
            notes[(change.new or change.old)[0]] = lines
    headings = frozenset(n.eid for d in (old, new) for n in d.nodes if n.kind in ("heading", "title"))
    title = words(lang)["words"]["title"].format(name=Subject(new, Annotations(), Review(), lang).name)
    return Redline(title, pieces, notes, headings)


def memo(versions: Versions, lang: Lang) -> Memo:
    """Return a memo: what was done, in the past tense, what it means, what else to look at."""
    say, w = words(lang)["memo"], versions.words
    points = []
    for line in shown(versions, substantive=True):
        if line.part:
            continue
        before, after = side(line, "-"), side(line, "+")
        text = say[line.kind if line.kind in say else "reworded"].format(
            old=line.old_label or shorten(before, SHORT),
            new=line.new_label or shorten(after, SHORT),
            text=shorten(after or before, EXCERPT),
        )
        points.append(Point(line.number, text, tuple(meaning.text for meaning in line.meanings)))
    return Memo(say["heading"], versions.title, versions.verdict, tuple(points), versions.lists, w["disclaimer"])
