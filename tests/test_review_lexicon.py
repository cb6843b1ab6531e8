"""The review's tables against their own examples."""

import pytest

from legaltools.lexicon import table
from legaltools.model.annotation import Party
from legaltools.review.context import mask
from legaltools.review.rule import ROLE_MARKS, pattern
from legaltools.text.width import fold

ROLES = {mark: role for role, mark in ROLE_MARKS.items()}
PATTERNS = [(name, entry) for name, entry in table("review").items() if "matches" in entry]


def roles(text: str) -> list[list[object]]:
    masked, found, at = mask(fold(text), ()), [], 0
    while at < len(masked):
        end = at
        while end < len(masked) and masked[end] == masked[at]:
            end += 1
        if masked[at] in ROLES:
            found.append([at, end, ROLES[masked[at]]])
        at = end
    return found


@pytest.mark.parametrize("case", table("roles")["matches"], ids=lambda c: c["text"])
def test_sides_are_marked(case: dict[str, object]) -> None:
    assert roles(str(case["text"])) == case["roles"]


@pytest.mark.parametrize("case", table("roles")["rejects"], ids=lambda c: c["text"])
def test_compounds_are_not(case: dict[str, object]) -> None:
    assert roles(str(case["text"])) == []


@pytest.mark.parametrize(("name", "entry"), PATTERNS, ids=lambda v: v if isinstance(v, str) else "")
def test_patterns(name: str, entry: dict[str, list[str]]) -> None:
    compiled = pattern(str(entry["pattern"]))
    assert [t for t in entry["matches"] if not compiled.search(mask(fold(t), ()))] == []
    assert [t for t in entry["rejects"] if compiled.search(mask(fold(t), ()))] == []


def test_a_latin_name_takes_its_spaces_with_it() -> None:
    masked = mask("使 Mozilla 免受损害", (Party("Mozilla", "provider"),))
    assert masked == "使" + ROLE_MARKS["provider"] * 9 + "免受损害"


def test_a_brand_that_does_what_providers_do_is_one() -> None:
    text = "全安有权终止服务。全安不保证无误。全安保留一切权利。" + "服务由全安提供。" * 6
    assert roles(text)[0] == [0, 2, "provider"]
    assert roles("房屋有权属争议。房屋不保证出租。房屋保留。") == []
