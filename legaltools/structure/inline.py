"""Lists inside a paragraph: ``（1）…；（2）…``, ``a.…及/或b.…``, a whole agreement on one line.

In: the text of one line. Out: the markers that open an item, in order. A marker counts when its neighbours count with
it: a run must begin at one (or carry on the label of the line itself) and have a second member.
"""

import re
from functools import cache

from msgspec import Struct

from legaltools.lexicon import Patterns, table
from legaltools.structure import scheme
from legaltools.structure.lines import Line
from legaltools.structure.scheme import Label
from legaltools.text import numerals

_HARD = frozenset(
    '\u3002\uff1b;\uff1a:\uff01!\uff1f?\uff0c,\u3001(\uff08 \t\u3000\xa0"\u201d\u201c\u300b\u3011)\uff09]/\\*_>'
)
_SENTENCE = frozenset("\u3002\uff1b;\uff01!\uff1f?\uff1a: \t\u3000\xa0\u201d\u3011")
_QUOTES = frozenset('\u201c\u300c\u300e"')  # a marker right after an opening quotation mark is quoted
NESTED = 6  # runs of one look that can be open at once
_MARKS = frozenset(table("numbering")["inline"]["marks"])
_OPEN, _CLOSE = "(\uff08", ")\uff09"
LEAST, LEAST_SOFT = 2, 4  # characters an item has; more where only a word stands before its marker
LONGEST_TOC_ENTRY = 40
HAN = 0x4E00


class Marker(Struct, gc=False):
    """An item's marker: absolute offsets of the marker and of its text; ``toc`` if it repeats a heading below."""

    start: int
    end: int
    label: Label
    toc: bool = False


class _Run(Struct):
    """Markers that count together."""

    markers: list[Marker]
    seeded: bool = False


@cache
def _candidate() -> "re.Pattern[str]":
    """Return a cheap pattern of every place a marker could stand: a numeral with its mark, an enclosed numeral."""
    return re.compile(scheme.expand(table("numbering")["inline"]["candidate"]))


_SECOND = {regex[0]: scheme.expand(regex) for regex in table("numbering")["inline"]["second"]}
_P = Patterns(_SECOND)


class Hints:
    """Where a second member of any list stands in a text: lines without one hold no list, and most have none."""

    def __init__(self, text: str) -> None:
        self.text = text
        seconds = [_P[first] for first in _SECOND if first in text]
        places = [found.start() for second in seconds for found in second.finditer(text)]
        self.places = iter(sorted(places))
        self.next = -1

    def possible(self, line: Line) -> bool:
        """Tell cheaply whether a list can be inside ``line``; to be asked line by line, in order."""
        start, end, label = line.text_start, line.end, line.label
        while self.next < start:
            self.next = next(self.places, len(self.text))
        if self.next < end:
            return True
        if label is None:
            return False
        if label.next and self.text.find(label.next, start, end) >= 0 and _goes_on(self.text, line, label):
            return True
        return line.second is not None and _nests(line)


def markers(text: str, line: Line) -> list[Marker]:
    """Return the markers inside ``line`` after its own label, in order."""
    nested = _nested(text, line)
    body = text[line.text_start : line.end]
    runs: list[_Run] = []
    open_runs: dict[tuple[object, ...], list[_Run]] = {}
    if line.label is not None:
        first = Marker(line.start, line.text_start, line.label)
        for reading in _readings(line.label):
            open_runs[_group(reading)] = [_Run([first], seeded=True)]
    for found in _candidate().finditer(body):
        at = found.start()
        label = scheme.read(body, at)
        if label is None:
            continue
        hard = _stands(body, at, label)
        if hard is None:
            continue
        for reading in _readings(label):
            _count(reading, line.text_start + at, hard, open_runs, runs)
    runs.extend(run for stack in open_runs.values() for run in stack)
    settled = _settled(text, line, runs)
    return settled if settled and settled[0].start == line.text_start else nested + settled


def _nested(text: str, line: Line) -> list[Marker]:
    """A first item right after the label of its article: ``第五条 1、…``."""
    inner = line.second
    if inner is None or not _nests(line):
        return []
    at = line.text_start
    end = at + inner.length
    while end < line.end and text[end].isspace():
        end += 1
    return [Marker(at, end, inner)]


def _nests(line: Line) -> bool:
    """Tell whether a first item stands right after the label of an article."""
    outer, inner = line.label, line.second
    if outer is None or inner is None or inner is outer:
        return False
    return inner.numbers[-1:] == (1,) and outer.scheme.formal


def _goes_on(text: str, line: Line, label: Label) -> bool:
    """Tell whether the marker after the line's own can stand inside it."""
    at = text.find(label.next, line.text_start, line.end)
    while at >= 0:
        after = at + len(label.next)
        if label.scheme.number == "enclosed" or (after < line.end and text[after] in _MARKS):
            return True
        at = text.find(label.next, after, line.end)
    return False


def _readings(label: Label) -> tuple[Label, ...]:
    return (label,) if label.other is None else (label, label.other)


def _group(label: Label) -> tuple[object, ...]:
    return (label.scheme.name, label.style, label.numbers[:-1])


def _stands(body: str, at: int, label: Label) -> bool | None:
    """Tell how a marker stands: True after a mark, False after a word, None where it can only be something else."""
    where = label.scheme.inline
    if not where or not label.numbers:
        return None
    before = body[at - 1] if at else "\u3002"
    after = body[at + label.length : at + label.length + 1]
    words = table("numbering")["inline"]
    if before in _QUOTES or (after and after in words["after"] and before not in _SENTENCE):
        return None
    if where == "any":
        return None if before.isdigit() or before in numerals.CHINESE or before in words["before_any"] else True
    if where == "sentence":
        return True if before in _SENTENCE else None
    if before in _HARD or not at:
        return True
    if label.style[:1] == "(" and before not in words["before_any"]:
        return True
    if before in words["before_any"] or ord(before) < HAN or label.style[:1] not in ("\u3001", "."):
        return None
    return label.scheme.number == "latin"  # a letter after a Han character stands apart by itself


def _count(
    label: Label, at: int, hard: bool, open_runs: dict[tuple[object, ...], list[_Run]], runs: list[_Run]
) -> None:
    """Let a marker begin a run or carry one on: the innermost whose next it is; runs inside that are over."""
    stack = open_runs.setdefault(_group(label), [])
    number = label.numbers[-1]
    marker = Marker(at, at + label.length, label)
    for depth in range(len(stack) - 1, -1, -1):
        last = stack[depth].markers[-1]
        if number == last.label.numbers[-1] + 1:
            if at - last.end >= (LEAST if hard or label.scheme.number == "chinese" else LEAST_SOFT):
                runs.extend(stack[depth + 1 :])
                del stack[depth + 1 :]
                stack[depth].markers.append(marker)
            return
    if number == 1 and (hard or label.style[:1] == "\u3001"):
        if len(stack) == NESTED:
            runs.append(stack.pop(0))
        stack.append(_Run([marker]))


def _settled(text: str, line: Line, runs: list[_Run]) -> list[Marker]:
    """Keep runs of two and more, resolve letters read two ways, mark an inline table of contents."""
    kept = [run for run in runs if len(run.markers) >= 2]
    _contents(text, kept)
    taken: dict[int, tuple[int, Marker]] = {}
    for run in kept:
        members = [m for m in run.markers if m.start > line.start or not run.seeded]
        for marker in members:
            if marker.start >= line.text_start and taken.get(marker.start, (0, marker))[0] < len(run.markers):
                taken[marker.start] = (len(run.markers), marker)
    found = [marker for _, (_, marker) in sorted(taken.items())]
    for marker in found:
        while marker.end < line.end and text[marker.end].isspace():
            marker.end += 1
    return found


def _contents(text: str, runs: list[_Run]) -> None:
    """Mark a run whose entries begin the entries of a later run of the same kind, in the same words."""
    later: dict[tuple[object, ...], _Run] = {}
    for run in sorted(runs, key=lambda r: -r.markers[0].start):
        group = _group(run.markers[0].label)
        below = later.setdefault(group, run)
        pairs = list(zip(run.markers, run.markers[1:], below.markers, strict=False))
        if below is not run and len(run.markers) >= 3 and len(pairs) >= 2:
            entries = [
                (text[m.end : n.start].strip(), text[b.end : b.end + LONGEST_TOC_ENTRY].strip()) for m, n, b in pairs
            ]
            if all(0 < len(a) < LONGEST_TOC_ENTRY and b.startswith(a) for a, b in entries):
                for marker in run.markers:
                    marker.toc = True


def tail(text: str, line: Line, found: list[Marker]) -> int:
    """Return where the sentence goes on after the last list in it (the end of the line if it does not)."""
    group = _group(found[-1].label)
    run = found[-found[-1].label.last :] if 0 < found[-1].label.last <= len(found) else found
    if any(_group(marker.label) != group for marker in run) or run[0].label.last != 1:
        return line.end
    first, last = run[0], run[-1]
    begin = found[-len(run) - 1].end if len(run) < len(found) else line.text_start
    depth = sum(text.count(c, begin, first.start) for c in _OPEN) - sum(
        text.count(c, begin, first.start) for c in _CLOSE
    )
    if depth > 0:
        return _closing(text, last.end, line.end)
    stop = text.find("\u3002", last.end, line.end)
    if stop < 0 or len(run) < len(found) or "\u3002" in text[first.end : last.start]:
        return line.end
    at = stop + 1
    while at < line.end and (text[at].isspace() or text[at] in '\u201d"\uff09)'):
        at += 1
    return at


def _closing(text: str, start: int, end: int) -> int:
    """Return where the bracket closes that was open at ``start``."""
    level = 0
    for at in range(start, end):
        level += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if level < 0:
            return at
    return end
