"""The folded text of a document, worked out once."""

from legaltools.model.document import Document, kept
from legaltools.text.width import fold


@kept
def folded(document: Document) -> str:
    """Return the whole text of a document with full-width ASCII as plain ASCII; same length."""
    return fold(document.text)
