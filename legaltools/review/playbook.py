"""Whose side the review takes, how strict it is, what the house has accepted: TOML in, a :class:`Playbook` out.

The schema is told in ``docs/playbook.md``. A mistake raises :class:`PlaybookError` with the line it stands in.
"""

import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from legaltools.model.finding import Level
from legaltools.review.context import Thresholds
from legaltools.review.rule import Guard, MissingRule, Rule, SentenceRule, pattern, registry

FILE = "legaltools.toml"
_CODE = re.compile(r"[A-Z]{3}\d{3}")
_SYNTAX = re.compile(r" ?\(at (?:line (\d+)[^)]*|end of document)\)")
_WHERE = re.compile(r" - at `\$?(?P<path>[^`]*)`")
_FIELD = re.compile(r"field `(?P<name>[^`]+)`")
_HEADER = re.compile(r"\s*\[")
_QUOTED = re.compile(r"'([^']*)'")
_STEP = re.compile(r"(?P<key>[A-Za-z_]\w*)|\[(?P<index>\d+)\]")


class PlaybookError(Exception):
    """A playbook that cannot be used; ``code`` keys the wording under ``playbook`` in the message catalogue."""

    def __init__(self, code: str, line: int, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.detail = detail


class Switches(Struct, frozen=True, forbid_unknown_fields=True):
    """Rules (``QLT008``) or families (``QLT``) to leave out, or the only ones to run."""

    off: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


class Required(Struct, frozen=True, forbid_unknown_fields=True):
    """A clause the house wants: present if one of the words stands in the text or the pattern matches."""

    code: str
    name: str
    any: tuple[str, ...] = ()
    pattern: str = ""
    severity: Level = "medium"
    message: str = ""
    advice: str = ""


class OwnRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence rule of the house: ``any`` words must stand in the sentence, ``pattern`` match, ``unless`` not."""

    code: str
    name: str
    any: tuple[str, ...]
    pattern: str
    message: str
    unless: str = ""
    severity: Level = "medium"
    advice: str = ""
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


class Accepted(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding somebody has answered for. ``quote`` is its text, so renumbering does not lose it."""

    rule: str
    quote: str
    reason: str
    author: str
    date: str
    line: int = 0


class Playbook(Struct, frozen=True, forbid_unknown_fields=True):
    """The reviewer's settings; the default takes no side and knows nothing of the counterparty."""

    side: Literal["user", "provider", "both"] = "both"
    party_context: Literal["consumer", "business", "unknown"] = "unknown"
    rules: Switches = Switches()
    severity: dict[str, Level] = {}
    thresholds: Thresholds = Thresholds()
    required: tuple[Required, ...] = ()
    patterns: tuple[OwnRule, ...] = field(default=(), name="pattern")
    accept: tuple[Accepted, ...] = ()

    def wants(self, code: str) -> bool:
        """Tell whether a rule (or its family) is on."""
        off, only, family = self.rules.off, self.rules.only, code[:3]
        return not (code in off or family in off) and (not only or code in only or family in only)

    def own(self) -> tuple[Rule, ...]:
        """Return the rules of the house."""
        return (*map(_sentence_rule, self.patterns), *map(_required_rule, self.required))


def load(path: Path) -> Playbook:
    """Read a playbook file; raises :class:`PlaybookError` and ``OSError``."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise PlaybookError("encoding", 1) from None


def parse(text: str) -> Playbook:
    """Return the playbook a TOML text says; raises :class:`PlaybookError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise PlaybookError("syntax", line, _SYNTAX.sub("", str(error))) from None
    try:
        playbook = msgspec.convert(data, Playbook)
    except msgspec.ValidationError as error:
        raise _placed(str(error), text) from None
    accepted = tuple(
        msgspec.structs.replace(a, line=line_of(text, ["accept", i, "rule"])) for i, a in enumerate(playbook.accept)
    )
    playbook = msgspec.structs.replace(playbook, accept=accepted)
    _check(playbook, text)
    return playbook


def line_of(text: str, path: list[str | int]) -> int:
    """Return the 1-based line of the deepest step of ``path`` that can be found: a table by header, then keys in it."""
    lines = text.split("\n")
    name, index = path[0], path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    header = re.compile(rf"\s*\[\[?\s*{re.escape(str(name))}\s*\]")
    headers = [n for n, line in enumerate(lines) if header.match(line)]
    at = headers[int(index)] if len(headers) > int(index) else -1
    for step in path[1:] if headers else path[:1]:
        end = next((n for n in range(at + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
        key = re.compile(rf"""\s*["']?{re.escape(str(step))}["']?\s*[=.]""")
        at = next((n for n in range(at + 1, end) if key.match(lines[n])), at)
    return max(at, 0) + 1


def _placed(reason: str, text: str) -> PlaybookError:
    where, named = _WHERE.search(reason), _FIELD.search(reason)
    path = [step["key"] or int(step["index"]) for step in _STEP.finditer(where["path"] if where else "")]
    if named and "unknown" in reason:
        return PlaybookError("unknown_key", line_of(text, [*path, named["name"]]), named["name"])
    line, wrong = line_of(text, path), _QUOTED.search(reason)
    if wrong and "[...]" in reason:  # a value of a table whose keys are free
        line += next((n for n, row in enumerate(text.split("\n")[line - 1 :]) if wrong[1] in row), 0)
    return PlaybookError("value", line, _WHERE.sub("", reason))


def _check(playbook: Playbook, text: str) -> None:
    """Raise for codes that do not exist, patterns that do not compile, and own examples that come out wrong."""
    known = {*registry(), *(code[:3] for code in registry())}
    own: set[str] = set()
    entries: list[tuple[str, int, OwnRule | Required]] = [("pattern", i, p) for i, p in enumerate(playbook.patterns)]
    entries += [("required", i, r) for i, r in enumerate(playbook.required)]
    for kind, i, entry in entries:
        if not _CODE.fullmatch(entry.code) or entry.code in known | own:
            raise PlaybookError("code", line_of(text, [kind, i, "code"]), entry.code)
        own.add(entry.code)
        _check_patterns(entry, line_of(text, [kind, i, "pattern"]))
    known |= own | {code[:3] for code in own}
    named = [(["rules", key, code], code) for key in ("off", "only") for code in getattr(playbook.rules, key)]
    named += [(["severity", code], code) for code in playbook.severity]
    named += [(["accept", i, "rule"], a.rule) for i, a in enumerate(playbook.accept)]
    for path, code in named:
        if code not in known:
            raise PlaybookError("no_rule", line_of(text, list(path)), code)


def _check_patterns(entry: OwnRule | Required, line: int) -> None:
    from legaltools.review.examples import failing

    try:
        pattern(entry.pattern)
        if isinstance(entry, OwnRule):
            pattern(entry.unless)
    except re.error as error:
        raise PlaybookError("regex", line, str(error)) from None
    if isinstance(entry, OwnRule):
        for _, example in failing(_sentence_rule(entry)):
            raise PlaybookError("example", line, example)


def _sentence_rule(own: OwnRule) -> SentenceRule:
    return SentenceRule(
        code=own.code,
        name=(own.name, ""),
        severity=own.severity,
        message=(own.message, ""),
        advice=(own.advice, ""),
        bad=own.bad,
        good=own.good,
        triggers=(own.any,),
        patterns=(own.pattern,),
        guards=(Guard("unless", own.unless, "sentence"),) if own.unless else (),
        judge=lambda sentence, match: sentence.hit(match),
    )


def _required_rule(wanted: Required) -> MissingRule:
    return MissingRule(
        code=wanted.code,
        name=(wanted.name, ""),
        severity=wanted.severity,
        message=(wanted.message, ""),
        advice=(wanted.advice, ""),
        present=lambda view: (
            any(word in view.folded for word in wanted.any)
            or bool(wanted.pattern and pattern(wanted.pattern).search(view.masked))
        ),
    )
