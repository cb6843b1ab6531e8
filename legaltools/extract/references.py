"""References of a document: found by number, pointing word or name, then resolved to addresses of the tree.

In: a :class:`Document` and its terms. Out: :class:`Reference` values sorted by place.
"""

from legaltools.extract import linked, mentions, resolve, titles
from legaltools.extract.mentions import Mention
from legaltools.model.annotation import Reference, Term
from legaltools.model.document import Document, Node
from legaltools.text.folded import folded

SKIPPED = frozenset({"title", "toc"})
HEADS = frozenset({"preamble", "meta", "heading"})  # a document named at their beginning is this one

ENTRIES = frozenset({"clause", "heading", "item"})


def find(document: Document, terms: tuple[Term, ...] = ()) -> tuple[Reference, ...]:
    """Return the references of ``document``."""
    text = folded(document)
    tree = resolve.Resolver(document)
    named = titles.find(document, text, tree.heads, tree.own)
    found = sorted([*named, *mentions.find(text)], key=lambda m: (m.start, -m.end))
    rows: list[Reference] = []
    end = 0
    for mention in found:
        node = document.at(mention.start) if mention.start >= end else None
        if node is None or node.kind in SKIPPED:
            continue
        if _is_own(text, node, mention) and not _is_entry(document, node, mention):
            continue
        outcome = tree.resolve(mentions.read(mention), node)
        if outcome is None:
            continue
        end = mention.end
        rows.append(
            Reference(
                node.eid,
                document.line_of(mention.start),
                mention.start,
                mention.end,
                document.text[mention.start : mention.end],
                outcome.kind or mention.kind,
                outcome.targets,
                outcome.status,
                outcome.note,
            )
        )
    return linked.apply(document, rows)


def _is_own(text: str, node: Node, mention: Mention) -> bool:
    """Tell whether the mention is the clause's own printed number or stands in its heading."""
    begins = mention.kind == "document" and mention.start == node.text_start
    if begins and text[mention.start] != titles.TITLE and text.startswith(":", mention.end):  # 用户须知：…
        return True
    heading = node.text_start + len(node.heading or "") + 2
    if begins and node.kind in HEADS:
        return True
    if mention.direction == "down":
        return mention.start < node.text_start
    return mention.start < (heading if node.heading else node.text_start)


def _is_entry(document: Document, node: Node, mention: Mention) -> bool:
    """Tell whether a title in 《》 is all an entry of a list says (附件：1. 《价格表》)."""
    title = document.text[mention.start : mention.end]
    alone = title[:1] == titles.TITLE and document.text[node.text_start : node.end].strip() == title
    return alone and node.kind in ENTRIES and not document.children.get(node.eid)
