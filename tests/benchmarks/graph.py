"""How the graph's cost compares with plain ``networkx.add_edge``: ``python tests/benchmarks/graph.py``.

A document of 100,000 nodes (clauses, norms, deadlines, terms) is built into the graph and exported; the same nodes and
edges are then added to an empty graph one call at a time, as anybody would. All in one run; ratios, no seconds.
"""

from functools import partial
from typing import Any

import networkx as nx
from clock import best

from legaltools import graph, pipeline
from legaltools.model.annotation import Annotations, Cue, Deadline, Norm, Party, Reference, Term
from legaltools.model.document import Document, Node
from legaltools.model.source import Source
from legaltools.model.span import Span

CLAUSES, LENGTH = 40_000, 20


def synthetic() -> tuple[Document, Annotations]:
    """Return a document of 40,000 clauses with 35,000 norms, 20,000 deadlines and 5,000 terms."""
    text = "应按第一条付款。\n".ljust(LENGTH, "文") * CLAUSES
    nodes, norms, deadlines, references, terms = [], [], [], [], []
    for i in range(CLAUSES):
        at, eid = i * LENGTH, f"cl_{i}"
        parent = f"cl_{i - i % 10}" if i % 10 else None
        place = (at, at + 1, at + LENGTH, at + LENGTH)
        nodes.append(Node(eid, "clause", f"{i}.", "arabic", (i,), None, parent, int(i % 10 > 0), i, *place))
        if i < 35_000:
            due = (f"d{i}",) if i < 20_000 else ()
            cue = Cue(at, at + 1, "x")
            norms.append(Norm(f"n{i}", eid, i, at, at + 9, "obligation", "甲", cue, counterparty="乙", deadlines=due))
        if i < 20_000:
            deadlines.append(Deadline(f"d{i}", eid, i, at, at + 3, "7日内", 7, "day", "within"))
        if i < 5_000:
            uses = tuple(Span(n * LENGTH, n * LENGTH + 2) for n in (i + 1, i + 2))
            terms.append(Term(f"词{i}", eid, at, at + 2, Span(at, at + 9), (), uses))
        if i % 2:
            references.append(Reference(eid, i, at, at + 4, "第一条", "number", (f"cl_{i // 2}",), "resolved"))
    parties = (Party("甲", "provider"), Party("乙", "user"))
    said = Annotations(parties, tuple(terms), tuple(norms), tuple(deadlines), tuple(references))
    return Document(Source("a", "text", "utf-8", "0" * 64, text), tuple(nodes)), said


def plain(nodes: list[tuple[str, dict[str, Any]]], edges: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Add every node and edge with a call of its own."""
    empty: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, data in nodes:
        empty.add_node(name, **data)
    for source, target, data in edges:
        empty.add_edge(source, target, **data)


def main() -> None:
    """Print the ratios."""
    document, said = synthetic()
    whole = graph.build([(document, said, ())])
    nodes, edges = list(whole.nodes(data=True)), list(whole.edges(data=True))
    forms = ("graphml", "gexf", "dot", "jsonld", "json")
    base, build, *exports = best(
        lambda: plain(nodes, edges),
        lambda: graph.build([(document, said, ())]),
        *(partial(pipeline.write_graph, whole, form) for form in forms),
        collect=True,
    )
    print(f"{len(nodes)} nodes, {len(edges)} edges; plain networkx add_node and add_edge = 1")
    print(f"build           {build / base:.2f}")
    for name, cost in zip(forms, exports, strict=True):
        print(f"build + {name:<7} {(build + cost) / base:.2f}")


if __name__ == "__main__":
    main()
