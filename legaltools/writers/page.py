"""Where text is shown: how many columns it has and whether it takes colour; how grave things look there."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from legaltools.text.escape import plain
from legaltools.text.wrap import rows

# Select Graphic Rendition (ECMA-48, 8.3.117): bold, faint and the eight colours every terminal has.
SGR = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
LEVELS: Mapping[str, tuple[str, ...]] = {
    "critical": ("bold", "red"), "high": ("red",), "medium": ("yellow",), "low": ("cyan",), "info": ("dim",),
}  # fmt: skip
END = "\033[0m"


class Page(Struct, frozen=True):
    """A terminal, or a file of 100 columns without colour."""

    width: int = 100
    color: bool = False

    def paint(self, text: str, *styles: str) -> str:
        """Return ``text`` in the styles of :data:`SGR`, or as it is where there is no colour.

        >>> Page(color=True).paint("x", "bold", "red")
        '\\x1b[1;31mx\\x1b[0m'
        """
        return (
            f"\033[{';'.join(SGR[style] for style in styles)}m{text}{END}" if self.color and styles and text else text
        )

    def rows(self, text: str, first: str = "", rest: str | None = None, styles: Iterable[str] = ()) -> list[str]:
        """Return ``text``, made safe for a terminal, in rows of the page (:func:`legaltools.text.wrap.rows`)."""
        return [self.paint(row, *styles) for row in rows(plain(text), self.width, first, rest)]


def encoded(lines: Iterable[str]) -> bytes:
    """Return lines as UTF-8, without space at their ends."""
    return ("\n".join(line.rstrip() for line in lines) + "\n").encode("utf-8", "replace")
