"""The sample's clauses: what a careful lawyer finds in them and what he leaves alone (``cases/review/sample.toml``)."""

import tomllib
from pathlib import Path

import pytest

from legaltools.model.finding import Finding
from legaltools.pipeline import analyse

CASES = tomllib.loads((Path(__file__).parent / "cases" / "review" / "sample.toml").read_text(encoding="utf-8"))
CLAUSE_RULES = ("LIM", "UNI", "ACC", "USR", "DSP", "DAT", "IPR", "GEN")
FOUND = [(code, quote) for code, quotes in CASES["found"].items() for quote in quotes]


class Reviewed:
    """The sample's text and its findings by line."""

    def __init__(self, path: Path) -> None:
        whole = analyse(path)
        self.text = whole.document.text
        self.findings = whole.review.findings

    def on_the_line_of(self, quote: str) -> list[Finding]:
        assert quote in self.text, quote
        line = self.text[: self.text.index(quote)].count("\n") + 1
        return [f for f in self.findings if f.line == line]


@pytest.fixture(scope="module")
def reviewed(sample: Path) -> Reviewed:
    return Reviewed(sample)


@pytest.mark.parametrize(("code", "quote"), FOUND, ids=lambda v: v[:16])
def test_found(reviewed: Reviewed, code: str, quote: str) -> None:
    assert code in {f.rule for f in reviewed.on_the_line_of(quote)}


@pytest.mark.parametrize(("quote", "codes"), CASES["quiet"].items(), ids=lambda v: str(v)[:16])
def test_left_alone(reviewed: Reviewed, quote: str, codes: list[str]) -> None:
    rules = {f.rule for f in reviewed.on_the_line_of(quote) if f.rule.startswith(CLAUSE_RULES)}
    assert not (rules if codes == ["*"] else rules & set(codes))


def test_a_quote_is_what_stands_there(reviewed: Reviewed) -> None:
    assert [f.rule for f in reviewed.findings if f.quote != reviewed.text[f.start : f.end]] == []
