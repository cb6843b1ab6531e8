"""What the graph answered, a line each: the contract's value in, text out."""

from collections.abc import Iterator

from legaltools.model.answer import Answer
from legaltools.model.contract import AskOutput
from legaltools.text.columns import columns
from legaltools.text.escape import plain
from legaltools.text.wrap import cut, pad
from legaltools.writers.page import Page, encoded

GAP = "  "


def write(value: AskOutput, page: Page | None = None) -> bytes:
    """Return the question and a line a node with its name and label; the nodes of one answer are joined by arrows."""
    named = [plain(node) for answer in value.answers for node in answer.nodes]
    room = max(map(columns, named), default=0)
    page = page or Page()
    return encoded((*page.rows(value.title), *_lines(value.answers, room, page)))


def _lines(answers: tuple[Answer, ...], room: int, page: Page) -> Iterator[str]:
    chained = any(len(answer.nodes) > 1 for answer in answers)
    for answer in answers:
        for n, (node, label) in enumerate(zip(answer.nodes, answer.labels, strict=True)):
            arrow = "\u2192 " if chained and n else GAP
            share = "" if answer.share is None else f"{answer.share:.4f}{GAP}"
            lead = f"{arrow}{share}{pad(plain(node), room)}{GAP}"
            yield lead + page.paint(cut(plain(label), max(page.width - columns(lead), 8)), "bold")
