"""Markers of norms, found in one pass over the text; look-alikes (相应, 许可) are eaten by longer words.

In: the text. Out: :class:`Marker` values in order, each with the frame it is read in (``lexicon/modality.toml``).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from legaltools.extract.norms.layout import COLON
from legaltools.lexicon import Triggers, table
from legaltools.model.annotation import Cue, NormType
from legaltools.model.document import Document

_ACT = table("modality")["act"]
_PLEDGE_HEAD = re.compile(_ACT["pledge_head"])
_NEGATIVE = re.compile(
    r"(?<=[\s\uff0c\uff1b\uff1a:;,.\uff0e\u3001\uff09)])"
    + rf"(?P<word>(?!{_ACT['negative_stop']}){_ACT['negative']})(?=[\u4e00-\u9fff])"
)
_COLON = tuple(COLON)
_PLEDGING = frozenset(_ACT["pledging"])
_OMISSION = re.compile(
    _ACT["omission"] + rf"(?P<word>(?!{_ACT['negative_stop']}){_ACT['negative']})(?=[\u4e00-\u9fff])"
)
_OMITTED = re.compile(
    rf"[\uff0c,](?:{_ACT['adding_on']})?"
    + rf"(?P<word>(?!{_ACT['negative_stop']}|{_ACT['omitted_stop']}){_ACT['negative']})(?=[\u4e00-\u9fff])"
)
_GOVERNING = frozenset(_ACT["governing"])
CUES: dict[str, dict[str, Any]] = table("modality")["cue"]


class Marker(Struct, frozen=True, gc=False):
    """A marker word at ``[start, end)`` and the frame that reads it."""

    start: int
    end: int
    word: str
    frame: str
    type: NormType

    def cue(self) -> Cue:
        """Return the marker as the model keeps it."""
        return Cue(self.start, self.end, self.word)


@cache
def _triggers() -> tuple[Triggers, list[tuple[str, str, NormType] | None]]:
    """Return the markers and masks, and of each phrase the marker's word, frame and type."""
    known: dict[str, tuple[str, str, NormType]]
    known = {word: (word, frame, cue["type"]) for frame, cue in CUES.items() for word in cue["words"]}
    triggers = Triggers([*known, *(word for words in table("masks")["words"].values() for word in words)])
    return triggers, [known.get(phrase) for phrase in triggers.phrases]


def find(text: str) -> Iterator[Marker]:
    """Yield the markers of ``text`` in order, masked words left out; a pledge may hold an omission ("承诺不…")."""
    triggers, markers = _triggers()
    for index, start, end in triggers.hits(text):
        known = markers[index]
        if known is not None:
            if (
                known[0] in _PLEDGING
                and text[start - 1 : start] not in _GOVERNING
                and (omitted := _OMISSION.match(text, end))
            ):
                at = omitted.start("word")
                yield Marker(at, omitted.end("word"), omitted["word"], "negative", "prohibition")
                continue
            yield Marker(start, end, *known)


def named(word: str, start: int) -> Marker | None:
    """Return the marker that ``word`` is, if it is one, at ``start``."""
    triggers, markers = _triggers()
    known = markers[triggers.phrases.index(word)] if word in triggers.phrases else None
    return Marker(start, start + len(word), *known) if known else None


def omissions(text: str) -> Iterator[Marker]:
    """Yield 不 + act at the beginning of a clause after another: bans where that is a duty ("应遵守规则，不干扰…")."""
    for match in _OMITTED.finditer(text):
        yield Marker(match.start("word"), match.end("word"), match["word"], "omitted", "prohibition")


def negatives(document: Document) -> Iterator[Marker]:
    """Yield 不 + act at the beginning of the clauses below a pledge ("您承诺：" … "不散布…")."""
    text = document.text
    pledges: set[str] = set()
    below: set[str | None] = set()  # pledges and what hangs from them
    for node in document.nodes:
        if pledges and (node.parent in below or ((above := document.head(node)) and above.eid in pledges)):
            below.add(node.eid)
            for match in _NEGATIVE.finditer(text, node.text_start, node.end):
                at = match.start("word")
                yield Marker(at, match.end("word"), match["word"], "negative", "prohibition")
            continue
        if node.kind != "text" and node.eid not in document.children:
            continue
        head = text[max(node.start, node.end - 60) : node.end].rstrip()
        if head.endswith(_COLON) and _PLEDGE_HEAD.search(head):
            pledges.add(node.eid)
            below.add(node.eid)
