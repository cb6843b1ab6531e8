"""Addresses: ``art_3__para_2__subpara_1``, ``cl_3__cl_1``; unique, after the Akoma Ntoso naming convention.

The prefix is the kind of the element (``part chp sec art cl item att``), the number is the printed one; 款, the
unnumbered paragraph of an article, is ``para``, 项 inside it ``subpara`` (立法法 art. 65). A second node of the same
address gets ``-2``.
"""

from legaltools.structure.nest import Row

_PREFIX = {"heading": "hcontainer", "text": "p", "attachment": "att", "signature": "sig"}
_SUBPARAGRAPHS = frozenset(("chinese_paren", "arabic_paren"))


def addresses(rows: list[Row]) -> list[str]:
    """Return the eid of every row."""
    eids: list[str] = []
    ordinal: dict[tuple[int, str], int] = {}
    paragraphs: dict[int, int] = {}
    used: dict[str, int] = {}
    for row in rows:
        above = rows[row.parent] if row.parent >= 0 else None
        base = eids[row.parent] + "__" if above is not None else ""
        article = above is not None and above.label is not None and above.label.scheme.name == "article"
        if article and above is not None:
            paragraph = paragraphs.setdefault(row.parent, 0 if above.heading or above.end <= above.text_start else 1)
            if row.kind == "text":
                paragraphs[row.parent] = paragraph + 1
        if row.label is not None and row.label.numbers:
            name = row.label.scheme.eid
            if article and row.label.scheme.name in _SUBPARAGRAPHS:
                name = f"para_{max(1, paragraphs[row.parent])}__subpara"
            eid = f"{base}{name}_{'_'.join(map(str, _numbers(row)))}"
        else:
            name = "item" if row.label is not None else _PREFIX.get(row.kind, row.kind)
            name = "para" if article and row.kind == "text" else name
            count = ordinal[row.parent, name] = ordinal.get((row.parent, name), 0) + 1
            eid = f"{base}{name}_{paragraphs[row.parent] if name == 'para' else count}"
        seen = used[eid] = used.get(eid, 0) + 1
        if seen > 1:
            eid = f"{eid}-{seen}"
            used[eid] = 1
        eids.append(eid)
    return eids


def _numbers(row: Row) -> tuple[int, ...]:
    """Return the last number of a decimal label (its parents carry the others), all of 第十二条之一."""
    numbers = row.label.numbers if row.label is not None else ()
    return numbers[-1:] if row.label is not None and row.label.scheme.number == "decimal" else numbers
