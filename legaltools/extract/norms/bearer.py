"""Who a marker speaks of: the nearest subject, the clauses before, the head of a list, the chapter's heading.

In: the layout, the parties. Out: a :class:`Bearer`, ``None`` where the subject is no person (服务费用应 …).
"""

import re
from bisect import bisect_left
from typing import Literal

from msgspec import Struct

from legaltools.extract.norms.layout import COLON, HARD, Layout, flat
from legaltools.lexicon import Words, table
from legaltools.model.annotation import Confidence, Party, Role

_SUBJECT = table("modality")["subject"]
_CLAUSE = table("modality")["clause"]
_ADVERBS = Words(_SUBJECT["adverb"])
_COVERB = Words(_SUBJECT["coverb"])
_CLOSED = Words(_SUBJECT["closed"])
_OBJECT_OF = Words(_SUBJECT["object_of"])
_PERSON = Words(_SUBJECT["person"])
_THINGS = Words(_SUBJECT["thing"])
_NOUNS = Words([*_SUBJECT["thing"], *_SUBJECT["act"]])
_TOPIC = Words(_SUBJECT["topic"])
_ASIDE = tuple(_CLAUSE["aside"])
_AND = Words(_SUBJECT["and"])
_TAKING = Words(_CLAUSE["taking"])
_WITH = frozenset(_SUBJECT["with"])
_ABOUT = Words(_SUBJECT["about"])
_GIVEN = Words(_SUBJECT["given"])
_STATING = Words(_SUBJECT["stating"])
_DETERMINERS = Words(_SUBJECT["determiners"])
_SIDES = frozenset(table("parties")["sides"]["neutral"])
_NON: str = _SUBJECT["non"]
_CONNECTIVE = Words(_CLAUSE["connective"])
_QUOTES = _CLAUSE["quote_open"] + _CLAUSE["quote_close"]
_CAUSING = re.compile(table("modality")["act"]["causing"])
_NO_PERSON = re.compile(_SUBJECT["no_person"])
_OPENER = re.compile(_CLAUSE["opener"])
_OF = tuple(_SUBJECT["of"])
_SAME = frozenset(_SUBJECT["pronoun_same"])
_OTHER = frozenset(_SUBJECT["pronoun_other"])
_SELF = frozenset(_SUBJECT["pronoun_self"])
WALK = 8
LABEL = re.compile(
    r"(?:[\s#>*\d.\uff0e\u3001\uff08\uff09()\u2460-\u24ffa-zA-Z-]{0,14}(?:[\u3010\[][^\u3011\]\n]{0,14}[\u3011\]]\s?)?)"
)

Verdict = Literal["inherit", "thing", "unknown"]


class Bearer(Struct, frozen=True):
    """A person and how it was found; ``source`` is the eid that gave it, if it was inherited."""

    name: str
    role: Role
    confidence: Confidence = "high"
    source: str | None = None


NOBODY = Bearer("", "other", "low")  # the sentence speaks of a thing


class Resolver:
    """Finds bearers; keeps what earlier clauses and heads said."""

    def __init__(self, layout: Layout, parties: tuple[Party, ...]) -> None:
        self.layout = layout
        self.text = layout.text
        rows = sorted((m.start, m.end, i) for i, p in enumerate(parties) for m in p.mentions)
        self.starts = [row[0] for row in rows]
        self.rows = rows
        self.people = [Bearer(p.name, p.role) for p in parties]
        self.provider = next((b for b in self.people if b.role == "provider"), None)
        self.user = next((b for b in self.people if b.role == "user"), None)
        self.sides = any(name in _SIDES for p in parties for name in (p.name, *p.aliases))
        mutual = (b for b in self.people if b.role == "mutual")
        self.both = next(mutual, Bearer(_SUBJECT["both"], "mutual"))
        self.said: dict[int, Bearer | None] = {}  # clause -> bearer of its last norm
        self.things: set[int] = set()  # clauses whose marker speaks of a thing
        self.heads: dict[str, Bearer | None] = {}

    # --- inside the clause ---------------------------------------------------------------------------------------

    def explicit(self, start: int, at: int) -> tuple[Bearer | None, Verdict, int | None]:
        """Return the person that stands as subject in ``[start, at)`` and where, else why there is none."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, at)
        thing: str | None = None
        first = self._lead_row(low, high, start)
        for index in range(high - 1, max(low, high - 8) - 1, -1):
            begin, end, _ = self.rows[index]
            gap = flat(self.text[end:at])
            if end > at or _unopened(gap):  # cut by the marker, or inside a bracket
                continue
            before = self.text[max(start, begin - 8) : begin]
            free = index == first or first is None or bool(_TAKING.at_end(before))
            verdict = self._subject(gap, "" if index == first else before, free and thing is None)
            if verdict == "subject":
                kind = _trim(gap)
                if (
                    kind
                    and index == first
                    and _STATING.at_start(gap)
                    and not (_COVERB.at_start(kind) or _CLOSED.at_end(kind))
                ):
                    return (*self._without_mention(kind), None)
                if len(kind) <= 6 and _OF[0] not in kind and not _AND.at_start(gap) and self._person(kind):
                    return Bearer(self.text[begin:end] + kind, "other", "medium"), "inherit", begin
                return self._whole(start, index), "inherit", begin
            if verdict == "thing":
                thing = gap if thing is None else thing
        if thing is not None:
            return self._head_noun(thing), "thing", None
        return (*self._without_mention(flat(self.text[start:at])), None)

    def _lead_row(self, low: int, high: int, start: int) -> int | None:
        """Return the row of the mention a clause begins with."""
        if low >= high:
            return None
        run = self.text[start : self.rows[low][0]]
        run = _CONNECTIVE.strip_start(run[LABEL.match(run).end() :])  # type: ignore[union-attr]
        opener = _OPENER.match(run)
        run = run[opener.end() :] if opener else run
        return None if _ADVERBS.strip_end(run) else low

    def _whole(self, start: int, index: int) -> Bearer:
        """Return the person mentioned, or the wider or narrower one the words before it make.

        "遭受损失的一方", "非注册用户", "您和我们" (both), "本公司及关联公司" (the company).
        """
        begin, end, person = self.rows[index]
        bearer = self.people[person]
        run = self.text[start:begin]
        run = _CONNECTIVE.strip_start(run[LABEL.match(run).end() :])  # type: ignore[union-attr]
        if run.startswith(_NON) and len(run) <= 8:
            return Bearer(run + self.text[begin:end], "third_party", "medium")
        if bearer.role == "mutual" and run.endswith(_OF) and 1 < len(run) <= 24:
            return Bearer(run + self.text[begin:end], "mutual", "medium")
        if index and self.rows[index - 1][0] >= start:
            other = self.people[self.rows[index - 1][2]]
            between = self.text[self.rows[index - 1][1] : begin]
            if between in _WITH:
                if {other.role, bearer.role} == {"provider", "user"}:
                    return self.both
                if other.role == "provider":
                    return other
        return bearer

    def _subject(self, gap: str, before: str, free: bool) -> str:
        """Judge a mention by what lies between it and the marker, and by what stands before it.

        Not ``free``: the clause begins with another person, or a nearer mention turned out to be no subject; then the
        mention is the subject only right before the marker or a topic phrase (对…, 按照…).
        """
        rest = _trim(gap)
        if _AND.at_start(gap) and _PERSON.at_end(rest):
            return "subject"
        taken = _OBJECT_OF.at_end(before)
        if taken and not rest and _TAKING.at_end(before):
            return "subject"
        if taken or _CAUSING.search(rest):
            return "next" if taken in _WITH or (rest and not _CAUSING.search(rest)) else "thing"
        if not free:
            return "subject" if not rest or _TOPIC.at_start(rest) else "next"
        if not rest:
            return "subject"
        if rest.startswith(_OF):
            return "thing" if len(rest) > 1 else "subject"
        if (len(_THINGS.at_start(rest)) > 1 or _DETERMINERS.at_start(rest)) and not _CLOSED.at_end(rest):
            return "thing"
        head, _, tail = rest.rpartition(_OF[0])
        if not head or not tail or _CLOSED.at_end(rest) or _ABOUT.at_start(rest):
            return "subject"
        if _COVERB.at_start(rest):
            return "thing" if _GIVEN.at_end(head) and _NOUNS.at_end(tail) else "subject"
        return "thing"

    def _head_noun(self, gap: str) -> Bearer | None:
        """Return the person that heads a relative clause ("您授权的代理人")."""
        return self._person(_ADVERBS.strip_end(gap))

    def _person(self, run: str) -> Bearer | None:
        """Return the person without a defined name that ends a run ("被移除内容的提供者")."""
        tail = run.rpartition(_OF[0])[2]
        if _TAKING.at_start(tail):
            return None
        if not 1 < len(tail) <= 14 or not _PERSON.at_end(tail) or _NO_PERSON.search(tail) or _COVERB.at_start(tail):
            return None
        return Bearer(tail, "other", "medium")

    def _without_mention(self, prefix: str) -> tuple[Bearer | None, Verdict]:
        rest = prefix[LABEL.match(prefix).end() :]  # type: ignore[union-attr]
        rest = _ADVERBS.strip_end(_CONNECTIVE.strip_start(rest)).strip(_QUOTES)
        if not rest or rest in _SAME:
            return None, "inherit"
        if rest in _OTHER:
            return Bearer(rest, "other", "medium"), "inherit"
        if rest in _SELF:
            return None, "thing"
        if _CLOSED.at_end(rest):
            return None, "inherit"
        person = self._person(rest)
        if person is not None:
            return person, "inherit"
        phrase = bool(_COVERB.at_start(rest)) or _OPENER.match(rest) is not None
        if phrase and _OF[0] not in rest:
            return None, "inherit"
        if _NOUNS.at_end(rest):
            return None, "thing"
        return None, "inherit" if phrase else "unknown"

    def at(self, offset: int, gap: int) -> Bearer | None:
        """Return the person mentioned at ``offset`` or at most ``gap`` characters after."""
        index = bisect_left(self.starts, offset)
        if index < len(self.rows) and self.rows[index][0] <= offset + gap:
            return self.people[self.rows[index][2]]
        return None

    def possessive(self, offset: int) -> bool:
        """Tell whether the mention at ``offset`` only owns something ("同意您的要求")."""
        index = bisect_left(self.starts, offset)
        return index < len(self.rows) and self.text[self.rows[index][1] : self.rows[index][1] + 1] in _OF

    def first(self, start: int, at: int) -> Bearer | None:
        """Return the first person mentioned in ``[start, at)``."""
        index = bisect_left(self.starts, start)
        return self.people[self.rows[index][2]] if index < len(self.rows) and self.rows[index][1] <= at else None

    def near(self, start: int, at: int) -> Bearer | None:
        """Return the last person mentioned in ``[start, at)``."""
        index = bisect_left(self.starts, at) - 1
        return self.people[self.rows[index][2]] if index >= 0 and self.rows[index][0] >= start else None

    def mentions(self, role: Role, start: int, at: int) -> bool:
        """Tell whether a person of ``role`` is mentioned in ``[start, at)``."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, at)
        return any(self.people[row[2]].role == role for row in self.rows[low:high])

    def with_(self, at: int, start: int) -> Bearer | None:
        """Return the person right before ``at`` ("与甲方无关")."""
        index = bisect_left(self.starts, at) - 1
        return (
            self.people[self.rows[index][2]]
            if index >= 0 and at - 2 <= self.rows[index][1] <= at and self.rows[index][0] >= start
            else None
        )

    def agent(self, begin: int, at: int) -> Bearer | None:
        """Return the person that 由 names in ``[begin, at)``; ``None`` if it is a pronoun or nothing."""
        found = self.at(begin, 1)
        run = self.text[begin:at]
        if found is not None and not run.startswith(tuple(_SAME)):
            index = bisect_left(self.starts, begin)
            if not self.text[self.rows[index][1] :].startswith(_OF, 0, 1):
                return found
        name = _ADVERBS.strip_end(run)
        for cut in _AGENT_STOPS:
            name = name.split(cut)[0]
        name = name.rpartition(_OF[0])[2]
        for pronoun in _SAME:
            name = name.removeprefix(pronoun)
        if not 1 < len(name) <= 16 or not _PERSON.at_end(name):
            return None
        index = bisect_left(self.starts, begin + run.find(name))
        if index < len(self.rows) and self.text[self.rows[index][0] : self.rows[index][1]] == name:
            return self.people[self.rows[index][2]]
        return Bearer(name, "other", "medium")

    def other(self, bearer: Bearer, start: int, end: int) -> str:
        """Return the first other contracting party named in an action, else the opposite of the bearer."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        for index in range(low, min(high, low + 6)):
            person = self.people[self.rows[index][2]]
            if person.name != bearer.name and person.role in ("provider", "user"):
                return person.name
        opposite = {"provider": self.user, "user": self.provider}.get(bearer.role)
        return opposite.name if opposite else ""

    # --- beyond the clause ---------------------------------------------------------------------------------------

    def lead(self, index: int) -> Bearer | None:
        """Return the person a clause begins with."""
        start, end = self.layout.starts[index], self.layout.ends[index]
        low = bisect_left(self.starts, start)
        if low == len(self.rows) or self.rows[low][0] >= end:
            return None
        begin, stop, person = self.rows[low]
        before = self.text[start:begin]
        before = before[LABEL.match(before).end() :]  # type: ignore[union-attr]
        before = _CONNECTIVE.strip_start(before)
        opener = _OPENER.match(before)
        if opener is not None:
            if opener[0].startswith(_ASIDE):
                return None
            before = before[opener.end() :]
        after = _ADVERBS.strip_start(self.text[stop : min(end, stop + 12)])
        if _ADVERBS.strip_end(before) or after.startswith(_OF) or len(_THINGS.at_start(after)) > 1:
            return None
        return self.people[person]

    def before(self, index: int, floor: int) -> Bearer | None:
        """Return the subject of the clauses before ``index`` in the same sentence, not before offset ``floor``."""
        for at in range(index - 1, max(-1, index - 1 - WALK), -1):
            if self.layout.starts[at] < floor or self.layout.stop(at) in HARD:
                return None
            if at in self.things:
                return NOBODY
            if at in self.said:
                return self.said[at]
            found = self.lead(at)
            if found is not None:
                return found
        return None

    def line(self, index: int, floor: int) -> Bearer | None:
        """Return the last subject said in the line before clause ``index``."""
        for at in range(index - 1, max(-1, index - 1 - 3 * WALK), -1):
            if self.layout.starts[at] < floor:
                return None
            if self.said.get(at) is not None:
                return self.said[at]
            found = self.lead(at) if self.layout.starts[at] == floor or self._opens(at) else None
            if found is not None:
                return found
        return None

    def _opens(self, index: int) -> bool:
        return index == 0 or self.layout.stop(index - 1) in HARD

    def head(self, offset: int) -> Bearer | None:
        """Return the subject that the heads of the lists around ``offset`` give ("您承诺：")."""
        document = self.layout.document
        node = document.at(offset)
        if node is None:
            return None
        for above in document.ancestors(node):
            if above.eid not in self.heads:
                self.heads[above.eid] = self._of_head(above.eid)
            found = self.heads[above.eid]
            if found is not None:
                return found
        return None

    def _of_head(self, eid: str) -> Bearer | None:
        node = self.layout.document.by_eid[eid]
        end = node.end
        while end > node.start and self.text[end - 1].isspace():
            end -= 1
        if end <= node.text_start or self.text[end - 1] not in COLON:
            return self._of_heading(eid)
        last = self.layout.clause(end - 1)
        first = self.layout.clause(node.text_start)
        for at in range(last, max(first, last - WALK) - 1, -1):
            found = self.said.get(at) or self.lead(at)
            if found is not None:
                return Bearer(found.name, found.role, "medium", eid)
            if at < last and self.layout.stop(at) in HARD:
                break
        return None

    def _of_heading(self, eid: str) -> Bearer | None:
        node = self.layout.document.by_eid[eid]
        if not node.heading or not _SUBJECT_HEADING.search(node.heading):
            return None
        low = bisect_left(self.starts, node.start)
        if low == len(self.rows) or self.rows[low][0] >= node.end:
            return None
        people = {self.rows[i][2] for i in range(low, bisect_left(self.starts, node.end))}
        if len(people) != 1:
            return None
        person = self.people[people.pop()]
        return Bearer(person.name, person.role, "low", eid)


_AGENT_STOPS = tuple(_SUBJECT["agent_stops"])
_SUBJECT_HEADING = re.compile(_SUBJECT["heading"])


def _trim(gap: str) -> str:
    return _ADVERBS.strip_start(_ADVERBS.strip_end(gap))


def _unopened(gap: str) -> bool:
    return "\uff09" in gap or ")" in gap
