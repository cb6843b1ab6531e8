"""What is compared: the nodes of a document as parallel lists, each with the key its text is compared by.

A key is the node's own text without its label, white space, Markdown syntax and link targets, in one width and with
one kind of quotation mark: what is left when it changes is wording.
"""

import re
from bisect import bisect_left

from msgspec import Struct

from legaltools.model.document import Document, Node
from legaltools.text.width import fold

_SAME = (  # quotation marks, dashes, stops and addresses that are written in more than one way
    ("\u201c", '"'), ("\u201d", '"'), ("\u300c", '"'), ("\u300d", '"'), ("\u300e", '"'), ("\u300f", '"'),
    ("\u2018", "'"), ("\u2019", "'"), ("\u2014", "-"), ("\u2013", "-"), ("\u2212", "-"), ("\u2015", "-"),
    ("\u3002", "."), ("\uff61", "."), ("\u3001", ","), ("https://", "http://"),
)  # fmt: skip
BORDER = "\0"
CONTENTS = "\1"  # leads the key of a line of the table of contents: it is not the heading it repeats
ENDS = ".;,:"  # stops at the end of a clause: the last entry of a list ends otherwise than the others
_SIGNS = re.compile(
    r"[\\\\*_`#]+|-{3,}|={3,}"
)  # signs of Markdown that a reader left in the text or that stand where none belong
_LABEL_EDGES = ".\u3001:()[]\uff0e\u3010\u3011 "


class Units(Struct, frozen=True):
    """The nodes of one document in reading order; all lists have the same length, ``index`` is the place of an eid.

    ``parent`` and ``children`` hold indexes (-1: top level; a leaf has no children), ``text`` the own text without the
    label, ``key`` the compared form, ``label`` the folded label without its outer punctuation, ``last`` the index after
    the last descendant.
    """

    document: Document
    nodes: tuple[Node, ...]
    index: dict[str, int]
    text: list[str]
    key: list[str]
    label: list[str]
    parent: list[int]
    children: dict[int, list[int]]
    last: list[int]


def units(document: Document, known: dict[str, str]) -> Units:
    """Return the units of a document; ``known`` keeps the keys that were made, for the other document to find."""
    nodes = document.nodes
    index = {node.eid: i for i, node in enumerate(nodes)}
    parent = [-1 if node.parent is None else index[node.parent] for node in nodes]
    children: dict[int, list[int]] = {}
    for i, above in enumerate(parent):
        children.setdefault(above, []).append(i)
    last = list(range(1, len(nodes) + 1))
    for above in sorted(children.keys() - {-1}, reverse=True):
        last[above] = last[children[above][-1]]
    whole = document.text
    text = [whole[node.text_start : node.end].strip() for node in nodes]
    syntax = _syntax(document)
    shown = [_without(whole, node.text_start, node.end, syntax) for node in nodes] if syntax else text
    if document.source.format == "markdown":
        shown = [_SIGNS.sub("", one) for one in shown]
    unknown = [one for one in shown if one not in known]
    known.update(zip(unknown, _keys(unknown), strict=True))
    keys = list(map(known.__getitem__, shown))
    for i, node in enumerate(nodes):
        if node.kind == "toc" and keys[i]:
            keys[i] = CONTENTS + keys[i]
    labels = [label_key(node.label) for node in nodes]
    return Units(document, nodes, index, text, keys, labels, parent, children, last)


def _keys(texts: list[str]) -> list[str]:
    """Return the key of each text; they are made all at once, parted by a character no text holds."""
    whole = key(BORDER.join(texts)).split(BORDER)
    return [part.rstrip(ENDS) for part in whole] if len(whole) == len(texts) else [key(text) for text in texts]


def key(text: str) -> str:
    """Return the form a text is compared by.

    >>> key("提前 ３０ 天，“书面”通知") == key('提前30天,"书面"通知')
    True
    """
    text = fold(text)
    for written, one in _SAME:  # quicker than one ``str.translate``
        text = text.replace(written, one)
    return "".join(text.split()).rstrip(ENDS)  # quicker than a pattern for white space


def label_key(label: str) -> str:
    """Return a label without its outer punctuation, in one width.

    >>> [label_key(t) for t in ("3.1．", "（一）", "第三条")]
    ['3.1', '一', '第三条']
    """
    return (label if label.isascii() else fold(label)).strip(_LABEL_EDGES)


def _syntax(document: Document) -> list[tuple[int, int]]:
    """Return the stretches of the text that are syntax and not content, in order."""
    return [(m.start, m.end) for block in document.source.blocks for m in block.marks if m.kind == "markup"]


def _without(text: str, start: int, end: int, stretches: list[tuple[int, int]]) -> str:
    parts, at = [], start
    for i in range(bisect_left(stretches, (start, 0)), len(stretches)):
        first, after = stretches[i]
        if first >= end:
            break
        if first > at:
            parts.append(text[at:first])
        at = max(at, after)
    parts.append(text[at:end])
    return "".join(parts).strip()
