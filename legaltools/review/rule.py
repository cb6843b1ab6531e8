"""What a review rule is, and the registry that finds the rules by folder (``review/rules/*.py``).

How to write one is told in :mod:`legaltools.review.rules`. Three kinds: a *sentence rule* judges each sentence that
holds its triggers, a *document rule* looks at the whole, a *missing rule* says which clause is not there.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from legaltools.lexicon import Triggers
from legaltools.model.annotation import Confidence, Role
from legaltools.model.finding import Level
from legaltools.model.rule import RuleInfo
from legaltools.review.data import data
from legaltools.text.width import fold

if TYPE_CHECKING:
    from legaltools.review.context import Sentence, View

Words = tuple[str, str]  # Chinese, English; "" where the Chinese serves both
Scope = Literal["clause", "sentence", "context"]
ROLES: dict[str, Role] = {
    "P": "provider",
    "U": "user",
    "M": "mutual",
    "F": "affiliate",
    "T": "third_party",
    "A": "authority",
    "O": "other",
}
ROLE_MARKS = {role: chr(0xE000 + i) for i, role in enumerate(ROLES.values())}
# The same letters, full width: they cannot occur in folded text, so in a pattern one stands for one character of a
# mention ("\uff30{C9}" begins at a mention's last character; "[\uff34\uff26]" is either of two sides).
_LETTERS = {ord(letter) + 0xFEE0: ROLE_MARKS[role] for letter, role in ROLES.items()}
_MACRO = re.compile(r"\{([PUMFTAO]|[SC]\d+|[a-z]+)\}")


class Hit(Struct, frozen=True, gc=False):
    """What a rule found: offsets into the text as read. ``None`` leaves a value to the engine."""

    start: int
    end: int
    confidence: Confidence | None = None
    side: Role | None = None
    step: int = 0
    related: tuple[str, ...] = ()
    message: Words | None = None
    notes: tuple[str, ...] = ()


class Guard(Struct, frozen=True):
    """A look-alike: a match of ``pattern`` in ``scope`` around a hit drops the hit. ``name`` is shown as evidence."""

    name: str
    pattern: str
    scope: Scope = "clause"


class Shade(Struct, frozen=True):
    """What makes a clause lighter (``step`` 1, 2) or graver (-1): a ``pattern`` in its sentence; ``name`` says why."""

    name: str
    pattern: str
    step: int = 1


class Rule(Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """What every rule says of itself; ``bad`` and ``good`` run as its tests (``bad`` is flagged, ``good`` is not).

    ``asks`` are the patterns, beside its own, that it asks :meth:`View.says` and :meth:`Sentence.has` for.
    """

    code: str
    name: Words
    severity: Level
    message: Words
    advice: Words = ("", "")
    basis: tuple[str, ...] = ()
    category: str = ""
    side: Role = "provider"
    inherent: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    about: str = ""
    asks: tuple[str, ...] = ()

    @cached_property
    def family(self) -> str:
        """The three letters before the number."""
        return self.code[:3]


class SentenceRule(Rule, frozen=True, kw_only=True, dict=True, eq=False):
    """A rule over one sentence: ``triggers`` (every group has a phrase in the sentence), ``patterns``, ``guards``.

    What only a ``weak`` pattern shows is a finding of low confidence. If a list's introduction is flagged and the rule
    is ``inherited``, its items are too, with low confidence.
    """

    triggers: tuple[tuple[str, ...], ...]
    patterns: tuple[str, ...]
    weak: tuple[str, ...] = ()
    inherited: bool = False
    guards: tuple[Guard, ...] = ()
    shades: tuple[Shade, ...] = ()
    judge: Callable[["Sentence", re.Match[str]], Hit | None]

    @cached_property
    def sources(self) -> tuple[tuple[str, bool], ...]:
        """The patterns as regular expressions, not yet compiled, each with whether it is weak."""
        return (*((readable(p), False) for p in self.patterns), *((readable(p), True) for p in self.weak))


class DocumentRule(Rule, frozen=True, kw_only=True, dict=True, eq=False):
    """A rule over the whole document; a ``derived`` one runs last and sees in ``view.found`` what the others found.

    ``apart`` puts each of its findings on a card of its own; ``watch`` are words it asks ``view.places`` for. The
    examples of a ``parsed`` rule are read as any document is, as it asks for numbering or references.
    """

    derived: bool = False
    apart: bool = False
    parsed: bool = False
    watch: tuple[str, ...] = ()
    find: Callable[["View"], Iterable[Hit]]


class MissingRule(Rule, frozen=True, kw_only=True, dict=True, eq=False):
    """A clause one expects; it is missing unless ``present`` (there, or not needed here)."""

    present: Callable[["View"], bool]
    watch: tuple[str, ...] = ()


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile a rule's pattern for the masked text.

    ``{P} {U} {M} {F} {T} {A} {O}`` stand for a mention of a side, ``{S20}`` for up to 20 characters of the sentence,
    ``{C20}`` for up to 20 characters without a comma, ``{bear}`` for a phrase of ``rules/phrases.toml``. Full-width
    punctuation is folded as the text is; a full-width letter (Ｐ) is one character of a mention.

    >>> bool(pattern("不得{C4}向{T}").search("不得擅自向" + ROLE_MARKS["third_party"] * 3))
    True
    """
    return re.compile(readable(source))


def readable(source: str) -> str:
    """Return a rule's pattern as a regular expression, see :func:`pattern`."""
    source = source.replace("（", r"\(").replace("）", r"\)").replace("？", r"\?")
    return _MACRO.sub(_expand, fold(source.translate(_LETTERS)))


def _expand(macro: re.Match[str]) -> str:
    name = macro[1]
    if name in ROLES:
        return ROLE_MARKS[ROLES[name]] + "{1,30}"
    if name.islower():
        return readable(phrases()[name])
    return ("[^\u3002;!?\n]" if name[0] == "S" else "[^\u3002;!?,\n]") + "{0," + name[1:] + "}"


@cache
def phrases() -> dict[str, str]:
    """Return the parts patterns share (``rules/phrases.toml``) by name."""
    return data("phrases")


def rule(
    *,
    triggers: tuple[tuple[str, ...], ...],
    patterns: tuple[str, ...],
    weak: tuple[str, ...] = (),
    guards: tuple[Guard, ...] = (),
    shades: tuple[Shade, ...] = (),
    **says: object,
) -> Callable[[Callable[["Sentence", re.Match[str]], Hit | None]], SentenceRule]:
    """Make a sentence rule of a function that judges one match; the other arguments are :class:`Rule`'s."""

    def make(judge: Callable[["Sentence", re.Match[str]], Hit | None]) -> SentenceRule:
        return SentenceRule(
            triggers=triggers,
            patterns=patterns,
            weak=weak,
            guards=guards,
            shades=shades,
            judge=judge,
            about=_about(judge),
            **says,  # type: ignore[arg-type]
        )

    return make


def document_rule(**says: object) -> Callable[[Callable[["View"], Iterable[Hit]]], DocumentRule]:
    """Make a document rule of a function that yields hits; its examples are in ``rules/examples.toml``."""

    def make(find: Callable[["View"], Iterable[Hit]]) -> DocumentRule:
        examples = data("examples").get(str(says["code"]), {})
        return DocumentRule(
            find=find,
            about=_about(find),
            bad=tuple(examples.get("bad", ())),
            good=tuple(examples.get("good", ())),
            **says,  # type: ignore[arg-type]
        )

    return make


def missing_rule(**says: object) -> Callable[[Callable[["View"], bool]], MissingRule]:
    """Make a missing-clause rule of a function that tells whether the clause is there (or not needed)."""

    def make(present: Callable[["View"], bool]) -> MissingRule:
        return MissingRule(present=present, about=_about(present), **says)  # type: ignore[arg-type]

    return make


def _about(function: Callable[..., object]) -> str:
    return " ".join((function.__doc__ or "").split())


def said(words: Words, lang: str) -> str:
    """Return the words in a language; the Chinese ones where there are no others."""
    return words[lang != "zh"] or words[0]


def describe(lang: str) -> tuple[RuleInfo, ...]:
    """Return what every rule says of itself in a language, codes ascending; English falls back to Chinese."""
    from legaltools.review.grade import guards
    from legaltools.review.law import citation

    about = data("about") if lang == "zh" else {}
    kinds: dict[type[Rule], Literal["sentence", "document", "missing"]] = {
        SentenceRule: "sentence",
        DocumentRule: "document",
        MissingRule: "missing",
    }
    return tuple(
        RuleInfo(
            code=r.code,
            name=said(r.name, lang),
            family=r.family,
            kind=kinds[type(r)],
            severity=r.severity,
            category=r.category,
            side=r.side,
            message=said(r.message, lang),
            advice=said(r.advice, lang),
            basis=tuple(citation(key, lang).ground for key in r.basis),
            guards=guards(r, lang),
            about=about.get(r.code) or about.get(r.family) or r.about,
            bad=r.bad,
            good=r.good,
        )
        for r in registry().values()
    )


@cache
def watched() -> Triggers:
    """Return the automaton of the words that rules over the whole document ask for."""
    rules = (rule for rule in registry().values() if isinstance(rule, DocumentRule | MissingRule))
    return Triggers((word for rule in rules for word in rule.watch), overlapping=True)


@cache
def registry() -> dict[str, Rule]:
    """Return every rule by code, codes ascending; raises ``ValueError`` if two rules share one."""
    from legaltools.review import rules

    found: dict[str, Rule] = {}
    for module in iter_modules(rules.__path__):
        for value in vars(import_module(f"{rules.__name__}.{module.name}")).values():
            for rule in value if isinstance(value, tuple) else (value,):
                if isinstance(rule, Rule) and found.setdefault(rule.code, rule) is not rule:
                    raise ValueError(f"two rules are called {rule.code}")
    return dict(sorted(found.items()))
