"""Silent edits and short notice: what the two texts say of their own dates against what was changed.

A text that changed while its date of last change and version stayed was changed silently. Where the new text names
both the date of change and the date of effect, the days between are held against the notice the *old* terms promise,
else against the seven days 电子商务法 art. 34 asks of platforms (told as advice).
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from legaltools.compare.effects.facts import Side
from legaltools.lexicon import table
from legaltools.model.comparison import Effect
from legaltools.text.width import fold

HEAD = 4000  # characters at either end of a text in which dates of version are looked for
PLATFORM_DAYS = 7


def versions(old: Side, new: Side, *, changed: bool) -> Iterator[Effect]:
    """Yield what is odd about the dates; ``changed`` tells whether anything of substance differs."""
    before, after = _stamp(old, "updated"), _stamp(new, "updated")
    number, figure = _figure(old), _figure(new)
    if changed and before and before == after and number == figure:
        yield Effect("notice", before.isoformat(), after.isoformat(), "unclear", "silent_edit")
    effective = _stamp(new, "effective")
    if changed and after and effective and effective >= after:
        window = (effective - after).days
        promised = _promised(old)
        if promised is not None and window < promised:
            yield Effect("notice", f"{promised:g}", str(window), "worse_for_user", "short_notice")
        elif promised is None and window < PLATFORM_DAYS:
            yield Effect("notice", str(PLATFORM_DAYS), str(window), "unclear", "platform_notice")


@cache
def _pattern(name: str, value: str) -> re.Pattern[str]:
    data = table("effects")["version"]
    return re.compile(f"(?:{'|'.join(map(re.escape, data[name]))}){data[value]}")


def _ends(side: Side) -> str:
    text = side.document.text
    return fold(text if len(text) <= 2 * HEAD else text[:HEAD] + "\n" + text[-HEAD:])


def _stamp(side: Side, name: str) -> date | None:
    """Return the first date that stands behind one of the words of ``name``."""
    found = _pattern(name, "date").search(_ends(side))
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None


def _figure(side: Side) -> str:
    found = _pattern("number", "figure").search(_ends(side))
    return found[1].lower() if found else ""


def _promised(side: Side) -> float | None:
    """Return the longest notice (days) the terms promise before a change of themselves."""
    words = table("effects")
    found = []
    for limit in side.annotations.deadlines:
        length = limit.days
        if limit.relation != "before" or length is None:
            continue
        sentence = side.sentence(limit.start)
        if all(any(word in sentence for word in words[name]) for name in ("notice", "amended")):
            found.append(length)
    return max(found, default=None)
