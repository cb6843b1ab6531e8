"""What a line is among its neighbours: title, meta, table of contents, unnumbered heading, signature.

In: the lines of :mod:`legaltools.structure.lines`, changed in place: ``kind`` is set where a line is no clause text,
``heading`` where a short line without a label titles what follows. Each pass looks at short lines only.
"""

import re
from functools import cache
from itertools import pairwise

from legaltools.lexicon import table
from legaltools.structure.lines import BULLET, HEADING, STOPS, Line
from legaltools.text.width import fold

SHORT = 56
TOC_MIN, TOC_SHARE, TOC_TITLE = 3, 0.6, 12
_AHEAD = 40
_REPEATED = 150  # the same words again within so many lines are cells of a table, not headings
_LONG = 60
_HAN = range(0x4E00, 0xA000)  # CJK Unified Ideographs
_NO_ENTRY = frozenset("\uff1b;\uff1a:")  # what an entry of a table of contents does not end with
_OPEN_KINDS = frozenset(("", "front"))
_COMMA = re.compile("[,\uff0c\u3002\uff1b;:\uff1a]")


@cache
def layout(name: str) -> "re.Pattern[str]":
    """Return a compiled pattern of ``lexicon/layout.toml``."""
    return re.compile(table("layout")[name]["pattern"])


def settle(text: str, lines: list[Line]) -> None:
    """Decide what needs the neighbours, for all lines."""
    _furniture(text, lines)
    _counters(text, lines)
    _contents(text, lines)
    front = _front(text, lines)
    _headings(text, lines, front)
    _signatures(text, lines)


def is_opening(line: Line) -> bool:
    """Tell whether a line opens a clause: a label, a heading, and no kind that says otherwise."""
    return not line.kind and (line.label is not None or line.level > 0 or line.heading > 0)


def _short(text: str, line: Line) -> str:
    """Return a line's folded content (after label and markup)."""
    return fold(text[line.text_start : line.end]).strip("*_# ")


def _furniture(text: str, lines: list[Line]) -> None:
    """Dates, versions, navigation and counters; brackets that run in as a heading."""
    meta, debris, run_in = layout("meta"), layout("debris"), layout("run_in")
    for line in [line for line in lines if line.label is None and not line.kind and not line.level]:
        size = line.end - line.start
        if size <= 90 and (size <= HEADING or line.ending not in STOPS):
            short = _short(text, line)
            if debris.match(short) or (meta.match(short) and "\u3002" not in short):
                line.kind = "meta"
        if not line.kind and text[line.start] == "\u3010":
            match = run_in.match(fold(text[line.start : line.start + HEADING]))
            line.heading = match.end() if match else 0
        elif line.heading and not line.kind:
            _emphasised(text, line)


def _counters(text: str, lines: list[Line]) -> None:
    """Drop the counters of a flattened list: ``7. ①…``, ``8. ②…`` count twice, the typed label is the label."""
    double = [line for line in lines if line.second is not None]
    for before, line in pairwise(double):
        if _both_count(before, line):
            for each in (before, line):
                if each.second is not None and each.label is not each.second:
                    _typed(text, each)


def _both_count(before: Line, line: Line) -> bool:
    a, b = before.second, line.second
    if a is None or b is None or a.scheme is not b.scheme or line.number - before.number > 12:
        return False
    return b.numbers[:-1] == a.numbers[:-1] and b.numbers[-1] == a.numbers[-1] + 1


def _typed(text: str, line: Line) -> None:
    """Make the second label of a line its label."""
    label = line.second
    if label is None:
        return
    at = line.text_start
    line.label, line.printed = label, label.printed
    at += label.length
    while at < line.end and text[at].isspace():
        at += 1
    line.text_start = at
    line.heading = 0


def _emphasised(text: str, line: Line) -> None:
    """Keep a bold beginning as heading only if it is set off: a stop mark at its end, or the line is all of it."""
    words = text[line.text_start : line.text_start + line.heading]
    after = text[line.text_start + line.heading : line.end].lstrip("*_ ")[:1]
    if line.bold:
        if not 2 <= len(words) <= HEADING or _COMMA.search(words[:-1]):
            line.heading = 0
    elif not (words[-1:] in STOPS or words[-1:] == "." or (after in STOPS and after)) or len(words) > 24:
        line.heading = 0


def _key(text: str, line: Line) -> str:
    words = "".join(text[line.text_start : line.end].split()).strip("*_#")
    if words and (words[-1].isdigit() or words[-1] in ".\u2026"):
        words = words.rstrip("0123456789").rstrip(".\u2026\u00b7_-") or words
    return words


def _contents(text: str, lines: list[Line]) -> None:
    """Mark a run of short lines that come again later, in the same words, as the table of contents."""
    short = [i for i, line in enumerate(lines) if line.end - line.start <= SHORT and not line.kind]
    entries = {i: key for i in short if lines[i].ending not in _NO_ENTRY and (key := _key(text, lines[i]))}
    last = {key: i for i, key in entries.items()}
    repeated = len(entries) - len(last) >= TOC_MIN - (len(entries) == len(lines))
    toc = layout("toc")
    if not repeated and not any(len(key) <= TOC_TITLE and toc.match(key) for key in last):
        return
    keys = [entries.get(i, "") for i in range(len(lines))]
    at, floor = 0, 0
    while at < len(lines) - 1:
        key = keys[at]
        titled = 0 < len(key) <= TOC_TITLE and lines[at].label is None and toc.match(key) is not None
        if not key or not keys[at + 1] or not (titled or last[key] > at):
            at += 1
            continue
        start = at + 1 if titled else _first_entry(lines, keys, at, floor)
        end = _run(lines, keys, start, titled)
        again = _spread([last[keys[i]] for i in range(start, end) if last[keys[i]] >= end])
        sentences = sum(lines[i].ending == "\u3002" for i in range(start, end))
        enough = end - start >= TOC_MIN - titled and again >= TOC_SHARE * (end - start)
        if 3 * sentences <= end - start and (enough or (titled and end - start >= TOC_MIN and again)):
            _mark(lines, keys, start - titled, end, start)
            at = floor = end
        else:
            at += max(1, (end - at) // 2)  # halving keeps the search linear


def _first_entry(lines: list[Line], keys: list[str], at: int, floor: int) -> int:
    """Go back over the entries that come before in the same list; their words may differ from their chapter's."""
    while at > floor and keys[at - 1]:
        label, before = lines[at].label, lines[at - 1].label
        if label is None or before is None or before.key != label.key or before.last + 1 != label.last:
            break
        at -= 1
    return at


def _spread(places: list[int]) -> int:
    """Count the entries that come again with text between them; a passage merely printed twice is no contents."""
    close = sum(b - a == 1 for a, b in pairwise(places))
    return 0 if 2 * close >= len(places) > 1 else len(places)


def _run(lines: list[Line], keys: list[str], start: int, titled: bool) -> int:
    """Return the end of the run of distinct short entries that begins at ``start``."""
    seen: set[str] = set()
    first = lines[start].label if start < len(lines) else None
    at = start
    while at < len(lines) and at - start < 300 and keys[at] and keys[at] not in seen:
        line = lines[at]
        if line.label is None and not titled and not keys[at].startswith(table("layout")["attached"]["word"]):
            break
        if at > start and first is not None and line.label is not None and line.label == first:
            break
        seen.add(keys[at])
        at += 1
    return at


def _mark(lines: list[Line], keys: list[str], start: int, end: int, first: int) -> None:
    """Make ``lines[start:end]`` contents and remember which lines below they name as chapters."""
    label = lines[first].label
    names = set()
    for i in range(start, end):
        line = lines[i]
        if line.label and label and line.label.scheme is label.scheme and line.label.style == label.style:
            names.add(keys[i])
        line.kind = "toc"
    for i in range(end, len(lines)):
        if keys[i] in names and lines[i].label is not None:
            lines[i].listed = True


def _front(text: str, lines: list[Line]) -> int:
    """Settle the lines above the first clause; return the index of the line that opens it."""
    title = _titled_heading(text, lines)
    doubtful: list[Line] = []
    found, prose, at = title is not None, False, 0
    for at, line in enumerate(lines):  # noqa: B007
        if line is title:
            continue
        if _bold_title(text, line):
            line.kind, line.heading, found = "title", 0, True
            continue
        if is_opening(line) and (line.level or line.label is None or line.label.scheme is not BULLET):
            break
        if line.kind or line.label:
            line.kind = "meta" if line.kind == "link" else line.kind
            continue
        short = _short(text, line)
        if len(short) > 48 or short[-1:] in STOPS or _COMMA.search(short):
            line.kind = _prose_or_title(short, prose or found)
            found = found or line.kind == "title"
            prose = prose or line.kind == "preamble"
        elif layout("title").search(short):
            line.kind, found = "title", True
        else:  # a heading perhaps
            line.kind = "front"
            doubtful.append(line)
    else:
        at = len(lines)
    if doubtful and not found:
        doubtful[0].kind = "title"  # the first short line, if nothing else is one
    return at


def _bold_title(text: str, line: Line) -> bool:
    """Tell whether a bold line without label is named like an agreement."""
    bold = line.bold and line.heading > 0 and not (line.kind or line.level or line.label)
    return bold and layout("strong_title").match(_short(text, line)) is not None


def _prose_or_title(short: str, begun: bool) -> str:
    """A first long line may still be a title with its date in brackets."""
    if not begun and len(short) <= 48 and "\u3002" not in short and layout("title").search(short):
        return "title"
    return "preamble"


def _titled_heading(text: str, lines: list[Line]) -> Line | None:
    """Return (and mark) the page's heading that is the document's title: the only one of the outermost level."""
    levels = [line for line in lines if line.level and not line.kind]
    if not levels or levels[0].label is not None:
        return None
    first = levels[0]
    same = [line for line in levels if line.level == first.level]
    outer = min(line.level for line in levels)
    index = lines.index(first)
    above = [line for line in lines[:index] if is_opening(line) and not line.level]
    if above or first.level > outer:
        return None
    if len(same) > 1 and not (len(same) == 2 and same[1] is levels[1] and lines.index(same[1]) == index + 1):
        return _first_of_many(text, first, same)
    for line in same:
        line.kind = "title"
    return first


def _first_of_many(text: str, first: Line, same: list[Line]) -> Line | None:
    """Several headings share the outermost level: the first is the title if it alone is named like one."""
    title = layout("title")
    if title.search(_short(text, first)) and not title.search(_short(text, same[1])):
        first.kind = "title"
        return first
    return None


def _headings(text: str, lines: list[Line], front: int) -> None:
    """Find short lines without label that title what follows, and titles of further agreements."""
    seen: dict[str, int] = {}
    plain = [i for i, line in enumerate(lines) if line.label is None]
    before = sum(i < front for i in plain)
    headed = False
    for position, i in enumerate(plain):
        line = lines[i]
        if line.kind == "preamble" and headed:
            line.kind = ""
        if line.kind in _OPEN_KINDS and line.end - line.start <= SHORT and line.ending not in STOPS:
            openings = (i - front) - (position - before)
            _unnumbered(text, lines, i, seen, second=openings >= TOC_MIN and i > front)
        headed = headed or (line.heading > 0 and not line.kind)
        if line.kind == "front":
            line.kind = "preamble" if i and lines[i - 1].kind == "preamble" else "meta"
    for line in lines:
        if line.kind == "link":
            line.kind = ""


def _unnumbered(text: str, lines: list[Line], i: int, seen: dict[str, int], *, second: bool) -> None:
    """Make a short line without label a heading if it titles what follows, or the title of a ``second`` agreement."""
    line = lines[i]
    titles = not line.heading and not line.level and _above_text(text, lines, i)
    if not second and not titles:
        return
    short = _short(text, line)
    if second and _second_title(text, lines, i, short):
        line.top, line.heading, line.kind = True, line.end - line.text_start, ""
    elif titles and _can_title(short):
        again = i - seen.get(short, -_REPEATED) < _REPEATED
        seen[short] = i
        if not again:
            line.heading, line.kind = line.end - line.text_start, ""


def _second_title(text: str, lines: list[Line], i: int, short: str) -> bool:
    """Tell whether a line is the title of a second agreement in the file: its numbering starts again."""
    line = lines[i]
    if line.level > 1 or not layout("strong_title").match(short) or not _finished(lines, i):
        return False
    for after in lines[i + 1 : i + _AHEAD]:
        if after.kind == "toc":
            return True
        if after.label is not None and after.label.scheme is not BULLET and not after.kind:
            return after.label.numbers[-1] <= 1 and not after.label.scheme.item
    return False


def _finished(lines: list[Line], i: int) -> bool:
    """Tell whether the line above ended: a stop mark, a heading, or something that is no running text."""
    if i == 0:
        return True
    above = lines[i - 1]
    if above.kind in ("preamble", "") and not (above.heading and above.text_start + above.heading >= above.end - 2):
        return above.ending in '\u3002\uff1b\uff01;!.\u201d"\uff09)\u300b\u3011\u2026'
    return True


def _above_text(text: str, lines: list[Line], i: int) -> bool:
    """Tell whether a line stands where it could title the text that follows."""
    if i + 1 >= len(lines):
        return False
    line, below = lines[i], lines[i + 1]
    if below.kind in ("table", "toc", "meta", "title"):
        return False
    size = below.end - below.start
    announced = lines[i - 1].ending in ":\uff1a" and below.label is None and size >= _LONG
    if not announced and not _finished(lines, i):
        return False
    if below.label is not None:
        return below.label.numbers[-1:] in ((1,), (0,), ()) or line.bold
    if size >= HEADING or below.ending in STOPS:
        return True
    return (
        i + 2 < len(lines)
        and lines[i + 2].end - lines[i + 2].start >= 2 * HEADING
        and not _COMMA.search(_short(text, below))
    )


def _can_title(short: str) -> bool:
    """Tell whether the words of a short line can be a heading."""
    if not 2 <= len(short) <= HEADING or short[-1] in STOPS or _COMMA.search(short):
        return False
    if not any(ord(character) in _HAN for character in short):
        return False
    if layout("signature").match(short) or layout("closing").match(short):
        return False
    return layout("not_heading").search(short) is None


def _signatures(text: str, lines: list[Line]) -> None:
    """Mark the signature block: the lines after the last label that ask for names, if one of them asks to sign."""
    signature, signing = layout("signature"), layout("signing")
    found = []
    for line in reversed(lines[-80:]):
        if line.kind == "meta":
            continue
        if line.label is not None and not line.kind:
            break
        open_still = line.kind in ("", "front", "preamble") and line.end - line.start <= 120
        if open_still and signature.match(_short(text, line)):
            found.append(line)
    if any(signing.search(_short(text, line)) for line in found):
        for line in found:
            line.kind, line.heading = "signature", 0
