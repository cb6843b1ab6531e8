"""What comes: the openings below the line that is being placed, and the step from one label to the next."""

from bisect import bisect_right
from collections.abc import Iterator

from legaltools.structure.lines import BULLET, Line
from legaltools.structure.page import is_opening
from legaltools.structure.scheme import Label

LOOK = 60  # openings looked ahead at most


def follows(before: Label, label: Label) -> bool:
    """Tell whether ``label`` is the next of the list ``before`` is in (same scheme, style and, for decimals, parent).

    第十二条 → 第十三条 or 第十二条之一; 第十二条之一 → 第十二条之二 or 第十三条.
    """
    if before.key != label.key:
        return False
    if (before.last and label.last) or not label.numbers:
        return label.last == before.last + 1 or not label.numbers
    a, b = before.numbers, label.numbers
    if len(b) > 1:
        return a[0] == b[0] and b[1] == (a[1] + 1 if len(a) > 1 else 1)
    return b[0] == a[0] + 1


class Outlook:
    """The openings below ``lines[index]``; ``seen`` are the keys of the lists that were begun."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.index = 0
        self.seen: set[tuple[object, ...]] = set()
        self._asked: tuple[int, bool] = (-1, False)
        self._opens: list[int] = []  # the openings found so far, and where to look on
        self._unread = 0

    def titling(self) -> bool:
        """Tell whether running text, and not another opening, follows the line being placed."""
        return self.index + 1 < len(self.lines) and not is_opening(self.lines[self.index + 1])

    def _coming(self) -> Iterator[Line]:
        """Yield the next openings; no line is looked at twice, and none before it is needed."""
        lines, opens = self.lines, self._opens
        self._unread = max(self._unread, self.index + 1)
        first = bisect_right(opens, self.index)
        for at in range(first, first + LOOK):
            while at == len(opens):
                if self._unread == len(lines):
                    return
                if is_opening(lines[self._unread]):
                    opens.append(self._unread)
                self._unread += 1
            yield lines[opens[at]]

    def numbered(self) -> list[Label]:
        """Return the labels with a number among the next openings, up to where another agreement begins."""
        labels: list[Label] = []
        for line in self._coming():
            if line.top:
                break
            label = line.label
            if label is not None and label.scheme is not BULLET:
                labels.append(label)
        return labels

    def continues(self, row: int, top: Label, outer: list[Label]) -> bool:
        """Tell whether the list of ``top`` (the clause ``row``) goes on before one of the ``outer`` lists does."""
        if self._asked[0] != row:
            self._asked = (row, self._continues(top, outer))
        return self._asked[1]

    def _continues(self, top: Label, outer: list[Label]) -> bool:
        for line in self._coming():
            label = line.label
            if label is None or line.level:
                return False
            if follows(top, label) or (label.other is not None and follows(top, label.other)):
                return True
            if label.scheme.formal or any(follows(before, label) for before in outer):
                return False
        return False
