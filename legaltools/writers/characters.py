"""Which characters of a Word file are which characters of the text as read; runs cut at exact characters.

The reader shows more and less than the file's own text holds: labels it counted, tracked deletions it left out, notes
as ``[1]``. So paragraphs of the file are matched with lines of the text by what they say, in order, and inside them
character by character; what has no counterpart is left alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from legaltools.model.source import Block

_P, _R, _T, _RPR = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:rPr")
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {*map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rt")), f"{_COMPATIBILITY}Fallback"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LARGEST = 20_000  # characters compared one by one where paragraphs differ
Letter = tuple[str, Any, int]  # a character, its ``w:t`` and its index there
Place = tuple[Any, int]


def places(body: Any, text: str, blocks: Sequence[Block]) -> dict[int, Place]:
    """Return for each character offset of the text the ``w:t`` and index that hold it; unmatched ones are left out."""
    theirs = [letters for p in body.iter(_P) if (letters := list(_letters(p)))]
    ours = [signs for signs in _lines(text, blocks) if signs]
    keys = ["".join(c for c, _, _ in letters) for letters in theirs], ["".join(c for c, _ in signs) for signs in ours]
    found: dict[int, Place] = {}
    for kind, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            for letters, signs in zip(theirs[a:b], ours[c:d], strict=True):
                found.update((offset, (t, i)) for (_, t, i), (_, offset) in zip(letters, signs, strict=True))
        elif kind == "replace":
            _compare(theirs[a:b], ours[c:d], found)
    return found


def _letters(paragraph: Any) -> Iterator[Letter]:
    """Give the visible characters of a paragraph, those of paragraphs inside it (text boxes) left to them."""
    for child in paragraph:
        if child.tag == _T:
            for index, c in enumerate(child.text or ""):
                if not c.isspace():
                    yield c, child, index
        elif child.tag != _P and child.tag not in _GONE:
            yield from _letters(child)


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[list[tuple[str, int]]]:
    """Give the characters of each paragraph as read without the label the reader counted, with their offsets."""
    origin: int | None = None
    signs: list[tuple[str, int]] = []
    for block in blocks:
        if block.origin is None:
            continue
        if block.origin != origin:
            yield signs
            origin, signs = block.origin, []
        start = block.label_end or block.start
        signs += [(c, start + i) for i, c in enumerate(text[start : block.end]) if not c.isspace()]
    yield signs


def _compare(theirs: Sequence[list[Letter]], ours: Sequence[list[tuple[str, int]]], found: dict[int, Place]) -> None:
    """Match paragraphs that differ: together if they are few, else one by one in order."""
    letters, signs = [x for p in theirs for x in p], [x for p in ours for x in p]
    if len(letters) + len(signs) > _LARGEST:
        if len(theirs) > 1 or len(ours) > 1:
            for one, other in zip(theirs, ours, strict=False):
                _compare([one], [other], found)
        return
    keys = "".join(c for c, _, _ in letters), "".join(c for c, _ in signs)
    for a, b, size in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
        for k in range(size):
            found[signs[b + k][1]] = letters[a + k][1:]


def spread(placed: Iterable[Place]) -> dict[Any, tuple[int, int]]:
    """Return for each ``w:t`` the stretch from the first to the last of its characters among ``placed``, in order."""
    found: dict[Any, tuple[int, int]] = {}
    for t, index in placed:
        start, end = found.get(t, (index, index))
        found[t] = (min(start, index), max(end, index + 1))
    return found


def cut(cuts: dict[Any, set[int]]) -> dict[Any, list[tuple[int, Any]]]:
    """Cut runs so that each stretch between cuts has a run of its own.

    ``cuts`` gives the indices by ``w:t``; what comes back are, by ``w:t``, the indices where its pieces begin with the
    runs that hold them now.
    """
    runs: dict[Any, list[Any]] = defaultdict(list)
    for t in cuts:
        runs[t.getparent()].append(t)
    pieces: dict[Any, list[tuple[int, Any]]] = {}
    for run in runs:
        if run.tag == _R:
            _cut_run(run, cuts, pieces)
    return pieces


def _cut_run(run: Any, cuts: dict[Any, set[int]], pieces: dict[Any, list[tuple[int, Any]]]) -> None:
    """Replace one run by several of the same look, the content in the same order."""
    look = run.find(_RPR)
    new = [_shell(run, look)]

    def begin() -> Any:
        if any(child.tag != _RPR for child in new[-1]):
            new.append(_shell(run, look))
        return new[-1]

    for child in [c for c in run if c.tag != _RPR]:
        text = child.text or ""
        borders = sorted(i for i in cuts.get(child, ()) if 0 <= i <= len(text))
        if not borders:
            new[-1].append(child)
            continue
        steps = sorted({0, len(text), *borders})
        pieces[child] = []
        for start, end in pairwise(steps):
            home = begin() if start in borders else new[-1]
            home.append(_part(child, text[start:end]))
            pieces[child].append((start, home))
        if len(text) in borders:
            begin()
    for part in new:
        if any(child.tag != _RPR for child in part):
            run.addprevious(part)
    run.getparent().remove(run)


def _shell(run: Any, look: Any) -> Any:
    """Return an empty run with the attributes and the look of ``run``."""
    new = OxmlElement("w:r")
    for name, value in run.attrib.items():
        new.set(name, value)
    if look is not None:
        new.append(deepcopy(look))
    return new


def _part(t: Any, text: str) -> Any:
    new = OxmlElement("w:t")
    for name, value in t.attrib.items():
        new.set(name, value)
    if text != text.strip():
        new.set(_SPACE, "preserve")
    new.text = text
    return new
