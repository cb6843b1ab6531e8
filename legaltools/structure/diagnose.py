"""Faults of numbering and of the page, as values: the text is never refused.

In: the rows of the tree with their addresses. Out: :class:`~legaltools.model.diagnostic.Diagnostic`, each with the
place and, where one can be given, the label to print instead. Codes: NUM001 duplicate, NUM002 the number names
another parent, NUM003 skipped, NUM004 out of order, NUM005 mixed style, TXT001 the text breaks off, TXT002 an artifact
of conversion, TXT003 navigation of a page.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from legaltools.lexicon import table
from legaltools.model.diagnostic import Diagnostic
from legaltools.structure.label import relabel
from legaltools.structure.row import Row
from legaltools.structure.page import layout
from legaltools.structure.scheme import Label
from legaltools.text.width import fold

NUMBERING = ("NUM001", "NUM002", "NUM003", "NUM004")
LEAST_MIXED = 3  # fewer items are no series whose style could be mixed
PROSE = 40
EXCERPT = 3  # a text whose first article has a higher number is part of a longer one
_ENDS = frozenset('\u3002\uff01!\uff1f?.\u2026\u201d"\uff09)\u3011\u300b\uff1b;>]')
_NOT_TEXT = frozenset(("meta", "toc", "signature", "table", "title"))


def diagnose(text: str, rows: list[Row], eids: list[str], *, tags: bool = False) -> tuple[Diagnostic, ...]:
    """Return every fault, in reading order; with ``tags``, HTML in the text is syntax (Markdown) and no artifact."""
    groups = lists(rows)
    found = [*_numbering(rows, eids, groups), *_styles(rows, eids, groups), *_page(text, rows, eids, tags)]
    return tuple(sorted(found, key=lambda d: (d.start, d.code)))


def lists(rows: list[Row]) -> dict[int, list[int]]:
    """Return the numbered rows of every list by its group, in reading order."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        label = row.label
        if label is not None and label.numbers:
            groups[row.group].append(i)
    return groups


def number_above(rows: list[Row], row: Row) -> tuple[int, ...]:
    """Return the number of the nearest clause above that a decimal label continues, ``()`` if there is none."""
    at = row.parent
    while at >= 0:
        label = rows[at].label
        if label is not None and label.full:
            return label.full
        if label is None and rows[at].kind == "heading":
            return ()
        at = rows[at].parent
    return ()


def _numbering(rows: list[Row], eids: list[str], groups: dict[int, list[int]]) -> Iterator[Diagnostic]:
    ended: dict[tuple[object, ...], int] = {}  # the last number of the lists above
    for members in groups.values():
        first = rows[members[0]]
        label, latest = first.label, rows[members[-1]].label
        if label is None or latest is None:
            continue
        decimal = label.scheme.number == "decimal"
        above = number_above(rows, first) if decimal else ()
        before, ended[label.key] = ended.get(label.key), latest.last
        if _in_order(rows, members, above) and not (first.restarts and not first.announced and not decimal):
            continue
        highest = before if before == label.last - 1 else None
        for position, i in enumerate(members):
            row = rows[i]
            label = row.label
            if label is None or not label.last:
                continue
            if above and above != label.numbers[:-1]:
                right = (*above, position + 1) if len(above) == len(label.numbers) - 1 else ()
                yield _fault("NUM002", row, eids[i], right, parent=".".join(map(str, above)))
            elif code := _step(highest, label.last, row, decimal):
                expected = 1 if highest is None else highest + 1
                yield _fault(code, row, eids[i], (*label.numbers[:-1], expected))
            if highest is None or (label.last > highest and not _jumps_back(rows, members, position, label)):
                highest = label.last


def _in_order(rows: list[Row], members: list[int], above: tuple[int, ...]) -> bool:
    """Tell quickly whether a list counts 1, 2, 3 … under the number it names; nearly every list does."""
    for expected, i in enumerate(members, 1):
        label = rows[i].label
        if label is None or label.last != expected or (above and label.numbers[:-1] != above):
            return False
    return True


def _jumps_back(rows: list[Row], members: list[int], position: int, label: Label) -> bool:
    """A list of decimals whose prefix changes begins again."""
    before = rows[members[position - 1]].label
    return before is not None and label.numbers[:-1] != before.numbers[:-1]


def _step(highest: int | None, number: int, row: Row, decimal: bool) -> str:
    """Return the code of the fault between a number and the highest before it, ``""`` if there is none."""
    if highest is None:
        if number > 1:
            formal = row.label is not None and row.label.scheme.formal
            return "" if formal and number > EXCERPT else "NUM003"
        return "NUM001" if row.restarts and not row.announced and not decimal else ""
    if number == highest:
        return "NUM001"
    if number < highest:
        return "NUM004"
    return "NUM003" if number > highest + 1 else ""


def _fault(code: str, row: Row, eid: str, right: tuple[int, ...], **args: str) -> Diagnostic:
    suggestion = relabel(row.label, row.printed, right) if row.label is not None and right else ""
    end = row.start + len(row.printed)
    return Diagnostic(code, row.start, end, eid, row.line, "warning", suggestion, {"label": row.printed, **args})


def _styles(rows: list[Row], eids: list[str], groups: dict[int, list[int]]) -> Iterator[Diagnostic]:
    """Report the items whose marks differ from most of their list: ``8)`` among ``1）2）3）``."""
    for members in groups.values():
        if len(members) < LEAST_MIXED:
            continue
        styles = [_style(rows[i].printed) for i in members]
        if styles.count(styles[0]) == len(styles):
            continue
        counts = Counter(styles).most_common()
        if counts[0][1] == counts[1][1]:
            continue
        usual = counts[0][0]
        model = rows[members[styles.index(usual)]]
        for i, style in zip(members, styles, strict=True):
            row = rows[i]
            if style != usual and row.label is not None and model.label is not None:
                yield _fault("NUM005", row, eids[i], (), usual=relabel(model.label, model.printed, row.label.numbers))


@lru_cache(maxsize=4096)
def _style(printed: str) -> str:
    """Return what stands around the numeral; a full-width full stop is no style of its own."""
    return "".join(c for c in printed if not c.isalnum() and not c.isspace() and c not in ".\uff0e")


def _artifacts(text: str, tags: bool) -> list[tuple[int, int]]:
    """Return the spans of what a converter left, looked for only where one of its tell-tale words stands."""
    found: dict[int, int] = {}
    pattern = layout("artifact")
    for word in table("layout")["artifact_marks"]["words"]:
        if word[-1] not in text or (tags and word[0] in "<&/"):  # one character is found much faster than a word
            continue
        at = text.find(word)
        while at >= 0:
            match = pattern.match(text, at)
            if match:
                found[at] = match.end()
            at = text.find(word, match.end() if match else at + 1)
    return sorted(found.items())


def _page(text: str, rows: list[Row], eids: list[str], tags: bool) -> Iterator[Diagnostic]:
    """Report what is no text of the agreement, and an end that breaks off."""
    artifacts = _artifacts(text, tags)
    starts = [row.start for row in rows] if artifacts else []
    for start, end in artifacts:
        at = max(0, bisect_right(starts, start) - 1)
        yield Diagnostic("TXT002", start, end, eids[at], rows[at].line, "information", args={"text": text[start:end]})
    debris = layout("debris")
    for i, row in enumerate(rows):
        navigation = row.kind == "meta" and row.end - row.start <= 90 and debris.match(fold(text[row.start : row.end]))
        if navigation and not layout("artifact").match(text, row.start):
            yield Diagnostic("TXT003", row.start, row.end, eids[i], row.line, "hint")
    last = next((i for i in range(len(rows) - 1, -1, -1) if rows[i].kind not in _NOT_TEXT), None)
    if last is not None:
        row = rows[last]
        own = text[row.text_start : row.end].rstrip("*_ ")
        if len(own) >= PROSE and own[-1] not in _ENDS and not own[-12:].isascii():
            yield Diagnostic("TXT001", row.end - 1, row.end, eids[last], row.line, "warning")
