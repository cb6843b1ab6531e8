"""The public verbs; the only module that knows the order of the rooms."""

from pathlib import Path

from legaltools import readers, structure
from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.source import Source


def read(path: str | Path) -> Source:
    """Read a file into a :class:`Source`; raises :class:`legaltools.model.source.ReadError`."""
    path = Path(path)
    return readers.read(path.read_bytes(), path.name)


def parse(source: Source | str | Path) -> Document:
    """Return the clause tree of a source or of the file at a path."""
    return structure.parse(source if isinstance(source, Source) else read(source))


def extract(document: Document) -> Annotations:
    """Return what the document says."""
    return Annotations()
