"""What the review finds (SARIF's *result*)."""

from typing import Literal

from msgspec import Struct

from legaltools.model.annotation import Confidence, Role

Level = Literal["critical", "high", "medium", "low", "info"]
LEVELS: tuple[Level, ...] = ("critical", "high", "medium", "low", "info")
Emphasised = Literal["yes", "partly", "no", "unknown"]
BasisScope = Literal["all", "consumer", "platform"]


class Evidence(Struct, frozen=True, gc=False):
    """Why a rule fired and which guards it checked first."""

    why: str = ""
    guards_checked: tuple[str, ...] = ()


class Finding(Struct, frozen=True, gc=False):
    """A clause a reviewer wants pointed out; ``quote`` is exactly ``text[start:end]``.

    The findings of one sentence share a ``card`` (the offset of the sentence); one of them is ``primary`` (by the
    precedence of :mod:`legaltools.review.grade`), the others are its secondary codes.
    """

    rule: str
    name: str
    severity: Level
    confidence: Confidence
    side: Role
    eid: str
    line: int
    start: int
    end: int
    quote: str
    message: str
    basis: tuple[str, ...] = ()
    basis_scope: BasisScope = "all"
    recommendation: str = ""
    primary: bool = True
    emphasised: Emphasised = "unknown"
    related: tuple[str, ...] = ()
    evidence: Evidence = Evidence()
    card: int = 0


class Missing(Struct, frozen=True, gc=False):
    """A clause a careful lawyer expects and the text does not have."""

    rule: str
    name: str
    severity: Level
    message: str = ""
    basis: tuple[str, ...] = ()
    recommendation: str = ""


class Review(Struct, frozen=True):
    """Findings ordered by severity and place, what is missing, what was suppressed, counts by severity."""

    findings: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """Count the primary findings of each severity."""
        counts: dict[str, int] = dict.fromkeys(LEVELS, 0)
        for finding in self.findings:
            counts[finding.severity] += finding.primary
        return counts
