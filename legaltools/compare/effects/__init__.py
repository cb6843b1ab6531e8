"""What a change means and who is worse off: typed facts of both sides in, :class:`Effect` values out.

``facts`` are what a clause says on each side; ``norms``, ``limits`` (also amounts), ``forums``, ``definitions`` compare
them; ``lists``, ``exceptions``, ``conditions`` and ``places`` (who stands for whom, counts) read the words where typed
facts say nothing. ``worth`` and ``stake`` tell who gains: by the norm, else by the act nearest and who does it.

Every effect names the rule that decided its direction; where no rule decides it is ``unclear``, never a guess. The
wording of each rule is in the message catalogues (``effects.<rule>``).
"""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from legaltools.compare.effects.conditions import conditions
from legaltools.compare.effects.definitions import definitions
from legaltools.compare.effects.exceptions import consents, exceptions
from legaltools.compare.effects.facts import Facts, paired
from legaltools.compare.effects.forums import DISPUTES, forums
from legaltools.compare.effects.limits import amounts, inclusive, limits, rhythms, sums
from legaltools.compare.effects.lists import lists, rewritten
from legaltools.compare.effects.norms import norms, turns
from legaltools.compare.effects.notices import notices
from legaltools.compare.effects.places import counts, parties, shared
from legaltools.compare.effects.slices import slices
from legaltools.compare.effects.wording import stands
from legaltools.compare.effects.worth import effect, of_finding
from legaltools.compare.units import key
from legaltools.lexicon import table
from legaltools.model.comparison import Direction, Effect, EffectType
from legaltools.model.finding import Finding

CUE = 4  # characters of a modal verb before a limit
COMMON = 6  # characters at either end of a risk that an effect quotes
LIMITS = "LIM"
SLIGHT = {"low", "info"}  # severities of findings whose coming or going is not worth a line
SHOWN = {"yes", "partly"}
DUTIES = {"obligation_added", "obligation_removed", "modality_changed"}  # what a notice may come or go as
_AHEAD, _FREED = (re.compile(table("effects")["beforehand"][name]) for name in ("told", "freed"))
_NOTICE = tuple(table("effects")["notice"])
WORDED: frozenset[EffectType] = frozenset(
    {"party", "jurisdiction", "definition", "modality", "exemption", "deadline", "notice", "scope"}
)
Reader = Callable[[Facts, Facts], Iterator[Effect]]
# What the words say where the typed facts say nothing of these kinds.
FALLBACKS: tuple[tuple[frozenset[EffectType], Reader], ...] = (
    (frozenset({"notice", "definition"}), notices),
    (frozenset({"definition"}), consents),
    (frozenset({"party", "jurisdiction", "definition"}), shared),
    (frozenset({"definition", "jurisdiction", "party"}), lists),
    (frozenset({"modality", "exemption", "definition"}), exceptions),
    (frozenset({"modality", "exemption", "definition", "notice"}), turns),
    (frozenset({"party", "jurisdiction", "definition"}), parties),
    (WORDED, rewritten),
    (WORDED, conditions),
    (frozenset({"amount", "deadline", "notice", "definition"}), rhythms),
    (frozenset({"amount", "deadline", "notice"}), inclusive),
    (frozenset({"amount", "deadline", "notice", "definition"}), counts),
    (frozenset({"amount", "definition"}), sums),
)


def effects(old: Facts, new: Facts) -> tuple[Effect, ...]:
    """Return what the change of one clause means."""
    told = [one for before, after in slices(old, new) for one in _told(before, after)]
    risks = _findings(old, new)
    if old.text and new.text:  # of what came or went as a whole all risks are told
        risks = (risk for risk in risks if not any(_overlap(one, risk) for one in told))
    return tuple(_once([*told, *risks]))


def _once(found: list[Effect]) -> Iterator[Effect]:
    """Yield each effect once; one that several norms of a sentence read to both sides' favour is unclear."""
    directions: dict[Effect, set[Direction]] = {}
    for one in found:
        directions.setdefault(replace(one, direction="unclear"), set()).add(one.direction)
    for one, read in directions.items():
        yield replace(one, direction=read.pop()) if len(read) == 1 else one


def _overlap(one: Effect, risk: Effect) -> bool:
    """Tell whether an effect already quotes the words of a risk: what came or went with them need not be told twice."""
    words, quote = (one.new, risk.new) if risk.new else (one.old, risk.old)
    quote = quote.partition(": ")[2]
    return bool(words) and (quote in words or words in quote or quote[:COMMON] in words or quote[-COMMON:] in words)


def _told(old: Facts, new: Facts) -> list[Effect]:
    """Return what a stretch of a clause says otherwise."""
    found = [
        *_merged(list(norms(old, new)), list(limits(old, new)), old),
        *amounts(old, new),
        *forums(old, new),
        *definitions(old, new),
    ]
    found = [one for one in found if not _part_of_another(one, found)]
    for kinds, reader in FALLBACKS:
        if not kinds & {one.type for one in found}:
            found += reader(old, new)
    found = [one for one in found if not any(_same_notice(one, other) for other in found)]
    return [one for one in found if not any(_figure_of(one, other) for other in found)]


def _figure_of(one: Effect, other: Effect) -> bool:
    """Tell whether a sum that came or went only stands in what came or went as a whole."""
    whole = other.type != "amount" and bool(other.old) != bool(other.new)
    return whole and one.rule in ("amount_added", "amount_removed") and (one.new or one.old) in (other.new or other.old)


def _same_notice(one: Effect, notice: Effect) -> bool:
    """Tell whether what came or went is only that a notice did (无需另行通知), or a period in it."""
    if notice.type != "notice" or one.type not in ("exemption", "deadline", "scope") or (one.old and one.new):
        return False
    words = one.new or one.old
    return any(
        words in told or (one.type == "exemption" and told and told in words) for told in (notice.old, notice.new)
    )


def _merged(said: list[Effect], bounds: list[Effect], old: Facts) -> Iterator[Effect]:
    """Yield the effects of norms and of limits, those of a duty to give notice told once, as the notice."""
    for bound in bounds:
        if bound.rule in ("notice_added", "notice_removed"):
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


def _part_of_another(one: Effect, found: list[Effect]) -> bool:
    """Tell whether an effect is told by another one: a figure by its definition, whose court it is by the court."""
    if one.type in ("party", "modality"):
        courts = table("effects")["courts"]
        settled = [other for other in found if other.type == "jurisdiction"]
        if bool(one.old) != bool(one.new) and any(one.old in other.old and one.new in other.new for other in settled):
            return True
        return bool(settled) and any(word in one.old + one.new for word in courts)
    if one.type == "definition":
        said = [other for other in found if other.type == "modality" and other.old and other.new]
        return any(one.old.replace(other.old, other.new, 1) == one.new for other in said)
    if one.type in ("amount", "deadline"):
        meant = (other for other in found if other.type == "definition")
        return any(one.old in other.old and one.new in other.new for other in meant)
    return False


def formatting(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the findings whose marking was lost or added, also where the words stayed; one of each sentence."""
    told: set[int] = set()
    for was, now in paired(old.findings, new.findings, lambda a, b: float(a.rule == b.rule)):
        if was is None or now is None or now.card in told or "unknown" in (was.emphasised, now.emphasised):
            continue
        if (was.emphasised in SHOWN) != (now.emphasised in SHOWN):
            told.add(now.card)
            lost = was.emphasised in SHOWN
            rule = "emphasis_lost" if lost else "emphasis_added"
            yield effect("formatting", rule, was.quote, now.quote, -1 if lost else 1)


def _findings(old: Facts, new: Facts) -> Iterator[Effect]:
    """Yield the risks a change introduced and resolved; what is only odd about the writing is no risk."""
    before = [f for f in old.findings if f.severity not in SLIGHT and not stands(f.quote, new)]
    after = [f for f in new.findings if f.severity not in SLIGHT and not stands(f.quote, old)]
    for was, now in paired(before, after, lambda a, b: float(a.rule == b.rule)):
        if was is None and now is not None:
            yield effect(_kind(now), "finding_introduced", "", f"{now.name}: {now.quote}", of_finding(now))
        elif now is None and was is not None:
            yield effect(_kind(was), "finding_resolved", f"{was.name}: {was.quote}", "", -of_finding(was))


def _kind(finding: Finding) -> EffectType:
    family = finding.rule[:3]
    return "jurisdiction" if family == DISPUTES else "exemption" if family == LIMITS else "scope"
