"""Small PDF files for tests: text at given places, in a plain and a bold face, with a Unicode map but no font."""

from collections.abc import Sequence
from typing import NamedTuple

_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


class Text(NamedTuple):
    """A line of text: its left end and baseline in points, size, face and colour."""

    x: float
    y: float
    text: str
    size: float = 12
    bold: bool = False
    color: str = "0 0 0"


def _shown(text: str) -> str:
    """Return a string operand; PDFium gives a lone character of a face it does not have no width, so add a space."""
    return (text + " " * (len(text) == 1)).encode("utf-16-be").hex()


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def pdf(pages: Sequence[Sequence[Text | str]]) -> bytes:
    """Return a PDF of A4 pages; a plain string on a page is a drawing operator."""
    narrow = " ".join(["500"] * 95)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _stream(_MAP)]
    for name in ("Song", "Song-Bold"):
        font, first = len(objects) + 1, f"/BaseFont /{name} "
        objects += [
            f"<< /Type /Font /Subtype /Type0 {first}/Encoding /Identity-H /DescendantFonts [{font + 1} 0 R]"
            f" /ToUnicode 3 0 R >>".encode(),
            f"<< /Type /Font /Subtype /CIDFontType2 {first}/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
            f" /Supplement 0 >> /DW 1000 /W [32 [{narrow}]] /FontDescriptor {font + 2} 0 R >>".encode(),
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            f" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>".encode(),
        ]
    kids = []
    for page in pages:
        drawn = [
            part
            if isinstance(part, str)
            else f"{part.color} rg BT /F{1 + part.bold} {part.size} Tf {part.x} {part.y} Td <{_shown(part.text)}> Tj ET"
            for part in page
        ]
        objects.append(_stream("\n".join(drawn).encode()))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << /F1 4 0 R /F2 7 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + tail


def column(
    text: Sequence[str], *, x: float = 72, y: float = 760, leading: float = 20, size: float = 12
) -> list[Text | str]:
    """Set lines below each other; every ideographic space at a line's begin moves it right."""
    lines: list[Text | str] = []
    for number, line in enumerate(text):
        body = line.lstrip("\u3000")
        lines.append(Text(x + size * (len(line) - len(body)), y - leading * number, body, size))
    return lines
