"""Who a marker speaks of, beyond its own clause: the clauses before, the head of a list, the chapter's heading.

In: the layout, the people, the subjects. Out: a :class:`~legaltools.extract.norms.people.Bearer` or ``None``.
"""

import re

from legaltools.extract.norms.layout import COLON, HARD, Layout
from legaltools.extract.norms.people import NOBODY, Bearer, People
from legaltools.extract.norms.subject import Subjects
from legaltools.extract.norms.wording import P
from legaltools.lexicon import table
from legaltools.model.annotation import NormType
from legaltools.model.document import Node

_HEADING = re.compile(table("subjects")["subject"]["heading"])
WALK = 8
TITLE = 20  # characters of a line that only says what its list is about


class Inheritance:
    """Remembers what earlier clauses and heads said, and hands it down."""

    def __init__(self, layout: Layout, people: People, subjects: Subjects) -> None:
        self.layout = layout
        self.text = layout.text
        self.people = people
        self.subjects = subjects
        self.said: dict[int, Bearer] = {}  # clause -> bearer of its last norm
        self.duties: set[int] = set()  # clauses whose last norm is a duty
        self.things: set[int] = set()  # clauses whose marker speaks of a thing
        self.heads: dict[str, Bearer | None] = {}

    def keep(self, index: int, bearer: Bearer, type: NormType) -> None:
        """Remember the last norm of a clause."""
        self.said[index] = bearer
        if type in ("obligation", "prohibition"):
            self.duties.add(index)

    def sentence(self, index: int, node: Node) -> Bearer | None:
        """Return whom the sentence so far, or the head of the list, speaks of; :data:`NOBODY` if of a thing."""
        return self.before(index, self.layout.line_start(index)) or self.head(node)

    def subject(self, index: int, node: Node) -> Bearer | None:
        """Return whom the sentence, the head of the list or the line before speaks of."""
        return self.sentence(index, node) or self.line(index, self.layout.line_start(index))

    def before(self, index: int, floor: int) -> Bearer | None:
        """Return the subject of the clauses before ``index`` in the same sentence, not before offset ``floor``."""
        for at in range(index - 1, max(-1, index - 1 - WALK), -1):
            if self.layout.starts[at] < floor or self.layout.stops[at] in HARD:
                return None
            if at in self.things:
                return NOBODY
            if at in self.said:
                return self.said[at]
            found = self.subjects.lead(at)
            if found is not None:
                return found
        return None

    def line(self, index: int, floor: int) -> Bearer | None:
        """Return the last subject said in the line before clause ``index``."""
        for at in range(index - 1, max(-1, index - 1 - 3 * WALK), -1):
            if self.layout.starts[at] < floor:
                return None
            if at in self.said:
                return self.said[at]
            found = self.subjects.lead(at) if self.layout.starts[at] == floor or self._opens(at) else None
            if found is not None:
                return found
        return None

    def _opens(self, index: int) -> bool:
        return index == 0 or self.layout.stops[index - 1] in HARD

    def head(self, node: Node) -> Bearer | None:
        """Return the subject that the heads of the lists around ``node`` give ("您承诺：")."""
        for above in self.layout.document.heads(node):
            if above.eid not in self.heads:
                self.heads[above.eid] = self._of_head(above.eid)
            found = self.heads[above.eid]
            if found is not None:
                return found
        return None

    def _of_head(self, eid: str) -> Bearer | None:
        node = self.layout.document.by_eid[eid]
        beside = node.kind == "text" and eid not in self.layout.document.children
        if beside and not P["pledge_head"].search(self.text[node.start : node.end]):
            return None  # a paragraph beside its list hands down what it pledges, no more
        end = node.end
        while end > node.start and self.text[end - 1].isspace():
            end -= 1
        if end <= node.text_start or self.text[end - 1] not in COLON:
            return self._of_heading(eid)
        last = self.layout.clause(end - 1)
        first = self.layout.clause(node.text_start)
        for at in range(last, max(first, last - WALK) - 1, -1):
            found = self.said.get(at) or self.subjects.lead(at)
            if found is not None:
                return Bearer(found.name, found.role, "medium", eid)
            if at < last and self.layout.stops[at] in HARD:
                break
        return self._of_heading(eid)

    def _of_heading(self, eid: str) -> Bearer | None:
        """Return whose rights or duties a heading says follow: 甲方的权利, 甲方的工作内容："""
        node = self.layout.document.by_eid[eid]
        heading = node.heading or self.text[node.text_start : min(node.end, node.text_start + TITLE)].strip()
        if (not node.heading and heading[-1:] not in COLON) or not _HEADING.search(heading):
            return None
        low, high = self.people.within(node.start, node.end)
        named = {self.people.rows[i][2] for i in range(low, high)}
        if len(named) != 1:
            return None
        person = self.people.persons[named.pop()]
        return Bearer(person.name, person.role, "low", eid)
