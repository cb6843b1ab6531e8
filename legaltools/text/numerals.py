"""Numerals as contracts write them: Arabic (half and full width), Chinese, financial (壹贰叁), Roman, enclosed.

The one place outside ``lexicon/`` where Chinese characters are mechanism, because they are the subject.
"""

from decimal import Decimal

from legaltools.text.width import fold

DIGITS = {
    c: i
    for i, chars in enumerate(
        ("〇零○", "一壹弌", "二贰两弍貳", "三叁參弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for c in chars
}
DIGITS["0"] = 0
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
BIG = 10**12
CHINESE = "".join(DIGITS) + "".join(TENS) + "".join(MYRIADS) + "廿卅"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
_ROMAN_STEPS = tuple(zip(_ROMAN_VALUES, _ROMAN_LETTERS, strict=True))
# First code point and value, count: ① ⑴ ⒈ ⓪ ㉑ ㊱ ❶ ⓵ ⒜ ⓐ Ⓐ ㈠ ㊀ Ⅰ ⅰ (Unicode Enclosed Alphanumerics and CJK blocks).
_ENCLOSED = (
    (0x2460, 1, 20), (0x2474, 1, 20), (0x2488, 1, 20), (0x24EA, 0, 1), (0x3251, 21, 15), (0x32B1, 36, 15),
    (0x2776, 1, 10), (0x24F5, 1, 10), (0x249C, 1, 26), (0x24D0, 1, 26), (0x24B6, 1, 26), (0x3220, 1, 10),
    (0x3280, 1, 10), (0x2160, 1, 12), (0x2170, 1, 12),
)  # fmt: skip
ENCLOSED = {chr(first + i): value + i for first, value, count in _ENCLOSED for i in range(count)}


def parse(text: str) -> int | None:
    """Return the whole number ``text`` writes, ``None`` if it is not one numeral from end to end.

    >>> [parse(t) for t in ("12", "１２", "十二", "二〇二六", "一百零三", "两万", "贰拾", "廿一", "⑫", "iv", "甲", "")]
    [12, 12, 12, 2026, 103, 20000, 20, 21, 12, 4, None, None]
    """
    text = fold(text).strip()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 18 else None
    if text in ENCLOSED:
        return ENCLOSED[text]
    return roman(text) if text.isascii() else chinese(text)


def chinese(text: str) -> int | None:
    """Return the number a run of Chinese numerals writes, positional (二〇二六) or with ranks (一百零三)."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not text or len(text) > 32:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) <= 12 else None
    total = section = digit = 0
    last_rank = BIG
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in TENS:
            rank = TENS[char]
            if rank >= last_rank:
                return None
            section += (digit or 1) * rank
            digit, last_rank = 0, rank
        elif char in MYRIADS:
            section += digit
            if not section and not total:
                return None
            total = (total + section) * MYRIADS[char] if MYRIADS[char] > 10**4 else total + section * 10**4
            section = digit = 0
            last_rank = BIG
        else:
            return None
    return total + section + digit


def roman(text: str) -> int | None:
    """Return a Roman numeral's value (1…3999), ``None`` if ``text`` is not its canonical spelling.

    >>> [roman(t) for t in ("xiv", "IIII", "MMXXVI")]
    [14, None, 2026]
    """
    upper = text.upper()
    if not upper or len(upper) > 15 or any(c not in _ROMAN for c in upper):
        return None
    values = [_ROMAN[c] for c in upper]
    total = sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))
    return total if to_roman(total) == upper else None


def to_roman(number: int) -> str:
    """Return the canonical Roman numeral of 1…3999, upper case."""
    parts = []
    for value, letters in _ROMAN_STEPS:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def format(number: int) -> str:
    """Return the Chinese numeral of 0…10¹²-1 as statutes write it.

    >>> [format(n) for n in (0, 10, 15, 20, 103, 110, 1001, 20026, 100000001)]
    ['零', '十', '十五', '二十', '一百零三', '一百一十', '一千零一', '二万零二十六', '一亿零一']
    """
    if number < 0 or number >= BIG:
        raise ValueError(number)
    if number == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for unit, rank in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, number = divmod(number, rank)
        if not section:
            gap = bool(parts)
            continue
        if parts and (gap or section < 1000):
            parts.append("零")
        parts.append(_section(section) + unit)
        gap = False
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def _section(number: int) -> str:
    """Return a number below 10,000 with ranks."""
    digits, text, gap = "零一二三四五六七八九", "", False
    for unit, rank in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, rank)
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    return text


def decimal(text: str) -> Decimal | None:
    """Return a number with thousands separators, decimals or a trailing 千万亿, ``None`` if it is not one.

    >>> [str(decimal(t)) for t in ("1,234.50", "1.5万", "三点五", "两千", "３０")]
    ['1234.50', '15000', '3.5', '2000', '30']
    """
    text = fold(text).strip().replace(",", "")
    if text[-1:] in "千万亿" and text[:-1].replace(".", "", 1).isdigit() and text.isascii() is False:
        rank = {**TENS, **MYRIADS}[text[-1]]
        product = Decimal(text[:-1]) * rank
        return product.quantize(Decimal(1)) if product == product.to_integral_value() else product.normalize()
    if text.isascii() and text.replace(".", "", 1).isdigit() and len(text) <= 30:
        return Decimal(text)
    whole, point, part = text.partition("点")
    if point:
        head, tail = chinese(whole), [DIGITS.get(c) for c in part]
        if head is None or not tail or None in tail:
            return None
        return Decimal(f"{head}." + "".join(map(str, tail)))
    number = parse(text)
    return None if number is None else Decimal(number)
