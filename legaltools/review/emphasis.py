"""Was it pointed out? How far a passage is marked bold, underlined, coloured, larger: yes, partly, no or unknown.

Plain text cannot show emphasis, so there it is ``unknown``. 合同编通则解释 art. 10 asks for marks that catch the
eye; if half of the text is bold, none of it does (:attr:`Emphasis.inflated`).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate

from legaltools.model.document import Document
from legaltools.model.finding import Emphasised
from legaltools.model.source import Mark

YES, SOME = 0.8, 0.05  # share of a passage's characters from which it counts as marked, partly marked
INFLATED = 0.4  # share of the whole text from which marks no longer stand out
ALWAYS = {"bold", "underline", "highlight", "caps"}
VIVID = 0x60  # difference between the channels of a colour from which it is neither black nor grey


class Emphasis:
    """The marked runs of a document, merged and in order."""

    def __init__(self, document: Document) -> None:
        self.known = document.source.shows_emphasis and bool(document.source.blocks)
        body = _body_size(document)
        marks = [m for b in document.source.blocks if b.level == 0 for m in b.marks if _catches_the_eye(m, body)]
        self.runs = _merged(marks)
        self._starts = [start for start, _ in self.runs]
        self._sums = [0, *accumulate(end - start for start, end in self.runs)]
        headings = sum(b.end - b.start for b in document.source.blocks if b.level)
        self.share = self._sums[-1] / max(len(document.text) - headings, 1)

    @property
    def inflated(self) -> bool:
        """Tell whether so much is marked that nothing stands out."""
        return self.share > INFLATED

    def of(self, start: int, end: int) -> Emphasised:
        """Return how far ``[start, end)`` is marked."""
        if not self.known:
            return "unknown"
        share = self.marked(start, end) / max(end - start, 1)
        return "yes" if share >= YES else "partly" if share > SOME else "no"

    def marked(self, start: int, end: int) -> int:
        """Return how many characters of ``[start, end)`` are marked."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        return sum(max(min(e, end) - max(s, start), 0) for s, e in self.runs[first:last])


def _body_size(document: Document) -> float:
    """Return the size most of the text is set in, 0 if sizes are not told."""
    sizes: Counter[str] = Counter()
    for block in document.source.blocks:
        for mark in block.marks:
            if mark.kind == "size":
                sizes[mark.value] += mark.end - mark.start
    common = sizes.most_common(1)
    return float(common[0][0]) if common and common[0][0].replace(".", "", 1).isdigit() else 0.0


def _catches_the_eye(mark: Mark, body: float) -> bool:
    if mark.kind in ALWAYS:
        return True
    if mark.kind == "size":
        return body > 0 and mark.value.replace(".", "", 1).isdigit() and float(mark.value) >= body + 2
    if mark.kind == "color":
        return _vivid(mark.value)
    return False


def _vivid(value: str) -> bool:
    """Tell whether RRGGBB is neither black nor grey.

    >>> _vivid("FF0000"), _vivid("333333"), _vivid("auto")
    (True, False, False)
    """
    try:
        channels = [int(value[i : i + 2], 16) for i in (0, 2, 4)]
    except ValueError:
        return False
    return max(channels) - min(channels) >= VIVID


def _merged(marks: list[Mark]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for start, end in sorted((m.start, m.end) for m in marks):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs
