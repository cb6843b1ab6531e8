"""Sentences and their comma-parted pieces as spans. The marks are given by code point; no vocabulary is needed."""

import re
from collections.abc import Iterator
from functools import cache

from legaltools.model.span import Span

STOPS = "\u3002\uff01\uff1f\uff1b;!?\n"  # 。！？； and their ASCII forms, line end
COMMAS = "\uff0c,\u3001\uff1a:"  # ，、：
CLOSERS = "\u201d\u2019\"'\uff09)\u300b\u3011\u300d\u300f]"
BRACKET = 400  # a bracket that closes farther off is not looked into
PAIRS = dict(zip("\uff08(\u3010[\u300a", "\uff09)\u3011]\u300b", strict=True))
_MARKS = re.compile("[" + re.escape(STOPS + "".join(PAIRS)) + "]")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of ``text[start:end]`` in order, outer white space cut, stop mark and closing quote kept.

    A stop mark inside brackets that are closed on the same line does not end a sentence.

    >>> text = "您应付费（含税；不含运费）。逾期的，“停止服务。”完"
    >>> [s.of(text) for s in sentences(text)]
    ['您应付费（含税；不含运费）。', '逾期的，“停止服务。”', '完']
    """
    end = len(text) if end is None else end
    begin = at = start
    for mark in _MARKS.finditer(text, start, end):
        if mark.start() < at:
            continue
        char = mark[0]
        at = mark.end()
        if char in PAIRS:
            close = text.find(PAIRS[char], at, min(end, at + BRACKET))
            if close > 0 and "\n" not in text[at:close]:
                at = close + 1
            continue
        while at < end and text[at] in CLOSERS:
            at += 1
        span = trim(text, begin, at)
        if span.end > span.start:
            yield span
        begin = at
    span = trim(text, begin, end)
    if span.end > span.start:
        yield span


def trim(text: str, start: int, end: int) -> Span:
    """Return ``[start, end)`` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def bounds(text: str, at: int, start: int, end: int, marks: str = STOPS) -> Span:
    """Return the piece of ``text[start:end]`` around offset ``at`` that lies between two of ``marks``.

    >>> text = "您应付费，否则停止服务。"
    >>> bounds(text, 6, 0, len(text), STOPS + COMMAS).of(text)
    '否则停止服务'
    """
    left, right = at, at
    while left > start and text[left - 1] not in marks:
        left -= 1
    while right < end and text[right] not in marks:
        right += 1
    return trim(text, left, right)


def back(text: str, at: int, reach: int, marks: str = "\n", floor: int = 0) -> int:
    """Return where the piece that ends at ``at`` begins: after the nearest of ``marks``, at most ``reach`` back.

    >>> text = "您应付费，否则停止服务。"
    >>> back(text, 7, 40, COMMAS), back(text, 7, 2, COMMAS), back(text, 4, 40)
    (5, 5, 0)
    """
    low = max(floor, at - reach, 0)
    if len(marks) == 1:
        return max(text.rfind(marks, low, at) + 1, low)
    last = _last(marks).match(text, low, at)
    return last.end() if last is not None else low


@cache
def _last(marks: str) -> re.Pattern[str]:
    """Return what matches up to the last of some marks."""
    return re.compile(f"(?s:.*)[{re.escape(marks)}]")
