"""Edits made readable: no confetti, no cut words, boundaries where a reader expects them."""

import re
from functools import cache

from legaltools.lexicon import Triggers, table

REACH = 40  # letters an edit may slide
BRIDGE = 2  # letters kept between two edits that make confetti, not sense
PUNCTUATION = frozenset("\u3002\uff0c\u3001\uff1b\uff1a\uff01\uff1f,.;:!?()\uff08\uff09\u300a\u300b\u201c\u201d\"'\n ")
BORDERS = PUNCTUATION - frozenset(".,")  # stand in no word and in no number
_LATIN = r"[A-Za-z\uff21-\uff3a\uff41-\uff5a]{1,64}"

Edit = tuple[int, int, int, int]
"""Half-open character bounds: old start, old end, new start, new end."""


@cache
def _token() -> re.Pattern[str]:
    """Return what one token is: a number with its unit, a Latin word, white space, any other single character."""
    common = r"[\u4e00-\u9fff]"  # most letters: tried first
    return re.compile("|".join((common, table("redline")["number"], _LATIN, r"\s+", ".")), re.DOTALL)


def tokens(text: str) -> list[str]:
    """Return the tokens of a text; together they are the text.

    >>> tokens("应提前30天 notice")
    ['应', '提', '前', '30天', ' ', 'notice']
    """
    return _token().findall(text)


def readable(old: str, new: str, edits: list[Edit]) -> list[Edit]:
    """Return edits that say the same and read better, in order, none touching another."""
    slid = [_slide(old, new, edit, room) for edit, room in _with_room(old, edits)]
    joined = [_trimmed(old, new, edit) for edit in _bridged(old, slid)]
    whole = [_widened(old, new, edit, room) for edit, room in _with_room(old, joined)]
    return _bridged(old, whole)


def _with_room(old: str, edits: list[Edit]) -> list[tuple[Edit, tuple[int, int]]]:
    """Give each edit the lengths of the equal text on its left and right, half of what lies between two edits."""
    rows = []
    for k, edit in enumerate(edits):
        before = edit[0] - (edits[k - 1][1] if k else 0)
        after = (edits[k + 1][0] if k + 1 < len(edits) else len(old)) - edit[1]
        rows.append((edit, (before if not k else before // 2, after if k + 1 == len(edits) else (after + 1) // 2)))
    return rows


def _bridged(old: str, edits: list[Edit]) -> list[Edit]:
    """Join edits that touch, overlap or keep only a letter or two between them."""
    joined: list[Edit] = []
    for edit in edits:
        if joined:
            a, b, c, d = joined[-1]
            kept = old[b : edit[0]]
            if not kept or (len(kept) <= BRIDGE and not PUNCTUATION.intersection(kept)):
                joined[-1] = (min(a, edit[0]), max(b, edit[1]), min(c, edit[2]), max(d, edit[3]))
                continue
        joined.append(edit)
    return joined


def _trimmed(old: str, new: str, edit: Edit) -> Edit:
    """Cut off what both sides of a joined edit begin or end with."""
    a, b, c, d = edit
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    return a, b, c, d


def _slide(old: str, new: str, edit: Edit, room: tuple[int, int]) -> Edit:
    """Slide a pure insertion or deletion along equal text so that it ends at a stop or begins after one."""
    a, b, c, d = edit
    text, start, end = (new, c, d) if a == b else (old, a, b)
    if (a != b and c != d) or start == end:
        return edit
    options, left, right = [(start, end)], (start, end), (start, end)
    while start - left[0] < min(room[0], REACH) and text[left[0] - 1] == text[left[1] - 1]:
        left = (left[0] - 1, left[1] - 1)
        options.append(left)
    while right[0] - start < min(room[1], REACH) and text[right[0]] == text[right[1]]:
        right = (right[0] + 1, right[1] + 1)
        options.append(right)
    if len(options) == 1:
        return edit
    first, last = max(options, key=lambda o: (_fit(text, *o), -abs(o[0] - start)))
    step = first - start
    return (a + step, b + step, c + step, d + step) if last > first else edit


def _fit(text: str, start: int, end: int) -> int:
    """Return how well a run is bounded: from stop to stop best, then an entry of a list with the mark before it.

    A mark of punctuation binds more than a word (和, 或).
    """
    ends = text[end - 1] in PUNCTUATION or end == len(text)
    begins = start == 0 or text[start - 1] in PUNCTUATION
    if text[start] in PUNCTUATION and not ends:
        return 3 if text[end] in PUNCTUATION else 1
    return (2 * ends + 2 * begins) or int(text[start] in _joins())


def _widened(old: str, new: str, edit: Edit, room: tuple[int, int]) -> Edit:
    """Widen an edit to the edges of the words it cuts on either side."""
    a, b, c, d = edit
    left = min(max(a - _whole(old, a)[0], c - _whole(new, c)[0]), room[0]) if room[0] else 0
    right = min(max(_whole(old, b)[1] - b, _whole(new, d)[1] - d), room[1]) if room[1] else 0
    return a - left, b + right, c - left, d + right


def _whole(text: str, at: int) -> tuple[int, int]:
    """Return the bounds of the word that offset ``at`` cuts, ``(at, at)`` if it cuts none."""
    if not 0 < at < len(text) or text[at - 1] in BORDERS or text[at] in BORDERS:
        return at, at
    start = max(0, at - 12)
    window, here = text[start : at + 12], at - start
    kept, pattern = _kept()
    first = last = here
    for _, begin, end in kept.hits(window):
        if begin < here < end:
            first, last = begin, end
    for found in pattern.finditer(window):
        begin, end = found.span()
        if begin < here < end:
            first, last = min(first, begin), max(last, end)
    return start + first, start + last


@cache
def _joins() -> frozenset[str]:
    return frozenset(table("redline")["joins"])


@cache
def _kept() -> tuple[Triggers, re.Pattern[str]]:
    data = table("redline")
    return Triggers(data["words"]), re.compile("|".join((data["number"], data["pattern"], _LATIN)))
