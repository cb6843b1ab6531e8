"""What is around a marker: is it inside a condition, where does its action end, what conditions and excepts it.

In: the layout and offsets. Out: spans and yes/no answers.
"""

import re
from bisect import bisect_right

from msgspec import Struct

from legaltools.extract.norms.cues import Marker
from legaltools.extract.norms.layout import COMMA, HARD, SEMICOLON, STOPPING, Layout, flat, unlabelled
from legaltools.extract.norms.wording import ADVERBS, CONNECTIVE, ENDING, OPENER, OPENING, PHRASE, TAKING
from legaltools.lexicon import Words, table
from legaltools.model.span import Span

LIMIT = 240
HEAD = 24  # characters in which a clause says that it is a condition
_CLAUSE = table("subjects")["clause"]
_CONSEQUENCE = table("modality")["consequence"]
_NEVER = re.compile(_CLAUSE["never"])
_CLOSER = Words(_CLAUSE["closer"])
_NAMES = tuple(_CLAUSE["named"])
_NOUNS = tuple(_CLAUSE["noun_ending"])
_ANOTHER = _CLAUSE["another"]
_RELATIVE = _CLAUSE["relative"]
_LISTED = _RELATIVE + "\u3001"
_AND_ALSO: str = _CLAUSE["also"]
_BEING = _CLAUSE["being"]
_EXCEPTION_OPENED = re.compile(_CONSEQUENCE["exception_opened"])
_EXCEPTION = re.compile(f"{_CONSEQUENCE['exception_opened']}|{_CONSEQUENCE['exception_closed']}")
_EXCEPTED: str = _CLAUSE["excepted"]
_ENDINGS = tuple(ENDING.words)
_OR = tuple(_CLAUSE["or"])
_TIMED = Words(_CLAUSE["timed"])
_EXCEPT, _OUTSIDE = _CLAUSE["except"], _CLAUSE["outside"]
_CONCEDING = frozenset(_CLAUSE["conceding"])
_CONTINUES = tuple(_CLAUSE["continues"])
_PAIRS = (*zip(_CLAUSE["quote_open"], _CLAUSE["quote_close"], strict=True), ('"', '"'))
_QUOTED = re.compile("|".join(f"{o}[^{c}\n]{{0,{LIMIT}}}(?:{c}|$)" for o, c in _PAIRS), re.MULTILINE)
_HOLDING = COMMA + SEMICOLON
_ENDED = HARD + "."  # "." ends a label
_MANNER = re.compile(_CLAUSE["manner"])
CHAIN = 12


class Sentence(Struct, gc=False):
    """What a sentence says of its norms: its exceptions, and the conditions (with their clauses) before ``read``."""

    last: int
    read: int
    conditions: list[tuple[int, Span]]
    exceptions: tuple[Span, ...]


class Scope:
    """Answers about the surroundings of markers in one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text
        self.quotes = [match.span() for match in _QUOTED.finditer(layout.text)]
        self.sentences: dict[int, Sentence] = {}

    def quoted(self, at: int) -> bool:
        """Tell whether ``at`` stands inside quotation marks or a title of its line."""
        index = bisect_right(self.quotes, (at, at)) - 1
        return index >= 0 and at < self.quotes[index][1]

    def conditional(self, start: int, marker: Marker, index: int, subject: Span | None, run: str, head: str) -> bool:
        """Tell whether a marker of clause ``index`` is inside a condition, exception or purpose.

        ``subject`` is where the marker's own subject stands in the clause, ``run`` the text before that or the marker,
        ``head`` the same without label and connectives.
        """
        if self._ends_as_condition(index, marker.end, self.layout.ends[index]):
            return True
        if subject is None and self._continues_condition(start, index):
            return True
        if subject is None and not run:
            return False
        if subject is not None and subject.end == marker.start and not run.strip():
            return False
        outside = flat(run)
        head = head if outside is run else CONNECTIVE.strip_start(unlabelled(outside))
        tail = flat(self.text[subject.end : marker.start]) if subject else ""
        opener = OPENER.match(head) or (OPENER.search(head) if subject else None)
        if opener is not None and marker.frame == "will" and opener[0] in _CONCEDING:
            return False  # 虽然我们将尽力…，但…
        if opener is not None and subject is not None and _TIMED.at_end(ADVERBS.strip_end(tail)):
            return False  # 当用户发现账号被盗时应…
        if opener is None:
            after = CONNECTIVE.strip_start(tail)
            opener = OPENER.match(after)
            return opener is not None and self._open(index, opener, after[opener.end() :], False)
        return self._open(index, opener, head[opener.end() :], subject is not None)

    def _continues_condition(self, start: int, index: int) -> bool:
        """Tell whether a clause goes on with the condition before it: 如 …，或 …."""
        if not index or self.layout.stops[index - 1] not in COMMA:
            return False
        if not self.text.startswith(_OR, start):
            return False
        before = self.text[self.layout.starts[index - 1] : self.layout.ends[index - 1]]
        return OPENING.match(unlabelled(before)) is not None

    def _open(self, index: int, opener: re.Match[str], inside: str, own: bool) -> bool:
        """Tell whether a condition opened before a marker still holds at it."""
        if opener[0] == _EXCEPT and self.layout.stops[index] in COMMA and not self._excepts(index):
            return False  # 除有权解除合同，还有权…
        if _NEVER.match(opener.string, opener.start()):
            return True
        if self._closed(inside, own):
            return False
        if own and not opener.start() and not inside.strip() and self._whole(index):
            return True  # 如果我们不再提供服务。
        return self.layout.stops[index] in COMMA or not (own or inside.strip())

    def _excepts(self, index: int) -> bool:
        """Tell whether an exception opened in a clause is closed in it or in the next one."""
        stop = min(index + 1, len(self.layout.ends) - 1)
        return _OUTSIDE in self.text[self.layout.starts[index] : self.layout.ends[stop]]

    def _whole(self, index: int) -> bool:
        """Tell whether a clause is a sentence by itself."""
        return self.layout.stops[index] in STOPPING and (not index or self.layout.stops[index - 1] in _ENDED)

    def _closed(self, inside: str, own: bool) -> bool:
        """Tell whether a condition ends before the marker: "…的应", "如甲方违约乙方有权" (``own`` subject)."""
        if not own:
            return len(inside) > 1 and bool(_CLOSER.at_end(inside)) and not inside.endswith(_NAMES)
        return len(inside) >= 2 and not TAKING.at_end(inside.removesuffix(_ANOTHER))

    def _ends_as_condition(self, index: int, end: int, stop: int) -> bool:
        """Tell whether the clause as a whole is a condition ("…的，", "…时，")."""
        closing, rest = self.layout.stops[index], self.text[end:stop]
        if rest.endswith(_EXCEPTED) and _CLAUSE["but"] not in rest:
            return True
        if stop - end > LIMIT or closing not in _HOLDING:
            return False
        tail = flat(rest).rstrip()
        ending = ENDING.at_end(tail)
        if not ending or tail.endswith(_NOUNS) or (closing in SEMICOLON and ending != _RELATIVE):
            return False
        if ending == _RELATIVE and (_LISTED in rest or self.text.startswith(_AND_ALSO, stop + 1)):
            return False
        return _BEING not in rest if ending == _RELATIVE else not PHRASE.search(rest)

    def action_end(self, index: int, start: int, limit: int) -> int:
        """Return where an action from ``start`` in clause ``index`` on ends, before the next marker at ``limit``.

        Where the clause only says how or when (应按照甲方的要求，…), the act is in the next one.
        """
        layout, text = self.layout, self.text
        if layout.stops[index] not in COMMA:
            return layout.ends[index]
        index = self.act(index, start, limit)
        last = index
        for at in range(index, min(index + CHAIN, len(layout.ends) - 1)):
            if layout.stops[at] not in COMMA:
                break
            if layout.ends[at + 1] > limit or not text.startswith(_CONTINUES, layout.starts[at + 1]):
                break
            last = at + 1
        return layout.ends[last]

    def act(self, index: int, start: int, limit: int) -> int:
        """Return the clause, from ``index`` on, that says more than how or when."""
        layout = self.layout
        for at in range(index, min(index + CHAIN, len(layout.ends) - 1)):
            held = layout.stops[at] in COMMA and layout.ends[at + 1] <= limit
            if not held or not _MANNER.match(self.text, start, layout.ends[at]):
                return at
            start = layout.words[at + 1]
        return index

    def first(self, index: int) -> int:
        """Return the first clause of the sentence of clause ``index`` (bounded)."""
        stops, lowest = self.layout.stops, max(0, index - CHAIN)
        while index > lowest and stops[index - 1] not in STOPPING:
            index -= 1
        return index

    def last(self, index: int) -> int:
        """Return the last clause of the sentence of clause ``index`` (bounded)."""
        stops, highest = self.layout.stops, min(len(self.layout.stops) - 1, index + CHAIN)
        while index < highest and stops[index] not in STOPPING:
            index += 1
        return index

    def conditions(self, index: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Return the conditions before clause ``index`` in its sentence, and the exceptions around it."""
        first = self.first(index)
        known = self.sentences.get(first)
        if known is None:
            last = self.last(index)
            known = self.sentences[first] = Sentence(last, first, [], self._exceptions(first, last))
        stop = min(index, known.last)
        if known.read < stop:
            known.conditions += self._conditions(known.read, stop)
            known.read = stop
        return tuple([span for at, span in known.conditions if at < index]), known.exceptions

    def _conditions(self, first: int, last: int) -> list[tuple[int, Span]]:
        """Return the conditions among the clauses from ``first`` to before ``last``."""
        layout, text = self.layout, self.text
        found = []
        for at in range(first, last):
            start, end = layout.words[at], layout.ends[at]
            closed = layout.stops[at] in COMMA and text.endswith(_ENDINGS, start, end)
            if closed or self._opens(start, end):
                found.append((at, _tight(text, start, end)))
        return found

    def _opens(self, start: int, end: int) -> bool:
        """Tell whether the words at ``[start, end)`` open a condition that is no exception."""
        found = OPENING.match(self.text, start, min(end, start + HEAD))
        return found is not None and not found["opener"].startswith(_CLAUSE["except"])

    def _exceptions(self, first: int, last: int) -> tuple[Span, ...]:
        begin = self.layout.starts[first]
        stop = min(self.layout.ends[last], begin + 3 * LIMIT)
        if self.text.find(_CLAUSE["except"], begin, stop) < 0:
            return ()
        excepted = self.text.find(_CLAUSE["excepted"], begin, stop) >= 0
        pattern = _EXCEPTION if excepted else _EXCEPTION_OPENED
        return tuple([Span(*match.span()) for match in pattern.finditer(self.text, begin, stop)])


def _tight(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
