"""Help texts laid out by East Asian width: click counts characters, of which a Chinese one takes two columns."""

from collections.abc import Iterable

import click

from legaltools.cli.wording import LANG
from legaltools.text.columns import columns
from legaltools.text.punctuation import COLON

GAP = 2  # columns between an option and what it does


class Formatter(click.HelpFormatter):
    """click's formatter with our rows."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of its language."""
        self.write(" " * self.current_indent + heading + COLON[LANG].rstrip() + "\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        from legaltools.text.wrap import rows  # few calls show help

        self._lines(rows(" ".join(text.split()), self.width, " " * self.current_indent))

    def write_dl(self, rows_: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = GAP) -> None:
        """Write terms and what they mean; a term wider than ``col_max`` has a line of its own."""
        from legaltools.text.wrap import pad, rows

        pairs = list(rows_)
        room = min(max((columns(term) for term, _ in pairs), default=0), col_max)
        indent = " " * self.current_indent
        for term, meaning in pairs:
            lead = indent + pad(term, room) + " " * col_spacing
            if columns(term) > room:
                self._lines([indent + term])
                lead = indent + " " * (room + col_spacing)
            self._lines(rows(meaning, self.width, lead))

    def _lines(self, lines: Iterable[str]) -> None:
        self.write("".join(line.rstrip() + "\n" for line in lines))


class Context(click.Context):
    """click's context that lays help texts out so."""

    formatter_class = Formatter
