"""Faults of numbering and of the page, as values: the text is never refused.

In: the rows of the tree with their addresses. Out: :class:`~legaltools.model.diagnostic.Diagnostic`, each with the
place and, where one can be given, the label to print instead. Codes: NUM001 duplicate, NUM002 the number names
another parent, NUM003 skipped, NUM004 out of order, NUM005 mixed style, TXT001 the text breaks off, TXT002 an artifact
of conversion, TXT003 navigation of a page.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from legaltools.lexicon import table
from legaltools.model.diagnostic import Diagnostic
from legaltools.structure.label import relabel
from legaltools.structure.nest import Row
from legaltools.structure.page import layout
from legaltools.text.width import fold

NUMBERING = ("NUM001", "NUM002", "NUM003", "NUM004")
LEAST_MIXED = 3  # fewer items are no series whose style could be mixed
PROSE = 40
_ENDS = frozenset('\u3002\uff01!\uff1f?.\u2026\u201d"\uff09)\u3011\u300b\uff1b;>]')
_NOT_TEXT = frozenset(("meta", "toc", "signature", "table", "title"))


def diagnose(text: str, rows: list[Row], eids: list[str]) -> tuple[Diagnostic, ...]:
    """Return every fault, in reading order."""
    found = [*_numbering(rows, eids), *_styles(rows, eids), *_page(text, rows, eids)]
    return tuple(sorted(found, key=lambda d: (d.start, d.code)))


def lists(rows: list[Row]) -> dict[int, list[int]]:
    """Return the numbered rows of every list by its group, in reading order."""
    groups: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        if row.label is not None and row.label.numbers:
            groups.setdefault(row.group, []).append(i)
    return groups


def number_above(rows: list[Row], row: Row) -> tuple[int, ...]:
    """Return the number of the nearest clause above that a decimal label continues, ``()`` if there is none."""
    at = row.parent
    while at >= 0:
        label = rows[at].label
        if label is not None and label.scheme.countable and label.numbers:
            return label.numbers
        if label is None and rows[at].kind == "heading":
            return ()
        at = rows[at].parent
    return ()


def _numbering(rows: list[Row], eids: list[str]) -> Iterator[Diagnostic]:
    for members in lists(rows).values():
        highest: int | None = None
        for position, i in enumerate(members):
            row = rows[i]
            label = row.label
            if label is None:
                continue
            number = label.numbers[-1] if len(label.numbers) == 1 or label.scheme.number == "decimal" else 0
            above = number_above(rows, row) if label.scheme.number == "decimal" else ()
            if label.scheme.number == "decimal" and above and above != label.numbers[:-1]:
                right = (*above, position + 1) if len(above) == len(label.numbers) - 1 else ()
                yield _fault("NUM002", row, eids[i], right, parent=".".join(map(str, above)))
            elif len(label.numbers) == 1 or label.scheme.number == "decimal":
                code = _step(highest, number, row, label.scheme.number == "decimal")
                if code:
                    expected = 1 if highest is None else highest + 1
                    yield _fault(code, row, eids[i], (*label.numbers[:-1], expected))
            if number and not (highest is not None and _jumps_back(rows, members, position, number)):
                highest = number if highest is None or number > highest else highest


def _jumps_back(rows: list[Row], members: list[int], position: int, number: int) -> bool:
    """A list of decimals whose prefix changes begins again."""
    label, before = rows[members[position]].label, rows[members[position - 1]].label
    return label is not None and before is not None and label.numbers[:-1] != before.numbers[:-1]


def _step(highest: int | None, number: int, row: Row, decimal: bool) -> str:
    """Return the code of the fault between a number and the highest before it, ``""`` if there is none."""
    if highest is None:
        if number > 1:
            return "NUM003"
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


def _styles(rows: list[Row], eids: list[str]) -> Iterator[Diagnostic]:
    """Report the items whose marks differ from most of their list: ``8)`` among ``1）2）3）``."""
    for members in lists(rows).values():
        if len(members) < LEAST_MIXED:
            continue
        styles = [_style(rows[i].printed) for i in members]
        counts = Counter(styles).most_common()
        if len(counts) < 2 or counts[0][1] == counts[1][1]:
            continue
        usual = counts[0][0]
        model = rows[members[styles.index(usual)]]
        for i, style in zip(members, styles, strict=True):
            row = rows[i]
            if style != usual and row.label is not None and model.label is not None:
                yield _fault("NUM005", row, eids[i], (), usual=relabel(model.label, model.printed, row.label.numbers))


def _style(printed: str) -> str:
    """Return what stands around the numeral; a full-width full stop is no style of its own."""
    return "".join(c for c in printed if not c.isalnum() and not c.isspace() and c not in ".\uff0e")


def _page(text: str, rows: list[Row], eids: list[str]) -> Iterator[Diagnostic]:
    """Report what is no text of the agreement, and an end that breaks off."""
    if any(word in text for word in table("layout")["artifact_marks"]["words"]):
        starts = [row.start for row in rows]
        for match in layout("artifact").finditer(text):
            at = max(0, bisect_right(starts, match.start()) - 1)
            yield Diagnostic(
                "TXT002", match.start(), match.end(), eids[at], rows[at].line, "information", args={"text": match[0]}
            )
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
