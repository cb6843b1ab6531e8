"""The clause tree as an indented outline for reading, its faults below it: an outline in, text out."""

from collections.abc import Iterator

from legaltools.model.outline import Fault, Outline, Step
from legaltools.text.columns import is_wide
from legaltools.text.escape import plain
from legaltools.text.punctuation import DOT
from legaltools.text.wrap import cut
from legaltools.writers.page import Page, encoded

STEP = 2  # columns a level is indented


def write(value: Outline, page: Page | None = None) -> bytes:
    """Return one line a node, cut at the page: kind, label and the beginning of its own text; then the faults."""
    page = page or Page()
    lines = [_line(step, page) for step in value.steps]
    if value.faults:
        lines += ["", page.paint(value.title, "bold"), *(row for fault in value.faults for row in _fault(fault, page))]
    return encoded(lines)


def _line(step: Step, page: Page) -> str:
    """Return a node; from the middle of the page on the tree is no longer indented."""
    indent = " " * min(STEP * step.depth, page.width // 2)
    kind = f"[{step.kind}] " if step.kind else ""
    label = plain(step.label)
    label += "" if not label or is_wide(label[-1]) else " "
    line = cut(f"{indent}{kind}{label}{plain(step.text)}", page.width)
    if not page.color or not line.startswith(indent + kind + label.rstrip()):
        return line
    body = line[len(indent) + len(kind) :]
    return indent + page.paint(kind, "dim") + page.paint(body[: len(label)], "bold") + body[len(label) :]


def _fault(fault: Fault, page: Page) -> Iterator[str]:
    head, *rest = page.rows(DOT.join(filter(None, (fault.code, fault.where, fault.message))), "  ", "    ")
    yield head.replace(fault.code, page.paint(fault.code, "yellow"), 1)
    yield from rest
    if fault.suggestion:
        yield from page.rows(fault.suggestion, "    ", styles=("green",))
