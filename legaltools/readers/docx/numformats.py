"""A number as one of Word's number formats prints it (ECMA-376 part 1, 17.18.59); tables: ``lexicon/numformats.toml``.

In: a value ≥ 0 and the format's name. Out: the characters. An unknown format, zero in a system that has none, and a
repeated letter that would run on beyond thirty (Word's own limit) print Arabic digits: a label is never lost.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from legaltools.lexicon import table
from legaltools.text import numerals

_REPEATS = 30
_SAMPLES = ((1, 2, 3), (1, 10, 100))


@lru_cache(maxsize=4096)
def display(value: int, name: str) -> str:
    """Return ``value`` in the format ``name``.

    >>> [display(n, "chineseCountingThousand") for n in (1, 10, 12, 101)]
    ['一', '十', '十二', '一百零一']
    >>> display(28, "upperLetter"), display(21, "decimalEnclosedCircle"), display(7, "no such format")
    ('BB', '21', '7')
    """
    form = table("numformats").get(name)
    if form is None:
        return str(value)
    if value < 1 and form["scheme"] not in ("decimal", "digits", "none", "hex"):
        return str(value)
    return _SCHEMES[form["scheme"]](value, form)


@lru_cache(maxsize=64)
def custom(pattern: str) -> tuple[str, int]:
    """Return the format and the least number of digits that a pattern like ``001, 002, 003, ...`` asks for.

    The pattern (17.9.17, ``w:format``) lists what the format prints for 1, 2, 3 or for 1, 10, 100 ([MS-DOCX] 2.4).

    >>> custom("001, 002, 003, ..."), custom("①, ②, ③, ..."), custom("?")
    (('decimal', 3), ('decimalEnclosedCircle', 0), ('decimal', 0))
    """
    items = [item.strip() for item in pattern.split(",")][:3]
    if items[0].isdecimal() and items[0].isascii() and int(items[0]) == 1 and len(items[0]) < 16:
        return "decimal", len(items[0])
    for name in table("numformats"):
        if any([display(n, name) for n in sample] == items for sample in _SAMPLES):
            return name, 0
    return "decimal", 0


def _decimal(value: int, form: dict[str, Any]) -> str:
    return f"{form.get('before', '')}{str(value).zfill(form.get('pad', 1))}{form.get('after', '')}"


def _roman(value: int, form: dict[str, Any]) -> str:
    text = numerals.to_roman(value)
    return text.lower() if form.get("lower") else text


def _digits(value: int, form: dict[str, Any]) -> str:
    digits, group = form["digits"], form.get("group", "")
    text = "".join(digits[int(d)] for d in str(value))
    return text[:-4] + group + text[-4:] if group and len(text) > 4 else text


def _set(value: int, form: dict[str, Any]) -> str:
    letters = form["set"]
    times, index = divmod(value - 1, len(letters))
    over = form["over"]
    if times == 0 or over == "cycle":
        return str(letters[index])
    if over == "decimal" or times >= _REPEATS:
        return str(value)
    return str(letters[index] + letters[-1] * times if over == "tail" else letters[index] * (times + 1))


def _cycle60(value: int, form: dict[str, Any]) -> str:
    if value > 60:
        return str(value)
    return str(form["stems"][(value - 1) % 10] + form["branches"][(value - 1) % 12])


def _counting(value: int, form: dict[str, Any]) -> str:
    if value >= form.get("digits_from", value + 1):
        return _digits(value, form)
    parts: list[str] = []
    gap = False
    for group, rank in ((form["groups"][1], 10**8), (form["groups"][0], 10**4), ("", 1)):
        section, value = divmod(value, rank)
        if section:
            if form.get("zero") and parts and (gap or section < 1000):
                parts.append(form["digits"][0])
            parts.append("" if group and section == 1 and form.get("bare_group") else _section(section, form))
            parts.append(group)
        gap = bool(parts) and not section
    text = "".join(parts)
    return text[1:] if form["bare"] == "ten" and text.startswith(form["digits"][1] + form["units"][0]) else text


def _section(value: int, form: dict[str, Any]) -> str:
    """Return a number below 10,000 with its units."""
    digits, text, gap = form["digits"], "", False
    for unit, rank in (*zip(reversed(form["units"]), (1000, 100, 10), strict=True), ("", 1)):
        digit, value = divmod(value, rank)
        if digit:
            text += digits[0] if gap and text and form.get("zero") else ""
            text += unit if unit and digit == 1 and form["bare"] == "all" else digits[digit] + unit
        gap = not digit
    return text


def _additive(value: int, form: dict[str, Any]) -> str:
    if value >= 1000:
        return str(value)
    text = ""
    for amount, letter in form["letters"]:
        if amount in (15, 16) and value != amount:  # 9+6 and 9+7 stand for 10+5 and 10+6, which would be a holy name
            continue
        count, value = divmod(value, amount)
        text += letter * count
    return text


def _native(value: int, form: dict[str, Any]) -> str:
    if value > 99:
        return display(value, form["beyond"])
    return str(form["tens"][value // 10] + form["ones"][value % 10])


def _words(value: int, form: dict[str, Any]) -> str:
    parts = []
    for name, rank in ((form["thousand"], 1000), (form["hundred"], 100)):
        count, value = divmod(value, rank)
        if count >= 100:
            return str(count * rank + value)
        if count:
            parts += [form["ones"][count], name]
    return str(form["join"]).join([*parts, form["ones"][value]] if value else parts)


def _counting_words(value: int, form: dict[str, Any]) -> str:
    if value >= 10 ** len(form["units"]):
        return str(value)
    parts: list[str] = []
    for place in range(len(form["units"]) - 1, -1, -1):
        digit = value // 10**place % 10
        if digit:
            if place == 0 and parts and value // 10 % 10 == 0 and "gap" in form:
                parts.append(form["gap"])
            parts += [form["digits"][digit], form["units"][place]]
    text = str(form["join"]).join(part for part in parts if part)
    for plain, spoken in form["special"]:
        text = text.replace(plain, spoken)
    return text


def _cardinal(value: int, form: dict[str, Any]) -> str:
    return " ".join(_english(value, form)).capitalize()


def _english(value: int, form: dict[str, Any]) -> list[str]:
    words: list[str] = []
    for name, rank in (("thousand", 1000), ("hundred", 100)):
        count, value = divmod(value, rank)
        if count:
            words += [*_english(count, form), name]
    ones, tens = form["ones"], form["tens"]
    if value >= len(ones):
        words.append(tens[value // 10] + (f"-{ones[value % 10]}" if value % 10 else ""))
    elif value or not words:
        words.append(ones[value])
    return words


def _ordinal_text(value: int, form: dict[str, Any]) -> str:
    words = _english(value, table("numformats")["cardinalText"])
    head, hyphen, last = words[-1].rpartition("-")
    last = form["irregular"].get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return " ".join([*words[:-1], head + hyphen + last]).capitalize()


def _ordinal(value: int, _: dict[str, Any]) -> str:
    teens = 11 <= value % 100 <= 13
    return str(value) + ("th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th"))


_SCHEMES: dict[str, Callable[[int, dict[str, Any]], str]] = {
    "decimal": _decimal,
    "roman": _roman,
    "digits": _digits,
    "set": _set,
    "cycle60": _cycle60,
    "counting": _counting,
    "additive": _additive,
    "native": _native,
    "words": _words,
    "counting_words": _counting_words,
    "cardinal": _cardinal,
    "ordinal": _ordinal,
    "ordinal_text": _ordinal_text,
    "hex": lambda value, _: f"{value:X}",
    "none": lambda value, _: "",
}
