"""The graph as JSON-LD 1.1: a graph in, bytes out. Node names become IRIs below ``urn:legaltools:``."""

from typing import Any
from urllib.parse import quote

import networkx as nx

from legaltools.writers import json

VOCABULARY = "urn:legaltools:vocabulary#"


def write(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Return one object a node; an edge is a property named after its type that holds the targets' IRIs."""
    objects: dict[str, dict[str, Any]] = {}
    for name, data in graph.nodes(data=True):
        values = {key: value for key, value in data.items() if key != "type"}
        objects[name] = {"@id": _iri(name), "@type": data["type"].capitalize(), **values}
    edges = dict.fromkeys((source, data["type"], target) for source, target, data in graph.edges(data=True))
    for source, kind, target in edges:
        objects[source].setdefault(kind, []).append({"@id": _iri(target)})
    whole = {"@context": {"@vocab": VOCABULARY}, "@graph": list(objects.values())}
    return json.write(whole)


def _iri(name: str) -> str:
    return "urn:legaltools:" + quote(name, safe=":", errors="replace")
