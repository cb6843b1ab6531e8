"""A text through its versions: identity through renumbering, returns, technical versions, git without a checkout."""

import subprocess
from pathlib import Path

import pytest

from legaltools import pipeline
from legaltools.model.history import History
from legaltools.model.source import ReadError

ONE = "服务条款\n1. 您应按时付费。\n2. 我们应提前30天通知您。\n3. 争议由法院管辖。\n"
TWO = "服务条款\n1. 您应按时付费。\n2. 双方应当对价格保密。\n3. 我们应提前30天通知您。\n4. 争议由法院管辖。\n"
THREE = TWO.replace("\n", "\n\n").replace(". ", "．")
FOUR = TWO.replace("30天", "7天")
VERSIONS = (ONE, TWO, THREE, FOUR, TWO)


@pytest.fixture
def series(tmp_path: Path) -> Path:
    for number, text in enumerate(VERSIONS, 1):
        (tmp_path / f"v{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=tmp_path, check=True)

    git("init", "-q")
    for number, text in enumerate(VERSIONS):
        name = "terms.txt" if number < 4 else "renamed.txt"
        if number == 4:
            git("mv", "terms.txt", name)
        (tmp_path / name).write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", str(number))
    (tmp_path / "renamed.txt").unlink()
    return tmp_path


def check(found: History) -> None:
    notice = found.life("3.")
    assert notice is not None
    assert [(event.version, event.kind) for event in notice.events] == [
        (1, "born"),
        (2, "renumbered"),
        (4, "reworded"),
        (5, "reverted"),
    ]
    assert notice.events[-1].back_to == 1
    assert (notice.first, notice.last, notice.changes) == (1, 5, 2)
    secret = found.life("2")
    assert secret is not None
    assert (secret.first, secret.changes) == (2, 0)
    assert [version.technical for version in found.versions] == [False, False, True, False, False]
    assert [version.directions.get("worse_for_user", 0) for version in found.versions][3] == 1


def test_a_folder_of_versions(series: Path) -> None:
    check(pipeline.history(series))


def test_versions_stand_in_natural_order(tmp_path: Path) -> None:
    for number in (1, 2, 10):
        (tmp_path / f"v{number}.txt").write_text(ONE, encoding="utf-8")
    assert [version.name for version in pipeline.history(tmp_path).versions] == ["v1.txt", "v2.txt", "v10.txt"]


def test_a_git_repository_is_read_without_a_checkout(repository: Path) -> None:
    found = pipeline.history(repository, "renamed.txt")
    check(found)
    assert all(version.date[:2] == "20" for version in found.versions)
    assert not (repository / "renamed.txt").exists()


@pytest.mark.parametrize("path", ["nothing.txt", "--output=x"])
def test_what_git_does_not_know_is_one_error(repository: Path, path: str) -> None:
    with pytest.raises(ReadError):
        pipeline.history(repository, path)
    assert not (repository / "x").exists()


@pytest.mark.parametrize("to", ["text", "json", "html", "markdown", "csv", "xlsx", "atom"])
def test_every_form_is_the_same_twice(series: Path, to: str) -> None:
    made = [pipeline.write_history(pipeline.history(series), to, "zh", blame=True, clause=None) for _ in range(2)]
    assert made[0] == made[1]
    assert len(made[0]) > 200
