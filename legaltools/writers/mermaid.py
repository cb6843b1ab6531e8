"""The graph as a Mermaid flowchart: a graph in, bytes out."""

import networkx as nx

from legaltools.text.escape import plain, xml

WIDTH = 30
FRAMES = {
    "document": ("[[", "]]"),
    "party": ("([", "])"),
    "norm": ("(", ")"),
    "deadline": (">", "]"),
    "external": ("[/", "/]"),
}


def write(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Return the graph with short ids; labels are HTML-escaped (Mermaid shows them as HTML)."""
    ids = {name: f"n{i}" for i, name in enumerate(graph)}
    lines = ["flowchart LR"]
    for name, data in graph.nodes(data=True):
        left, right = FRAMES.get(data["type"], ("[", "]"))
        label = xml(plain(data.get("label", name))[:WIDTH]).replace("#", "&num;")
        lines.append(f'  {ids[name]}{left}"{label}"{right}')
    lines += [f"  {ids[u]} -->|{d['type']}| {ids[v]}" for u, v, d in graph.edges(data=True)]
    return ("\n".join(lines) + "\n").encode()
