"""How many columns of a terminal text takes (UAX #11, East Asian Width)."""

from functools import cache


@cache
def is_wide(char: str) -> bool:
    """Tell whether a terminal gives ``char`` two columns (UAX #11, East Asian Width W and F).

    >>> [is_wide(c) for c in "法A１"]
    [True, False, True]
    """
    from unicodedata import east_asian_width

    return east_asian_width(char) in "WF"


@cache
def size(char: str) -> int:
    """Return how many terminal columns ``char`` takes: two if wide, none if it combines or is invisible, else one."""
    from unicodedata import category

    return 2 if is_wide(char) else 0 if category(char) in ("Mn", "Me", "Cf") else 1


def columns(text: str) -> int:
    """Return how many terminal columns ``text`` takes.

    >>> columns("ab\uff0c"), columns("e\u0301")
    (4, 1)
    """
    return len(text) if text.isascii() else sum(map(size, text))
