"""Names of WordprocessingML and how its parts are parsed: no entity is resolved, nothing is fetched."""

from typing import Any

from lxml import etree

from legaltools.model.source import ReadError

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
KEEP = "{http://www.w3.org/XML/1998/namespace}space"
VAL, ID = W + "val", W + "id"


def w(*names: str) -> tuple[str, ...]:
    """Return qualified names.

    >>> w("p")[0].endswith("main}p")
    True
    """
    return tuple(W + name for name in names)


P, PPR, R, RPR, T, TBL, TR, TRPR, TC, TCPR, SECTION = w(
    "p", "pPr", "r", "rPr", "t", "tbl", "tr", "trPr", "tc", "tcPr", "sectPr"
)
CONTAINERS = frozenset(w("sdt", "sdtContent", "customXml", "smartTag"))  # what stands around blocks, rows and cells


def parsed(data: bytes) -> Any:
    """Return the root of a part; raises ``ReadError`` (``damaged``)."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, collect_ids=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError("damaged") from None


def serial(root: Any) -> bytes:
    """Return a part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def element(tag: str, **attributes: str) -> Any:
    """Return a new element of WordprocessingML."""
    made = etree.Element(tag, nsmap={"w": SPACE})
    for name, value in attributes.items():
        made.set(W + name, value)
    return made


def remove(node: Any) -> None:
    """Take an element out of the tree."""
    node.getparent().remove(node)
