"""What one thing is called in several documents: names in, the node they share out."""

from collections.abc import Sequence
from functools import cache

from legaltools.lexicon import table
from legaltools.model.annotation import Reference, Role
from legaltools.model.document import Document

OPENS, CLOSES = "\u300a", "\u300b"  # 《》
QUOTES = "\u300a\u300b\u3008\u3009\u201c\u201d\"'*_# "
SHARED = frozenset(("user", "third_party", "authority"))  # who a common word means in every document


@cache
def common() -> frozenset[str]:
    """Return the words that name a role and no person: 我们, 甲方, 第三方."""
    words = table("parties")
    lists = [*words["words"].values(), *words["sides"].values()]
    return frozenset(word for words in lists for word in words)


def outside(reference: Reference) -> str:
    """Return the name of a law, document or page without title marks, article and the name of the state."""
    text, words = " ".join(reference.text.split()), table("graph")
    _, opened, rest = text.partition(OPENS)
    name = rest.partition(CLOSES)[0] if opened else text
    if reference.kind == "law":
        name = name if opened else name.partition(words["article"])[0] or name
        for prefix in words["prefixes"]:
            name = name.removeprefix(prefix) or name
    return name.strip(QUOTES) or text


def title(document: Document) -> str:
    """Return what a document calls itself, ``""`` if it has no title."""
    first = next((node for node in document.nodes[:8] if node.kind == "title"), None)
    own = document.text[first.text_start : first.end] if first else ""
    return " ".join(own.split()).strip(QUOTES)


class People:
    """The nodes of parties over all documents.

    Two documents mean one party if they share a name that is no common word, or a common word for the user, a third
    party or an authority. 我们 of one text is not 我们 of another.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, str] = {}

    def node(self, name: str, role: Role, aliases: Sequence[str], prefix: str) -> tuple[str, bool]:
        """Return the party's node and whether it is new; ``prefix`` is the document's."""
        names = dict.fromkeys((name, *aliases))
        shared = [n for n in names if n not in common()] or (list(names) if role in SHARED else [])
        node = next((self.nodes[n] for n in shared if n in self.nodes), "")
        new = not node
        if new:
            node = f"party:{name}" if name in shared else f"{prefix}party:{name}"
        for known in shared:
            self.nodes.setdefault(known, node)
        return node, new
