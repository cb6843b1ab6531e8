"""The command line as a user meets it: bad input, languages, exit status, what is imported."""

import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

HEAVY = {"spacy", "jieba", "networkx", "docx", "lxml", "jinja2", "rich", "selectolax", "pypdfium2", "xlsxwriter"}


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "legaltools", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    return subprocess.run(command, input=stdin, capture_output=True, timeout=120, env=environment, cwd=cwd)


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """Check that a call failed as the contract says, and return its line."""
    text = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b""), text
    assert re.fullmatch(r"legaltools: [^\n]+\n", text), text
    return text


def made(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_command_in_both_languages(lang: str) -> None:
    text = run("--lang", lang, "--help").stdout.decode()
    for name in ("parse", "extract", "graph", "review", "report", "rules", "score", "completion"):
        assert re.search(rf"^  {name} +\S", text, re.MULTILINE)
    assert ("用法：" in text) == (lang == "zh")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("broken.docx", b"PK\x03\x04 not a zip"),
        ("broken.pdf", b"%PDF-1.7 broken"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
)
@pytest.mark.parametrize("command", ["parse", "extract", "graph", "review", "report"])
def test_an_unusable_file_is_one_line(tmp_path: Path, command: str, name: str, data: bytes) -> None:
    one_line(run(command, made(tmp_path, name, data)))


def test_missing_and_directory(tmp_path: Path) -> None:
    assert "nothing.txt" in one_line(run("parse", tmp_path / "nothing.txt"))
    one_line(run("parse", tmp_path))
    one_line(run("parse", "a\nb.txt"))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    one_line(run("parse", path))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("long.txt", "条".encode() * 5_000_000),
        ("mixed.txt", "一、总则\r\n1. 甲\r2. 乙\n3. 丙".encode()),
        ("utf16.txt", "一、总则\n1. 甲方应付款。".encode("utf-16")),
        ("gb.txt", "一、总则\n1. 甲方应付款。".encode("gb18030")),
        ("bom.txt", "﻿一、总则".encode()),
    ],
)
def test_odd_text_gives_a_tree(tmp_path: Path, name: str, data: bytes) -> None:
    done = run("parse", made(tmp_path, name, data))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.strip()


@pytest.mark.parametrize("data", [b"\xed\xa0\x80 lone \xed\xb0\x80", "甲\0乙".encode(), b"\xff\xfe\x00\xd8a\x00"])
def test_hostile_text_gives_a_tree_or_a_line(tmp_path: Path, data: bytes) -> None:
    done = run("parse", made(tmp_path, "hostile.txt", data))
    assert done.returncode == 0 or one_line(done)


def test_a_failed_call_leaves_no_output_file(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    one_line(run("parse", tmp_path / "missing.txt", "-o", target))
    assert list(tmp_path.iterdir()) == []
    one_line(run("parse", made(tmp_path, "a.txt", "一、甲".encode()), "-o", tmp_path / "no" / "out.txt"))
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_standard_input_and_output_file(tmp_path: Path) -> None:
    target = tmp_path / "tree.txt"
    done = run("parse", "-", "-o", target, stdin="1. 甲方应付款。".encode())
    assert (done.returncode, done.stdout) == (0, b"")
    assert "甲方应付款" in target.read_text(encoding="utf-8")


def test_usage_errors_speak_the_language_asked_for() -> None:
    assert "没有命令" in one_line(run("pars"))
    assert "no command" in one_line(run("pars", "--lang", "en"))
    assert "--to" in one_line(run("parse", "--foo", "x"))
    assert "--to" in one_line(run("parse", "x", "--to", "nothing"))


@pytest.mark.parametrize(("verb", "unloaded"), [("parse", HEAVY), ("--help", HEAVY | {"msgspec"})])
def test_neither_help_nor_parse_loads_a_heavy_package(verb: str, unloaded: set[str], sample: Path) -> None:
    code = (
        "import sys\n"
        "from legaltools.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted({m.split('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, verb, *([str(sample)] if verb == "parse" else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not unloaded & set(re.findall(r"'(\w+)'", done.stderr))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    assert "_LEGALTOOLS_COMPLETE" in run("completion", shell).stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("parse", "a", "b"), "多余的参数：b"),
        (("rules", "--lang", "zh"), "缺少子命令"),
        (("compare-providers", "a"), "参数的个数"),
        (("parse", ""), "'': 文件不存在"),
        (("parse", "1" * 300), "文件名过长"),
        (("review", "a", "--playbook", "nothing.toml"), "文件或文件夹不存在"),
        (("history", "nothing"), "文件夹不存在"),
        (("score", "README.md"), "不是标注文件"),
        (("graph", "README.md", "ask", "nothing"), "without-deadline"),
        (("graph", "README.md", "ask", "impact"), "without-deadline"),
        (("completion", "tcsh"), "bash zsh fish"),
    ],
)
def test_what_is_wrong_is_said_in_one_language(arguments: tuple[str, ...], words: str, root: Path) -> None:
    assert words in one_line(run(*arguments, cwd=root))
    told = one_line(run(*arguments, *(() if "--lang" in arguments else ("--lang", "en")), cwd=root))
    assert "--lang" in arguments or not re.search("[\u3400-\u9fff]", told)


def test_output_is_never_written_over_a_folder_or_a_device(tmp_path: Path) -> None:
    source = made(tmp_path, "a.txt", "一、甲".encode())
    one_line(run("parse", source, "-o", tmp_path))
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        assert run("parse", source, "-o", tmp_path / "pipe").returncode == 0
        assert reader.communicate(timeout=60)[0].decode() == "一、甲\n"
    assert (tmp_path / "pipe").is_fifo()
    (tmp_path / "link").symlink_to(tmp_path / "real.txt")
    assert run("parse", source, "-o", tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert run("parse", source, "-o", "-").stdout == (tmp_path / "real.txt").read_bytes()


@pytest.mark.parametrize("name", ["-x.txt", "合同【终版】.txt", "a b.txt", "a\nb.txt", "--lang"])
def test_odd_file_names_are_read(tmp_path: Path, name: str) -> None:
    made(tmp_path, name, "一、甲".encode())
    assert run("parse", "--", name, cwd=tmp_path).stdout.decode() == "一、甲\n"


def test_a_full_or_closed_output_is_one_line(tmp_path: Path) -> None:
    source = made(tmp_path, "a.txt", "一、甲".encode())
    command = f"{sys.executable} -m legaltools parse {source}"
    for ending in (">/dev/full", ">&-"):
        done = subprocess.run(["bash", "-c", f"{command} {ending}"], capture_output=True, timeout=60)
        assert done.returncode == 2
        assert re.fullmatch(r"legaltools: [^\n]+\n", done.stderr.decode())


def test_a_closed_pipe_ends_quietly(sample: Path) -> None:
    command = f"{sys.executable} -m legaltools extract {sample} --to json | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_ctrl_c_ends_quietly_and_leaves_nothing(tmp_path: Path) -> None:
    source = made(tmp_path, "long.txt", "第一条 甲方应当在收到通知后七日内付款。\n".encode() * 200_000)
    command = [sys.executable, "-m", "legaltools", "review", source, "-o", tmp_path / "out.json"]
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs ignore it
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, preexec_fn=heeding, **pipes) as running:
        time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        errors = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert not errors.strip()
    assert [p.name for p in tmp_path.iterdir()] == ["long.txt"]
