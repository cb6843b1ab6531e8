"""Documents, clauses, parties, terms, norms, deadlines and outside documents joined into one graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx

from legaltools.graph import names
from legaltools.model.annotation import Annotations, Norm, Reference, Role
from legaltools.model.document import Document, Node
from legaltools.model.finding import Finding
from legaltools.text.sentences import STOPS, bounds

Graph = nx.MultiDiGraph
Entry = tuple[Document, Annotations, Sequence[Finding]]
Edge = tuple[str, str, dict[str, Any]]

PROVEN = {"ACC007": "incorporates", "GEN002": "overrides"}  # the rules that prove these two kinds of edge
BEGINNING = 40  # characters of a clause without heading that name it


def build(entries: Iterable[Entry]) -> "Graph[str]":
    """Return the graph of one or several documents.

    With one document a clause's node is its eid; with several it is ``<ordinal>:<eid>``. Laws, outside documents and
    parties with a name of their own are shared; a document another one names is that document's node.
    """
    graph: Graph[str] = nx.MultiDiGraph()
    entries = list(entries)
    people = names.People()
    titles = {names.title(document): root(document) for document, _, _ in entries} if len(entries) > 1 else {}
    titles.pop("", None)
    for ordinal, entry in enumerate(entries, 1):
        _Weaver(graph, entry, f"{ordinal}:" if len(entries) > 1 else "", people, titles).weave()
    return graph


def root(document: Document) -> str:
    """Return the name of a document's node."""
    return f"document:{document.source.sha256[:12]}"


def node_link(graph: "Graph[str]") -> dict[str, Any]:
    """Return networkx node-link data (keys ``nodes`` and ``edges``)."""
    data: dict[str, Any] = nx.node_link_data(graph, edges="edges")
    return data


class _Weaver:
    """Adds one document to the graph: nodes and edges are collected first and added in bulk."""

    def __init__(
        self, graph: "Graph[str]", entry: Entry, prefix: str, people: names.People, titles: dict[str, str]
    ) -> None:
        self.graph, self.prefix, self.people, self.titles = graph, prefix, people, titles
        self.document, self.annotations, self.findings = entry
        self.root = root(self.document)
        self.nodes: list[tuple[str, dict[str, Any]]] = []
        self.edges: list[Edge] = []
        self.parties: dict[str, str] = {}

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
            label = " ".join(part for part in (node.label, node.heading or self._beginning(node)) if part)
            rules = " ".join(sorted(set(codes.get(node.eid, ()))))
            place = {"eid": node.eid, "kind": node.kind, "printed": node.label, "start": node.start, "end": node.end}
            self._node(name, "clause", label, **place, rules=rules, dangling=dangling[node.eid])
            above = self.root if node.parent is None else prefix + node.parent
            self._edge(above, name, "contains", node.start, node.end)
            if (before := last.get(node.parent)) is not None:
                self._edge(prefix + before.eid, name, "next", node.start, node.end)
            last[node.parent] = node

    def _beginning(self, node: Node) -> str:
        """Return how the text of a clause begins."""
        end = min(node.end, node.text_start + BEGINNING)
        own = " ".join(self.document.text[node.text_start : end].split())
        return own if end == node.end else own + "\u2026"

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
        dues: dict[str, tuple[int, int]] = {}
        for deadline in self.annotations.deadlines:
            name = f"{prefix}{deadline.id}"
            dues[deadline.id] = deadline.start, deadline.end
            self._node(name, "deadline", deadline.text, start=deadline.start, end=deadline.end, vague=deadline.vague)
            self._edge(prefix + deadline.eid, name, "contains", deadline.start, deadline.end)
        norms = {norm.id: norm for norm in self.annotations.norms}
        for norm in norms.values():
            name = f"{prefix}{norm.id}"
            label = text[norm.start : norm.end]
            self._node(name, "norm", label, norm=norm.type, bearer=norm.bearer, start=norm.start, end=norm.end)
            self._edge(prefix + norm.eid, name, "contains", norm.start, norm.end)
            self._norm_edges(norm, name, norms, dues)

    def _norm_edges(self, norm: Norm, name: str, norms: dict[str, Norm], dues: dict[str, tuple[int, int]]) -> None:
        if norm.bearer:
            self._edge(self._party(norm.bearer), name, "bears", norm.cue.start, norm.cue.end)
        if norm.counterparty:
            self._edge(name, self._party(norm.counterparty), "benefits", norm.start, norm.end)
        for deadline in norm.deadlines:
            if deadline in dues:
                self._edge(name, self.prefix + deadline, "due", *dues[deadline])
        for identity in norm.consequences:
            if (after := norms.get(identity)) is not None:
                self._edge(self.prefix + identity, name, "follows_from", after.start, after.end)

    def _party(self, name: str, role: Role = "other", aliases: Sequence[str] = ()) -> str:
        """Return the node of a party, which is made when it is first named."""
        node = self.parties.get(name)
        if node is None:
            node, new = self.people.node(name, role, aliases, self.prefix)
            self.parties[name] = node
            if new:
                self._node(node, "party", name, role=role, aliases="|".join(aliases))
        return node

    def _references(self) -> None:
        proofs = self._proofs()
        for reference in self.annotations.references:
            source = self.prefix + reference.eid
            for target in reference.targets:
                self._edge(source, self.prefix + target, "refers_to", reference.start, reference.end)
            if reference.kind in ("document", "law", "url"):
                self._external(reference, source, proofs)

    def _proofs(self) -> list[tuple[str, int, int]]:
        """Return what kind of edge each finding proves, and for which sentence."""
        text, found = self.document.text, []
        for finding in self.findings:
            node = self.document.at(finding.start)
            if finding.rule in PROVEN and node is not None:
                low, high = min(node.text_start, finding.start), max(node.end, finding.end)
                first = bounds(text, finding.start, low, high, STOPS)
                found.append((PROVEN[finding.rule], first.start, max(first.end, finding.end)))
        return found

    def _external(self, reference: Reference, source: str, proofs: list[tuple[str, int, int]]) -> None:
        label = names.outside(reference)
        target = self.titles.get(label)
        if target is None:
            target = f"external:{label}"
            self._node(target, "external", label, external=reference.kind)
        kinds = ["cites" if reference.kind == "law" else "refers_to"]
        if reference.kind != "law":
            kinds += dict.fromkeys(kind for kind, start, end in proofs if start <= reference.start < end)
        for kind in kinds:
            self._edge(source, target, kind, reference.start, reference.end)
