"""Every numbering scheme and every layout table, held to its own examples."""

import re
from typing import Any

import pytest

from legaltools.lexicon import table
from legaltools.structure import scheme
from legaltools.text.width import fold

SCHEMES: dict[str, Any] = table("numbering")["schemes"]
LAYOUT: dict[str, Any] = table("layout")


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_reads_its_examples(name: str) -> None:
    for text, printed, numbers in SCHEMES[name]["matches"]:
        label = scheme.read(text)
        assert label is not None, text
        assert label.scheme.name == name, text
        assert (fold(text)[: label.length], list(label.numbers)) == (printed, numbers)


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_leaves_its_look_alikes(name: str) -> None:
    for text in SCHEMES[name]["rejects"]:
        label = scheme.read(text)
        assert label is None or label.scheme.name != name, text


@pytest.mark.parametrize("name", LAYOUT)
def test_a_layout_table_holds_its_examples(name: str) -> None:
    pattern = re.compile(LAYOUT[name]["pattern"])
    assert all(pattern.search(fold(text)) for text in LAYOUT[name]["matches"])
    assert not [text for text in LAYOUT[name]["rejects"] if pattern.search(fold(text))]
