"""What is around a marker: is it inside a condition, where does its action end, what conditions and excepts it.

In: the layout and offsets. Out: spans and yes/no answers.
"""

import re
from bisect import bisect_right

from legaltools.extract.norms.layout import COMMA, HARD, SEMICOLON, Layout, flat, unlabelled
from legaltools.lexicon import Words, table
from legaltools.model.span import Span

LIMIT = 240
_CLAUSE = table("subjects")["clause"]
_CONSEQUENCE = table("modality")["consequence"]
_CONNECTIVE = Words(_CLAUSE["connective"])
_OPENER = re.compile(_CLAUSE["opener"])
_NEVER = re.compile(_CLAUSE["never"])
_CLOSER = Words(_CLAUSE["closer"])
_ENDING = Words(_CLAUSE["ending"])
_TAKING = Words(_CLAUSE["taking"])
_PHRASE = re.compile(_CLAUSE["phrase"])
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

    def conditional(self, start: int, at: int, end: int, index: int, mention: int | None) -> bool:
        """Tell whether the marker ``[at, end)`` of clause ``index`` is inside a condition, exception or purpose.

        ``mention`` is where the marker's own subject begins, if it stands in the clause.
        """
        stop = self.layout.ends[index]
        if self._ends_as_condition(index, end, stop):
            return True
        run = flat(self.text[start:at])
        run = _CONNECTIVE.strip_start(unlabelled(run))
        opener = self._opener(run, at, mention)
        if opener is None:
            return False
        inside = run[opener.end() :]
        if _NEVER.match(opener[0]):
            return True
        if self._closed(inside, self.text[mention:at] if mention is not None else ""):
            return False
        return self.layout.stop(index) in COMMA or not inside.strip()

    def _opener(self, run: str, at: int, mention: int | None) -> re.Match[str] | None:
        """Find the opener of a clause: at its beginning or after its subject."""
        found = _OPENER.match(run)
        if found is None and mention is not None:
            length = at - mention
            before, after = run[: len(run) - length], run[len(run) - length :]
            found = _OPENER.search(before) if before else None
            if found is None:
                for offset in range(1, min(8, len(after))):
                    found = _OPENER.match(after, offset)
                    if found is not None:
                        return _OPENER.match(run, len(run) - length + offset)
        return found

    def _closed(self, inside: str, subject: str) -> bool:
        """Tell whether the condition ends before the marker: "…的甲方应", "如甲方违约乙方有权"."""
        before = inside[: len(inside) - len(subject)] if subject and inside.endswith(subject) else inside
        if not subject:
            return bool(_CLOSER.at_end(before)) and len(before) > 1
        return not (len(before) < 2 or _TAKING.at_end(before))

    def _ends_as_condition(self, index: int, end: int, stop: int) -> bool:
        """Tell whether the clause as a whole is a condition ("…的，", "…时，")."""
        closing = self.layout.stop(index)
        if closing not in COMMA and closing not in SEMICOLON:
            return False
        tail = flat(self.text[max(end, stop - LIMIT) : stop]).rstrip()
        ending = _ENDING.at_end(tail)
        if not ending or (closing in SEMICOLON and ending != _RELATIVE):
            return False
        rest = self.text[end:stop]
        if ending == _RELATIVE and _LISTED in rest:
            return False
        return _BEING not in rest if ending == _RELATIVE else not _PHRASE.search(rest)

    def action_end(self, index: int, limit: int) -> int:
        """Return where an action that begins in clause ``index`` ends, before offset ``limit`` (the next marker's)."""
        layout, text = self.layout, self.text
        last = index
        for at in range(index, min(index + CHAIN, len(layout.ends) - 1)):
            if layout.stop(at) not in COMMA:
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
        while first > 0 and index - first < CHAIN and self.layout.stop(first - 1) not in HARD + SEMICOLON:
            first -= 1
        last = index
        while (
            last < len(self.layout.ends) - 1 and last - index < CHAIN and self.layout.stop(last) not in HARD + SEMICOLON
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
            start, end = layout.starts[at], layout.ends[at]
            run = _CONNECTIVE.strip_start(text[start : min(end, start + LIMIT)])
            opener = _OPENER.match(run)
            closed = layout.stop(at) in COMMA and _ENDING.at_end(text[max(start, end - 8) : end])
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
