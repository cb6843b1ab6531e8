"""Faults of numbering and of the page, as values: the text is never refused.

In: the rows of the tree, addresses and all. Out: :class:`~legaltools.model.diagnostic.Diagnostic`, each with the
place and, where one can be given, the label to print instead. Codes: NUM001 duplicate, NUM002 the number names
another parent, NUM003 skipped, NUM004 out of order, NUM005 mixed style, TXT001 the text breaks off, TXT002 an artifact
of conversion, TXT003 navigation of a page.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from operator import attrgetter

from legaltools.lexicon import table
from legaltools.model.diagnostic import Diagnostic
from legaltools.structure.label import relabel
from legaltools.structure.page import layout
from legaltools.structure.row import Row
from legaltools.structure.scheme import Label
from legaltools.text.width import fold

NUMBERING = ("NUM001", "NUM002", "NUM003", "NUM004")
LEAST_MIXED = 3  # fewer items are no series whose style could be mixed
PROSE = 40
EXCERPT = 3  # a text whose first article has a higher number is part of a longer one
_ENDS = frozenset('\u3002\uff01!\uff1f?.\u2026\u201d"\uff09)\u3011\u300b\uff1b;>]')
_NOT_TEXT = frozenset(("meta", "toc", "signature", "table", "title"))


def diagnose(text: str, rows: list[Row], *, tags: bool = False) -> tuple[Diagnostic, ...]:
    """Return every fault, in reading order; with ``tags``, HTML in the text is syntax (Markdown) and no artifact."""
    found = list(_page(text, rows, tags))
    ended: dict[tuple[object, ...], int] = {}  # the last number of the lists above
    for members in lists(rows):
        first, latest = members[0].label, members[-1].label
        if first is None or latest is None:
            continue
        above = number_above(rows, members[0]) if first.scheme.number == "decimal" else ()
        before, ended[first.key] = ended.get(first.key), latest.last
        if not _plain(members, first, above):
            found += _numbering(members, above, before if before == first.last - 1 else None)
            found += _styles(members)
    return tuple(sorted(found, key=attrgetter("start", "code")))


def lists(rows: list[Row]) -> list[list[Row]]:
    """Return the numbered rows of every list, in reading order."""
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        label = row.label
        if label is not None and label.numbers:
            groups[row.group].append(row)
    return list(groups.values())


def _plain(members: list[Row], first: Label, above: tuple[int, ...]) -> bool:
    """Tell quickly whether a list counts 1, 2, 3 … in one style under the number it names; nearly every list does."""
    look = first.look
    for expected, row in enumerate(members, 1):
        label = row.label
        if label is None or label.last != expected or label.look != look or (above and label.numbers[:-1] != above):
            return False
    return not _restarts(members[0], first)


def _restarts(row: Row, label: Label) -> bool:
    """Tell whether a list begins again where it goes on; decimals say themselves under what they begin."""
    return row.restarts and not row.announced and label.scheme.number != "decimal"


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


def _numbering(members: list[Row], above: tuple[int, ...], highest: int | None) -> Iterator[Diagnostic]:
    """Report what a list miscounts, under the number ``above`` it names and after the ``highest`` it carries on."""
    before: Label | None = None
    for position, row in enumerate(members, 1):
        label = row.label
        if label is None or not label.last:
            continue
        if above and above != label.numbers[:-1]:
            right = (*above, position) if len(above) == len(label.numbers) - 1 else ()
            yield _fault("NUM002", row, right, parent=".".join(map(str, above)))
        elif code := _step(highest, label, row):
            expected = 1 if highest is None else highest + 1
            yield _fault(code, row, (*label.numbers[:-1], expected))
        if highest is None or (label.last > highest and not _jumps_back(before, label)):
            highest = label.last
        before = label


def _jumps_back(before: Label | None, label: Label) -> bool:
    """A list of decimals whose prefix changes begins again."""
    return before is not None and label.numbers[:-1] != before.numbers[:-1]


def _step(highest: int | None, label: Label, row: Row) -> str:
    """Return the code of the fault between a number and the highest before it, ``""`` if there is none."""
    number = label.last
    if highest is None:
        if number > 1:
            return "" if label.scheme.formal and number > EXCERPT else "NUM003"
        return "NUM001" if _restarts(row, label) else ""
    if number == highest:
        return "NUM001"
    if number < highest:
        return "NUM004"
    return "NUM003" if number > highest + 1 else ""


def _fault(code: str, row: Row, right: tuple[int, ...], **args: str) -> Diagnostic:
    suggestion = relabel(row.label, row.printed, right) if row.label is not None and right else ""
    end = row.start + len(row.printed)
    return Diagnostic(code, row.start, end, row.eid, row.line, "warning", suggestion, {"label": row.printed, **args})


def _styles(members: list[Row]) -> Iterator[Diagnostic]:
    """Report the items whose marks differ from most of their list: ``8)`` among ``1）2）3）``."""
    looks = [row.label.look for row in members if row.label is not None]
    if len(looks) < LEAST_MIXED or len(set(looks)) == 1:
        return
    counts = Counter(looks).most_common()
    if counts[0][1] == counts[1][1]:
        return
    usual = counts[0][0]
    model = members[looks.index(usual)].label
    for row in members:
        label = row.label
        if label is not None and model is not None and label.look != usual:
            usually = relabel(model, model.printed, label.numbers)
            yield _fault("NUM005", row, (), usual=usually)


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


def _page(text: str, rows: list[Row], tags: bool) -> Iterator[Diagnostic]:
    """Report what is no text of the agreement, and an end that breaks off."""
    for start, end in _artifacts(text, tags):
        row = rows[max(0, bisect_right(rows, start, key=attrgetter("start")) - 1)]
        args = {"text": text[start:end]}
        yield Diagnostic("TXT002", start, end, row.eid, row.line, "information", args=args)
    for row in [row for row in rows if row.kind == "meta"]:
        navigation = row.end - row.start <= 90 and layout("debris").match(fold(text[row.start : row.end]))
        if navigation and not layout("artifact").match(text, row.start):
            yield Diagnostic("TXT003", row.start, row.end, row.eid, row.line, "hint")
    last = next((row for row in reversed(rows) if row.kind not in _NOT_TEXT), None)
    if last is not None:
        own = text[last.text_start : last.end].rstrip("*_ ")
        if len(own) >= PROSE and own[-1] not in _ENDS and not own[-12:].isascii():
            yield Diagnostic("TXT001", last.end - 1, last.end, last.eid, last.line, "warning")
