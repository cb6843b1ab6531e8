"""Questions asked of the graph. Each takes the graph and answers with node names (or edges) in a stable order."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

import networkx as nx
from msgspec import Struct

from legaltools.graph.build import Graph
from legaltools.model.answer import Answer

DUTIES = {"obligation", "prohibition", "liability"}
SURVIVAL = "GEN003"
FRONT = {"title", "toc", "meta"}
LABEL_MARKS = " .\uff0e\u3001"  # around a printed label: 8.5. and 8.5 name one clause


class Question(Struct, frozen=True):
    """A question with a name: ``ask(graph)`` or, where ``needs`` names what it is about, ``ask(graph, that)``."""

    name: str
    ask: Callable[..., list[Any]]
    needs: Literal["", "clause", "party"] = ""


def _of(graph: "Graph[str]", kind: str) -> list[str]:
    return [name for name, data in graph.nodes(data=True) if data["type"] == kind]


def _edges(graph: "Graph[str]", *kinds: str) -> list[tuple[str, str, int]]:
    return [(u, v, d["start"]) for u, v, d in graph.edges(data=True) if d["type"] in kinds]


def _references(graph: "Graph[str]") -> "nx.DiGraph[str]":
    """Return the clauses with their references to other clauses only."""
    clauses = set(_of(graph, "clause"))
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_edges_from((u, v) for u, v, _ in _edges(graph, "refers_to") if u in clauses and v in clauses and u != v)
    return plain


def impact(graph: "Graph[str]", clause: str) -> list[str]:
    """Return the clauses that depend on ``clause``: they refer to it, to its parts or to what it is part of, or use a
    term it defines.

    Followed transitively over references. Raises ``KeyError`` if there is no such clause.
    """
    if clause not in graph:
        raise KeyError(clause)
    tree = _tree(graph)
    above = _above(tree, clause)
    reached = {clause, *_pointing(graph, above)}
    waiting = list(reached)
    while waiting:
        name = waiting.pop()
        new = {*tree.successors(name), *_pointing(graph, [name]), *_using(graph, name)} - reached
        reached |= new
        waiting += new
    inside = {clause, *nx.descendants(tree, clause)}
    return _ordered(graph, reached - above - inside)


def _above(tree: "nx.DiGraph[str]", clause: str) -> set[str]:
    """Return what a clause is part of."""
    above: set[str] = set()
    while (parent := next(tree.predecessors(clause), None)) is not None:
        above.add(parent)
        clause = parent
    return above


def _pointing(graph: "Graph[str]", names: Iterable[str]) -> set[str]:
    """Return the clauses that refer to one of these."""
    return {
        u
        for name in names
        for u, _, d in graph.in_edges(name, data=True)
        if d["type"] == "refers_to" and graph.nodes[u]["type"] == "clause"
    }


def _using(graph: "Graph[str]", clause: str) -> set[str]:
    """Return the clauses that use a term this one defines."""
    terms = {v for _, v, d in graph.out_edges(clause, data=True) if d["type"] == "defines"}
    return {u for term in terms for u, _, d in graph.in_edges(term, data=True) if d["type"] == "uses_term"}


def _tree(graph: "Graph[str]") -> "nx.DiGraph[str]":
    tree: nx.DiGraph[str] = nx.DiGraph()
    tree.add_nodes_from(_of(graph, "clause"))
    tree.add_edges_from((u, v) for u, v, _ in _edges(graph, "contains") if v in tree)
    return tree


def _ordered(graph: "Graph[str]", names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda n: (graph.nodes[n].get("start", -1), n))


def duties(graph: "Graph[str]", party: str) -> list[str]:
    """Return the norms that bind ``party`` (its name or an alias): duties, bans and liabilities."""
    names = {
        name
        for name in _of(graph, "party")
        if party in (graph.nodes[name]["label"], *graph.nodes[name]["aliases"].split("|"))
    }
    borne = [v for u, v, _ in _edges(graph, "bears") if u in names and graph.nodes[v]["norm"] in DUTIES]
    return _ordered(graph, borne)


def without_deadline(graph: "Graph[str]") -> list[str]:
    """Return the obligations that say no time."""
    timed = {u for u, _, _ in _edges(graph, "due")}
    return [n for n in _of(graph, "norm") if graph.nodes[n]["norm"] == "obligation" and n not in timed]


def without_consequence(graph: "Graph[str]") -> list[str]:
    """Return the duties and bans no other norm follows from."""
    sanctioned = {v for _, v, _ in _edges(graph, "follows_from")}
    return [n for n in _of(graph, "norm") if graph.nodes[n]["norm"] in DUTIES - {"liability"} and n not in sanctioned]


def longest_chain(graph: "Graph[str]") -> list[str]:
    """Return the longest chain of references (cycles shrunk to one clause), ``[]`` if there are none."""
    plain = _references(graph)
    condensed = nx.condensation(plain)
    path = nx.dag_longest_path(condensed) if plain else []
    return [min(condensed.nodes[i]["members"]) for i in path] if len(path) > 1 else []


def cycles(graph: "Graph[str]") -> list[list[str]]:
    """Return the groups of clauses that refer to one another in a circle."""
    groups = [sorted(g) for g in nx.strongly_connected_components(_references(graph)) if len(g) > 1]
    return sorted(groups)


def orphans(graph: "Graph[str]") -> list[str]:
    """Return terms nobody uses and parties that bear nothing."""
    used = {v for _, v, _ in _edges(graph, "uses_term", "benefits")} | {u for u, _, _ in _edges(graph, "bears")}
    return [n for n in _of(graph, "term") + _of(graph, "party") if n not in used]


def used_before_defined(graph: "Graph[str]") -> list[str]:
    """Return the terms whose first use stands before their definition; titles and contents do not count."""
    first: dict[str, int] = {}
    for clause, term, start in _edges(graph, "uses_term"):
        if graph.nodes[clause]["kind"] not in FRONT:
            first[term] = min(start, first.get(term, start))
    return [n for n in _of(graph, "term") if first.get(n, graph.nodes[n]["start"]) < graph.nodes[n]["start"]]


def survives(graph: "Graph[str]") -> list[str]:
    """Return what survives termination: the clauses that say so and the clauses they name."""
    saying = [n for n in _of(graph, "clause") if SURVIVAL in graph.nodes[n]["rules"].split()]
    named = {v for u, v, _ in _edges(graph, "refers_to") if u in saying and graph.nodes[v]["type"] == "clause"}
    return _ordered(graph, {*saying, *named})


def outside(graph: "Graph[str]") -> list[str]:
    """Return the outside documents and pages that are part of this contract and so can change it."""
    return sorted({v for _, v, _ in _edges(graph, "incorporates")})


def central(graph: "Graph[str]", count: int = 10) -> list[tuple[str, float]]:
    """Return the ``count`` clauses other clauses lean on most, with their PageRank (shares that sum to 1)."""
    plain = _references(graph)
    ranks = _pagerank(plain) if plain else {}
    return sorted(ranks.items(), key=lambda item: (-item[1], item[0]))[:count]


def _pagerank(plain: "nx.DiGraph[str]", damping: float = 0.85, rounds: int = 60) -> dict[str, float]:
    """PageRank (Brin & Page 1998) by power iteration; networkx's own needs SciPy, which nothing else here does."""
    size = len(plain)
    ranks = dict.fromkeys(plain, 1 / size)
    for _ in range(rounds):
        loose = sum(rank for name, rank in ranks.items() if not plain.out_degree(name))
        base = (1 - damping + damping * loose) / size
        new = dict.fromkeys(plain, base)
        for name, rank in ranks.items():
            for target in plain.successors(name):
                new[target] += damping * rank / plain.out_degree(name)
        ranks = new
    return ranks


def dangling(graph: "Graph[str]") -> list[str]:
    """Return the clauses with a reference to a place of this document that is not there."""
    return _ordered(graph, (name for name in _of(graph, "clause") if graph.nodes[name]["dangling"]))


QUESTIONS = {
    question.name: question
    for question in (
        Question("impact", impact, "clause"),
        Question("duties", duties, "party"),
        Question("without-deadline", without_deadline),
        Question("without-consequence", without_consequence),
        Question("longest-chain", longest_chain),
        Question("cycles", cycles),
        Question("dangling", dangling),
        Question("orphans", orphans),
        Question("used-before-defined", used_before_defined),
        Question("survives", survives),
        Question("outside", outside),
        Question("central", central),
    )
}


def answer(graph: "Graph[str]", name: str, about: str = "") -> tuple[Answer, ...]:
    """Ask the question called ``name``; a clause may be named by its eid or, if only one bears it, its printed label.

    Raises ``LookupError`` if there is no such question or nothing called ``about``, ``ValueError`` if the question
    needs to be about something and is not.
    """
    question = QUESTIONS[name]
    if question.needs and not about:
        raise ValueError(name)
    match question.needs:
        case "clause":
            found = question.ask(graph, _clause(graph, about))
        case "party":
            found = question.ask(graph, about)
            if not found and about not in _called(graph):
                raise LookupError(about)
        case _:
            found = question.ask(graph)
    rows: list[tuple[tuple[str, ...], float | None]] = []
    for item in found:
        match item:
            case str():
                rows.append(((item,), None))
            case (str() as node, float() as share):
                rows.append(((node,), round(share, 4)))
            case _:
                rows.append((tuple(item), None))
    return tuple(Answer(nodes, tuple(shown(graph, n) for n in nodes), share) for nodes, share in rows)


def shown(graph: "Graph[str]", name: str) -> str:
    """Return a node as a reader calls it: by its label, a norm by its clause's number and its bearer too."""
    data = graph.nodes[name]
    if data["type"] != "norm":
        return str(data["label"])
    above = next((u for u, _, d in graph.in_edges(name, data=True) if d["type"] == "contains"), None)
    place = graph.nodes[above]["printed"] if above is not None else ""
    bearer = "" if data["label"].startswith(data["bearer"]) else data["bearer"]
    return " ".join(part for part in (place, f"{bearer}{data['label']}") if part)


def _clause(graph: "Graph[str]", about: str) -> str:
    """Return the node of the clause called ``about``."""
    if about in graph and graph.nodes[about]["type"] == "clause":
        return about
    wanted = about.strip(LABEL_MARKS)
    bearing = [n for n in _of(graph, "clause") if wanted and graph.nodes[n]["printed"].strip(LABEL_MARKS) == wanted]
    if len(bearing) != 1:
        raise LookupError(about)
    return bearing[0]


def _called(graph: "Graph[str]") -> set[str]:
    parties = [graph.nodes[name] for name in _of(graph, "party")]
    return {n for data in parties for n in (data["label"], *data["aliases"].split("|"))}
