"""What a change means and who is worse off: typed facts of both sides in, :class:`Effect` values out.

``facts`` are what a clause says on each side; ``norms``, ``limits`` (also amounts), ``forums``, ``definitions`` compare
them; ``lists``, ``exceptions``, ``conditions`` and ``places`` (who stands for whom, counts) read the words where typed
facts say nothing, ``notices`` and ``slices`` what no limit tells and which sentences changed; ``once`` lets nothing be
told twice. ``worth``, ``periods`` (of limits) and ``stake`` tell who gains: by the norm, else by the act nearest and
who does it.

Every effect names the rule that decided its direction; where no rule decides it is ``unclear``, never a guess. The
wording of each rule is in the message catalogues (``effects.<rule>``).
"""

from collections.abc import Callable, Iterator

from legaltools.compare.effects.conditions import conditions
from legaltools.compare.effects.definitions import definitions
from legaltools.compare.effects.exceptions import consents, exceptions
from legaltools.compare.effects.facts import Facts, paired
from legaltools.compare.effects.forums import DISPUTES, forums
from legaltools.compare.effects.limits import amounts, inclusive, limits, rhythms, sums
from legaltools.compare.effects.lists import lists, rewritten
from legaltools.compare.effects.norms import norms, outcomes, turns
from legaltools.compare.effects.notices import notices
from legaltools.compare.effects.once import merged, once, overlap, part_of_another, without_parts
from legaltools.compare.effects.places import counts, entities, parties, shared
from legaltools.compare.effects.slices import slices
from legaltools.compare.effects.wording import stands
from legaltools.compare.effects.worth import effect, of_finding
from legaltools.model.comparison import Effect, EffectType
from legaltools.model.finding import Finding

LIMITS = "LIM"
SLIGHT = {"low", "info"}  # severities of findings whose coming or going is not worth a line
SHOWN = {"yes", "partly"}
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
    (WORDED | {"amount"}, outcomes),
)


def effects(old: Facts, new: Facts) -> tuple[Effect, ...]:
    """Return what the change of one clause means."""
    told = [one for before, after in slices(old, new) for one in _told(before, after)]
    risks = _findings(old, new)
    if old.text and new.text:  # of what came or went as a whole all risks are told
        risks = (risk for risk in risks if not any(overlap(one, risk) for one in told))
    return tuple(once([*told, *risks]))


def _told(old: Facts, new: Facts) -> list[Effect]:
    """Return what a stretch of a clause says otherwise."""
    found = [
        *merged(list(norms(old, new)), list(limits(old, new)), old),
        *amounts(old, new),
        *forums(old, new),
        *definitions(old, new),
        *entities(old, new),
    ]
    found = [one for one in found if not part_of_another(one, found)]
    for kinds, reader in FALLBACKS:
        if not kinds & {one.type for one in found}:
            found += reader(old, new)
    return without_parts(found)


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
