"""The clause tree as an indented outline for reading: a document in, text out."""

from legaltools.model.document import Document

WIDTH = 60


def write(document: Document) -> bytes:
    """Return one line a node: kind, label and the beginning of its own text."""
    text = document.text
    lines = []
    for node in document.nodes:
        own = " ".join(text[node.text_start : min(node.end, node.text_start + 4 * WIDTH)].split())
        own = own if len(own) <= WIDTH else own[: WIDTH - 1] + "\u2026"
        label = f"{node.label} " if node.label else ""
        kind = "" if node.kind == "clause" else f"[{node.kind}] "
        lines.append(f"{'  ' * node.depth}{kind}{label}{own}".rstrip())
    return ("\n".join(lines) + "\n").encode()
