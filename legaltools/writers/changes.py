"""A comparison for the terminal: inline with marks or side by side, in as many columns as there are.

Control characters of a document never reach the terminal; colour only adds to the marks ``[-…-]`` and ``{+…+}``.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from legaltools.model.comparison import Segment
from legaltools.model.versions import Line, Versions
from legaltools.text.columns import columns
from legaltools.text.escape import one_line, plain
from legaltools.text.punctuation import DOT
from legaltools.text.wrap import wrap
from legaltools.writers.page import Page, encoded

KEPT = 24  # characters of unchanged text shown on either side of a change
INDENT = "    "
MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}"), "=": ("", "")}
STYLES = {"-": ("red",), "+": ("green",), "=": ()}
Marked = Sequence[tuple[str, str]]  # operation and text of the parts of a redline, marks included


class Show(Struct, frozen=True):
    """How to show a comparison: on what page, side by side, only the counts, which changes."""

    page: Page = Page()
    side_by_side: bool = False
    stat: bool = False
    everything: bool = False
    substantive: bool = False


class Screen(Struct, frozen=True):
    """The report, the lines to show, and how; ``hidden`` says what is not shown."""

    versions: Versions
    lines: tuple[Line, ...]
    show: Show
    hidden: str = ""


def write(value: Screen) -> bytes:
    """Return the text."""
    return encoded(_lines(value, value.show.page))


def _lines(value: Screen, page: Page) -> Iterator[str]:
    versions = value.versions
    yield from page.rows(versions.title, styles=("bold",))
    yield from page.rows(versions.verdict)
    counts = DOT.join(f"{count.name} {count.count}" for count in versions.kinds if count.count)
    yield from page.rows(counts) if counts else ()
    if value.show.stat:
        yield from (f"{count.name} {count.count}" for count in versions.directions if count.count)
    else:
        for number, lines in groupby(value.lines, key=lambda line: line.number):
            yield from ("", *_change(value, list(lines), page)) if number else ()
        if value.hidden:
            yield ""
            yield from page.rows(value.hidden, styles=("dim",))
    for name, texts in versions.lists:
        yield from ("", page.paint(name, "bold"))
        for text in texts:
            yield from page.rows(text, "  ", "    ")


def _change(screen: Screen, lines: Sequence[Line], page: Page) -> Iterator[str]:
    """Yield a change: its head, the text of each of its clauses, what it means."""
    w, line = screen.versions.words, lines[0]
    labels = " → ".join(dict.fromkeys(plain(label) for label in (line.old_label, line.new_label) if label))
    directions = w["separator"].join(dict.fromkeys(m.direction_name for m in line.meanings))
    kinds = w["separator"].join(line.kinds)
    unsure = w["unsure"] if line.sure < 0.1 and line.old and line.new else ""
    head = DOT.join(part for part in (str(line.number), kinds, labels, directions, unsure) if part)
    yield from page.rows(head, styles=("bold",))
    for row in lines:
        yield from _sides(row, page) if screen.show.side_by_side else _inline(row, page)
    for meaning in line.meanings:
        yield from page.rows(meaning.text, f"{INDENT}· ")


def _inline(line: Line, page: Page) -> Iterator[str]:
    """Yield the redline, long unchanged stretches cut, wrapped at the page."""
    parts = list(line.segments)
    label = plain(line.new_label or line.old_label) if line.part else ""
    marked = [("=", f"{label} ")] if label else []
    marked += [
        (s.op, _cut(one_line(s.text), first=k == 0, last=k == len(parts) - 1) if s.op == "=" else _marked(s))
        for k, s in enumerate(parts)
    ]
    for row, _ in _rows(marked, page.width - len(INDENT), page):
        yield INDENT + row


def _marked(segment: Segment) -> str:
    before, after = MARKS[segment.op]
    return f"{before}{one_line(segment.text)}{after}"


def _cut(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * KEPT + 1:
        return text
    if first and last:
        return text[: 2 * KEPT] + "…"
    return "…" + text[-KEPT:] if first else text[:KEPT] + "…" if last else text[:KEPT] + "…" + text[-KEPT:]


def _rows(marked: Marked, room: int, page: Page) -> Iterator[tuple[str, int]]:
    """Yield the rows of a redline, each part in its colour, with the columns they take."""
    text = "".join(part for _, part in marked)
    ops = "".join(op * len(part) for op, part in marked)
    for start, end in wrap(text, room):
        runs = groupby(range(start, end), key=ops.__getitem__)
        painted = (page.paint("".join(text[at] for at in run), *STYLES[op]) for op, run in runs)
        yield "".join(painted), columns(text[start:end])


def _sides(line: Line, page: Page) -> Iterator[str]:
    room = (page.width - 7) // 2
    left, right = (list(_rows(_one(line, op), room, page)) for op in "-+")
    for k in range(max(len(left), len(right))):
        a, taken = left[k] if k < len(left) else ("", 0)
        b, _ = right[k] if k < len(right) else ("", 0)
        yield f"{INDENT}{a}{' ' * (room - taken)} │ {b}"


def _one(line: Line, op: str) -> Marked:
    """Return one side of the redline, nothing if the clause is not there."""
    segments: Sequence[Segment] = line.segments if (line.old if op == "-" else line.new) else ()
    return [(s.op, _marked(s)) for s in segments if s.op in ("=", op)]
