"""Numerals: parse and format are inverses, decimals and amounts in words, and nothing raises."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools.text import numerals
from legaltools.text.width import fold

CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


@given(st.integers(0, numerals.BIG - 1))
def test_parse_undoes_format(number: int) -> None:
    assert numerals.parse(numerals.format(number)) == number


@given(st.integers(1, numerals.BIG - 1))
def test_capitals_say_the_same(number: int) -> None:
    assert numerals.parse(numerals.format(number).translate(CAPITALS)) == number


@given(st.integers(0, 10**17))
def test_digits_of_either_width(number: int) -> None:
    assert numerals.parse(str(number)) == numerals.parse(str(number).translate(WIDE)) == number


@given(st.integers(1, 3999))
def test_roman_both_ways(number: int) -> None:
    assert numerals.roman(numerals.to_roman(number)) == number


@given(st.decimals(0, 10**9, places=3))
def test_decimals_with_and_without_separators(number: Decimal) -> None:
    assert numerals.decimal(f"{number:,}") == numerals.decimal(f"{number}") == number


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    numerals.parse(text)
    numerals.decimal(text)
    assert len(fold(text)) == len(text)


@given(st.text(alphabet=numerals.CHINESE + ".,0123456789点", max_size=20))
def test_no_run_of_numerals_raises(text: str) -> None:
    assert numerals.decimal(text) is None or numerals.decimal(text) >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5万", "15000"),
        ("1.25亿", "125000000"),
        ("3千", "3000"),
        ("1,234.50", "1234.50"),
        ("三点五", "3.5"),
        ("百分之", None),
        ("一万二千", "12000"),
        ("两百万", "2000000"),
        ("十二点零五", "12.05"),
        ("贰仟叁佰", "2300"),
        ("２．５", "2.5"),
        ("点五", None),
        ("三点", None),
        ("", None),
        ("1.2.3", None),
    ],
)
def test_decimals(text: str, value: str | None) -> None:
    found = numerals.decimal(text)
    assert found == (None if value is None else Decimal(value))
