"""Where a label belongs: among the open clauses, or under one of them.

In: the stack of open clauses, outermost first, and what opens. Out: :class:`Place`: how many entries stay open.
Successor numbers decide before anything else; then the digits of decimal labels; then convention (编 章 节 条 一、
（一） 1. （1） ①); last the layout. A label that fits nowhere is placed where it is printed and marked as a misfit.
"""

from bisect import bisect_right

from msgspec import Struct

from legaltools.structure.lines import BULLET, Line
from legaltools.structure.scheme import Label

LOOK = 60  # openings looked ahead at most
UNNUMBERED = 48  # outerness of a heading without number that the page gives no level
GAP = 4
LISTS = 70  # from here on outwards labels open clauses; inside one line they do so even after a colon
CLEAR = 10  # a difference of outerness all drafters respect


class Opening(Struct):
    """What opens: ``colon`` tells that the text right above announces a list."""

    label: Label | None
    level: int = 0
    indent: int = 0
    top: bool = False
    colon: bool = False
    heading: bool = False
    listed: bool = False
    inner: bool = False


class Entry(Struct):
    """An open clause, the latest item of the list ``group``.

    ``intro``: its list was announced by a colon; ``texts``: it or a sibling above has paragraphs of its own;
    ``bodied``: there is text beyond its heading; ``inner``: it stands inside a line; ``headed``: it opens with a
    heading.
    """

    row: int
    label: Label | None
    level: int
    indent: int
    top: bool
    group: int
    intro: bool = False
    texts: bool = False
    inner: bool = False
    bodied: bool = False
    headed: bool = False

    @property
    def order(self) -> int:
        """Conventional outerness."""
        if self.top:
            return 0
        return self.label.scheme.order if self.label is not None else UNNUMBERED

    @property
    def number(self) -> int:
        """The last number of its label, 0 if there is none."""
        return self.label.numbers[-1] if self.label is not None and self.label.numbers else 0

    @property
    def full(self) -> tuple[int, ...]:
        """The number a decimal label can continue."""
        if self.label is None:
            return ()
        return self.label.numbers if self.label.scheme.countable else ()


class Place(Struct):
    """``cut`` entries stay open; ``sibling``: the entry at ``cut`` is the item before in the same list."""

    cut: int
    sibling: bool = False
    fits: bool = True


class Outlook:
    """What comes: the openings after the line being placed; ``titling`` tells that running text follows it."""

    def __init__(self, lines: list[Line], opens: list[int]) -> None:
        self.lines = lines
        self.opens = opens
        self.next = 0
        self.titling = False
        self.seen: set[tuple[str, str]] = set()
        self._asked: tuple[int, bool] = (-1, False)

    def at(self, index: int) -> None:
        """Move to the line being placed."""
        self.next = bisect_right(self.opens, index, self.next)
        self.titling = index + 1 < len(self.lines) and self.opens[self.next : self.next + 1] != [index + 1]

    def numbered(self) -> list[Label]:
        """Return the labels with a number among the next openings, up to where another agreement begins."""
        labels: list[Label] = []
        for i in self.opens[self.next : self.next + LOOK]:
            if self.lines[i].top:
                break
            label = self.lines[i].label
            if label is not None and label.scheme is not BULLET:
                labels.append(label)
        return labels

    def continues(self, stack: list[Entry]) -> bool:
        """Tell whether the list of the innermost entry goes on before an outer one does."""
        top = stack[-1]
        if self._asked[0] != top.row:
            self._asked = (top.row, self._continues(stack))
        return self._asked[1]

    def _continues(self, stack: list[Entry]) -> bool:
        top = stack[-1].label
        if top is None:
            return False
        outer = [entry.label for entry in stack[:-1] if entry.label is not None]
        for i in self.opens[self.next : self.next + LOOK]:
            line = self.lines[i]
            if line.label is None or line.level:
                return False
            if follows(top, line.label) or (line.label.other and follows(top, line.label.other)):
                return True
            if line.label.scheme.formal or any(follows(label, line.label) for label in outer):
                return False
        return False


def key(label: Label) -> tuple[str, str]:
    """Return what two labels of one list have in common: scheme and printed style."""
    return label.scheme.name, label.style


def follows(before: Label, label: Label) -> bool:
    """Tell whether ``label`` is the next of the list ``before`` is in (same scheme and style)."""
    if before.scheme is not label.scheme or before.style != label.style:
        return False
    a, b = before.numbers, label.numbers
    if not a:
        return True
    if before.scheme.number == "decimal":
        return a[:-1] == b[:-1] and b[-1] == a[-1] + 1
    return _next(a, b)


def _next(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """第十二条 → 第十三条 or 第十二条之一; 第十二条之一 → 第十二条之二 or 第十三条."""
    if len(b) > 1:
        return a[0] == b[0] and b[1] == (a[1] + 1 if len(a) > 1 else 1)
    return b[0] == a[0] + 1


def place(stack: list[Entry], opening: Opening, outlook: Outlook) -> Place:
    """Return where ``opening`` belongs."""
    label = opening.label
    if opening.top:
        return Place(0)
    if opening.level:
        return _by_level(stack, opening)
    if label is None:
        return _unnumbered(stack, outlook)
    if label.other is not None:
        label = _reading(stack, label)
        opening.label = label
    if label.scheme is BULLET:
        where = _bullet(stack, opening, label)
    elif label.scheme.formal:
        where = _formal(stack, label)
    elif label.scheme.number == "decimal":
        where = _decimal(stack, opening, label)
    else:
        where = _simple(stack, opening, label, outlook)
    return where


def _by_level(stack: list[Entry], opening: Opening) -> Place:
    """A heading whose level the page gives closes every heading of the same or a deeper level."""
    level, label = opening.level, opening.label
    for i, entry in enumerate(stack):
        if entry.level >= level:
            inside = (
                entry.level == level and label is not None and entry.label is not None
                and entry.label.scheme.order < label.scheme.order and label.scheme.number != "decimal"
            )  # fmt: skip
            if not inside:
                same = label is not None and entry.label is not None and key(label) == key(entry.label)
                return Place(i, sibling=same)
        elif not entry.level and not entry.top:
            return Place(i)
    return Place(len(stack))


def _unnumbered(stack: list[Entry], outlook: Outlook) -> Place:
    """A heading without number: the next number tells which list goes on around it."""
    for first, coming in enumerate(outlook.numbered()):
        for i in range(len(stack) - 1, -1, -1):
            entry = stack[i]
            if entry.label is None:
                continue
            if follows(entry.label, coming) or (first == 0 and entry.full and entry.full == coming.numbers[:-1]):
                return Place(i + 1)
            if first == 0 and key(entry.label) == key(coming) and coming.numbers[-1] <= 1:
                return Place(i - 1 if i and _plain_heading(stack[i - 1]) else i)
    before = next((i for i, e in enumerate(stack) if _plain_heading(e)), None)
    if before is not None:
        return Place(before)
    fixed = [i for i, e in enumerate(stack) if e.level or e.top]
    if fixed:
        return Place(fixed[-1] + 1)
    return Place(1 if stack and not stack[0].bodied else 0)


def _plain_heading(entry: Entry) -> bool:
    """Tell whether an entry is a heading without number whose level nothing tells."""
    return entry.label is None and not entry.top and not entry.level


def _reading(stack: list[Entry], label: Label) -> Label:
    """Choose between the two readings of a single letter by the list that is open."""
    other = label.other
    for entry in reversed(stack):
        if entry.label is not None:
            if follows(entry.label, label):
                return label
            if other is not None and follows(entry.label, other):
                return other
    return label


def _bullet(stack: list[Entry], opening: Opening, label: Label) -> Place:
    """Bullets of one look are one list; deeper indentation under a bullet is a list inside it."""
    for i in range(len(stack) - 1, -1, -1):
        entry = stack[i]
        if entry.level or entry.top:
            break
        if entry.label is None or entry.label.scheme is not BULLET:
            continue
        if opening.indent >= entry.indent + 2:
            return Place(i + 1)
        if opening.indent > entry.indent - 2 and entry.label.style == label.style:
            return Place(i, sibling=True)
    return Place(len(stack))


def _formal(stack: list[Entry], label: Label) -> Place:
    """编 章 节 条 close everything of lower or equal rank; a page's heading or a joined agreement stays open."""
    for i in range(len(stack) - 1, -1, -1):
        entry = stack[i]
        if entry.label is not None and entry.label.scheme is label.scheme:
            return Place(i, sibling=True)
        if entry.level or entry.top or (entry.label is not None and entry.order < label.scheme.order):
            break
    for i, entry in enumerate(stack):
        last = i == len(stack) - 1
        if entry.top or entry.level or (last and not entry.bodied):
            continue
        if entry.label is None or entry.order >= label.scheme.order:
            return Place(i)
    return Place(len(stack))


def _decimal(stack: list[Entry], opening: Opening, label: Label) -> Place:
    """The digits tell the parent; where they fit nothing, the label is placed under what is printed above it."""
    number = label.numbers
    prefix = number[:-1]
    for i in range(len(stack) - 1, -1, -1):
        entry = stack[i]
        full = entry.full
        if full and entry.label is not None:
            if entry.label.scheme is label.scheme and len(full) == len(number) and full[:-1] == prefix:
                return Place(i, sibling=True)
            if full == prefix:
                return Place(i + 1)
    return _misfit_decimal(stack, opening, number)


def _misfit_decimal(stack: list[Entry], opening: Opening, number: tuple[int, ...]) -> Place:
    same = None
    for i in range(len(stack) - 1, -1, -1):
        full = stack[i].full
        if not full:
            continue
        if len(full) == len(number) - 1:
            missing = number[-1] == 1 and _next(full[-1:], number[-2:-1]) and full[:-1] == number[:-2]
            if missing and len(full) == 1:
                above = next((k for k in range(i + 1, len(stack)) if stack[k].label is None), None)
                return Place(i + 1 if above is None else above + 1, fits=False)
            return Place(i + 1, fits=False)
        if len(full) == len(number) and same is None:
            same = i
    if same is not None:
        return Place(same, sibling=True, fits=number[-1] == 1)
    shorter = [i for i, e in enumerate(stack) if 0 < len(e.full) < len(number)]
    if shorter:
        return Place(shorter[-1] + 1, fits=False)
    return Place(_outward(stack, opening, 70), fits=number[-1] <= 1)


def _simple(stack: list[Entry], opening: Opening, label: Label, outlook: Outlook) -> Place:
    """One number: the next of an open list, the first of a new one, or a fault."""
    number = label.numbers[-1]
    exact = loose = -1
    for i in range(len(stack) - 1, -1, -1):
        entry = stack[i]
        if entry.label is not None and entry.label.scheme is label.scheme:
            if entry.label.style == label.style:
                if follows(entry.label, label) and not (number == 1 and opening.colon):
                    return Place(i, sibling=True)
                exact = i if exact < 0 else exact
            elif loose < 0 and entry.label.numbers[-1] + 1 == number:
                loose = i
        if entry.level and not (entry.label is not None and entry.label.scheme is label.scheme):
            break
    if opening.listed:
        return Place(_chapter(stack, label), fits=True)
    if number <= 1:
        return _begins(stack, opening, label, exact, outlook)
    if loose >= 0:
        return Place(loose, sibling=True)
    if exact >= 0:
        return Place(_nearest(stack, label, exact), sibling=True, fits=False)
    return Place(_outward(stack, opening, label.scheme.order), fits=False)


def _nearest(stack: list[Entry], label: Label, deepest: int) -> int:
    """Among the open lists of one look, the deepest whose number is a small step below, else the deepest."""
    for i in range(deepest, -1, -1):
        entry = stack[i]
        alike = entry.label is not None and key(entry.label) == key(label)
        if alike and 0 < label.numbers[-1] - entry.number <= GAP:
            return i
    return deepest


def _begins(stack: list[Entry], opening: Opening, label: Label, exact: int, outlook: Outlook) -> Place:
    """A first number: a list under what is being read, or the same list begun again."""
    again = exact >= 0 and opening.heading and stack[exact].headed
    if again and outlook.titling and exact < len(stack) - 1:
        return Place(exact, fits=False)
    if exact >= 0 and not opening.colon:
        entry = stack[exact]
        nested = exact == len(stack) - 1 and (
            opening.indent >= entry.indent + 2 or (not entry.bodied and not opening.heading)
        )
        under_heading = any(e.label is None or e.order <= label.scheme.order - CLEAR for e in stack[exact + 1 :])
        if not nested and not under_heading:
            return Place(exact, fits=False)
    top = stack[-1] if stack else None
    closed = top is not None and top.label is None and not top.level and not top.top and top.bodied
    if closed and not opening.colon and not label.scheme.item and key(label) not in outlook.seen:
        stack = stack[:-1]
    return Place(_outward(stack, opening, label.scheme.order))


def _chapter(stack: list[Entry], label: Label) -> int:
    """A chapter of the table of contents stands under nothing but a joined agreement, a part or a page's heading."""
    for i, entry in enumerate(stack):
        if not (entry.top or entry.level or (entry.label is not None and entry.order < label.scheme.order)):
            return i
    return len(stack)


def _outward(stack: list[Entry], opening: Opening, order: int) -> int:
    """Return the depth for a new list: under the last clause, unless convention puts it outside of that."""
    depth = len(stack)
    if opening.colon and not (opening.inner and order <= LISTS - CLEAR):
        return depth
    while depth:
        entry = stack[depth - 1]
        if entry.level or entry.top or entry.label is None or not entry.bodied or entry.order < order + CLEAR:
            break
        depth -= 1
    return depth
