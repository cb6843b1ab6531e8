"""Precision, recall and F1 of an analysis against gold, by the rules of the annotation guidelines.

In: a :class:`~legaltools.corpus.gold.Gold`, the document, its annotations and review. Out: a
:class:`~legaltools.model.score.Score` each.
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import TypeVar

from legaltools.corpus.gold import Gold, Record, head, key
from legaltools.model.annotation import Annotations, Deadline, Norm, Party, Reference
from legaltools.model.document import Document, Node
from legaltools.model.finding import Review
from legaltools.model.score import Score

T = TypeVar("T")
Row = tuple[tuple[str, str], int, Node]
OPENINGS = {"clause", "heading", "item", "attachment"}
LIMITATION = {
    "liability_exemption",
    "liability_cap",
    "consequential_loss",
    "no_warranty",
    "data_deletion",
    "force_majeure",
}
UNSCORED = {"use_restriction", "confidentiality"}
SAME_TYPE = {"power": "permission", "liability": "obligation"}


def add(scores: Iterable[Score]) -> list[Score]:
    """Sum the counts of equal measures (micro average), in order of first appearance."""
    sums: dict[str, list[int]] = {}
    for score in scores:
        row = sums.setdefault(score.measure, [0, 0, 0])
        row[:] = [a + b for a, b in zip(row, (score.right, score.found, score.gold), strict=True)]
    return [Score(measure, *row) for measure, row in sums.items()]


def score(
    gold: Gold,
    document: Document,
    annotations: Annotations,
    review: Review,
    categories: Mapping[str, str],
    anomalies: Mapping[str, str],
) -> list[Score]:
    """Score one document. ``categories`` maps rule codes, ``anomalies`` diagnostic codes, to gold categories."""
    inside = range(gold.first_line, gold.last_line + 1)
    scores = structure(gold, document) if gold.openings else []
    if gold.roles:
        scores.append(_roles(gold, document))
    lists = gold.lists
    if "anomalies" in lists:
        scores.append(_anomalies(gold, document, anomalies))
    if "norms" in lists:
        scores += _norms(gold, [n for n in annotations.norms if n.line in inside], annotations.parties)
    if "deadlines" in lists:
        scores += _deadlines(gold, [d for d in annotations.deadlines if d.line in inside])
    if "references" in lists:
        scores += _references(gold, [r for r in annotations.references if r.line in inside], document)
    if "definitions" in lists:
        wanted = {(r["line"], r["term"]) for r in lists["definitions"]}
        seen = {(document.line_of(t.start), t.term) for t in annotations.terms}
        seen = {pair for pair in seen if pair[0] in inside}
        scores.append(Score("definitions", len(wanted & seen), len(seen), len(wanted)))
    if "risks" in lists:
        scores += _risks(gold, review, categories)
    return scores


def openings(document: Document) -> list[Row]:
    """Return (label key and first six characters, index of the nearest opening above, node) of every opening."""
    index: dict[str, int] = {}
    rows: list[Row] = []
    for node in document.nodes:
        if node.kind not in OPENINGS:
            continue
        above = next((index[a.eid] for a in document.ancestors(node) if a.eid in index), -1)
        text = head(_text(document, node))
        index[node.eid] = len(rows)
        rows.append(((key(node.label), text[:6]), above, node))
    return rows


def _text(document: Document, node: Node) -> str:
    own = document.text[node.text_start : node.end]
    return own if own.strip() else document.text[node.text_start : node.text_start + 200]


def _aligned(gold: Gold, document: Document) -> tuple[list[Row], dict[int, int], int]:
    """Return the openings inside the annotated range, which gold opening is which of them, how many stand before."""
    rows = openings(document)
    found = [row for row in rows if gold.first_line <= row[2].line <= gold.last_line]
    before = next((i for i, row in enumerate(rows) if row[2].line >= gold.first_line), 0)
    wanted = [(key(o.label), o.head[:6]) for o in gold.openings]
    blocks = SequenceMatcher(None, wanted, [row[0] for row in found], autojunk=False).get_matching_blocks()
    return found, {a + k: b + k for a, b, size in blocks for k in range(size)}, before


def structure(gold: Gold, document: Document) -> list[Score]:
    """Score clause openings, and parents over matched openings."""
    found, pairs, before = _aligned(gold, document)
    right = 0
    for a, b in pairs.items():
        parent, above = gold.openings[a].parent, found[b][1] - before
        right += above < 0 if parent < 0 else pairs.get(parent) == above
    n = len(pairs)
    return [Score("openings", n, len(found), len(gold.openings)), Score("parents", right, n, n)]


def _anomalies(gold: Gold, document: Document, kinds: Mapping[str, str]) -> Score:
    """Score numbering faults by line and kind; a record of the structure form names its opening."""
    records = [r for r in gold.lists["anomalies"] if r["kind"] in set(kinds.values())]
    found, pairs, _ = _aligned(gold, document) if any("i" in r for r in records) else ([], {}, 0)
    lines = {a: found[b][2].line for a, b in pairs.items()}
    wanted = {(r["line"] if "line" in r else lines.get(r["i"], 0), r["kind"]) for r in records}
    inside = range(gold.first_line, gold.last_line + 1)
    seen = {(d.line, kinds[d.code]) for d in document.diagnostics if d.code in kinds and d.line in inside}
    return Score("anomalies", len(wanted & seen), len(seen), len(wanted))


def _roles(gold: Gold, document: Document) -> Score:
    """Score the role of every line: the kind of the first node that stands on it."""
    kinds: dict[int, str] = {}
    for node in document.nodes:
        kinds.setdefault(node.line, {"heading": "clause", "item": "clause"}.get(node.kind, node.kind))
    right = sum(kinds.get(line) == role for line, role, _ in gold.roles)
    return Score("line roles", right, len(gold.roles), len(gold.roles))


def _overlap(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in spans)


def _match(
    wanted: list[Record], found: list[T], line: Callable[[T], int], fits: Callable[[Record, T], int]
) -> list[tuple[Record, T]]:
    """Pair records with results one to one, best fit first within a line (``fits`` 0: no match)."""
    by_line: dict[int, list[int]] = {}
    for i, item in enumerate(found):
        by_line.setdefault(line(item), []).append(i)
    options = [
        (-fit, g, i)
        for g, record in enumerate(wanted)
        for i in by_line.get(record["line"], [])
        if (fit := fits(record, found[i]))
    ]
    pairs, used_gold, used = [], set(), set()
    for _, g, i in sorted(options):
        if g not in used_gold and i not in used:
            used_gold.add(g)
            used.add(i)
            pairs.append((wanted[g], found[i]))
    return pairs


def _merged(kind: str) -> str:
    return SAME_TYPE.get(kind, kind)


def _norms(gold: Gold, found: list[Norm], parties: tuple[Party, ...]) -> list[Score]:
    names = {a: p["name"] for p in gold.parties for a in [p["name"], *p.get("aliases", [])]}
    for party in parties:  # a name the gold does not list is the party that shares an alias with it
        known = next((names[a] for a in party.names if a in names), None)
        for alias in party.names:
            names.setdefault(alias, known or party.name)

    def same_type(record: Record, norm: Norm) -> bool:
        return _merged(record["type"]) == _merged(norm.type)

    def same_bearer(record: Record, norm: Norm) -> bool:
        return bool(names.get(record["bearer"], record["bearer"]) == names.get(norm.bearer, norm.bearer))

    def fits(record: Record, norm: Norm) -> int:
        cue = _overlap(record["cue_spans"], norm.cue.start, norm.cue.end)
        if not (
            cue
            or _overlap(record["cue_spans"], norm.start, norm.end)
            or _overlap(record["spans"], norm.cue.start, norm.cue.end)
        ):
            return 0
        return 1 + 4 * cue + 2 * same_type(record, norm) + same_bearer(record, norm)

    wanted = gold.lists["norms"]
    pairs = _match(wanted, found, lambda n: n.line, fits)
    typed = sum(same_type(r, n) for r, n in pairs)
    borne = sum(same_type(r, n) and same_bearer(r, n) for r, n in pairs)
    counts = (("norms", len(pairs)), ("norms, type", typed), ("norms, bearer", borne))
    return [Score(name, right, len(found), len(wanted)) for name, right in counts]


def _deadlines(gold: Gold, found: list[Deadline]) -> list[Score]:
    def same(record: Record, deadline: Deadline) -> bool:
        if record["vague"] or deadline.vague:
            return bool(record["vague"] and deadline.vague)
        return bool(record["value"] == deadline.value and record["unit"] == deadline.unit)

    wanted = gold.lists["deadlines"]
    pairs = _match(
        wanted, found, lambda d: d.line, lambda r, d: (1 + same(r, d)) if _overlap(r["spans"], d.start, d.end) else 0
    )
    right = [(r, d) for r, d in pairs if same(r, d)]
    relation = sum(r["relation"] == d.relation for r, d in right)
    counts = (("deadlines", len(right)), ("deadlines, relation", relation))
    return [Score(name, n, len(found), len(wanted)) for name, n in counts]


def _references(gold: Gold, found: list[Reference], document: Document) -> list[Score]:
    wanted = gold.lists["references"]
    pairs = _match(
        wanted,
        found,
        lambda r: r.line,
        lambda g, r: (1 + (g["kind"] == r.kind)) if _overlap(g["spans"], r.start, r.end) else 0,
    )
    kinds = sum(g["kind"] == r.kind for g, r in pairs)
    internal = [(g, r) for g, r in pairs if g["kind"] in ("number", "relative", "heading")]
    resolved = sum(set(g.get("target", [])) == {document.by_eid[t].line for t in r.targets} for g, r in internal)
    return [
        Score("references", len(pairs), len(found), len(wanted)),
        Score("references, kind", kinds, len(found), len(wanted)),
        Score("references, resolved", resolved, len(internal), len(internal)),
    ]


def _risks(gold: Gold, review: Review, categories: Mapping[str, str]) -> list[Score]:
    wanted = {(r["line"], r["category"]) for r in gold.lists["risks"] if r["category"] not in UNSCORED}
    inside = range(gold.first_line, gold.last_line + 1)
    said = [f for f in review.findings if f.confidence != "low"]  # hints stand in a list of their own
    seen = {(f.line, categories[f.rule]) for f in said if f.rule in categories and f.line in inside}
    lines, seen_lines = ({line for line, c in pairs if c in LIMITATION} for pairs in (wanted, seen))
    return [
        Score("risks", len(wanted & seen), len(seen), len(wanted)),
        Score("limitation lines", len(lines & seen_lines), len(seen_lines), len(lines)),
    ]
