"""The deadline register as text to read: a :class:`Register` in, UTF-8 out."""

from collections.abc import Iterator

from legaltools.model.register import Due, Register
from legaltools.text.punctuation import COLON, DOT
from legaltools.writers.page import Page, encoded

STATUS = {"computed": ("green",), "needs_event": ("yellow",), "open": ("dim",)}


def write(register: Register, page: Page | None = None) -> bytes:
    """Return a block a limit: clause and quote, its readings with their derivation, what a person has to decide."""
    return encoded(_lines(register, page or Page()))


def _lines(register: Register, page: Page) -> Iterator[str]:
    words = register.words
    yield page.paint(words["title"].format(name=register.name), "bold")
    yield ""
    for row in register.rows:
        yield from _block(row, words, COLON[register.lang], page)
        yield ""
    if not register.rows:
        yield from (words["none"], "")
    if register.unused:
        yield from page.rows(words["unused"].format(events=", ".join(register.unused)), styles=("yellow",))
    yield from page.rows(words["disclaimer"])


def _block(row: Due, words: dict[str, str], colon: str, page: Page) -> Iterator[str]:
    status = f"[{words[f'status.{row.status}']}]"
    head = DOT.join(filter(None, (row.label or row.eid, row.text, row.bearer, status)))
    for line in page.rows(head, "", "    ", ("bold",)):
        yield line.replace(status, page.paint(status, *STATUS.get(row.status, ())))
    if row.event:
        yield from page.rows(f"{words['event']}{colon}{row.event} = {row.moment}", "    ")
    for reading in row.readings:
        yield from page.rows(f"{reading.day} {reading.clock}{DOT}{reading.name}", "    ")
        for step in reading.steps:
            yield from page.rows(step, "        ")
        if reading.favoured:
            yield from page.rows(words["favoured"], "        ", styles=("green",))
    if row.decide:
        yield from page.rows(f"{words['decide']}{colon}{row.decide}", "    ", "      ")
