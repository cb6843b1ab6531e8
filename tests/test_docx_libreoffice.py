"""Displayed labels against a second implementation: LibreOffice converts the same files to text.

Every difference that is let through here is explained in docs/analysis/docx-numbering.md.
"""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_files import abstract, level, num, package, para, restart

from legaltools.lexicon import table
from legaltools.readers.docx import read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]
VALUES = (1, 2, 3, 9, 10, 11, 12, 14, 15, 16, 19, 20, 21, 22, 26, 27, 28, 29, 30, 41, 42, 46, 47, 50, 52, 53, 60, 61,
          99, 100, 101, 110, 111, 120, 999, 1000, 1001, 1010, 1100, 9999, 10000, 10001, 12345)  # fmt: skip
# LibreOffice 7.4 knows no such format and prints decimal
UNKNOWN = frozenset(
    word
    for line in """
    hex decimalFullWidth decimalFullWidth2 japaneseDigitalTenThousand decimalEnclosedFullstop decimalEnclosedParen
    ideographZodiacTraditional taiwaneseDigital vietnameseCounting numberInDash hindiConsonants hindiNumbers
    hindiCounting thaiNumbers thaiCounting
    """.splitlines()
    for word in line.split()
)
# LibreOffice agrees up to this value only (0: never), and prints something else from there on
AGREES_TO = {
    "chineseCounting": 99, "taiwaneseCounting": 99, "japaneseCounting": 99, "ideographDigital": 9, "japaneseLegal": 9,
    "taiwaneseCountingThousand": 9999, "decimalEnclosedCircle": 20, "decimalEnclosedCircleChinese": 10,
    "ideographEnclosedCircle": 0, "hebrew1": 999, "hebrew2": 22, "arabicAlpha": 27, "arabicAbjad": 28,
    "russianLower": 29, "russianUpper": 29, "thaiLetters": 30, "hindiVowels": 33, "upperLetter": 780,
    "lowerLetter": 780, "chicago": 120, "cardinalText": 1000, "ordinalText": 1000,
}  # fmt: skip
EXCEPT = {("hebrew1", 15), ("hebrew1", 16), ("arabicAbjad", 1)}
BULLETS = "•▪●○■□◆➢✓–-"


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory):
    """Return a function from the bytes of Word files to the lines of LibreOffice's text, by one run of it."""
    folder = tmp_path_factory.mktemp("office")

    def lines(*files: bytes) -> list[list[str]]:
        paths = []
        for index, data in enumerate(files):
            paths.append(folder / f"{index}.docx")
            paths[-1].write_bytes(data)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "txt:Text",
        ]
        subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True, timeout=240)
        return [path.with_suffix(".txt").read_text("utf-8-sig").split("\n") for path in paths]

    return lines


def ours(data: bytes) -> dict[str, str]:
    source = read(data, "a.docx")
    return {
        source.text[b.label_end or b.start : b.end].strip(): source.text[b.start : b.label_end or b.start]
        for b in source.blocks
    }


def theirs(lines: list[str], texts: dict[str, str]) -> dict[str, str]:
    found = {}
    for line in lines:
        text = line.strip().rpartition(" ")[2]
        if text in texts:
            found[text] = line.strip().removesuffix(text).strip()
    return found


def test_every_format_at_every_value(convert) -> None:
    numbering, nums, body = "", "", ""
    formats = [name for name in table("numformats") if name != "bullet"]
    for index, name in enumerate(formats):
        numbering += abstract(index, level(0, name, "[%1]"))
        for place, value in enumerate(VALUES, 1 + index * len(VALUES)):
            nums += num(place, index, restart(0, value))
            body += para(f"{name}¶{value}", str(place))
    data = package(body, numbering=numbering + nums)
    mine, other = ours(data), theirs(convert(data)[0], ours(data))
    assert mine.keys() == other.keys()
    differing, wrong = set(), {}
    for key, label in mine.items():
        name, _, value = key.partition("¶")
        agrees = name not in UNKNOWN and int(value) <= AGREES_TO.get(name, 32767) and (name, int(value)) not in EXCEPT
        if agrees and label != other[key]:
            wrong[key] = (label, other[key])
        elif label != other[key]:
            differing.add(name)
    assert not wrong
    assert differing >= UNKNOWN  # a format that LibreOffice learns must leave the list


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_every_format_by_restart_and_level(convert, depth: int) -> None:
    files = []
    for name in table("numformats"):
        if name in UNKNOWN or name in ("bullet", "none", "ideographEnclosedCircle", "arabicAbjad"):
            continue
        forms = [level(index, name, "".join(f"%{n + 1}." for n in range(index + 1))) for index in range(depth + 1)]
        nums = num(1, 0) + num(2, 0) + num(3, 0, restart(0, 4)) + num(4, 0, restart(depth, 3))
        steps = [(1, 0), (1, depth), (1, depth), (2, depth), (1, 0), (2, 0), (2, depth - 1), (2, depth)]
        steps += [(3, 0), (3, depth), (1, 0), (4, depth), (4, depth), (1, depth), (1, 0), (3, 0), (1, depth)]
        body = "".join(para(f"¶{i}", str(n), lvl) for i, (n, lvl) in enumerate(steps))
        files.append(package(body, numbering=abstract(0, *forms) + nums))
    results = convert(*files)
    for data, lines in zip(files, results, strict=True):
        mine = ours(data)
        assert mine == theirs(lines, mine)


@pytest.mark.shared
def test_real_files_have_the_same_labels(convert, real: Callable[[str], list[Path]]) -> None:
    paths = real("texts/*.docx")
    for path, lines in zip(paths, convert(*(path.read_bytes() for path in paths)), strict=True):
        source = read(path.read_bytes(), path.name)
        there = [re.sub(r"\s", "", line) for line in lines]
        for block in source.blocks:
            if block.label_end is not None:
                mine = re.sub(r"\s", "", source.text[block.start : block.end])
                assert mine in there or mine[1:] in {line[1:] for line in there if line[:1] in BULLETS}, mine
        whole = "".join(there)
        for block in source.blocks:
            if block.kind in ("paragraph", "heading", "cell") and not block.continues:
                assert re.sub(r"\s", "", source.text[block.start : block.end]) in whole
