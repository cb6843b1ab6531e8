"""Paragraph and run properties from the old file made fit for the new one, and the marks of a revised paragraph.

A style counts as the same where kind and name are (ids differ from one program to the next). A list counts as the same
where paragraphs that stay say so, else where it has the same id and counts alike.
"""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from legaltools.writers.revised.accept import unwrap
from legaltools.writers.revised.body import Body, style_names
from legaltools.writers.revised.names import PPR, RPR, SECTION, TBL, TCPR, TR, VAL, P, W, element, remove, w

_CHANGE, _STYLE, _NUMBERS = w("pPrChange", "pStyle", "numPr")
_NUM_ID = W + "numId"
_COUNTING = w("numFmt", "lvlText")
_AFTER_MARK = (SECTION, _CHANGE)  # what stands behind the mark's properties in a ``w:pPr``


class Translator:
    """What properties of the old file are in the new one."""

    def __init__(self, old: Body, new: Body, kept: Iterable[tuple[int, int]]) -> None:
        self._styles = _same_styles(old.part("styles"), new.part("styles"))
        before, after = _levels(old.part("numbering")), _levels(new.part("numbering"))
        self._lists = {number: number for number, levels in before.items() if after.get(number) == levels}
        self._lists |= _same_lists(old, new, kept)

    def run(self, props: Any) -> Any:
        """Return run properties, ``None`` if there are none."""
        if props is None:
            return None
        made = deepcopy(props)
        self._restyle(made, W + "rStyle")
        return made

    def paragraph(self, props: Any, beside: Any) -> Any:
        """Return paragraph properties without the end of a section; ``beside`` serves where the style is not known."""
        style = None if props is None else props.find(_STYLE)
        if style is not None and style.get(VAL) not in self._styles and beside is not None:
            return bare(beside, _NUMBERS)
        made = bare(props)
        self._restyle(made, _STYLE)
        numbers = made.find(_NUMBERS)
        named = None if numbers is None else numbers.find(_NUM_ID)
        if named is not None and named.get(VAL) != "0":
            if named.get(VAL) in self._lists:
                named.set(VAL, self._lists[named.get(VAL)])
            else:
                remove(numbers)
        return made

    def unlisted(self, props: Any) -> bool:
        """Tell whether a paragraph loses its number here: its list or its style is not known."""
        style, number, _ = shown(props)
        return (style != "" and style not in self._styles) or (number not in ("", "0") and number not in self._lists)

    def table(self, table: Any) -> None:
        """Make a copy of an old table (or row) fit, its paragraphs left to others."""
        self._restyle(table, f"{W}tblPr/{W}tblStyle")
        for control in [c for name in ("sdt", "sdtContent", "customXml", "smartTag") for c in table.iter(W + name)]:
            if control.tag == W + "sdt":
                for child in [c for c in control if c.tag != W + "sdtContent"]:
                    control.remove(child)
            unwrap(control)
        for props in table.iter(TCPR) if table.tag == TR else ():
            for merged in props.findall(W + "vMerge"):  # the cell above is not there any more
                props.remove(merged)
        for child in [c for c in table.iter() if isinstance(c.tag, str) and c.getparent() is not None]:
            if child.tag not in (P, TBL) and child.getparent().tag == W + "tc" and child.tag != TCPR:
                remove(child)

    def _restyle(self, props: Any, path: str) -> None:
        style = props.find(path)
        if style is None:
            return
        same = self._styles.get(style.get(VAL))
        if same is None:
            remove(style)
        else:
            style.set(VAL, same)


def _same_styles(old: Any, new: Any) -> dict[str, str]:
    ids = {named: style for style, named in reversed(style_names(new).items())}
    return {style: ids[named] for style, named in style_names(old).items() if named in ids}


def _levels(numbering: Any) -> dict[str, list[tuple[str, str]]]:
    """Return for each list the formats and texts of its levels."""
    nodes = [] if numbering is None else list(numbering)
    forms = {
        node.get(W + "abstractNumId"): [(part.tag, part.get(VAL, "")) for part in node.iter(*_COUNTING)]
        for node in nodes
        if node.tag == W + "abstractNum"
    }
    found = {}
    for node in nodes:
        named = node.find(W + "abstractNumId")
        if node.tag == W + "num" and named is not None:
            found[node.get(_NUM_ID, "")] = forms.get(named.get(VAL), [])
    return found


def _same_lists(old: Body, new: Body, kept: Iterable[tuple[int, int]]) -> dict[str, str]:
    """Return what lists are called in the new file by the paragraphs that stay."""
    found: Counter[tuple[str, str]] = Counter()
    for i, j in kept:
        ids = [p.find(f"{PPR}/{_NUMBERS}/{_NUM_ID}") for p in (old.paragraphs[i], new.paragraphs[j])]
        if ids[0] is not None and ids[1] is not None:
            found[ids[0].get(VAL, ""), ids[1].get(VAL, "")] += 1
    return {a: b for (a, b), _ in sorted(found.items(), key=lambda row: (row[1], row[0]))}


def bare(props: Any, *without: str) -> Any:
    """Return a copy of paragraph properties (or none) without the mark's own, a section's end and earlier changes."""
    made = element(PPR) if props is None else deepcopy(props)
    for child in [c for c in made if c.tag in (RPR, *_AFTER_MARK, *without)]:
        made.remove(child)
    return made


def dress(paragraph: Any, props: Any) -> None:
    """Give a paragraph its properties in place of those it has."""
    own = paragraph.find(PPR)
    if own is not None:
        paragraph.remove(own)
    if props is not None and (len(props) or props.attrib):
        paragraph.insert(0, props)


def mark(props: Any, revision: Any) -> None:
    """Put a revision into the properties of the paragraph mark, where it comes first."""
    look = props.find(RPR)
    if look is None:
        look = element(RPR)
        at = next((i for i, child in enumerate(props) if child.tag in _AFTER_MARK), len(props))
        props.insert(at, look)
    look.insert(0, revision)


def told_before(props: Any, before: Any, change: Any) -> None:
    """Tell what the properties were before, if they differ (``change``: an empty ``w:pPrChange``)."""
    was = bare(before)
    if _plain(was) != _plain(bare(props)):
        change.append(was)
        props.append(change)


def shown(props: Any) -> list[str]:
    """Return the style and the list of paragraph properties: what of them a reader sees as heading and number."""
    paths = (_STYLE, f"{_NUMBERS}/{_NUM_ID}", f"{_NUMBERS}/{W}ilvl")
    nodes = [None if props is None else props.find(path) for path in paths]
    return ["" if node is None else node.get(VAL, "") for node in nodes]


def _plain(props: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(node.tag, sorted(node.attrib.items())) for node in props.iter() if node is not props]
