"""Two providers' terms topic by topic: what is found, what differs, who is stricter, and every form it is shown in."""

import csv
import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import openpyxl
import pytest

from legaltools import pipeline, readers
from legaltools.model.contract import ProvidersOutput
from legaltools.model.providers import Figure, Position, Providers, Said, Topic
from legaltools.report import providers, topics
from legaltools.report.catalog import Lang
from legaltools.report.subject import Subject
from legaltools.review import rule as rules
from legaltools.writers import providers_html
from tests.test_cli import run

LEFT = (
    "甲云服务条款\n\n本条款由甲云科技有限公司（以下称“甲云”）与您订立。\n\n"
    "1. 甲云有权随时修改本协议，并提前30日通知您。您继续使用服务的，视为接受修改。\n"
    "2. 甲云的赔偿总额不超过您已支付的服务费的100%。\n"
    "3. 服务终止后，甲云保留您的数据30日，期满后删除您的数据。\n4. 因本协议产生的争议，由甲云所在地人民法院管辖。\n"
)
RIGHT = (
    "乙云服务条款\n\n本条款由乙云科技有限公司（以下称“乙云”）与您订立。\n\n"
    "1. 乙云修改本协议的，应提前7日书面通知您。\n2. 乙云的赔偿总额不超过您已支付的服务费的50%。\n"
    "3. 服务终止后，乙云保留您的数据7日，期满后删除您的数据。\n4. 您逾期付款的，按日支付0.05%的滞纳金。\n"
)


def subject(text: str, lang: Lang = "zh") -> Subject:
    whole = pipeline.analyse(pipeline.parse(readers.read(text.encode(), "a.txt")), lang=lang)
    return Subject(whole.document, whole.annotations, whole.review, lang)


@pytest.fixture(scope="module")
def value() -> Providers:
    return providers.build(subject(LEFT), subject(RIGHT))


def topic(value: Providers, key: str) -> Topic:
    return next(topic for topic in value.topics if topic.key == key)


def figures(position: Position) -> list[tuple[str, float]]:
    return [(figure.measure, figure.size) for figure in position.figures]


def test_a_lower_cap_is_stricter(value: Providers) -> None:
    cap = topic(value, "cap")
    assert (figures(cap.left), figures(cap.right)) == ([("percent", 100.0)], [("percent", 50.0)])
    assert (cap.stricter, cap.ground) == ("right", "number")
    assert "100%" in cap.reason and "50%" in cap.reason
    assert all(figure.differs for figure in (*cap.left.figures, *cap.right.figures))


def test_shorter_retention_is_stricter(value: Providers) -> None:
    data = topic(value, "data_after")
    assert ("days", 30.0) in figures(data.left)
    assert ("days", 7.0) in figures(data.right)
    assert (data.stricter, data.ground) == ("right", "number")


def test_a_shorter_notice_is_stricter(value: Providers) -> None:
    notice = topic(value, "notice")
    assert (figures(notice.left), figures(notice.right)) == ([("days", 30.0)], [("days", 7.0)])
    assert (notice.stricter, notice.ground) == ("right", "number")


def test_a_clause_only_one_text_has_is_told(value: Providers) -> None:
    change = topic(value, "change_terms")
    assert change.left.rules and not change.right.rules
    assert (change.stricter, change.ground) == ("left", "only")
    assert value.names[0] in change.reason


def test_a_topic_neither_text_has_is_told(value: Providers) -> None:
    minors = topic(value, "renewal")
    assert (minors.stricter, minors.left.said, minors.right.said) == ("none", (), ())


def test_a_court_is_neither_strict_nor_lenient(value: Providers) -> None:
    court = topic(value, "jurisdiction")
    assert [said.label for said in court.left.said] == ["4"]
    assert court.stricter == "open"


def test_quotes_are_the_text_itself(value: Providers) -> None:
    for text, positions in ((LEFT, [t.left for t in value.topics]), (RIGHT, [t.right for t in value.topics])):
        for position in positions:
            assert all(said.text == text[said.start : said.end] for said in position.said)
            assert all(figure.text == text[figure.start : figure.end] for figure in position.figures)


def test_a_text_beside_itself_is_never_stricter() -> None:
    same = providers.build(subject(LEFT), subject(LEFT))
    assert not {t.stricter for t in same.topics} & {"left", "right"}
    assert not any(f.differs for t in same.topics for f in (*t.left.figures, *t.right.figures))
    assert same.names[0] != same.names[1]


def test_sides_swapped_swap_the_verdict(value: Providers) -> None:
    swapped = providers.build(subject(RIGHT), subject(LEFT))
    other = {"left": "right", "right": "left"}
    assert [t.stricter for t in swapped.topics] == [other.get(t.stricter, t.stricter) for t in value.topics]


def position(*codes: str, lacks: tuple[str, ...] = (), days: tuple[float, ...] = ()) -> Position:
    said = tuple(Said("cl_1", "1", 0, 1, "x", (code,), ("n",)) for code in codes)
    return Position(said, tuple(Figure("cl_1", f"{n}", f"{n}", 0, 1, "days", n) for n in days), lacks)


@pytest.mark.parametrize(
    ("rule", "left", "right", "verdict"),
    [
        (topics.Rule("k", more="better"), position("A", days=(7, 30)), position("A", days=(10,)), ("left", "number")),
        (topics.Rule("k", more="worse"), position("A", days=(7, 30)), position("A", days=(10,)), ("left", "number")),
        (topics.Rule("k"), position("A", days=(7,)), position("A", days=(10,)), ("open", "open")),
        (topics.Rule("k"), position("A", days=(7,)), position("A", days=(7,)), ("same", "same")),
        (topics.Rule("k"), position("A", "B"), position("A"), ("left", "kinds")),
        (topics.Rule("k", neutral=True), position("A", "B"), position("A"), ("open", "open")),
        (topics.Rule("k"), position("A"), position("B"), ("open", "open")),
        (topics.Rule("k"), position("A", lacks=("M",)), position("A"), ("left", "missing")),
        (topics.Rule("k"), position(), position(lacks=("M",)), ("right", "missing")),
        (topics.Rule("k"), position(), position(), ("none", "none")),
    ],
)
def test_the_first_rule_that_decides_wins(
    rule: topics.Rule, left: Position, right: Position, verdict: tuple[str, str]
) -> None:
    assert providers.judge(rule, left, right) == verdict


def test_measures_that_point_both_ways_decide_nothing() -> None:
    both = [Figure("e", "1", "1", 0, 1, m, n) for m, n in (("days", 1), ("percent", 2))]
    other = [Figure("e", "1", "1", 0, 1, m, n) for m, n in (("days", 2), ("percent", 1))]
    rule = topics.Rule("k", more="better")
    said = position("A").said
    assert providers.judge(rule, Position(said, tuple(both)), Position(said, tuple(other))) == ("open", "open")


def test_topics_name_rules_that_exist_and_are_worded_in_both_languages() -> None:
    codes = set(rules.registry())
    for topic in topics.load().topics:
        assert set(topic.rules) | set(topic.missing) <= codes, topic.key
        for lang in ("zh", "en"):
            assert providers.words(lang)["topics"][topic.key]
    for section in ("words", "topics", "grounds"):
        assert set(providers.words("zh")[section]) == set(providers.words("en")[section])


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_nothing_in_a_text_becomes_markup() -> None:
    evil = "<script>alert(1)</script>服务条款\n1. 赔偿总额不超过<img src=x onerror=alert(1)>100%。\n"
    page = Page()
    page.feed(providers_html.write(providers.build(subject(evil), subject(evil.replace("100", "50")))).decode())
    assert not page.tags & {"script", "img"}
    assert all(link.startswith("#") for link in page.links)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_command(tmp_path: Path, lang: str) -> None:
    for name, text in (("a.txt", LEFT), ("b.txt", RIGHT)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def out(to: str) -> bytes:
        done = run("compare-providers", tmp_path / "a.txt", tmp_path / "b.txt", "--to", to, "--lang", lang)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    told = json.loads(out("json"))
    assert told["schema"] == "legaltools/compare-providers/1"
    assert msgspec.convert(told, ProvidersOutput).topics
    name = providers.words("zh" if lang == "zh" else "en")["topics"]["cap"]
    for to in ("text", "markdown", "html"):
        assert name in out(to).decode()
    assert any(row[0] == name for row in csv.reader(io.StringIO(out("csv").decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(out("xlsx")))
    assert [cell.value for cell in book.worksheets[0]["A"]][2] == name
    assert name in zipfile.ZipFile(io.BytesIO(out("docx"))).read("word/document.xml").decode()


def test_sample_beside_itself_changed(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    value = providers.build(subject(text), subject(text.replace("提前30天", "提前3天")))
    differing = {topic.key for topic in value.topics if any(f.differs for f in topic.left.figures)}
    assert "notice" in differing
    assert topic(value, "notice").stricter == "right"


@pytest.mark.shared
def test_two_real_documents(shared: Path) -> None:
    files = [shared / "texts" / name for name in ("tos_quqi_office.txt", "privacy_wenxin_2024-08.md")]
    whole = [pipeline.analyse(pipeline.parse(path)) for path in files]
    value = providers.build(*(Subject(w.document, w.annotations, w.review) for w in whole))
    spoken = [t for t in value.topics if t.left.said and t.right.said]
    assert len(spoken) > 5
    assert {t.stricter for t in value.topics} >= {"left", "open"}
    for side, w in (("left", whole[0]), ("right", whole[1])):
        for t in value.topics:
            assert all(w.document.text[s.start : s.end] == s.text for s in getattr(t, side).said)
