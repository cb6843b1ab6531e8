"""SARIF 2.1.0 (OASIS), the format code scanners exchange: findings with their rules in, JSON out.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Columns count code points from 1; ``fingerprints`` survive renumbering.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Literal
from urllib.parse import quote

from msgspec import Struct

from legaltools.model.document import Document
from legaltools.model.finding import Finding, Missing, Review
from legaltools.model.rule import RuleInfo

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SARIF_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note"}
Record = dict[str, Any]


class Input(Struct, frozen=True):
    """What one run tells: a document, what was found in it, the rules that looked."""

    document: Document
    review: Review
    rules: Sequence[RuleInfo]
    lang: Literal["zh", "en"] = "zh"


def write(value: Input) -> bytes:
    """Return one SARIF log with one run."""
    places = {rule.code: i for i, rule in enumerate(value.rules)}
    results = [_result(value.document, f, places) for f in value.review.findings]
    results += [
        {**_result(value.document, f, places), "suppressions": [{"kind": "external"}]} for f in value.review.suppressed
    ]
    results += [_absent(value.document, m, places) for m in value.review.missing]
    driver = {
        "name": "legaltools",
        "version": version("legaltools"),
        "language": value.lang,
        "rules": [_rule(rule) for rule in value.rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {
                "location": {"uri": quote(value.document.source.name)},
                "encoding": value.document.source.encoding,
                "hashes": {"sha-256": value.document.source.sha256},
            }
        ],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"


def _rule(rule: RuleInfo) -> Record:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.message},
        "help": {"text": rule.advice or rule.message},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.severity]},
        "properties": {"tags": [rule.family, *([rule.category] if rule.category else [])]},
    }


def _result(document: Document, finding: Finding, places: dict[str, int]) -> Record:
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _place(document, finding.start, finding.end)}],
        "partialFingerprints": {"quote/v1": hashlib.sha256(f"{finding.rule}\0{finding.quote}".encode()).hexdigest()},
        "properties": {
            "severity": finding.severity,
            "confidence": finding.confidence,
            "side": finding.side,
            "eid": finding.eid,
            "primary": finding.primary,
            "emphasised": finding.emphasised,
            "basis": list(finding.basis),
        },
    }


def _absent(document: Document, missing: Missing, places: dict[str, int]) -> Record:
    """Return a result of kind ``fail`` without a region: what is missing stands nowhere."""
    return {
        "ruleId": missing.rule,
        "ruleIndex": places[missing.rule],
        "level": SARIF_LEVELS[missing.severity],
        "message": {"text": missing.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(document.source.name), "index": 0}}}],
        "properties": {"severity": missing.severity, "basis": list(missing.basis)},
    }


def _place(document: Document, start: int, end: int) -> Record:
    first, last = document.line_of(start), document.line_of(end)
    starts = document.line_starts
    return {
        "artifactLocation": {"uri": quote(document.source.name), "index": 0},
        "region": {
            "startLine": first,
            "startColumn": start - starts[first - 1] + 1,
            "endLine": last,
            "endColumn": end - starts[last - 1] + 1,
            "charOffset": start,
            "charLength": end - start,
            "snippet": {"text": document.text[start:end]},
        },
    }
