"""The graph in Graphviz's DOT language: a graph in, bytes out."""

import networkx as nx

from legaltools.text.escape import plain

SHAPES = {
    "document": "folder",
    "party": "house",
    "term": "note",
    "norm": "ellipse",
    "deadline": "cds",
    "external": "tab",
}
WIDTH = 40


def write(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Return the graph; a node's shape is its type, labels are cut at 40 characters."""
    lines = ["digraph legaltools {", "  rankdir=LR;", '  node [shape=box, fontname="Noto Sans CJK SC"];']
    for name, data in graph.nodes(data=True):
        shape = SHAPES.get(data["type"], "box")
        lines.append(f"  {_quoted(name)} [label={_quoted(data.get('label', name)[:WIDTH])}, shape={shape}];")
    for source, target, data in graph.edges(data=True):
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(data['type'])}];")
    return ("\n".join(lines) + "\n}\n").encode()


def _quoted(text: str) -> str:
    return '"' + plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
