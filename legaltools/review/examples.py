"""Run a rule on its own examples: a small document is made of the example's lines, with a fixed cast of parties."""

import hashlib
from collections.abc import Callable

from legaltools.lexicon import table
from legaltools.model.annotation import Annotations, Party
from legaltools.model.document import Document, Node
from legaltools.model.source import Source
from legaltools.review.context import View
from legaltools.review.rule import DocumentRule, MissingRule, Rule, SentenceRule

Read = Callable[[str], tuple[Document, Annotations]]


def flagged(rule: Rule, example: str, read: Read | None = None) -> bool:
    """Tell whether ``rule`` alone flags ``example``; ``read`` is how the examples of a ``parsed`` rule are read."""
    from legaltools.review.engine import in_sentences, review
    from legaltools.review.scan import Scanner

    if isinstance(rule, DocumentRule):
        known = read(example) if rule.parsed and read else (document(example), cast())
        return any(found.rule == rule.code for found in review(*known).findings)
    view = View(document(example), cast())
    if isinstance(rule, SentenceRule):
        return any(True for _ in in_sentences(view, Scanner([rule]), [rule]))
    assert isinstance(rule, MissingRule)
    return not rule.present(view)


def failing(rule: Rule, read: Read | None = None) -> list[tuple[bool, str]]:
    """Return the examples that come out wrong, each with whether it should have been flagged."""
    cases = [(True, text) for text in rule.bad] + [(False, text) for text in rule.good]
    return [(bad, text) for bad, text in cases if flagged(rule, text, read) is not bad]


def cast() -> Annotations:
    """Return the parties examples speak of."""
    names = table("roles")["examples"]
    return Annotations(parties=tuple(Party(words[0], role, tuple(words[1:])) for role, words in names.items()))


def document(text: str) -> Document:
    """Return a document of one node a line; the lines after one that ends in ``：`` are its items."""
    source = Source("example", "text", "utf-8", hashlib.sha256(text.encode()).hexdigest(), text)
    nodes: list[Node] = []
    head: str | None = None
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        parent = head
        eid = f"{parent}__item_{number}" if parent else f"cl_{number}"
        end = at + len(line)
        nodes.append(
            Node(
                eid,
                "item" if parent else "clause",
                "",
                "",
                (),
                None,
                parent,
                int(bool(parent)),
                number,
                at,
                at,
                end,
                end,
            )
        )
        if line.endswith(("\uff1a", ":")):
            head = eid
        at = end + 1
    return Document(source, tuple(nodes))
