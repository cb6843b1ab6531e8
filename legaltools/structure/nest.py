"""The tree (first form, to be replaced): decimal labels, articles, chapters, line by line."""

import re

from legaltools.lexicon import table
from legaltools.model.document import Document, Node, NodeKind
from legaltools.model.source import Source

_LABEL = re.compile(table("numbering")["label"])
_RANK = {"article": 0, "comma": 1, "decimal": 2, "paren": 9}


def parse(source: Source) -> Document:
    """Return the clause tree of ``source``."""
    nodes: list[Node] = []
    stack: list[tuple[int, str]] = []
    count: dict[str, int] = {}
    at = 0
    kind: NodeKind
    for number, line in enumerate(source.text.split("\n"), 1):
        start, at = at, at + len(line) + 1
        if not line.strip():
            continue
        match = _LABEL.match(line)
        if match is None:
            parent = stack[-1][1] if stack else None
            kind, label, text_start = ("text" if stack else "preamble" if nodes else "title"), "", start
        else:
            label, kind = match["label"], "clause"
            rank = _RANK[str(match.lastgroup if match.lastgroup != "label" else "decimal")]
            rank += len(re.findall(r"\d+", label)) if match["decimal"] else 0
            while stack and stack[-1][0] >= rank:
                stack.pop()
            parent = stack[-1][1] if stack else None
            text_start = start + match.end()
        base = f"{parent}__" if parent else ""
        key = f"{base}{'cl' if label else 'p'}"
        count[key] = count.get(key, 0) + 1
        eid = f"{key}_{count[key]}"
        numbers = tuple(int(part) for part in re.findall(r"\d+", label))
        if label:
            stack.append((rank, eid))
        text = source.text[text_start : start + len(line)].strip()
        heading = text if label and len(text) <= 20 and text[-1:] not in "\u3002\uff1b\uff1a;:" else None
        nodes.append(
            Node(
                eid,
                kind,
                label,
                "decimal" if label else "",
                numbers,
                heading,
                parent,
                len(stack),
                number,
                start,
                text_start,
                start + len(line),
                start + len(line),
            )
        )
    return Document(source, tuple(nodes))
