"""Addresses: ``art_3__para_2__subpara_1``, ``cl_3__cl_1``; unique, after the Akoma Ntoso naming convention.

The prefix is the kind of the element (``part chp sec art cl item att``), the number is the printed one; 款, the
unnumbered paragraph of an article, is ``para``, 项 inside it ``subpara`` (立法法 art. 65). A second node of the same
address gets ``-2``.
"""

from legaltools.structure.row import Row
from legaltools.structure.scheme import schemes

_PREFIX = {"heading": "hcontainer", "text": "p", "attachment": "att", "signature": "sig"}
_ARTICLE = schemes()["article"]
_SUBPARAGRAPHS = frozenset(("chinese_paren", "arabic_paren"))


def address(rows: list[Row]) -> None:
    """Give every row its eid."""
    ordinal: dict[tuple[int, str], int] = {}
    paragraphs: dict[int, int] = {}
    used: dict[str, int] = {}
    parent, base, article = -1, "", False
    for row in rows:
        if row.parent != parent:
            parent = row.parent
            above = rows[parent] if parent >= 0 else None
            base = f"{above.eid}__" if above is not None else ""
            article = above is not None and above.label is not None and above.label.scheme is _ARTICLE
        label = row.label
        step = label.address if label is not None else ""
        if article:
            step = _in_article(row, rows[parent], step, paragraphs)
        if not step:
            name = "item" if label is not None else _PREFIX.get(row.kind, row.kind)
            count = ordinal[parent, name] = ordinal.get((parent, name), 0) + 1
            step = f"{name}_{count}"
        eid = base + step
        if eid in used:
            used[eid] += 1
            eid = f"{eid}-{used[eid]}"
        used[eid] = 1
        row.eid = eid


def _in_article(row: Row, article: Row, step: str, paragraphs: dict[int, int]) -> str:
    """Return the step of a row below an article: its paragraphs count, and a 项 stands in one of them."""
    parent, label = row.parent, row.label
    if parent not in paragraphs:
        paragraphs[parent] = 0 if article.heading or article.end <= article.text_start else 1
    if row.kind == "text":
        paragraphs[parent] += 1
        return f"para_{paragraphs[parent]}"
    if label is not None and label.scheme.name in _SUBPARAGRAPHS:
        return f"para_{max(1, paragraphs[parent])}__{step.replace(label.scheme.eid, 'subpara', 1)}"
    return step
