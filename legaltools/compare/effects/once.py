"""What several readers say of one change, told once: a notice as the notice, a figure by what it stands in.

In: effects of one stretch or clause. Out: those that are left, some of them with another class.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from legaltools.compare.effects.facts import Facts
from legaltools.compare.effects.wording import stands
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.comparison import Direction, Effect

DUTIES = {"obligation_added", "obligation_removed", "modality_changed"}  # what a notice may come or go as
RIGHTS = {"permission_added", "permission_removed"}
CUE = 4  # characters of a modal verb before a limit
PARTS = {"amount_added", "amount_removed", "condition_added", "condition_removed"}  # may stand in more
LEAD = 2  # characters in which two norms begin alike of which one says more
COMMON = 6  # characters at either end of a risk that an effect quotes
_AHEAD, _FREED = (re.compile(table("effects")["beforehand"][name]) for name in ("told", "freed"))
_NOTICE = tuple(table("effects")["notice"])


def merged(said: list[Effect], bounds: list[Effect], old: Facts) -> Iterator[Effect]:
    """Yield the effects of norms and of limits, those of a duty to give notice told once, as the notice."""
    for bound in bounds:
        if bound.rule in ("notice_added", "notice_removed"):
            if any(one.rule in RIGHTS and _contains(one, bound) for one in said):
                continue  # how a right is used (可提前一个月通知解约)
            same = [one for one in said if _tells(one, bound)]
            said = [one for one in said if one not in same]
            other = next((one for one in same if (one.old and one.new) or one.type == "exemption"), None)
            if other is not None:  # 无需通知 → 应提前十日通知
                bound = replace(bound, old=bound.old or other.old, new=bound.new or other.new)
        elif bound.rule in ("deadline_added", "deadline_removed") and any(_holds(one, bound) for one in said):
            continue  # told by the norm that became another
        elif bound.rule == "deadline_added":
            said = [one for one in said if not (one.rule == "obligation_added" and _only_by_when(one, bound, old))]
        yield bound
    yield from map(_noticed, said)


def _noticed(one: Effect) -> Effect:
    """Return the effect of a norm as that of a notice where what came or went is to tell somebody beforehand."""
    told = [_AHEAD.search(words) is not None and _FREED.match(words) is None for words in (one.old, one.new)]
    if one.rule not in DUTIES or told[0] == told[1]:
        return one
    return replace(one, type="notice", rule="notice_added" if told[1] else "notice_removed")


def _holds(one: Effect, limit: Effect) -> bool:
    """Tell whether a norm that became another kind holds a limit that came or went."""
    return one.rule == "modality_changed" and _contains(one, limit)


def _tells(one: Effect, notice: Effect) -> bool:
    """Tell whether the effect of a norm is only that a notice came or went."""
    freed, words = ("exemption_removed", one.old) if notice.new else ("exemption_added", one.new)
    if one.rule == freed and _FREED.match(words) and any(word in words for word in _NOTICE):
        return True
    return one.rule in DUTIES and _contains(one, notice)


def _only_by_when(one: Effect, limit: Effect, old: Facts) -> bool:
    """Tell whether a duty only says by when something has to be done that had to be done before (按时 → 应在5日内)."""
    before, found, after = one.new.partition(limit.new)
    return bool(found) and len(key(after)) > 1 and len(before) <= CUE and stands(after, old)


def _contains(one: Effect, limit: Effect) -> bool:
    return limit.new in one.new if limit.new else limit.old in one.old


def part_of_another(one: Effect, found: list[Effect]) -> bool:
    """Tell whether an effect is told by another one: a figure by its definition, whose court it is by the court."""
    if one.type in ("party", "modality"):
        courts = table("effects")["courts"]
        settled = [other for other in found if other.type == "jurisdiction"]
        if bool(one.old) != bool(one.new) and any(one.old in other.old and one.new in other.new for other in settled):
            return True
        return bool(settled) and any(word in one.old + one.new for word in courts)
    if one.type == "definition":
        said = [other for other in found if other.type in ("modality", "party") and other.old and other.new]
        return any(one.old.replace(other.old, other.new, 1) == one.new for other in said)
    if one.type in ("amount", "deadline"):
        meant = (other for other in found if other.type == "definition")
        return any(one.old in other.old and one.new in other.new for other in meant)
    return False


def _same_notice(one: Effect, notice: Effect) -> bool:
    """Tell whether what came or went is only that a notice did (无需另行通知), or a period in it."""
    if notice.type != "notice" or one.type not in ("exemption", "deadline", "scope") or (one.old and one.new):
        return False
    words = one.new or one.old
    return any(
        words in told or (one.type == "exemption" and told and told in words) for told in (notice.old, notice.new)
    )


def without_parts(found: list[Effect]) -> list[Effect]:
    """Return effects without those that only repeat a part of another one of them."""
    found = [one for one in found if not any(_same_notice(one, other) for other in found)]
    found = [one for one in found if not any(_figure_of(one, other) for other in found)]
    again = [one for pair in _rewritten(found) for one in pair]
    return [one for one in found if one not in again]


def _rewritten(found: list[Effect]) -> Iterator[tuple[Effect, Effect]]:
    """Yield what went and what came of one kind where what differs in them is told by itself (直接损失 → 一切损失)."""
    for gone in found:
        kind = gone.rule.removesuffix("_removed")
        for come in found if kind != gone.rule and gone.type == "modality" else ():
            told = come.rule == f"{kind}_added" and any(_between(one, gone, come) for one in found)
            if told:
                yield gone, come
                break


def _between(one: Effect, gone: Effect, come: Effect) -> bool:
    """Tell whether an effect says wherein what came is not what went: words exchanged, or more words at its end."""
    if one in (gone, come) or one.direction == "unclear" or not one.new:
        return False
    if one.old:
        return one.old in gone.old and one.new in come.new
    return one.new in come.new and come.new.startswith(gone.old[:LEAD])


def _figure_of(one: Effect, other: Effect) -> bool:
    """Tell whether a sum or a condition that came or went only stands in what came or went as a whole."""
    whole = other.type not in ("amount", "scope") and bool(other.old) != bool(other.new)
    return whole and one.rule in PARTS and (one.new or one.old) in (other.new or other.old)


def overlap(one: Effect, risk: Effect) -> bool:
    """Tell whether an effect already quotes the words of a risk: what came or went with them need not be told twice."""
    words, quote = (one.new, risk.new) if risk.new else (one.old, risk.old)
    quote = quote.partition(": ")[2]
    return bool(words) and (quote in words or words in quote or quote[:COMMON] in words or quote[-COMMON:] in words)


def once(found: list[Effect]) -> Iterator[Effect]:
    """Yield each effect once; one that several norms of a sentence read to both sides' favour is unclear."""
    directions: dict[Effect, set[Direction]] = {}
    for one in found:
        directions.setdefault(replace(one, direction="unclear"), set()).add(one.direction)
    for one, read in directions.items():
        yield replace(one, direction=read.pop()) if len(read) == 1 else one
