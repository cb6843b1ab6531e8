"""Where a label belongs: among the open clauses, or under one of them.

In: the stack of open clauses, outermost first, and the line that opens. Out: :data:`Place`: how many entries stay
open. Successor numbers decide before anything else; then the digits of decimal labels; then convention (编 章 节 条
一、 （一） 1. （1） ①); last the layout. A label that fits nowhere is placed where it is
printed and marked as a misfit.
"""

from legaltools.structure.lines import BULLET, Line
from legaltools.structure.outlook import Outlook, follows
from legaltools.structure.row import Row
from legaltools.structure.scheme import Label

UNNUMBERED = 48  # outerness of a heading without number that the page gives no level
GAP = 4
LISTS = 70  # from here on outwards labels open clauses; inside one line they do so even after a colon
CLEAR = 10  # a difference of outerness all drafters respect

# How many entries stay open; whether the entry at that depth is the item before in the same list; whether the number
# belongs there.
Place = tuple[int, bool, bool]


def place(stack: list[Row], line: Line, colon: bool, outlook: Outlook, inner: bool = False) -> Place:
    """Return where ``line`` belongs; ``colon``: a list is announced right above, ``inner``: it stands in a line.

    A single letter that can be read two ways gets, in ``line.label``, the reading the open lists call for.
    """
    label = line.label
    if label is not None and label.other is not None:
        label = line.label = _reading(stack, label, label.other)
    if line.top:
        return 0, False, True
    if line.level:
        return _by_level(stack, line)
    if label is None:
        return _unnumbered(stack, outlook)
    scheme = label.scheme
    if scheme.number == "decimal":
        return _decimal(stack, label, colon)
    if scheme.formal:
        return _formal(stack, label)
    if scheme is BULLET:
        return _bullet(stack, line, label)
    return _simple(stack, line, label, colon, outlook, inner)


def _by_level(stack: list[Row], line: Line) -> Place:
    """A heading whose level the page gives closes every heading of the same or a deeper level."""
    level, label = line.level, line.label
    for i, above in enumerate(stack):
        if above.level >= level:
            other = above.label
            inside = (
                above.level == level
                and label is not None
                and other is not None
                and other.scheme.order < label.scheme.order
                and label.scheme.number != "decimal"
            )
            if not inside:
                return i, label is not None and other is not None and label.key == other.key, True
        elif not above.level and not above.top:
            return i, False, True
    return len(stack), False, True


def _unnumbered(stack: list[Row], outlook: Outlook) -> Place:
    """A heading without number: the numbers that come tell which list goes on around it."""
    begun: set[tuple[object, ...]] = set()
    for first, coming in enumerate(outlook.numbered()):
        if coming.key in begun:
            continue
        if coming.last <= 1:
            begun.add(coming.key)
        for i in range(len(stack) - 1, -1, -1):
            label = stack[i].label
            if label is None:
                continue
            if follows(label, coming) or (first == 0 and label.full and label.full == coming.numbers[:-1]):
                return i + 1, False, True
            if first == 0 and label.key == coming.key and coming.last <= 1:
                return (i - 1 if i and _plain_heading(stack[i - 1]) else i), False, True
    for i, above in enumerate(stack):
        if _plain_heading(above):
            return i, False, True
    fixed = [i for i, above in enumerate(stack) if above.level or above.top]
    if fixed:
        return fixed[-1] + 1, False, True
    return (1 if stack and not stack[0].bodied else 0), False, True


def _plain_heading(above: Row) -> bool:
    """Tell whether an entry is a heading without number whose level nothing tells."""
    return above.label is None and not above.top and not above.level


def _reading(stack: list[Row], label: Label, other: Label) -> Label:
    """Choose between the two readings of a single letter by the list that is open."""
    for above in reversed(stack):
        if above.label is not None:
            if follows(above.label, label):
                return label
            if follows(above.label, other):
                return other
    return label


def _bullet(stack: list[Row], line: Line, label: Label) -> Place:
    """Bullets of one look are one list; deeper indentation under a bullet is a list inside it."""
    for i in range(len(stack) - 1, -1, -1):
        above = stack[i]
        if above.level or above.top:
            break
        if above.label is None or above.label.scheme is not BULLET:
            continue
        if line.indent >= above.indent + 2:
            return i + 1, False, True
        if line.indent > above.indent - 2 and above.label.style == label.style:
            return i, True, True
    return len(stack), False, True


def _formal(stack: list[Row], label: Label) -> Place:
    """编 章 节 条 close everything of lower or equal rank; a page's heading or a joined agreement stays open."""
    scheme = label.scheme
    for i in range(len(stack) - 1, -1, -1):
        above = stack[i]
        if above.label is not None and above.label.scheme is scheme:
            return i, True, True
        if above.level or above.top or (above.label is not None and above.order < scheme.order):
            break
    for i, above in enumerate(stack):
        if above.top or above.level or (i == len(stack) - 1 and not above.bodied):
            continue
        if above.label is None or above.order >= scheme.order:
            return i, False, True
    return len(stack), False, True


def _decimal(stack: list[Row], label: Label, colon: bool) -> Place:
    """The digits tell the parent; where they fit nothing, the label is placed under what is printed above it."""
    key, prefix = label.key, label.numbers[:-1]
    for i in range(len(stack) - 1, -1, -1):
        above = stack[i].label
        if above is not None:
            if above.key == key:
                return i, True, True
            if above.full == prefix:
                return i + 1, False, True
    return _misfit(stack, label.numbers, colon)


def _misfit(stack: list[Row], number: tuple[int, ...], colon: bool) -> Place:
    """A decimal label whose digits name no open clause."""
    same = shorter = -1
    for i in range(len(stack) - 1, -1, -1):
        label = stack[i].label
        full = label.full if label is not None else ()
        if full and len(full) == len(number) - 1:
            if len(full) == 1 and number[-1] == 1 and number[0] == full[0] + 1:  # the chapter's own heading is missing
                above = next((k for k in range(i + 1, len(stack)) if stack[k].label is None), i - 1)
                return above + 1 if above >= i else i + 1, False, False
            return i + 1, False, False
        if len(full) == len(number) and same < 0:
            same = i
        if 0 < len(full) < len(number) and shorter < 0:
            shorter = i
    if same >= 0:
        return same, True, number[-1] == 1
    if shorter >= 0:
        return shorter + 1, False, False
    return _outward(stack, LISTS, colon, False), False, number[-1] <= 1


def _simple(stack: list[Row], line: Line, label: Label, colon: bool, outlook: Outlook, inner: bool) -> Place:
    """One number: the next of an open list, the first of a new one, or a fault."""
    number, key, scheme = label.last, label.key, label.scheme
    exact = loose = alike = -1
    for i in range(len(stack) - 1, -1, -1):
        above = stack[i].label
        if above is not None and above.scheme is scheme:
            if above.key == key:
                if above.last + 1 == number and not (number == 1 and colon):
                    if stack[i].heading or not line.heading:
                        return i, True, True
                    alike = i if alike < 0 else alike  # a heading rather goes on with the headings farther out
                exact = i if exact < 0 else exact
            elif loose < 0 and above.last + 1 == number:
                loose = i
        elif stack[i].level:
            break
    if alike >= 0:
        return alike, True, True
    if line.listed:
        if exact >= 0 or loose >= 0:
            return (exact if exact >= 0 else loose), number > 1, True
        return _chapter(stack, scheme.order), False, True
    if number <= 1:
        return _begins(stack, line, exact, colon, outlook, inner)
    if loose >= 0:
        return loose, True, True
    if exact >= 0:
        return _nearest(stack, label, exact), True, False
    return _outward(stack, scheme.order, colon, inner), False, False


def _nearest(stack: list[Row], label: Label, deepest: int) -> int:
    """Among the open lists of one look, the deepest whose number is a small step below, else the deepest."""
    for i in range(deepest, -1, -1):
        above = stack[i].label
        if above is not None and above.key == label.key and 0 < label.last - above.last <= GAP:
            return i
    return deepest


def _begins(stack: list[Row], line: Line, exact: int, colon: bool, outlook: Outlook, inner: bool) -> Place:
    """A first number: a list under what is being read, or the same list begun again."""
    label = line.label
    if label is None:
        return len(stack), False, True
    order = label.scheme.order
    again = exact >= 0 and line.heading and stack[exact].heading
    if again and outlook.titling() and exact < len(stack) - 1:
        return exact, False, False
    if exact >= 0 and not colon:
        above = stack[exact]
        nested = exact == len(stack) - 1 and (
            line.indent >= above.indent + 2 or (not above.bodied and not line.heading)
        )
        under = any(e.label is None or e.order <= order - CLEAR for e in stack[exact + 1 :])
        if not nested and not under:
            return exact, False, False
    top = stack[-1] if stack else None
    closed = top is not None and _plain_heading(top) and top.bodied
    if closed and not colon and not label.scheme.item and label.key not in outlook.seen:
        stack = stack[:-1]
    return _outward(stack, order, colon, inner), False, True


def _chapter(stack: list[Row], order: int) -> int:
    """A chapter of the table of contents stands under nothing but a joined agreement, a part or a page's heading."""
    for i, above in enumerate(stack):
        if not (above.top or above.level or (above.label is not None and above.order < order)):
            return i
    return len(stack)


def _outward(stack: list[Row], order: int, colon: bool, inner: bool) -> int:
    """Return the depth for a new list: under the last clause, unless convention puts it outside of that."""
    depth = len(stack)
    if colon and not (inner and order <= LISTS - CLEAR):
        return depth
    while depth:
        above = stack[depth - 1]
        if above.level or above.top or above.label is None or not above.bodied or above.order < order + CLEAR:
            break
        depth -= 1
    return depth
