"""The sample has the same tree from plain text, from a web page and from PDF, all made here from the text."""

import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest
from pdf_maker import Text, pdf

from legaltools import readers, structure

_CHARS, _LINES = 36, 34  # a page of the PDF made here: characters in a line, lines


def tree(data: bytes, name: str) -> list[tuple[str, str, str, str | None]]:
    """Every numbered node or heading: its kind, label, first characters without spaces, and what stands above it."""
    document = structure.parse(readers.read(data, name))
    found = []
    for node in document.nodes:
        if node.kind in ("clause", "item", "heading"):
            text = "".join(document.text[node.text_start : node.end].split())[:10]
            above = document.by_eid[node.parent] if node.parent else None
            found.append((node.kind, node.label, text, above.label if above else None))
    return found


def paragraphs(sample: Path) -> list[str]:
    return [line.strip() for line in sample.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def page(sample: Path, around: bool = True) -> bytes:
    """The sample as a web page, with a menu and a footer ``around`` it."""
    body = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs(sample))
    menu = "<nav><ul><li><a href='/'>首页</a><li><a href='/ecs'>云服务器</a><li><a href='/help'>帮助</a></ul></nav>"
    style = "<style>p{text-indent:2em;line-height:1.6}</style>"
    body = f"{menu}{body}<footer>备案</footer>" if around else body
    return f"<!DOCTYPE html><meta charset=utf-8><title>x</title>{style}{body}".encode()


def typeset(sample: Path) -> bytes:
    """Set the sample as a word processor does: first lines indented, lines filled, a head and a page number."""
    lines: list[tuple[float, str]] = []
    for text in paragraphs(sample):
        rest, indent = text, 24.0
        while rest:
            room, taken = _CHARS * 12 - indent, 0
            while taken < len(rest) and room >= (width := 6 if " " <= rest[taken] <= "~" else 12):
                room -= width
                taken += 1
            lines.append((indent, rest[:taken]))
            rest, indent = rest[taken:], 0.0
    pages: list[list[Text | str]] = []
    for begun in range(0, len(lines), _LINES):
        part = lines[begun : begun + _LINES]
        body = [Text(72 + indent, 740 - 20 * row, text) for row, (indent, text) in enumerate(part)]
        pages.append([Text(200, 800, "云服务器服务条款"), *body, Text(290, 36, f"- {len(pages) + 1} -")])
    return pdf(pages)


def test_from_a_web_page(sample: Path) -> None:
    assert tree(page(sample), "a.html") == tree(sample.read_bytes(), sample.name)


def test_from_pdf(sample: Path) -> None:
    assert tree(typeset(sample), "a.pdf") == tree(sample.read_bytes(), sample.name)


@pytest.mark.slow
def test_from_pdf_of_other_makers(sample: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.html"
    source.write_bytes(page(sample, around=False))
    made = []
    if browser := shutil.which("chromium"):
        target = tmp_path / "chromium.pdf"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
        subprocess.run([browser, *flags, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True)
        made.append(target)
    if office := shutil.which("soffice"):
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        command = [office, home, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(tmp_path)]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        made.append(tmp_path / "a.pdf")
    if not made:
        pytest.skip("neither Chromium nor LibreOffice is installed")
    for target in made:
        assert tree(target.read_bytes(), target.name) == tree(sample.read_bytes(), sample.name), target.name
