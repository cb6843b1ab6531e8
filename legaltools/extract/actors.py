"""Names that do what only a person does: what stands before 有权 at the beginning of a clause.

In: the text. Out: how strongly each run of words before such a marker looks like the name of an actor.
"""

import re
from collections import Counter

from legaltools.lexicon import Triggers, Words, table

_ACTING = table("parties")["acting"]
_CUES = frozenset(_ACTING["cues"])
_ONLY = frozenset(_ACTING["only"])
_TRIGGERS = Triggers([*_CUES, *(word for words in table("masks")["words"].values() for word in words)])
_WEIGHT = [(3 if word in _ONLY else 1) if word in _CUES else 0 for word in _TRIGGERS.phrases]
_TAILS = Words(_ACTING["extended"])
_THINGS = Words(table("subjects")["subject"]["thing"])
_NO_NAME = re.compile(_ACTING["no_name"])
_ADVERBS = Words(_ACTING["adverbs"])
_FOREIGN_WORD = re.compile(r"(?<=[\u4e00-\u9fff] )[A-Z][A-Za-z0-9.&-]{1,23}$")
_IN_QUOTES = re.compile("[\u201c\u300c](?P<name>[^\u201c\u201d\u300c\u300d]{2,12})[\u201d\u300d]$")
_CLOSING = ("\u201d", "\u300d")
_NAME_LEAD = re.compile(_ACTING["before"])
_BREAKS = r"[\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001\n,;:\uff08\uff09()\u201c\u201d\u300a\u300b]"
_TO_BREAK = re.compile(f"(?s:.*){_BREAKS}")
LONGEST = 16  # characters of a name


def find(text: str) -> Counter[str]:
    """Return every run that stands before a marker of action, with its weight: 3 for what only a person does, else 1.

    >>> find("，某某云有权暂停服务")["某某云"]
    3
    """
    seen: Counter[str] = Counter()
    for index, start, _ in _TRIGGERS.hits(text):
        weight = _WEIGHT[index]
        if weight and (name := _before(text, start)):
            seen[name] += weight
    return seen


def is_name(run: str) -> bool:
    """Tell whether a run of words may be a name: no function word in it, and no thing at its end."""
    return not _NO_NAME.search(run) and (not is_thing(run) or is_brand(run))


def is_thing(run: str) -> bool:
    """Tell whether a run of words ends as the name of a thing."""
    return bool(_THINGS.at_end(run))


def is_brand(run: str) -> bool:
    """Tell whether a run ends as brands do (某某平台)."""
    return bool(_TAILS.at_end(run))


def _before(text: str, at: int) -> str:
    window = text[max(0, at - 17) : at]
    if window.endswith(_CLOSING) and (quoted := _IN_QUOTES.search(window)):
        return quoted["name"]
    window = _ADVERBS.strip_end(window)
    if window[-1:].isascii() and (foreign := _FOREIGN_WORD.search(window)):  # 您同意 Acme 不会 …
        return foreign[0]
    broken = _TO_BREAK.match(window)
    if broken is None and len(window) <= LONGEST:
        return ""
    name = window[broken.end() if broken else len(window) - LONGEST :]
    if len(name) < 2:
        return ""
    lead = _NAME_LEAD.match(name)
    return name[lead.end() if lead else 0 :].strip()
