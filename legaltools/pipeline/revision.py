"""Tracked changes of two Word files: laid into the new file itself where that can be done, else not at all."""

import hashlib
from typing import TYPE_CHECKING

from legaltools.model.body import Package
from legaltools.model.document import Document
from legaltools.model.source import ReadError, Source

if TYPE_CHECKING:
    from legaltools.model.comparison import Comparison
    from legaltools.report.catalog import Lang


def revise(
    old: Document, new: Document, comparison: "Comparison", files: tuple[bytes, bytes], lang: "Lang"
) -> bytes | None:
    """Return the new file with every change tracked, ``None`` if ``files`` are not two Word files that allow it.

    ``files`` are the bytes the documents were read from. Raises :class:`~legaltools.model.source.ReadError` if a part
    that reading did not need is damaged or out of bounds; its ``details`` name the file (``name``).
    """
    if not all(_word(document.source, data) for document, data in zip((old, new), files, strict=True)):
        return None
    from legaltools.compare.bodies import weave
    from legaltools.report import comparison as told
    from legaltools.writers import revised

    packages = [_opened(data, document.source.name) for data, document in zip(files, (old, new), strict=True)]
    if not all(map(revised.revisable, packages)):
        return None
    left, right = map(revised.Body, packages)
    woven = weave(old, new, comparison, left.outline, right.outline)
    words = told.redline(old, new, comparison, (), lang)
    return revised.write(revised.Input(left, right, woven, words.notes, words.author, words.date))


def _opened(data: bytes, name: str) -> Package:
    from legaltools.readers.docx import package

    try:
        return package.Package(data, name).whole()
    except ReadError as error:
        raise ReadError(error.code, **error.details, name=name) from None


def _word(source: Source, data: bytes) -> bool:
    """Tell whether a source is a Word file read from ``data`` with earlier changes taken as accepted."""
    return (
        source.format == "docx"
        and hashlib.sha256(data).hexdigest() == source.sha256
        and not any(note.args.get("tracked", "accepted") not in ("accepted", "final") for note in source.notes)
    )
