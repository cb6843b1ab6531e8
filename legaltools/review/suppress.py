"""Findings somebody has answered for, and findings that were there before.

Both are recognised by rule and wording, never by clause number: renumbering or moving a clause keeps them.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from legaltools.model.finding import Finding, Review
from legaltools.review.playbook import Accepted
from legaltools.text.width import fold

_LOOSE = re.compile(r"[\s*_#>`\\]+|\d+(?:\.\d+)*")  # white space, Markdown marks, numbers


def fingerprint(rule: str, quote: str) -> str:
    """Return 16 hex digits of a rule and a quote; white space, width, markup and numbers do not count.

    >>> fingerprint("DSP001", "见第8.1条") == fingerprint("DSP001", "见第 9.1 条")
    True
    """
    return hashlib.sha256(f"{rule}\0{normal(quote)}".encode()).hexdigest()[:16]


def normal(quote: str) -> str:
    """Return what is left of a quote without white space, width, markup and numbers."""
    return _LOOSE.sub("", fold(quote))


class Split(Struct, frozen=True):
    """Findings kept, findings accepted, and the acceptances nothing answers to."""

    kept: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    unused: tuple[Accepted, ...]


def split(findings: Iterable[Finding], accepted: Sequence[Accepted]) -> Split:
    """Part the findings: one is accepted if an entry names its rule and its quote (or a longer text that holds it)."""
    findings = tuple(findings)
    if not accepted:
        return Split(findings, (), ())
    entries = [(a, normal(a.quote)) for a in accepted]
    kept: list[Finding] = []
    gone: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        quote = normal(finding.quote)
        answered = [i for i, (a, text) in enumerate(entries) if a.rule == finding.rule and quote and quote in text]
        used.update(answered)
        (gone if answered else kept).append(finding)
    unused = tuple(a for i, (a, _) in enumerate(entries) if i not in used)
    return Split(tuple(kept), tuple(gone), unused)


class _Old(Struct, frozen=True):
    rule: str
    quote: str


class _OldReview(Struct, frozen=True):
    findings: tuple[_Old, ...]


def since(review: Review, baseline: bytes) -> Review:
    """Return the review without the findings of an earlier ``review --to json``; raises ``msgspec.DecodeError``."""
    import msgspec

    old = msgspec.json.decode(baseline, type=_OldReview)
    known = {fingerprint(f.rule, f.quote) for f in old.findings}
    fresh = tuple(f for f in review.findings if fingerprint(f.rule, f.quote) not in known)
    return msgspec.structs.replace(review, findings=promoted(fresh))


def promoted(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Make the first finding of a card without a main one its main one."""
    import msgspec

    led = {f.card for f in findings if f.primary}
    result = []
    for finding in findings:
        if finding.card not in led:
            led.add(finding.card)
            finding = msgspec.structs.replace(finding, primary=True)
        result.append(finding)
    return tuple(result)
