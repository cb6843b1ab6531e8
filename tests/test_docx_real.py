"""Word files and the clause tree: the gold contract, twins in other formats, the sample in three forms."""

import json
import re
from pathlib import Path

import pytest
from docx_files import abstract, level, num, package, para

from legaltools import pipeline, readers, structure
from legaltools.model.document import Document


def tree(document: Document) -> list[tuple[str, int, str]]:
    """Return label, depth and first characters of every labelled clause and heading."""
    rows = []
    for node in document.nodes:
        if node.label:
            text = re.sub(r"\s", "", document.text[node.text_start : node.end])[:8]
            rows.append((node.label.rstrip(".:：、"), sum(1 for a in document.ancestors(node) if a.label), text))
    return rows


def lines_of(document: Document) -> list[tuple[str, str]]:
    return [(node.label, node.kind) for node in document.nodes]


@pytest.mark.shared
def test_the_gold_contract_shows_what_is_bold_and_underlined(shared: Path) -> None:
    source = readers.read((shared / "texts" / "contract_lease_shop.docx").read_bytes(), "contract_lease_shop.docx")
    path = shared / "gold" / "structure" / "contract_lease_shop.docx.emphasis.json"
    rest = list(source.blocks)
    for row in json.loads(path.read_text(encoding="utf-8")):
        while re.sub(r"\s", "", source.text[rest[0].start : rest[0].end])[: len(row["head"])] != row["head"]:
            rest.pop(0)  # IndexError: a paragraph of the gold is not in the text
        block = rest.pop(0)
        inked = [at for at in range(block.start, block.end) if not source.text[at].isspace()]
        for kind in ("bold", "underline"):
            marked = {at for m in block.marks if m.kind == kind for at in range(m.start, m.end)}
            share = sum(at in marked for at in inked) / len(inked)
            assert share == pytest.approx(row[f"{kind}_share_nonspace"], abs=0.02), (row["head"], kind)


@pytest.mark.shared
@pytest.mark.parametrize(("word", "twin"), [("agreement_privacy_huineng", "pdf"), ("tos_tongchuang", "html")])
def test_twins_have_the_same_clauses(shared: Path, word: str, twin: str) -> None:
    one, other = (pipeline.parse(shared / "texts" / f"{word}.{form}") for form in ("docx", twin))
    assert tree(one) == tree(other)


LABEL = re.compile(r"^(\s*)((?:\d+\.)+\d*)(\s*)")


def test_the_sample_has_the_same_tree_with_typed_and_with_automatic_numbers(sample: Path) -> None:
    lines = sample.read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")
    text = structure.parse(readers.read("\n".join(lines).encode(), "a.txt"))
    typed = structure.parse(readers.read(package("".join(para(line) for line in lines)), "a.docx"))
    assert lines_of(typed) == lines_of(text)
    assert [n.parent for n in typed.nodes] == [n.parent for n in text.nodes]
    data, labels = automatic(lines)
    source = readers.read(data, "a.docx")
    assert [source.text[b.start : b.label_end or b.start] for b in source.blocks] == labels
    document = structure.parse(source)
    assert lines_of(document) == lines_of(text)
    assert [n.parent for n in document.nodes] == [n.parent for n in text.nodes]


def automatic(lines: list[str]) -> tuple[bytes, list[str]]:
    """Return the lines as a Word file with automatic decimal numbers, and the labels that it must display.

    One list numbers the whole document; a line whose printed number is not the one that follows has a list of its own.
    """
    forms = [level(i, text=_pattern(i + 1)) for i in range(9)]
    definitions, nums, body, labels = abstract(0, *forms), num(1, 0), "", []
    running: list[int] = []
    for line in lines:
        match = LABEL.match(line)
        labels.append(match[2] if match else "")
        if not match:
            body += para(line)
            continue
        numbers = [int(part) for part in match[2].split(".") if part]
        depth = len(numbers) - 1
        following = [*(running + [1] * depth)[:depth], running[depth] + 1 if depth < len(running) else 1]
        if numbers == following and match[2].endswith("."):
            running = following
            body += para(line[match.end(2) :], "1", depth)
            continue
        index = definitions.count("<w:abstractNum ")
        text = _pattern(depth + 1) if match[2].endswith(".") else _pattern(depth + 1)[:-1]
        definitions += abstract(index, *(level(i, start=n, text=text) for i, n in enumerate(numbers)))
        nums += num(index + 1, index)
        body += para(line[match.end(2) :], str(index + 1), depth)
    assert len(labels) - labels.count("") > 3 * definitions.count("<w:abstractNum ")
    return package(body, numbering=definitions + nums), labels


def _pattern(depth: int) -> str:
    return "".join(f"%{n + 1}." for n in range(depth))


HOUSES = {
    "articles": (("chineseCountingThousand", "第%1章 "), ("chineseCountingThousand", "第%2条 "), ("decimal", "（%3）")),
    "chapters": (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")),
    "decimals": (("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")),
    "letters": (("chineseCounting", "第%1条 "), ("decimal", "%2. "), ("lowerLetter", "%3. ")),
    "circles": (("decimal", "%1、"), ("decimal", "（%2）"), ("decimalEnclosedCircle", "%3")),
    "glyphs": (("chineseCounting", "%1、"), ("ideographEnclosedCircle", "%2"), ("decimalEnclosedParen", "%3")),
    "legal": (("chineseLegalSimplified", "%1、"), ("chineseCounting", "%2、"), ("decimal", "%3. ")),
}
BODIES = ("租赁物的交付和验收", "甲方应当按照约定的时间向乙方交付租赁物，", "乙方收到租赁物后应当及时验收；")


@pytest.mark.parametrize("house", HOUSES)
def test_automatic_numbers_give_the_tree_of_typed_ones(house: str) -> None:
    forms = [level(i, form, text.strip(), suff="space" if text.endswith(" ") else "nothing")
             for i, (form, text) in enumerate(HOUSES[house])]  # fmt: skip
    body = para("设备租赁合同")
    for chapter in range(3):
        body += para(BODIES[0], "1", 0)
        for _ in range(3):
            body += para(BODIES[1], "1", 1) + para(BODIES[2], "1", 2) * (2 + chapter)
    source = readers.read(package(body, numbering=abstract(0, *forms) + num(1, 0)), "a.docx")
    automatic_tree = structure.parse(source)
    typed_tree = structure.parse(readers.read(source.text.encode(), "a.txt"))
    assert sum(block.label_end is not None for block in source.blocks) == 3 + 9 + 27
    assert tree(automatic_tree) == tree(typed_tree)
    assert [len(automatic_tree.ancestors(n)) for n in automatic_tree.nodes if n.label][:3] == [0, 1, 2]
