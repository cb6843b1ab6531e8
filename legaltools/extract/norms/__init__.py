"""Norms: who must, may, must not or is freed from what, under which condition, until when, or else what.

In: the document, its parties and deadlines. Out: :class:`~legaltools.model.annotation.Norm` sorted by ``start``.
``cues`` finds the markers, ``layout`` cuts the text into clauses, ``people`` and ``subject`` find who stands before a
marker, ``bearer`` whom it inherits, ``scope`` what is condition, ``reader`` brings them together; ``duties pledges
rights exemptions future`` decide what each kind of marker means, ``links`` joins norms and deadlines.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from legaltools.extract.norms import cues, duties, exemptions, future, links, pledges, rights
from legaltools.extract.norms.layout import HARD, SEMICOLON, Layout
from legaltools.extract.norms.people import People
from legaltools.extract.norms.reader import Draft, Reader
from legaltools.extract.norms.wording import A
from legaltools.model.annotation import Deadline, Norm, Party
from legaltools.model.document import Document, Node
from legaltools.model.span import Span

__all__ = ["find", "with_bearers"]

with_bearers = links.with_bearers
FRAMES = {
    "must": duties.must,
    "ban": duties.ban,
    "bar": duties.ban,
    "unable": duties.unable,
    "bear": duties.bear,
    "pledge": pledges.pledge,
    "owed": duties.owed,
    "negative": duties.negative,
    "omitted": duties.omitted,
    "undertake": duties.undertake,
    "may": rights.may,
    "keep": rights.keep,
    "let": rights.let,
    "grant": rights.grant,
    "entitled": rights.entitled,
    "deny": rights.deny,
    "free": exemptions.free,
    "unserving": exemptions.unserving,
    "void": exemptions.void,
    "will": future.will,
}
LONGEST_HEADING = 24
_TRAILING = tuple(A["trailing"])
_SILENT = frozenset(("title", "meta", "toc", "signature"))


def find(document: Document, parties: tuple[Party, ...], deadlines: tuple[Deadline, ...]) -> tuple[Norm, ...]:
    """Return the norms of a document."""
    reader = Reader(Layout(document), People(document.text, parties), FRAMES)
    drafts = list(_drafts(document, reader))
    limited = enumerate(_limited(drafts, len(document.text)), 1)
    norms = [_norm(f"n{number}", document, reader, draft, limit) for number, (draft, limit) in limited]
    return links.linked(norms, reader.layout, deadlines)


def _drafts(document: Document, reader: Reader) -> Iterator[Draft]:
    """Read the markers in order; what an earlier marker of the same clause governs is no norm of its own."""
    last: Draft | None = None
    text = document.text
    for found in sorted((*cues.negatives(document), *cues.find(text), *cues.omissions(text)), key=attrgetter("start")):
        marker = reader.outside(found)
        if marker is None:
            continue
        if last is not None and reader.takes_in(last, marker):
            continue
        node = document.at(marker.start)
        if node is None or node.kind in _SILENT:
            continue
        draft = reader.read(marker, node)
        if draft is None or _in_heading(document, draft):
            continue
        if last is not None and (last.index == draft.index or reader.announces(last, draft)):
            if last.index == draft.index and reader.governed(last, draft):
                continue
            if reader.overrides(last, draft):
                last = None
        if last is not None:
            yield last
        last = draft
        allowed = draft.marker.frame == "pledge" and draft.type == "permission"  # 您同意我们…: 您 goes on
        reader.inheritance.keep(draft.index, (allowed and reader.people.user) or draft.bearer, draft.type)
    if last is not None:
        yield last


def _in_heading(document: Document, draft: Draft) -> bool:
    """Tell whether a norm is only a short heading's: of no named subject, or on a line the page shows as a heading."""
    node = draft.node
    if node.heading is None or not draft.marker.start < node.text_start + len(node.heading):
        return False
    return (draft.mention is None or _shown(document, node)) and len(node.heading) <= LONGEST_HEADING


def _shown(document: Document, node: Node) -> bool:
    """Tell whether a node's line is nothing but a heading, by the page's own styles and without a stop."""
    blocks = document.source.blocks
    index = bisect_right(blocks, node.start, key=lambda block: block.start) - 1
    line = document.text[node.text_start : blocks[index].end].strip() if index >= 0 and blocks[index].level else ""
    return line == node.heading and line[-1:] not in HARD + SEMICOLON


def _limited(drafts: list[Draft], end: int) -> Iterable[tuple[Draft, int]]:
    """Pair each draft with the offset its action may not pass: the next draft's marker."""
    return zip(drafts, [*(draft.marker.start for draft in drafts[1:]), end], strict=False)


def _told(reader: Reader, draft: Draft) -> int:
    """Return where the words about the act begin: behind the person a marker gives a right (授权某某在…内，扣款)."""
    at, name = reader.spaced(draft.marker.end), draft.bearer.name
    if reader.text.startswith(name, at):
        return reader.spaced(at + len(name))
    return draft.marker.end if reader.people.at(at, 0) is None else reader.spaced(reader.people.ends(at))


def _norm(name: str, document: Document, reader: Reader, draft: Draft, limit: int) -> Norm:
    marker, text = draft.marker, reader.text
    end = min(max(reader.scope.action_end(draft.index, _told(reader, draft), limit), marker.end), limit)
    cut = end == limit
    while end > marker.end and (text[end - 1].isspace() or (cut and text.endswith(_TRAILING, marker.end, end))):
        end -= 1
    conditions, exceptions = reader.scope.conditions(draft.index)
    return Norm(
        id=name,
        eid=draft.node.eid,
        line=document.line_of(marker.start),
        start=marker.start,
        end=end,
        type=draft.type,
        bearer=draft.bearer.name,
        cue=marker.cue(),
        bearer_role=draft.bearer.role,
        counterparty=reader.people.other(draft.bearer, marker.start, end),
        action=Span(marker.end, end) if end > marker.end else None,
        conditions=conditions,
        exceptions=exceptions,
        inherited_from=draft.bearer.source,
        confidence=draft.bearer.confidence,
    )
