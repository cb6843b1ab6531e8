"""The graph as a picture: a fixed layout in three columns, so that the same text always gives the same drawing.

Parties stand left, clauses in reading order in the middle, defined terms and outside documents right. Where a text has
too many clauses to draw, deeper ones are drawn as the clause above them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from legaltools.model.document import Node
from legaltools.model.report import Clause, Link, Outside, Picture, Vertex
from legaltools.report.subject import Subject, shorten

CLAUSES, TERMS, OUTSIDE, PARTIES = 72, 26, 22, 8  # how many of each are drawn at most
STEP, TOP = 26, 40  # distance of two rows and the margin above the first
LEFT, MIDDLE, HALF, RIGHT, WIDTH = 160, 465, 125, 760, 960
Key = tuple[str, str]  # kind and name of a vertex
Edge = tuple[Key, Key, str]


def build(subject: Subject, clauses: Sequence[Clause], outside: Sequence[Outside]) -> Picture:
    """Return the picture of a document's clauses, parties, terms and outside documents."""
    drawn = _drawn(subject)
    edges = _edges(subject, drawn, outside)
    touched = Counter(key for edge in edges for key in edge[:2])
    rows = _rows(subject, clauses, drawn, touched, edges)
    vertices = {vertex.id: (index, vertex) for index, vertex in enumerate(rows)}
    links = []
    for (source, target, kind), count in Counter(edges).items():
        a, b = vertices.get(_id(source)), vertices.get(_id(target))
        if a and b:
            links.append(Link(a[0], b[0], kind, _path(a[1], b[1]), count))
    words = subject.words["picture"]
    shown, total = len({*drawn.values()}), len(clauses)
    note = words["whole" if shown == total else "part"].format(shown=shown, count=total)
    height = max((v.y for v in rows), default=TOP) + TOP
    return Picture(WIDTH, height, HALF, rows, tuple(links), note, tuple(subject.words["legend"].items()))


def _id(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def _drawn(subject: Subject) -> dict[str, str]:
    """Return for every node the node that is drawn for it, ``{}`` entries of undrawn ones left out."""
    document = subject.document
    depths = Counter(node.depth for node in document.nodes)
    deepest, count = 0, 0
    for depth in sorted(depths):
        count += depths[depth]
        if count > CLAUSES and depth > 0:
            break
        deepest = depth
    shown: dict[str, str] = {}
    for node in document.nodes:
        shown[node.eid] = node.eid if _stands(node, deepest) else shown.get(node.parent or "", "")
    tops = [eid for eid in dict.fromkeys(shown.values()) if eid]
    kept = set(tops)
    if len(tops) > CLAUSES:
        weight = Counter(shown[n.eid] for n in subject.annotations.norms + subject.annotations.references)
        kept = set(sorted(tops, key=lambda eid: (-weight[eid], eid))[:CLAUSES])
    return {eid: to for eid, to in shown.items() if to in kept}


def _stands(node: Node, deepest: int) -> bool:
    return node.depth <= deepest and node.kind not in ("toc", "meta", "signature")


def _edges(subject: Subject, drawn: dict[str, str], outside: Sequence[Outside]) -> list[Edge]:
    edges: list[Edge] = []

    def join(eid: str, other: Key, kind: str, *, back: bool = False) -> None:
        if eid in drawn:
            here = ("clause", drawn[eid])
            if here != other:
                edges.append((other, here, kind) if back else (here, other, kind))

    for norm in subject.annotations.norms:
        if norm.bearer:
            join(norm.eid, ("party", norm.bearer), "bears", back=True)
    for reference in subject.annotations.references:
        for target in reference.targets:
            if target in drawn:
                join(reference.eid, ("clause", drawn[target]), "refers_to")
    seen: set[str] = set()
    for term in subject.annotations.terms:
        join(term.eid, ("term", term.term), "defines")
        for use in term.uses if term.term not in seen else ():
            if (node := subject.document.at(use.start)) is not None:
                join(node.eid, ("term", term.term), "uses_term")
        seen.add(term.term)
    for document in outside:
        for place in document.places:
            join(place.eid, ("external", document.name), "cites")
    return edges


def _rows(
    subject: Subject, clauses: Sequence[Clause], drawn: dict[str, str], touched: Counter[Key], edges: list[Edge]
) -> tuple[Vertex, ...]:
    """Return the vertices with their places."""
    worst = _worst(clauses, drawn)
    middle = [c for c in clauses if drawn.get(c.eid) == c.eid]
    y = {c.eid: TOP + STEP * row for row, c in enumerate(middle)}
    vertices = [
        Vertex(
            f"clause:{c.eid}", "clause", shorten(c.title, 18), c.title, MIDDLE, y[c.eid], c.eid, worst.get(c.eid, "")
        )
        for c in middle
    ]
    height = STEP * max(len(middle), 1)
    pull: dict[Key, list[int]] = defaultdict(list)
    for source, target, _ in edges:
        for key, other in ((source, target), (target, source)):
            if other[0] == "clause" and other[1] in y:
                pull[key].append(y[other[1]])
    columns = (
        (LEFT, (("party", PARTIES),)),
        (RIGHT, (("term", TERMS), ("external", OUTSIDE))),
    )
    home = {("term", t.term): t.eid for t in subject.annotations.terms}
    for x, kinds in columns:
        keys = [key for kind, most in kinds for key in _most(touched, kind, most)]
        keys.sort(key=lambda k: (sum(pull[k]) / len(pull[k]) if pull[k] else 0, k))
        step = max(STEP, height // max(1, len(keys)))
        start = TOP + max(0, (height - step * len(keys)) // 2) + (step - STEP) // 2
        for row, key in enumerate(keys):
            vertices.append(
                Vertex(_id(key), key[0], shorten(key[1], 14), key[1], x, start + step * row, home.get(key, ""))
            )
    return tuple(vertices)


def _worst(clauses: Sequence[Clause], drawn: dict[str, str]) -> dict[str, str]:
    """Return the gravest level of all clauses each drawn clause stands for; low card numbers are grave."""
    best: dict[str, tuple[int, str]] = {}
    for clause in clauses:
        if clause.issues and clause.eid in drawn:
            here = (clause.issues[0], clause.level)
            best[drawn[clause.eid]] = min(here, best.get(drawn[clause.eid], here))
    return {eid: level for eid, (_, level) in best.items()}


def _most(touched: Counter[Key], kind: str, most: int) -> list[Key]:
    keys = [key for key in touched if key[0] == kind]
    return sorted(keys, key=lambda key: (-touched[key], key))[:most]


def _path(a: Vertex, b: Vertex) -> str:
    """Return a curve: between columns an S, inside the middle column an arc on its right."""
    if a.x == b.x:
        bulge = MIDDLE + HALF + 20 + min(110, abs(a.y - b.y) // 6)
        return f"M{a.x + HALF} {a.y}C{bulge} {a.y} {bulge} {b.y} {b.x + HALF} {b.y}"
    start, end = _edge(a, b.x > a.x), _edge(b, a.x > b.x)
    half = (start + end) // 2
    return f"M{start} {a.y}C{half} {a.y} {half} {b.y} {end} {b.y}"


def _edge(vertex: Vertex, rightwards: bool) -> int:
    """Return where a line leaves the vertex."""
    if vertex.kind == "clause":
        return vertex.x + (HALF if rightwards else -HALF)
    return vertex.x + (8 if rightwards else -8)
