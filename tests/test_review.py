"""The review as a whole: quotes, cards, gravity, emphasis, cross-clause effects, the forms it is written in."""

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from subprocess import run as run_process

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools import pipeline
from legaltools.model.document import Document
from legaltools.model.finding import LEVELS, Finding, Review
from legaltools.model.source import Block, Mark, Source
from legaltools.review.context import View
from legaltools.review.engine import review
from legaltools.review.examples import cast, document
from legaltools.review.playbook import Playbook
from legaltools.review.prefilter import required
from legaltools.review.rule import SentenceRule, registry
from legaltools.review.scan import Index


def run(text: str, **settings: str) -> Review:
    return review(document(text), cast(), Playbook(**settings))  # type: ignore[arg-type]


def one(found: Review, rule: str) -> Finding:
    return next(f for f in found.findings if f.rule == rule)


def well_formed(whole: pipeline.Analysis) -> None:
    text, led = whole.document.text, set()
    for f in whole.review.findings:
        assert f.quote == text[f.start : f.end] and f.quote.strip()
        assert f.line == whole.document.line_of(f.start)
        assert f.eid in whole.document.by_eid
        assert set(f.related) <= set(whole.document.by_eid)
        assert not (f.primary and f.card in led)
        led |= {f.card} if f.primary else set()
    assert led == {f.card for f in whole.review.findings}
    order = [LEVELS.index(f.severity) for f in whole.review.findings]
    assert order == sorted(order)


@pytest.mark.shared
def test_every_quote_stands_where_it_says(real: Callable[[str], list[Path]]) -> None:
    for path in real("texts/*"):
        well_formed(pipeline.analyse(path))


WORDS = [w for r in registry().values() for e in (*r.bad, *r.good) for w in (e, e[: len(e) // 2], e[len(e) // 2 :])]


@given(st.lists(st.sampled_from([*WORDS, "\n", "。", "；", "（", "1.", "但", "　"]), max_size=12))
def test_any_text_is_reviewed(parts: list[str]) -> None:
    well_formed(pipeline.analyse(Source("x", "text", "utf-8", "", "".join(parts))))


def test_a_pattern_is_skipped_only_where_it_cannot_match() -> None:
    for rule in registry().values():
        if isinstance(rule, SentenceRule):
            masked = [View(document(example), cast()).masked for example in rule.bad]
            for source, _ in rule.sources:
                groups = required(source)
                for text in filter(re.compile(source).search, masked):
                    assert all(any(phrase in text for phrase in group) for group in groups)


def test_the_pass_over_the_text_misses_no_sentence_in_which_a_pattern_matches() -> None:
    sources = [source for r in registry().values() if isinstance(r, SentenceRule) for source, _ in r.sources]
    text = "".join(sentence for r in registry().values() if isinstance(r, SentenceRule) for sentence in r.bad)
    view = View(document(text), cast())
    for source, wanted in ((s, re.compile(s)) for s in sources):
        for unit, may in zip(view.units, Index([source]).may(view.masked, view.units), strict=True):
            assert may or not wanted.search(view.masked[unit.start : unit.end])


def test_gravity_follows_the_modifiers() -> None:
    plain = "平台的赔偿责任总额不超过您支付的服务费。"
    assert one(run(plain), "LIM002").severity == "high"
    assert one(run("在任何情况下，" + plain), "LIM002").severity == "critical"
    assert one(run(plain + "但因故意或者重大过失造成的除外。"), "LIM002").severity == "medium"
    assert one(run(plain, party_context="consumer"), "LIM002").severity == "critical"


def test_a_card_has_one_main_code_by_precedence() -> None:
    found = run("在任何情况下，平台对任何间接损失不承担任何责任。")
    assert {f.rule for f in found.findings} >= {"LIM001", "LIM003", "LIM007"}
    assert [f.rule for f in found.findings if f.primary] == ["LIM003"]


def test_no_carve_out_is_derived() -> None:
    broad = "无论何种原因，平台均不承担任何责任。"
    assert one(run(broad), "LIM007").severity == "high"
    assert "LIM007" not in {f.rule for f in run(broad + "前述约定不适用于造成人身损害的情形。").findings}
    assert "LIM007" not in {f.rule for f in run("除因平台故意或者重大过失外，平台不承担任何责任。").findings}
    assert one(run("因使用服务造成的人身伤害，平台概不负责，亦不承担任何责任。"), "LIM007").severity == "critical"


def test_clauses_read_together() -> None:
    cap, indemnity = "平台的赔偿责任总额不超过您支付的服务费。", "您应赔偿平台因此遭受的全部损失。"
    assert "CMB001" not in {f.rule for f in run(cap).findings}
    found = one(run(f"{cap}\n{indemnity}"), "CMB001")
    assert set(found.related) == {"cl_1", "cl_2"} and found.primary
    assert "ASY001" in {f.rule for f in run(cap).findings}


def test_items_of_a_flagged_introduction_are_named() -> None:
    found = one(run("下述情况不属于平台违约：\n进行维护时需要短时间中断服务；\n通路阻塞。"), "LIM004")
    assert found.related == ("cl_1__item_2", "cl_1__item_3")


def marked(text: str, *runs: tuple[str, str], format: str = "docx") -> Document:
    marks = tuple(Mark(text.index(t), text.index(t) + len(t), kind) for t, kind in runs)  # type: ignore[arg-type]
    blocks, at = [], 0
    for line in text.split("\n"):
        end = at + len(line)
        blocks.append(Block(at, end, marks=tuple(m for m in marks if at <= m.start < end)))
        at = end + 1
    from msgspec.structs import replace

    made = document(text)
    return replace(made, source=replace(made.source, format=format, blocks=tuple(blocks)))


CAP = "平台的赔偿责任总额不超过您支付的服务费。"
FILLER = "\n" + "双方应当遵守诚实信用原则，认真履行各自的义务。" * 20


def test_emphasis_is_yes_partly_no_or_unknown() -> None:
    def emphasised(*runs: tuple[str, str], format: str = "docx") -> str:
        return one(review(marked(CAP + FILLER, *runs, format=format), cast()), "LIM002").emphasised

    assert emphasised(("赔偿责任总额不超过", "bold")) == "yes"
    assert emphasised(("责任总额", "underline")) == "partly"
    assert emphasised(("服务费", "bold")) == "no"
    assert emphasised(format="text") == "unknown"


def test_plain_text_is_said_once_and_too_much_bold_as_well() -> None:
    assert sum("纯文本" in note for note in run(CAP).notes) == 1
    loud = review(marked(CAP, (CAP, "bold")), cast())
    assert any("100%" in note for note in loud.notes)


def test_how_many_terms_are_marked_is_told() -> None:
    other = "因第三方原因造成的损失，平台不承担责任。"
    found = review(marked(f"{CAP}\n{other}{FILLER}", (CAP, "bold")), cast())
    assert any("标识的 1 处" in note and "未见标识 0 处" not in note for note in found.notes)
    assert not any("提示义务" in note for note in run(CAP).notes)


def test_a_promise_to_highlight_is_held_against_the_practice() -> None:
    promise = "免责条款将以加粗形式提示您注意。"
    kept = one(review(marked(f"{promise}\n{CAP}{FILLER}", (CAP, "bold")), cast()), "QLT001")
    broken = one(review(marked(f"{promise}\n{CAP}{FILLER}"), cast()), "QLT001")
    plain = one(run(promise), "QLT001")
    assert (kept.severity, broken.severity, "纯文本" in plain.message) == ("medium", "high", True)
    assert len({kept.message, broken.message, plain.message}) == 3


def test_the_faults_of_the_sample_are_found(sample: Path) -> None:
    found = pipeline.analyse(sample).review.findings
    faults = {(f.line, f.rule): f.quote for f in found if f.rule.startswith("QLT")}
    assert faults[5, "QLT007"] == "[bookmark: _GoBack]"
    assert faults[45, "QLT007"] == "如您如"
    assert faults[183, "QLT003"] == "保证条款"
    assert faults[183, "QLT007"].endswith("争议解决条款")
    assert {(21, "QLT003"), (23, "QLT003"), (23, "QLT006"), (91, "QLT005"), (161, "QLT007")} <= set(faults)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("您应按时付费（含税。", "("),
        ("“服务”指云服务器，”平台“指网站。", "”"),
        ("您您应当付费。", "您您"),
        ("详见错误!未找到引用源。", "错误!未找到引用源"),
        ("{{甲方名称}}应当付款。", "{{甲方名称}}"),
    ],
)
def test_slips(text: str, quote: str) -> None:
    assert any(f.quote.startswith(quote) or f.quote in "（(" for f in run(text).findings if f.rule == "QLT007")


@pytest.mark.parametrize(
    "text",
    [
        "1) 您应付费；\n2) 我们提供服务。",
        "为了了解您的目的的实现，请付费。",
        "以及及时通知对方。",
        "（一）付费；（二）通知。",
    ],
)
def test_no_slips(text: str) -> None:
    assert "QLT007" not in {f.rule for f in run(text).findings}


def test_a_statute_is_not_reviewed_as_a_contract() -> None:
    law = "第一条 本法适用于经营者。\n第二条 经营者违反本法的，不承担任何责任。\n第三条 本法自公布之日起施行。"
    found = run(law)
    assert not [f for f in found.findings if not f.rule.startswith("QLT")] and not found.missing and found.notes


# --- forms -----------------------------------------------------------------------------------------------------------
def write(sample: Path, to: str, **options: bool) -> bytes:
    return pipeline.write_review(pipeline.analyse(sample), to, "zh", **options)


@pytest.mark.shared
def test_sarif_is_valid(sample: Path, shared: Path) -> None:
    import jsonschema

    log = json.loads(write(sample, "sarif"))
    schema = json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(log, schema)
    text = pipeline.read(sample).text.split("\n")
    for result in log["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"].get("region")
        if region and region["startLine"] == region["endLine"]:
            line = text[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_csv_cannot_become_a_formula() -> None:
    from legaltools.model.listing import Sheet
    from legaltools.writers.csv import write as written

    cells = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =1", "合同", 7)
    rows = list(csv.reader(io.StringIO(written(Sheet(("a",), (cells,))).decode("utf-8-sig"))))
    assert [c.startswith("'") for c in rows[1]] == [True] * 7 + [False] * 2


def test_csv_has_a_row_a_finding(sample: Path) -> None:
    found = pipeline.analyse(sample).review
    rows = list(csv.reader(io.StringIO(write(sample, "csv").decode("utf-8-sig"))))
    assert len(rows) == 1 + len(found.findings) + len(found.missing)


def test_text_and_markdown_show_every_card(sample: Path) -> None:
    found = pipeline.analyse(sample).review
    for to, sign in (("text", "\n1. ["), ("markdown", "\n### 1. [")):
        page = write(sample, to).decode()
        assert sign in page
        assert all(f.rule in page for f in found.findings)


def test_markdown_cannot_be_broken_by_the_document() -> None:
    page = document("平台*的*赔偿`责任`总额<b>不超过</b>您支付的服务费。")
    whole = pipeline.Analysis(page, cast(), review(page, cast()))
    assert b"<b>" not in pipeline.write_review(whole, "markdown", "zh")


def test_explain_tells_why_and_the_law(sample: Path) -> None:
    short, long = write(sample, "text").decode(), write(sample, "text", explain=True).decode()
    assert "法条大意" in long and "法条大意" not in short and "理由" in long


# --- command ---------------------------------------------------------------------------------------------------------
def command(*arguments: str | Path, cwd: Path | None = None) -> "CompletedProcess[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    call = [sys.executable, "-m", "legaltools", "review", *map(str, arguments)]
    return run_process(call, capture_output=True, env=environment, timeout=120, cwd=cwd)


def test_exit_status_says_whether_a_level_was_reached(sample: Path, tmp_path: Path) -> None:
    mild = tmp_path / "mild.txt"
    mild.write_text("双方应当遵守诚实信用原则。", encoding="utf-8")
    assert command(sample).returncode == 0
    assert command(sample, "--fail-on", "critical").returncode == 1
    assert command(mild, "--fail-on", "critical").returncode == 0


def test_playbook_and_baseline_on_the_command_line(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "legaltools.toml").write_text('[rules]\nonly = ["LIM002"]\n', encoding="utf-8")
    first = command(sample, "--to", "json", cwd=tmp_path)
    assert {f["rule"] for f in json.loads(first.stdout)["findings"]} == {"LIM002"}
    (tmp_path / "old.json").write_bytes(first.stdout)
    again = command(sample, "--to", "json", "--baseline", "old.json", cwd=tmp_path)
    assert json.loads(again.stdout)["findings"] == []
    (tmp_path / "legaltools.toml").write_text('side = "user"\nnonsense = 1\n', encoding="utf-8")
    wrong = command(sample, cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert "第 2 行" in wrong.stderr.decode() and wrong.stderr.count(b"\n") == 1
    assert command(sample, "--playbook", "none.toml").returncode == 2
    (tmp_path / "legaltools.toml").unlink()
    (tmp_path / "old.json").write_text("[]")
    assert command(sample, "--baseline", "old.json", cwd=tmp_path).returncode == 2


def test_sentences_of_a_clause_with_one_main_code_share_a_card() -> None:
    found = run("因系统升级造成的损失，平台不承担责任。因维护造成的损失，平台亦不承担责任。")
    exempt = [f for f in found.findings if f.rule == "LIM001"]
    assert len(exempt) == 2 and len({f.card for f in exempt}) == 1
    assert len({f.card for f in found.findings if f.primary}) == sum(f.primary for f in found.findings)


def test_a_denial_holds_for_the_list_announced_beside_it() -> None:
    found = run("一、责任\n您同意，我们不对以下损害赔偿负责：\n\n* 间接、后果性或惩罚性损害赔偿；\n* 其他损害。")
    assert [f.line for f in found.findings if f.rule == "LIM003"] == [4]


def test_a_clause_answers_for_the_list_announced_beside_it() -> None:
    text = "服务协议\n一、承诺\n您同意并保证：\n\n1. 不会冒用他人账号；\n2. 您不会提供虚假信息。"
    norms = pipeline.extract(pipeline.parse(pipeline.read_bytes(text.encode(), "x.txt"))).norms
    assert [(n.type, n.bearer) for n in norms if n.line in (5, 6)] == [("prohibition", "您")] * 2
