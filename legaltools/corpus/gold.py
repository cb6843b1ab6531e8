"""Gold annotations: a JSON file in, :class:`Gold` with every record as lines and columns out.

Two forms are read: *full* (norms, deadlines, references, definitions, risks, structure by line) and *structure* (the
clause openings of a text in reading order). A record says where it stands either by a ``quote`` of its line or, where
no text may be kept, by half-open code-point columns ``start`` … ``end``.
"""

import json
from pathlib import Path
from typing import Any

from msgspec import Struct

Record = dict[str, Any]
SPAN_LISTS = ("norms", "deadlines", "references", "definitions", "risks")


class Opening(Struct, frozen=True):
    """A clause opening: its label, the first characters of its text, the index of its parent (-1: top level)."""

    label: str
    head: str
    parent: int
    line: int = 0


class Gold(Struct, frozen=True):
    """The annotations of one document; ``lists`` holds the records by kind, each with ``spans`` (offsets)."""

    doc: str
    openings: tuple[Opening, ...]
    lists: dict[str, list[Record]]
    parties: list[Record]
    first_line: int = 1
    last_line: int = 10**9
    roles: tuple[tuple[int, str, int], ...] = ()


def files(path: Path) -> list[Path]:
    """Return the gold files at ``path``: the file itself or every JSON file of the folder."""
    return [path] if path.is_file() else sorted(path.glob("*.json"))


def document_name(path: Path) -> str:
    """Return the file name of the text a gold file speaks of; raises ``ValueError`` if it is no gold file."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["doc"])
    except (KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is not a gold annotation") from error


def load(path: Path, text: str) -> Gold:
    """Read a gold file and place its records in ``text`` (the document as read).

    Raises ``ValueError`` if the file is not gold of either form.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or "doc" not in data or not {"clauses", "structure", "norms"} & set(data):
        raise ValueError(f"{path.name} is not a gold annotation")
    lines = text.split("\n")
    starts = _starts(lines)
    lists = {
        kind: [_placed(record, lines, starts) for record in data.get(kind, [])] for kind in SPAN_LISTS if kind in data
    }
    if "anomalies" in data:
        lists["anomalies"] = [dict(record) for record in data["anomalies"]]
    first, last = data.get("range", (1, 10**9))
    if "clauses" in data:
        openings, last = _listed(data["clauses"], lines), (10**9 if "range" not in data else last)
    else:
        openings = _by_line(data, lines)
    roles = tuple((r["line"], r["role"], r["parent"]) for r in data.get("structure", []) if "role" in r)
    return Gold(data["doc"], openings, lists, data.get("parties", []), first, last, roles)


def head(text: str) -> str:
    """Return the first ten visible characters of a clause's text: no white space, no Markdown marks or escapes.

    >>> head(" **服务 内容**：本服务由阿里云提供")
    '服务内容：本服务由阿'
    """
    kept = "".join(c for c in text[:400] if not c.isspace() and c not in "*\\_")
    return kept[:10]


def key(label: str) -> str:
    """Return a label without outer space and trailing dots, commas and colons, for matching."""
    return "".join(label.split()).rstrip(".\uff0e\u3001\uff1a:").lstrip("\\")


def _starts(lines: list[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def _placed(record: Record, lines: list[str], starts: list[int]) -> Record:
    """Add ``spans`` (every place its quote stands in its line) and ``cue_spans`` to a copy of ``record``."""
    number = record["line"] - 1
    line, base = (lines[number], starts[number]) if 0 <= number < len(lines) else ("", 0)
    if "start" in record and "quote" not in record:
        spans = [(base + record["start"], base + record["end"])]
    else:
        spans = [(base + at, base + at + len(record["quote"])) for at in _all(line, record["quote"])]
    cue = record.get("cue")
    if isinstance(cue, list):
        cues = [(base + cue[0], base + cue[1])]
    else:
        cues = (
            [(s + at, s + at + len(cue)) for s, e in spans for at in _all(line[s - base : e - base], cue)[:1]]
            if cue
            else []
        )
    placed = {**record, "spans": spans, "cue_spans": cues}
    if isinstance(record.get("term"), list):
        placed["term"] = line[record["term"][0] : record["term"][1]]
    return placed


def _all(line: str, quote: str) -> list[int]:
    found, at = [], line.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = line.find(quote, at + 1)
    return found


def _listed(clauses: list[Record], lines: list[str]) -> tuple[Opening, ...]:
    openings = []
    for record in clauses:
        text = record.get("head")
        if text is None:
            number = record["line"] - 1
            rest = lines[number][record["start"] + len(record["label"]) :] if number < len(lines) else ""
            text = rest if rest.strip() else "".join(lines[number + 1 : number + 4])
        openings.append(Opening(record["label"], head(text), record["parent"], record.get("line", 0)))
    return tuple(openings)


def _by_line(data: Record, lines: list[str]) -> tuple[Opening, ...]:
    """Turn the by-line structure and the inline items of the full form into openings in reading order."""
    rows = [
        (r["line"], 0, r["label"], None, r["parent"])
        for r in data.get("structure", [])
        if r["role"] in ("clause", "attachment")
    ]
    rows += [
        (r["line"], 1 + i, r["label"], r["quote"][len(r["label"]) :], r["line"])
        for i, r in enumerate(data.get("inline_items", []))
        if "quote" in r
    ]
    rows.sort(key=lambda row: row[:2])
    index = {row[0]: i for i, row in reversed(list(enumerate(rows)))}
    openings = []
    for line, _, label, text, parent in rows:
        if text is None:
            text = lines[line - 1].strip().removeprefix("\\").removeprefix(label)
            text = text if text.strip() else "".join(lines[line : line + 3])
        openings.append(Opening(label, head(text), index.get(parent, -1) if parent else -1, line))
    return tuple(openings)
