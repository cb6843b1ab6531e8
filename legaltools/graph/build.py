"""Documents, clauses, parties, terms, norms, deadlines and outside documents joined into one graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx

from legaltools.model.annotation import Annotations, Norm, Reference
from legaltools.model.document import Document, Node
from legaltools.model.finding import Finding

Graph = nx.MultiDiGraph
Entry = tuple[Document, Annotations, Sequence[Finding]]
Edge = tuple[str, str, dict[str, Any]]

INCORPORATION, PRECEDENCE = "ACC007", "GEN002"  # the rules that prove these two kinds of edge
BEGINNING = 24  # characters of a clause without heading that name it
QUOTES = "\u300a\u300b\u3008\u3009\u201c\u201d\"' "


def build(entries: Iterable[Entry]) -> "Graph[str]":
    """Return the graph of one or several documents.

    With one document a clause's node is its eid; with several it is ``<ordinal>:<eid>``. Parties, laws and outside
    documents are shared between documents by name.
    """
    graph: Graph[str] = nx.MultiDiGraph()
    entries = list(entries)
    for ordinal, (document, annotations, findings) in enumerate(entries, 1):
        _Weaver(graph, document, annotations, findings, f"{ordinal}:" if len(entries) > 1 else "").weave()
    return graph


def node_link(graph: "Graph[str]") -> dict[str, Any]:
    """Return networkx node-link data (keys ``nodes`` and ``edges``)."""
    data: dict[str, Any] = nx.node_link_data(graph, edges="edges")
    return data


class _Weaver:
    """Adds one document to the graph: nodes and edges are collected first and added in bulk."""

    def __init__(
        self,
        graph: "Graph[str]",
        document: Document,
        annotations: Annotations,
        findings: Sequence[Finding],
        prefix: str,
    ) -> None:
        self.graph, self.document, self.annotations, self.findings = graph, document, annotations, findings
        self.prefix = prefix
        self.root = f"document:{document.source.sha256[:12]}"
        self.nodes: list[tuple[str, dict[str, Any]]] = []
        self.edges: list[Edge] = []
        self.named: set[str] = set()

    def weave(self) -> None:
        """Add everything."""
        self._clauses()
        self._parties_and_terms()
        self._norms()
        self._references()
        self.graph.add_nodes_from(self.nodes)
        self.graph.add_edges_from(self.edges)

    def _node(self, name: str, type_: str, label: str, **more: Any) -> None:
        self.nodes.append((name, {"type": type_, "label": label, **more}))

    def _edge(self, source: str, target: str, type_: str, start: int, end: int) -> None:
        self.edges.append((source, target, {"type": type_, "doc": self.root, "start": start, "end": end}))

    def _clauses(self) -> None:
        document, prefix = self.document, self.prefix
        codes: dict[str, list[str]] = {}
        dangling = Counter(r.eid for r in self.annotations.references if r.status == "dangling")
        for finding in self.findings:
            codes.setdefault(finding.eid, []).append(finding.rule)
        self._node(self.root, "document", document.source.name, sha256=document.source.sha256)
        last: dict[str | None, Node] = {}
        for node in document.nodes:
            name = prefix + node.eid
            label = " ".join(part for part in (node.label, node.heading or self._begins(node)) if part)
            rules = " ".join(sorted(set(codes.get(node.eid, ()))))
            place = {"eid": node.eid, "kind": node.kind, "start": node.start, "end": node.end}
            self._node(name, "clause", label, **place, rules=rules, dangling=dangling[node.eid])
            above = self.root if node.parent is None else prefix + node.parent
            self._edge(above, name, "contains", node.start, node.end)
            if (before := last.get(node.parent)) is not None:
                self._edge(prefix + before.eid, name, "next", node.start, node.end)
            last[node.parent] = node

    def _begins(self, node: Node) -> str:
        text = " ".join(self.document.text[node.text_start : min(node.end, node.text_start + 4 * BEGINNING)].split())
        return text if len(text) <= BEGINNING else text[: BEGINNING - 1] + "\u2026"

    def _parties_and_terms(self) -> None:
        prefix = self.prefix
        for party in self.annotations.parties:
            self._party(party.name, party.role, party.aliases)
        for term in self.annotations.terms:
            name = f"{prefix}term:{term.term}"
            self._node(name, "term", term.term, start=term.start, end=term.end)
            self._edge(prefix + term.eid, name, "defines", term.definition.start, term.definition.end)
            for use in term.uses:
                if (node := self.document.at(use.start)) is not None:
                    self._edge(prefix + node.eid, name, "uses_term", use.start, use.end)

    def _norms(self) -> None:
        prefix, text = self.prefix, self.document.text
        for deadline in self.annotations.deadlines:
            name = f"{prefix}{deadline.id}"
            self._node(name, "deadline", deadline.text, start=deadline.start, end=deadline.end, vague=deadline.vague)
            self._edge(prefix + deadline.eid, name, "contains", deadline.start, deadline.end)
        for norm in self.annotations.norms:
            name = f"{prefix}{norm.id}"
            label = text[norm.start : norm.end]
            self._node(name, "norm", label, norm=norm.type, bearer=norm.bearer, start=norm.start, end=norm.end)
            self._edge(prefix + norm.eid, name, "contains", norm.start, norm.end)
            self._norm_edges(norm, name)

    def _party(self, name: str, role: str = "other", aliases: Sequence[str] = ()) -> str:
        """Return the node of a party, which is made when it is first named."""
        node = f"party:{name}"
        if name not in self.named:
            self.named.add(name)
            if node not in self.graph:
                self._node(node, "party", name, role=role, aliases="|".join(aliases))
        return node

    def _norm_edges(self, norm: Norm, name: str) -> None:
        if norm.bearer:
            self._edge(self._party(norm.bearer), name, "bears", norm.cue.start, norm.cue.end)
        if norm.counterparty:
            self._edge(name, self._party(norm.counterparty), "benefits", norm.start, norm.end)
        for deadline in norm.deadlines:
            self._edge(name, self.prefix + deadline, "due", norm.start, norm.end)
        for consequence in norm.consequences:
            self._edge(self.prefix + consequence, name, "follows_from", norm.start, norm.end)

    def _references(self) -> None:
        proofs: dict[tuple[str, int], str] = {}
        kinds = {INCORPORATION: "incorporates", PRECEDENCE: "overrides"}
        for finding in self.findings:
            if finding.rule in kinds:
                proofs.setdefault((finding.rule, finding.line), finding.eid)
        for reference in self.annotations.references:
            source = self.prefix + reference.eid
            for target in reference.targets:
                self._edge(source, self.prefix + target, "refers_to", reference.start, reference.end)
            if reference.kind in ("document", "law", "url"):
                self._external(reference, source, [k for r, k in kinds.items() if (r, reference.line) in proofs])

    def _external(self, reference: Reference, source: str, proven: list[str]) -> None:
        label = reference.text.strip(QUOTES)
        name = f"external:{label}"
        self._node(name, "external", label, external=reference.kind)
        kind = "cites" if reference.kind == "law" else "refers_to"
        for edge in (kind, *(proven if reference.kind != "law" else ())):
            self._edge(source, name, edge, reference.start, reference.end)
