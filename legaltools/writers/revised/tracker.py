"""The revisions of one file: elements with ids, who and when; words, rows and tables of the old file as gone."""

from collections.abc import Sequence
from copy import deepcopy
from itertools import count, groupby
from typing import Any

from legaltools.model.body import Op
from legaltools.text.escape import xml_text
from legaltools.writers.revised import letters
from legaltools.writers.revised.body import Body
from legaltools.writers.revised.letters import Letter
from legaltools.writers.revised.names import ID, KEEP, MATH, PPR, RPR, TR, TRPR, P, R, T, W, element, w
from legaltools.writers.revised.properties import Translator, dress, mark

TAGS: dict[Op, str] = {"-": W + "del", "+": W + "ins", "from": W + "moveFrom", "to": W + "moveTo"}
_COPIED = frozenset(w("tab", "ptab", "noBreakHyphen", "br", "cr", "sym"))
_CELLS = frozenset(w("tc", "sdt", "customXml"))


class Tracker:
    """Makes revisions; ids run on from the highest of the file.

    ``labels`` are the numbers the old file's paragraphs show: a deleted one whose list the new file does not have gets
    its own as text.
    """

    def __init__(
        self, old: Body, new: Body, translator: Translator, labels: dict[int, str], author: str, date: str
    ) -> None:
        self.old, self.translator, self._labels = old, translator, labels
        self._who = {"author": author, "date": date}
        taken = [int(value) for node in new.root.iter() if (value := node.get(ID, "")).isdecimal() and len(value) < 10]
        self._ids = count(max(taken, default=0) + 1)
        self._numbers = {paragraph: index for index, paragraph in enumerate(old.paragraphs)}

    def revision(self, tag: str, **more: str) -> Any:
        """Return an empty revision element."""
        return element(tag, id=str(next(self._ids)), **more, **self._who)

    def gone(self, op: Op, index: int, start: int, size: int) -> Any:
        """Return characters of an old paragraph as deleted or moved away, ``None`` if nothing of them can be shown."""
        wrapper = self.revision(TAGS[op])
        paragraph = self.old.paragraphs[index]
        label = "" if start else self._labels.get(index, "")
        if label and self.translator.unlisted(paragraph.find(PPR)):
            run = element(R)
            run.append(_said(label, W + "delText" if op == "-" else T))
            wrapper.append(run)
        for unit in letters.units(paragraph):
            chosen = unit.letters[max(0, start - unit.start) : max(0, start + size - unit.start)]
            if chosen:
                wrapper.extend(self._runs(unit.element, chosen, W + "delText" if op == "-" else T))
        return wrapper if len(wrapper) else None

    def _runs(self, unit: Any, chosen: Sequence[Letter], tag: str) -> list[Any]:
        """Return a run with characters of a unit; a formula becomes its characters, a picture or a note nothing."""
        run = element(R)
        look = self.translator.run(unit.find(RPR)) if unit.tag == R else None
        if look is not None:
            run.append(look)
        for leaf, group in groupby(chosen, key=lambda letter: letter.leaf):
            if leaf.tag in _COPIED:
                run.append(deepcopy(leaf))
                continue
            text = "".join(letter.char for letter in group) if leaf.tag == T else _spoken(leaf)
            if text:
                run.append(_said(text, tag))
        return [run] if any(child.tag != RPR for child in run) else []

    def table(self, index: int) -> Any:
        """Return an old table as deleted."""
        return self._whole(self.old.tables[index])

    def row(self, index: int) -> Any:
        """Return an old row as deleted."""
        return self._whole(self.old.rows[index])

    def _whole(self, original: Any) -> Any:
        copied = deepcopy(original)
        for one, own in zip(list(copied.iter(P)), list(original.iter(P)), strict=True):
            if own in self._numbers:
                self._emptied(one, own)
        self.translator.table(copied)
        for row in copied.iter(TR):
            self.row_mark(row, "-")
        return copied

    def _emptied(self, copied: Any, original: Any) -> None:
        """Turn a copied paragraph into its deleted words; the last mark of a cell cannot go."""
        copied.clear()
        props = self.translator.paragraph(original.find(PPR), None)
        if any(later.tag == P for later in copied.itersiblings()):
            mark(props, self.revision(TAGS["-"]))
        dress(copied, props)
        words = self.gone("-", self._numbers[original], 0, len(letters.text(original)))
        if words is not None:
            copied.append(words)

    def row_mark(self, row: Any, op: Op) -> None:
        """Mark a row as deleted or inserted."""
        props = row.find(TRPR)
        if props is None:
            props = element(TRPR)
            at = next((i for i, child in enumerate(row) if child.tag in _CELLS), len(row))
            row.insert(at, props)
        props.append(self.revision(TAGS[op]))


def _said(text: str, tag: str) -> Any:
    made = element(tag)
    made.text = xml_text(text)
    made.set(KEEP, "preserve")
    return made


def _spoken(leaf: Any) -> str:
    """Return the characters of what counts as one: a formula's, or the word under its reading; none of a picture."""
    if leaf.tag.startswith(MATH):
        return "".join(t.text or "" for t in leaf.iter(MATH + "t"))
    base = leaf.find(W + "rubyBase")
    return "" if base is None else "".join(t.text or "" for t in base.iter(T))
