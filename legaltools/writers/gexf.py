"""The graph as GEXF 1.3 for Gephi: a graph in, bytes out."""

from typing import Any

import networkx as nx

from legaltools.text.escape import xml

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'


def write(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Return the graph; attributes are strings, an edge's ``type`` is its ``kind`` and its label."""
    keys: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    nodes = [
        f'<node id="{xml(n)}" label="{xml(str(data.get("label", n)))}">{_values(keys["node"], data)}</node>\n'
        for n, data in graph.nodes(data=True)
    ]
    edges = [
        f'<edge id="{i}" source="{xml(u)}" target="{xml(v)}" kind="{data["type"]}" label="{data["type"]}">'
        f"{_values(keys['edge'], data)}</edge>\n"
        for i, (u, v, data) in enumerate(graph.edges(data=True))
    ]
    parts = [HEAD, '<graph defaultedgetype="directed" mode="static">\n']
    for place, names in keys.items():
        parts.append(f'<attributes class="{place}">\n')
        parts += [f'<attribute id="{key}" title="{xml(name)}" type="string"/>\n' for name, key in names.items()]
        parts.append("</attributes>\n")
    parts += ["<nodes>\n", *nodes, "</nodes>\n<edges>\n", *edges, "</edges>\n</graph>\n</gexf>\n"]
    return "".join(parts).encode()


def _values(names: dict[str, str], data: dict[str, Any]) -> str:
    rows = [
        f'<attvalue for="{names.setdefault(name, str(len(names)))}" value="{xml(str(value))}"/>'
        for name, value in data.items()
    ]
    return "<attvalues>" + "".join(rows) + "</attvalues>"
