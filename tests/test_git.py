"""git: external diff driver, difftool and textconv in a real repository; exit status of ``legaltools diff``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OLD = "服务条款\n1. 您应按时付费。\n2. 我们应提前30天通知您。\n"
NEW = "服务条款\n1. 您应按时付费。\n2. 双方应当对价格保密。\n3. 我们应提前7天通知您。\n"
LEGALTOOLS = f"{sys.executable} -m legaltools"
ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_PAGER": "cat"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "diff.terms.command", f"{LEGALTOOLS} diff")
    git(tmp_path, "config", "diff.lines.textconv", f"{LEGALTOOLS} diff textconv")
    git(tmp_path, "config", "difftool.legal.cmd", f'{LEGALTOOLS} diff "$LOCAL" "$REMOTE"')
    (tmp_path / ".gitattributes").write_text("a.txt diff=terms\nb.txt diff=lines\n")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(OLD, encoding="utf-8")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "1")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NEW, encoding="utf-8")
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def legaltools(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "legaltools", *map(str, arguments)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)


def test_external_driver(repository: Path) -> None:
    shown = git(repository, "diff", "a.txt")
    assert "[-30天-]{+7天+}" in shown
    assert "2. → 3." in shown


def test_external_driver_of_a_new_file(repository: Path) -> None:
    git(repository, "rm", "-q", "--cached", "a.txt")
    git(repository, "commit", "-qm", "2")
    git(repository, "add", "a.txt")
    assert "您应按时付费" in git(repository, "diff", "--cached", "a.txt")


def test_textconv(repository: Path) -> None:
    assert "+2.\t双方应当对价格保密。" in git(repository, "diff", "b.txt").splitlines()


def test_difftool(repository: Path) -> None:
    assert "[-30天-]{+7天+}" in git(repository, "difftool", "--no-prompt", "--tool=legal", "a.txt")


@pytest.mark.parametrize(
    ("new", "fail_on", "status"),
    [(OLD, "any", 0), (NEW, "any", 1), (NEW, "worse", 1), (OLD.replace("。", "．"), "substantive", 0)],
)
def test_exit_status(tmp_path: Path, new: str, fail_on: str, status: int) -> None:
    old_file, new_file = tmp_path / "old.txt", tmp_path / "new.txt"
    old_file.write_text(OLD, encoding="utf-8")
    new_file.write_text(new, encoding="utf-8")
    assert legaltools("diff", old_file, new_file, "--fail-on", fail_on).returncode == status


@pytest.mark.parametrize("count", [1, 2, 3])
def test_unusable_files_are_one_line_and_two(tmp_path: Path, count: int) -> None:
    done = legaltools("diff", *[tmp_path / "nothing.txt"] * count)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
