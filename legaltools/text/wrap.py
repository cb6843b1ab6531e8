"""Text fitted into terminal columns: where Chinese may be broken, what a row holds, where it must be cut.

Widths are those of UAX #11: East Asian Wide and Fullwidth characters take two columns, marks that combine take none.
Rows break between any two Chinese characters, but not within a Latin word or number, not before closing and not after
opening punctuation (Requirements for Chinese Text Layout, W3C clreq, section 3.1).
"""

import re
from collections.abc import Iterator

from legaltools.text.columns import columns, size

_OPEN = r"(\[{\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b\uff5b"
_CLOSE = (
    r"!%),.:;?\]}\u2019\u201d\u2026\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff05\uff09\uff0c\uff0e\uff1a"
    r"\uff1b\uff1f\uff3d\uff5d"
)
_WORD = r"!-~\u00a1-\u024f\u0370-\u058f"
# A mark of a redline ([-…-] and {+…+}) stays with the words it marks.
_UNIT = re.compile(rf"(?:\[-|\{{\+|[{_OPEN}])*(?:(?:(?![-+][\]}}])[{_WORD}])+|\S|\Z)(?:-\]|\+\}}|[{_CLOSE}])*|\s+")


def wrap(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Yield the rows of ``text``, each no wider than ``room`` columns, as half-open offsets without space at the ends.

    >>> text = "\u7532\u65b9\u5e94\u5728 30 \u65e5\u5185\u4ed8\u6b3e\u3002"
    >>> [text[a:b] for a, b in wrap(text, 12)]
    ['甲方应在 30', '日内付款。']
    """
    room = max(room, 4)
    start = end = used = 0
    for unit in _UNIT.finditer(text):
        wide = columns(unit[0])
        if unit[0].isspace():
            used += wide if end > start else 0
            start = start if end > start else unit.end()
            continue
        if end > start and used + wide > room:
            yield start, end
            start, used = unit.start(), 0
        for at in range(*unit.span()) if wide > room else ():  # a word wider than a row is broken where the row ends
            used += size(text[at])
            if used > room:
                yield start, at
                start, used = at, size(text[at])
        end, used = unit.end(), used if wide > room else used + wide
    if end > start:
        yield start, end


def rows(text: str, room: int, first: str = "", rest: str | None = None) -> list[str]:
    """Return ``text`` as rows of at most ``room`` columns, begun with ``first``, the following ones with ``rest``.

    ``rest`` is as much space as ``first`` takes if it is not given.
    """
    rest = " " * columns(first) if rest is None else rest
    inner = room - max(columns(first), columns(rest))
    fits = columns(text) <= inner and bool(text) and not text[0].isspace() and not text[-1].isspace()
    found = [text] if fits else [text[start:end] for start, end in wrap(text, inner)]
    return [(rest if n else first) + row for n, row in enumerate(found)] or [first.rstrip()]


def cut(text: str, room: int) -> str:
    """Return the beginning of ``text`` that fits into ``room`` columns, with an ellipsis if it is not the whole.

    >>> cut("\u7532\u65b9\u5e94\u4ed8\u6b3e", 7), cut("\u7532\u65b9", 4)
    ('甲方应…', '甲方')
    """
    used = kept = 0
    for at, char in enumerate(text):
        used += size(char)
        if used > room:
            return text[:kept].rstrip() + "\u2026"
        kept = at + 1 if used < room else kept
    return text


def pad(text: str, room: int) -> str:
    """Return ``text`` with spaces up to ``room`` columns."""
    return text + " " * (room - columns(text))
