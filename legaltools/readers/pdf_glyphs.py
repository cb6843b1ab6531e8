"""The characters of a PDF page, each with its place and look, as PDFium gives them.

Coordinates are PDF points, origin bottom left. Spaces PDFium invents are dropped (the layout finds its own); radicals
and compatibility ideographs, which some producers write instead of the ordinary characters, are mapped to these.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from msgspec import Struct

from legaltools.lexicon import table

_BOLD_NAMES = ("bold", "heavy", "black", "demi")
_BOLD_WEIGHT = 600
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # font descriptor flags, ISO 32000-1 table 123
_STROKED = 2  # text rendering mode fill then stroke: how word processors embolden a face that has no bold
_RULE_HEIGHT = 2.6  # points, a line's own width on both sides included
_RULE_WIDTH = 4.0


class Glyph(Struct, gc=False):
    """One character: advance box from ``x0`` to ``x1``, baseline ``y``, font size in points, colour RRGGBB."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    underline: bool = False


class Page(Struct):
    """The characters of a page in the order of its content, its size in points and whether it shows pictures."""

    width: float
    height: float
    glyphs: list[Glyph]
    pictures: bool


def page(document: Any, index: int, mapped: Counter[str]) -> Page:
    """Read a page of a pypdfium2 ``PdfDocument``; count mapped characters in ``mapped`` as ``⽹→网``."""
    leaf = document[index]
    text = leaf.get_textpage()
    glyphs = _glyphs(text, mapped)
    width, height = leaf.get_size()
    rules, pictures = _drawings(leaf)
    _underline(glyphs, rules)
    text.close()
    leaf.close()
    return Page(width, height, glyphs, pictures)


def _glyphs(text: Any, mapped: Counter[str]) -> list[Glyph]:
    import pypdfium2.raw as pdfium

    faces: dict[tuple[bytes, int, int], tuple[bool, bool]] = {}
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    found = []
    for at in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        char = _ordinary(pdfium.FPDFText_GetUnicode(text, at), mapped)
        if not char or not pdfium.FPDFText_GetLooseCharBox(text, at, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        pdfium.FPDFText_GetFontInfo(text, at, name, len(name), flags)
        key = (name.value, flags.value, pdfium.FPDFText_GetFontWeight(text, at))
        bold, italic = faces[key] if key in faces else faces.setdefault(key, _face(*key))
        if not bold and (shown := pdfium.FPDFText_GetTextObject(text, at)):
            bold = pdfium.FPDFTextObj_GetTextRenderMode(shown) == _STROKED
        pdfium.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
        size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        color = f"{red.value:02X}{green.value:02X}{blue.value:02X}"
        found.append(Glyph(char, box.left, box.right, y.value, round(size, 2) or 1.0, bold, italic, color))
    return found


def _face(name: bytes, flags: int, weight: int) -> tuple[bool, bool]:
    """Tell bold and italic of a font from its name, its flags and its weight."""
    face = name.decode("utf-8", "replace").lower()
    bold = any(part in face for part in _BOLD_NAMES) or weight >= _BOLD_WEIGHT or bool(flags & _FORCE_BOLD)
    return bold, "italic" in face or "oblique" in face or bool(flags & _ITALIC)


def _ordinary(code: int, mapped: Counter[str]) -> str:
    """Return the ordinary character for a code point, ``""`` for none at all."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
        return "\ufffd"
    char = chr(code)
    if code < 0x20 or code == 0xAD:
        return "" if code != 2 else "-"  # PDFium gives U+0002 for a hyphen at the end of a line
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00 or 0x2F800 <= code < 0x2FA20:
        plain = _radicals().get(char) or unicodedata.normalize("NFKC", char)
        if plain != char:
            mapped[f"{char}\u2192{plain}"] += 1
        return plain
    return _bullets().get(char, char)


@cache
def _radicals() -> dict[str, str]:
    return dict(table("radicals")["radicals"])


@cache
def _bullets() -> dict[str, str]:
    return dict(table("radicals")["symbols"])


def _drawings(leaf: Any) -> tuple[list[tuple[float, float, float]], bool]:
    """Return the horizontal rules of a page as ``(left, right, y)`` and whether it shows pictures."""
    import pypdfium2.raw as pdfium

    rules, pictures = [], False
    for drawn in leaf.get_objects():
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        elif drawn.type == pdfium.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = drawn.get_bounds()
            if top - bottom <= _RULE_HEIGHT and right - left >= _RULE_WIDTH:
                rules.append((left, right, (top + bottom) / 2))
    return rules, pictures


def _underline(glyphs: list[Glyph], rules: list[tuple[float, float, float]]) -> None:
    """Mark the glyphs that stand on a rule no wider than them: an underline, not the border of a table."""
    if not rules or not glyphs:
        return
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.y / 2), []).append(glyph)
    for left, right, y in rules:
        near = [g for step in range(-1, 4) for g in rows.get(round(y / 2) + step, ())]
        over = [g for g in near if -0.05 * g.size <= g.y - y <= 0.3 * g.size and left <= (g.x0 + g.x1) / 2 <= right]
        if over and max(g.x1 for g in over) - min(g.x0 for g in over) >= 0.8 * (right - left):
            for glyph in over:
                glyph.underline = True
