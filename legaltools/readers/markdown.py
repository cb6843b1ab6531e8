"""Markdown (first form): the raw text is the text as read."""

from legaltools.model.source import Source
from legaltools.readers import text


def read(data: bytes, name: str) -> Source:
    """Return the raw text as a source."""
    return text.source(data, name, "markdown")
