"""Lists inside a clause that grew or shrank, were opened or closed: of what one may or must do, of causes, of contents.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from legaltools.compare.effects.exceptions import excepting
from legaltools.compare.effects.facts import Facts
from legaltools.compare.effects.stake import FAVOURS, GIVEN, doer
from legaltools.compare.effects.wording import LONG, Replacement, keyed, ordered, passages, replacements
from legaltools.compare.effects.worth import effect, of_more, quoted, said_by, worth
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.annotation import Norm
from legaltools.model.comparison import Effect

_WORDS = table("effects")["list"]
_MARKS = tuple(table("effects")["list_marks"])
_SPLIT = re.compile("|".join(map(re.escape, sorted(_MARKS, key=len, reverse=True))))
_OPEN, _CLOSED = re.compile(_WORDS["open"]), re.compile(_WORDS["closed"])
_REST = re.compile(_WORDS["rest"])
_EXCLUDED = re.compile(_WORDS["excluded"])
_UNFREED, _FORCE = re.compile(_WORDS["unfreed"]), re.compile(_WORDS["force"])
_CAUSES, _PURPOSE = re.compile(_WORDS["causes"]), re.compile(_WORDS["purpose"])
_EXPOSING = re.compile(_WORDS["exposing"])
_ITEMS = re.compile(_WORDS["items"])
_KNOWN = (*table("effects")["personal"], *_WORDS["known"])
_ALL, _PART = re.compile(_WORDS["all"]), re.compile(_WORDS["part"])
_QUALIFIER = re.compile(_WORDS["qualifier"])
_UNASKED = re.compile(_WORDS["unasked"])
_ALONE, _SOLE = re.compile(_WORDS["alone"]), re.compile(_WORDS["sole"])
_HELD = re.compile("|".join(table("effects")["stake"]["holds"]))
_ET_CETERA, _ONLY = frozenset(_WORDS["et_cetera"]), tuple(_WORDS["only"])
_NOT = _WORDS["not"]
_BOUND = "\uff0c\u3002\uff1b\uff1a\uff08\uff09()\n"
_TRIM = '\uff0c\u3002\uff1b, \u201c\u201d\u300c\u300d"'
PLACES = 2  # of a clause that were changed at most if a list was
ITEM = 2  # characters at the end of a list that stand on both sides if it only was opened or closed
SHORT = 6  # characters that open or close a list at most: 包括但不限于
WIDE = 40  # characters before a list in which it is told what is done with what it lists
NEAR, FEW = 4, 12  # characters around a changed word that may belong to it; characters quoted before 等


class Entry(Struct, frozen=True):
    """An entry that came to a list (``more``) or went from it, at ``at`` of the document of ``facts``."""

    text: str
    more: bool
    at: int
    facts: Facts


def lists(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the lists that grew or shrank by an entry, then those that were opened or closed."""
    if max(len(old.text), len(new.text)) <= LONG:
        for entry in _listed(old, new):
            yield from _told(entry)
        yield from _opened(old, new)


def rewritten(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the entries that a list has more or less of where words of it were replaced."""
    swaps = list(replacements(old, new))
    if len(swaps) <= PLACES and len(swaps) + len(list(passages(old, new))) <= PLACES:  # else all is written anew
        for swap in swaps:
            entries = list(_exchanged(old, new, swap))
            if entries:
                yield from _told(replace(entries[0], text=_MARKS[0].join(entry.text for entry in entries)))


def _told(entry: Entry) -> Iterator[Effect]:
    """Yield what it means that an entry came or went: in an exception, a cause of exemption, or any other list.

    An exception that no norm has is looked at as a whole.
    """
    norm, excepted = said_by(entry.facts, entry.at, entry.at + len(entry.text))
    if not excepted and excepting(entry.facts, entry.at):
        return
    sentence, pair = entry.facts.side.sentence(entry.at), ordered(entry.text, more=entry.more)
    sign, rule = (1, "widened") if entry.more else (-1, "narrowed")
    if _UNFREED.search(sentence):  # 故意的，不适用前款免责
        yield effect("exemption", "unfreed_added" if entry.more else "unfreed_removed", *pair, sign)
        return
    if not excepted and _HELD.search(_before(entry)):  # 租金已包含…: for the user
        yield effect("scope", f"scope_{rule}", *pair, sign)
        return
    more = _worth(entry, norm, excepted) * (-1 if excepted else 1)
    frees = norm is not None and _frees(entry.facts, norm)
    if _FORCE.search(sentence) or (not frees and not excepted and _is_cause(entry)):
        yield effect("exemption", f"exemption_{rule}", *pair, -sign * _excused(entry))
    elif not frees and (norm is None or _gathering(norm)) and _exposing(entry):
        yield effect("scope", f"scope_{rule}", *pair, -sign)
    elif norm is None and _PURPOSE.search(_before(entry)) and any(word in sentence for word in _KNOWN):
        yield effect("scope", f"scope_{rule}", *pair, -sign)  # what data is used for
    elif excepted or (frees if norm is not None else _excluded(entry)):
        yield effect("exemption", f"exemption_{rule}", *pair, sign * more)
    else:
        yield effect("scope", f"scope_{rule}", *pair, sign * more)


def _is_cause(entry: Entry) -> bool:
    """Tell whether an entry stands beside causes that excuse somebody (不可抗力、停电、…)."""
    around = _around(entry.facts.text, entry.at - entry.facts.start, entry.text)
    return _CAUSES.search(around.replace(entry.text, "")) is not None


def _excused(entry: Entry) -> int:
    """Return whether more causes excuse who serves (1) or whoever they happen to (0: 任何一方因不可抗力…)."""
    return 0 if entry.facts.side.party_before(entry.at) == "mutual" else 1


def _gathering(norm: Norm) -> bool:
    """Tell whether a norm tells of something the provider will or may do."""
    return norm.bearer_role == "provider" and norm.type in ("obligation", "power", "permission")


def _exposing(entry: Entry) -> bool:
    """Tell whether the piece around a place is about what is gathered or told of the user, or lists such things."""
    text, piece = entry.facts.side.document.text, entry.facts.side.piece(entry.at).of(entry.facts.side.document.text)
    sentence = entry.facts.side.around(entry.at)
    before = text[max(sentence.start, entry.at - WIDE) : entry.at] + piece
    told = _EXPOSING.search(before) is not None and any(word in before for word in _KNOWN)
    return told or len(_ITEMS.findall(piece)) > 1


def _before(entry: Entry) -> str:
    """Return the words between the last comma or stop and an entry."""
    text = entry.facts.text[: entry.at - entry.facts.start]
    return text[max(map(text.rfind, _BOUND)) + 1 :]


def _frees(facts: Facts, norm: Norm) -> bool:
    """Tell whether a norm frees somebody: from liability, or from asking for consent."""
    return norm.type == "exemption" or _UNASKED.search(quoted(facts, norm.start, norm.end)) is not None


def _worth(entry: Entry, norm: Norm | None, excepted: bool) -> int:
    """Return whom one entry more is good for; more of what alone may be done is a freedom."""
    if _ALONE.search(_before(entry)) and not excepted:
        return -GIVEN.get(doer(entry.facts.side, entry.at), 0) or 1
    if norm is None:
        sentence = entry.facts.side.sentence(entry.at)
        return -bool(FAVOURS.search(sentence)) if _excluded(entry) else of_more(entry.facts, entry.at)
    return -worth(norm) if norm.cue.text.startswith(_ONLY) and not excepted else worth(norm)


def _excluded(entry: Entry) -> bool:
    """Tell whether the sentence of an entry leaves out what it lists (…的，不适用保修)."""
    return _EXCLUDED.search(entry.facts.side.sentence(entry.at)) is not None


def _listed(old: Facts, new: Facts) -> Iterator[Entry]:
    """Yield the entries that were put in or taken out whole; one that only moved is none."""
    for passage in passages(old, new):
        text = passage.text.strip(_TRIM)
        if text.startswith(_MARKS) == text.endswith(_MARKS) or len(key(text)) <= 1:
            continue
        bare, counts = key(_bare(text)), [facts.text.count(_bare(text)) for facts in (old, new)]
        if counts[0] != counts[1] or bare not in keyed((old if passage.op == "+" else new).text):
            yield Entry(_bare(text), passage.op == "+", passage.start + passage.text.index(text), passage.facts)


def _exchanged(old: Facts, new: Facts, swap: Replacement) -> Iterator[Entry]:
    """Yield the entries that a list has more or less of where words of it were replaced."""
    was, now = _around(old.text, swap.at_old, swap.was), _around(new.text, swap.at_new, swap.now)
    before, after = ([part for part in _SPLIT.split(words) if part.strip()] for words in (was, now))
    if len(before) == len(after) or not set(before) & set(after):
        return
    gone, come = [p for p in before if p not in after], [p for p in after if p not in before]
    more = len(after) > len(before)
    fewer, extra, facts = (gone, come, new) if more else (come, gone, old)
    for part in fewer:
        like = next((p for p in extra if _alike(part, p)), None)
        if like is None:
            return
        extra = [p for p in extra if p is not like]
    for part in extra:
        place = facts.text.find(part, max(0, (swap.at_new if more else swap.at_old) - len(now)))
        yield Entry(part.strip(_TRIM), more, facts.start + max(place, 0), facts)


def _alike(one: str, other: str) -> bool:
    """Tell whether two entries are one with and without what stands before or behind a list."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short) or one[-2:] == other[-2:]


def _around(text: str, at: int, words: str) -> str:
    """Return the list, between two stops, around words at an offset."""
    start = max(text.rfind(stop, 0, at) for stop in _BOUND) + 1
    end = min((found for stop in _BOUND if (found := text.find(stop, at + len(words))) >= 0), default=len(text))
    return text[start:end]


def _bare(text: str) -> str:
    for mark in _MARKS:
        text = text.removeprefix(mark).removesuffix(mark)
    return text.strip(_TRIM)


def _opened(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield a list that is open where it was closed, or the other way round (仅限于 / 包括但不限于 / 等)."""
    for swap in replacements(old, new):
        was, now = _opener(old.text, swap.at_old, swap.was), _opener(new.text, swap.at_new, swap.now)
        if was and now and was[1] != now[1]:
            yield _effect(was[0], now[0], now[1], new, swap.at_new)
            return
        if _extent(swap.was) * _extent(swap.now) < 0:
            yield _effect(swap.was, swap.now, _extent(swap.now) > 0, new, swap.at_new)
        rests = _leaves_open(old.text, swap.at_old, swap.was), _leaves_open(new.text, swap.at_new, swap.now)
        kept = (old if rests[0] else new).text[: swap.at_old if rests[0] else swap.at_new][-ITEM:]
        listed = _MARKS[0] in (swap.was if rests[0] else swap.now)  # the list as a whole went or came
        if rests[0] != rests[1] and not listed and kept in (new if rests[0] else old).text:
            yield _effect(swap.was, swap.now, rests[1], new, swap.at_new)
    for passage in passages(old, new):
        at, more = passage.start - passage.facts.start, passage.op == "+"
        after = passage.facts.text[at + len(passage.text) :]
        opener = _opener(passage.facts.text, at, passage.text) if len(passage.text) <= SHORT else None
        if _QUALIFIER.fullmatch(passage.text) and not excepting(passage.facts, passage.start):
            longer = passage.facts.text[at : at + FEW]
            yield _effect(*ordered(longer, longer.removeprefix(passage.text), more=more), not more, passage.facts, at)
            continue
        if (passage.text in _ONLY and opener is None) or (passage.text == _NOT and _SOLE.match(after)):
            longer = passage.facts.text[at : at + FEW]
            yield _effect(*ordered(longer, longer.removeprefix(passage.text), more=more), not more, passage.facts, at)
            continue
        rest = passage.text.startswith(tuple(_ET_CETERA)) and len(passage.text) <= FEW
        if (rest and _MARKS[0] in passage.facts.text[max(0, at - FEW) : at]) or opener is not None:
            longer = passage.facts.text[max(0, at - FEW) : at + len(passage.text)]
            pair = ordered(longer, longer.removesuffix(passage.text), more=more)
            yield _effect(*pair, more if opener is None else more == opener[1], passage.facts, at)


def _extent(words: str) -> int:
    """Return 1 for words that mean all of something (全部损失), -1 for those that mean a part of it (直接损失)."""
    return bool(_ALL.match(words)) - bool(_PART.match(words))


def _effect(was: str, now: str, wider: bool, facts: Facts, at: int) -> Effect:
    entry = Entry("", wider, facts.start + at, facts)
    benefit = -_excused(entry) if _is_cause(entry) else -_exposing(entry) or of_more(facts, facts.start + at)
    return effect("scope", "list_opened" if wider else "list_closed", was, now, benefit if wider else -benefit)


def _leaves_open(text: str, at: int, words: str) -> bool:
    """Tell whether words at an offset leave a list open (…等情形, 日期、时间等)."""
    if _REST.match(text, at):
        return True
    return any(et in words for et in _ET_CETERA) and _MARKS[0] in text[max(0, at - FEW) : at + len(words)]


def _opener(text: str, at: int, words: str) -> tuple[str, bool] | None:
    """Return how the words at an offset, or those just around, open a list, and whether it is open."""
    around = text[max(0, at - NEAR) : at + len(words) + NEAR]
    opened, closed = _OPEN.search(around), _CLOSED.search(around)
    return (opened[0], True) if opened else (closed[0], False) if closed else None
