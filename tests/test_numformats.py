"""Word's number formats: every table against its own examples, and laws they all keep."""

import pytest

from legaltools.lexicon import table
from legaltools.readers.docx.numformats import custom, display

FORMATS = table("numformats")
STANDARD = frozenset(
    word
    for line in """
    decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital
    japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand
    decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung
    decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle
    ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional
    taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand
    koreanDigital koreanCounting koreanLegal koreanDigital2 vietnameseCounting russianLower russianUpper none
    numberInDash hebrew1 hebrew2 arabicAlpha arabicAbjad hindiVowels hindiConsonants hindiNumbers hindiCounting
    thaiLetters thaiNumbers thaiCounting bahtText dollarText
    """.splitlines()
    for word in line.split()
)


def test_every_format_of_the_standard_has_a_table() -> None:
    assert set(FORMATS) == STANDARD  # but for "custom", which is a pattern


@pytest.mark.parametrize("name", FORMATS)
def test_examples(name: str) -> None:
    form = FORMATS[name]
    assert {value: display(int(value), name) for value in form["matches"]} == form["matches"]
    for value, wrong in form["rejects"].items():
        assert display(int(value), name) != wrong


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"bullet", "none"}))
def test_no_value_is_lost(name: str) -> None:
    for value in (*range(130), 999, 1000, 1001, 9999, 10_000, 10_001, 12_345, 32_767):
        text = display(value, name)
        assert text and "\n" not in text and len(text) < 200


@pytest.mark.parametrize("name", sorted(n for n, f in FORMATS.items() if f["scheme"] in ("counting", "decimal")))
def test_numerals_rise_without_repeating(name: str) -> None:
    seen = [display(value, name) for value in range(1, 2001)]
    assert len(set(seen)) == len(seen)


def test_custom_patterns() -> None:
    assert custom("01, 02, 03, ...") == ("decimal", 2)
    assert custom("一, 十, 一百, ...") == ("chineseCountingThousand", 0)
    assert custom("") == ("decimal", 0)
