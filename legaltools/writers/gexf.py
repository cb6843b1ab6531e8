"""The graph as GEXF 1.3 for Gephi: a graph in, bytes out."""

from typing import Any

import networkx as nx

from legaltools.text.escape import xml

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
NODES, EDGES = "node", "edge"


def write(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Return the graph; attributes are strings, an edge's ``type`` is its ``kind`` and its label."""
    keys: dict[str, dict[str, str]] = {NODES: {}, EDGES: {}}
    ids = {name: xml(name) for name in graph}
    nodes = [
        f'<node id="{ids[n]}" label="{xml(str(data.get("label", n)))}">{_values(keys[NODES], data)}</node>\n'
        for n, data in graph.nodes(data=True)
    ]
    edges = [
        f'<edge id="{i}" source="{ids[u]}" target="{ids[v]}" kind="{data["type"]}" label="{data["type"]}">'
        f"{_values(keys[EDGES], data)}</edge>\n"
        for i, (u, v, data) in enumerate(graph.edges(data=True))
    ]
    parts = [HEAD, '<graph defaultedgetype="directed" mode="static">\n']
    for place, openings in keys.items():
        parts.append(f'<attributes class="{place}">\n')
        parts += [f'<attribute id="{i}" title="{xml(name)}" type="string"/>\n' for i, name in enumerate(openings)]
        parts.append("</attributes>\n")
    parts += ["<nodes>\n", *nodes, "</nodes>\n<edges>\n", *edges, "</edges>\n</graph>\n</gexf>\n"]
    return "".join(parts).encode()


def _values(openings: dict[str, str], data: dict[str, Any]) -> str:
    """Return the values of a node or an edge; ``openings`` collects the attributes in the order they come."""
    rows = ["<attvalues>"]
    for name, value in data.items():
        opening = openings.get(name) or openings.setdefault(name, f'<attvalue for="{len(openings)}" value="')
        rows.append(f'{opening}{xml(value) if value.__class__ is str else value}"/>')
    rows.append("</attvalues>")
    return "".join(rows)
