"""The markers a browser puts before list items: ``type``, ``start``, ``reversed``, ``value`` and ``list-style-type``.

Sources: HTML, 4.4.5 (the ordinal value of a list item); CSS Counter Styles Level 3, 6 and 7 (the predefined styles and
their suffixes).
"""

from collections.abc import Callable, Mapping

from legaltools.text import numerals

Attributes = Mapping[str, str | None]

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN_LIMIT = 3999


class Numbering:
    """One list: what its items are numbered with and which number comes next."""

    def __init__(self, tag: str, attributes: Attributes, style: str, items: int, depth: int) -> None:
        self.ordered = tag == "ol"
        self.step = -1 if self.ordered and "reversed" in attributes else 1
        start = _integer(attributes.get("start"))
        self.next = start if start is not None else items if self.step < 0 else 1
        self.style = style or _TYPES.get(attributes.get("type") or "", "") or (attributes.get("type") or "").lower()
        if not self.ordered and self.style not in _STYLES and self.style != "none":
            self.style = ("disc", "circle", "square")[min(depth, 2)]

    def label(self, attributes: Attributes, style: str) -> str:
        """Return the marker of the next item, ``""`` for none."""
        value = _integer(attributes.get("value")) if self.ordered else None
        number = value if value is not None else self.next
        self.next = number + self.step
        kind = style or _TYPES.get(attributes.get("type") or "", "") or self.style
        return marker(number, kind if kind in _STYLES or kind == "none" else "decimal")


def marker(number: int, style: str) -> str:
    """Return what ``list-style-type: style`` prints for ``number``, its suffix included.

    >>> [marker(3, s) for s in ("decimal", "upper-roman", "lower-alpha", "cjk-ideographic", "disc", "none")]
    ['3.', 'III.', 'c.', '三、', '•', '']
    """
    return "" if style == "none" else _STYLES[style](number)


def _alphabetic(number: int, first: str) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord(first) + rest) + letters
    return letters


def _letters(first: str) -> Callable[[int], str]:
    return lambda number: f"{_alphabetic(number, first) or number}."


def _roman(number: int) -> str:
    return numerals.to_roman(number) if 0 < number <= _ROMAN_LIMIT else str(number)


def _chinese(number: int) -> str:
    return f"{numerals.format(number)}\u3001" if number >= 0 else f"{number}."


def _integer(value: str | None) -> int | None:
    text = (value or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": lambda number: f"{number}.",
    "decimal-leading-zero": lambda number: f"{number:02}.",
    "lower-roman": lambda number: f"{_roman(number).lower()}.",
    "upper-roman": lambda number: f"{_roman(number)}.",
    **dict.fromkeys(("lower-alpha", "lower-latin"), _letters("a")),
    **dict.fromkeys(("upper-alpha", "upper-latin"), _letters("A")),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), _chinese),
    "disc": lambda _: "\u2022",
    "circle": lambda _: "\u25e6",
    "square": lambda _: "\u25aa",
}
