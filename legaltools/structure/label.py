"""Labels written anew: the same look, another number."""

from functools import lru_cache

from legaltools.structure.scheme import FULL_DIGITS, Label
from legaltools.text import numerals
from legaltools.text.width import fold

_FIRST = tuple(
    map(chr, (0x2460, 0x2474, 0x2488, 0x3220, 0x3280, 0x2776, 0x24F5, 0x249C, 0x24B6, 0x24D0, 0x2160, 0x2170))
)


def relabel(label: Label, printed: str, numbers: tuple[int, ...]) -> str:
    """Return ``printed`` with ``numbers`` in place of its own; ``printed`` itself where the numeral has no such form.

    >>> from legaltools.structure.scheme import read
    >>> [relabel(read(p), p, n) for p, n in (("2.1.1.1.", (2, 2, 1, 1)), ("第七条", (8,)), ("（１）", (2,)))]
    ['2.2.1.1.', '第八条', '（２）']
    """
    if label.scheme.number == "decimal":
        return _decimal(printed, numbers)
    start, end = _numeral(printed)
    if start == end:
        return printed
    old = printed[start:end]
    return printed[:start] + (_write(old, label, numbers[-1]) or old) + printed[end:]


def _decimal(printed: str, numbers: tuple[int, ...]) -> str:
    """Keep the separator and what stands after the last digit."""
    digits = [i for i, c in enumerate(printed) if c.isdigit()]
    separator = next((c for c in printed[digits[0] : digits[-1]] if not c.isdigit()), ".")
    text = separator.join(map(str, numbers))
    if not printed[digits[0]].isascii():
        text = text.translate(FULL_DIGITS)
    return text + printed[digits[-1] + 1 :]


def _numeral(printed: str) -> tuple[int, int]:
    """Return where the (first) numeral of a label stands."""
    start = next((i for i, c in enumerate(printed) if _is_numeral(c)), len(printed))
    end = start
    while end < len(printed) and _is_numeral(printed[end]):
        end += 1
        if printed[start] in numerals.ENCLOSED:
            break
    return start, end


def _is_numeral(char: str) -> bool:
    folded = fold(char)
    return (
        folded.isdigit()
        or char in numerals.CHINESE
        or char in numerals.ENCLOSED
        or (folded.isascii() and folded.isalpha())
    )


def _write(old: str, label: Label, number: int) -> str | None:
    """Write ``number`` in the numerals of ``old``."""
    if old in numerals.ENCLOSED:
        return _enclosed(number, _block(old))
    if fold(old).isdigit():
        text = str(number)
        return text if old.isascii() else text.translate(FULL_DIGITS)
    if label.scheme.number == "roman":
        roman = numerals.to_roman(number)
        return roman if old.isupper() else roman.lower()
    if label.scheme.number == "latin":
        if not 1 <= number <= 26:
            return None
        return chr(ord("A" if old.isupper() else "a") + number - 1)
    return numerals.format(number)


@lru_cache(maxsize=4096)
def _enclosed(number: int, block: int) -> str | None:
    """Return the enclosed numeral of a run of them that says ``number``."""
    return next((c for c, value in numerals.ENCLOSED.items() if value == number and _block(c) == block), None)


def _block(char: str) -> int:
    """Return which run of enclosed numerals a character is of; ①…⑳, ㉑…㉟ and ㊱…㊿ are one."""
    code = ord(char)
    if 0x2460 <= code <= 0x2473 or 0x3251 <= code <= 0x325F or 0x32B1 <= code <= 0x32BF:
        return 0x2460
    return max(ord(first) for first in _FIRST if ord(first) <= code)
