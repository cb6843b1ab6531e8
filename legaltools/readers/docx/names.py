"""Names of the XML vocabulary (ECMA-376 part 1) and the two ways its attributes are read."""

from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VAL = WORD + "val"
OFF = frozenset(("0", "false", "off", "none"))


def w(*names: str) -> tuple[str, ...]:
    """Return the qualified names of WordprocessingML elements.

    >>> w("p")
    ('{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p',)
    """
    return tuple(WORD + name for name in names)


def is_on(element: Any) -> bool:
    """Tell whether an on/off property (17.17.4 ST_OnOff) is on: present without value means yes."""
    return element.get(VAL) not in OFF


def whole(value: str | None, default: int = 0) -> int:
    """Return an attribute as a whole number in 0…32767 (all that Word's lists know), ``default`` if it is none.

    >>> whole("12"), whole("x", 1), whole("-3"), whole("9999999")
    (12, 1, 0, 32767)
    """
    try:
        return min(max(int(value), 0), 32767) if value is not None and len(value) < 12 else default
    except ValueError:
        return default
