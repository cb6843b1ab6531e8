"""Every rule against its own examples, its law and its patterns."""

import re
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from legaltools import pipeline
from legaltools.review.examples import flagged
from legaltools.review.law import citation
from legaltools.review.rule import Rule, SentenceRule, pattern, registry

RULES = list(registry().values())
CASES = [(rule, text, True) for rule in RULES for text in rule.bad] + [
    (rule, text, False) for rule in RULES for text in rule.good
]


@pytest.mark.parametrize(("rule", "text", "wanted"), CASES, ids=lambda v: getattr(v, "code", str(v)[:24]))
def test_examples(rule: Rule, text: str, wanted: bool) -> None:
    assert flagged(rule, text, pipeline.read_example) is wanted


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_a_rule_says_what_it_must(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert all(rule.name) and all(rule.message) and all(rule.advice) and rule.about
    assert all(citation(key).cite for key in rule.basis)
    assert len(set(rule.bad)) >= 6 and len(set(rule.good)) >= 4 and not set(rule.bad) & set(rule.good)
    if isinstance(rule, SentenceRule):
        assert all(group and all(group) for group in rule.triggers)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_a_finding_is_no_verdict(rule: Rule) -> None:
    assert not re.search(r"(?:该|本)?条(?:款)?(?:当然|依法)?无效|属于无效|应认定无效", rule.message[0])


def unbounded(parsed: object) -> bool:
    """Tell whether a parsed pattern repeats anything without a limit."""
    if isinstance(parsed, tuple | list) or hasattr(parsed, "data"):
        items = list(parsed)  # type: ignore[call-overload]
        if items and str(items[0]) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and len(items) == 2:
            return str(items[1][1]) == "MAXREPEAT" or unbounded(items[1][2])
        return any(unbounded(item) for item in items)
    return False


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_no_pattern_can_run_away(rule: Rule) -> None:
    if not isinstance(rule, SentenceRule):
        return
    for source in (*rule.patterns, *(guard.pattern for guard in rule.guards)):
        assert not unbounded(parser.parse(pattern(source).pattern)), source


def test_the_test_above_sees_runaways() -> None:
    assert unbounded(parser.parse("a(?:b|c*)d"))
    assert not unbounded(parser.parse("a(?:b|c{0,9})d?"))


def test_the_command_runs_the_examples() -> None:
    right, told = pipeline.test_rules("en")
    assert right and told.decode().endswith(" 0 wrong\n")
