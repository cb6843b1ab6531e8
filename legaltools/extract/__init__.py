"""What a text says: parties, terms, norms, deadlines, references, amounts. One module is one kind of result.

Each module gives ``find(document, …) -> tuple[Value, …]`` sorted by ``start``; which results another needs is in its
signature, the order is in ``pipeline.py``. Modules work on paragraphs (lines of the text as read) and sentences, not on
a node's own span, because an inline list cuts a sentence into nodes; the node is looked up with ``Document.at``.
"""
