"""What people read in a terminal: rows that fit, colour only there, help and outputs in the language asked for."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools import pipeline
from legaltools.cli.wording import COMMANDS
from legaltools.model.report import Column, Row, Table
from legaltools.report.catalog import Lang
from legaltools.text.columns import columns
from legaltools.text.wrap import cut, rows, wrap
from legaltools.writers import tables
from legaltools.writers.changes import Show
from legaltools.writers.page import Page

ROOT = Path(__file__).parent.parent
ESCAPE = re.compile(r"\x1b\[[\d;]*m")
HAN = re.compile(r"[\u3400-\u9fff]+")
PIECES = [
    "甲方",
    "应当",
    "，",
    "。",
    "（",
    "）",
    "“",
    "”",
    " ",
    "abc",
    "30",
    "[-",
    "-]",
    "{+",
    "+}",
    "e\u0301",
    "www.a.cn",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
CLOSING = "，。）”"


@given(TEXTS, st.integers(8, 60))
def test_rows_fit_and_lose_nothing(text: str, room: int) -> None:
    found = [text[start:end] for start, end in wrap(text, room)]
    assert all(0 < columns(row) <= room for row in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["甲方应当", "付款", "，", "。", "（含税）", "“本服务”"]), max_size=40).map("".join))
def test_no_row_begins_with_closing_punctuation(text: str) -> None:
    text = re.sub(f"[{CLOSING}]+", lambda found: found[0][:3], text).lstrip(CLOSING)
    assert not [row for row in rows(text, 30) if row.startswith(tuple(CLOSING)) or row.endswith(("（", "“"))]


@given(TEXTS, st.integers(1, 40))
def test_a_cut_text_fits_and_says_so(text: str, room: int) -> None:
    short = cut(text, room)
    assert columns(short) <= room
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


CELLS = st.one_of(st.integers(0, 999), TEXTS)


@given(st.integers(1, 7).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), max_size=5)), st.integers(40, 120))
def test_a_table_fits_the_page(cells: list[tuple[str | int, ...]], width: int) -> None:
    head = tuple(Column(f"列{i}") for i in range(len(cells[0]) if cells else 1))
    table = Table("t", "表", head, tuple(Row(row) for row in cells))
    shown = list(tables.lines(table, Page(width), "："))
    assert all(columns(line) <= width for line in shown)
    text = "".join(shown)
    assert all(char in text for row in cells for cell in row for char in str(cell) if not char.isspace())


Form = Callable[[Page], bytes]


def forms(path: Path, lang: Lang) -> dict[str, Form]:
    """Return every text output of one document as a function of the page."""
    whole, later = pipeline.analyse(path, None, lang), pipeline.analyse(path.with_name("aliyun-ecs-terms.next.txt"))
    old, new = whole.document, later.document
    register = pipeline.deadlines(whole, ["下单=2026-03-02"], lang)
    answers = pipeline.ask(pipeline.build_graph(whole), "central")
    compared = pipeline.compare(whole, later)
    series = pipeline.history(path.parent)
    return {
        "parse": lambda page: pipeline.write_tree(old, "text", lang, page=page),
        "extract": lambda page: pipeline.write_annotations(old, whole.annotations, "text", lang, page),
        "review": lambda page: pipeline.write_review(whole, "text", lang, explain=True, page=page),
        "report": lambda page: pipeline.report(whole, "text", lang, page=page),
        "deadlines": lambda page: pipeline.write_register(old, register, "table", page),
        "ask": lambda page: pipeline.write_answers(answers, "central", "", "text", lang, page),
        "providers": lambda page: pipeline.write_providers(whole, later, "text", lang, page),
        "explain": lambda page: pipeline.write_rules("text", lang, "LIM002", page),
        "list": lambda page: pipeline.write_rules("text", lang, None, page),
        "diff": lambda page: pipeline.write_comparison(old, new, compared, "text", lang, Show(page)),
        "sides": lambda page: pipeline.write_comparison(
            old, new, compared, "text", lang, Show(page, side_by_side=True)
        ),
        "history": lambda page: pipeline.write_history(series, "text", lang, blame=False, clause=None, page=page),
        "blame": lambda page: pipeline.write_history(series, "text", lang, blame=True, clause=None, page=page),
    }


@pytest.fixture(scope="module", params=["zh", "en"])
def shown(request: pytest.FixtureRequest, sample: Path) -> dict[str, Form]:
    return forms(sample, request.param)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_every_text_output_fits_the_page(shown: dict[str, Form], width: int) -> None:
    wide = {n: [r for r in f(Page(width)).decode().splitlines() if columns(r) > width] for n, f in shown.items()}
    assert not {name: rows for name, rows in wide.items() if rows}


def test_colour_only_adds(shown: dict[str, Form]) -> None:
    for name, form in shown.items():
        plain, coloured = form(Page(80)).decode(), form(Page(80, color=True)).decode()
        assert "\x1b" not in plain
        assert ESCAPE.sub("", coloured) == plain, name
        assert name == "ask" or "\x1b[" in coloured


def test_the_tree_is_followed_by_its_faults(sample: Path) -> None:
    text = pipeline.write_tree(pipeline.parse(sample), "text", "en").decode()
    assert "NUM002 · line 21 · the number “2.1.1.1.” does not belong to “2.2.1”" in text
    assert "write instead: 2.2.1.1." in text


def on_terminal(*arguments: str, width: int = 80, errors: bool = False, **environment: str) -> str:
    """Return what a command shows on a terminal of that width, with what it says on standard error if asked for."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    plain = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    settings = {**plain, "TERM": "xterm", "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "legaltools", *arguments]
    second = slave if errors else subprocess.DEVNULL
    with subprocess.Popen(command, stdout=slave, stderr=second, env=settings, cwd=ROOT) as running:
        os.close(slave)
        parts = []
        while True:
            try:
                parts.append(os.read(master, 65536))
            except OSError:  # Linux says so when the last writer has gone
                break
            if not parts[-1]:
                break
        running.wait(60)
    os.close(master)
    return b"".join(parts).decode().replace("\r\n", "\n")


SAMPLE = "corpus/aliyun-ecs-terms.txt"


def test_on_a_terminal_rows_fit_and_have_colour() -> None:
    text = on_terminal("extract", SAMPLE, width=72)
    assert "\x1b[1m" in text
    assert max(columns(row) for row in ESCAPE.sub("", text).splitlines()) <= 72


def test_no_color_is_respected() -> None:
    assert "\x1b" not in on_terminal("parse", SAMPLE, NO_COLOR="1")
    assert "\x1b" not in on_terminal("parse", SAMPLE, TERM="dumb")


def test_help_fits_eighty_columns() -> None:
    for lang in ("zh", "en"):
        for name in COMMANDS:
            text = on_terminal(name, "--help", "--lang", lang)
            assert text
            assert max(map(columns, text.splitlines())) <= 80, text
            assert lang == "zh" or not HAN.search(text)


def test_a_spinner_is_gone_before_the_output_begins(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("第一条 甲方应当在收到通知后七日内付款。\n" * 60_000, encoding="utf-8")
    text = on_terminal("review", str(tmp_path / "long.txt"), errors=True)
    before, _, after = text.partition("long.txt")
    assert "正在处理" in before
    assert "\x1b[?25h" in before
    assert "正在处理" not in after
