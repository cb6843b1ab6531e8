"""The provider's brand where no clause defines it: the name that does what providers do (X 有权, X 不保证)."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache

from legaltools.lexicon import table

OFTEN = 3  # times a Chinese name must stand in such a frame; a Latin one once
MENTIONS = 8  # times it must stand in the text
LOOKED_AT = 200_000  # characters


def brand(folded: str, known: Collection[str]) -> str | None:
    """Return the name most often found as the subject of a provider's verbs, ``None`` if there is none.

    >>> brand("安云有权终止。安云不保证无误,安云保留权利。" + "由安云提供。" * 5, {"您"})
    '安云'
    """
    frame, never = _frame()
    names = Counter([found[1] for found in frame.finditer("\n" + folded, 0, LOOKED_AT)])  # it begins as a line does
    for name, count in names.most_common(5):
        if count < (1 if name.isascii() else OFTEN) or folded.count(name) < MENTIONS:
            continue
        if not (name in known or any(word in name for word in never) or any(len(k) > 1 and k in name for k in known)):
            return name
    return None


@cache
def _frame() -> tuple[re.Pattern[str], tuple[str, ...]]:
    data = table("roles")["brand"]
    return re.compile(data["pattern"]), tuple(data["never"])
