"""Characters of symbol fonts as the shapes a reader sees.

A symbol font has its own shapes for the codes 0…255; Word writes them as U+F000 + code, in text, in bullets and in
``w:sym`` elements. Tables for the shapes that contracts use: check boxes, ticks, bullets, arrows, and the mathematical
signs and Greek letters of *Symbol*; what is in no table is shown as a bullet.
"""

import re

BULLET = "•"
_FONTS: dict[str, dict[int, str]] = {
    "wingdings": {
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆",
        0x76: "❖", 0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢",
        0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x2D: "-",
        0x2A: "*", 0x52: "☑", 0x51: "☒", 0xA3: "□", 0x50: "✓",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x99: "○", 0xA3: "□",
        0xA2: "■", 0x2A: "□",
    },
    "symbol": {
        **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
        **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
        **dict(zip(range(0x20, 0x40), " !∀#∃%&∍()*+,−./0123456789:;<=>?", strict=True)),
        0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″",
        0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xA2: "′", 0xD6: "√",
        0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑", 0xC5: "⊕", 0xA7: "▪", 0xA8: "◆",
    },
}  # fmt: skip
_SHAPE = re.compile("[\uf000-\uf0ff]")


def shown(text: str, font: str = "wingdings") -> str:
    """Return text with the code points of symbol fonts as the shapes they show.

    >>> shown("\uf0fe同意\uf0a8不同意"), shown("\uf0b3", "Symbol"), shown("-")
    ('☑同意□不同意', '≥', '-')
    """
    return _SHAPE.sub(lambda match: symbol(ord(match[0]) & 0xFF, font), text)


def symbol(code: int, font: str) -> str:
    """Return the shape a symbol font has for a code 0…255.

    >>> symbol(0x52, "Wingdings 2"), symbol(0x61, "Symbol"), symbol(0x01, "Webdings")
    ('☑', 'α', '•')
    """
    return _FONTS.get(font.lower(), _FONTS["wingdings"]).get(code, BULLET)
