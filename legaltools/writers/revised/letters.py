"""The characters of a paragraph and the runs that hold them; runs cut at exact characters.

A unit is what a tracked change can wrap: a run, or a formula. Most units hold characters; what holds none (the begin
and end of a field, say) is a unit without. A picture, a note's reference, a formula or a word with its reading is one
character (:data:`~legaltools.model.body.OBJECT`).
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from msgspec import Struct

from legaltools.model.body import OBJECT
from legaltools.writers.revised.names import KEEP, MATH, RPR, SECTION, R, T, W, w

_SPACES = " \t\r\n"
_BOUNDARY = str.maketrans({"\n": " ", "\r": " "})
BREAKS = w("br", "cr")
_FIXED = dict(zip(w("tab", "ptab", "noBreakHyphen"), "\t\t-", strict=True))
_SYMBOL = W + "sym"
_OBJECTS = frozenset(
    (*w("drawing", "pict", "object", "footnoteReference", "endnoteReference", "ruby"),
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
)  # fmt: skip
FORMULAS = (MATH + "oMath", MATH + "oMathPara")
_AROUND = frozenset(
    w("hyperlink", "fldSimple", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent", "ins", "moveTo")
)
FIELD_CHAR, INSTRUCTION, FIELD_TYPE = W + "fldChar", W + "instrText", W + "fldCharType"
SIMPLE = W + "fldSimple"
_PLAIN = frozenset((R, *w("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak")))


class Letter(Struct, frozen=True):
    """A character, the element it comes from and its index there."""

    char: str
    leaf: Any
    index: int = 0


class Unit(Struct):
    """A run or a formula: where its characters begin, and they themselves."""

    element: Any
    start: int
    letters: list[Letter]

    @property
    def end(self) -> int:
        """Where its characters end."""
        return self.start + len(self.letters)


def units(paragraph: Any) -> list[Unit]:
    """Return the units of a paragraph in order."""
    fields: list[bool] = []  # for each open field whether its result is reached
    found: list[Unit] = []
    at = 0
    for node in _inline(paragraph):
        letters = [Letter(OBJECT, node)] if node.tag != R else list(_letters(node, fields))
        found.append(Unit(node, at, letters))
        at += len(letters)
    return found


def text(paragraph: Any) -> str:
    """Return the characters of a paragraph."""
    return "".join(letter.char for unit in units(paragraph) for letter in unit.letters)


def solid(paragraph: Any) -> bool:
    """Tell whether a paragraph holds what cannot be cut in two: links, controls, fields, a section's end."""
    if any(child.tag not in _PLAIN for child in paragraph) or paragraph.find(f"{W}pPr/{SECTION}") is not None:
        return True
    return next(paragraph.iter(FIELD_CHAR), None) is not None


def fields(paragraph: Any) -> tuple[tuple[int, int], ...]:
    """Return where the results of outermost fields stand that begin and end in a paragraph.

    A program writes such a result anew when it likes, so a revision inside it would not last.
    """
    if next(paragraph.iter(FIELD_CHAR, SIMPLE), None) is None:
        return ()
    found: list[tuple[int, int]] = []
    begun: list[int] = []
    for unit in units(paragraph):
        kinds = [char.get(FIELD_TYPE) for char in unit.element.iterchildren(FIELD_CHAR)]
        begun += [unit.start] * kinds.count("begin")
        found += [(begun.pop(), unit.end) for _ in range(min(kinds.count("end"), len(begun)))]
        if any(above.tag == SIMPLE for above in unit.element.iterancestors()):
            found.append((unit.start, unit.end))
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if end > start and (not outermost or start >= outermost[-1][1]):
            outermost.append((start, end))
    return tuple(outermost)


def _inline(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == R or child.tag in FORMULAS:
            yield child
        elif child.tag in _AROUND:
            yield from _inline(child)


def _letters(run: Any, fields: list[bool]) -> Iterator[Letter]:
    for child in run:
        tag = child.tag
        if tag == FIELD_CHAR:
            kind = child.get(FIELD_TYPE)
            if kind == "begin":
                fields.append(False)
            elif fields and kind == "separate":
                fields[-1] = True
            elif fields:
                fields.pop()
        elif not all(fields):
            continue
        elif tag == T:
            yield from _plain(child)
        elif tag in _FIXED:
            yield Letter(_FIXED[tag], child)
        elif tag in BREAKS:
            yield Letter("\f" if child.get(W + "type") in ("page", "column") else "\n", child)
        elif tag == _SYMBOL:
            yield Letter(_shape(child), child)
        elif tag in _OBJECTS:
            yield Letter(OBJECT, child)


def _plain(leaf: Any) -> Iterator[Letter]:
    """Yield the characters of a text; space at its ends counts only where the file says that it is kept."""
    shown = (leaf.text or "").translate(_BOUNDARY)
    start, end = 0, len(shown)
    if leaf.get(KEEP) != "preserve":
        start, end = end - len(shown.lstrip(_SPACES)), len(shown.rstrip(_SPACES))
    for index in range(start, end):
        yield Letter(shown[index], leaf, index)


def _shape(leaf: Any) -> str:
    """Return a character that stands for a symbol: its code among those that symbol fonts have for their own."""
    try:
        return chr(0xF000 + (int(leaf.get(W + "char", "")[-4:], 16) & 0xFF))
    except ValueError:
        return OBJECT


def cut(paragraph: Any, borders: Iterable[int]) -> list[Unit]:
    """Cut runs so that none crosses a border; return the units as they are now."""
    found = units(paragraph)
    inner = sorted(set(borders), reverse=True)
    crossed = [unit for unit in found if any(unit.start < border < unit.end for border in inner)]
    if not crossed:
        return found
    for leaf in [leaf for unit in crossed for leaf in unit.element.iterchildren(T) if leaf.get(KEEP) != "preserve"]:
        leaf.text = (leaf.text or "").strip(_SPACES)
        leaf.set(KEEP, "preserve")
    for unit in units(paragraph):
        for border in inner:
            if unit.start < border < unit.end:
                _cut(unit.element, unit.letters[border - unit.start])
    return units(paragraph)


def _cut(run: Any, letter: Letter) -> None:
    """Cut a run in two before a character; what stands left of it keeps its elements."""
    leaf = letter.leaf
    tail = run.makeelement(R, run.attrib)
    look = run.find(RPR)
    if look is not None:
        tail.append(deepcopy(look))
    rest = list(leaf.itersiblings())
    if leaf.tag == T and letter.index:
        whole = leaf.text
        part = leaf.makeelement(T)
        leaf.text, part.text = whole[: letter.index], whole[letter.index :]
        part.set(KEEP, "preserve")
        tail.append(part)
    else:
        tail.append(leaf)
    tail.extend(rest)
    run.addnext(tail)
