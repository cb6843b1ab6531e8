"""The clause rules over real documents and over text made to hurt them."""

import re
from itertools import chain
from pathlib import Path

import pytest

from legaltools.model.source import ReadError
from legaltools.pipeline import analyse
from legaltools.review.rule import ROLE_MARKS, SentenceRule, pattern, registry
from legaltools.text.sentences import sentences

LONGEST = 800  # characters of a sentence a pattern sees
NOISY = ("LIM", "UNI", "USR")


def statutes(shared: Path) -> list[Path]:
    texts = [p for kind in ("law", "interp", "reg") for p in (shared / "texts").glob(f"{kind}_*.md")]
    return texts + [p for folder in (shared / "versions").glob("law_*") for p in sorted(folder.iterdir())[:1]]


@pytest.mark.shared
def test_statutes_exempt_no_provider(shared: Path) -> None:
    found = said = 0
    for path in statutes(shared):
        whole = analyse(path)
        said += sum(1 for _ in sentences(whole.document.text))
        found += sum(f.rule.startswith(NOISY) for f in whole.review.findings)
    assert said > 1000
    assert found / said < 0.01


@pytest.mark.shared
@pytest.mark.slow
def test_every_quote_is_what_stands_there(shared: Path) -> None:
    for path in sorted((shared / "texts").iterdir()):
        try:
            whole = analyse(path)
        except ReadError:
            continue
        text = whole.document.text
        assert [(path.name, f.rule) for f in whole.review.findings if f.quote != text[f.start : f.end]] == []


@pytest.mark.slow
@pytest.mark.parametrize("code", [c for c, r in registry().items() if isinstance(r, SentenceRule)])
def test_patterns_come_to_an_end(code: str) -> None:
    rule = registry()[code]
    assert isinstance(rule, SentenceRule)
    patterns = chain((re.compile(p) for p, _ in rule.sources), (pattern(g.pattern) for g in rule.guards))
    sides = "".join(ROLE_MARKS.values())
    for wanted in patterns:
        words = re.findall("[\u4e00-\u9fff]{1,6}", wanted.pattern)[:6]
        for seed in (*words, *(sides + word for word in words), "".join(words), sides):
            hostile = (seed * LONGEST)[:LONGEST]
            assert all(m.end() <= LONGEST for m in wanted.finditer(hostile))
