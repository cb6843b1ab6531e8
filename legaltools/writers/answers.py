"""What the graph answered, a line each: the contract's value in, text out."""

from legaltools.model.contract import AskOutput
from legaltools.text.escape import plain

WIDTH = 60


def write(value: AskOutput) -> bytes:
    """Return name and label of each node, tab-separated; the nodes of one answer are joined by an arrow."""
    lines = []
    for answer in value.answers:
        named = [
            f"{plain(node)}\t{plain(label)[:WIDTH]}" for node, label in zip(answer.nodes, answer.labels, strict=True)
        ]
        lines.append(" → ".join(named) + (f"\t{answer.share:.4f}" if answer.share is not None else ""))
    return ("\n".join(lines) + "\n" if lines else "").encode()
