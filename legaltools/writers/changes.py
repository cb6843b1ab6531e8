"""A comparison for the terminal: inline with marks or side by side, in as many columns as there are.

Control characters of a document never reach the terminal; colour only adds to the marks ``[-…-]`` and ``{+…+}``.
"""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from legaltools.model.versions import Line, Versions
from legaltools.text.escape import one_line, plain
from legaltools.text.width import columns, is_wide

RED, GREEN, BOLD, DIM, END = "\033[31m", "\033[32m", "\033[1m", "\033[2m", "\033[0m"
KEPT = 24  # characters of unchanged text shown on either side of a change


class Show(Struct, frozen=True):
    """How to show a comparison: columns, colour, side by side, only the counts, which changes."""

    width: int = 100
    color: bool = False
    side_by_side: bool = False
    stat: bool = False
    everything: bool = False
    substantive: bool = False


class Screen(Struct, frozen=True):
    """The report, the lines to show, and how."""

    versions: Versions
    lines: tuple[Line, ...]
    show: Show


def write(value: Screen) -> bytes:
    """Return the text."""
    versions = value.versions
    rows = [_paint(value, plain(versions.title), BOLD), plain(versions.verdict)]
    rows.append("  ".join(f"{count.name} {count.count}" for count in versions.kinds if count.count))
    if value.show.stat:
        rows += [f"{count.name} {count.count}" for count in versions.directions if count.count]
    else:
        for number, lines in groupby(value.lines, key=lambda line: line.number):
            rows += ["", *_change(value, list(lines))] if number else []
    for name, texts in versions.lists:
        rows += [
            "",
            _paint(value, name, BOLD),
            *(f"  {row}" for text in texts for row in _wrapped(plain(text), value.show.width - 2)),
        ]
    return ("\n".join(row.rstrip() for row in rows if row is not None) + "\n").encode("utf-8", "replace")


def _paint(screen: Screen, text: str, color: str) -> str:
    return f"{color}{text}{END}" if screen.show.color and text else text


def _change(screen: Screen, lines: list[Line]) -> Iterator[str]:
    """Yield a change: its head, the text of each of its clauses, what it means."""
    w, line = screen.versions.words, lines[0]
    labels = " → ".join(dict.fromkeys(plain(label) for label in (line.old_label, line.new_label) if label))
    directions = " ".join(dict.fromkeys(m.direction_name for m in line.meanings))
    unsure = w["unsure"] if line.sure < 0.1 and line.old and line.new else ""
    head = "  ".join(part for part in (str(line.number), " ".join(line.kinds), labels, directions, unsure) if part)
    yield _paint(screen, head, BOLD)
    for row in lines:
        yield from _sides(screen, row) if screen.show.side_by_side else _inline(screen, row)
    for meaning in line.meanings:
        for k, row_text in enumerate(_wrapped(plain(meaning.text), screen.show.width - 6)):
            yield f"    {'·' if not k else ' '} {row_text}"


def _inline(screen: Screen, line: Line) -> Iterator[str]:
    """Yield the redline, long unchanged stretches cut, wrapped at the width."""
    parts = list(line.segments)
    label = plain(line.new_label or line.old_label) if line.part else ""
    text = f"{label} " if label else ""
    for k, segment in enumerate(parts):
        own = one_line(segment.text)
        if segment.op == "=":
            text += _cut(own, first=k == 0, last=k == len(parts) - 1)
        else:
            text += f"[-{own}-]" if segment.op == "-" else f"{{+{own}+}}"
    for row in _wrapped(text, screen.show.width - 4):
        yield "    " + _colored(screen, row)


def _cut(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * KEPT + 1:
        return text
    if first and last:
        return text[: 2 * KEPT] + "…"
    return "…" + text[-KEPT:] if first else text[:KEPT] + "…" if last else text[:KEPT] + "…" + text[-KEPT:]


def _colored(screen: Screen, row: str) -> str:
    """Colour the marks that begin and end on one row."""
    if not screen.show.color:
        return row
    return row.replace("[-", RED + "[-").replace("-]", "-]" + END).replace("{+", GREEN + "{+").replace("+}", "+}" + END)


def _sides(screen: Screen, line: Line) -> Iterator[str]:
    room = (screen.show.width - 7) // 2
    left = list(_wrapped(_one(line, "-"), room))
    right = list(_wrapped(_one(line, "+"), room))
    for k in range(max(len(left), len(right))):
        a = left[k] if k < len(left) else ""
        b = right[k] if k < len(right) else ""
        yield f"    {a}{' ' * (room - columns(a))} │ {b}"


def _one(line: Line, op: str) -> str:
    marks = {"-": ("[-", "-]"), "+": ("{+", "+}")}[op]
    parts = [
        one_line(s.text) if s.op == "=" else f"{marks[0]}{one_line(s.text)}{marks[1]}"
        for s in line.segments
        if s.op in ("=", op)
    ]
    return "".join(parts) if (line.old if op == "-" else line.new) else ""


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Yield rows of at most ``room`` terminal columns (an East Asian wide character takes two)."""
    row: list[str] = []
    used = 0
    for char in text:
        size = 2 if is_wide(char) else 1
        if used + size > max(room, 8):
            yield "".join(row)
            row, used = [], 0
        row.append(char)
        used += size
    if row:
        yield "".join(row)
