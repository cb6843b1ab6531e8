"""The subject of a marker inside its own clause: a person, a thing, or nobody named.

In: the layout and the people. Out: a :class:`~legaltools.extract.norms.people.Bearer`, or why there is none:
``inherit`` (the clause names no subject), ``thing`` (服务费用应 …), ``unknown`` (a run of words that may be either).
"""

import re
from bisect import bisect_left
from typing import Literal

from legaltools.extract.norms.layout import Layout, flat, unlabelled
from legaltools.extract.norms.people import Bearer, People
from legaltools.extract.norms.wording import ADVERBS, CONNECTIVE, LINKING, OF, OPENER, PLACES, TAKING, THINGS, TOPIC
from legaltools.lexicon import Words, table
from legaltools.model.span import Span

_SUBJECT = table("subjects")["subject"]
_CLAUSE = table("subjects")["clause"]
_COVERB = Words(_SUBJECT["coverb"])
_CLOSED = Words(_SUBJECT["closed"])
_REGARDING = frozenset(_SUBJECT["regarding"])
_OBJECT_OF = Words(_SUBJECT["object_of"])
_RECEIVING = Words(_SUBJECT["receiving"])
_PERSON = Words(_SUBJECT["person"])
_NOUNS = Words([*_SUBJECT["thing"], *_SUBJECT["act"]])
_ASIDE = tuple(_CLAUSE["aside"])
_AND = Words(_SUBJECT["and"])
_AND_ITS = tuple(_SUBJECT["and_its"])
_WITH = frozenset(_SUBJECT["with"])
_ABOUT = Words(_SUBJECT["about"])
_GIVEN = Words(_SUBJECT["given"])
_STATING = Words(_SUBJECT["stating"])
_DETERMINERS = Words(_SUBJECT["determiners"])
_PASSIVE = tuple(_SUBJECT["passive"])
_NON: str = _SUBJECT["non"]
_QUOTES = _CLAUSE["quote_open"] + _CLAUSE["quote_close"]
_CAUSING = re.compile(_CLAUSE["causing"])
_NO_PERSON = re.compile(_SUBJECT["no_person"])
_BESIDE = (*OF, *PLACES.words)
_DOING = frozenset(_SUBJECT["doing"])
_SAME = frozenset(_SUBJECT["pronoun_same"])
_OTHER = frozenset(_SUBJECT["pronoun_other"])
_SELF = frozenset(_SUBJECT["pronoun_self"])

OWNED = 8  # characters of a noun for a person behind 的
_AFTER = tuple(_SUBJECT["after"])
_LISTED = "\u3001"
_MINDING = re.compile(_SUBJECT["minding"])
_CONSENTED = re.compile(_SUBJECT["consented"])
_STAFF = re.compile(_SUBJECT["staff"])
_CHANGED = re.compile(_SUBJECT["changed"])
_DEEDS = tuple(_SUBJECT["deeds"])
_AT = tuple(_SUBJECT["at"])
_OWNING = (*OF, *_SUBJECT["each"])
_DIRECTED = tuple(_SUBJECT["directed"])
_THEN = tuple(_SUBJECT["then"])
_TELLING = re.compile(_SUBJECT["telling"])
_ONE = _SUBJECT["oneside"]
_WHEN = re.compile(_SUBJECT["when"])
_AGENT_STOPS = tuple(_SUBJECT["agent_stops"])

_ITEM = re.compile(r"[(\uff08]\s?[0-9A-Za-z]{1,3}\s?[)\uff09]")  # the number of an item in the line: 您 (1) 同意…

_FOREIGN = re.compile(r" ?(?P<name>[A-Z][A-Za-z]{2,20})(?= ?[\u4e00-\u9fff])")  # a foreign name: 由 Acme 负责

NEAR = 12  # characters of what belongs to somebody
_SIDED = frozenset(("provider", "user"))
_CONTRACTING = frozenset(("provider", "user", "mutual", "affiliate"))

Verdict = Literal["inherit", "thing", "unknown"]


class Subjects:
    """Finds subjects inside clauses."""

    def __init__(self, layout: Layout, people: People) -> None:
        self.layout = layout
        self.text = layout.text
        self.people = people

    def explicit(self, start: int, at: int) -> tuple[Bearer | None, Verdict, Span | None]:
        """Return the person that stands as subject in ``[start, at)`` and where, else why there is none."""
        if start == at:
            return None, "inherit", None
        low, high = self.people.within(start, at)
        if low == high:
            return (*self._without_mention(flat(self.text[start:at])), None)
        begin, end, _ = self.people.rows[low]
        if low + 1 == high and end == at and not self.text[start:begin].strip():
            return self.people.of(low), "inherit", Span(begin, at)  # the common case: "您应"
        linked = self._linked(low, high, start, at)
        if linked is not None:
            return self._whole(start, linked), "inherit", Span(*self.people.rows[linked][:2])
        thing: str | None = None
        first = self._lead_row(low, start)
        for index in range(high - 1, max(low, high - 8) - 1, -1):
            begin, end, _ = self.people.rows[index]
            gap = self.text[end:at]
            if "(" in gap or "\uff08" in gap:
                gap = flat(_ITEM.sub("", gap))
            if end > at or _unopened(gap):  # cut by the marker, or inside a bracket
                continue
            chain = self._chained(low, index)
            head = self.people.rows[chain][0]
            before = self.text[max(start, head - 8) : head]
            free = index == first or first is None or bool(TAKING.at_end(before))
            led = chain == first or (chain < index and _OBJECT_OF.at_end(before) in _WITH)
            led = led or self._told(unlabelled(self.text[start:begin]), begin, end)
            kind = _trim(gap)
            if _STAFF.fullmatch(ADVERBS.strip_end(gap)):
                return self._whole(start, index), "inherit", Span(begin, end)  # 我们的客服会…
            verdict = self._subject(gap, kind, "" if led else before, free and thing is None)
            if verdict == "subject":
                if (
                    kind
                    and index == first
                    and _STATING.at_start(gap)
                    and not (_COVERB.at_start(kind) or _CLOSED.at_end(kind))
                ):
                    return (*self._without_mention(kind), None)
                if 0 < len(kind) <= 6 and OF[0] not in kind and not _AND.at_start(gap) and self._person(kind):
                    return Bearer(self.text[begin:end] + kind, "other", "medium"), "inherit", Span(begin, end)
                if first is not None and first < index and self.text.startswith(_AND_ITS, self.people.rows[first][1]):
                    return self.people.of(first), "inherit", Span(begin, end)  # 本公司及其股东、员工均…
                return self._whole(start, index), "inherit", Span(begin, end)
            if verdict == "thing":
                thing = gap if thing is None else thing
        if low + 1 == high and self._about(start, *self.people.rows[low][:2], at):
            return None, "inherit", None
        return (*self._without_mention(flat(self.text[start:at]), thing), None)

    def _linked(self, low: int, high: int, start: int, at: int) -> int | None:
        """Return the row of the first mention where the marker opens a second act of one subject (…而无需)."""
        begin, end, _ = self.people.rows[low]
        if (
            high - low < 2
            or not self.text[start:at].endswith(LINKING)
            or end > at
            or self._lead_row(low, start) is None
        ):
            return None
        taken = _OBJECT_OF.at_end(self.text[max(start, begin - 8) : begin]) or self.text.startswith(OF, end)
        return None if taken else low

    def _about(self, start: int, begin: int, end: int, at: int) -> bool:
        """Tell whether a clause only says first whose things it is about (对您的资料应当…): its subject goes on."""
        lead, owned = CONNECTIVE.strip_start(self.text[start:begin]), ADVERBS.strip_end(self.text[end:at])
        return lead in _REGARDING and owned.startswith(OF) and owned.count(OF[0]) == 1 and len(owned) <= NEAR

    def _chained(self, low: int, index: int) -> int:
        """Return the row, from ``low`` on, of the first person of the coordination a mention ends (您和任何第三人)."""
        while index > low and self._joined(index):
            index -= 1
        return index

    def _lead_row(self, low: int, start: int) -> int | None:
        """Return the row of the mention a clause begins with."""
        begin = self.people.rows[low][0]
        if begin == start:
            return low
        run = CONNECTIVE.strip_start(unlabelled(self.text[start:begin]))
        opener = OPENER.match(run)
        run = run[opener.end() :] if opener else run
        return None if ADVERBS.strip_end(run) else low

    def _whole(self, start: int, index: int) -> Bearer:
        """Return the person mentioned, or the wider or narrower one the words before it make.

        "遭受损失的一方", "非注册用户", "您和我们" (both), "本公司及关联公司" (the company).
        """
        begin, end, person = self.people.rows[index]
        bearer = self.people.persons[person]
        if begin == start:
            return bearer
        run = CONNECTIVE.strip_start(unlabelled(self.text[start:begin]))
        if run.startswith(_NON) and len(run) <= 8:
            return Bearer(run + self.text[begin:end], "third_party", "medium")
        if bearer.role == "mutual" and 1 < len(run) <= 24 and (run.endswith(OF) or self._told(run, begin, end)):
            return Bearer(run + self.text[begin:end], "mutual", "medium")
        if index and self.people.rows[index - 1][0] >= start:
            other = self.people.of(index - 1)
            between = self.text[self.people.rows[index - 1][1] : begin]
            if between in _WITH:
                if not between and bearer.role == "third_party" and other.role in ("provider", "user"):
                    return Bearer(self.text[self.people.rows[index - 1][0] : end], bearer.role, "medium")  # 甲方监护人
                if self.people.third and between and other.name != bearer.name and {other.role, bearer.role} <= _SIDED:
                    return Bearer(self.text[self.people.rows[index - 1][0] : end], "mutual", "medium")  # 乙方和丙方
                if {other.role, bearer.role} == {"provider", "user"}:
                    return self.people.both if between else bearer  # 某某用户: the user
                if other.role == "provider":
                    return other
            if between and between in _WITH and not {other.role, bearer.role} & _CONTRACTING:
                first = self._chained(self.people.within(start, begin)[0], index)
                if (owner := self._owner(first)) is not None:
                    return owner  # 用户本人及其监护人、代理人
                if self.people.of(first).role not in _CONTRACTING:
                    return Bearer(self.text[self.people.rows[first][0] : end], bearer.role, "medium")  # 监护人、学校
            if (owner := self._owner(index)) is not None:
                return owner  # 某某及某某的关联方
        return bearer

    def _owner(self, index: int) -> Bearer | None:
        """Return who is named beside a person of his own: 某某及某某的关联方, 您及您的监护人."""
        if index < 2 or not self._joined(index - 1):
            return None
        other = self.people.of(index - 1)
        between = self.text[self.people.rows[index - 1][1] : self.people.rows[index][0]]
        return other if between in _OWNING and self.people.of(index - 2) == other else None

    def _told(self, run: str, begin: int, end: int) -> bool:
        """Tell whether words before "一方" say which one is meant (受不可抗力影响一方)."""
        return self.text[begin:end] == _ONE and _TELLING.fullmatch(run) is not None

    def _joined(self, index: int) -> bool:
        """Tell whether the mention of a row is joined to the one before."""
        return self.text[self.people.rows[index - 1][1] : self.people.rows[index][0]] in _WITH

    def _subject(self, gap: str, rest: str, before: str, free: bool) -> str:
        """Judge a mention by what lies between it and the marker (``rest`` trimmed), and by what stands before it.

        Not ``free``: the clause begins with another person, or a nearer mention turned out to be no subject; then the
        mention is the subject only right before the marker or a topic phrase (对…, 按照…).
        """
        if _RECEIVING.at_end(before) and _closed(gap, rest):
            return "next"
        taken = "" if before.endswith(_DEEDS) else _OBJECT_OF.at_end(before)
        if not rest and before.endswith(_AT) and not self.people.sides:
            return "next"  # 您在某某平台可以…
        if taken and (gap.startswith(_AFTER) or _CONSENTED.match(gap)):
            return "next"  # 我们通知您后有权…, 任何人非经甲方同意不得…
        if _AND.at_start(gap) and _PERSON.at_end(rest):
            return "next" if taken and taken not in _WITH else "subject"
        if taken and not rest and (taken == _NON or TAKING.at_end(before)):
            return "subject"
        if taken or _CAUSING.search(rest):
            return "next" if taken in _WITH or (rest and not _CAUSING.search(rest)) else "thing"
        if not free:
            return "subject" if not rest or TOPIC.at_start(rest) else "next"
        if not rest:
            return "subject"
        if rest in PLACES.words:
            return "thing"
        if rest.startswith(OF):
            return "thing" if len(rest) > 1 else "subject"
        if (len(THINGS.at_start(rest)) > 1 or _DETERMINERS.at_start(rest)) and not _CLOSED.at_end(rest):
            return "thing"
        head, _, tail = rest.rpartition(OF[0])
        if rest.startswith(_DIRECTED) and _outcome(rest):
            return "thing"  # 某某向您赠送的课程
        if not head or not tail or _closed(gap, rest) or _ABOUT.at_start(rest):
            return "subject"
        if _COVERB.at_start(rest):
            return "thing" if _outcome(rest) or (OF[0] in head and _NOUNS.at_end(tail)) else "subject"
        return "thing"

    def _person(self, run: str) -> Bearer | None:
        """Return the person without a defined name that ends a run ("被移除内容的提供者")."""
        tail = run.rpartition(OF[0])[2]
        if TAKING.at_start(tail):
            return None
        parts = tail.split(_LISTED)
        if len(parts) > 1 and all(1 < len(part) <= 14 and _PERSON.at_end(part) for part in parts):
            return None if _NO_PERSON.search(tail) else Bearer(tail, "other", "medium")
        if not 1 < len(tail) <= 14 or not _PERSON.at_end(tail) or _NO_PERSON.search(tail):
            return None
        if _COVERB.at_start(tail) and not tail.startswith(_PASSIVE):
            return None
        return Bearer(tail, "other", "medium")

    def _without_mention(self, prefix: str, thing: str | None = None) -> tuple[Bearer | None, Verdict]:
        if thing is not None:
            return self._person(ADVERBS.strip_end(thing)), "thing"
        rest = unlabelled(prefix)
        rest = ADVERBS.strip_end(CONNECTIVE.strip_start(rest)).strip(_QUOTES)
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
        phrase = bool(_COVERB.at_start(rest)) or OPENER.match(rest) is not None
        if phrase and OF[0] not in rest:
            return None, "inherit"
        if _NOUNS.at_end(rest):
            return None, "thing"
        return None, "inherit" if phrase else "unknown"

    def agent(self, begin: int, at: int) -> Bearer | None:
        """Return the person that 由 names in ``[begin, at)``; ``None`` if it is a pronoun or nothing."""
        found = self.people.at(begin, 1)
        run = self.text[begin:at]
        if found is not None and not run.startswith(tuple(_SAME)):
            index = bisect_left(self.people.starts, begin)
            end = self.people.rows[index][1]
            if not self.text.startswith(OF, end):
                return found
            if (owned := self._owned(end + 1, at)) is not None:
                return owned  # 由您的法定代理人…
        if (foreign := self.foreign(begin)) is not None:
            return foreign
        name = run if _PERSON.at_end(run) else ADVERBS.strip_end(run)
        for cut in _AGENT_STOPS:
            name = name.split(cut)[0]
        name = name.rpartition(OF[0])[2]
        for pronoun in _SAME:
            name = name.removeprefix(pronoun)
        if not 1 < len(name) <= 16 or not _PERSON.at_end(name) or name in _SELF:
            return None
        index = bisect_left(self.people.starts, begin + run.find(name))
        if index < len(self.people.rows) and self.text[self.people.rows[index][0] : self.people.rows[index][1]] == name:
            return self.people.of(index)
        return Bearer(name, "other", "medium")

    def _owned(self, begin: int, at: int) -> Bearer | None:
        """Return the person whose name begins at an offset, behind 的: one the text mentions, or a noun for one."""
        found = self.people.at(begin, 0)
        words = self.text[begin : min(at, begin + OWNED)]
        named = (words[:n] for n in range(len(words), 1, -1) if _PERSON.at_end(words[:n]))
        return found or next((Bearer(name, "other", "medium") for name in named), None)

    def foreign(self, at: int) -> Bearer | None:
        """Return who a name in Latin letters at ``at`` is, if no party: 由 Acme 负责."""
        found = _FOREIGN.match(self.text, at)
        return Bearer(found["name"], "third_party", "medium") if found else None

    def lead(self, index: int) -> Bearer | None:
        """Return the person a clause begins with."""
        end = self.layout.ends[index]
        start = self.layout.words[index]
        low, high = self.people.within(start, end)
        if low == high:
            return None
        begin, stop, person = self.people.rows[high - 1]
        if stop == end and self._described(start, high - 1):
            return self._whole(start, high - 1)  # 违约的一方，应当…
        begin, stop, person = self.people.rows[low]
        while low + 1 < high and self.people.rows[low + 1][0] == stop:  # 某某平台用户: the user
            low += 1
            _, stop, person = self.people.rows[low]
        before = CONNECTIVE.strip_start(unlabelled(self.text[start:begin]))
        if not before and _CHANGED.match(self.text, stop, end):
            return self._with(low, high) or self.people.persons[person]
        opener = OPENER.match(before)
        if opener is not None:
            if opener[0].startswith(_ASIDE):
                return None
            before = before[opener.end() :]
        after = ADVERBS.strip_start(self.text[stop : min(end, stop + 12)])
        thing = THINGS.at_start(after)
        if (
            (ADVERBS.strip_end(before) and not _WHEN.fullmatch(before))
            or after.startswith(_BESIDE)
            or (len(thing) > 1 and thing not in _DOING and not _MINDING.match(self.text, stop))
        ):
            return None
        return self._with(low, high) or self.people.persons[person]

    def _with(self, low: int, high: int) -> Bearer | None:
        """Return both sides where the mention of a row is joined to the other one: 甲方或者乙方变更地址的."""
        if low + 1 >= high or not self._joined(low + 1) or self.people.rows[low + 1][0] == self.people.rows[low][1]:
            return None
        roles = {self.people.of(low).role, self.people.of(low + 1).role}
        return self.people.both if roles == {"provider", "user"} else None

    def _described(self, start: int, row: int) -> bool:
        """Tell whether the words from ``start`` on only tell which person is meant, and own or address nobody."""
        begin = self.people.rows[row][0]
        if not self.text.startswith(OF, begin - 1) or (row and self.people.rows[row - 1][1] == begin - 1):
            return False
        run = self.text[start:begin]
        return not (OPENER.match(run) or _COVERB.at_start(run))


def _trim(gap: str) -> str:
    rest = ADVERBS.strip_start(ADVERBS.strip_end(gap.strip(_QUOTES))) if gap else ""
    if rest.endswith(_THEN):
        return rest[:-1]  # …全部内容后方可
    return "" if rest == _SUBJECT["just"] else rest


def _closed(gap: str, rest: str) -> bool:
    """Tell whether a phrase before a marker, or what is left of it without adverbs, is closed there (…后)."""
    return bool(_CLOSED.at_end(rest) or _CLOSED.at_end(gap))


def _outcome(rest: str) -> bool:
    """Tell whether a phrase tells what somebody gave or made: 向用户赠送的课程等."""
    head, _, tail = rest.rpartition(OF[0])
    return bool(_GIVEN.at_end(head) and _NOUNS.at_end(tail.removesuffix(_SUBJECT["things_end"])))


def _unopened(gap: str) -> bool:
    return "\uff09" in gap or ")" in gap
