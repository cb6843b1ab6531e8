"""A text for line-wise comparison: a document in, ``label<TAB>sentence`` lines out (git's ``textconv``)."""

from legaltools.model.document import Document
from legaltools.text.escape import plain
from legaltools.text.sentences import sentences


def write(document: Document) -> bytes:
    """Return a line a sentence, in reading order."""
    rows = [
        f"{plain(node.label)}\t{plain(span.of(document.text))}"
        for node in document.nodes
        for span in sentences(document.text, node.text_start, node.end)
    ]
    return ("\n".join(rows) + "\n" if rows else "").encode("utf-8", "replace")
