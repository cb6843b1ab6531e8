"""Length-preserving folding: every function returns as many code points as it takes, so spans stay valid."""

_FULL = {0xFF01 + i: 0x21 + i for i in range(94)}  # ！…～ → !…~ (Unicode block Halfwidth and Fullwidth Forms)
_SPACES = dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x200B, 0xFEFF, 0x09), 0x20)
_FOLD = _FULL | _SPACES


def fold(text: str) -> str:
    """Return ``text`` with full-width ASCII, wide and invisible spaces and tabs as plain ASCII; same length.

    >>> fold("３．１（ａ）：\u3000甲")
    '3.1(a): 甲'
    """
    return text.translate(_FOLD)


def is_wide(char: str) -> bool:
    """Tell whether a terminal gives ``char`` two columns (UAX #11, East Asian Width W and F).

    >>> [is_wide(c) for c in "法A１"]
    [True, False, True]
    """
    from unicodedata import east_asian_width

    return east_asian_width(char) in "WF"


def columns(text: str) -> int:
    """Return how many terminal columns ``text`` takes."""
    return len(text) + sum(map(is_wide, text))
