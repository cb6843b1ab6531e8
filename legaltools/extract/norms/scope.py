"""What is around a marker: is it inside a condition, where does its action end, what conditions and excepts it.

In: the layout and offsets. Out: spans and yes/no answers.
"""

import re
from bisect import bisect_right

from legaltools.extract.norms.layout import COMMA, HARD, SEMICOLON, Layout, flat, unlabelled
from legaltools.extract.norms.wording import CONNECTIVE, ENDING, OPENER, PHRASE, TAKING
from legaltools.lexicon import Words, table
from legaltools.model.span import Span

LIMIT = 240
OPENING = 24  # characters in which a clause says that it is a condition
_CLAUSE = table("subjects")["clause"]
_CONSEQUENCE = table("modality")["consequence"]
_NEVER = re.compile(_CLAUSE["never"])
_CLOSER = Words(_CLAUSE["closer"])
_NOUNS = tuple(_CLAUSE["noun_ending"])
_RELATIVE = _CLAUSE["relative"]
_LISTED = _RELATIVE + "\u3001"
_BEING = _CLAUSE["being"]
_EXCEPTION = re.compile(_CONSEQUENCE["exception"])
_PAIRS = (*zip(_CLAUSE["quote_open"], _CLAUSE["quote_close"], strict=True), ('"', '"'))
_QUOTED = re.compile("|".join(f"{o}[^{c}\n]{{0,{LIMIT}}}(?:{c}|$)" for o, c in _PAIRS), re.MULTILINE)
CHAIN = 12


class Scope:
    """Answers about the surroundings of markers in one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text
        self.quotes = [match.span() for match in _QUOTED.finditer(layout.text)]
        self.sentences: dict[int, tuple[list[tuple[int, Span]], tuple[Span, ...]]] = {}

    def quoted(self, at: int) -> bool:
        """Tell whether ``at`` stands inside quotation marks or a title of its line."""
        index = bisect_right(self.quotes, (at, at)) - 1
        return index >= 0 and at < self.quotes[index][1]

    def conditional(self, start: int, at: int, end: int, index: int, subject: Span | None) -> bool:
        """Tell whether the marker ``[at, end)`` of clause ``index`` is inside a condition, exception or purpose.

        ``subject`` is where the marker's own subject stands in the clause.
        """
        if self._ends_as_condition(index, end, self.layout.ends[index]):
            return True
        if subject is None and self._continues_condition(start, index):
            return True
        if subject is not None and subject.end == at and not self.text[start : subject.start].strip():
            return False
        head = CONNECTIVE.strip_start(unlabelled(flat(self.text[start : subject.start if subject else at])))
        tail = flat(self.text[subject.end : at]) if subject else ""
        opener = OPENER.match(head) or (OPENER.search(head) if subject else None)
        if opener is None:
            after = CONNECTIVE.strip_start(tail)
            opener = OPENER.match(after)
            return opener is not None and self._open(index, opener, after[opener.end() :], False)
        return self._open(index, opener, head[opener.end() :], subject is not None)

    def _continues_condition(self, start: int, index: int) -> bool:
        """Tell whether a clause goes on with the condition before it: 如 …，或 …."""
        if not index or self.layout.stops[index - 1] not in COMMA:
            return False
        if not self.text.startswith(tuple(_CLAUSE["or"]), start):
            return False
        before = self.text[self.layout.starts[index - 1] : self.layout.ends[index - 1]]
        return OPENER.match(CONNECTIVE.strip_start(unlabelled(before))) is not None

    def _open(self, index: int, opener: re.Match[str], inside: str, own: bool) -> bool:
        """Tell whether a condition opened before a marker still holds at it."""
        if _NEVER.match(opener[0]):
            return True
        if self._closed(inside, own):
            return False
        return self.layout.stops[index] in COMMA or not (own or inside.strip())

    def _closed(self, inside: str, own: bool) -> bool:
        """Tell whether a condition ends before the marker: "…的应", "如甲方违约乙方有权" (``own`` subject)."""
        if not own:
            return len(inside) > 1 and bool(_CLOSER.at_end(inside))
        return len(inside) >= 2 and not TAKING.at_end(inside)

    def _ends_as_condition(self, index: int, end: int, stop: int) -> bool:
        """Tell whether the clause as a whole is a condition ("…的，", "…时，")."""
        closing = self.layout.stops[index]
        if self.text.endswith(_CLAUSE["excepted"], end, stop) and _CLAUSE["but"] not in self.text[end:stop]:
            return True
        if stop - end > LIMIT or (closing not in COMMA and closing not in SEMICOLON):
            return False
        tail = flat(self.text[max(end, stop - LIMIT) : stop]).rstrip()
        ending = ENDING.at_end(tail)
        if not ending or tail.endswith(_NOUNS) or (closing in SEMICOLON and ending != _RELATIVE):
            return False
        rest = self.text[end:stop]
        if ending == _RELATIVE and _LISTED in rest:
            return False
        return _BEING not in rest if ending == _RELATIVE else not PHRASE.search(rest)

    def action_end(self, index: int, limit: int) -> int:
        """Return where an action that begins in clause ``index`` ends, before offset ``limit`` (the next marker's)."""
        layout, text = self.layout, self.text
        last = index
        for at in range(index, min(index + CHAIN, len(layout.ends) - 1)):
            if layout.stops[at] not in COMMA:
                break
            following = text[layout.starts[at + 1] : layout.starts[at + 1] + 12]
            if layout.ends[at + 1] > limit or not self._continues(following):
                break
            last = at + 1
        return layout.ends[last]

    def _continues(self, following: str) -> bool:
        return following.startswith(tuple(_CLAUSE["continues"]))

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the first and last clause of the sentence of clause ``index`` (bounded)."""
        first = index
        while first > 0 and index - first < CHAIN and self.layout.stops[first - 1] not in HARD + SEMICOLON:
            first -= 1
        last = index
        while (
            last < len(self.layout.ends) - 1
            and last - index < CHAIN
            and self.layout.stops[last] not in HARD + SEMICOLON
        ):
            last += 1
        return first, last

    def conditions(self, index: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Return the conditions before clause ``index`` in its sentence, and the exceptions around it."""
        first, last = self.sentence(index)
        if first not in self.sentences:
            self.sentences[first] = (self._conditions(first, last), self._exceptions(first, last))
        found, exceptions = self.sentences[first]
        return tuple(span for at, span in found if at < index), exceptions

    def _conditions(self, first: int, last: int) -> list[tuple[int, Span]]:
        layout, text = self.layout, self.text
        found = []
        for at in range(first, last):
            end = layout.ends[at]
            start = layout.opened(layout.starts[at], end)
            run = CONNECTIVE.strip_start(text[start : min(end, start + OPENING)])
            opener = OPENER.match(run)
            closed = layout.stops[at] in COMMA and ENDING.at_end(text[max(start, end - 8) : end])
            if closed or (opener and not opener[0].startswith(_CLAUSE["except"])):
                found.append((at, _tight(text, start, end)))
        return found

    def _exceptions(self, first: int, last: int) -> tuple[Span, ...]:
        begin = self.layout.starts[first]
        stop = min(self.layout.ends[last], begin + 3 * LIMIT)
        if self.text.find(_CLAUSE["except"], begin, stop) < 0:
            return ()
        return tuple(Span(*match.span()) for match in _EXCEPTION.finditer(self.text, begin, stop))


def _tight(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
