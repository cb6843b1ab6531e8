"""The displayed numbers of a python-docx document, usable on its own.

    >>> import docx
    >>> document = docx.Document()
    >>> _ = document.add_paragraph("租金", style="List Number")
    >>> _ = document.add_paragraph("每月支付。")
    >>> _ = document.add_paragraph("押金", style="List Number")
    >>> displayed_labels(document)
    ['1.', '', '2.']

What Word does with numbers, and how this was checked, is in ``docs/analysis/docx-numbering.md``.
"""

from typing import Any

from legaltools.readers.docx.numbering import Numbering
from legaltools.readers.docx.paragraphs import Context, Notes
from legaltools.readers.docx.story import Paragraphs, Story
from legaltools.readers.docx.styles import Styles

__all__ = ["displayed_labels", "labelled_paragraphs"]


def displayed_labels(document: Any) -> list[str]:
    """Return the number Word displays before each of ``document.paragraphs``, ``""`` where it displays none.

    ``document`` is a ``docx.document.Document``. Paragraphs in tables count but are not among ``document.paragraphs``:
    :func:`labelled_paragraphs` has them too.
    """
    labels = dict(labelled_paragraphs(document))
    return [labels.get(paragraph._p, "") for paragraph in document.paragraphs]


def labelled_paragraphs(document: Any) -> list[tuple[Any, str]]:
    """Return every paragraph of the body in reading order, those in tables and controls too, with its displayed number.

    Each paragraph is its ``w:p`` element (``docx.text.paragraph.Paragraph(element, parent)`` wraps it). Paragraphs of
    text boxes are not in the list: a text box is a story of its own.
    """
    parts = {
        relation.reltype.rpartition("/")[2]: relation.target_part
        for relation in document.part.rels.values()
        if not relation.is_external
    }
    styles = Styles(_root(parts.get("styles")))
    paragraphs = Paragraphs(styles, Numbering(_root(parts.get("numbering")), styles.numbering_style))
    story = Story(paragraphs, Context(styles, {}, "accepted", Notes()))
    labels = story.labels = list[tuple[Any, str]]()
    story.read(document.element.body)
    return labels


def _root(part: Any) -> Any:
    return getattr(part, "element", None)
