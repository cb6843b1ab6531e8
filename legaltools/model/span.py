"""Where something stands in the text as read."""

from msgspec import Struct


class Span(Struct, frozen=True, gc=False, order=True, array_like=True):
    """Half-open interval of code points ``[start, end)`` in ``Source.text``; JSON: ``[start, end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
