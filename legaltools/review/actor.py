"""Who acts: the side that is the subject of a predicate in a masked sentence.

In: a sentence and the offset of the predicate's first word. Out: a role, ``"other"`` for a noun that is no party of the
document (承运人), ``None`` if the clause names nobody, in which case the reader understands the provider.
"""

import re
from functools import cache

from legaltools.lexicon import table
from legaltools.model.annotation import Role
from legaltools.review.context import Sentence
from legaltools.review.rule import ROLE_MARKS
from legaltools.text.sentences import back

NOT_PROVIDER = ("user", "mutual", "third_party", "authority", "other")  # who acts is named, and it is not he
BREAKS = ",\u3002;:(\n"
FAR = 400  # characters before the verb that are looked at
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_ROLES = {mark: role for role, mark in ROLE_MARKS.items()}
_MENTION = re.compile(f"([{''.join(_ROLES)}])\\1{{0,60}}")


def actor(sentence: Sentence, at: int) -> Role | None:
    """Return who does what the words at ``at`` say; a list item without a subject takes its introduction's."""
    found = _subject(sentence.masked, at)
    if found is None and _opens_item(sentence) and not any(mark in sentence.masked[:at] for mark in BREAKS):
        head = sentence.head.partition("\n")[0]
        return _subject(head, len(head.rstrip(":")))
    return found


def _opens_item(sentence: Sentence) -> bool:
    """Tell whether nothing but a label stands before the sentence in its node."""
    node = sentence.node
    return node is not None and sentence.start <= node.text_start


def _subject(masked: str, at: int) -> Role | None:
    before = masked[max(0, at - FAR) : at]
    if "(" in before:
        before = _BRACKETS.sub("", before)
    before = before[back(before, len(before), FAR, BREAKS) :]
    oblique, possessive, other, opens = _words()
    mentions = [m for m in _MENTION.finditer(before) if not oblique.search(before, 0, m.start())]
    for mention in mentions:
        if opens.match(before, mention.end()):
            return _ROLES[mention[1]]
    for mention in reversed(mentions):
        if not possessive.match(before, mention.end()):
            return _ROLES[mention[1]]
    return "other" if other.search(before) else None


@cache
def _words() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(table("actor")[key]) for key in ("oblique", "possessive", "other", "opens"))
