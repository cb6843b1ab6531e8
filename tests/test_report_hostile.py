"""Nothing in a document becomes markup, script, formula or a broken file, whatever it says and wherever it says it."""

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legaltools import structure
from legaltools.model.annotation import Annotations, Party, Reference, Term
from legaltools.model.finding import Finding, Missing, Review
from legaltools.model.report import Report
from legaltools.model.source import Source
from legaltools.model.span import Span
from legaltools.report import review as opinion
from legaltools.text.escape import FORMULA
from legaltools.writers import docx, html, markdown, text, xlsx
from legaltools.writers.xlsx import harmless
from tests import contract

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</style><style>*{display:none}",
    "</script><script>alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "\u202e]]>\x00\x1b\ud800&amp;",
)


def hostile(words: str) -> Report:
    """Return an opinion in which every place a document can fill says ``words``."""
    body = f"{words}\n\n1. {words}\n\n1.1. {words}\n"
    tree = structure.parse(Source(words, "text", "utf-8", words, body))
    start = body.rindex(words)
    end, eid = start + len(words), tree.nodes[-1].eid
    finding = Finding(
        words, words, "critical", "high", "provider", eid, 5, start, end, words, words, (words,), recommendation=words
    )
    annotations = Annotations(
        parties=(Party(words, "provider", (words,)),),
        terms=(Term(words, eid, start, end, Span(start, end), (words,), (Span(start, end),)),),
        references=(
            Reference(eid, 5, start, end, words, "url", note=words),
            Reference(eid, 5, start, end, words, "number", (words,), "resolved"),
        ),
    )
    review = Review((finding,), (Missing(words, words, "high", words, (words,), words),), notes=(words,))
    return opinion.build(tree, annotations, review)


class Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page(report: Report) -> Page:
    parser = Page()
    parser.feed(html.write(report).decode())
    return parser


@pytest.mark.parametrize("words", EVIL)
def test_no_word_of_a_document_becomes_markup(words: str) -> None:
    tags = page(hostile(words)).tags
    names = [name for name, _ in tags]
    assert names.count("script") == 1
    assert names.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "base"} & set(names)
    for _, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")]
        link = attributes.get("href")
        assert link is None or link.startswith("#")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>\"'&/=;:{}%#`\\ axsj\u6761\u0000"), min_size=1, max_size=30))
def test_structure_of_the_page_does_not_depend_on_the_words(words: str) -> None:
    plain = [name for name, _ in page(hostile("x" + "y" * max(1, len(words) - 1))).tags]
    odd = [name for name, _ in page(hostile("x" + words.replace("\n", " "))).tags]
    assert set(odd) <= set(plain) | {"small", "i"}
    assert odd.count("script") == 1


def test_policy_admits_exactly_the_style_and_script_of_the_page() -> None:
    data = html.write(contract.report()).decode()
    style = re.search(r"<style>(.*?)</style>", data, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", data, re.DOTALL)
    stated = re.search(r'Content-Security-Policy" content="([^"]+)"', data)
    assert style and script and stated
    assert stated[1].replace("&#39;", "'") == html.policy(style[1], script[1])
    assert "'unsafe" not in stated[1]
    assert "default-src &#39;none&#39;" in stated[1] or "default-src 'none'" in stated[1]


@pytest.mark.parametrize("words", EVIL)
def test_the_other_formats_stay_whole(words: str) -> None:
    report = hostile(words)
    with zipfile.ZipFile(BytesIO(docx.write(report))) as package:
        assert package.testzip() is None
        assert b"word/document.xml" in b" ".join(name.encode() for name in package.namelist())
    assert markdown.write(report) and text.write(report)
    assert "<script" not in markdown.write(report).decode().replace("\\<", "")


@pytest.mark.parametrize("words", EVIL)
def test_no_cell_is_a_formula(words: str) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx.write(hostile(words))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(FORMULA)]


@given(st.text(max_size=20))
def test_harmless_text_keeps_its_words(words: str) -> None:
    shown = harmless(words)
    assert not shown.startswith(FORMULA)
    assert len(shown) - len(words) in (0, 1)


def test_every_link_of_the_page_leads_to_an_anchor() -> None:
    tags = page(contract.report()).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"] for _, attributes in tags if attributes.get("href")}
    assert {link[1:] for link in links if link} <= set(ids)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_wording_is_filled_everywhere(lang: str) -> None:
    data = html.write(contract.report(lang)).decode()
    assert "built-in method" not in data
    assert "{count}" not in data
    assert "=&#34;" not in data
    assert not re.search(r"\bNone\b", re.sub(r"<(script|style)>.*?</\1>", "", data, flags=re.DOTALL))
