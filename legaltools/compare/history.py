"""A clause through N versions: consecutive comparisons in (N-1 of them), lives with births, changes and returns out.

A clause keeps its identity through renumbering, moves and rewording; parts of a split are new lives that know where
they came from, a merged clause continues the first of its sources.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legaltools.compare.units import key
from legaltools.model.comparison import Change, Comparison, Pair
from legaltools.model.document import Document, Node
from legaltools.model.history import Event, EventKind, History, Life, Version

FOLLOWED = {"clause", "heading", "item", "text", "preamble", "attachment", "table"}


@dataclass
class _Line:
    """A life under way; ``texts`` are the versions in which each wording first stood."""

    id: str
    first: int
    last: int
    node: Node
    text: str
    events: list[Event] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    parents: tuple[str, ...] = ()
    changes: int = 0
    gone: int = 0


def history(name: str, documents: Sequence[Document], dates: Sequence[str], scripts: Sequence[Comparison]) -> History:
    """Return the history of documents and the comparisons of each with the next."""
    book = _Book()
    versions = [_version(1, documents[0], dates[0], None)] if documents else []
    for node in documents[0].nodes if documents else ():
        book.born(1, documents[0], node)
    for number, (old, new, script) in enumerate(zip(documents, documents[1:], scripts, strict=False), 2):
        versions.append(_version(number, new, dates[number - 1], script))
        book.turn(number, old, new, script)
    followed = [line for line in book.lines if line.node.kind in FOLLOWED and line.text]
    followed.sort(key=lambda line: (line.gone > 0, 0 if line.gone else line.node.start))
    return History(name, tuple(versions), tuple(_life(line) for line in followed))


class _Book:
    """All lives, and which clause of the current version each is."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.now: dict[str, _Line] = {}

    def born(self, version: int, document: Document, node: Node, parents: Iterable[_Line] = ()) -> None:
        """Begin a life."""
        text = _own(document, node)
        above = tuple(line.id for line in parents)
        line = _Line(f"c{len(self.lines) + 1}", version, version, node, text, parents=above)
        line.texts[key(text)] = version
        line.events.append(Event(version, "born", node.eid, node.label, text))
        self.lines.append(line)
        self.now[node.eid] = line

    def turn(self, version: int, old: Document, new: Document, script: Comparison) -> None:
        """Carry all lives into the next version."""
        before, self.now = self.now, {}
        changes = {(change.old, change.new): change for change in script.changes}
        for pair in script.alignment:
            self._carry(version, new, pair, changes.get((pair.old, pair.new)), before)

    def _carry(self, version: int, new: Document, pair: Pair, change: Change | None, before: dict[str, _Line]) -> None:
        came = [before[eid] for eid in pair.old if eid in before]
        nodes = [new.by_eid[eid] for eid in pair.new]
        if not nodes:
            for line in came:
                line.gone = version
                line.events.append(Event(version, "gone", line.node.eid, line.node.label, line.text))
            return
        if not came:
            self.born(version, new, nodes[0])
            return
        first, rest = came[0], came[1:]
        for line in rest:
            line.gone = version
            line.events.append(Event(version, "merged", nodes[0].eid, nodes[0].label, line.text))
        for node in nodes[1:]:
            self.born(version, new, node, [first])
        self._go_on(version, new, nodes[0], first, pair, change)

    def _go_on(self, version: int, new: Document, node: Node, line: _Line, pair: Pair, change: Change | None) -> None:
        text = _own(new, node)
        kinds: list[EventKind] = []
        if change is not None:
            kinds = [k for k in (change.kind, *change.also) if k in ("moved", "renumbered", "split", "merged")]
        back = 0
        if key(text) != key(line.text):
            back = line.texts.get(key(text), 0)
            line.changes += 1
            line.last = version
            kinds.insert(0, "reverted" if back else "reworded")
        line.node, line.text = node, text
        line.texts.setdefault(key(text), version)
        line.events += [Event(version, k, node.eid, node.label, text, back if k == "reverted" else 0) for k in kinds]
        self.now[node.eid] = line


def _own(document: Document, node: Node) -> str:
    return document.text[node.text_start : node.end].strip()


def _version(number: int, document: Document, date: str, script: Comparison | None) -> Version:
    changes = script.changes if script is not None else ()
    real = [change for change in changes if change.matters]
    return Version(
        number,
        document.source.name,
        date,
        document.source.sha256,
        sum(node.kind in FOLLOWED for node in document.nodes),
        dict(sorted(Counter(kind for change in changes for kind in {change.kind, *change.also}).items())),
        len(real),
        dict(sorted(Counter(effect.direction for change in changes for effect in change.effects).items())),
        script is not None and not real,
    )


def _life(line: _Line) -> Life:
    return Life(
        line.id,
        line.first,
        line.last,
        line.changes,
        line.node.eid,
        line.node.label,
        line.text,
        tuple(line.events),
        line.parents,
        line.gone,
    )
