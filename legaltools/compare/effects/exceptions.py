"""Exceptions that came, went, or were made wider or narrower, whatever they are made from.

In: the facts of a clause on both sides. Out: :class:`~legaltools.model.comparison.Effect` values.
"""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from legaltools.compare.effects.facts import Facts
from legaltools.compare.effects.stake import ASKED, GIVEN, OTHER, doer, of_consent
from legaltools.compare.effects.wording import LONG, Passage, ordered, passages, replacements
from legaltools.compare.effects.worth import BANS, effect, of_more, worth
from legaltools.lexicon import table
from legaltools.model.comparison import Effect
from legaltools.model.span import Span

_WORDS = table("effects")["exception"]
_WHOLE, _PHRASE, _NARROWER = (re.compile(_WORDS[name]) for name in ("whole", "phrase", "narrower"))
_LEAD, _WHAT = tuple(table("effects")["consent"]["lead"]), tuple(table("effects")["consent"]["what"])
_STRICT, _CONSENTED = (re.compile(table("effects")["consent"][name]) for name in ("strict", "consented"))
_BANNED = re.compile(table("effects")["consent"]["banned"])
_UNASKED = re.compile(table("effects")["consent"]["unasked"])
_RANKS = [re.compile(words) for words in table("effects")["consent"]["ranks"]]
_AGREED = re.compile(table("effects")["consent"]["agreed"])
_OR = re.compile("|".join(table("effects")["list_marks"]))
_LINKS = table("effects")["links"]
_COMMA = "\uff0c"
_STARTS = "\uff0c\u3002\uff1b\uff1a\n"
NEAR, CONSENT = 8, 2  # characters before a consent that name who gives it; its own
SLIGHT = 0.25  # share of an exception that may be said in other words where it was made longer or shorter


def exceptions(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the exceptions that were added, taken away, widened or narrowed."""
    if max(len(old.text), len(new.text)) > LONG:
        return
    whole = [passage for passage in passages(old, new) if _WHOLE.fullmatch(passage.text)]
    for passage in whole:
        more = _stake(passage.facts, _main(passage.facts, _within(passage)))
        if passage.op == "+":
            yield effect("exemption", "exception_added", "", passage.text, -more)
        else:
            yield effect("exemption", "exception_removed", passage.text, "", more)
    if not whole:
        yield from _reworded(old, new)


def _reworded(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the exceptions that say something else now: more words but narrowing ones make them wider."""
    phrases = [[Span(*found.span()) for found in _PHRASE.finditer(facts.text)] for facts in (old, new)]
    if len(phrases[0]) != len(phrases[1]):
        return
    for before, after in zip(*phrases, strict=True):
        was, now = before.of(old.text), after.of(new.text)
        if was == now or not (_touched(old, new, "-", before) or _touched(old, new, "+", after)):
            continue
        narrowing = len(_NARROWER.findall(now)) - len(_NARROWER.findall(was))
        if Indel.distance(was, now) == abs(len(now) - len(was)) and len(_OR.findall(now)) != len(_OR.findall(was)):
            narrowing = 0  # an alternative more or less
        exchanged = Indel.distance(was, now) - abs(len(now) - len(was))
        if not narrowing and exchanged > SLIGHT * max(len(was), len(now)):
            continue  # said in other words
        wider = -narrowing if narrowing else len(now) - len(was)
        if not wider or old.side.nameless(was) == new.side.nameless(now):
            continue
        rule = "exception_widened" if wider > 0 else "exception_narrowed"
        more = _stake(new, _main(new, after))
        yield effect("exemption", rule, was, now, -more if wider > 0 else more)


def _stake(facts: Facts, at: int) -> int:
    """Return what an exception is made from is worth: that somebody is asked is good for him."""
    return of_consent(facts.side, at) or of_more(facts, at)


def _touched(old: Facts, new: Facts, op: str, phrase: Span) -> bool:
    """Tell whether something was changed inside a phrase of one side, and not all of it."""
    for passage in passages(old, new):
        if passage.op == op and phrase.start <= passage.start - passage.facts.start < phrase.end:
            return len(passage.text) < phrase.end - phrase.start
    for swap in replacements(old, new):
        at, words = (swap.at_old, swap.was) if op == "-" else (swap.at_new, swap.now)
        if phrase.start <= at and at + len(words) <= phrase.end:
            return True
    return False


def excepting(facts: Facts, at: int) -> bool:
    """Tell whether what stands at an offset of the document is part of an exception."""
    return any(found.start() <= at - facts.start < found.end() for found in _PHRASE.finditer(facts.text))


def consents(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the words "without the consent of …" that came to or went from a prohibition: an exception of it."""
    yield from _stricter(old, new)
    for swap in replacements(old, new):
        for more, (free, asked) in ((1, (swap.was, swap.now)), (-1, (swap.now, swap.was))):
            if _UNASKED.fullmatch(free) and _AGREED.fullmatch(asked):
                at = new.start + swap.at_new if more > 0 else old.start + swap.at_old
                words = Passage("+", asked, at, new if more > 0 else old)
                rule = "condition_added" if more > 0 else "condition_removed"
                yield effect("scope", rule, swap.was, swap.now, more * _asked(words))
    for passage in passages(old, new):
        if _AGREED.fullmatch(passage.text):
            pair = ordered(passage.text.strip(_STARTS).lstrip(_LINKS), more=passage.op == "+")
            rule = "condition_added" if passage.op == "+" else "condition_removed"
            yield effect("scope", rule, *pair, _asked(passage) * (1 if passage.op == "+" else -1))
            continue
        if not passage.text.lstrip(_STARTS).startswith(_LEAD) or not any(word in passage.text for word in _WHAT):
            continue
        end = passage.start + len(passage.text)
        stop = passage.facts.side.around(passage.start).end
        banned = next((n for n in passage.facts.norms if n.end >= end and n.start < stop and n.type in BANS), None)
        stake = _banned(passage, end) or (worth(banned) if banned is not None else 0)
        if banned is None and not stake:
            continue
        rule = "exception_added" if passage.op == "+" else "exception_removed"
        pair = ordered(passage.text.strip(_STARTS), more=passage.op == "+")
        yield effect("exemption", rule, *pair, -stake if passage.op == "+" else stake)


def _banned(passage: Passage, end: int) -> int:
    """Return what a ban behind an offset is worth that binds nobody named: it binds the side that is not asked."""
    text, stop = passage.facts.side.document.text, passage.facts.side.around(passage.start).end
    asked = passage.facts.side.named(passage.text)
    return GIVEN.get(OTHER.get(asked, "other"), 0) if _BANNED.search(text, end, stop) else 0


def _stricter(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield a consent that has to be given on its own, in writing or expressly, where it had not, and the contrary."""
    for passage in passages(old, new):
        text, end = passage.facts.side.document.text, passage.start + len(passage.text)
        if _STRICT.fullmatch(passage.text) and _CONSENTED.match(text, end):
            pair = passage.sides(text[passage.start : end + CONSENT])
            yield _consent(passage.facts, passage.start, *pair, 1 if passage.op == "+" else -1)
    for swap in replacements(old, new):
        at = new.start + swap.at_new
        text, end = new.side.document.text, at + len(swap.now)
        before, after = _rank(swap.was), _rank(swap.now)
        if before and after and before != after and _CONSENTED.match(text, end):
            consent = text[end : end + CONSENT]
            yield _consent(new, at, swap.was + consent, swap.now + consent, after - before)


def _rank(words: str) -> int:
    """Return how strict a consent is that a few words tell of, 0 if they say nothing of it."""
    found = (rank for rank, pattern in enumerate(_RANKS, 1) if pattern.search(words))
    return next(found, 0) if _STRICT.fullmatch(words) else 0


def _consent(facts: Facts, at: int, was: str, now: str, stricter: int) -> Effect:
    """Return that a consent at ``at`` is stricter now (``stricter`` > 0) or less strict."""
    asked = facts.side.named(facts.side.document.text[max(0, at - NEAR) : at])
    rule = "exception_narrowed" if stricter > 0 else "exception_widened"
    return effect("exemption", rule, was, now, stricter * ASKED.get(asked, 0))


def _asked(passage: Passage) -> int:
    """Return what it is worth that somebody is asked first: good if it is the user, bad if he has to ask."""
    side = passage.facts.side
    asked = side.named(passage.text)
    if asked not in GIVEN:
        asked = OTHER.get(doer(side, passage.start), "other")  # 征得对方同意
    return ASKED.get(asked, 0)


def _within(passage: Passage) -> Span:
    start = passage.start - passage.facts.start
    return Span(start, start + len(passage.text))


def _main(facts: Facts, exception: Span) -> int:
    """Return a place in what an exception is made from: behind it if it opens the sentence, else before."""
    begin = max(facts.text.rfind(_COMMA, 0, exception.start + 1), 0)
    opens = not facts.text[:begin] or facts.text[begin - 1] in _STARTS or facts.text[exception.start - 1] in _STARTS[1:]
    return facts.start + (exception.end + 1 if opens else begin - 1)
