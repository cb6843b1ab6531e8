"""A body with all its tracked changes accepted, as the reader reads it: what a new redline is laid over."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from legaltools.writers.revised.names import CONTAINERS, PPR, RPR, TBL, TC, TR, TRPR, P, W, remove, w

INS, DEL, FROM, TO = w("ins", "del", "moveFrom", "moveTo")
_PROPERTIES = frozenset((RPR, TRPR, W + "numPr", W + "tcPr"))  # where a revision is a mark and wraps nothing
_TOLD = w(
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
    "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
)  # fmt: skip


def accept(body: Any) -> None:
    """Accept every tracked change in a body."""
    if next(body.iter(INS, DEL, FROM, TO, *_TOLD), None) is None:
        return
    for mark in list(body.iter(*_TOLD)):
        remove(mark)
    for row in list(body.iter(TR)):
        props = row.find(TRPR)
        if props is not None and any(props.find(tag) is not None for tag in (DEL, FROM)):
            remove(row)
    for table in list(body.iter(TBL)):
        if next(table.iter(TR), None) is None:
            remove(table)
    for gone in list(body.iter(DEL, FROM)):
        if gone.getparent() is not None and gone.getparent().tag not in _PROPERTIES:
            remove(gone)
    for wrapper in list(body.iter(INS, TO)):
        if wrapper.getparent().tag not in _PROPERTIES:
            unwrap(wrapper)
    for container in [body, *body.iter(TC, W + "txbxContent")]:
        _join(container)
    for mark in list(body.iter(INS, DEL, FROM, TO)):
        remove(mark)


def unwrap(wrapper: Any) -> None:
    """Put an element's children in its place."""
    for child in list(wrapper):
        wrapper.addprevious(child)
    remove(wrapper)


def blocks(container: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a container in order, those in content controls too."""
    for child in container:
        if child.tag in (P, TBL):
            yield child
        elif child.tag in CONTAINERS:
            yield from blocks(child)


def _join(container: Any) -> None:
    """Run paragraphs whose mark is deleted into the next; before a table or at the end what they hold stays."""
    members = list(blocks(container))
    for one, following in pairwise([*members, None]):
        if one.tag != P or not _marked(one):
            continue
        content = [child for child in one if child.tag != PPR]
        if following is not None and following.tag == P:
            at = 1 if len(following) and following[0].tag == PPR else 0
            following[at:at] = content
            remove(one)
        elif not content and len(members) > 1 and one is not members[-1]:
            remove(one)


def _marked(paragraph: Any) -> bool:
    mark = paragraph.find(f"{PPR}/{RPR}")
    return mark is not None and any(mark.find(tag) is not None for tag in (DEL, FROM))
