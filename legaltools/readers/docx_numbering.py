"""The displayed numbers of a python-docx document: ``displayed_labels(document)``, usable on its own.

    >>> import docx
    >>> document = docx.Document()
    >>> _ = document.add_paragraph("租金", style="List Number")
    >>> _ = document.add_paragraph("每月支付。")
    >>> _ = document.add_paragraph("押金", style="List Number")
    >>> [label for _, label in displayed_labels(document)]
    ['1.', '', '2.']

What Word does with numbers, and how this was checked, is in ``docs/analysis/docx-numbering.md``.
"""

from typing import Any

from legaltools.readers.docx.numbering import Numbering
from legaltools.readers.docx.paragraphs import Context, Notes
from legaltools.readers.docx.story import Paragraphs, Story
from legaltools.readers.docx.styles import Styles

__all__ = ["displayed_labels"]


def displayed_labels(document: Any) -> list[tuple[Any, str]]:
    """Return every paragraph of the body, tables included, with the number Word displays before it.

    ``document`` is a ``docx.document.Document``. The result is in reading order; each paragraph is the ``w:p`` element
    (``docx.text.paragraph.Paragraph(element, parent)`` wraps it; a paragraph's own element is ``paragraph._p``), the
    label is ``""`` where none is displayed. Paragraphs of text boxes are not in it: a text box is a story of its own.
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
