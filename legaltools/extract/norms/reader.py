"""Reads markers one by one: what every kind of marker has in common.

In: a marker. Out: a :class:`Draft` of its norm by the function of its frame, ``None`` where it governs nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from legaltools.extract.norms import cues
from legaltools.extract.norms.bearer import Inheritance
from legaltools.extract.norms.cues import Marker
from legaltools.extract.norms.layout import Layout, unlabelled
from legaltools.extract.norms.people import NOBODY, Bearer, People
from legaltools.extract.norms.scope import LIMIT, Scope
from legaltools.extract.norms.subject import Subjects, Verdict
from legaltools.extract.norms.wording import ADVERBS, CONNECTIVE, A, P, W
from legaltools.lexicon import Patterns, table
from legaltools.model.annotation import NormType
from legaltools.model.document import Node
from legaltools.model.span import Span

_CLAUSE = table("subjects")["clause"]
_AND = tuple(A["coordinating"])
# What must stand before a marker for it to be one: 由 X 支付, 有…的权利.
_NEEDED = dict.fromkeys(A["paying"], A["by"]) | dict.fromkeys(A["owning"], A["own"])
_JOINS = tuple(A["joins"])
_TOWARDS = tuple(table("subjects")["subject"]["towards"])
_BELONGING = tuple(table("subjects")["subject"]["belonging"])
_LINKED = tuple(A["linked"])
_ASKING = tuple(A["asking"])
_DEMANDING = tuple(A["demanding"])
# What makes a marker of a frame none when it follows.
_FOLLOWING = {
    "must": f"{A['after']}|{A['attribute']}",
    "may": f"{A['after']}|{A['attribute']}",
    "will": f"{A['after']}|{A['attribute']}|{A['circumstance']}",
    "free": A["circumstance"],
    "ban": A["barred"],
    "bar": f"{A['barred']}|{A['confined']}",
}
_FOLLOWED = Patterns(_FOLLOWING)
_ASKED = frozenset(("entitled", "free", "void"))  # may follow 是否: 对是否…不作承诺
_MEANING = re.compile(A["meaning"])
_EVENTS = re.compile(_CLAUSE["events"])
_EXCEPTING = re.compile(_CLAUSE["excepting"])
Listed = Literal["", "exceptions", "events"]
AHEAD = 40  # characters after a marker that tell what it does
NAMED = 12  # characters of a name between 许可 and the act it permits
TIGHT = 40  # characters between two markers that may be mere adverbs


class Place(Struct, gc=False):
    """Where a marker stands: its node and clause, where that begins, its own subject, the text after it."""

    marker: Marker
    node: Node
    index: int
    start: int
    explicit: Bearer | None
    verdict: Verdict
    mention: Span | None
    after: str


class Draft(Struct, gc=False):
    """A norm to be: the marker (perhaps moved), type, bearer, and the marker's node and clause."""

    marker: Marker
    node: Node
    type: NormType
    bearer: Bearer
    index: int
    start: int
    mention: int | None = None


class Reader:
    """Reads markers in order; ``frames`` is the function for each kind of marker."""

    def __init__(self, layout: Layout, people: People, frames: "Mapping[str, Frame]") -> None:
        self.layout = layout
        self.text = layout.text
        self.people = people
        self.subjects = Subjects(layout, people)
        self.inheritance = Inheritance(layout, people, self.subjects)
        self.scope = Scope(layout)
        self.frames = frames
        self.addressee = (
            None if people.sides or people.several else people.user
        )  # whom terms speak to where they name nobody
        self.listed: dict[str, Listed] = {}  # what the heads of lists announce
        self.meanings = [found.start() for found in _MEANING.finditer(self.text)]
        self.voided = 0  # where the liability ends that the last 不对… denied

    def outside(self, marker: Marker) -> Marker | None:
        """Return a marker, or what is left of it beside a name it is part of; ``None`` if the name holds it whole."""
        end = self.people.covered(marker.start)
        if end == marker.start:
            return marker
        return cues.named(self.text[end : marker.end], end) if end < marker.end else None

    def read(self, marker: Marker, node: Node) -> Draft | None:
        """Return the norm a marker in ``node`` states, if it states one."""
        at, frame = marker.start, marker.frame
        if self.scope.quoted(at):
            return None
        if frame in _FOLLOWING and _FOLLOWED[frame].match(self.text, marker.end, marker.end + 24):
            return None
        index = self.layout.clause(at)
        start = max(self.layout.begins(index, at), at - LIMIT)
        if start < node.text_start <= at:
            start = node.text_start
        if self._disowned(marker, self.text[max(start, at - 60) : at]):
            return None
        explicit, verdict, mention = self.subjects.explicit(start, at)
        if explicit is None and frame != "free" and self._listed_event(marker, node):
            return None
        if self._defining(index, at, mention) and not (frame == "free" and mention is None and start == at):
            return None
        run = self.text[start : mention.start if mention else at]
        head = CONNECTIVE.strip_start(unlabelled(run)) if run else ""
        if head and self._turned(head, marker):
            return None
        if self.scope.conditional(start, marker, index, mention, run, head):
            return None
        after = self.text[marker.end : marker.end + AHEAD]
        return self.frames[frame](self, Place(marker, node, index, start, explicit, verdict, mention, after))

    def _defining(self, index: int, at: int, mention: Span | None) -> bool:
        """Tell whether a marker stands in the meaning of a word ("“甲”是指…"), unless a clause of its own says who."""
        floor = max(0, at - LIMIT)
        last = bisect_left(self.meanings, at) - 1
        if last < 0 or self.meanings[last] < floor:
            return False
        first = self.scope.first(index)
        found = P["defining"].search(self.text, max(floor, self.layout.starts[first]), at)
        if found is None:
            return False
        begin = self.layout.words[index]
        return mention is None or mention.start != begin or found.start() >= begin

    def _turned(self, head: str, marker: Marker) -> bool:
        """Tell whether the words a clause begins with make its marker none."""
        if P["provided"].search(head):
            return True  # 前提是您应…: a condition
        if head.startswith(A["perhaps"]) and marker.frame in ("must", "may", "will"):
            return True
        return (marker.frame == "will" or marker.word in W["weak_may"]) and P["making"].search(head) is not None

    def _disowned(self, marker: Marker, before: str) -> bool:
        """Tell whether the words before a marker make it none: it is asked about, or a plain verb in a row of verbs."""
        needed = _NEEDED.get(marker.word)
        if needed is not None and needed not in before:
            return True
        if before.endswith(_ASKING) or (A["whether"] in before and marker.frame not in _ASKED):
            return True
        return marker.word in W["verbs"] and before.endswith(_AND) and not self._anew(marker, before.strip())

    def _anew(self, marker: Marker, before: str) -> bool:
        """Tell whether 承担 after "和" is borne anew: by 由 X, or in a clause of its own (…，和承担…)."""
        return marker.frame == "bear" and (A["by"] in before or before in _AND)

    def _listed_event(self, marker: Marker, node: Node) -> bool:
        """Tell whether a marker stands in a list of exceptions ("除非：") or, if weak, of events ("下列情形：")."""
        above = self.layout.document.head(node)
        if above is None:
            return False
        listed = self.listed.get(above.eid)
        if listed is None:
            listed = self.listed[above.eid] = self._listed(above)
        if listed == "exceptions":
            return True
        weak = marker.word in W["weak_must"] or marker.word in W["weak_may"] or marker.frame == "will"
        return weak and listed == "events"

    def _listed(self, node: Node) -> Listed:
        """Return what the head of a list announces."""
        head = self.text[max(node.start, node.end - 40) : node.end].rstrip()
        return "exceptions" if _EXCEPTING.search(head) else "events" if _EVENTS.search(head) else ""

    def who(self, place: Place, loose: bool = False, fallback: Bearer | None = None) -> Bearer | None:
        """Return the marker's bearer; ``loose`` lets an unknown subject inherit."""
        if place.explicit is not None:
            return place.explicit
        if place.index in self.inheritance.said and self._joined(place):
            return self.inheritance.said[place.index]
        if place.verdict == "thing" and place.marker.frame in ("must", "ban"):
            self.inheritance.things.add(place.index)
        if place.verdict == "thing" or (place.verdict == "unknown" and not loose):
            return None
        if place.verdict == "unknown" and place.marker.frame in W["provider_frames"] and self.people.provider:
            return self.people.provider
        if place.verdict == "unknown" and place.marker.frame in W["thing_frames"]:
            self.inheritance.things.add(place.index)
            return None
        reach = self.inheritance.sentence if place.marker.frame == "will" else self.inheritance.subject
        found = reach(place.index, place.node)
        return None if found is NOBODY else self._facing(place, found or fallback)

    def _facing(self, place: Place, bearer: Bearer | None) -> Bearer | None:
        """Return who acts where the text does not say: not the side the act is done to (应提前告知您)."""
        other = self.people.opposite.get(bearer.role) if bearer is not None else None
        row, high = self.people.within(place.marker.end, self.layout.ends[place.index])
        if bearer is None or other is None or row == high or self.people.several:
            return bearer
        start, end, _ = self.people.rows[row]
        aimed = self.people.of(row).name == bearer.name and self.text.endswith(_TOWARDS, place.marker.end, start)
        return other if aimed and not self.text.startswith(_BELONGING, end) else bearer

    def goes_on(self, place: Place) -> bool:
        """Tell whether a marker is joined to a user's duty or ban in its own clause (只能…而不能…)."""
        before = self.inheritance.said.get(place.index)
        bound = place.index in self.inheritance.duties and before is not None and before.role == "user"
        return bound and self._joined(place)

    def _joined(self, place: Place) -> bool:
        """Tell whether a marker is joined to the norm before it in its clause (可以使用…但不得…)."""
        return self.text.endswith(_JOINS, place.start, place.marker.start)

    def sentence(self, place: Place) -> Bearer | None:
        """Return whom the sentence before a clause, or the head of its list, speaks of."""
        found = self.inheritance.sentence(place.index, place.node)
        return None if found is NOBODY else found

    def draft(self, place: Place, type: NormType, bearer: Bearer | None) -> Draft | None:
        """Return the norm, ``None`` without a bearer."""
        if bearer is None:
            return None
        return Draft(
            place.marker,
            place.node,
            type,
            bearer,
            place.index,
            place.start,
            place.mention.start if place.mention else None,
        )

    def attached(self, place: Place) -> bool:
        """Tell whether a marker's subject stands right before it, adverbs left out."""
        return place.mention is not None and not ADVERBS.strip_end(self.text[place.mention.end : place.marker.start])

    def clause(self, index: int) -> str:
        """Return the text of a clause."""
        return self.text[self.layout.starts[index] : self.layout.ends[index]]

    def rest(self, place: Place, length: int = 160) -> str:
        """The text after a marker to the end of its clause."""
        return self.text[place.marker.end : min(self.layout.ends[place.index], place.marker.end + length)]

    def act(self, place: Place, length: int = 30) -> str:
        """The text of the act of a marker: after it, or in a clause after what only says how or when."""
        index = self.scope.act(place.index, place.marker.end, len(self.text))
        start = place.marker.end if index == place.index else self.layout.words[index]
        return self.text[start : min(self.layout.ends[index], start + length)]

    def spaced(self, offset: int) -> int:
        """Return ``offset``, past one space (between Han and Latin)."""
        return offset + 1 if self.text.startswith(" ", offset) else offset

    def takes_in(self, first: Draft, marker: Marker) -> bool:
        """Tell, before reading it, whether a weak marker only belongs to the action of ``first``."""
        if marker.frame not in W["weak_frames"] or first.marker.frame == "pledge":
            return False
        end = first.marker.end
        if self._frees(first, marker):
            return False
        return marker.start < self.layout.ends[first.index] and self.text.find(A["by"], end, marker.start) < 0

    def _frees(self, first: Draft, marker: Marker) -> bool:
        """Tell whether a denial beside a right, or a right beside a denial, is a norm of its own.

        可以终止服务而不对您承担责任; 不予补偿并保留解释权.
        """
        linked = self.text.endswith(_LINKED, first.marker.end, marker.start)
        unlike = {"void": first.type != "exemption", "keep": first.type == "exemption"}
        return linked and unlike.get(marker.frame, False)

    def governed(self, first: Draft, second: Draft) -> bool:
        """Tell whether ``second`` is only part of what ``first`` governs ("应承担", "有权要求…承担")."""
        if second.marker.start < first.marker.end:
            return True
        if self._frees(first, second.marker):
            return False
        if first.marker.frame == "may" and first.type == second.type == "exemption":
            return True  # 可以部分或者全部免除责任
        if second.marker.word in W["forbidding"] and self._empowers(first) and not self._own(first, second):
            return True  # 有权暂停服务并禁止您使用
        between = self.text[max(first.marker.end, second.marker.start - LIMIT) : second.marker.start]
        if first.marker.frame == "pledge" and second.marker.frame not in W["weak_frames"]:
            return False
        listed = second.marker.frame in W["banning"] and between.rstrip().endswith(A["listing"])
        joined = listed or any(word in between for word in W["joins"])
        if joined and first.type != second.type and len(between) <= 2:  # 有权但无义务
            return False
        if len(between) <= TIGHT and not ADVERBS.strip_end(between):
            return True
        if second.marker.frame in W["weak_frames"]:
            return first.bearer.name == second.bearer.name or A["by"] not in between
        if second.mention is not None and second.mention > first.marker.start:
            return self.text.endswith(_DEMANDING, first.marker.end, second.mention)  # 有权要求用户应补足
        return not joined

    def _own(self, first: Draft, second: Draft) -> bool:
        """Tell whether the second marker has a subject of its own behind the first."""
        return second.mention is not None and second.mention > first.marker.start

    def _empowers(self, draft: Draft) -> bool:
        """Tell whether a norm says what the provider may do to who uses him."""
        return draft.marker.frame in ("may", "will") and draft.bearer.role == "provider"

    def announces(self, first: Draft, second: Draft) -> bool:
        """Tell whether ``first`` is a pledge at the end of its clause and ``second`` follows in its sentence."""
        done = (
            first.marker.frame == "pledge" and not self.text[first.marker.end : self.layout.ends[first.index]].strip()
        )
        return done and second.marker.start < self.layout.sentence_end(first.index)

    def overrides(self, first: Draft, second: Draft) -> bool:
        """Tell whether ``second`` is the marker proper and ``first`` only introduces it (承诺不得, 许可甲方可以)."""
        if first.marker.frame == "let":
            named = self.people.first(first.marker.end, second.marker.start)
            between = self.text[first.marker.end : second.marker.start].strip()
            return named is not None and self.people.at(first.marker.end, 0) == named and len(between) <= NAMED
        if first.marker.frame != "pledge" or second.marker.frame in W["weak_frames"]:
            return False
        return first.bearer.name == second.bearer.name or not self._adds(first, second)

    def _adds(self, first: Draft, second: Draft) -> bool:
        """Tell whether a pledge has an act of its own before ``second``: 同意赔偿并使我们免于…."""
        between = self.text[first.marker.end : second.marker.start]
        return any(between.find(word) > 1 for word in W["joins"])


Frame = Callable[[Reader, Place], Draft | None]
