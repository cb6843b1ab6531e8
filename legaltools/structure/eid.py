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
        parent, label = row.parent, row.label
        base, article = "", False
        if parent >= 0:
            base = eids[parent] + "__"
            above = rows[parent]
            article = above.label is not None and above.label.scheme.name == "article"
            if article:
                paragraph = paragraphs.setdefault(parent, 0 if above.heading or above.end <= above.text_start else 1)
                if row.kind == "text":
                    paragraphs[parent] = paragraph + 1
        if label is not None and label.numbers:
            if article and label.scheme.name in _SUBPARAGRAPHS:
                base += f"para_{max(1, paragraphs[parent])}__"
                eid = base + label.address.replace(label.scheme.eid, "subpara", 1)
            else:
                eid = base + label.address
        else:
            name = "item" if label is not None else _PREFIX.get(row.kind, row.kind)
            name = "para" if article and row.kind == "text" else name
            count = ordinal[parent, name] = ordinal.get((parent, name), 0) + 1
            eid = f"{base}{name}_{paragraphs[parent] if name == 'para' else count}"
        if eid in used:
            used[eid] += 1
            eid = f"{eid}-{used[eid]}"
        used[eid] = 1
        eids.append(eid)
    return eids
