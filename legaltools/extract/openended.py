"""Open standards: 及时, 立即, 合理期限内, 规定时间内. Folded text in, spans out (guidelines D1).

They are limits only where they time the act of a norm: an operative word stands before them in the sentence, and the
piece they stand in is neither condition, reason nor purpose.
"""

from collections.abc import Iterable, Iterator

from legaltools.extract.around import PIECE, SENTENCE
from legaltools.lexicon import PhraseHit, pattern, table
from legaltools.model.span import Span
from legaltools.text.sentences import back

SENTENCE_BACK, PIECE_BACK, WINDOW = 160, 60, 40


def triggers() -> list[str]:
    """Return the words open standards are found by."""
    vague = table("time")["vague"]
    return [*vague["words"], *vague["masks"], *vague["span"]]


def find(text: str, hits: Iterable[PhraseHit]) -> Iterator[Span]:
    """Yield the open standards at the ``hits`` in folded ``text`` that time an act."""
    vague = table("time")["vague"]
    words, spans = frozenset(vague["words"]), frozenset(vague["span"])
    for start, end, word in hits:
        if word in words:
            if _times(text, start, end):
                yield Span(start, end)
        elif word in spans:
            found = _unstated(text, start, end)
            if found is not None and _times(text, found.start, found.end):
                yield found


def _unstated(text: str, start: int, end: int) -> Span | None:
    """Return the expression around a word for a span of time that names no length."""
    low = back(text, start, WINDOW, PIECE)
    for key in ("unstated", "as_told", "ample"):
        for match in pattern("time", key).finditer(text, low, min(len(text), end + 6)):
            if match.start() <= start and end <= match.end():
                return Span(match.start(), match.end())
    return None


def _times(text: str, start: int, end: int) -> bool:
    """Tell whether the words at ``[start, end)`` time the act of a norm."""
    low = back(text, start, SENTENCE_BACK, SENTENCE)
    piece = back(text, start, PIECE_BACK, PIECE, low)
    before = any(pattern("time", key).search(text, piece, start) for key in ("labelled", "untimed"))
    if before or pattern("time", "quality").match(text, end):
        return False
    if text[start:end] in table("time")["vague"]["forward"]:
        low, start = end, end + SENTENCE_BACK
        start = min([start, *(at for mark in SENTENCE if (at := text.find(mark, end, start)) >= 0)])
    return pattern("time", "operative").search(text, low, start) is not None
